//! Sentences, events and quotes → the stored links between entities.
//!
//! `link` holds what the articles outside `unlinked` say. An article that is written goes into
//! `unlinked`, and what it said before is taken out of `link` in the same transaction; once a run of
//! loading is over, the waiting articles are added, or everything is counted anew where that is less
//! work. So an answer is always right: while articles wait, `link` is not read
//! ([`Names::has_links`](crate::query::names::Names::has_links)). While all articles wait, `link` may hold
//! what a count that was stopped has left, and nobody builds on it.

mod count;
mod part;
mod said;
mod stage;
mod tally;
#[cfg(test)]
mod tests;

use rusqlite::{Connection, Result, Transaction, TransactionBehavior};

use super::{Store, StoreError};
use crate::model::link::LinkKind;
pub(super) use count::each_link;
pub(super) use part::StoredLink;
use said::Reader;
use tally::Tallies;

/// Where at least one in so many articles waits, everything is counted anew.
const COUNT_ANEW: i64 = 10;

/// Where one in so many articles was written again, what the others say is no longer kept up.
const GIVE_UP: i64 = 20;

/// Below so many waiting articles nothing is given up.
const FEW: i64 = 500;

/// Articles that are added up before they are written.
const CHUNK: i64 = 2_000;

/// Two linked entities: the kind of link, its first and its second end.
type Pair = (LinkKind, i64, i64);

/// How far counting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LinkProgress {
    /// Pairs that are counted and stored.
    pub n_done: usize,
    /// Pairs in all; 0 while they are looked for.
    pub n_pairs: usize,
}

impl LinkProgress {
    /// How much is done, once that is known.
    pub fn percent(self) -> Option<usize> {
        (self.n_done * 100).checked_div(self.n_pairs)
    }
}

impl Store {
    /// Brings the stored links up to date with the articles.
    ///
    /// # Errors
    /// As [`Store::update_links_while`].
    pub fn update_links(&mut self) -> Result<(), StoreError> {
        self.update_links_while(&mut |_| true)
    }

    /// Brings the stored links up to date with the articles, as long as `goes_on` says so. Stopped, or if
    /// other programs write all the time, articles go on waiting.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full; then the articles go on waiting.
    pub fn update_links_while(
        &mut self,
        goes_on: &mut dyn FnMut(LinkProgress) -> bool,
    ) -> Result<(), StoreError> {
        update(&self.connection, count::TOGETHER, goes_on)
            .map_err(|error| StoreError::of(&self.path, error))
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

/// Whether any article is in the links. Where none is, what `link` holds is what a stopped count left.
fn has_linked(connection: &Connection) -> Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM article WHERE key NOT IN (SELECT article FROM unlinked))",
        )?
        .query_row([], |row| row.get(0))
}

/// Adds the articles that wait, or counts everything anew where that is less work.
fn update(
    connection: &Connection,
    together: usize,
    goes_on: &mut dyn FnMut(LinkProgress) -> bool,
) -> Result<()> {
    loop {
        let waiting = n_waiting(connection)?;
        if waiting == 0 && has_linked(connection)? {
            return Ok(());
        }
        if waiting * COUNT_ANEW >= n_articles(connection)? {
            return count::count_in_parts(connection, together, goes_on);
        }
        let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        add_waiting(&transaction)?;
        transaction.commit()?;
        if !goes_on(LinkProgress::default()) {
            return Ok(());
        }
    }
}

/// Adds some of the articles that wait.
fn add_waiting(connection: &Connection) -> Result<()> {
    if !has_linked(connection)? {
        connection.execute_batch("DELETE FROM link")?;
    }
    let mut next = connection.prepare_cached(
        "SELECT key FROM article WHERE key IN (SELECT article FROM unlinked LIMIT ?1)
         ORDER BY id",
    )?;
    let articles: Vec<i64> = next
        .query_map([CHUNK], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let (mut reader, mut tallies) = (Reader::default(), Tallies::default());
    for article in &articles {
        reader.read(connection, *article, &mut tallies)?;
    }
    tallies.add(connection)?;
    let mut done = connection.prepare_cached("DELETE FROM unlinked WHERE article = ?1")?;
    for article in &articles {
        done.execute([article])?;
    }
    Ok(())
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
        return let_all_wait(connection);
    }
    let mut tallies = Tallies::default();
    Reader::default().read(connection, article, &mut tallies)?;
    tallies.take_out(connection)
}

/// Forgets all links.
pub(super) fn let_all_wait(connection: &Connection) -> Result<()> {
    connection.execute_batch(count::LET_ALL_WAIT)
}

/// Lets an article wait that was not there before.
pub(super) fn await_first(connection: &Connection, article: i64) -> Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO unlinked (article) VALUES (?1)")?
        .execute([article])
        .map(drop)
}
