//! A reporting verb → what it reports: a clause, a phrase or a quotation after it.

use super::cue::{Complement, CueReader};
use crate::lexicon::speech::{ReportingClass, ReportingVerb, SpeechWord};
use crate::lexicon::telling::TellingWord;
use crate::text::document::{Quotation, Sentence};
use crate::text::token::{Shape, TokenKind};

/// How far after "called it" the quotation may stand.
const NOMINAL_REACH: usize = 8;
/// How far after a verb its "that" may stand.
const THAT_REACH: usize = 25;

impl CueReader<'_, '_> {
    /// What follows a verb.
    pub(super) fn complement(
        &self,
        at: usize,
        verb: ReportingVerb,
        sentence: &Sentence,
        is_passive: bool,
    ) -> Complement {
        let end = sentence.tokens.end;
        let mut next = at + 1;
        while next < end && self.word(next) == Some(SpeechWord::Adverb) {
            next += 1;
        }
        if next >= end {
            return Complement::None;
        }
        if let Some(found) = self.quoted_complement(next, verb, end) {
            return found;
        }
        if verb.takes_that && self.document.is_word(next, "that") {
            return self.after_that(next + 1, end);
        }
        let role = self.word(next);
        let is_punctuation = self.document.tokens[next].kind == TokenKind::Punctuation;
        let is_detour = verb.takes_addressee
            || matches!(role, Some(SpeechWord::Preposition | SpeechWord::Addressee))
            || is_punctuation
            || verb.class == ReportingClass::Possible
            || self.opens_time(next);
        if verb.takes_that
            && is_detour
            && let Some(that) = self.later_that(next, verb, end)
        {
            return self.after_that(that, end);
        }
        if verb.takes_clause
            && !is_passive
            && let Some(clause) = self.after_day(next, end)
        {
            return Complement::Clause(clause);
        }
        let is_nominal_start = !is_punctuation
            && (role != Some(SpeechWord::Preposition) || self.opens_number(next, end));
        if verb.takes_clause && is_nominal_start && !is_passive {
            return Complement::Clause(next);
        }
        let is_led = self.document.is_word(next, "for") || self.document.is_word(next, "on");
        if verb.takes_object && is_led {
            return Complement::Phrase(next + 1);
        }
        let is_name_of_self = self
            .document
            .is_any_word(next, &["themselves", "himself", "herself", "itself"]);
        if verb.is_nominal && !is_name_of_self {
            let near = next..end.min(next + NOMINAL_REACH);
            let quotation = near.into_iter().find_map(|at| self.fragment_opening(at));
            if let Some(quotation) = quotation {
                return Complement::Quotation(quotation.tokens.clone());
            }
        }
        if verb.takes_infinitive && self.has_infinitive(next, verb, end) {
            return Complement::Phrase(next);
        }
        if verb.takes_addressee
            && !is_passive
            && let Some(clause) = self.after_addressee(next, end)
        {
            return Complement::Clause(clause);
        }
        let is_doubtful = verb.class != ReportingClass::Neutral && verb.takes_object;
        if is_doubtful && is_nominal_start {
            return Complement::Phrase(next);
        }
        let brings_quotation = verb.takes_quote;
        let has_quotation = (next..end).any(|at| self.quotation_opening(at).is_some());
        if brings_quotation && has_quotation && is_nominal_start {
            return Complement::Phrase(next);
        }
        Complement::None
    }

    /// "said about 400", "said at least six": a number with its bound.
    pub(super) fn opens_number(&self, at: usize, end: usize) -> bool {
        const REACH: usize = 3;
        let is_bound = self.is_of(at, TellingWord::NumberOpener);
        let is_least = ["least", "most"]
            .iter()
            .any(|word| self.document.is_word(at + 1, word));
        let mut near = at + 1..end.min(at + 1 + REACH);
        is_bound && (is_least || near.any(|at| self.document.tokens[at].kind == TokenKind::Number))
    }

    /// "told the BBC the tax would rise": where the clause behind a named addressee begins.
    fn after_addressee(&self, next: usize, end: usize) -> Option<usize> {
        const NEAR: usize = 8;
        let is_name = |at: usize| {
            at < end
                && matches!(
                    self.document.tokens[at].shape,
                    Shape::Capital | Shape::Upper
                )
        };
        let is_addressee = |at: usize| is_name(at) || self.word(at) == Some(SpeechWord::Addressee);
        let first = next + usize::from(self.document.is_word(next, "the"));
        let mut at = first;
        while at < end && is_addressee(at) {
            at += 1;
        }
        while at > first && self.document.is_any_word(at, &["in", "on", "at"]) && is_name(at + 1) {
            at += 2;
            while is_name(at) {
                at += 1;
            }
        }
        let opens = at > first
            && at < end
            && self.document.tokens[at].kind == TokenKind::Word
            && !matches!(
                self.word(at),
                Some(SpeechWord::Preposition | SpeechWord::Break | SpeechWord::Modal)
            );
        (opens && self.has_finite_verb(at..end.min(at + NEAR))).then_some(at)
    }

    /// "said on Monday the bridge would be closed": where the clause behind a day begins.
    fn after_day(&self, next: usize, end: usize) -> Option<usize> {
        const NEAR: usize = 12;
        let led = self
            .document
            .is_any_word(next, &["on", "late", "early", "last"]);
        let mut at = next + usize::from(led);
        at += usize::from(led && self.document.is_word(at, "on"));
        if at >= end || !self.is_day(at) {
            return None;
        }
        at += 1;
        at += usize::from(
            self.document
                .is_any_word(at, &["morning", "afternoon", "evening", "night"]),
        );
        let opens = at < end
            && self.document.tokens[at].kind == TokenKind::Word
            && !matches!(
                self.word(at),
                Some(SpeechWord::Preposition | SpeechWord::Break | SpeechWord::Modal)
            )
            && !self.document.is_any_word(at, &["and", "that"]);
        (opens && self.has_finite_verb(at..end.min(at + NEAR))).then_some(at)
    }

    /// A clause after "that", or the quotation that makes it up.
    fn after_that(&self, start: usize, end: usize) -> Complement {
        // "said that was not true"
        if self.word(start) == Some(SpeechWord::Be) && start > 0 {
            return Complement::Clause(start - 1);
        }
        match self.quotation_opening(start) {
            Some(quotation) if self.ends_with(quotation, end) => {
                Complement::Quotation(quotation.tokens.clone())
            }
            _ => Complement::Clause(start),
        }
    }

    /// A quotation right after the verb, with or without colon or comma.
    fn quoted_complement(
        &self,
        next: usize,
        verb: ReportingVerb,
        end: usize,
    ) -> Option<Complement> {
        let mark = if matches!(self.text(next), ":" | ",") {
            next + 1
        } else {
            next
        };
        let quotation = self
            .quotation_opening(mark)
            .filter(|_| verb.takes_quote || verb.is_nominal)?;
        if verb.is_nominal || self.ends_with(quotation, end) {
            return Some(Complement::Quotation(quotation.tokens.clone()));
        }
        Some(Complement::Clause(mark))
    }

    /// Whether a quotation reaches to the end of the sentence, or beyond, or ends a sentence of its own.
    fn ends_with(&self, quotation: &Quotation, end: usize) -> bool {
        let last = quotation.tokens.end.saturating_sub(1);
        quotation.tokens.end + 2 >= end
            || self.text(quotation.tokens.end + 1) == ","
            || quotation.is_closed && matches!(self.text(last), "." | "!" | "?")
    }

    /// One past the "that", or the opening of the quotation, after a detour: "said on Thursday that".
    fn later_that(&self, next: usize, verb: ReportingVerb, end: usize) -> Option<usize> {
        for at in next..end.min(next + THAT_REACH) {
            if self.document.is_word(at, "that") {
                return (!self.is_relative_that(next, at)).then_some(at + 1);
            }
            let opens = self.quotation_opening(at).is_some() && verb.takes_quote;
            if opens && matches!(self.text(at - 1), ":" | ",") {
                return Some(at);
            }
            let is_noun = matches!(
                self.word(at - 1),
                Some(SpeechWord::Determiner | SpeechWord::Preposition)
            );
            let is_verb = !is_noun && self.lexicon.verb(self.text(at)).is_some();
            if is_verb || matches!(self.text(at), ";" | "." | "—" | "–") {
                return None;
            }
        }
        None
    }

    /// "warned of rains that would come", "of a war that Chad said was over": whether "that" goes on about a
    /// noun.
    fn is_relative_that(&self, next: usize, that: usize) -> bool {
        const NEAR: usize = 6;
        let follows_noun = that > next && self.word(that - 1).is_none() && !self.is_day(that - 1);
        let after = that + 1;
        let is_subject = self.is_finite(after, after);
        let says = (after..after + NEAR).find(|at| {
            self.lexicon
                .verb(self.text(*at))
                .is_some_and(|verb| verb.takes_clause)
        });
        let is_embedded = says.is_some_and(|says| self.is_finite(says + 1, says + 1));
        follows_noun && (is_subject || is_embedded)
    }

    fn has_infinitive(&self, next: usize, verb: ReportingVerb, end: usize) -> bool {
        const REACH: usize = 14;
        if self.document.is_word(next, "to") {
            return true;
        }
        verb.takes_object && (next..end.min(next + REACH)).any(|at| self.document.is_word(at, "to"))
    }
}
