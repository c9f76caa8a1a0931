//! Rows one by one, for tables that no memory holds: CSV and workbooks for spreadsheets, JSON Lines.

use std::io::{self, Write};

use serde_json::{Map, Value as Json};

use super::cell::plain;
use super::columnar::ParquetFile;
use super::json::{escaped, json};
use super::stream::begins_formula;
use super::stream::written_to;
use super::xlsx::{Spreadsheet, Written};
use crate::value::{Value, borrowed};

/// Writes rows as they come.
pub enum RowWriter<'out> {
    /// RFC 4180: commas, quotes, CR LF.
    Csv {
        /// Where to.
        writer: Box<csv::Writer<&'out mut dyn Write>>,
        /// Whether texts stay as they are that a spreadsheet takes for formulas.
        is_verbatim: bool,
    },
    /// One object a line, without what is missing.
    JsonLines {
        /// Where to.
        out: &'out mut dyn Write,
        /// Names of the columns.
        names: Vec<String>,
    },
    /// A workbook.
    Xlsx {
        /// The workbook.
        sheet: Box<Spreadsheet>,
        /// Where to.
        out: &'out mut dyn Write,
    },
    /// A Parquet file.
    Parquet {
        /// The file.
        file: Box<ParquetFile>,
        /// Where to.
        out: &'out mut dyn Write,
    },
}

impl<'out> RowWriter<'out> {
    /// CSV, with the names of the columns as its first line.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn csv(
        out: &'out mut dyn Write,
        columns: &[String],
        is_verbatim: bool,
    ) -> io::Result<Self> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        writer.write_record(columns).map_err(written_to)?;
        Ok(Self::Csv {
            writer: Box::new(writer),
            is_verbatim,
        })
    }

    /// JSON Lines of objects with these keys.
    pub fn json_lines(out: &'out mut dyn Write, names: Vec<String>) -> Self {
        Self::JsonLines { out, names }
    }

    /// A workbook with the names of the columns in its first row.
    pub fn xlsx(out: &'out mut dyn Write, columns: Vec<String>) -> Self {
        let sheet = Box::new(Spreadsheet::new(columns));
        Self::Xlsx { sheet, out }
    }

    /// A Parquet file with these names of columns.
    ///
    /// # Errors
    /// The program was built without it, or no temporary file can be made.
    pub fn parquet(out: &'out mut dyn Write, columns: Vec<String>) -> io::Result<Self> {
        let file = Box::new(ParquetFile::new(columns)?);
        Ok(Self::Parquet { file, out })
    }

    /// Writes a row of as many values as there are columns.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn row(&mut self, values: &[Value]) -> io::Result<()> {
        match self {
            Self::Csv {
                writer,
                is_verbatim,
            } => {
                for value in values {
                    writer
                        .write_field(cell(value, *is_verbatim))
                        .map_err(written_to)?;
                }
                writer.write_record(None::<&[u8]>).map_err(written_to)
            }
            Self::JsonLines { out, names } => {
                let pairs = names.iter().zip(values);
                let known = pairs.filter(|(_, value)| **value != Value::Null);
                let object: Map<String, Json> = known
                    .map(|(name, value)| (name.clone(), json(&value.into())))
                    .collect();
                writeln!(out, "{}", escaped(&Json::Object(object)))
            }
            Self::Xlsx { sheet, .. } => sheet.row(&borrowed(values)),
            Self::Parquet { file, .. } => file.row(&borrowed(values)),
        }
    }

    /// Writes what is still held back; what became of it all.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(self) -> io::Result<Written> {
        match self {
            Self::Csv { mut writer, .. } => writer.flush()?,
            Self::JsonLines { out, .. } => out.flush()?,
            Self::Xlsx { sheet, out } => return sheet.finish(out),
            Self::Parquet { file, out } => file.finish(out)?,
        }
        Ok(Written::default())
    }
}

/// The text of a value; one that a spreadsheet would run as a formula begins with an apostrophe.
fn cell(value: &Value, is_verbatim: bool) -> String {
    let text = plain(value);
    let is_formula = matches!(value, Value::Text(_)) && begins_formula(&text);
    if is_formula && !is_verbatim {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_gets_no_formula_and_every_number() {
        let row = [
            Value::Text("=1+1".to_owned()),
            Value::Text("a,\"b\"\nc".to_owned()),
            Value::Number(-33.5),
            Value::Null,
            Value::Text("@here".to_owned()),
        ];
        for (is_verbatim, expected) in [
            (
                false,
                "a,b,c,d,e\r\n'=1+1,\"a,\"\"b\"\"\nc\",-33.5,,'@here\r\n",
            ),
            (
                true,
                "a,b,c,d,e\r\n=1+1,\"a,\"\"b\"\"\nc\",-33.5,,@here\r\n",
            ),
        ] {
            let mut written = Vec::new();
            let columns = ["a", "b", "c", "d", "e"].map(str::to_owned);
            let mut writer = RowWriter::csv(&mut written, &columns, is_verbatim).unwrap();
            writer.row(&row).unwrap();
            writer.finish().unwrap();
            assert_eq!(String::from_utf8(written).unwrap(), expected);
        }
    }

    #[test]
    fn json_leaves_out_what_is_missing() {
        let mut written = Vec::new();
        let names = ["id", "low", "unit"].map(str::to_owned);
        let mut writer = RowWriter::json_lines(&mut written, names.to_vec());
        let row = [
            Value::Text("f1".to_owned()),
            Value::Number(3.0),
            Value::Null,
        ];
        writer.row(&row).unwrap();
        writer.finish().unwrap();
        assert_eq!(written, b"{\"id\":\"f1\",\"low\":3}\n");
    }
}
