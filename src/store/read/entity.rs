//! Entities with their names.

use rusqlite::{Connection, OptionalExtension, Result, Row};

use super::{extra, member, optional_member};
use crate::model::entity::{EntityKind, PlaceType};
use crate::record::EntityRecord;
use crate::store::{Store, StoreError};

impl Store {
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
