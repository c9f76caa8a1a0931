//! What a database holds, in one number: to tell whether two answers come from the same articles.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::store::{Store, StoreError};

impl Store {
    /// A SHA-256 in hexadecimal of the ids of all articles with the fingerprints of their texts and facts: the same for the
    /// same articles, whenever and in whatever order they were loaded. Reads every article's row.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn fingerprint(&self) -> Result<String, StoreError> {
        let read = || -> rusqlite::Result<String> {
            let mut statement = self.connection.prepare(
                "SELECT id, text_fingerprint, facts_fingerprint FROM article ORDER BY id",
            )?;
            let mut rows = statement.query([])?;
            let mut all = Sha256::new();
            while let Some(row) = rows.next()? {
                for at in 0..3 {
                    all.update(row.get_ref(at)?.as_bytes_or_null()?.unwrap_or_default());
                    all.update([0]);
                }
            }
            let mut text = String::new();
            for byte in all.finalize() {
                // Writing to a string cannot fail.
                let _ = write!(text, "{byte:02x}");
            }
            Ok(text)
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }
}
