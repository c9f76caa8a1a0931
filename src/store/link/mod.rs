//! Sentences, events and quotes → the stored links between entities.
//!
//! `link` holds what the articles outside `unlinked` say. An article that is written goes into
//! `unlinked`, and what it said before is taken out of `link` in the same transaction; once a run of
//! loading is over, the waiting articles are added, or everything is counted anew where that is less
//! work. Where they are few beside all, they go on waiting and their links are kept apart, in `fresh_link`, which is
//! read together with `link` (the view `linked`). So an answer is always right: while articles wait whose links are nowhere, `link` is not read
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
use tally::{Kept, Tallies};

/// Where at least one in so many articles waits, everything is counted anew.
const COUNT_ANEW: i64 = 10;

/// Where one in so many articles was written again, what the others say is no longer kept up.
const GIVE_UP: i64 = 20;

/// Below so many waiting articles nothing is given up.
const FEW: i64 = 500;

/// How much is done at once, and what is put off.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    /// Pairs that are counted together.
    together: usize,
    /// Articles of which links are kept apart, at most,
    most_fresh: i64,
    /// and one in how many.
    rarely_fresh: i64,
}

const BOUNDS: Bounds = Bounds {
    together: count::TOGETHER,
    most_fresh: 1_000,
    rarely_fresh: 1_000,
};

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
        update(&self.connection, BOUNDS, goes_on).map_err(|error| StoreError::of(&self.path, error))
    }

    /// Whether the stored links say what the articles say, those kept apart included.
    pub(super) fn has_links(&self) -> bool {
        has_waiting(&self.connection).is_ok_and(|waiting| !waiting)
    }

    /// Whether links are kept apart.
    pub(super) fn has_fresh_links(&self) -> bool {
        has_fresh(&self.connection).is_ok_and(|fresh| fresh)
    }
}

/// Whether there are articles whose links are nowhere.
pub(super) fn has_waiting(connection: &Connection) -> Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM unlinked WHERE is_fresh = 0)")?
        .query_row([], |row| row.get(0))
}

fn has_fresh(connection: &Connection) -> Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM unlinked WHERE is_fresh = 1)")?
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
    bounds: Bounds,
    goes_on: &mut dyn FnMut(LinkProgress) -> bool,
) -> Result<()> {
    loop {
        let waiting = n_waiting(connection)?;
        let has_linked = has_linked(connection)?;
        if !has_waiting(connection)? && has_linked {
            return Ok(());
        }
        let n_articles = n_articles(connection)?;
        let are_few = waiting <= bounds.most_fresh && waiting * bounds.rarely_fresh <= n_articles;
        if are_few && has_linked {
            let transaction =
                Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
            add_fresh(&transaction)?;
            return transaction.commit();
        }
        if waiting * COUNT_ANEW >= n_articles {
            return count::count_in_parts(connection, bounds.together, goes_on);
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
    forget_fresh(connection)?;
    let mut next = connection.prepare_cached(
        "SELECT key FROM article WHERE key IN (SELECT article FROM unlinked LIMIT ?1)
         ORDER BY id",
    )?;
    let articles: Vec<i64> = next
        .query_map([CHUNK], |row| row.get(0))?
        .collect::<Result<_>>()?;
    read_all(connection, &articles)?.add(connection, Kept::Link)?;
    let mut done = connection.prepare_cached("DELETE FROM unlinked WHERE article = ?1")?;
    for article in &articles {
        done.execute([article])?;
    }
    Ok(())
}

/// Keeps the links of the articles that wait apart.
fn add_fresh(connection: &Connection) -> Result<()> {
    let articles: Vec<i64> = connection
        .prepare_cached(
            "SELECT key FROM article WHERE key IN (SELECT article FROM unlinked WHERE is_fresh = 0)
             ORDER BY id",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_>>()?;
    read_all(connection, &articles)?.add(connection, Kept::Fresh)?;
    connection.execute_batch("UPDATE unlinked SET is_fresh = 1 WHERE is_fresh = 0")
}

/// What is kept apart is counted again.
fn forget_fresh(connection: &Connection) -> Result<()> {
    if has_fresh(connection)? {
        connection.execute_batch(count::FORGET_FRESH)?;
    }
    Ok(())
}

/// What articles say, in the order of their ids.
fn read_all(connection: &Connection, articles: &[i64]) -> Result<Tallies> {
    let (mut reader, mut tallies) = (Reader::default(), Tallies::default());
    for article in articles {
        reader.read(connection, *article, &mut tallies)?;
    }
    Ok(tallies)
}

/// Lets an article wait, and takes out what it says as it is stored now.
pub(super) fn set_aside(connection: &Connection, article: i64) -> Result<()> {
    let is_new = connection
        .prepare_cached("INSERT OR IGNORE INTO unlinked (article) VALUES (?1)")?
        .execute([article])?;
    if is_new == 0 {
        // What it said is among what is kept apart, or nowhere.
        return forget_fresh(connection);
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
