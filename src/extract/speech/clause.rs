//! Where the clauses around a reporting verb begin and end.

use std::ops::Range;

use super::cue::{Complement, Cue, CueReader};
use crate::lexicon::action::word::Forms;
use crate::lexicon::speech::SpeechWord;
use crate::lexicon::telling::TellingWord;
use crate::text::token::Shape;

/// How far a clause is looked through, in tokens.
const REACH: usize = 60;

impl CueReader<'_, '_> {
    /// Whether a finite verb stands among the tokens, as far as the lexicons tell.
    pub(super) fn has_finite_verb(&self, tokens: Range<usize>) -> bool {
        let end = tokens.end.min(tokens.start + REACH);
        (tokens.start..end).any(|at| self.is_finite(at, tokens.start))
    }

    /// Whether a token is a finite verb in a clause that starts at `start`.
    pub(super) fn is_finite(&self, at: usize, start: usize) -> bool {
        if at >= self.document.tokens.len() {
            return false;
        }
        let text = self.text(at);
        match self.word(at) {
            Some(SpeechWord::Be) => return !matches!(text, "be" | "been" | "being"),
            Some(SpeechWord::Auxiliary) => return text != "having",
            Some(SpeechWord::Modal) => return text != "to",
            Some(SpeechWord::Negation) => return text.ends_with("n't") || text == "cannot",
            Some(_) => return false,
            None => {}
        }
        if matches!(text, "did" | "does" | "do") {
            return true;
        }
        if self.document.tokens[at].shape != Shape::Lower {
            return false;
        }
        let Some(word) = self.actions.word(text) else {
            return false;
        };
        let before = (at > start).then(|| self.word(at - 1)).flatten();
        let is_governed = matches!(
            before,
            Some(SpeechWord::Determiner | SpeechWord::Preposition | SpeechWord::Be)
        );
        let is_present = word.forms().has(Forms::PRESENT) && word.noun.is_none();
        !is_governed && (word.forms().has(Forms::PAST) || is_present)
    }

    /// Where reported words that start at `start` end before `end`: at a semicolon, and where the article goes
    /// on in its own voice.
    pub(super) fn said_until(&self, start: usize, end: usize) -> usize {
        let (mut has_past, mut is_future) = (false, false);
        for at in start..end.min(start + REACH) {
            let text = self.text(at);
            let ends = match text {
                ";" => true,
                "," => {
                    self.leaves_speech(at, end, has_past) || is_future && self.turns_to_deed(at + 1)
                }
                _ => false,
            };
            if ends && self.quotation_around(at).is_none() {
                return at;
            }
            is_future |= matches!(text, "would" | "will");
            has_past |= matches!(text, "was" | "were" | "had" | "would");
        }
        end
    }

    /// "said it would close, but it sold the mine": whether what follows a comma was done and not said.
    fn turns_to_deed(&self, next: usize) -> bool {
        let is_turn = self.document.is_word(next, "but")
            && self
                .document
                .is_any_word(next + 1, &["he", "she", "it", "they"]);
        is_turn && self.word(next + 2).is_none() && self.is_finite(next + 2, next)
    }

    /// Whether the words behind a comma are no longer those reported.
    fn leaves_speech(&self, comma: usize, end: usize, has_past: bool) -> bool {
        let next = comma + 1;
        let is_remark = self.document.is_any_word(next, &["a", "an"])
            && self.is_of(next + 1, TellingWord::Remark);
        if is_remark || self.is_of(next, TellingWord::Commenting) {
            return true;
        }
        let is_unsaid = self.document.is_word(next, "but")
            && self
                .document
                .is_any_word(next + 1, &["he", "she", "it", "they"])
            && self.is_of(next + 2, TellingWord::Withholding);
        if is_unsaid {
            return true;
        }
        // "said the hill had been taken, which overlooks the port"
        let is_relative = self.document.is_any_word(next, &["which", "who"]);
        let is_present = self
            .document
            .is_any_word(next + 1, &["is", "has", "are", "have"])
            || self.is_finite(next + 1, next) && self.text(next + 1).ends_with('s');
        let is_tail = !(next..end).any(|at| self.text(at) == ",");
        has_past && is_relative && is_present && is_tail
    }

    /// Where the clause of a later cue with a subject of its own begins, if it stands beside the words that
    /// start at `start`: "said it was over, while his lawyer said".
    pub(super) fn clause_beside(&self, cue: &Cue, start: usize) -> Option<usize> {
        let is_count = matches!(cue.complement, Complement::Count(_));
        if cue.shares_subject || !(cue.is_told() || is_count) || cue.speaker_after.is_some() {
            return None;
        }
        let joint = cue.subject.start.checked_sub(1).filter(|at| *at > start)?;
        let follows_mark = matches!(self.text(joint - 1), "," | ";" | "–" | "—");
        let is_joint = self.text(joint) == ";"
            || self.document.is_any_word(joint, &["while", "whereas"])
            || follows_mark
                && self
                    .document
                    .is_any_word(joint, &["and", "but", "although"]);
        is_joint.then_some(joint - usize::from(follows_mark && self.text(joint) != ";"))
    }
}
