//! Clusters: groups of reports.

use rusqlite::{OptionalExtension, Result, params};

use super::{Batch, Outcome, date_columns, extra_column};
use crate::record::ClusterRecord;
use crate::store::{StoreError, read, runs};

impl Batch<'_> {
    /// Writes a cluster; one that the program found among articles it finds anew.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn write_cluster(&mut self, record: &ClusterRecord) -> Result<Outcome, StoreError> {
        if record.extracted {
            return Ok(Outcome::Unchanged);
        }
        write(self, record).map_err(|error| self.error(error))
    }
}

fn write(batch: &Batch<'_>, record: &ClusterRecord) -> Result<Outcome> {
    let key = reference(batch, &record.id)?;
    let stored = read::cluster(&batch.transaction, &record.id)?;
    if stored
        .as_ref()
        .is_some_and(|(stored, is_stub)| !is_stub && stored == record)
    {
        return Ok(Outcome::Unchanged);
    }
    runs::keep_cluster(batch, &record.id)?;
    let (first, last, precision) = date_columns(record.date);
    batch
        .transaction
        .prepare_cached(
            "UPDATE cluster SET kind = ?2, label = ?3, date_first = ?4, date_last = ?5,
               date_precision = ?6, extra = ?7, is_stub = 0, run = coalesce(?8, run)
             WHERE key = ?1",
        )?
        .execute(params![
            key,
            record.kind,
            record.label,
            first,
            last,
            precision,
            extra_column(&record.extra),
            batch.run_key()
        ])?;
    Ok(match stored {
        Some((_, false)) => Outcome::Updated,
        _ => Outcome::New,
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
        .prepare_cached("INSERT INTO cluster (id, is_stub, run) VALUES (?1, 1, ?2)")?
        .insert(params![id, batch.run_key()])
}
