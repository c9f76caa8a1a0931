//! A table for people: fitted to the page, cut only with a mark, numbers to the right.

use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};
use unicode_segmentation::UnicodeSegmentation;

use super::cell::{cells, shown};
use super::fit::{Fit, fit, is_numeric};
use super::{Page, Shown, record};
use crate::value::Rows;

/// A result of at most this many rows may wrap its texts; a longer one has a line for each row.
const FEW_ROWS: usize = 12;
/// A result of at most this many rows that would lose columns is shown as records instead.
const MOST_RECORDS: usize = 5;
/// Lines of a cell that wraps.
const MOST_LINES: usize = 6;

pub(super) fn write(rows: &Rows, page: Page, out: &mut dyn Write) -> io::Result<Shown> {
    let count = rows.records.len().min(page.rows.unwrap_or(usize::MAX));
    let texts: Vec<Vec<String>> = rows.records[..count]
        .iter()
        .map(|record| {
            record
                .iter()
                .zip(&rows.columns)
                .map(|(v, c)| shown(v, c))
                .collect()
        })
        .collect();
    let fitted = match page.width {
        None => Some(whole(rows)),
        Some(width) => fit(rows, &texts, width).filter(|fitted| {
            // A few rows are better read down the page than with columns missing.
            count > MOST_RECORDS || fitted.columns.len() == rows.columns.len()
        }),
    };
    let Some(fitted) = fitted else {
        let few = Rows {
            columns: rows.columns.clone(),
            records: rows.records[..count].to_vec(),
        };
        record::write(&few, out)?;
        return Ok(Shown {
            rows: count,
            ..Shown::default()
        });
    };
    let lines = if page.width.is_some() && count > FEW_ROWS {
        1
    } else {
        MOST_LINES
    };
    let mut cut_cells = 0;
    let table = draw(rows, &texts, &fitted, lines, &mut cut_cells);
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    let hidden_columns = rows.columns.len() - fitted.columns.len();
    Ok(Shown {
        rows: count,
        hidden_columns,
        cut_cells,
    })
}

/// The width of the terminal that standard output is, if it is one.
pub fn terminal_width() -> Option<usize> {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.width().map(usize::from)
}

/// Every column as wide as its widest text.
fn whole(rows: &Rows) -> Fit {
    Fit {
        columns: (0..rows.columns.len())
            .map(|column| (column, usize::MAX))
            .collect(),
    }
}

fn draw(
    rows: &Rows,
    texts: &[Vec<String>],
    fitted: &Fit,
    lines: usize,
    cut_cells: &mut usize,
) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Disabled);
    let head = |(column, width): &(usize, usize)| {
        let name = super::cell::clean(&rows.columns[*column].name);
        Cell::new(cut(&name, *width).unwrap_or(name))
    };
    table.set_header(fitted.columns.iter().map(head).collect::<Vec<_>>());
    for record in texts {
        let cell = |(column, width): &(usize, usize)| {
            let (text, is_cut) = fold(&record[*column], *width, lines);
            *cut_cells += usize::from(is_cut);
            Cell::new(text)
        };
        table.add_row(fitted.columns.iter().map(cell).collect::<Vec<_>>());
    }
    for (position, (column, _)) in fitted.columns.iter().enumerate() {
        if is_numeric(rows, *column)
            && let Some(shown) = table.column_mut(position)
        {
            shown.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// Breaks a text into at most `lines` lines of `width` cells; says whether something was cut.
fn fold(text: &str, width: usize, lines: usize) -> (String, bool) {
    if cells(text) <= width {
        return (text.to_owned(), false);
    }
    if lines == 1 {
        return cut(text, width).map_or((text.to_owned(), false), |short| (short, true));
    }
    let mut folded: Vec<String> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if folded.len() + 1 == lines {
            let last = cut(rest, width);
            let is_cut = last.is_some();
            folded.push(last.unwrap_or_else(|| rest.to_owned()));
            return (folded.join("\n"), is_cut);
        }
        let (line, after) = break_line(rest, width);
        folded.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    (folded.join("\n"), false)
}

/// The first line of a text: as many words as fit in `width` cells, or a part of the first word.
fn break_line(text: &str, width: usize) -> (&str, &str) {
    let (mut used, mut last_break) = (0, None);
    for (position, grapheme) in text.grapheme_indices(true) {
        used += cells(grapheme);
        if grapheme == " " {
            last_break = Some(position);
        }
        if used > width {
            let first = text.graphemes(true).next().map_or(0, str::len);
            return text.split_at(last_break.unwrap_or(position).max(first));
        }
    }
    (text, "")
}

/// The text cut to `width` cells with a mark at its end; `None` if it fits.
fn cut(text: &str, width: usize) -> Option<String> {
    if cells(text) <= width {
        return None;
    }
    let mut short = String::new();
    for grapheme in text.graphemes(true) {
        if cells(&short) + cells(grapheme) + 1 > width {
            break;
        }
        short.push_str(grapheme);
    }
    short.push('…');
    Some(short)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_break_at_spaces_and_the_rest_is_marked() {
        let (text, is_cut) = fold("the siege of the city was broken", 10, 2);
        assert_eq!((text.as_str(), is_cut), ("the siege\nof the ci…", true));
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_column(text in ".{0,200}", width in 2usize..40, lines in 1usize..5) {
            let text = super::super::cell::clean(&text);
            let (folded, is_cut) = fold(&text, width, lines);
            prop_assert!(folded.lines().count() <= lines);
            for line in folded.lines() {
                let is_one = line.graphemes(true).count() == 1;
                prop_assert!(is_one || cells(line) <= width, "{line:?} in {width}");
            }
            if !is_cut {
                let squeeze = |text: &str| text.split_whitespace().collect::<String>();
                prop_assert_eq!(squeeze(&folded), squeeze(&text));
            }
        }
    }
}
