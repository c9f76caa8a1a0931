//! One field a line, values whole: for rows that are too wide for a table.

use std::io::{self, Write};

use super::cell::{cells, shown};
use crate::value::Rows;

pub(super) fn write(rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
    let widest = rows
        .columns
        .iter()
        .map(|column| cells(&column.name))
        .max()
        .unwrap_or(0);
    for (index, record) in rows.records.iter().enumerate() {
        writeln!(out, "─── {} ───", index + 1)?;
        for (column, value) in rows.columns.iter().zip(record) {
            let gap = widest - cells(&column.name);
            writeln!(out, "{}{:gap$}  {}", column.name, "", shown(value, column))?;
        }
    }
    Ok(())
}
