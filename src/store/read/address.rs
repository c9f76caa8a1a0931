//! Where a row stands → the address of its article.

use rusqlite::{OptionalExtension, Result};

use crate::store::{Store, StoreError};

/// Where a row stands, by keys of this database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It is an article.
    Article(i64),
    /// It comes from a sentence.
    Sentence(i64),
}

impl Store {
    /// The addresses of the articles of some rows, in the same order; nothing for one without.
    ///
    /// # Errors
    /// The file cannot be read, or the reading was stopped.
    pub fn addresses(
        &self,
        origins: &[Option<Origin>],
    ) -> std::result::Result<Vec<Option<String>>, StoreError> {
        let address = |origin: &Option<Origin>| -> Result<Option<String>> {
            let (sql, key) = match origin {
                None => return Ok(None),
                Some(Origin::Article(key)) => ("SELECT url FROM article WHERE key = ?1", key),
                Some(Origin::Sentence(key)) => (
                    "SELECT article.url FROM sentence JOIN article ON article.key = sentence.article
                     WHERE sentence.key = ?1",
                    key,
                ),
            };
            let mut statement = self.connection.prepare_cached(sql)?;
            let address = statement.query_row([key], |row| row.get(0)).optional()?;
            Ok(address.flatten())
        };
        let addresses: Result<Vec<Option<String>>> = origins.iter().map(address).collect();
        addresses.map_err(|error| StoreError::of(&self.path, error))
    }
}
