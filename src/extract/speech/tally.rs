//! Who counts: "put the toll at 17", "a clinic counted over 90 dead", "documented 12 deaths".

use super::cue::{Complement, Cue, CueReader};
use crate::lexicon::quantity::PredicateUse;
use crate::lexicon::speech::SpeechWord;
use crate::lexicon::telling::TellingWord;
use crate::model::figure::Measure;
use crate::text::document::Sentence;
use crate::text::token::{Shape, TokenKind};

/// How far behind the verb the number may stand, in tokens.
const REACH: usize = 8;

impl CueReader<'_, '_> {
    /// The cue of a verb by which somebody counts.
    pub(super) fn tally_cue(
        &self,
        at: usize,
        sentence: &Sentence,
        previous: Option<&Cue>,
    ) -> Option<Cue> {
        let first = sentence.tokens.start;
        let end = sentence.tokens.end;
        if self.document.tokens[at].shape != Shape::Lower || at == first {
            return None;
        }
        let counts = self.is_of(at, TellingWord::Putting) && self.puts_at(at, end)
            || self.is_of(at, TellingWord::Counting) && self.counts_victims(at, end);
        if !counts {
            return None;
        }
        let group = self.group_start(at, first);
        if matches!(
            self.word(group.checked_sub(1)?),
            Some(SpeechWord::Be | SpeechWord::Negation | SpeechWord::Modal)
        ) {
            return None;
        }
        let subject = self.subject(group, first, previous);
        let is_relative = subject.end < group;
        let limit = (at + 1..end).find(|at| self.text(*at) == ",");
        Some(Cue {
            tokens: at..at + 1,
            verb: None,
            subject,
            speaker_after: None,
            shares_subject: self.document.is_any_word(group - 1, &["and", "but"]),
            is_passive: false,
            is_noun: false,
            complement: Complement::Count(at + 1),
            border: group,
            limit: limit.filter(|_| is_relative),
        })
    }

    /// "put the death toll at at least 17".
    fn puts_at(&self, at: usize, end: usize) -> bool {
        let near = at + 1..end.min(at + 1 + REACH);
        let led = near
            .into_iter()
            .find(|at| self.document.is_word(*at, "at") && !self.document.is_word(at + 1, "least"));
        led.is_some_and(|led| {
            (at + 1..led).any(|at| self.is_of(at, TellingWord::Total))
                && self.number_follows(led + 1, end)
        })
    }

    /// "counted over 90 dead": a number right behind, and what befell them soon after.
    fn counts_victims(&self, at: usize, end: usize) -> bool {
        let after = at + 1..end.min(at + 1 + REACH);
        self.number_follows(at + 1, end)
            && after
                .take_while(|at| !matches!(self.text(*at), "," | ";" | ":"))
                .any(|at| self.is_fate(at))
    }

    fn number_follows(&self, at: usize, end: usize) -> bool {
        const BOUND: usize = 4;
        let is_bound = |at: usize| {
            self.is_of(at, TellingWord::NumberBound)
                || matches!(
                    self.word(at),
                    Some(SpeechWord::Preposition | SpeechWord::Determiner | SpeechWord::Adverb)
                )
        };
        let is_number = |at: usize| {
            self.document.tokens[at].kind == TokenKind::Number
                || self.quantity.number(self.text(at)).is_some()
        };
        let near = at..end.min(at + BOUND);
        let number = near.into_iter().find(|at| is_number(*at));
        number.is_some_and(|number| (at..number).all(is_bound))
    }

    fn is_fate(&self, at: usize) -> bool {
        let is_victims = self.is_of(at, TellingWord::Victims);
        let mut predicates = [
            PredicateUse::Passive,
            PredicateUse::Free,
            PredicateUse::Active,
        ]
        .into_iter()
        .filter_map(|used| {
            self.quantity
                .predicates(used)
                .find(at, |at| Some(self.text(at)))
        });
        is_victims
            || predicates.any(|(_, measure)| matches!(measure, Measure::Killed | Measure::Wounded))
    }

    /// "Rebels storm a hotel, police say": one past the comma that parts a clause from those who tell it.
    pub(super) fn behind_clause(&self, floor: usize, group: usize) -> Option<usize> {
        /// How long who tells it may be, in tokens.
        const LONGEST: usize = 8;
        /// Words further back are not looked at, so that the time stays linear.
        const REACH: usize = 60;
        let from = group.saturating_sub(LONGEST).max(floor);
        let comma = (from..group.saturating_sub(1))
            .rev()
            .find(|at| self.text(*at) == ",")?;
        let opens = comma + 1;
        let is_nominal = !matches!(
            self.word(opens),
            Some(SpeechWord::Preposition | SpeechWord::Break | SpeechWord::Modal | SpeechWord::Be)
        ) && !self.document.is_any_word(opens, &["and", "but", "then"]);
        let is_plain = (opens..group).all(|at| {
            self.document.tokens[at].kind == TokenKind::Word
                && self.word(at) != Some(SpeechWord::Break)
        });
        let before = floor.max(comma.saturating_sub(REACH))..comma;
        let is_dependent = before
            .clone()
            .any(|at| self.word(at) == Some(SpeechWord::Break));
        (is_nominal && is_plain && !is_dependent && self.has_main_clause(before)).then_some(opens)
    }

    /// Whether a finite verb stands among the tokens, a headline's in the present behind a name or plural.
    fn has_main_clause(&self, tokens: std::ops::Range<usize>) -> bool {
        use crate::lexicon::action::word::Forms;
        let is_headline = |at: usize| {
            at > tokens.start
                && self.document.tokens[at].shape == Shape::Lower
                && self.document.tokens[at - 1].kind == TokenKind::Word
                && self.word(at - 1).is_none()
                && self.word(at).is_none()
                && self
                    .actions
                    .word(self.text(at))
                    .is_some_and(|word| word.forms().has(Forms::PRESENT))
        };
        self.has_finite_verb(tokens.clone()) || tokens.clone().any(is_headline)
    }
}
