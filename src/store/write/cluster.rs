//! Clusters: groups of reports.

use rusqlite::{OptionalExtension, Result, params};

use super::{Batch, Outcome, date_columns, extra_column};
use crate::record::ClusterRecord;
use crate::store::StoreError;

impl Batch<'_> {
    /// Writes a cluster.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn write_cluster(&mut self, record: &ClusterRecord) -> Result<Outcome, StoreError> {
        write(self, record).map_err(|error| self.error(error))
    }
}

fn write(batch: &Batch<'_>, record: &ClusterRecord) -> Result<Outcome> {
    let key = reference(batch, &record.id)?;
    let was_stub: Option<bool> = batch
        .transaction
        .prepare_cached("SELECT is_stub FROM cluster WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    let (first, last, precision) = date_columns(record.date);
    let extra = extra_column(&record.extra);
    let n_changed = batch
        .transaction
        .prepare_cached(
            "UPDATE cluster SET kind = ?2, label = ?3, date_first = ?4, date_last = ?5,
               date_precision = ?6, extra = ?7, is_stub = 0
             WHERE key = ?1 AND (is_stub, kind, label, date_first, date_last, date_precision, extra)
               IS NOT (0, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            key,
            record.kind,
            record.label,
            first,
            last,
            precision,
            extra
        ])?;
    Ok(match (was_stub, n_changed) {
        (Some(true), _) => Outcome::New,
        (_, 0) => Outcome::Unchanged,
        _ => Outcome::Updated,
    })
}

/// The key of a cluster; a stub if it is not known yet.
pub(super) fn reference(batch: &Batch<'_>, id: &str) -> Result<i64> {
    let known = batch
        .transaction
        .prepare_cached("SELECT key FROM cluster WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    if let Some(key) = known {
        return Ok(key);
    }
    batch
        .transaction
        .prepare_cached("INSERT INTO cluster (id, is_stub) VALUES (?1, 1)")?
        .insert([id])
}
