//! Numbers that count nobody: "a 911 call", "section 302", and those who tell: "two diplomats said".

use super::counted::{CountReader, Measured};
use super::number::Number;
use crate::extract::speech::Attribution;
use crate::lexicon::counting::CountingWord;
use crate::lexicon::speech::SpeechWord;
use crate::text::token::TokenKind;

impl CountReader<'_, '_, '_> {
    /// Whether the number only tells one thing from others of its kind.
    pub(super) fn is_designation(&self, number: &Number) -> bool {
        let (core, end) = (number.core, number.tokens.end);
        let document = self.reading.document;
        let is_plain = number.tokens.start == core
            && end == core + 1
            && document.tokens[core].kind == TokenKind::Number;
        if !is_plain {
            return false;
        }
        let words = self.reading.lexicon.quantity.words();
        let is_call = |at: usize| self.is_of(at, CountingWord::Calling);
        let before = core.checked_sub(1).filter(|at| self.sentence.contains(at));
        let is_emergency = self
            .text(core)
            .is_some_and(|text| words.has(CountingWord::Emergency, text))
            && (is_call(end)
                || before.is_some_and(&is_call)
                || before.is_some_and(|at| self.is(at, "to") && is_call(at - 1)));
        let is_numbered = before.is_some_and(|at| self.is_of(at, CountingWord::Numbered));
        is_emergency || is_numbered
    }

    /// Whether those counted are who tells: "two diplomats said". More than a few are a count all the same.
    pub(super) fn is_teller(
        &self,
        number: &Number,
        measured: &Measured,
        attributions: &[Attribution],
    ) -> bool {
        const FEW: f64 = 10.0;
        /// Attributions further off are not looked at, so that the time stays linear.
        const NEAR: usize = 16;
        let is_few = number.high.or(number.low).is_some_and(|most| most < FEW);
        let start = number.tokens.start;
        let mut cue = measured.end;
        while matches!(
            self.role(cue),
            Some(SpeechWord::Adverb | SpeechWord::Auxiliary)
        ) {
            cue += 1;
        }
        let tells = |attribution: &Attribution| {
            let opening = attribution.source.start;
            let opens = opening <= start
                && (opening..start).all(|at| self.role(at) == Some(SpeechWord::Determiner));
            attribution.cue.start == cue && attribution.source.contains(&start) && opens
        };
        let near = attributions.partition_point(|other| other.scope.start <= cue + NEAR);
        (measured.is_fate() || is_few) && attributions[..near].iter().rev().take(NEAR).any(tells)
    }
}
