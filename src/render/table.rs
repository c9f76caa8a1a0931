//! A table for people: fitted to the page, cut only with a mark, numbers to the right.

use std::io::{self, Write};

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table};
use unicode_segmentation::UnicodeSegmentation;

use super::cell::{apart, cells, clean, together};
use super::fit::{Fit, Slot, fit, is_numeric};
use super::link::Links;
use super::{Page, Shown, record};
use crate::value::{Format, Rows, Value};

/// A result of at most this many rows may wrap its texts; a longer one has a line for each row.
const FEW_ROWS: usize = 12;
/// A result of at most this many rows that would lose columns is shown as records instead.
const MOST_RECORDS: usize = 5;
/// Lines of a cell that wraps.
const MOST_LINES: usize = 3;
/// So many rows more than the page wants are shown rather than left out.
const FEW_MORE: usize = 10;

pub(super) fn write(
    rows: &Rows,
    addresses: &[Option<String>],
    page: Page,
    out: &mut dyn Write,
) -> io::Result<Shown> {
    let count = n_shown(rows.records.len(), page);
    let texts = texts(rows, count, page);
    let fitted = match page.width {
        None => Some(whole(rows)),
        Some(width) if page.is_always_table => {
            Some(fit(rows, &texts, width).unwrap_or_else(|| Fit::first(rows.columns.len(), width)))
        }
        Some(width) => fit(rows, &texts, width).filter(|fitted| {
            // A few rows are better read down the page than with columns missing.
            count > MOST_RECORDS || fitted.n_columns() == rows.columns.len()
        }),
    };
    let Some(fitted) = fitted else {
        let few = Rows {
            columns: rows.columns.clone(),
            records: rows.records[..count].to_vec(),
        };
        record::write(&few, addresses, page, out)?;
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
    let mut drawing = Drawing {
        rows,
        page,
        lines,
        cut_cells: 0,
        links: Links::of(rows, addresses, page),
    };
    let table = drawing.table(&texts, &fitted);
    let mut next_link = 0;
    for line in table.lines() {
        let line = drawing
            .links
            .linked(&together(line.trim_end()), &mut next_link);
        writeln!(out, "{line}")?;
    }
    Ok(Shown {
        rows: count,
        hidden_columns: rows.columns.len() - fitted.n_columns(),
        cut_cells: drawing.cut_cells,
    })
}

/// How many rows of a result a page shows: all, if there are but a few more than it wants.
fn n_shown(n_rows: usize, page: Page) -> usize {
    page.rows
        .filter(|wanted| n_rows > wanted + FEW_MORE)
        .unwrap_or(n_rows)
}

/// The width of the terminal that standard output is, if it is one.
pub fn terminal_width() -> Option<usize> {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.width().map(usize::from)
}

/// The texts of the first rows, with the decimals of a column in line.
fn texts(rows: &Rows, count: usize, page: Page) -> Vec<Vec<String>> {
    let text = |record: &Vec<Value>| {
        let pairs = record.iter().zip(&rows.columns);
        pairs
            .map(|(value, column)| page.text(value, column))
            .collect()
    };
    let mut texts: Vec<Vec<String>> = rows.records[..count].iter().map(text).collect();
    for column in (0..rows.columns.len()).filter(|column| is_numeric(rows, *column)) {
        let after = |text: &str| text.rfind('.').map_or(0, |at| text.len() - at);
        let widest = texts.iter().map(|record| after(&record[column])).max();
        for record in &mut texts {
            let missing = widest.unwrap_or(0) - after(&record[column]);
            record[column].push_str(&" ".repeat(missing));
        }
    }
    texts
}

/// Every column as wide as its widest text.
fn whole(rows: &Rows) -> Fit {
    let slot = |column| Slot::Column {
        column,
        width: usize::MAX,
    };
    Fit {
        slots: (0..rows.columns.len()).map(slot).collect(),
    }
}

/// A table in the making.
struct Drawing<'rows> {
    rows: &'rows Rows,
    page: Page,
    /// Lines that a cell may have.
    lines: usize,
    cut_cells: usize,
    links: Links,
}

impl Drawing<'_> {
    fn table(&mut self, texts: &[Vec<String>], fitted: &Fit) -> Table {
        let mut table = Table::new();
        if self.page.has_weights {
            table.enforce_styling();
        }
        table.load_style(self.page.style.lines(self.page.is_ascii));
        table.set_content_arrangement(ContentArrangement::Disabled);
        let head: Vec<Cell> = fitted.slots.iter().map(|slot| self.head(*slot)).collect();
        table.set_header(head);
        let mut wraps = false;
        let mut grid: Vec<Vec<Cell>> = Vec::new();
        for (row, (record, values)) in texts.iter().zip(&self.rows.records).enumerate() {
            let mut line = Vec::new();
            for slot in &fitted.slots {
                let (text, is_missing) = self.cell(*slot, row, (record, values));
                wraps |= text.contains('\n');
                let cell = Cell::new(apart(&text));
                line.push(if is_missing { self.dim(cell) } else { cell });
            }
            grid.push(line);
        }
        for (position, line) in grid.into_iter().enumerate() {
            // Between rows of several lines there is no rule: every other one is dim.
            let is_dim = wraps && position % 2 == 1;
            let cells = line.into_iter();
            table.add_row(cells.map(|cell| if is_dim { self.dim(cell) } else { cell }));
        }
        for (position, slot) in fitted.slots.iter().enumerate() {
            if let Slot::Column { column, .. } = slot
                && is_numeric(self.rows, *column)
                && let Some(shown) = table.column_mut(position)
            {
                shown.set_cell_alignment(CellAlignment::Right);
            }
        }
        table
    }

    fn head(&self, slot: Slot) -> Cell {
        let Slot::Column { column, width } = slot else {
            return Cell::new(self.page.ellipsis());
        };
        let name = clean(&self.rows.columns[column].name);
        let name = cut(&name, width, self.page.ellipsis()).unwrap_or(name);
        let cell = Cell::new(apart(&name));
        if self.page.has_weights {
            cell.add_attribute(Attribute::Bold)
        } else {
            cell
        }
    }

    fn dim(&self, cell: Cell) -> Cell {
        if self.page.has_weights {
            cell.add_attribute(Attribute::Dim)
        } else {
            cell
        }
    }

    /// The text of a cell, and whether its value is missing.
    fn cell(
        &mut self,
        slot: Slot,
        row: usize,
        (record, values): (&[String], &[Value]),
    ) -> (String, bool) {
        let Slot::Column { column, width } = slot else {
            return (self.page.ellipsis().to_owned(), true);
        };
        let is_passage = self.rows.columns[column].format == Format::Passage;
        let lines = if is_passage && self.page.width.is_some() {
            1
        } else {
            self.lines
        };
        let (text, is_cut) = fold(&record[column], width, lines, self.page.ellipsis());
        self.cut_cells += usize::from(is_cut);
        let is_missing = values[column] == Value::Null;
        (self.links.marked(column, row, text), is_missing)
    }
}

/// Breaks a text into at most `lines` lines of `width` cells; says whether something was cut.
fn fold(text: &str, width: usize, lines: usize, mark: &str) -> (String, bool) {
    if cells(text) <= width {
        return (text.to_owned(), false);
    }
    if lines == 1 {
        return cut(text, width, mark).map_or((text.to_owned(), false), |short| (short, true));
    }
    let mut folded: Vec<String> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if folded.len() + 1 == lines {
            let last = cut_at_word(rest, width, mark);
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

/// All lines of a text, each of at most `width` cells.
pub(super) fn broken(text: &str, width: usize) -> Vec<String> {
    let (folded, _) = fold(text, width, usize::MAX, "");
    folded.split('\n').map(str::to_owned).collect()
}

/// The first line of a text: as many words as fit in `width` cells, or a part of the first word.
pub(super) fn break_line(text: &str, width: usize) -> (&str, &str) {
    let (mut used, mut last_break) = (0, None);
    for (position, grapheme) in text.grapheme_indices(true) {
        used += cells(grapheme);
        if grapheme == " " {
            last_break = Some(position);
        } else if grapheme == "/" && used <= width {
            last_break = Some(position + 1);
        }
        if used > width {
            let first = text.graphemes(true).next().map_or(0, str::len);
            return text.split_at(last_break.unwrap_or(position).max(first));
        }
    }
    (text, "")
}

/// The text cut behind a word, with a mark after a space; within a word only if not even one fits; `None` if it fits.
fn cut_at_word(text: &str, width: usize, mark: &str) -> Option<String> {
    if cells(text) <= width {
        return None;
    }
    let (words, rest) = break_line(text, width.saturating_sub(cells(mark) + 1));
    let is_between_words = rest.starts_with(' ') || words.ends_with('/');
    let short = format!("{} {mark}", words.trim_end());
    if is_between_words && cells(&short) <= width {
        Some(short)
    } else {
        cut(text, width, mark)
    }
}

/// The text cut to `width` cells with a mark at its end; `None` if it fits.
fn cut(text: &str, width: usize, mark: &str) -> Option<String> {
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
    short.push_str(mark);
    Some(short)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_letter_of_an_arabic_word_takes_a_cell() {
        let column = crate::value::Column::new("title", crate::value::ColumnType::Plain);
        let rows = Rows {
            columns: vec![column],
            records: ["لا سلام في حلب", "Damascus quiet"]
                .map(|text| vec![Value::Text(text.to_owned())])
                .to_vec(),
        };
        let mut out = Vec::new();
        write(&rows, &[], Page::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("│ لا سلام في حلب │"), "{text}");
        let letters: Vec<usize> = text.lines().map(|line| line.chars().count()).collect();
        assert!(letters.iter().all(|n| *n == letters[0]), "{text}");
    }

    #[test]
    fn a_table_that_must_be_one_hides_columns_however_few_its_rows() {
        let columns = ["title", "source", "place"];
        let columns =
            columns.map(|name| crate::value::Column::new(name, crate::value::ColumnType::Plain));
        let text = || Value::Text("a rather long text of words".to_owned());
        let rows = Rows {
            columns: columns.to_vec(),
            records: vec![vec![text(), text(), text()]; 2],
        };
        for width in [6, 12, 20, 36, 60] {
            let page = Page {
                width: Some(width),
                is_always_table: true,
                ..Page::default()
            };
            let mut out = Vec::new();
            let shown = write(&rows, &[], page, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert!(text.starts_with('┌'), "{text}");
            assert!(
                text.lines().all(|line| cells(line) <= width.max(9)),
                "{text}"
            );
            assert_eq!(shown.hidden_columns > 0, width < 46, "{text}");
        }
    }

    #[test]
    fn a_passage_keeps_to_one_line_where_a_sentence_is_broken() {
        let column = |name: &str, format| crate::value::Column {
            format,
            ..crate::value::Column::new(name, crate::value::ColumnType::Plain)
        };
        let text = || Value::Text("the siege of the city was broken at dawn".to_owned());
        let rows = Rows {
            columns: vec![
                column("sentence", Format::Amount),
                column("body", Format::Passage),
            ],
            records: vec![vec![text(), text()]],
        };
        let page = Page {
            width: Some(50),
            ..Page::default()
        };
        let mut out = Vec::new();
        let shown = write(&rows, &[], page, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let cells: Vec<Vec<&str>> = text.lines().map(|line| line.split('│').collect()).collect();
        let column = |at: usize| {
            let cells = cells.iter().skip(3).filter_map(|line| line.get(at));
            cells.map(|cell| cell.trim()).collect::<Vec<_>>()
        };
        assert_eq!(
            column(1),
            ["the siege of the city", "was broken at dawn"],
            "{text}"
        );
        assert_eq!(column(2), ["the siege of the city…", ""], "{text}");
        assert_eq!(shown.cut_cells, 1);
    }

    #[test]
    fn words_break_at_spaces_and_the_rest_is_marked() {
        let (text, is_cut) = fold("the siege of the city was broken", 10, 2, "…");
        assert_eq!((text.as_str(), is_cut), ("the siege\nof the …", true));
        let (text, _) = fold("bombs fell on Nebuchadnezzar", 10, 2, "…");
        assert_eq!(text, "bombs fell\non …");
        let (text, _) = fold("on Nebuchadnezzar", 10, 2, "…");
        assert_eq!(text, "on\nNebuchadn…");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_column(text in ".{0,200}", width in 2usize..40, lines in 1usize..5) {
            let text = clean(&text);
            let (folded, is_cut) = fold(&text, width, lines, "…");
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
