//! What can still be read of a damaged file, row by row, without the indexes.

use rusqlite::{Connection, OptionalExtension, Result};

use super::records::{cluster_at, entity_at, source_at};
use super::{ExportError, Snapshot};
use crate::record::{ArticleRecord, Record};
use crate::store::read;

/// Keys behind the last that can be read, where the end of a table cannot.
const BEYOND: i64 = 10_000;

/// What became of an article.
pub(in crate::store) enum Salvaged {
    /// All of it was read.
    Whole(Box<ArticleRecord>),
    /// Its text was read, but not all that was found in it.
    Text(Box<ArticleRecord>),
    /// Not even its text was read; its id, if that was.
    Lost(Option<String>),
}

/// What was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// The facts of an article; its text was, and is read again when it is loaded.
    Facts {
        /// Its id.
        article: String,
    },
    /// An article.
    Article {
        /// Its id, if that can be read.
        id: Option<String>,
        /// Its row number.
        key: i64,
    },
    /// A description of an entity, outlet or cluster.
    Description {
        /// entity, source or cluster.
        noun: &'static str,
        /// Its row number.
        key: i64,
    },
}

/// Every key of a table up to the last that can be found; of some it is not known whether they were ever
/// used.
pub(in crate::store) fn keys(
    connection: &Connection,
    table: &str,
) -> std::ops::RangeInclusive<i64> {
    let last = format!("SELECT coalesce(max(key), 0) FROM {table}");
    let last: Result<i64> = connection.query_row(&last, [], |row| row.get(0));
    1..=last.unwrap_or_else(|_| last_readable(connection, table).saturating_add(BEYOND))
}

fn last_readable(connection: &Connection, table: &str) -> i64 {
    let mut last = 0;
    let sql = format!("SELECT key FROM {table} NOT INDEXED");
    let Ok(mut statement) = connection.prepare(&sql) else {
        return last;
    };
    let Ok(mut rows) = statement.query([]) else {
        return last;
    };
    while let Ok(Some(row)) = rows.next() {
        last = row.get(0).unwrap_or(last);
    }
    last
}

/// The article of a key; none if there is none.
pub(in crate::store) fn article(connection: &Connection, key: i64) -> Option<Salvaged> {
    match read::record_at(connection, key) {
        Ok(Some(record)) => return Some(Salvaged::Whole(Box::new(record))),
        Ok(None) => {}
        Err(_) => {
            if let Ok(Some(record)) = read::text_at(connection, key) {
                return Some(Salvaged::Text(Box::new(record)));
            }
        }
    }
    let id = connection
        .prepare_cached("SELECT id FROM article WHERE key = ?1")
        .and_then(|mut find| find.query_row([key], |row| row.get(0)).optional());
    match id {
        Ok(None) => None,
        Ok(id) => Some(Salvaged::Lost(id)),
        Err(_) => Some(Salvaged::Lost(None)),
    }
}

/// Reads the record of a key.
type Read = fn(&Connection, i64) -> Result<Option<Record>>;

impl Snapshot<'_> {
    /// Hands on every record that can be read, in the order of their rows, and each loss.
    ///
    /// # Errors
    /// `handle` failed.
    pub fn each_readable(
        &self,
        handle: &mut dyn FnMut(&Record) -> std::io::Result<()>,
        lost: &mut dyn FnMut(Loss),
    ) -> std::result::Result<(), ExportError> {
        let connection = &self.transaction;
        let described: [(&'static str, Read); 3] = [
            ("entity", entity_at),
            ("source", source_at),
            ("cluster", cluster_at),
        ];
        for (noun, read) in described {
            for key in keys(connection, noun) {
                match read(connection, key) {
                    Ok(Some(record)) => handle(&record)?,
                    Ok(None) => {}
                    Err(_) => lost(Loss::Description { noun, key }),
                }
            }
        }
        for key in keys(connection, "article") {
            match article(connection, key) {
                Some(Salvaged::Whole(record)) => handle(&Record::Article(record))?,
                Some(Salvaged::Text(record)) => {
                    let article = record.id.clone().unwrap_or_default();
                    handle(&Record::Article(record))?;
                    lost(Loss::Facts { article });
                }
                Some(Salvaged::Lost(id)) => lost(Loss::Article { id, key }),
                None => {}
            }
        }
        Ok(())
    }
}
