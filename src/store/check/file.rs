//! What SQLite itself knows to check.

use rusqlite::{Connection, Result};

use super::{Faults, Finding, Thoroughness};

/// The pages and indexes of the file, and the rules of its tables; of full-text tables, too.
pub(super) fn structure(connection: &Connection, how: Thoroughness) -> Result<Finding> {
    let sql = match how {
        Thoroughness::Quick => "PRAGMA quick_check",
        Thoroughness::Full => "PRAGMA integrity_check",
    };
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut faults = Faults::default();
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        for line in said.lines().filter(|line| *line != "ok") {
            faults.add(|| line.to_owned());
        }
    }
    Ok(faults.finding())
}

/// Rows that name rows which are not there.
pub(super) fn references(connection: &Connection) -> Result<Finding> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    let mut faults = Faults::default();
    while let Some(row) = rows.next()? {
        let (table, key): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        let named: String = row.get(2)?;
        faults.add(|| {
            let key = key.map_or_else(String::new, |key| format!(" {key}"));
            format!("{table}{key} names a missing {named}")
        });
    }
    Ok(faults.finding())
}
