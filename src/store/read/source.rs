//! Outlets.

use rusqlite::{Connection, OptionalExtension, Result, Row};

use super::extra;
use crate::record::SourceRecord;

/// The columns that [`read_source`] takes, of `source`.
pub(in crate::store) const SOURCE: &str = "
    SELECT source.id, source.name, source.domain, country.id, organization.id, source.extra
    FROM source LEFT JOIN entity AS country ON country.key = source.country
    LEFT JOIN entity AS organization ON organization.key = source.entity";

/// The outlet with this id, without its other ids.
pub(in crate::store) fn source(connection: &Connection, id: &str) -> Result<Option<SourceRecord>> {
    connection
        .prepare_cached(&format!("{SOURCE} WHERE source.id = ?1"))?
        .query_row([id], read_source)
        .optional()
}

pub(in crate::store) fn read_source(row: &Row<'_>) -> Result<SourceRecord> {
    Ok(SourceRecord {
        id: row.get(0)?,
        name: row.get(1)?,
        domain: row.get(2)?,
        country: row.get(3)?,
        entity: row.get(4)?,
        other_ids: Vec::new(),
        extra: extra(row, 5)?,
    })
}
