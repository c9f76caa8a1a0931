//! What a network of entities tells of its members and its links.

use rusqlite::{OptionalExtension, Result};

use super::Snapshot;
use crate::model::date::Day;
use crate::model::entity::EntityKind;
use crate::store::StoreError;
use crate::store::read::member;

/// An entity with how often and when it is spoken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The handle.
    pub id: String,
    /// The name it is shown by.
    pub name: String,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// Mentions in all articles.
    pub n_mentions: u64,
    /// The first day on which one of these articles may have been published.
    pub first: Option<Day>,
    /// The last such day.
    pub last: Option<Day>,
}

impl Snapshot<'_> {
    /// The entity with this handle, and how often it is spoken of.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn spoken(&self, handle: &str) -> std::result::Result<Option<Spoken>, StoreError> {
        let find = || -> Result<Option<Spoken>> {
            self.transaction
                .prepare_cached(
                    "SELECT e.id, e.name, e.kind, count(mention.key), min(mention.published_first),
                       max(mention.published_last)
                     FROM entity AS e LEFT JOIN mention ON mention.entity = e.key
                     WHERE e.id = ?1 GROUP BY e.key",
                )?
                .query_row([handle], |row| {
                    let n_mentions: i64 = row.get(3)?;
                    Ok(Spoken {
                        id: row.get(0)?,
                        name: row.get(1)?,
                        kind: member(row, 2, EntityKind::from_word)?,
                        n_mentions: n_mentions.unsigned_abs(),
                        first: row.get(4)?,
                        last: row.get(5)?,
                    })
                })
                .optional()
        };
        find().map_err(|error| self.error(error))
    }

    /// The ids of the articles in which these sentences stand, each once, in the order of the ids.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn articles_of(&self, sentences: &[i64]) -> std::result::Result<Vec<String>, StoreError> {
        let read = || -> Result<Vec<String>> {
            let mut statement = self.transaction.prepare_cached(
                "SELECT DISTINCT article.id FROM json_each(?1) AS wanted
                 CROSS JOIN sentence ON sentence.key = wanted.value
                 CROSS JOIN article ON article.key = sentence.article ORDER BY article.id",
            )?;
            let wanted = serde_json::Value::from(sentences).to_string();
            statement.query_map([wanted], |row| row.get(0))?.collect()
        };
        read().map_err(|error| self.error(error))
    }
}
