//! Whether the stored links are those that sentences, events and quotes make.

use rusqlite::{Connection, Result};

use super::{Faults, Finding};
use crate::store::link;

/// Counts the links anew beside the stored ones, in a table of the same name that only this connection
/// sees, and compares both.
pub(super) fn check(connection: &Connection) -> Result<Finding> {
    if link::has_waiting(connection)? {
        return Ok(Finding::Unchecked {
            reason: "they are not complete while articles wait for theirs".to_owned(),
        });
    }
    connection.execute_batch(
        "DROP TABLE IF EXISTS temp.link; DROP TABLE IF EXISTS temp.unlinked;
         CREATE TEMP TABLE link (
           kind INTEGER NOT NULL, is_turned INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL,
           weight INTEGER NOT NULL, first INTEGER, last INTEGER, sentence INTEGER NOT NULL,
           PRIMARY KEY (kind, is_turned, a, b)) WITHOUT ROWID;
         CREATE TEMP TABLE unlinked (article INTEGER PRIMARY KEY);",
    )?;
    let compared = link::count_anew(connection).and_then(|()| compare(connection));
    connection.execute_batch("DROP TABLE temp.link; DROP TABLE temp.unlinked;")?;
    compared
}

fn compare(connection: &Connection) -> Result<Finding> {
    let mut statement = connection.prepare(
        "SELECT (SELECT id FROM entity WHERE key = a) || ' and ' || (SELECT id FROM entity WHERE key = b)
         FROM (SELECT kind, a, b FROM (
             SELECT * FROM (SELECT * FROM temp.link EXCEPT SELECT * FROM main.link)
             UNION ALL
             SELECT * FROM (SELECT * FROM main.link EXCEPT SELECT * FROM temp.link))
           GROUP BY kind, is_turned, a, b)",
    )?;
    let mut rows = statement.query([])?;
    let mut faults = Faults::default();
    while let Some(row) = rows.next()? {
        let ends: Option<String> = row.get(0)?;
        faults.add(|| ends.unwrap_or_else(|| "of entities that are not there".to_owned()));
    }
    Ok(faults.finding())
}
