//! Rows → records, each noun in the order of its ids.
//!
//! Entities come before the outlets that are some of them, and clusters before the articles that belong
//! to them, so that reading the records from the first to the last never has to guess.

use std::io;

use rusqlite::{Result, Row};

use super::{ExportError, Snapshot};
use crate::model::date::{OPEN_END, OPEN_START, PartialDate};
use crate::record::{ClusterRecord, EntityRecord, Record, SourceRecord};
use crate::store::read::{self, CLUSTER, SOURCE, read_cluster, read_source};

type Handle<'run> = &'run mut dyn FnMut(&Record) -> io::Result<()>;

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
        self.each(
            "SELECT id, is_stub, EXISTS (SELECT 1 FROM only_read WHERE only_read.entity = key),
               title_day
             FROM entity ORDER BY id",
            |row| self.entity(row).map(|record| record.map(Record::Entity)),
            handle,
        )
    }

    /// Hands on the records of outlets.
    ///
    /// # Errors
    /// As [`Snapshot::each_record`].
    pub fn each_source(&self, handle: Handle<'_>) -> std::result::Result<(), ExportError> {
        let sql = format!("{SOURCE} ORDER BY source.id");
        let read = |row: &Row<'_>| self.source(row).map(Record::Source).map(Some);
        self.each(&sql, read, handle)
    }

    /// Hands on the records of clusters; one that is only named has none.
    ///
    /// # Errors
    /// As [`Snapshot::each_record`].
    pub fn each_cluster(&self, handle: Handle<'_>) -> std::result::Result<(), ExportError> {
        let sql = format!("{CLUSTER} ORDER BY id");
        let read = |row: &Row<'_>| self.cluster(row).map(|record| record.map(Record::Cluster));
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

    fn entity(&self, row: &Row<'_>) -> Result<Option<EntityRecord>> {
        let (id, is_stub): (String, bool) = (row.get(0)?, row.get(1)?);
        let Some(mut record) = read::entity(&self.transaction, &id)? else {
            return Ok(None);
        };
        record.stub = is_stub;
        record.extracted = row.get(2)?;
        let day: Option<i32> = row.get(3)?;
        record.title_date = day.map(|day| match day {
            OPEN_START => PartialDate {
                last: OPEN_END,
                ..PartialDate::day(day)
            },
            day => PartialDate::day(day),
        });
        if is_stub {
            // What is said beside its name is said by the articles.
            record.title = None;
            record.title_date = None;
        }
        Ok(Some(record))
    }

    fn source(&self, row: &Row<'_>) -> Result<SourceRecord> {
        let mut record = read_source(row)?;
        let mut other_ids = self.transaction.prepare_cached(
            "SELECT source_alias.id FROM source_alias JOIN source ON source.key = source_alias.source
             WHERE source.id = ?1 ORDER BY source_alias.id",
        )?;
        let other_ids = other_ids.query_map([&record.id], |row| row.get(0))?;
        record.other_ids = other_ids.collect::<Result<_>>()?;
        Ok(record)
    }

    fn cluster(&self, row: &Row<'_>) -> Result<Option<ClusterRecord>> {
        if row.get(7)? {
            return Ok(None);
        }
        let mut record = read_cluster(row)?;
        record.extracted = self
            .transaction
            .prepare_cached("SELECT is_derived FROM cluster WHERE id = ?1")?
            .query_row([&record.id], |row| row.get(0))?;
        Ok(Some(record))
    }
}
