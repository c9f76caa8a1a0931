//! How often, when and where last an entity is spoken of: read off indexes alone, since some are named in every
//! seventh article.

use std::collections::BTreeMap;

use rusqlite::Result;

use super::Citation;
use crate::model::date::{Day, PartialDate, Precision};
use crate::store::{Store, StoreError};

/// How often an entity is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EntityUse {
    /// Mentions.
    pub mentions: u64,
    /// Articles that mention it.
    pub articles: u64,
    /// Events that it takes part in.
    pub events: u64,
    /// Quotes that it speaks.
    pub quotes: u64,
}

/// Mentions by the month of their article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MentionMonths {
    /// Months that have some, ascending, with how many.
    pub months: Vec<(PartialDate, u64)>,
    /// Mentions in articles whose date lies in no one month, or is not known.
    pub n_vague: u64,
}

impl Store {
    /// How often the entity with this handle is spoken of.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn entity_use(&self, handle: &str) -> std::result::Result<EntityUse, StoreError> {
        let count = |sql: &str| -> Result<u64> {
            let count: i64 = self
                .connection
                .prepare_cached(sql)?
                .query_row([handle], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        };
        let counts = || {
            Ok(EntityUse {
                mentions: count(
                    "SELECT count(*) FROM mention
                     WHERE entity = (SELECT key FROM entity WHERE id = ?1)",
                )?,
                articles: count(
                    "SELECT count(*) FROM mention
                     WHERE entity = (SELECT key FROM entity WHERE id = ?1) AND repeats = 0",
                )?,
                events: count(
                    "SELECT count(*) FROM participant
                     WHERE entity = (SELECT key FROM entity WHERE id = ?1) AND repeats = 0",
                )?,
                quotes: count(
                    "SELECT count(*) FROM quote
                     WHERE speaker = (SELECT key FROM entity WHERE id = ?1)",
                )?,
            })
        };
        counts().map_err(|error| StoreError::of(&self.path, error))
    }

    /// When the entity with this handle is mentioned.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn mention_months(&self, handle: &str) -> std::result::Result<MentionMonths, StoreError> {
        let read = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT published_first, published_last, count(*) FROM mention
                 WHERE entity = (SELECT key FROM entity WHERE id = ?1)
                 GROUP BY repeats, published_first, published_last",
            )?;
            let mut rows = statement.query([handle])?;
            let mut months: BTreeMap<PartialDate, u64> = BTreeMap::new();
            let mut n_vague = 0;
            while let Some(row) = rows.next()? {
                let (first, last): (Option<Day>, Option<Day>) = (row.get(0)?, row.get(1)?);
                let count = row.get::<_, i64>(2)?.unsigned_abs();
                match first.zip(last).and_then(month_of) {
                    Some(month) => *months.entry(month).or_default() += count,
                    None => n_vague += count,
                }
            }
            Ok(MentionMonths {
                months: months.into_iter().collect(),
                n_vague,
            })
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    /// The newest articles that mention the entity with this handle, each by the sentence that does so first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn newest_mentions(
        &self,
        handle: &str,
        limit: usize,
    ) -> std::result::Result<Vec<Citation>, StoreError> {
        let read = || -> Result<Vec<i64>> {
            self.connection
                .prepare_cached(
                    "SELECT sentence FROM mention
                     WHERE entity = (SELECT key FROM entity WHERE id = ?1) AND repeats = 0
                     ORDER BY published_first DESC, published_last DESC, article DESC LIMIT ?2",
                )?
                .query_map((handle, limit), |row| row.get(0))?
                .collect()
        };
        let sentences = read().map_err(|error| StoreError::of(&self.path, error))?;
        self.citations(&sentences)
    }
}

/// The month in which a time lies.
fn month_of((first, last): (Day, Day)) -> Option<PartialDate> {
    let month = PartialDate::unit(first, Precision::Month);
    (month.first <= first && last <= month.last).then_some(month)
}
