//! Clusters.

use rusqlite::{Connection, OptionalExtension, Result, Row};

use super::{date, extra};
use crate::record::ClusterRecord;

/// The columns that [`read_cluster`] takes, of `cluster`; then whether it is only referred to.
pub(in crate::store) const CLUSTER: &str = "
    SELECT id, kind, label, date_first, date_last, date_precision, extra, is_stub FROM cluster";

/// The cluster with this id, and whether it is only referred to.
pub(in crate::store) fn cluster(
    connection: &Connection,
    id: &str,
) -> Result<Option<(ClusterRecord, bool)>> {
    connection
        .prepare_cached(&format!("{CLUSTER} WHERE id = ?1"))?
        .query_row([id], |row| Ok((read_cluster(row)?, row.get(7)?)))
        .optional()
}

pub(in crate::store) fn read_cluster(row: &Row<'_>) -> Result<ClusterRecord> {
    Ok(ClusterRecord {
        id: row.get(0)?,
        kind: row.get(1)?,
        label: row.get(2)?,
        date: date(row, 3)?,
        extracted: false,
        extra: extra(row, 6)?,
    })
}
