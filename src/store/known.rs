//! Which articles are stored in which words, so that they need not be read again.

use std::sync::Mutex;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::open::PATIENCE;
use super::{Store, StoreError};

/// The articles of a database by id and text, looked up one by one, from any thread.
#[derive(Debug, Default)]
pub struct KnownTexts {
    /// None where there are none.
    reader: Option<Mutex<Connection>>,
}

impl KnownTexts {
    /// Whether the article is stored in these words. Where that cannot be found out it is not: then the
    /// article is read again, and writing it finds that nothing is new.
    pub fn contains(&self, id: &str, text_fingerprint: &str) -> bool {
        let Some(Ok(reader)) = self.reader.as_ref().map(Mutex::lock) else {
            return false;
        };
        let find = || {
            reader
                .prepare_cached("SELECT text_fingerprint = ?2 FROM article WHERE id = ?1")?
                .query_row([id, text_fingerprint], |row| row.get(0))
                .optional()
        };
        matches!(find(), Ok(Some(true)))
    }
}

impl Store {
    /// Makes ready to look up which articles are stored in which words.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn known_texts(&self) -> Result<KnownTexts, StoreError> {
        if self.is_without_articles()? {
            return Ok(KnownTexts::default());
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || {
            let reader = Connection::open_with_flags(&self.path, flags)?;
            reader.busy_timeout(PATIENCE)?;
            Ok(reader)
        };
        let reader = open().map_err(|error| StoreError::of(&self.path, error))?;
        Ok(KnownTexts {
            reader: Some(Mutex::new(reader)),
        })
    }

    /// Whether no article is stored.
    pub(super) fn is_without_articles(&self) -> Result<bool, StoreError> {
        self.connection
            .query_row("SELECT NOT EXISTS (SELECT 1 FROM article)", [], |row| {
                row.get(0)
            })
            .map_err(|error| StoreError::of(&self.path, error))
    }

    /// Number of entities, stubs included; 0 if it cannot be read.
    pub fn n_entities(&self) -> usize {
        let count = self
            .connection
            .query_row("SELECT count(*) FROM entity", [], |row| row.get(0));
        count.unwrap_or_default()
    }
}
