//! The SQLite file: the only place that names rusqlite.
//!
//! A [`Store`] opened by [`Store::open`] only reads, and answers a
//! [`Statement`](crate::value::Statement) with [`Rows`](crate::value::Rows) and a name in a query
//! through [`Names`](crate::query::names::Names). One opened by [`Store::create`] takes records, a
//! [`Batch`] at a time.

mod bulk;
mod check;
mod cluster;
mod completion;
mod correct;
mod error;
mod explain;
mod export;
mod functions;
mod glance;
mod known;
mod learned;
mod link;
mod merge;
mod migration;
mod names;
mod open;
mod overview;
mod own;
mod read;
mod run;
mod runs;
mod turn;
mod watch;
mod write;

pub use check::{Checked, Damage, Finding, Inspection, Thoroughness};
pub use cluster::{GroupProgress, GroupStep};
pub use correct::{Corrected, UndoError};
pub use error::StoreError;
pub use explain::PlanStep;
pub use export::{ExportError, LeftOut, Loss, Noun, Snapshot, Spoken};
pub use glance::Glance;
pub use known::KnownTexts;
pub use link::LinkProgress;
pub use merge::{Conflict, MergeMode, Merged};
pub use overview::{Tallied, Tally};
pub use read::{
    ArticleTitle, Citation, EntityUse, FoundArticle, MentionMonths, Origin, StoredArticle, Told,
};
pub use runs::{
    KEPT_REJECTIONS, RejectedInput, RunCommand, RunCounts, RunHead, RunNumber, RunState, StoredRun,
    UndoRunError, Undone,
};
pub use turn::Turn;
pub use watch::{Interrupt, TimeLimit};
pub use write::{Authority, Batch, Joined, Outcome};

use std::path::{Path, PathBuf};

use rusqlite::Connection;

/// A database file with Dateline's tables.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    watch: watch::Watch,
    completion: completion::CompletionCell,
}

impl Store {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(test)]
mod tests;
