//! CSV and TSV: true values, nothing cut, a missing value is empty.

use std::io::{self, Write};

use super::cell::plain;
use crate::value::Rows;

pub(super) fn write(rows: &Rows, delimiter: u8, out: &mut dyn Write) -> io::Result<()> {
    if delimiter == b'\t' {
        return write_tabs(rows, out);
    }
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(out);
    writer.write_record(rows.columns.iter().map(|column| column.name.as_str()))?;
    for record in &rows.records {
        writer.write_record(record.iter().map(plain))?;
    }
    writer.flush()
}

/// TSV has no quoting that `cut` and `awk` understand: tabs and line ends inside a value are written
/// as `\t` and `\n`, and a backslash as two.
fn write_tabs(rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = rows
        .columns
        .iter()
        .map(|column| escape(&column.name))
        .collect();
    writeln!(out, "{}", names.join("\t"))?;
    for record in &rows.records {
        let values: Vec<String> = record.iter().map(|value| escape(&plain(value))).collect();
        writeln!(out, "{}", values.join("\t"))?;
    }
    Ok(())
}

fn escape(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}
