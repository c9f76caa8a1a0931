//! The two numbers of a vote: "by 87 votes to 52", "voted 61 to 38".

use super::counted::{CountReader, Measured};
use super::number::Number;
use crate::lexicon::counting::CountingWord;
use crate::model::figure::Measure;
use crate::text::token::TokenKind;

/// How far before the first number the vote may be named, in tokens.
const REACH: usize = 6;

impl CountReader<'_, '_, '_> {
    /// The votes that a number without a noun counts, if another number stands against it.
    pub(super) fn votes(&self, number: &Number) -> Option<Measured> {
        let (start, end) = (number.tokens.start, number.tokens.end);
        let is_number = |at: usize| {
            self.sentence.contains(&at)
                && self.reading.document.tokens[at].kind == TokenKind::Number
        };
        let is_joint = |at: usize| self.is(at, "to") || matches!(self.text(at), Some("-" | "–"));
        let is_first = is_joint(end) && is_number(end + 1);
        let is_second = start > self.sentence.start + 1
            && is_joint(start - 1)
            && (is_number(start - 2) || self.is(start - 2, "votes"));
        if is_first || is_second {
            self.vote(start, end)
        } else {
            None
        }
    }

    fn vote(&self, start: usize, end: usize) -> Option<Measured> {
        let from = start.saturating_sub(REACH).max(self.sentence.start);
        let until = self.sentence.end.min(end + 3);
        let names_vote = (from..until).any(|at| self.is_of(at, CountingWord::Voting));
        names_vote.then(|| Measured {
            measure: Measure::Other,
            unit: "items",
            what: "votes".to_owned(),
            factor: 1.0,
            end,
        })
    }
}
