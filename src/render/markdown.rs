//! A Markdown table: nothing cut; what would break the table or become markup is escaped.

use std::io::{self, Write};

use super::cell::shown;
use super::fit::is_numeric;
use crate::value::Rows;

pub(super) fn write(rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = rows
        .columns
        .iter()
        .map(|column| escape(&column.name))
        .collect();
    writeln!(out, "| {} |", names.join(" | "))?;
    let rules: Vec<&str> = (0..rows.columns.len())
        .map(|column| {
            if is_numeric(rows, column) {
                "---:"
            } else {
                "---"
            }
        })
        .collect();
    writeln!(out, "| {} |", rules.join(" | "))?;
    for record in &rows.records {
        let cells: Vec<String> = record
            .iter()
            .zip(&rows.columns)
            .map(|(value, column)| escape(&shown(value, column)))
            .collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' => {
                escaped.push('\\');
                escaped.push(character);
            }
            other => escaped.push(other),
        }
    }
    escaped
}
