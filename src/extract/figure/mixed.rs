//! Counts of two fates together: "killed or wounded", "dead and injured".

use super::counted::{CountReader, Measured, PREDICATE_REACH};
use super::number::Number;
use crate::lexicon::quantity::PredicateUse;
use crate::model::figure::Measure;
use std::ops::Range;

/// How what is counted ends where two fates are counted together.
pub(super) const MIXED: [&str; 2] = [" killed or wounded", " killed and wounded"];

impl CountReader<'_, '_, '_> {
    /// The count as one of neither fate, if the words name both.
    pub(super) fn unmixed(&self, number: &Number, measured: Measured) -> Measured {
        if !matches!(measured.measure, Measure::Killed | Measure::Wounded) {
            return measured;
        }
        let Some(both) = self.both_fates(number, measured.end) else {
            return measured;
        };
        let fate = format!(" {}", measured.measure);
        let counted = measured.what.strip_suffix(&fate).unwrap_or("people");
        let joint = if both.into_iter().any(|at| self.is(at, "and")) {
            "and"
        } else {
            "or"
        };
        Measured {
            measure: Measure::Other,
            what: format!("{counted} killed {joint} wounded"),
            unit: "people",
            ..measured
        }
    }

    /// Two fates joined by "or" or "and", right before the number or after what it counts.
    fn both_fates(&self, number: &Number, end: usize) -> Option<Range<usize>> {
        const WIDEST: usize = 6;
        let start = number.tokens.start;
        let from = start.saturating_sub(WIDEST).max(self.sentence.start);
        let before = (from..start).find_map(|at| self.pair(at).filter(|pair| pair.end == start));
        before.or_else(|| {
            let until = self.sentence.end.min(end + PREDICATE_REACH);
            // "killed and 40 wounded": the next number has a fate of its own.
            let ends = |at: &usize| {
                matches!(self.text(*at), Some(";" | ":" | "."))
                    || *at > end && self.number_at(*at).is_some()
            };
            let until = (number.tokens.end.max(start + 1)..until)
                .find(ends)
                .unwrap_or(until);
            let first = number.tokens.end.min(end);
            (first..until)
                .find_map(|at| self.pair(at))
                .filter(|pair| pair.end <= until && self.number_at(pair.end).is_none())
        })
    }

    /// "killed or wounded" from a token on.
    fn pair(&self, at: usize) -> Option<Range<usize>> {
        let (first_end, first) = self.victims(at)?;
        if !self.is_any(first_end, &["or", "and"]) && self.text(first_end) != Some("/") {
            return None;
        }
        let (end, second) = self.victims(first_end + 1)?;
        (first != second).then_some(at..end)
    }

    /// One past the words at a token that say of somebody that he is dead or hurt, and which of both.
    fn victims(&self, at: usize) -> Option<(usize, Measure)> {
        let quantity = &self.reading.lexicon.quantity;
        [
            PredicateUse::Passive,
            PredicateUse::Free,
            PredicateUse::Active,
        ]
        .into_iter()
        .filter_map(|used| quantity.predicates(used).find(at, |at| self.text(at)))
        .find(|(_, measure)| matches!(measure, Measure::Killed | Measure::Wounded))
        .map(|(length, measure)| (at + length, measure))
    }
}
