//! Rows → everything that is stored, in an order that does not depend on how it came in.
//!
//! A [`Snapshot`] shows one state of the database however long it is read. Nothing is gathered: each
//! record and each row is handed on when it is read.

mod chosen;
mod network;
mod noun;
pub(super) mod records;
pub(super) mod salvage;

use std::io;
use std::path::Path;

use rusqlite::Transaction;

use super::{Store, StoreError};
pub use network::Spoken;
pub use noun::Noun;
pub use salvage::Loss;

/// Why an export ended early.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was read cannot be written.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// One state of a database.
#[derive(Debug)]
pub struct Snapshot<'store> {
    pub(super) transaction: Transaction<'store>,
    path: &'store Path,
}

/// What a database holds that is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Corrections of entities. What they changed is in the records.
    pub n_corrections: u64,
    /// Names given with `load --lexicon`.
    pub n_own_names: u64,
    /// Whether weights were learned.
    pub has_learned: bool,
}

impl Store {
    /// The database as it is now. What others write from here on is not seen.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        let path = self.path.as_path();
        let transaction = self.connection.unchecked_transaction();
        let transaction = transaction.map_err(|error| StoreError::of(path, error))?;
        Ok(Snapshot { transaction, path })
    }
}

impl Snapshot<'_> {
    /// What is stored beside the records.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn left_out(&self) -> Result<LeftOut, StoreError> {
        let count = |table: &str| -> rusqlite::Result<u64> {
            let sql = format!("SELECT count(*) FROM {table}");
            let count: i64 = self.transaction.query_row(&sql, [], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        };
        let counts = || {
            Ok(LeftOut {
                n_corrections: count("correction")?,
                n_own_names: count("own_name")?,
                has_learned: count("learned")? > 0,
            })
        };
        counts().map_err(|error| self.error(error))
    }

    pub(super) fn error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::of(self.path, error)
    }
}
