//! One field a line, values whole: for rows that are too wide for a table.

use std::io::{self, Write};

use super::Page;
use super::cell::{cells, clean};
use super::link::Links;
use super::table::broken;
use crate::value::Rows;

/// No text is broken into lines narrower than this where it stands beside its name.
const NARROWEST: usize = 20;
/// Cells before a value below its name.
const INDENT: usize = 2;

pub(super) fn write(
    rows: &Rows,
    addresses: &[Option<String>],
    page: Page,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names: Vec<String> = rows.columns.iter().map(|it| clean(&it.name)).collect();
    let widest = names.iter().map(|name| cells(name)).max().unwrap_or(0);
    let room = page.width.map(|width| width.saturating_sub(widest + 2));
    let is_beside = room.is_none_or(|room| room >= NARROWEST);
    // Below its name a value has the whole line.
    let indent = if is_beside { widest + 2 } else { INDENT };
    let room = page.width.map(|width| width.saturating_sub(indent));
    let leads = Links::of(rows, addresses, page);
    let rule = if page.is_ascii { "---" } else { "───" };
    for (index, record) in rows.records.iter().enumerate() {
        writeln!(out, "{rule} {} {rule}", index + 1)?;
        let fields = names.iter().zip(&rows.columns).zip(record).enumerate();
        for (at, ((name, column), value)) in fields {
            let text = page.text(value, column);
            let after_name = page.width.map(|width| width.saturating_sub(widest + 2));
            let is_beside = is_beside || after_name.is_some_and(|room| cells(&text) <= room);
            let lines = match room {
                Some(room) if room > 0 => broken(&text, room),
                _ => vec![text],
            };
            if !is_beside {
                writeln!(out, "{name}")?;
            }
            for (n_before, line) in lines.iter().enumerate() {
                let is_first = n_before == 0 && is_beside;
                let head = if is_first { name.as_str() } else { "" };
                let gap = if is_beside { widest + 2 } else { INDENT } - cells(head);
                let line = leads.line(at, index, line.trim_end().to_owned());
                writeln!(out, "{}", format!("{head}{:gap$}{line}", "").trim_end())?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Column, ColumnType, Value};

    #[test]
    fn on_a_narrow_page_values_stand_below_their_names_and_break_at_spaces() {
        let columns = ["kind", "circumstances"];
        let text = |text: &str| Value::Text(text.to_owned());
        let rows = Rows {
            columns: columns
                .map(|name| Column::new(name, ColumnType::Plain))
                .into(),
            records: vec![vec![
                text("siege"),
                text("The army bombed Mosul on Wednesday"),
            ]],
        };
        let written = |width: usize| {
            let page = Page {
                width: Some(width),
                ..Page::default()
            };
            let mut out = Vec::new();
            write(&rows, &[], page, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(
            written(30),
            "─── 1 ───\nkind           siege\ncircumstances\n  The army bombed Mosul on\n  Wednesday\n"
        );
        assert_eq!(
            written(40),
            "─── 1 ───\nkind           siege\ncircumstances  The army bombed Mosul on\n               Wednesday\n"
        );
        for width in 0..60 {
            written(width);
        }
    }
}
