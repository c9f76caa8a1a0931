//! What may be a name, before it is known what it names.

use std::ops::Range;

use crate::lexicon::names::gazetteer::Sense;
use crate::model::entity::EntityKind;
use crate::span::Span;

/// A stretch of tokens that may be a name.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'lexicon> {
    /// Positions in the document's tokens.
    pub(super) tokens: Range<usize>,
    /// What the gazetteer knows under this name; empty for a new name.
    pub(super) senses: &'lexicon [Sense],
    /// The part of its single token that is the name: "US" of "US-led".
    pub(super) part: Option<Span>,
    /// Position of its sentence.
    pub(super) sentence: usize,
    /// Whether its sentence capitalises every word.
    pub(super) is_title_case: bool,
    /// Whether it is a single word at the start of a sentence that nothing else supports.
    pub(super) is_doubtful: bool,
}

/// Points for each kind of entity; the unit is a tenth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Scores([i32; 4]);

impl Scores {
    /// Adds points for one kind.
    pub(super) fn add(&mut self, kind: EntityKind, points: i32) {
        self.0[slot(kind)] += points;
    }

    /// Adds another document place's points.
    pub(super) fn add_all(&mut self, other: Self) {
        for (total, points) in self.0.iter_mut().zip(other.0) {
            *total += points;
        }
    }

    /// The points for one kind.
    pub(super) fn of(self, kind: EntityKind) -> i32 {
        self.0[slot(kind)]
    }

    /// By how many points the best kind is ahead of the next.
    pub(super) fn lead(self) -> i32 {
        let (best, points) = self.best();
        let others = EntityKind::ALL.iter().filter(|kind| **kind != best);
        points - others.map(|kind| self.of(*kind)).max().unwrap_or(0).max(0)
    }

    /// The kind with the most points, and these; the first listed wins a tie.
    pub(super) fn best(self) -> (EntityKind, i32) {
        let mut best = (EntityKind::Person, self.0[0]);
        for kind in EntityKind::ALL {
            if self.of(*kind) > best.1 {
                best = (*kind, self.of(*kind));
            }
        }
        best
    }
}

fn slot(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Organization => 1,
        EntityKind::ArmedGroup => 2,
        EntityKind::Place => 3,
    }
}
