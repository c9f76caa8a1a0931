//! Reports that are spoken of and not given: "denied reports that", "there were claims that".

use super::cue::CueReader;
use crate::lexicon::action::word::{Forms, WordClass};
use crate::lexicon::speech::{ReportingClass, ReportingVerb, SpeechWord, VerbForm};
use crate::text::token::Shape;

impl CueReader<'_, '_> {
    /// Whether a form that may be a noun is one: "that" follows it, and what stands before it is no subject.
    /// Reports that somebody confirms are his own words.
    pub(super) fn names_report(&self, at: usize, verb: ReportingVerb, first: usize) -> bool {
        let may_be_noun =
            verb.is_like_noun && matches!(verb.form, VerbForm::Base | VerbForm::Third);
        let before = at.checked_sub(1).filter(|before| *before >= first);
        may_be_noun
            && self.document.is_word(at + 1, "that")
            && before.is_some_and(|before| {
                self.is_there(first..at) || self.governs_noun(before) && !self.endorses(before)
            })
    }

    /// "There have been credible claims": whether something is only said to be there.
    fn is_there(&self, before: std::ops::Range<usize>) -> bool {
        const REACH: usize = 6;
        let from = before.end.saturating_sub(REACH).max(before.start);
        (from..before.end)
            .rev()
            .take_while(|at| self.text(*at) != ",")
            .any(|at| self.document.is_word(at, "there"))
    }

    /// "confirmed".
    fn endorses(&self, at: usize) -> bool {
        let verb = self.lexicon.verb(self.text(at));
        verb.is_some_and(|verb| {
            verb.is_speech && verb.class == ReportingClass::Neutral && verb.form == VerbForm::Past
        })
    }

    /// Whether a word is a verb by which somebody says that something is not so.
    pub(super) fn is_denial(&self, at: usize) -> bool {
        let verb = self.lexicon.verb(self.text(at));
        verb.is_some_and(|verb| verb.class == ReportingClass::Denied)
    }

    /// "denied", "were", "credible": a word after which a noun stands and no finite verb.
    fn governs_noun(&self, at: usize) -> bool {
        if self.document.tokens[at].shape != Shape::Lower {
            return false;
        }
        match self.word(at) {
            Some(SpeechWord::Be | SpeechWord::Auxiliary) => return true,
            Some(_) => return false,
            None => {}
        }
        let text = self.text(at);
        if let Some(verb) = self.lexicon.verb(text) {
            return !(verb.is_like_noun && matches!(verb.form, VerbForm::Base | VerbForm::Third));
        }
        self.actions.word(text).is_some_and(|word| {
            let is_verb = word.noun.is_none()
                && word
                    .forms()
                    .has(Forms::PAST.with(Forms::PARTICIPLE).with(Forms::GERUND));
            is_verb || word.classes.has(WordClass::Adjective)
        })
    }
}
