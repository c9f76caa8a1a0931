//! Rows → records, each noun in the order of its ids.
//!
//! Entities come before the outlets that are some of them, and clusters before the articles that belong
//! to them, so that reading the records from the first to the last never has to guess.

use std::io;

use rusqlite::{Connection, OptionalExtension, Result, Row, ToSql};

use super::{ExportError, Snapshot};
use crate::model::date::{OPEN_START, PartialDate};
use crate::record::Record;
use crate::store::read::{self, CLUSTER, SOURCE, read_cluster, read_source};

type Handle<'run> = &'run mut dyn FnMut(&Record) -> io::Result<()>;

const ENTITY: &str = "
    SELECT id, is_stub, EXISTS (SELECT 1 FROM only_read WHERE only_read.entity = key), title_day
    FROM entity";

impl Snapshot<'_> {
    /// Hands on every record: entities, outlets, clusters, articles.
    ///
    /// # Errors
    /// The database cannot be read, or `handle` failed.
    pub fn each_record(
        &self,
        handle: &mut dyn FnMut(&Record) -> io::Result<()>,
    ) -> std::result::Result<(), ExportError> {
        self.each_entity(handle)?;
        self.each_source(handle)?;
        self.each_cluster(handle)?;
        self.each_article(handle)
    }

    /// Hands on the records of entities; those that are only named are marked as stubs.
    ///
    /// # Errors
    /// As [`Snapshot::each_record`].
    pub fn each_entity(&self, handle: Handle<'_>) -> std::result::Result<(), ExportError> {
        let read = |row: &Row<'_>| entity(&self.transaction, row);
        self.each(&format!("{ENTITY} ORDER BY id"), read, handle)
    }

    /// Hands on the records of outlets.
    ///
    /// # Errors
    /// As [`Snapshot::each_record`].
    pub fn each_source(&self, handle: Handle<'_>) -> std::result::Result<(), ExportError> {
        let sql = format!("{SOURCE} ORDER BY source.id");
        let read = |row: &Row<'_>| source(&self.transaction, row);
        self.each(&sql, read, handle)
    }

    /// Hands on the records of clusters; one that is only named has none.
    ///
    /// # Errors
    /// As [`Snapshot::each_record`].
    pub fn each_cluster(&self, handle: Handle<'_>) -> std::result::Result<(), ExportError> {
        let sql = format!("{CLUSTER} ORDER BY id");
        let read = |row: &Row<'_>| cluster(&self.transaction, row);
        self.each(&sql, read, handle)
    }

    /// Hands on the records of articles with all of their facts.
    ///
    /// # Errors
    /// As [`Snapshot::each_record`].
    pub fn each_article(&self, handle: Handle<'_>) -> std::result::Result<(), ExportError> {
        self.each(
            "SELECT id FROM article ORDER BY id",
            |row| {
                let id: String = row.get(0)?;
                let found = read::article_record(&self.transaction, &id)?;
                Ok(found.map(|(record, _)| Record::Article(Box::new(record))))
            },
            handle,
        )
    }

    fn each(
        &self,
        sql: &str,
        read: impl Fn(&Row<'_>) -> Result<Option<Record>>,
        handle: Handle<'_>,
    ) -> std::result::Result<(), ExportError> {
        let fail = |error| self.error(error);
        let mut statement = self.transaction.prepare(sql).map_err(fail)?;
        let mut rows = statement.query([]).map_err(fail)?;
        while let Some(row) = rows.next().map_err(fail)? {
            if let Some(record) = read(row).map_err(fail)? {
                handle(&record)?;
            }
        }
        Ok(())
    }
}

/// An entity with what its row tells beside the record: id, whether it is a stub, whether it was only
/// read, the day of its title.
fn entity(connection: &Connection, row: &Row<'_>) -> Result<Option<Record>> {
    let (id, is_stub): (String, bool) = (row.get(0)?, row.get(1)?);
    let Some(mut record) = read::entity(connection, &id)? else {
        return Ok(None);
    };
    record.stub = is_stub;
    record.extracted = row.get(2)?;
    let day: Option<i32> = row.get(3)?;
    record.title_date = day.map(|day| match day {
        // Any time: that of an article without a date.
        OPEN_START => PartialDate {
            first: OPEN_START,
            ..PartialDate::year(9999)
        },
        day => PartialDate::day(day),
    });
    if is_stub {
        // What is said beside its name is said by the articles.
        record.title = None;
        record.title_date = None;
    }
    Ok(Some(Record::Entity(record)))
}

fn source(connection: &Connection, row: &Row<'_>) -> Result<Option<Record>> {
    let mut record = read_source(row)?;
    // One that is an outlet of its own by now names that.
    let mut other_ids = connection.prepare_cached(
        "SELECT source_alias.id FROM source_alias JOIN source ON source.key = source_alias.source
         WHERE source.id = ?1
           AND NOT EXISTS (SELECT 1 FROM source AS own WHERE own.id = source_alias.id)
         ORDER BY source_alias.id",
    )?;
    let other_ids = other_ids.query_map([&record.id], |row| row.get(0))?;
    record.other_ids = other_ids.collect::<Result<_>>()?;
    Ok(Some(Record::Source(record)))
}

fn cluster(connection: &Connection, row: &Row<'_>) -> Result<Option<Record>> {
    if row.get(7)? {
        return Ok(None);
    }
    let mut record = read_cluster(row)?;
    record.extracted = connection
        .prepare_cached("SELECT is_derived FROM cluster WHERE id = ?1")?
        .query_row([&record.id], |row| row.get(0))?;
    Ok(Some(Record::Cluster(record)))
}

/// The entity of a key.
pub(super) fn entity_at(connection: &Connection, key: i64) -> Result<Option<Record>> {
    one(connection, &format!("{ENTITY} WHERE key = ?1"), key, entity)
}

/// The outlet of a key.
pub(super) fn source_at(connection: &Connection, key: i64) -> Result<Option<Record>> {
    let sql = format!("{SOURCE} WHERE source.key = ?1");
    one(connection, &sql, key, source)
}

/// The cluster of a key.
pub(super) fn cluster_at(connection: &Connection, key: i64) -> Result<Option<Record>> {
    let sql = format!("{CLUSTER} WHERE key = ?1");
    one(connection, &sql, key, cluster)
}

/// The entity of a handle.
pub(in crate::store) fn entity_of(connection: &Connection, id: &str) -> Result<Option<Record>> {
    one(connection, &format!("{ENTITY} WHERE id = ?1"), id, entity)
}

/// The outlet of an id.
pub(in crate::store) fn source_of(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let sql = format!("{SOURCE} WHERE source.id = ?1");
    one(connection, &sql, id, source)
}

/// The cluster of an id; none if it is only named.
pub(in crate::store) fn cluster_of(connection: &Connection, id: &str) -> Result<Option<Record>> {
    one(connection, &format!("{CLUSTER} WHERE id = ?1"), id, cluster)
}

fn one(
    connection: &Connection,
    sql: &str,
    which: impl ToSql,
    read: fn(&Connection, &Row<'_>) -> Result<Option<Record>>,
) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(sql)?
        .query_row([which], |row| read(connection, row))
        .optional()?;
    Ok(found.flatten())
}
