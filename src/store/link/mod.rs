//! Sentences, events and quotes → the stored links between entities.
//!
//! `link` holds what the articles outside `unlinked` say. An article that is written goes into
//! `unlinked`, and what it said before is taken out of `link` in the same transaction; once a run of
//! loading is over, the waiting articles are added, or everything is counted anew where that is less
//! work. So an answer is always right: while articles wait, `link` is not read
//! ([`Names::has_links`](crate::query::names::Names::has_links)).

mod count;
mod said;
mod tally;

use rusqlite::{Connection, Result, TransactionBehavior};

use super::{Store, StoreError};
use crate::model::link::LinkKind;
pub(super) use count::count_anew;
use said::Reader;
use tally::Tallies;

/// Where at least one in so many articles waits, everything is counted anew.
const COUNT_ANEW: i64 = 5;

/// Where one in so many articles was written again, what the others say is no longer kept up.
const GIVE_UP: i64 = 20;

/// Below so many waiting articles nothing is given up.
const FEW: i64 = 500;

/// Articles that are added up before they are written.
const CHUNK: i64 = 2_000;

/// Two linked entities: the kind of link, its first and its second end.
type Pair = (LinkKind, i64, i64);

impl Store {
    /// Brings the stored links up to date with the articles.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full; then the articles go on waiting.
    pub fn update_links(&mut self) -> Result<(), StoreError> {
        let path = self.path.clone();
        let mut run = || {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let waiting = n_waiting(&transaction)?;
            if waiting == 0 {
                return Ok(());
            }
            if waiting * COUNT_ANEW >= n_articles(&transaction)? {
                count_anew(&transaction)?;
            } else {
                add_waiting(&transaction)?;
            }
            transaction.commit()
        };
        run().map_err(|error| StoreError::of(&path, error))
    }

    /// Whether the stored links say what the articles say.
    pub(super) fn has_links(&self) -> bool {
        has_waiting(&self.connection).is_ok_and(|waiting| !waiting)
    }
}

pub(super) fn has_waiting(connection: &Connection) -> Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM unlinked)")?
        .query_row([], |row| row.get(0))
}

fn n_waiting(connection: &Connection) -> Result<i64> {
    connection
        .prepare_cached("SELECT count(*) FROM unlinked")?
        .query_row([], |row| row.get(0))
}

/// At most so many: keys are given in order.
fn n_articles(connection: &Connection) -> Result<i64> {
    connection
        .prepare_cached("SELECT coalesce(max(key), 0) FROM article")?
        .query_row([], |row| row.get(0))
}

/// Adds the articles that wait, some at a time.
fn add_waiting(connection: &Connection) -> Result<()> {
    let mut reader = Reader::default();
    loop {
        let mut next = connection.prepare_cached(
            "SELECT key FROM article WHERE key IN (SELECT article FROM unlinked LIMIT ?1)
             ORDER BY id",
        )?;
        let articles: Vec<i64> = next
            .query_map([CHUNK], |row| row.get(0))?
            .collect::<Result<_>>()?;
        if articles.is_empty() {
            return Ok(());
        }
        let mut tallies = Tallies::default();
        for article in &articles {
            reader.read(connection, *article, &mut tallies)?;
        }
        tallies.add(connection)?;
        let mut done = connection.prepare_cached("DELETE FROM unlinked WHERE article = ?1")?;
        for article in &articles {
            done.execute([article])?;
        }
    }
}

/// Lets an article wait, and takes out what it says as it is stored now.
pub(super) fn set_aside(connection: &Connection, article: i64) -> Result<()> {
    let is_new = connection
        .prepare_cached("INSERT OR IGNORE INTO unlinked (article) VALUES (?1)")?
        .execute([article])?;
    if is_new == 0 {
        return Ok(());
    }
    let waiting = n_waiting(connection)?;
    if waiting > FEW && waiting * GIVE_UP > n_articles(connection)? {
        return connection.execute_batch(
            "DELETE FROM link; INSERT OR IGNORE INTO unlinked SELECT key FROM article;",
        );
    }
    let mut tallies = Tallies::default();
    Reader::default().read(connection, article, &mut tallies)?;
    tallies.take_out(connection)
}

/// Lets an article wait that was not there before.
pub(super) fn await_first(connection: &Connection, article: i64) -> Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO unlinked (article) VALUES (?1)")?
        .execute([article])
        .map(drop)
}
