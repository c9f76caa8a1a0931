//! What is lost of a damaged file, as far as can be known.

use rusqlite::{Connection, Result};

use super::NAMED;
use crate::store::export::salvage::{Salvaged, article, keys};

/// What of a damaged file can be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Damage {
    /// Tables that cannot be read to their end.
    pub tables: Vec<String>,
    /// Articles that can be read whole.
    pub n_whole: u64,
    /// Articles of which the text can be read, but not all that was found in it.
    pub n_texts: u64,
    /// Articles that cannot be read; of some it is not known whether they were there.
    pub n_lost: u64,
    /// The first of the articles that cannot be read whole, by id.
    pub examples: Vec<String>,
}

pub(super) fn survey(connection: &Connection) -> Damage {
    let mut damage = Damage {
        tables: unreadable_tables(connection).unwrap_or_default(),
        ..Damage::default()
    };
    for key in keys(connection, "article") {
        let id = match article(connection, key) {
            None => continue,
            Some(Salvaged::Whole(_)) => {
                damage.n_whole += 1;
                continue;
            }
            Some(Salvaged::Text(record)) => {
                damage.n_texts += 1;
                record.id
            }
            Some(Salvaged::Lost(id)) => {
                damage.n_lost += 1;
                id
            }
        };
        if let Some(id) = id
            && damage.examples.len() < NAMED
        {
            damage.examples.push(id);
        }
    }
    damage
}

fn unreadable_tables(connection: &Connection) -> Result<Vec<String>> {
    let tables: Vec<String> = connection
        .prepare(
            "SELECT name FROM sqlite_schema
             WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let is_unreadable = |table: &String| read_through(connection, table).is_err();
    Ok(tables.into_iter().filter(is_unreadable).collect())
}

/// Looks at every value of a table.
fn read_through(connection: &Connection, table: &str) -> Result<()> {
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\" NOT INDEXED"))?;
    let n_columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..n_columns {
            row.get_ref(column)?;
        }
    }
    Ok(())
}
