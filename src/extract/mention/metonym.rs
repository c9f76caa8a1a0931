//! Capitals that act: "Moscow has sent warplanes" is about Russia, "in Moscow" about the city.

use std::ops::Range;

use super::draft::Draft;
use super::words::Words;
use crate::lexicon::action::ActionLexicon;
use crate::lexicon::action::word::Forms;
use crate::lexicon::names::class::WordClass;
use crate::lexicon::names::context::NamingWord;
use crate::model::entity::{Handle, MentionForm, PlaceType};
use crate::model::event::EventKind;
use crate::text::token::TokenKind;

/// Turns mentions of capitals that act into mentions of their countries.
pub(super) fn find(draft: &mut Draft<'_>, action: &ActionLexicon) {
    for position in 0..draft.mentions.len() {
        if let Some(country) = country_of_capital(draft, position)
            && (acts(draft, action, position) || follows_one_that_acts(draft, position))
            && let Some(index) = draft.registry.known_handle(&country)
        {
            draft.mentions[position].entity = index;
            draft.mentions[position].form = MentionForm::Metonym;
        }
    }
}

/// The country whose capital a mention names.
fn country_of_capital(draft: &Draft<'_>, position: usize) -> Option<Handle> {
    let mention = &draft.mentions[position];
    let city = draft.registry.entity(mention.entity);
    if mention.form != MentionForm::Name || city.place_type != Some(PlaceType::City) {
        return None;
    }
    let gazetteer = &draft.words.names.gazetteer;
    let senses = gazetteer.senses(draft.words.key(&mention.tokens));
    senses
        .iter()
        .filter(|sense| sense.form == MentionForm::Metonym)
        .map(|sense| gazetteer.entity(sense.entity).id.clone())
        .find(|country| city.country.as_ref() == Some(country))
}

/// Whether a government acts here: the capital is the subject of a verb, the partner of "with" or
/// "by", is asked or given something, or owns a policy.
fn acts(draft: &Draft<'_>, action: &ActionLexicon, position: usize) -> bool {
    let words = draft.words;
    let tokens = draft.mentions[position].tokens.clone();
    let start = draft.sentence_start(tokens.start);
    let before = tokens.start.checked_sub(1).filter(|at| *at >= start);
    let folded_before = before.map_or("", |at| words.folded(at));
    if words.kind(tokens.end) == Some(TokenKind::Possessive) {
        return owns_policy(draft, tokens.end + 1);
    }
    if words.has(before.unwrap_or(usize::MAX), WordClass::LOCATIVE)
        || matches!(folded_before, "capital" | "city" | "of" | "on")
        || before
            .is_some_and(|at| words.text(at) == "," && at > 0 && words.folded(at - 1) == "capital")
    {
        return is_asked(draft, tokens.start);
    }
    if matches!(folded_before, "by" | "with" | "between" | "against") {
        return true;
    }
    if before.is_some_and(|at| words.is_lower(at) && words.has(at, WordClass::ADDRESS_VERB)) {
        return true;
    }
    if is_headline_plan(draft, &tokens, start) {
        return true;
    }
    let mut after = past_insertion(draft, tokens.end);
    if words.text(after) == "," && words.folded(after + 1) == "which" {
        return is_verb(draft, action, after + 2);
    }
    while is_listed(draft, after) || is_adverb(words, after) {
        after += 1;
    }
    let is_listed_first = after > tokens.end && !words.is_lower(after);
    !is_listed_first && is_verb(draft, action, after)
}

/// "by Moscow and *Minsk*": the second of two that are joined acts as the first does.
fn follows_one_that_acts(draft: &Draft<'_>, position: usize) -> bool {
    let mention = &draft.mentions[position];
    let start = mention.tokens.start;
    let words = draft.words;
    let is_owner = words.kind(mention.tokens.end) == Some(TokenKind::Possessive);
    position > 0
        && !is_owner
        && words.folded(start - 1) == "and"
        && draft.mentions[position - 1].form == MentionForm::Metonym
        && draft.mentions[position - 1].tokens.end == start - 1
}

/// "Ankara to send troops": a headline's plan.
fn is_headline_plan(draft: &Draft<'_>, tokens: &Range<usize>, start: usize) -> bool {
    let words = draft.words;
    let is_first = tokens.start == start;
    is_first && words.folded(tokens.end) == "to" && words.is_lower(tokens.end + 1)
}

/// One past "along with its allies" or ", together with Paris," after the name; the token itself if
/// neither stands there.
fn past_insertion(draft: &Draft<'_>, end: usize) -> usize {
    const LONGEST: usize = 8;
    let words = draft.words;
    let has_comma = words.text(end) == ",";
    let start = end + usize::from(has_comma);
    if !matches!(words.folded(start), "along" | "together") || words.folded(start + 1) != "with" {
        return end;
    }
    let mut rest = start + 2..start + LONGEST;
    let verb = |at: &usize| {
        if has_comma {
            words.text(*at) == ","
        } else {
            is_auxiliary_or_speech(draft, *at)
        }
    };
    rest.find(verb)
        .map_or(end, |at| at + usize::from(has_comma))
}

fn is_adverb(words: &Words<'_>, at: usize) -> bool {
    words.folded(at).ends_with("ly") || words.is_of(at, NamingWord::Adverb)
}

/// "at the request of Damascus", "authorization from Damascus", "loyal to Damascus", "called on Damascus".
fn is_asked(draft: &Draft<'_>, start: usize) -> bool {
    let words = draft.words;
    let Some(noun) = start.checked_sub(2) else {
        return false;
    };
    match words.folded(start - 1) {
        "of" | "from" => words.has(noun, WordClass::ACT_NOUN),
        "to" => words.is_of(noun, NamingWord::GivenTo),
        "on" => words.is_of(noun, NamingWord::PutOn),
        _ => false,
    }
}

fn owns_policy(draft: &Draft<'_>, from: usize) -> bool {
    (from..from + 4)
        .take_while(|at| draft.words.is_word(*at))
        .any(|at| draft.words.has(at, WordClass::ACT_NOUN))
}

/// Whether a token joins or continues a list of names: ", Moscow and Damascus".
fn is_listed(draft: &Draft<'_>, position: usize) -> bool {
    draft.words.folded(position) == "and"
        || draft
            .covering(position)
            .is_some_and(|mention| mention.form == MentionForm::Name)
        || draft.words.text(position) == "," && draft.covering(position + 1).is_some()
}

/// Whether a token is a verb that a government may be the subject of.
fn is_verb(draft: &Draft<'_>, action: &ActionLexicon, position: usize) -> bool {
    is_auxiliary_or_speech(draft, position) || is_deed(draft, action, position)
}

/// Whether a token is the finite form of a verb that tells what states do to one another: "rejects",
/// "signs". A form that is also a plural noun counts only before an object: "talks" is none in "Geneva
/// talks".
fn is_deed(draft: &Draft<'_>, action: &ActionLexicon, position: usize) -> bool {
    let words = draft.words;
    if !words.is_lower(position) {
        return false;
    }
    let Some(word) = action.word(words.folded(position)) else {
        return false;
    };
    let is_finite = |forms: &Forms| forms.has(Forms::PRESENT.with(Forms::PAST));
    let tells = word.verbs.iter().any(|(id, forms)| {
        let frames = &action.verb(*id).frames;
        is_finite(forms) && frames.iter().any(|frame| is_of_states(frame.kind))
    });
    let has_object = matches!(
        words.folded(position + 1),
        "the" | "a" | "an" | "its" | "that" | "to" | "it" | "his" | "their"
    );
    tells && (word.noun.is_none() || has_object || words.is_capital(position + 1))
}

/// Kinds of events that a town does not take part in by itself.
fn is_of_states(kind: EventKind) -> bool {
    !matches!(
        kind,
        EventKind::Protest | EventKind::Assault | EventKind::Coerce | EventKind::Formation
    )
}

fn is_auxiliary_or_speech(draft: &Draft<'_>, position: usize) -> bool {
    let words = draft.words;
    if !words.is_lower(position) {
        return false;
    }
    let folded = words.folded(position);
    let next = words.folded(position + 1);
    let is_passive = matches!(folded, "is" | "are" | "was" | "were") && next.ends_with("ed");
    if is_passive || folded.starts_with("host") || next.starts_with("host") {
        return false;
    }
    words.has(position, WordClass::SPEECH | WordClass::PERSON_VERB)
        || words.is_of(position, NamingWord::VerbOfState)
        || folded.len() > 4 && folded.ends_with("ed")
}
