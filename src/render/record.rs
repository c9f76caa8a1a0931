//! One field a line, values whole: for rows that are too wide for a table.

use std::io::{self, Write};

use super::Page;
use super::cell::{cells, clean};
use super::link::Links;
use super::table::broken;
use crate::value::Rows;

/// No text is broken into lines narrower than this.
const NARROWEST: usize = 20;

pub(super) fn write(
    rows: &Rows,
    addresses: &[Option<String>],
    page: Page,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names: Vec<String> = rows.columns.iter().map(|it| clean(&it.name)).collect();
    let widest = names.iter().map(|name| cells(name)).max().unwrap_or(0);
    let room = page.width.map(|width| width.saturating_sub(widest + 2));
    let room = room.filter(|room| *room >= NARROWEST);
    let leads = Links::of(rows, addresses, page);
    let rule = if page.is_ascii { "---" } else { "───" };
    for (index, record) in rows.records.iter().enumerate() {
        writeln!(out, "{rule} {} {rule}", index + 1)?;
        let fields = names.iter().zip(&rows.columns).zip(record).enumerate();
        for (at, ((name, column), value)) in fields {
            let text = page.text(value, column);
            let lines = room.map_or_else(|| vec![text.clone()], |room| broken(&text, room));
            for (n_before, line) in lines.iter().enumerate() {
                let head = if n_before == 0 { name.as_str() } else { "" };
                let gap = widest - cells(head);
                let line = leads.line(at, index, line.trim_end().to_owned());
                writeln!(out, "{}", format!("{head}{:gap$}  {line}", "").trim_end())?;
            }
        }
    }
    Ok(())
}
