//! What a merge did.

use crate::model::correction::Deed;
use crate::store::{RunCounts, RunNumber};

/// Conflicts that are kept; the rest are counted.
const KEPT: usize = 10_000;

/// Something that both databases tell differently. It stays as it is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// An article with the same id in other words.
    Words {
        /// Its id.
        article: String,
    },
    /// An article in the same words with other facts.
    Facts {
        /// Its id.
        article: String,
    },
    /// An article that cannot be written: one of its facts has an id that is taken.
    Refused {
        /// Its id.
        article: String,
        /// Why.
        reason: String,
    },
    /// A field of an entity or outlet.
    Field {
        /// entity or source.
        noun: &'static str,
        /// Its handle or id here.
        id: String,
        /// Name of the field.
        field: &'static str,
        /// What is said here.
        own: String,
        /// What the other database says.
        other: String,
    },
    /// An entity that several here could be: it is taken in as another one.
    Several {
        /// Its handle.
        id: String,
        /// Handles of those here, or of those there that could all be the same one here.
        candidates: Vec<String>,
    },
    /// A cluster with another description.
    Cluster {
        /// Its id.
        id: String,
    },
    /// A name given with `load --lexicon`.
    OwnName {
        /// Its handle.
        id: String,
    },
    /// A correction that another one here contradicts.
    Correction {
        /// That of the other database.
        other: Deed,
        /// The one here.
        own: Deed,
    },
}

/// Counts of a merge, and what could not be brought together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// The number by which it is undone; none of a dry run.
    pub run: Option<RunNumber>,
    /// Articles that were not here.
    pub n_new: usize,
    /// Articles here to which parts were added that the other database has.
    pub n_joined: usize,
    /// Articles that were here with the same facts.
    pub n_known: usize,
    /// Articles that are told otherwise here, or cannot be written.
    pub n_different: usize,
    /// Entities that were not here.
    pub n_new_entities: usize,
    /// Entities of which something was learned.
    pub n_learned: usize,
    /// Outlets and clusters that were not here, or of which something was learned.
    pub n_descriptions: usize,
    /// Entities that are known under another handle here: theirs, ours.
    pub matched: Vec<(String, String)>,
    /// Names for later loads that were not here.
    pub n_own_names: usize,
    /// Corrections that were not here.
    pub n_corrections: usize,
    /// What is told differently.
    pub n_conflicts: usize,
    /// The first of it.
    pub conflicts: Vec<Conflict>,
    /// Whether it was stopped before the end.
    pub is_stopped: bool,
}

impl Merged {
    pub(super) fn add(&mut self, conflict: Conflict) {
        self.n_conflicts += 1;
        if self.conflicts.len() < KEPT {
            self.conflicts.push(conflict);
        }
    }

    /// As they are noted of the run.
    pub(super) fn counts(&self) -> RunCounts {
        RunCounts {
            n_new: self.n_new,
            n_updated: self.n_joined,
            n_unchanged: self.n_known,
            n_rejected: self.n_different,
        }
    }

    /// Whether the other database had anything that was not here.
    pub fn is_news(&self) -> bool {
        self.n_new
            + self.n_joined
            + self.n_new_entities
            + self.n_learned
            + self.n_descriptions
            + self.n_own_names
            + self.n_corrections
            > 0
    }
}
