//! What is written later, with the corrections that were made before.

use rusqlite::{OptionalExtension, Result, params};

use super::original;
use crate::model::fold::fold;
use crate::record::{ArticleRecord, EntityRecord, SourceRecord};
use crate::store::StoreError;
use crate::store::read;
use crate::store::write::{Authority, Batch, Outcome};

impl Batch<'_> {
    /// Writes an entity that a correction is about, or that belongs to one; none if there is no such
    /// correction.
    pub(in crate::store) fn write_corrected(
        &mut self,
        record: &EntityRecord,
        authority: Authority,
    ) -> Result<Option<Outcome>> {
        if self.corrections.is_empty() {
            return Ok(None);
        }
        let is_redirected = self.corrections.redirected(record.clone()) != *record;
        if !is_redirected && !self.corrections.is_about(&record.id) {
            return Ok(None);
        }
        let mut originals = original::entities(&self.transaction)?;
        let stored = match originals.get(&record.id) {
            Some(original) => Some(original.clone()),
            None if self.corrections.makes(&record.id) => None,
            None => read::entity(&self.transaction, &record.id)?,
        };
        let (original, outcome) = match stored {
            None => (record.clone(), Outcome::New),
            Some(stored) => {
                let new = joined(&stored, record, authority);
                let outcome = if new == stored {
                    Outcome::Unchanged
                } else {
                    Outcome::Updated
                };
                (new, outcome)
            }
        };
        original::keep_entity(&self.transaction, &original)?;
        if outcome == Outcome::Unchanged {
            return Ok(Some(outcome));
        }
        originals.insert(record.id.clone(), original);
        let into = self.corrections.redirect(&record.id);
        let effective = self.corrections.entities(&originals);
        for handle in [&record.id, &into] {
            if let Some(record) = effective.get(handle) {
                self.put_entity(record)?;
            }
        }
        Ok(Some(outcome))
    }

    /// An outlet whose country and organization are what corrections made of them.
    pub(in crate::store) fn corrected_source(&self, record: &SourceRecord) -> Result<SourceRecord> {
        let mut corrected = record.clone();
        for handle in [&mut corrected.country, &mut corrected.entity]
            .into_iter()
            .flatten()
        {
            *handle = self.corrections.redirect(handle);
        }
        if corrected != *record {
            original::keep_source(&self.transaction, record)?;
        }
        Ok(corrected)
    }

    /// Keeps an article as it came where corrections changed it.
    pub(in crate::store) fn keep_original(
        &self,
        id: &str,
        original: Option<&ArticleRecord>,
    ) -> std::result::Result<(), StoreError> {
        original::keep_article(&self.transaction, id, original).map_err(|error| self.error(error))
    }

    /// Writes an entity in exactly these words. An office that articles wrote stays where the record has
    /// none.
    pub(in crate::store) fn put_entity(&mut self, record: &EntityRecord) -> Result<()> {
        self.write_uncorrected(record, Authority::Given)?;
        let connection = &self.transaction;
        let key: i64 = connection
            .prepare_cached("SELECT key FROM entity WHERE id = ?1")?
            .query_row([&record.id], |row| row.get(0))?;
        let mut find = connection.prepare_cached("SELECT key FROM entity WHERE id = ?1")?;
        let mut key_of = |handle: &Option<String>| -> Result<Option<i64>> {
            let Some(handle) = handle else {
                return Ok(None);
            };
            find.query_row([handle], |row| row.get(0)).optional()
        };
        let references = (
            key_of(&record.country)?,
            key_of(&record.parent)?,
            key_of(&record.org)?,
        );
        connection
            .prepare_cached("UPDATE entity SET country = ?2, parent = ?3, org = ?4 WHERE key = ?1")?
            .execute(params![key, references.0, references.1, references.2])?;
        if record.title.is_none() {
            connection
                .prepare_cached(
                    "UPDATE entity SET title = NULL WHERE key = ?1 AND title_day IS NULL",
                )?
                .execute([key])?;
        }
        connection
            .prepare_cached("DELETE FROM alias WHERE entity = ?1 AND ord > 0")?
            .execute([key])?;
        let mut add = connection.prepare_cached(
            "INSERT INTO alias (entity, ord, text, norm) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (position, name) in record.aliases.iter().enumerate() {
            add.execute(params![key, position + 1, name, fold(name)])?;
        }
        drop(add);
        drop(find);
        self.moved.insert(key);
        Ok(())
    }
}

/// What is known of an entity with what a record adds: one from outside replaces, what was read out of a
/// text fills what is open.
fn joined(stored: &EntityRecord, new: &EntityRecord, authority: Authority) -> EntityRecord {
    // The name of a stub is only its handle.
    let is_stub = stored.name == stored.id;
    let (mut first, second) = match authority {
        Authority::Extracted if !is_stub => (stored.clone(), new),
        Authority::Given | Authority::Extracted => (new.clone(), stored),
    };
    first.learn(second);
    first
}
