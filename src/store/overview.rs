//! What a database holds, counted off its indexes and ready counts, so that a million articles take a second.

use rusqlite::{Result, Row};

use super::{Store, StoreError};
use crate::model::date::Day;

/// Articles whose languages are looked at, the last ones: there is no index of languages.
const LOOKED_AT: i64 = 100_000;

/// Rows that are counted one by one; of more, the last key tells about how many there are.
const COUNTED: i64 = 3_000_000;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tallied {
    /// Articles, by outlet; none for those whose outlet is not known.
    Outlets,
    /// Articles, by language.
    Languages,
    /// Entities, by kind.
    Entities,
    /// Events, by kind.
    Events,
    /// Events, by whether they happened, are planned, denied and so on.
    Modalities,
    /// Figures, by what they measure.
    Figures,
    /// Quotes, all of them.
    Quotes,
    /// Mentions, all of them.
    Mentions,
    /// Sentences, all of them.
    Sentences,
}

/// So many of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Of what.
    pub of: Tallied,
    /// The outlet, language, kind or measure; none where it is not known, or where all are counted together.
    pub name: Option<String>,
    /// How many.
    pub count: u64,
    /// The first and the last day of those with a date.
    pub days: Option<(Day, Day)>,
    /// Whether it is about so many, and not the number itself.
    pub is_about: bool,
}

impl Store {
    /// Counts what there is: of each sort the most frequent first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn overview(&self) -> std::result::Result<Vec<Tally>, StoreError> {
        let read = || -> Result<Vec<Tally>> {
            let mut found = self.tallies(
                Tallied::Outlets,
                "SELECT (SELECT name FROM source WHERE source.key = article.source), count(*),
                   min(CASE WHEN published_first > -2000000 THEN published_first END), max(published_first)
                 FROM article GROUP BY source ORDER BY 2 DESC, 1",
            )?;
            found.extend(self.languages()?);
            for (of, sql) in [
                (
                    Tallied::Entities,
                    "SELECT kind, count(*), NULL, NULL FROM entity GROUP BY 1 ORDER BY 2 DESC, 1",
                ),
                (
                    Tallied::Events,
                    "SELECT kind, sum(n), min(CASE WHEN date_first > -2000000 THEN date_first END), max(date_first)
                     FROM event_count GROUP BY 1 ORDER BY 2 DESC, 1",
                ),
                (
                    Tallied::Modalities,
                    "SELECT modality, sum(n), min(CASE WHEN date_first > -2000000 THEN date_first END), max(date_first)
                     FROM event_count GROUP BY 1 ORDER BY 2 DESC, 1",
                ),
                (
                    Tallied::Figures,
                    "SELECT measure, count(*), min(CASE WHEN as_of_first > -2000000 THEN as_of_first END), max(as_of_first)
                     FROM figure GROUP BY 1 ORDER BY 2 DESC, 1",
                ),
            ] {
                found.extend(self.tallies(of, sql)?);
            }
            for (of, table) in [
                (Tallied::Quotes, "quote"),
                (Tallied::Mentions, "mention"),
                (Tallied::Sentences, "sentence"),
            ] {
                found.push(self.all_of(of, table)?);
            }
            Ok(found)
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    fn tallies(&self, of: Tallied, sql: &str) -> Result<Vec<Tally>> {
        let tally = |row: &Row<'_>| {
            let (first, last): (Option<Day>, Option<Day>) = (row.get(2)?, row.get(3)?);
            Ok(Tally {
                of,
                name: row.get(0)?,
                count: row.get::<_, i64>(1)?.unsigned_abs(),
                days: first.zip(last),
                is_about: false,
            })
        };
        self.connection
            .prepare(sql)?
            .query_map([], tally)?
            .collect()
    }

    /// The languages of the last articles, taken for those of all.
    fn languages(&self) -> Result<Vec<Tally>> {
        let last = self.last_key("article")?;
        let from = last - LOOKED_AT;
        let mut found = self.tallies(
            Tallied::Languages,
            &format!(
                "SELECT language, count(*), NULL, NULL FROM article WHERE key > {from} GROUP BY 1 ORDER BY 2 DESC, 1"
            ),
        )?;
        if from <= 0 {
            return Ok(found);
        }
        let n_seen: u64 = found.iter().map(|tally| tally.count).sum();
        for tally in &mut found {
            let share = u128::from(tally.count) * u128::from(last.unsigned_abs());
            tally.count = u64::try_from(share / u128::from(n_seen.max(1))).unwrap_or(u64::MAX);
            tally.is_about = true;
        }
        Ok(found)
    }

    fn all_of(&self, of: Tallied, table: &str) -> Result<Tally> {
        let last = self.last_key(table)?;
        let is_about = last > COUNTED;
        let count = if is_about {
            last
        } else {
            let sql = format!("SELECT count(*) FROM {table}");
            self.connection.query_row(&sql, [], |row| row.get(0))?
        };
        Ok(Tally {
            of,
            name: None,
            count: count.unsigned_abs(),
            days: None,
            is_about,
        })
    }

    fn last_key(&self, table: &str) -> Result<i64> {
        let sql = format!("SELECT coalesce(max(key), 0) FROM {table}");
        self.connection.query_row(&sql, [], |row| row.get(0))
    }
}
