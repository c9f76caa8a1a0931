//! Rows → a spreadsheet (Office Open XML). Texts are written as texts, so that none is run as a formula;
//! a date is a date where it is known to the day, else its text.
//!
//! Each sheet is written to a temporary file as its rows come, so memory does not grow with them.

use std::io::{self, Seek, SeekFrom, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::cell::write_plain;
use crate::model::date::{PartialDate, civil};
use crate::value::ValueRef;

/// Rows of a sheet, its head included.
const MOST_ROWS: u32 = 1_048_576;
/// Links of a sheet.
const MOST_LINKS: usize = 65_530;
/// UTF-16 units of a cell.
const MOST_UNITS: usize = 32_767;
/// Characters of an address that can be a link.
const MOST_ADDRESS: usize = 2_000;
/// Columns are no wider than so many characters.
const WIDEST: usize = 60;
/// Whole numbers beyond lose digits in a spreadsheet.
const MOST_EXACT: u64 = 1 << 53;

/// What became of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Sheets that were needed.
    pub n_sheets: usize,
    /// Texts longer than a cell holds, of which the end is missing.
    pub n_cut: usize,
    /// Addresses beyond those that a sheet can link to, written as texts.
    pub n_unlinked: usize,
}

/// A spreadsheet as it is written.
pub struct Spreadsheet {
    book: Workbook,
    /// What the open sheet and those that go on from it are called.
    name: String,
    /// How many sheets are called so.
    n_so_called: usize,
    columns: Vec<String>,
    /// For each sheet the width of its columns.
    widths: Vec<Vec<usize>>,
    day: Format,
    /// The row of the open sheet that is written next; its end where no sheet is open.
    next: u32,
    n_links: usize,
    written: Written,
}

impl Spreadsheet {
    /// An empty spreadsheet with these names of columns.
    pub fn new(columns: Vec<String>) -> Self {
        Self {
            book: Workbook::new(),
            name: "rows".to_owned(),
            n_so_called: 0,
            columns,
            widths: Vec::new(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            next: MOST_ROWS,
            n_links: 0,
            written: Written::default(),
        }
    }

    /// Goes on with other rows in a sheet of their own, with these names of columns.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn begin(&mut self, name: &str, columns: Vec<String>) -> io::Result<()> {
        (self.name, self.columns) = (name.to_owned(), columns);
        self.n_so_called = 0;
        self.open()
    }

    /// Adds a row of as many values as there are columns.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn row(&mut self, values: &[ValueRef<'_>]) -> io::Result<()> {
        if self.next >= MOST_ROWS {
            self.open()?;
        }
        for (column, value) in (0_u16..).zip(values) {
            let width = text_of(value).chars().count().min(WIDEST);
            let widths = self.widths.last_mut();
            if let Some(widest) = widths.and_then(|all| all.get_mut(usize::from(column))) {
                *widest = width.max(*widest);
            }
            self.cell(column, value).map_err(failed)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Writes it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(mut self, out: &mut dyn Write) -> io::Result<Written> {
        if self.written.n_sheets == 0 {
            self.open()?;
        }
        // The same rows give the same bytes: the day of the writing is not told.
        let day = ExcelDateTime::from_ymd(1980, 1, 1).map_err(failed)?;
        let properties = DocProperties::new().set_creation_datetime(&day);
        self.book.set_properties(&properties);
        for (sheet, widths) in self.book.worksheets_mut().iter_mut().zip(&self.widths) {
            for (column, width) in (0_u16..).zip(widths) {
                let width = u16::try_from(width + 2).unwrap_or(u16::MAX);
                sheet.set_column_width(column, width).map_err(failed)?;
            }
        }
        let mut whole = tempfile::tempfile()?;
        self.book.save_to_writer(&whole).map_err(failed)?;
        whole.seek(SeekFrom::Start(0))?;
        io::copy(&mut whole, out)?;
        Ok(self.written)
    }

    /// Opens the next sheet, with the names of the columns.
    fn open(&mut self) -> io::Result<()> {
        self.written.n_sheets += 1;
        self.n_so_called += 1;
        self.n_links = 0;
        self.next = 1;
        let width = |name: &String| name.chars().count();
        self.widths.push(self.columns.iter().map(width).collect());
        let name = match self.n_so_called {
            1 => self.name.clone(),
            number => format!("{} {number}", self.name),
        };
        let bold = Format::new().set_bold();
        let start = || -> Result<(), XlsxError> {
            let sheet = self.book.add_worksheet_with_constant_memory()?;
            sheet.set_name(name)?.set_freeze_panes(1, 0)?;
            for (column, name) in (0_u16..).zip(&self.columns) {
                sheet.write_string_with_format(0, column, name, &bold)?;
            }
            Ok(())
        };
        start().map_err(failed)
    }

    fn cell(&mut self, column: u16, value: &ValueRef<'_>) -> Result<(), XlsxError> {
        let row = self.next;
        let sheet = self.book.worksheet_from_index(self.written.n_sheets - 1)?;
        match value {
            ValueRef::Null => {}
            ValueRef::Bool(truth) => {
                sheet.write_boolean(row, column, *truth)?;
            }
            #[expect(clippy::cast_precision_loss, reason = "it is small enough")]
            ValueRef::Integer(whole) if whole.unsigned_abs() <= MOST_EXACT => {
                sheet.write_number(row, column, *whole as f64)?;
            }
            ValueRef::Number(number) if number.is_finite() => {
                sheet.write_number(row, column, *number)?;
            }
            ValueRef::Date(date) => match known_day(*date) {
                Some(day) => {
                    sheet.write_datetime_with_format(row, column, &day, &self.day)?;
                }
                None => {
                    sheet.write_string(row, column, date.to_string())?;
                }
            },
            other => {
                let text = text_of(other);
                let is_link = is_address(&text);
                if is_link && self.n_links < MOST_LINKS && link(sheet, row, column, &text) {
                    self.n_links += 1;
                    return Ok(());
                }
                self.written.n_unlinked += usize::from(is_link);
                let (text, is_cut) = cut(&text);
                self.written.n_cut += usize::from(is_cut);
                sheet.write_string(row, column, text)?;
            }
        }
        Ok(())
    }
}

fn text_of(value: &ValueRef<'_>) -> String {
    let mut text = String::new();
    write_plain(value, &mut text);
    text
}

/// Whether a text is an address that can be a link.
fn is_address(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web
        && text.chars().count() <= MOST_ADDRESS
        && !text
            .chars()
            .any(|one| one.is_whitespace() || one.is_control())
}

fn link(sheet: &mut Worksheet, row: u32, column: u16, address: &str) -> bool {
    sheet.write_url(row, column, address).is_ok()
}

/// The day of a date that is known to the day, and that a spreadsheet counts.
fn known_day(date: PartialDate) -> Option<ExcelDateTime> {
    let day = civil(date.first);
    let year = u16::try_from(day.year()).ok()?;
    let (month, day) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    // It takes 1900 for a leap year.
    let is_counted = date.first == date.last && year > 1900;
    is_counted.then(|| ExcelDateTime::from_ymd(year, month, day).ok())?
}

/// As much of a text as a cell holds, and whether the end is missing.
fn cut(text: &str) -> (&str, bool) {
    let mut n_units = 0;
    for (position, character) in text.char_indices() {
        n_units += character.len_utf16();
        if n_units > MOST_UNITS {
            return (&text[..position], true);
        }
    }
    (text, false)
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_so_many_units_and_no_half_character() {
        let long = "😀".repeat(20_000);
        let (kept, is_cut) = cut(&long);
        assert_eq!((kept.chars().count(), is_cut), (16_383, true));
        assert_eq!(cut("short"), ("short", false));
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let row = [ValueRef::Text("=1+1".into()), ValueRef::Integer(3)];
        let written = || {
            let mut out = Vec::new();
            let columns = ["a", "b"].map(str::to_owned).to_vec();
            let mut sheet = Spreadsheet::new(columns);
            sheet.row(&row).unwrap();
            assert_eq!(sheet.finish(&mut out).unwrap().n_sheets, 1);
            out
        };
        assert_eq!(written(), written());
    }
}
