//! The loads of a database, and what each did not take in.

use rusqlite::{OptionalExtension, Result, Row};

use super::{RejectedInput, RunCounts, RunNumber, RunState, StoredRun};
use crate::store::{Store, StoreError};

const COLUMNS: &str = "number, command, inputs, version, started, ended, state, n_new, n_updated,
    n_unchanged, n_rejected";

impl Store {
    /// The loads, the first one first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn runs(&self) -> std::result::Result<Vec<StoredRun>, StoreError> {
        let read = || {
            self.connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM run ORDER BY number"))?
                .query_map([], stored)?
                .collect::<Result<Vec<_>>>()
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    /// The load of this number.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn run_of(&self, number: RunNumber) -> std::result::Result<Option<StoredRun>, StoreError> {
        let read = || {
            self.connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM run WHERE number = ?1"))?
                .query_row([number.0], stored)
                .optional()
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    /// Hands on what a load did not take in, in the order of its input.
    ///
    /// # Errors
    /// The database cannot be read, or `each` fails.
    pub fn rejections<E: From<StoreError>>(
        &self,
        number: RunNumber,
        each: &mut dyn FnMut(RejectedInput) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let fail = |error| E::from(StoreError::of(&self.path, error));
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT file, line, col, item, reason FROM rejection WHERE run = ?1 ORDER BY ord",
            )
            .map_err(fail)?;
        let mut rows = statement.query([number.0]).map_err(fail)?;
        while let Some(row) = rows.next().map_err(fail)? {
            each(rejected(row).map_err(fail)?)?;
        }
        Ok(())
    }
}

fn stored(row: &Row<'_>) -> Result<StoredRun> {
    let inputs: String = row.get(2)?;
    let state: String = row.get(6)?;
    Ok(StoredRun {
        number: RunNumber(row.get(0)?),
        command: row.get(1)?,
        inputs: serde_json::from_str(&inputs).unwrap_or_default(),
        version: row.get(3)?,
        started: row.get(4)?,
        ended: row.get(5)?,
        state: RunState::from_word(&state).unwrap_or(RunState::Running),
        counts: RunCounts {
            n_new: row.get(7)?,
            n_updated: row.get(8)?,
            n_unchanged: row.get(9)?,
            n_rejected: row.get(10)?,
        },
    })
}

fn rejected(row: &Row<'_>) -> Result<RejectedInput> {
    Ok(RejectedInput {
        file: row.get(0)?,
        line: row.get(1)?,
        column: row.get(2)?,
        item: row.get(3)?,
        reason: row.get(4)?,
    })
}
