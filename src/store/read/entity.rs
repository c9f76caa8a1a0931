//! Entities with their names.

use rusqlite::{Connection, OptionalExtension, Result, Row};

use super::{extra, member, optional_member};
use crate::model::entity::{EntityKind, PlaceType};
use crate::record::EntityRecord;
use crate::store::{Store, StoreError};

/// How often an entity is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EntityUse {
    /// Mentions.
    pub mentions: u64,
    /// Articles that mention it.
    pub articles: u64,
    /// Events that it takes part in.
    pub events: u64,
    /// Quotes that it speaks.
    pub quotes: u64,
}

impl Store {
    /// How often the entity with this handle is spoken of.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn entity_use(&self, handle: &str) -> std::result::Result<EntityUse, StoreError> {
        let count = |sql: &str| -> Result<u64> {
            let sql = format!("{sql} = (SELECT key FROM entity WHERE id = ?1)");
            let count: i64 = self
                .connection
                .prepare_cached(&sql)?
                .query_row([handle], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        };
        let counts = || {
            Ok(EntityUse {
                mentions: count("SELECT count(*) FROM mention WHERE entity")?,
                articles: count("SELECT count(DISTINCT article) FROM mention WHERE entity")?,
                events: count("SELECT count(DISTINCT event) FROM participant WHERE entity")?,
                quotes: count("SELECT count(*) FROM quote WHERE speaker")?,
            })
        };
        counts().map_err(|error| StoreError::of(&self.path, error))
    }

    /// The entity with this handle.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn entity_record(
        &self,
        handle: &str,
    ) -> std::result::Result<Option<EntityRecord>, StoreError> {
        record(&self.connection, handle).map_err(|error| StoreError::of(&self.path, error))
    }
}

pub(in crate::store) fn record(
    connection: &Connection,
    handle: &str,
) -> Result<Option<EntityRecord>> {
    let found = connection
        .prepare_cached(
            "SELECT e.key, e.id, e.kind, e.name, country.id, parent.id, org.id, e.title,
               e.place_type, e.lat, e.lon, e.extra
             FROM entity AS e LEFT JOIN entity AS country ON country.key = e.country
             LEFT JOIN entity AS parent ON parent.key = e.parent
             LEFT JOIN entity AS org ON org.key = e.org
             WHERE e.id = ?1",
        )?
        .query_row([handle], read)
        .optional()?;
    let Some((key, mut record)) = found else {
        return Ok(None);
    };
    record.aliases = connection
        .prepare_cached("SELECT text FROM alias WHERE entity = ?1 AND ord > 0 ORDER BY ord")?
        .query_map([key], |row| row.get(0))?
        .collect::<Result<_>>()?;
    Ok(Some(record))
}

fn read(row: &Row<'_>) -> Result<(i64, EntityRecord)> {
    let record = EntityRecord {
        id: row.get(1)?,
        kind: member(row, 2, EntityKind::from_word)?,
        name: row.get(3)?,
        aliases: Vec::new(),
        country: row.get(4)?,
        parent: row.get(5)?,
        org: row.get(6)?,
        title: row.get(7)?,
        title_date: None,
        place_type: optional_member(row, 8, PlaceType::from_word)?,
        lat: row.get(9)?,
        lon: row.get(10)?,
        extracted: false,
        stub: false,
        extra: extra(row, 11)?,
    };
    Ok((row.get(0)?, record))
}
