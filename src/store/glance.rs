//! What a database holds, at a glance: read from the ends of its indexes, so that a large one takes no longer.

use rusqlite::OptionalExtension;

use super::{Store, StoreError};
use crate::model::date::Day;

/// Articles that are counted one by one: a few milliseconds.
const COUNTED: i64 = 50_000;

/// How many articles there are, and from when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    /// Articles.
    pub articles: i64,
    /// Whether that is the number itself and not about it.
    pub is_counted: bool,
    /// The first day on which one was published and the last.
    pub days: Option<(Day, Day)>,
}

impl Store {
    /// Looks at it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn glance(&self) -> Result<Glance, StoreError> {
        let read = || -> rusqlite::Result<Glance> {
            let number = |sql: &str| {
                let found = self.connection.query_row(sql, [], |row| row.get(0));
                found.optional().map(Option::flatten)
            };
            let last_key: i64 = number("SELECT max(key) FROM article")?.unwrap_or(0);
            let is_counted = last_key <= COUNTED;
            let counted = if is_counted {
                number("SELECT count(*) FROM article")?
            } else {
                None
            };
            Ok(Glance {
                articles: counted.unwrap_or(last_key),
                is_counted,
                days: self.read_days()?,
            })
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    /// The first day on which an article was published and the last.
    pub(super) fn read_days(&self) -> rusqlite::Result<Option<(Day, Day)>> {
        let day = |sql: &str| -> rusqlite::Result<Option<Day>> {
            let found = self.connection.query_row(sql, [], |row| row.get(0));
            let number: Option<Option<i64>> = found.optional()?;
            Ok(number.flatten().and_then(|day| Day::try_from(day).ok()))
        };
        // The index has the days in order; a date without a first day comes before them.
        let first = day(
            "SELECT published_first FROM article WHERE published_first > -2000000
             ORDER BY published_first LIMIT 1",
        )?;
        let last = day("SELECT max(published_first) FROM article")?;
        Ok(first.zip(last))
    }

    /// A number that is another after another program has changed the file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0));
        version.map_err(|error| StoreError::of(&self.path, error))
    }
}
