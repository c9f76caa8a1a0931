//! What a run did.

use std::fmt;

use crate::load::Place;
use crate::load::error::LoadError;
use crate::store::{GroupProgress, LinkProgress, Outcome, RejectedInput, RunCounts, RunNumber};

/// Rejections that a summary keeps with place and reason; the database keeps more of them.
const KEPT_REJECTIONS: usize = 1_000;

/// An input that was not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Where it is.
    pub place: Place,
    /// What is wrong with it.
    pub reason: String,
    /// What one can do about it, if there is something.
    pub remedy: Option<&'static str>,
}

impl Rejection {
    pub(super) fn of(error: &LoadError) -> Self {
        Self {
            place: error.place.clone(),
            reason: error.fault.to_string(),
            remedy: error.fault.remedy(),
        }
    }

    /// One without a remedy.
    pub(super) fn new(place: Place, reason: String) -> Self {
        Self {
            place,
            reason,
            remedy: None,
        }
    }

    /// What is wrong, and what one can do about it.
    fn advice(&self) -> String {
        match self.remedy {
            Some(remedy) => format!("{}: {remedy}", self.reason),
            None => self.reason.clone(),
        }
    }

    /// As it is stored.
    pub(super) fn stored(&self) -> RejectedInput {
        RejectedInput {
            file: self.place.file.clone(),
            line: self.place.line,
            column: self.place.column,
            item: self.place.item,
            reason: self.advice(),
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.advice())
    }
}

/// What a run is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// It reads and writes articles.
    #[default]
    Reading,
    /// It makes the indexes that a first load has put aside.
    Indexing,
    /// It compares their reports.
    Grouping(GroupProgress),
    /// It counts who is linked to whom.
    Linking(LinkProgress),
    /// It takes the planner's statistics.
    Analyzing,
}

/// Counts of what a run did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// The number of the load; none where nothing is stored.
    pub run: Option<RunNumber>,
    /// Articles that were not there.
    pub n_new: usize,
    /// Articles that were there in other words or with other facts.
    pub n_updated: usize,
    /// Articles that were there.
    pub n_unchanged: usize,
    /// Articles with the id or address of an earlier one of the same run: the first one counts.
    pub n_repeated: usize,
    /// Articles that were passed over: published before those that are wanted, or nobody knows when.
    pub n_passed_over: usize,
    /// Articles that were written though their date cannot be right: before 1900 or after today.
    pub n_misdated: usize,
    /// Articles that were written without facts, as their language is not read.
    pub n_unread: usize,
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
    /// Bytes of the files that these came from, compressed as they are.
    pub n_read: u64,
    /// Files that were read to their end.
    pub n_files: usize,
    /// What the run is at, or was at when it was stopped.
    pub phase: Phase,
    /// Whether the run was stopped before its end.
    pub is_stopped: bool,
}

impl Summary {
    /// Articles that were taken in or were there already.
    pub fn n_articles(&self) -> usize {
        self.n_new + self.n_updated + self.n_unchanged
    }

    pub(super) fn counts(&self) -> RunCounts {
        RunCounts {
            n_new: self.n_new,
            n_updated: self.n_updated,
            n_unchanged: self.n_unchanged,
            n_rejected: self.n_rejected,
        }
    }

    pub(super) fn count_article(&mut self, outcome: Outcome) {
        *self.number_of(outcome) += 1;
    }

    pub(super) fn count(&mut self, article: Counted) {
        self.count_article(article.outcome);
        let [n_events, n_quotes, n_figures] = article.n_facts;
        self.n_events += n_events;
        self.n_quotes += n_quotes;
        self.n_figures += n_figures;
    }

    /// Takes back what was counted of an article.
    pub(super) fn uncount(&mut self, article: Counted) {
        *self.number_of(article.outcome) -= 1;
        let [n_events, n_quotes, n_figures] = article.n_facts;
        self.n_events -= n_events;
        self.n_quotes -= n_quotes;
        self.n_figures -= n_figures;
    }

    fn number_of(&mut self, outcome: Outcome) -> &mut usize {
        match outcome {
            Outcome::New => &mut self.n_new,
            Outcome::Updated => &mut self.n_updated,
            Outcome::Unchanged => &mut self.n_unchanged,
        }
    }

    /// Whether more inputs than so many were not taken in.
    pub(super) fn rejects_more_than(&self, most: Option<usize>) -> bool {
        most.is_some_and(|most| self.n_rejected > most)
    }

    pub(super) fn reject(&mut self, rejection: Rejection) {
        self.n_rejected += 1;
        if self.rejections.len() < KEPT_REJECTIONS {
            self.rejections.push(rejection);
        }
    }
}

/// What is counted of one article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    outcome: Outcome,
    /// Events, quotes and figures, if it was written.
    n_facts: [usize; 3],
}

impl Counted {
    pub(super) fn new(outcome: Outcome, n_facts: [usize; 3]) -> Self {
        let is_written = outcome != Outcome::Unchanged;
        Self {
            outcome,
            n_facts: if is_written { n_facts } else { [0; 3] },
        }
    }
}
