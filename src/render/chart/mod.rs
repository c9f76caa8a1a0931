//! Rows and how to draw them → text for a person: one kind of chart a file, each a function of rows
//! and a page. Every number drawn is written beside it as it is.

mod bar;
mod graph;
mod heat;
mod hist;
mod line;
mod paper;
pub mod read;
mod timeline;

use super::cell::{cells, thousands};
use super::{Page, Shown};
use crate::model::date::PartialDate;
use crate::value::{Chart, ChartKind, ChartLabel, Column, ColumnType, Rows, Value};
use paper::Paper;

/// The width of a chart where the page tells none.
const WIDTH: usize = 100;
/// As many rows as are all drawn on a screen where each has a line of its own.
const ALL_DRAWN: usize = 50;
/// How many of more rows than that are drawn.
const FIRST_DRAWN: usize = 40;
/// No chart is narrower.
const NARROWEST: usize = 30;

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Lines of text, each with its end.
    pub text: String,
    /// What of the rows it shows.
    pub shown: Shown,
}

/// Draws rows on a page.
pub fn draw(rows: &Rows, chart: &Chart, page: Page) -> Drawing {
    let paper = Paper {
        width: page.width.unwrap_or(WIDTH).max(NARROWEST),
        is_ascii: page.is_ascii,
    };
    let mut sheet = Sheet::default();
    let first = first_drawn(rows, chart, page);
    let drawn = first.as_ref().map_or(rows, |(first, _)| first);
    if rows.records.is_empty() {
        sheet.line("nothing to draw");
    } else {
        let rows = drawn;
        match chart.kind {
            ChartKind::Bar => bar::draw(rows, chart, paper, &mut sheet),
            ChartKind::Line => line::draw(rows, chart, paper, &mut sheet),
            ChartKind::Hist => hist::draw(rows, chart, paper, &mut sheet),
            ChartKind::Timeline => timeline::draw(rows, chart, paper, &mut sheet),
            ChartKind::Heat => heat::draw(rows, chart, paper, &mut sheet),
            ChartKind::Graph => graph::draw(rows, chart, paper, &mut sheet),
        }
    }
    if let Some((_, n_more)) = &first {
        let n_more = thousands(&n_more.to_string());
        let mark = paper.sign("…", "...");
        sheet.line(&format!(
            "{mark} {n_more} more rows: `| top {FIRST_DRAWN} by …` chooses, a file holds all"
        ));
    }
    Drawing {
        text: sheet.text,
        shown: Shown {
            rows: drawn.records.len(),
            hidden_columns: sheet.hidden_columns,
            cut_cells: sheet.cut_cells,
        },
    }
}

/// The rows that are drawn of more than a screen is for, where each has a line of its own, or each name of a grid, and
/// how many lines they leave; `None` for all.
fn first_drawn(rows: &Rows, chart: &Chart, page: Page) -> Option<(Rows, usize)> {
    if !page.is_screen {
        return None;
    }
    match chart.kind {
        ChartKind::Heat => heat::first(rows, chart, (ALL_DRAWN, FIRST_DRAWN)),
        ChartKind::Line | ChartKind::Hist => None,
        ChartKind::Bar | ChartKind::Timeline | ChartKind::Graph => {
            let n_more = rows.records.len().checked_sub(FIRST_DRAWN)?;
            let first = || Rows {
                columns: rows.columns.clone(),
                records: rows.records[..FIRST_DRAWN].to_vec(),
            };
            (rows.records.len() > ALL_DRAWN).then(|| (first(), n_more))
        }
    }
}

/// How many there were in each unit of time, ascending: a line of signs in so many cells, what the units are called,
/// and the extremes.
pub fn strip(name: &str, counts: &[(PartialDate, u64)], width: usize, is_ascii: bool) -> String {
    let columns = [("unit", ColumnType::Date), (name, ColumnType::Plain)];
    let record = |(unit, count): &(PartialDate, u64)| {
        let count = i64::try_from(*count).unwrap_or(i64::MAX);
        vec![Value::Date(*unit), Value::Integer(count)]
    };
    let rows = Rows {
        columns: columns.map(|(name, kind)| Column::new(name, kind)).into(),
        records: counts.iter().map(record).collect(),
    };
    let chart = Chart {
        kind: ChartKind::Line,
        labels: vec![ChartLabel {
            column: 0,
            missing: "",
        }],
        values: vec![1],
    };
    let paper = Paper {
        width: width.max(NARROWEST),
        is_ascii,
    };
    let mut sheet = Sheet::default();
    line::strip(&rows, &chart, paper, &mut sheet);
    sheet.text
}

/// A chart in the making.
#[derive(Debug, Default)]
struct Sheet {
    text: String,
    cut_cells: usize,
    hidden_columns: usize,
}

impl Sheet {
    /// Adds a line, without spaces at its end.
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Adds parts with a separator between them, on as many lines as they need.
    fn parts(&mut self, paper: Paper, parts: &[String], separator: &str) {
        let mut line = String::new();
        for part in parts {
            let longer = if line.is_empty() {
                part.clone()
            } else {
                format!("{line}{separator}{part}")
            };
            if !line.is_empty() && cells(&longer) > paper.width {
                self.line(&line);
                line.clone_from(part);
            } else {
                line = longer;
            }
        }
        self.line(&line);
    }

    /// A text in at most so many cells; counts what is cut.
    fn fitted(&mut self, paper: Paper, text: &str, width: usize) -> String {
        let (text, is_cut) = paper.fitted(text, width);
        self.cut_cells += usize::from(is_cut);
        text
    }
}
