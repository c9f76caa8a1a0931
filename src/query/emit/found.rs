//! Rows that come from a search instead of a table, as one JSON array.

use super::Dialect;
use super::writer::Writer;
use crate::value::{Later, Parameter};

/// The columns of a step, in the order of its array.
const STEP: [&str; 5] = ["step", "a", "b", "weight", "sentence"];

/// Writes what a search finds as a query in parentheses.
pub(super) fn found(writer: &mut Writer, later: Later) {
    let columns: &[&str] = match later {
        Later::Steps(_) => &STEP,
        Later::Nodes | Later::Start | Later::End => &[],
    };
    writer.nested(|writer| {
        writer.push("SELECT ");
        match (writer.dialect(), columns) {
            (Dialect::Sqlite, []) => writer.push("value AS node"),
            (Dialect::Postgres, []) => writer.push("item.value::bigint AS node"),
            (dialect, columns) => {
                let mut position = 0;
                writer.list(columns, ", ", |writer, column| {
                    let value = match dialect {
                        Dialect::Sqlite => format!("json_extract(value, '$[{position}]')"),
                        Dialect::Postgres => format!("(item.value ->> {position})::bigint"),
                    };
                    writer.push(&format!("{value} AS {column}"));
                    position += 1;
                });
            }
        }
        writer.line();
        let array = Parameter::Later(later);
        match writer.dialect() {
            Dialect::Sqlite => {
                writer.push("FROM json_each(");
                writer.bind(&array);
                writer.push(")");
            }
            Dialect::Postgres => {
                writer.push("FROM jsonb_array_elements(");
                writer.bind(&array);
                writer.push("::jsonb) AS item(value)");
            }
        }
    });
}
