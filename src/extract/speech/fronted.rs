//! "During the talks, X said": what stands before a comma and only says when, where or why something was said.

use std::ops::Range;

use super::cue::{Cue, CueReader};
use crate::lexicon::action::word::{Forms, WordClass};
use crate::lexicon::speech::SpeechWord;
use crate::text::document::Sentence;
use crate::text::token::TokenKind;

impl CueReader<'_, '_> {
    /// Whether a word in small letters may be a verb that no list holds.
    pub(super) fn may_hold_verb(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|at| {
            let is_word = self.document.tokens[at].kind == TokenKind::Word;
            is_word && self.text(at).starts_with(char::is_lowercase) && self.word(at).is_none()
        })
    }

    /// Whether words before a comma are no clause of their own: all that has a verb in them depends on the
    /// word that opens them.
    pub(super) fn is_fronted(&self, tokens: &Range<usize>) -> bool {
        let is_adverb = |at: &usize| self.word(*at) == Some(SpeechWord::Adverb);
        let opening = tokens.clone().find(|at| !is_adverb(at));
        let Some(opening) = opening.filter(|at| self.opens_adverbial(*at, tokens.end)) else {
            return false;
        };
        let rest = opening + 1..tokens.end;
        let border = rest.clone().find(|at| self.subordinates(*at));
        let can_have_main = !self.subordinates(opening) && !self.is_past_participle(opening);
        let has_main =
            can_have_main && self.has_finite_verb(rest.start..border.unwrap_or(rest.end));
        let is_followed = rest.clone().any(|at| {
            self.text(at) == ","
                && !self.opens_adverbial(at + 1, rest.end)
                && self.has_finite_verb(at + 1..rest.end)
        });
        !has_main && !is_followed
    }

    /// "During", "while", "Speaking", "Asked": whether a word opens what says when, where or why. "At least
    /// ten" does not.
    fn opens_adverbial(&self, at: usize, end: usize) -> bool {
        let is_led = self.subordinates(at)
            || self.word(at) == Some(SpeechWord::Preposition) && !self.opens_number(at, end);
        let is_first_word = self.document.tokens[at].kind == TokenKind::Word;
        is_led || is_first_word && self.text(at).ends_with("ing") || self.is_past_participle(at)
    }

    fn subordinates(&self, at: usize) -> bool {
        let classes = self.actions.word(self.text(at)).map(|word| word.classes);
        let is_subordinator = classes.is_some_and(|classes| {
            classes.has(WordClass::Subordinator) && !classes.has(WordClass::Determiner)
        });
        is_subordinator || self.word(at) == Some(SpeechWord::Break)
    }

    fn is_past_participle(&self, at: usize) -> bool {
        let word = self.actions.word(self.text(at));
        word.is_some_and(|word| word.noun.is_none() && word.forms().has(Forms::PARTICIPLE))
    }

    /// "Tuesday", "late": whether a time follows a verb without a preposition.
    pub(super) fn opens_time(&self, at: usize) -> bool {
        const TIMES: [&str; 4] = ["last", "late", "early", "this"];
        self.is_day(at) || self.document.is_any_word(at, &TIMES)
    }

    /// The words that name who says so, with what stands beside the verb: "police in Lahore said on Monday".
    /// What opens the sentence as its place or time is none of them.
    pub(super) fn source(
        &self,
        cue: &Cue,
        scope: &Range<usize>,
        sentence: &Sentence,
    ) -> Range<usize> {
        let named = cue.speaker_after.as_ref();
        let start = match named {
            Some(_) => cue.tokens.start,
            None => self.source_start(cue),
        };
        let behind = named.map_or(cue.tokens.end, |named| named.end.max(cue.tokens.end));
        if scope.start >= behind {
            return start..if named.is_some() { behind } else { scope.start };
        }
        let end = (behind..sentence.tokens.end).find(|at| matches!(self.text(*at), "," | ";"));
        start..end.unwrap_or(sentence.tokens.end)
    }

    fn source_start(&self, cue: &Cue) -> usize {
        let subject = cue.subject.clone();
        let (start, end) = (subject.start, subject.end.min(cue.tokens.start));
        if start >= end || !self.opens_adverbial(start, end) {
            return start;
        }
        let comma = (start..end).find(|at| self.text(*at) == ",");
        comma.map_or(end, |comma| comma + 1)
    }
}
