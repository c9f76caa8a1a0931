//! Which articles are stored in which words, so that they need not be read again.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use super::{Store, StoreError};

/// The articles of a database by id and text, in 16 bytes each.
#[derive(Debug, Default)]
pub struct KnownTexts {
    hashes: HashSet<(u64, u64)>,
    states: (RandomState, RandomState),
}

impl KnownTexts {
    /// Whether the article is stored in these words.
    pub fn contains(&self, id: &str, text_fingerprint: &str) -> bool {
        self.hashes.contains(&self.hash(id, text_fingerprint))
    }

    fn hash(&self, id: &str, text_fingerprint: &str) -> (u64, u64) {
        let both = (id, text_fingerprint);
        (self.states.0.hash_one(both), self.states.1.hash_one(both))
    }
}

impl Store {
    /// Reads which articles are stored in which words.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn known_texts(&self) -> Result<KnownTexts, StoreError> {
        let mut known = KnownTexts::default();
        let mut read = || {
            let mut statement = self
                .connection
                .prepare("SELECT id, text_fingerprint FROM article")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (id, text): (String, String) = (row.get(0)?, row.get(1)?);
                let hash = known.hash(&id, &text);
                known.hashes.insert(hash);
            }
            Ok(())
        };
        read().map_err(|error| StoreError::of(&self.path, error))?;
        Ok(known)
    }

    /// Number of entities, stubs included; 0 if it cannot be read.
    pub fn n_entities(&self) -> usize {
        let count = self
            .connection
            .query_row("SELECT count(*) FROM entity", [], |row| row.get(0));
        count.unwrap_or_default()
    }
}
