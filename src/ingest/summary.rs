//! What a run did.

use std::fmt;

use crate::store::Outcome;

/// Rejections that are kept with place and reason; the rest are counted.
const KEPT_REJECTIONS: usize = 1_000;

/// An input that was not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Path, with line or item where there is one.
    pub place: String,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Rejection {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.reason)
    }
}

/// Counts of what a run did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Articles that were not there.
    pub n_new: usize,
    /// Articles that were there in other words or with other facts.
    pub n_updated: usize,
    /// Articles that were there.
    pub n_unchanged: usize,
    /// Articles with the id or address of an earlier one of the same run: the first one counts.
    pub n_repeated: usize,
    /// Records of entities, outlets and clusters that were new or said something new.
    pub n_descriptions: usize,
    /// Events of the articles written.
    pub n_events: usize,
    /// Quotes of the articles written.
    pub n_quotes: usize,
    /// Figures of the articles written.
    pub n_figures: usize,
    /// Entities in the database afterwards.
    pub n_entities: usize,
    /// Entities that were not there before.
    pub n_new_entities: usize,
    /// Inputs that were not taken in.
    pub n_rejected: usize,
    /// The first of them.
    pub rejections: Vec<Rejection>,
    /// Bytes of input that were read.
    pub n_bytes: usize,
    /// Whether the run was stopped before the end of its input.
    pub is_stopped: bool,
}

impl Summary {
    /// Articles that were taken in or were there already.
    pub fn n_articles(&self) -> usize {
        self.n_new + self.n_updated + self.n_unchanged
    }

    pub(super) fn count_article(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::New => self.n_new += 1,
            Outcome::Updated => self.n_updated += 1,
            Outcome::Unchanged => self.n_unchanged += 1,
        }
    }

    pub(super) fn reject(&mut self, rejection: Rejection) {
        self.n_rejected += 1;
        if self.rejections.len() < KEPT_REJECTIONS {
            self.rejections.push(rejection);
        }
    }
}
