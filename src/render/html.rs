//! An HTML table: every text escaped, numbers to the right, each cell in its own direction of writing.

use std::io::{self, Write};

use super::cell::{clean, shown};
use super::fit::is_numeric;
use crate::value::Rows;

/// The frame of a page that holds nothing but the table.
const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>dateline</title>\n\
    <style>body{font:16px/1.4 system-ui,sans-serif;margin:2em;color-scheme:light dark}\
    table{border-collapse:collapse}th,td{padding:.3em .8em;border-bottom:1px solid #8886;text-align:start;\
    vertical-align:top}.n{text-align:end;font-variant-numeric:tabular-nums}</style>\n</head>\n<body>\n";
const FOOT: &str = "</body>\n</html>\n";

/// Writes the table alone, or a page with it.
pub(super) fn write(rows: &Rows, is_page: bool, out: &mut dyn Write) -> io::Result<()> {
    if is_page {
        write!(out, "{HEAD}")?;
    }
    let is_number: Vec<bool> = (0..rows.columns.len())
        .map(|column| is_numeric(rows, column))
        .collect();
    let class = |at: usize| if is_number[at] { " class=\"n\"" } else { "" };
    writeln!(out, "<table>\n<thead>\n<tr>")?;
    for (at, column) in rows.columns.iter().enumerate() {
        let name = escaped(&clean(&column.name));
        writeln!(out, "<th scope=\"col\"{}>{name}</th>", class(at))?;
    }
    writeln!(out, "</tr>\n</thead>\n<tbody>")?;
    for record in &rows.records {
        write!(out, "<tr>")?;
        for (at, (value, column)) in record.iter().zip(&rows.columns).enumerate() {
            let text = escaped(&shown(value, column));
            write!(out, "<td dir=\"auto\"{}>{text}</td>", class(at))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    if is_page {
        write!(out, "{FOOT}")?;
    }
    Ok(())
}

/// The text of an HTML element or of a quoted attribute, in which nothing is markup. Control characters and overrides
/// are not looked at: the text is clean.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // No document of XML may have them, and SVG is one.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Column, ColumnType, Value};

    #[test]
    fn no_text_becomes_markup() {
        let rows = Rows {
            columns: vec![Column::new("<b>", ColumnType::Plain)],
            records: vec![vec![Value::Text("<script>'&\"\u{202e}".to_owned())]],
        };
        let mut out = Vec::new();
        write(&rows, false, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "<table>\n<thead>\n<tr>\n<th scope=\"col\">&lt;b&gt;</th>\n</tr>\n</thead>\n<tbody>\n\
             <tr><td dir=\"auto\">&lt;script&gt;&#39;&amp;&quot;\\u{202e}</td></tr>\n</tbody>\n</table>\n"
        );
    }
}
