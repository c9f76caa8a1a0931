//! Sport is told in the words of war: what is a move in a game is no event.

use super::draft::Draft;
use crate::extract::Reading;
use crate::lexicon::action::ActionLexicon;
use crate::lexicon::action::game::GameWord;
use crate::model::event::EventKind;

/// Sentences before and after that tell what a sentence is about.
const AROUND: usize = 1;
/// Tokens to each side of the trigger beyond which nothing is looked at, so that the time stays linear
/// whatever stands in the text.
const FARTHEST: usize = 100;
/// What the different words of sport must weigh together.
const ENOUGH: usize = 5;

/// Takes out the moves of games from the events of one sentence.
pub(super) fn leave_out(reading: &Reading<'_, '_>, drafts: &mut Vec<Draft>) {
    let Some(first) = drafts.iter().position(|draft| is_move(reading, draft)) else {
        return;
    };
    if is_of_a_game(reading, &drafts[first]) {
        drafts.retain(|draft| !is_move(reading, draft));
    }
}

/// Whether the trigger's words are said of games too.
fn is_move(reading: &Reading<'_, '_>, draft: &Draft) -> bool {
    // Who is accused, jailed or sacked is so in sport as elsewhere.
    if matches!(draft.kind, EventKind::Accuse | EventKind::Statement) {
        return false;
    }
    let action = &reading.lexicon.action;
    draft.trigger.clone().any(|position| {
        let lower = reading.document.token_text(position).to_lowercase();
        lemmas(action, &lower).any(|lemma| action.games().is_move(lemma))
    })
}

/// The first forms of the verbs and the noun that a word can be.
fn lemmas<'lexicon>(
    action: &'lexicon ActionLexicon,
    lower: &str,
) -> impl Iterator<Item = &'lexicon str> {
    let word = action.word(lower);
    let verbs = word.into_iter().flat_map(|word| &word.verbs);
    let noun = word.and_then(|word| word.noun);
    verbs
        .map(|(id, _)| action.verb(*id).lemma.as_str())
        .chain(noun.map(|id| action.noun(id).lemma.as_str()))
}

/// Whether the sentence of an event and those beside it talk of a game.
fn is_of_a_game(reading: &Reading<'_, '_>, draft: &Draft) -> bool {
    let sentences = &reading.document.sentences;
    let last = (draft.sentence + AROUND).min(sentences.len() - 1);
    let first = sentences[draft.sentence.saturating_sub(AROUND)]
        .tokens
        .start;
    let start = first.max(draft.trigger.start.saturating_sub(FARTHEST));
    let end = sentences[last].tokens.end.min(draft.trigger.end + FARTHEST);
    let mut seen: Vec<&str> = Vec::new();
    let mut weight = 0;
    for position in start..end {
        let word = reading.document.token_text(position);
        let Some(meaning) = reading.lexicon.action.games().word(word) else {
            continue;
        };
        if seen.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            continue;
        }
        seen.push(word);
        weight += match meaning {
            GameWord::Sign => 3,
            GameWord::Hint => 1,
        };
        if weight >= ENOUGH {
            return true;
        }
    }
    false
}
