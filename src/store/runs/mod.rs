//! What each load did: its counts, what it did not take in, and what it replaced.
//!
//! Every row of an article, entity, outlet or cluster bears the number of the load that wrote it last. What
//! a load replaces goes into `journal` first, so that the load can be undone.

mod journal;
mod list;
mod undo;

use rusqlite::{Result, params};

use super::{Batch, Store, StoreError};
pub(in crate::store) use journal::{
    former_prints, keep_article, keep_cluster, keep_entity, keep_source,
};
pub use undo::{UndoRunError, Undone};

/// Rejections of one load that are kept with their places; the rest are counted.
pub const KEPT_REJECTIONS: usize = 100_000;

/// The number of a load, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunNumber(pub i64);

/// What a load was asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunHead<'run> {
    /// Which command.
    pub command: RunCommand,
    /// Its inputs, as they were typed.
    pub inputs: &'run [String],
}

/// What takes articles in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunCommand {
    /// `dateline load`
    Load,
    /// `dateline merge`
    Merge,
}

impl RunCommand {
    /// As it is typed and stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Merge => "merge",
        }
    }
}

/// How far a load came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// It is at work, or was cut off.
    Running,
    /// It came to the end of its input.
    Finished,
    /// It was asked to stop before.
    Stopped,
    /// An error ended it.
    Failed,
    /// What it did was undone.
    Undone,
}

impl RunState {
    const ALL: [Self; 5] = [
        Self::Running,
        Self::Finished,
        Self::Stopped,
        Self::Failed,
        Self::Undone,
    ];

    /// As it is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
            Self::Undone => "undone",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Counts of a load, as in its summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunCounts {
    /// Articles that were not there.
    pub n_new: usize,
    /// Articles that were there in other words or with other facts.
    pub n_updated: usize,
    /// Articles that were there.
    pub n_unchanged: usize,
    /// Inputs that were not taken in.
    pub n_rejected: usize,
}

/// A load as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRun {
    /// Its number.
    pub number: RunNumber,
    /// `load` or `merge`.
    pub command: String,
    /// Its inputs, as they were typed.
    pub inputs: Vec<String>,
    /// Version of the program.
    pub version: String,
    /// Time in UTC: `2026-11-22 09:30:00`.
    pub started: String,
    /// Time in UTC.
    pub ended: Option<String>,
    /// How far it came.
    pub state: RunState,
    /// What it did.
    pub counts: RunCounts,
}

/// An input that was not taken in. Lines, columns (bytes) and items count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedInput {
    /// Path, with the member of an archive.
    pub file: String,
    /// Line.
    pub line: Option<usize>,
    /// Byte of the line.
    pub column: Option<usize>,
    /// Item of a list.
    pub item: Option<usize>,
    /// What is wrong with it.
    pub reason: String,
}

impl Store {
    /// Notes that a load begins.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full.
    pub fn begin_run(&self, head: RunHead<'_>) -> std::result::Result<RunNumber, StoreError> {
        let inputs = serde_json::Value::from(head.inputs).to_string();
        let insert = || {
            self.connection
                .prepare_cached(
                    "INSERT INTO run (command, inputs, version, started, state)
                     VALUES (?1, ?2, ?3, datetime('now'), 'running')",
                )?
                .insert(params![
                    head.command.word(),
                    inputs,
                    env!("CARGO_PKG_VERSION")
                ])
        };
        let number = insert().map_err(|error| StoreError::of(&self.path, error))?;
        Ok(RunNumber(number))
    }

    /// Notes how a load ended.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full.
    pub fn end_run(
        &self,
        number: RunNumber,
        state: RunState,
    ) -> std::result::Result<(), StoreError> {
        self.connection
            .execute(
                "UPDATE run SET state = ?2, ended = datetime('now') WHERE number = ?1",
                params![number.0, state.word()],
            )
            .map(drop)
            .map_err(|error| StoreError::of(&self.path, error))
    }

    /// Starts a batch of a load: what it writes bears the load's number.
    ///
    /// # Errors
    /// As [`Store::batch`].
    pub fn batch_of(&mut self, run: RunNumber) -> std::result::Result<Batch<'_>, StoreError> {
        let mut batch = self.batch()?;
        batch.run = Some(run);
        Ok(batch)
    }
}

impl Batch<'_> {
    /// Notes what the load has done so far.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn count_run(&self, counts: RunCounts) -> std::result::Result<(), StoreError> {
        let update = || {
            self.transaction
                .prepare_cached(
                    "UPDATE run SET n_new = ?2, n_updated = ?3, n_unchanged = ?4, n_rejected = ?5
                     WHERE number = ?1",
                )?
                .execute(params![
                    self.run_key(),
                    counts.n_new,
                    counts.n_updated,
                    counts.n_unchanged,
                    counts.n_rejected
                ])
                .map(drop)
        };
        update().map_err(|error| self.error(error))
    }

    /// Notes an input that was not taken in; `ord` counts those of the load from 0.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn reject(&self, ord: usize, input: &RejectedInput) -> std::result::Result<(), StoreError> {
        if ord >= KEPT_REJECTIONS || self.run.is_none() {
            return Ok(());
        }
        let insert = || -> Result<()> {
            self.transaction
                .prepare_cached(
                    "INSERT INTO rejection (run, ord, file, line, col, item, reason)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    self.run_key(),
                    ord,
                    input.file,
                    input.line,
                    input.column,
                    input.item,
                    input.reason
                ])
                .map(drop)
        };
        insert().map_err(|error| self.error(error))
    }

    /// The load's number as a column; null outside of a load.
    pub(in crate::store) fn run_key(&self) -> Option<i64> {
        self.run.map(|run| run.0)
    }

    /// Whether the load must note what it replaces in a row that `writer` wrote last. Outside of a load
    /// nothing is noted.
    pub(in crate::store) fn is_journaled(&self, writer: Option<i64>) -> bool {
        self.run.is_some() && self.run_key() != writer
    }
}
