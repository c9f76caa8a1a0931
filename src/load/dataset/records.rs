//! Bytes of a table → rows, one at a time, in bounded memory.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use super::layout::{Layout, key};
use super::row::Row;
use super::split::{Split, split};
use crate::load::encoding;
use crate::load::error::{LoadError, LoadFault, Place};
use crate::load::lines::skip_line;
use crate::load::unpack::{Source, read_fault};

/// The longest row; rows of the graph reach some hundred thousand bytes.
const LONGEST_ROW: u64 = 8 << 20;
/// The most lines that a row with line breaks in its cells may take.
const MOST_LINES: usize = 200;

/// The rows of a table.
pub(super) struct RowReader<'layout> {
    layout: &'layout Layout,
    lines: LineReader,
}

/// Where the reading of a table stands, between two calls.
pub(super) struct LineReader {
    source: Source,
    place: Place,
    is_unpacked: bool,
    n_lines: usize,
    n_bytes: u64,
    pub(super) n_rows: usize,
    /// Lines that are read again, with their numbers.
    again: VecDeque<(usize, String)>,
}

enum Line {
    Text(usize, String),
    TooLong(usize),
}

impl LineReader {
    pub(super) fn new(source: Source, place: &Place, is_unpacked: bool) -> Self {
        Self {
            source,
            place: place.clone(),
            is_unpacked,
            n_lines: 0,
            n_bytes: 0,
            n_rows: 0,
            again: VecDeque::new(),
        }
    }

    fn next(&mut self) -> Option<Result<Line, LoadError>> {
        if let Some((number, text)) = self.again.pop_front() {
            return Some(Ok(Line::Text(number, text)));
        }
        let mut bytes = Vec::new();
        let mut limited = self.source.by_ref().take(LONGEST_ROW);
        let length = match limited.read_until(b'\n', &mut bytes) {
            Ok(0) => return None,
            Ok(length) => length as u64,
            Err(reason) => return Some(Err(self.broken(reason))),
        };
        self.n_lines += 1;
        self.n_bytes += length;
        if length == LONGEST_ROW && !bytes.ends_with(b"\n") {
            return Some(match skip_line(&mut self.source) {
                Ok(()) => Ok(Line::TooLong(self.n_lines)),
                Err(reason) => Err(self.broken(reason)),
            });
        }
        let end = bytes
            .iter()
            .rposition(|byte| !matches!(byte, b'\n' | b'\r'))
            .map_or(0, |last| last + 1);
        let text = encoding::decode(&bytes[..end]).replace('\0', " ");
        Some(Ok(Line::Text(self.n_lines, text)))
    }

    /// The error for a table that breaks off. Nothing is read from it afterwards.
    fn broken(&mut self, reason: io::Error) -> LoadError {
        self.source = Box::new(io::empty());
        let fault = read_fault(reason, self.is_unpacked, self.n_bytes, self.n_rows);
        self.place.error(fault)
    }
}

impl<'layout> RowReader<'layout> {
    pub(super) fn new(layout: &'layout Layout, lines: LineReader) -> Self {
        Self { layout, lines }
    }

    /// Gives back where the reading stands.
    pub(super) fn pause(self) -> LineReader {
        self.lines
    }

    /// The next row, or what is wrong with it; the rows after it follow.
    pub(super) fn next(&mut self) -> Option<Result<Row, LoadError>> {
        loop {
            let (line, text) = match self.lines.next()? {
                Ok(Line::Text(line, text)) => (line, text),
                Ok(Line::TooLong(line)) => {
                    let place = self.lines.place.at_line(line);
                    return Some(Err(place.error(LoadFault::TooLong {
                        what: "the row",
                        limit: LONGEST_ROW,
                    })));
                }
                Err(error) => return Some(Err(error)),
            };
            if text.trim().is_empty() {
                continue;
            }
            let row = self.read(line, text);
            if matches!(&row, Ok(row) if self.is_header(row) || self.are_tags(row)) {
                continue;
            }
            self.lines.n_rows += usize::from(row.is_ok());
            return Some(row);
        }
    }

    fn read(&mut self, line: usize, first: String) -> Result<Row, LoadError> {
        let mut found = self.split(&first);
        if self.layout.lacks_address(&found.cells) {
            found.cells.push(String::new());
            found.n_cells += 1;
        }
        let expected = self.layout.columns.len();
        let fault = |found: &Split| {
            let fault = if found.is_open {
                LoadFault::OpenQuote
            } else {
                LoadFault::WrongColumns {
                    found: found.n_cells,
                    expected,
                }
            };
            self.lines.place.at_line(line).error(fault)
        };
        if !found.is_open {
            return if found.n_cells == expected {
                Ok(Row {
                    line,
                    cells: found.cells,
                })
            } else {
                Err(fault(&found))
            };
        }
        let wrong = fault(&found);
        self.join(line, first).ok_or(wrong)
    }

    /// The row that goes on in the lines behind the first; none, with those lines still to be read, where they
    /// are no row together.
    fn join(&mut self, line: usize, first: String) -> Option<Row> {
        let mut joined = first;
        let mut taken = VecDeque::new();
        while taken.len() < MOST_LINES && (joined.len() as u64) < LONGEST_ROW {
            let Some(Ok(Line::Text(number, text))) = self.lines.next() else {
                break;
            };
            joined.push('\n');
            joined.push_str(&text);
            let may_close = text.matches('"').count() % 2 == 1;
            taken.push_back((number, text));
            if !may_close {
                continue;
            }
            let found = self.split(&joined);
            if !found.is_open && found.n_cells == self.layout.columns.len() {
                return Some(Row {
                    line,
                    cells: found.cells,
                });
            }
            if !found.is_open {
                break;
            }
        }
        taken.append(&mut self.lines.again);
        self.lines.again = taken;
        None
    }

    fn split(&self, text: &str) -> Split {
        let layout = self.layout;
        split(text, layout.separator, layout.quoting, layout.columns.len())
    }

    /// Whether a row, the first one, holds the tags of its columns (HXL): `#date+start`.
    fn are_tags(&self, row: &Row) -> bool {
        let is_tag = |cell: &String| cell.trim().is_empty() || cell.trim().starts_with('#');
        let is_first = self.layout.has_header && self.lines.n_rows == 0;
        is_first && row.cells.len() > 1 && row.cells.iter().all(is_tag)
    }

    /// Whether a row repeats the names of the columns, as the first line or where files were joined.
    fn is_header(&self, row: &Row) -> bool {
        let names = &self.layout.columns;
        let is_first = row.line == 1 && self.layout.has_header;
        is_first
            || self.layout.has_header
                && row
                    .cells
                    .iter()
                    .zip(names)
                    .all(|(cell, name)| key(cell) == key(name))
    }
}
