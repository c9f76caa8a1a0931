//! The schema's steps, numbered; `user_version` says how many of them a file has had.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// In order; step n brings a file from version n to n + 1.
const STEPS: &[&str] = &[
    include_str!("../../migrations/sqlite/0001_model.sql"),
    include_str!("../../migrations/sqlite/0002_views.sql"),
    include_str!("../../migrations/sqlite/0003_clusters.sql"),
    include_str!("../../migrations/sqlite/0004_links.sql"),
    include_str!("../../migrations/sqlite/0005_indexes.sql"),
    include_str!("../../migrations/sqlite/0006_own.sql"),
    include_str!("../../migrations/sqlite/0007_learned.sql"),
    include_str!("../../migrations/sqlite/0008_runs.sql"),
    include_str!("../../migrations/sqlite/0011_parts.sql"),
    include_str!("../../migrations/sqlite/0012_scale.sql"),
    include_str!("../../migrations/sqlite/0013_rollup.sql"),
    include_str!("../../migrations/sqlite/0014_copies.sql"),
    include_str!("../../migrations/sqlite/0015_months.sql"),
    include_str!("../../migrations/sqlite/0016_fresh.sql"),
    include_str!("../../migrations/sqlite/0017_sums.sql"),
];

/// The version of a file that has had every step.
#[expect(clippy::cast_possible_wrap, reason = "a handful")]
pub(super) const LATEST: i64 = STEPS.len() as i64;

/// `DTLN`: how other programs, and [`super::Store`], tell the file from other databases.
pub(super) const APPLICATION_ID: i64 = 0x4454_4c4e;

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings the file to the latest version, a transaction each step. A second program that does the
/// same at this moment waits and finds the work done.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let fail = |error| StoreError::of(path, error);
    for (step, sql) in (0_i64..).zip(STEPS) {
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(fail)?;
        if version(&transaction).map_err(fail)? > step {
            continue;
        }
        transaction.execute_batch(sql).map_err(fail)?;
        transaction
            .pragma_update(None, "application_id", APPLICATION_ID)
            .map_err(fail)?;
        transaction
            .pragma_update(None, "user_version", step + 1)
            .map_err(fail)?;
        transaction.commit().map_err(fail)?;
    }
    Ok(())
}
