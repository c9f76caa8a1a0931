//! Another desk's database → this one, with its sources and where its articles came from.
//!
//! What both have is told apart from what they tell differently: the latter stays as it is here, and is
//! listed. Entities are the same by id, or by kind, name and country where exactly one comes into question.
//! What is new bears the number of a run, like what is loaded, so that it can be undone. Of a database with
//! corrections the records are taken as they came, and then its corrections.

mod articles;
mod corrections;
mod descriptions;
mod report;
mod sameness;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, Result};

use super::export::Snapshot;
use super::{RunCommand, RunHead, RunNumber, RunState, Store, StoreError};
use crate::record::EntityRecord;
pub use report::{Conflict, Merged};

/// Records that are written together.
const PAGE: usize = 500;

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeMode {
    /// Everything is.
    Write,
    /// Nothing is; it is only told what would be.
    DryRun,
}

/// A merge at work.
struct Merging<'merge> {
    store: &'merge mut Store,
    other: &'merge Snapshot<'merge>,
    /// None where nothing is written.
    run: Option<RunNumber>,
    /// The handles here of entities that the other database knows under others.
    same: BTreeMap<String, String>,
    /// Entities of the other database as they came, where corrections changed them.
    originals: BTreeMap<String, EntityRecord>,
    merged: Merged,
}

impl Store {
    /// Brings in what another database holds, some records a transaction. When `stop` becomes true, the
    /// records at work are finished, and the rest is left.
    ///
    /// # Errors
    /// One of both cannot be read, or this one cannot be written; what was committed before stays.
    pub fn merge(
        &mut self,
        other: &Self,
        mode: MergeMode,
        stop: &AtomicBool,
    ) -> std::result::Result<Merged, StoreError> {
        let snapshot = other.snapshot()?;
        let fail = |error| StoreError::of(&other.path, error);
        let originals = super::correct::original_entities(&snapshot.transaction).map_err(fail)?;
        let inputs = [other.path.to_string_lossy().into_owned()];
        let head = RunHead {
            command: RunCommand::Merge,
            inputs: &inputs,
        };
        let run = match mode {
            MergeMode::Write => Some(self.begin_run(head)?),
            MergeMode::DryRun => None,
        };
        let mut merging = Merging {
            store: self,
            other: &snapshot,
            run,
            same: BTreeMap::new(),
            originals,
            merged: Merged {
                run,
                ..Merged::default()
            },
        };
        let result = merging.run(stop);
        let merged = std::mem::take(&mut merging.merged);
        if let Some(run) = run {
            let state = match &result {
                Err(_) => RunState::Failed,
                Ok(()) if merged.is_stopped => RunState::Stopped,
                Ok(()) => RunState::Finished,
            };
            self.end_run(run, state)?;
        }
        result.map(|()| merged)
    }
}

impl Merging<'_> {
    fn run(&mut self, stop: &AtomicBool) -> std::result::Result<(), StoreError> {
        self.match_entities()?;
        self.take_names()?;
        self.take_entities()?;
        self.take_sources()?;
        self.take_clusters()?;
        for page in self.pages("article")? {
            if stop.load(Ordering::Relaxed) {
                self.merged.is_stopped = true;
                break;
            }
            self.take_articles(&page)?;
        }
        if !self.merged.is_stopped {
            self.take_corrections()?;
        }
        if self.run.is_some() {
            self.store.group_reports()?;
            if !self.merged.is_stopped {
                self.store.update_links()?;
                self.store.analyze()?;
            }
        }
        Ok(())
    }

    /// The ids of the other database's records, in order, some at a time.
    fn pages(&self, table: &str) -> std::result::Result<Vec<Vec<String>>, StoreError> {
        let ids = ids(&self.other.transaction, table).map_err(|error| self.theirs(error))?;
        Ok(ids.chunks(PAGE).map(<[String]>::to_vec).collect())
    }

    /// An error of the other database.
    fn theirs(&self, error: rusqlite::Error) -> StoreError {
        self.other.error(error)
    }

    /// An error of this database.
    fn ours(&self, error: rusqlite::Error) -> StoreError {
        StoreError::of(&self.store.path, error)
    }

    /// The handle here of an entity of the other database.
    fn handle_here(&self, handle: &mut String) {
        if let Some(own) = self.same.get(handle) {
            handle.clone_from(own);
        }
    }
}

fn ids(connection: &Connection, table: &str) -> Result<Vec<String>> {
    connection
        .prepare(&format!("SELECT id FROM {table} ORDER BY id"))?
        .query_map([], |row| row.get(0))?
        .collect()
}
