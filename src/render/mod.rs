//! Rows and errors → text. Knows no database and no terminal: the caller says how wide the page is.

pub mod cell;
pub mod chart;
pub mod columnar;
pub mod diagnostic;
mod fit;
pub mod footer;
pub mod html;
pub mod json;
mod letters;
mod link;
mod markdown;
pub mod marked;
mod record;
mod rows;
mod stream;
mod style;
mod table;
mod xlsx;

use std::io::{self, Write};

use crate::value::{Chart, Rows, borrowed};
pub use letters::Letters;
pub use link::hyperlink;
pub use rows::RowWriter;
pub use stream::RowStream;
pub use style::{NullSign, TableStyle};
pub use table::terminal_width;
pub use xlsx::{Spreadsheet, Written};

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
    /// An HTML table, or a page with it.
    Html,
    /// The values alone, one a line.
    List,
    /// A spreadsheet, which is a file and nothing for a terminal or a pipe.
    Xlsx,
    /// Columns with types for other programs, a file too; only where [`columnar::IS_BUILT_IN`].
    Parquet,
}

impl OutputFormat {
    /// Every format that is text, in the order in which help lists them.
    pub const ALL: [Self; 9] = [
        Self::Table,
        Self::Record,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::JsonLines,
        Self::Markdown,
        Self::Html,
        Self::List,
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
            Self::Html => "html",
            Self::List => "list",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
        }
    }

    /// Whether it is text, which a terminal and a pipe can show.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx | Self::Parquet)
    }

    /// Whether the values stand in it unchanged, for other programs to read.
    fn holds_true_text(self) -> bool {
        matches!(
            self,
            Self::Csv | Self::Tsv | Self::Json | Self::JsonLines | Self::List
        )
    }

    /// The format of a file whose name ends so, in lower case and without the dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension {
            "md" => Some(Self::Markdown),
            "htm" => Some(Self::Html),
            "ndjson" => Some(Self::JsonLines),
            "txt" => Some(Self::Table),
            "xlsx" => Some(Self::Xlsx),
            "parquet" => columnar::IS_BUILT_IN.then_some(Self::Parquet),
            word => Self::from_word(word).filter(|format| *format != Self::List),
        }
    }

    /// The format called so.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
}

/// The page that tables are fitted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what a page can show and what not"
)]
pub struct Page {
    /// Width in terminal cells; nothing is cut where it is not known.
    pub width: Option<usize>,
    /// Rows that a table shows, unless there are but a few more; the rest is counted in [`Shown`].
    pub rows: Option<usize>,
    /// The lines of tables.
    pub style: TableStyle,
    /// Whether it knows links (OSC 8).
    pub has_links: bool,
    /// Whether the digits of large numbers stand without a sign between thousands.
    pub has_plain_numbers: bool,
    /// Whether it shows weights of type: bold heads, dim signs for what is missing.
    pub has_weights: bool,
    /// Whether it shows nothing but ASCII; charts then do without other signs.
    pub is_ascii: bool,
    /// Whether rows stand in a table however narrow it is, and never one field a line.
    pub is_always_table: bool,
    /// What stands for a value that is missing; the usual sign if nothing is set.
    pub null: Option<NullSign>,
    /// Whether it is a terminal, which obeys control characters: no form lets any through to it.
    pub is_screen: bool,
}

/// No text is broken into lines narrower than this.
const NARROWEST: usize = 20;

/// A text in lines that a page of this width has room for, broken at words; what goes on begins `indent` cells from the
/// left. As it is where no width is known, or less than twenty cells beside the indent.
///
/// ```
/// use dateline::render::in_lines;
/// assert_eq!(in_lines("nothing of it was loaded", Some(22), 2), "nothing of it was\n  loaded");
/// assert_eq!(in_lines("nothing of it was loaded", None, 2), "nothing of it was loaded");
/// ```
pub fn in_lines(text: &str, width: Option<usize>, indent: usize) -> String {
    let Some(width) = width.filter(|width| *width >= NARROWEST + indent) else {
        return text.to_owned();
    };
    let gap = format!("\n{}", " ".repeat(indent));
    let lines = text.lines().map(|line| {
        let (first, rest) = table::break_line(line, width);
        let mut lines = vec![first.trim_end().to_owned()];
        if !rest.trim().is_empty() {
            lines.extend(table::broken(rest.trim_start(), width - indent));
        }
        lines.join(&gap)
    });
    lines.collect::<Vec<_>>().join("\n")
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

/// Writes rows as [`render`] does, but draws a table of them as a chart where one is asked for.
///
/// # Errors
/// As [`render`].
pub fn render_answer(
    rows: &Rows,
    chart: Option<&Chart>,
    (format, page): (OutputFormat, Page),
    out: &mut dyn Write,
) -> io::Result<Shown> {
    match chart {
        Some(chart) if format == OutputFormat::Table => {
            let drawing = chart::draw(rows, chart, page);
            out.write_all(drawing.text.as_bytes())?;
            Ok(drawing.shown)
        }
        _ => render(rows, format, page, out),
    }
}

/// Writes rows as [`render`] does, but a title, outlet or text in a table or record leads to the address of its row, where
/// the page knows links.
///
/// # Errors
/// As [`render`].
pub fn render_linked(
    rows: &Rows,
    addresses: &[Option<String>],
    (format, page): (OutputFormat, Page),
    out: &mut dyn Write,
) -> io::Result<Shown> {
    match format {
        OutputFormat::Table => table::write(rows, addresses, page, out),
        OutputFormat::Record => {
            record::write(rows, addresses, page, out)?;
            Ok(Shown {
                rows: rows.records.len(),
                ..Shown::default()
            })
        }
        _ => render(rows, format, page, out),
    }
}

/// Writes rows as a page of HTML that stands alone.
///
/// # Errors
/// As [`render`].
pub fn render_page(rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
    html::write(rows, true, out)
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
    if page.is_screen && format.holds_true_text() {
        let page = Page {
            is_screen: false,
            ..page
        };
        let mut text = Vec::new();
        let shown = render(rows, format, page, &mut text)?;
        out.write_all(cell::disarm(&String::from_utf8_lossy(&text)).as_bytes())?;
        return Ok(shown);
    }
    match format {
        OutputFormat::Table => return table::write(rows, &[], page, out),
        OutputFormat::Record => record::write(rows, &[], page, out)?,
        OutputFormat::Markdown => markdown::write(rows, out)?,
        OutputFormat::Html => html::write(rows, false, out)?,
        OutputFormat::Csv
        | OutputFormat::Tsv
        | OutputFormat::Json
        | OutputFormat::JsonLines
        | OutputFormat::List
        | OutputFormat::Xlsx
        | OutputFormat::Parquet => {
            if let Some(mut stream) = RowStream::new(format, &rows.columns, false, out)? {
                for record in &rows.records {
                    stream.row(&borrowed(record))?;
                }
                stream.finish()?;
            }
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Column, ColumnType, Value};

    const HOSTILE: &str = "a\u{1b}[31mb\u{9b}2J\u{202e}c";

    fn written(format: OutputFormat, is_screen: bool) -> String {
        let column = Column::new("title".to_owned(), ColumnType::Plain);
        let rows = Rows {
            columns: vec![column],
            records: vec![vec![Value::Text(HOSTILE.to_owned())]],
        };
        let page = Page {
            is_screen,
            ..Page::default()
        };
        let mut out = Vec::new();
        render(&rows, format, page, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_form_lets_control_characters_through_to_a_terminal() {
        for format in OutputFormat::ALL {
            let text = written(format, true);
            let armed = text
                .chars()
                .filter(|left| *left != '\n')
                .any(|left| left.is_control() || left == '\u{202e}');
            assert!(!armed, "{format:?}: {text:?}");
        }
    }

    #[test]
    fn a_few_rows_that_would_lose_columns_are_shown_as_records() {
        let names = ["source", "author", "title"];
        let columns = names.map(|name| Column::new(name.to_owned(), ColumnType::Plain));
        let record = names.map(|name| Value::Text(name.repeat(5))).to_vec();
        let shown = |n: usize| {
            let rows = Rows {
                columns: columns.to_vec(),
                records: vec![record.clone(); n],
            };
            let page = Page {
                width: Some(36),
                ..Page::default()
            };
            let mut out = Vec::new();
            render(&rows, OutputFormat::Table, page, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert!(shown(5).contains("author  authorauthor"));
        // Of many rows the title is kept before the author.
        assert!(shown(6).contains("title") && !shown(6).contains("author"));
    }

    #[test]
    fn machine_forms_keep_the_true_text_in_a_pipe() {
        for format in [OutputFormat::Csv, OutputFormat::Tsv] {
            assert_eq!(written(format, false), format!("title\n{HOSTILE}\n"));
        }
        let line = written(OutputFormat::JsonLines, false);
        assert_eq!(line, "{\"title\":\"a\\u001b[31mb\\u009b2J\\u202ec\"}\n");
        let json: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(json["title"], HOSTILE);
    }
}
