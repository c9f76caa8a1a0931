//! The table of corrections.

use rusqlite::{Connection, Result, Row, params};

use crate::model::correction::{Correction, Deed};

pub(in crate::store) fn read(connection: &Connection) -> Result<Vec<Correction>> {
    connection
        .prepare_cached(
            "SELECT number, deed, entity, other, names FROM correction ORDER BY number",
        )?
        .query_map([], correction)?
        .collect()
}

fn correction(row: &Row<'_>) -> Result<Correction> {
    let (word, entity): (String, String) = (row.get(1)?, row.get(2)?);
    let other: Option<String> = row.get(3)?;
    let other = other.unwrap_or_default();
    let names: String = row.get(4)?;
    let mut names: Vec<String> = serde_json::from_str(&names).unwrap_or_default();
    let deed = match word.as_str() {
        "merge" => Deed::Merge {
            kept: entity,
            merged: other,
        },
        "split" => Deed::Split {
            from: entity,
            to: other,
            names,
        },
        "rename" => Deed::Rename {
            entity,
            name: names.pop().unwrap_or_default(),
        },
        "alias" => Deed::Alias { entity, names },
        _ => return Err(rusqlite::Error::InvalidQuery),
    };
    Ok(Correction {
        number: row.get(0)?,
        deed,
    })
}

/// Adds a correction; returns its number, which no other one ever had.
pub(super) fn add(connection: &Connection, deed: &Deed) -> Result<i64> {
    let none: &[String] = &[];
    let (word, entity, other, names) = match deed {
        Deed::Merge { kept, merged } => ("merge", kept, Some(merged), none),
        Deed::Split { from, to, names } => ("split", from, Some(to), names.as_slice()),
        Deed::Rename { entity, name } => ("rename", entity, None, std::slice::from_ref(name)),
        Deed::Alias { entity, names } => ("alias", entity, None, names.as_slice()),
    };
    connection
        .prepare_cached(
            "INSERT INTO correction (deed, entity, other, names) VALUES (?1, ?2, ?3, ?4)",
        )?
        .insert(params![
            word,
            entity,
            other,
            serde_json::Value::from(names.to_vec()).to_string()
        ])
}

pub(super) fn remove(connection: &Connection, number: i64) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM correction WHERE number = ?1")?
        .execute([number])
        .map(drop)
}
