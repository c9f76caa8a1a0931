//! A first load: the indexes that each row would enter at another place are put aside, and made in one go
//! once the rows are there.
//!
//! So are the sums of figures by country.
//!
//! What is put aside is written in `deferred_index`, in the transaction that drops it, so that the file is
//! sound at every moment: readers answer without those indexes, and whoever opens it for writing next makes
//! what an interrupted load has left unmade.

use rusqlite::{Connection, Result, TransactionBehavior};

use super::open::WRITING;
use super::{Store, StoreError, check};

/// Indexes into which rows do not come in order. The others grow at their end, and writing an article
/// needs them.
const DEFERRED: &[&str] = &[
    "article_published",
    "article_source",
    "mention_entity",
    "participant_entity",
    "participant_place",
    "event_date",
    "event_kind",
    "event_kind_date",
    "event_place",
    "event_claimant",
    "figure_as_of",
    "figure_measure",
    "figure_place",
    "figure_claimant",
    "quote_date",
    "quote_speaker",
    "quote_words",
];

/// The sums of figures by country and month, made last of all in one go; while they wait, nothing reads them.
const SUMS: &str = "figure_sum";

/// The full-text tables, with how they are fed: words are gathered in so many bytes of memory, and what
/// was written is merged as the second number says, if at all.
const FULL_TEXT: &[&str] = &["sentence_fts", "article_fts"];
const AT_ONCE: [(&str, i64); 2] = [("hashsize", 32 << 20), ("automerge", 0)];
const BIT_BY_BIT: [(&str, i64); 2] = [("hashsize", 1 << 20), ("automerge", 4)];

/// What the rows of an index are sorted in takes as much as the page cache for each of three threads; sorting
/// in a quarter of it takes no longer.
const SORTING: &str = "PRAGMA cache_size = -65536";

impl Store {
    /// Makes ready for a first load; does nothing where articles are stored already.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full.
    pub fn begin_bulk(&mut self) -> std::result::Result<(), StoreError> {
        if !self.is_without_articles()? {
            return Ok(());
        }
        let path = self.path.clone();
        let mut put_aside = || {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            for name in DEFERRED {
                let n_moved = transaction.execute(
                    "INSERT INTO deferred_index (name, sql)
                     SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name = ?1",
                    [name],
                )?;
                if n_moved > 0 {
                    transaction.execute_batch(&format!("DROP INDEX {name}"))?;
                }
            }
            transaction.execute(
                "INSERT OR IGNORE INTO deferred_index (name, sql) VALUES (?1, ?2)",
                [SUMS, check::SUM_AGAIN],
            )?;
            feed(&transaction, AT_ONCE)?;
            transaction.commit()
        };
        put_aside().map_err(|error| StoreError::of(&path, error))
    }

    /// Whether the sums of figures are made.
    pub(super) fn are_figures_summed(&self) -> bool {
        self.connection
            .prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM deferred_index WHERE name = ?1)")
            .and_then(|mut statement| statement.query_row([SUMS], |row| row.get(0)))
            .unwrap_or(false)
    }

    /// Makes the indexes that a first load has put aside, each in a transaction.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full; then the rest waits.
    pub fn end_bulk(&mut self) -> std::result::Result<(), StoreError> {
        let path = self.path.clone();
        let mut make = || {
            self.connection.execute_batch(SORTING)?;
            while let Some((name, sql)) = next_deferred(&self.connection)? {
                let transaction = self
                    .connection
                    .transaction_with_behavior(TransactionBehavior::Immediate)?;
                let n_open =
                    transaction.execute("DELETE FROM deferred_index WHERE name = ?1", [&name])?;
                if n_open == 0 {
                    continue;
                }
                transaction.execute_batch(&sql)?;
                let is_last = next_deferred(&transaction)?.is_none();
                if is_last {
                    feed(&transaction, BIT_BY_BIT)?;
                    for table in FULL_TEXT {
                        transaction.execute_batch(&format!(
                            "INSERT INTO {table} ({table}) VALUES ('optimize')"
                        ))?;
                    }
                }
                transaction.commit()?;
            }
            self.connection.execute_batch(WRITING)
        };
        make().map_err(|error| StoreError::of(&path, error))
    }
}

fn next_deferred(connection: &Connection) -> Result<Option<(String, String)>> {
    use rusqlite::OptionalExtension as _;
    connection
        .query_row(
            "SELECT name, sql FROM deferred_index ORDER BY name LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()
}

fn feed(connection: &Connection, settings: [(&str, i64); 2]) -> Result<()> {
    for table in FULL_TEXT {
        for (name, value) in settings {
            connection.execute(
                &format!("INSERT INTO {table} ({table}, rank) VALUES (?1, ?2)"),
                rusqlite::params![name, value],
            )?;
        }
    }
    Ok(())
}
