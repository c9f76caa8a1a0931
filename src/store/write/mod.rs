//! Records → rows, a batch a transaction.
//!
//! An entity, outlet or cluster may be referred to before it is described: the reference makes a stub.
//! A record that says what is stored already changes nothing.

mod article;
pub(super) mod closure;
mod cluster;
mod entity;
mod fact;
mod partial;
mod source;

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use rusqlite::{Transaction, TransactionBehavior};

pub use partial::Joined;

use super::correct::Corrections;
use super::runs::RunNumber;
use super::{Store, StoreError};
use crate::model::date::PartialDate;
use crate::record::{EntityRecord, Extra, Record, SourceRecord};

/// What a record did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It was not there.
    New,
    /// It was there, and said something else.
    Updated,
    /// It was there.
    Unchanged,
}

/// How much a description of an entity or outlet counts against one that is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority {
    /// A record from outside: what it says replaces what was known.
    Given,
    /// Read out of a text: it fills what is open.
    Extracted,
}

/// A transaction that takes records. Dropped without [`Batch::commit`], it leaves nothing.
#[derive(Debug)]
pub struct Batch<'store> {
    pub(super) transaction: Transaction<'store>,
    path: &'store Path,
    /// Entities whose kind, country, parent or body may have changed.
    pub(super) moved: BTreeSet<i64>,
    /// What a person corrected.
    pub(super) corrections: Corrections,
    /// Keys of entities by handle. Only a load, which takes none away, keeps them.
    entities: HashMap<String, i64>,
    /// Articles whose words are not in the full-text tables yet.
    unindexed: Vec<i64>,
    /// Whether an outlet may now be an organization that it was not before.
    is_renamed: bool,
    /// The load that it is a part of.
    pub(super) run: Option<RunNumber>,
}

impl Store {
    /// Starts a batch.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full.
    pub fn batch(&mut self) -> Result<Batch<'_>, StoreError> {
        let path = self.path.as_path();
        let fail = |error| StoreError::of(path, error);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(fail)?;
        let corrections = super::correct::read(&transaction).map_err(fail)?;
        Ok(Batch {
            transaction,
            path,
            moved: BTreeSet::new(),
            corrections: Corrections::new(corrections),
            entities: HashMap::new(),
            unindexed: Vec::new(),
            is_renamed: false,
            run: None,
        })
    }

    /// Brings the planner's statistics up to date, once there are a tenth more articles than they know
    /// of. They are taken of all rows: a limit would leave out which values are frequent, and the
    /// planner then takes a name of a thousand mentions for one of three.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full.
    pub fn analyze(&self) -> Result<(), StoreError> {
        let fail = |error| StoreError::of(&self.path, error);
        let n_articles: i64 = self
            .connection
            .query_row("SELECT coalesce(max(key), 0) FROM article", [], |row| {
                row.get(0)
            })
            .map_err(fail)?;
        // Without statistics there is no such table.
        let n_known: i64 = self
            .connection
            .query_row(
                "SELECT CAST(stat AS INTEGER) FROM sqlite_stat1
                 WHERE tbl = 'article' AND idx = 'article_source'",
                [],
                |row| row.get(0),
            )
            .unwrap_or(0);
        if n_articles < n_known + n_known / 10 + 1 {
            return Ok(());
        }
        self.connection.execute_batch("ANALYZE").map_err(fail)
    }
}

impl Batch<'_> {
    /// Writes one record that came in as it is.
    ///
    /// # Errors
    /// A record whose id is taken leaves nothing and the batch goes on; any other error ends it.
    pub fn write(&mut self, record: &Record) -> Result<Outcome, StoreError> {
        match record {
            Record::Source(source) => self.write_source(source, Authority::Given),
            Record::Entity(entity) if entity.stub => self.write_stub(entity),
            Record::Entity(entity) => self.write_entity(entity, Authority::of(entity)),
            Record::Article(article) => self.write_article(article),
            Record::Cluster(cluster) => self.write_cluster(cluster),
        }
    }

    /// Makes an entity that others name, if it is not there.
    fn write_stub(&mut self, record: &EntityRecord) -> Result<Outcome, StoreError> {
        let is_new = entity::write_stub(self, record).map_err(|error| self.error(error))?;
        Ok(if is_new {
            Outcome::New
        } else {
            Outcome::Unchanged
        })
    }

    /// Writes an outlet.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn write_source(
        &mut self,
        record: &SourceRecord,
        authority: Authority,
    ) -> Result<Outcome, StoreError> {
        let outcome = self
            .corrected_source(record)
            .and_then(|record| source::write(self, &record, authority));
        outcome.map_err(|error| self.error(error))
    }

    /// Writes an entity.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn write_entity(
        &mut self,
        record: &EntityRecord,
        authority: Authority,
    ) -> Result<Outcome, StoreError> {
        let outcome = match self.write_corrected(record, authority) {
            Ok(None) => self.write_uncorrected(record, authority).map(Some),
            outcome => outcome,
        };
        let outcome = outcome.map_err(|error| self.error(error))?;
        Ok(outcome.unwrap_or(Outcome::Unchanged))
    }

    /// Writes an entity as the record says, whatever corrections say.
    pub(super) fn write_uncorrected(
        &mut self,
        record: &EntityRecord,
        authority: Authority,
    ) -> rusqlite::Result<Outcome> {
        entity::write(self, record, authority)
    }

    /// Ends the batch: derives what follows from its records, and makes everything last.
    ///
    /// # Errors
    /// The disk is full; then nothing of the batch is there.
    pub fn commit(mut self) -> Result<(), StoreError> {
        let path = self.path;
        let mut finish = || {
            self.index_words()?;
            closure::update(&self.transaction, &self.moved)?;
            if self.run.is_none() || self.is_renamed {
                source::link_to_organizations(&self.transaction)?;
            }
            Ok(())
        };
        finish()
            .and_then(|()| self.transaction.commit())
            .map_err(|error| StoreError::of(path, error))
    }

    fn remember(&mut self, entity: &str, key: i64) {
        if self.run.is_some() {
            self.entities.insert(entity.to_owned(), key);
        }
    }

    pub(super) fn error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::of(self.path, error)
    }
}

/// The three columns of a date: first day, last day, precision.
fn date_columns(date: Option<PartialDate>) -> (Option<i32>, Option<i32>, Option<u8>) {
    (
        date.map(|date| date.first),
        date.map(|date| date.last),
        date.map(|date| date.precision.code()),
    )
}

/// Unknown keys as a JSON object; null if there are none.
pub(super) fn extra_column(extra: &Extra) -> Option<String> {
    (!extra.is_empty()).then(|| serde_json::Value::Object(extra.clone()).to_string())
}

/// Stored unknown keys and new ones, which win.
fn merged_extra(stored: Option<&str>, new: &Extra) -> Option<String> {
    let mut merged: Extra = stored
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    for (key, value) in new {
        merged.insert(key.clone(), value.clone());
    }
    extra_column(&merged)
}
