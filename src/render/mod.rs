//! Rows and errors → text. Knows no database and no terminal: the caller says how wide the page is.

pub mod cell;
mod delimited;
pub mod diagnostic;
mod fit;
pub mod footer;
mod json;
mod markdown;
mod record;
mod table;

use std::io::{self, Write};

use crate::value::Rows;
pub use table::terminal_width;

/// The forms in which rows can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutputFormat {
    /// Lines and boxes for people.
    Table,
    /// One field a line, for rows too wide for a table.
    Record,
    /// Comma-separated values after RFC 4180, with a header.
    Csv,
    /// Tab-separated values with a header.
    Tsv,
    /// One JSON array of objects.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// A Markdown table.
    Markdown,
}

impl OutputFormat {
    /// Every format, in the order in which help lists them.
    pub const ALL: [Self; 7] = [
        Self::Table,
        Self::Record,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::JsonLines,
        Self::Markdown,
    ];

    /// The word by which people ask for the format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Record => "record",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Markdown => "markdown",
        }
    }

    /// The format called so.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
}

/// The page that tables are fitted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Page {
    /// Width in terminal cells; nothing is cut where it is not known.
    pub width: Option<usize>,
    /// Rows that a table shows at most; the rest is counted in [`Shown`].
    pub rows: Option<usize>,
}

/// What of a result was shown, for the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// Rows written.
    pub rows: usize,
    /// Columns left out because the page was too narrow.
    pub hidden_columns: usize,
    /// Cells that were cut and marked with `…`.
    pub cut_cells: usize,
}

/// Writes rows in the given format.
///
/// # Errors
/// Any error of the writer; a closed pipe is one.
pub fn render(
    rows: &Rows,
    format: OutputFormat,
    page: Page,
    out: &mut dyn Write,
) -> io::Result<Shown> {
    let all = Shown {
        rows: rows.records.len(),
        ..Shown::default()
    };
    match format {
        OutputFormat::Table => return table::write(rows, page, out),
        OutputFormat::Record => record::write(rows, out)?,
        OutputFormat::Csv => delimited::write(rows, b',', out)?,
        OutputFormat::Tsv => delimited::write(rows, b'\t', out)?,
        OutputFormat::Json => json::write_array(rows, out)?,
        OutputFormat::JsonLines => json::write_lines(rows, out)?,
        OutputFormat::Markdown => markdown::write(rows, out)?,
    }
    Ok(all)
}
