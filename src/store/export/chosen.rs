//! Single records by their ids.

use rusqlite::Result;

use super::Snapshot;
use super::records::{entity_of, source_of};
use crate::record::{ArticleRecord, EntityRecord, Record, SourceRecord};
use crate::store::{StoreError, read};

type Found<T> = std::result::Result<Option<T>, StoreError>;

impl Snapshot<'_> {
    /// The article of an id with all of its facts.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn article(&self, id: &str) -> Found<ArticleRecord> {
        let found = read::article_record(&self.transaction, id);
        let record = found.map(|found| found.map(|(record, _)| record));
        record.map_err(|error| self.error(error))
    }

    /// The entity of a handle, also one that is only named.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn entity(&self, handle: &str) -> Found<EntityRecord> {
        self.one(
            entity_of(&self.transaction, handle),
            |record| match record {
                Record::Entity(entity) => Some(entity),
                _ => None,
            },
        )
    }

    /// The outlet of an id.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn source(&self, id: &str) -> Found<SourceRecord> {
        self.one(source_of(&self.transaction, id), |record| match record {
            Record::Source(source) => Some(source),
            _ => None,
        })
    }

    fn one<T>(&self, found: Result<Option<Record>>, of: fn(Record) -> Option<T>) -> Found<T> {
        let found = found.map(|record| record.and_then(of));
        found.map_err(|error| self.error(error))
    }
}
