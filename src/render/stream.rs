//! Rows one by one in the forms that need to know no row but the one at hand: what no memory holds can be written.

use std::io::{self, Write};

use super::OutputFormat;
use super::cell::write_plain;
use super::columnar::ParquetFile;
use super::json;
use super::xlsx::Spreadsheet;
use crate::value::{Column, ValueRef};

/// The mark by which spreadsheets know UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Rows on their way to a writer.
pub struct RowStream<'out> {
    form: Form<'out>,
    columns: Vec<Column>,
    /// The text of the value at hand.
    text: String,
    n_rows: usize,
}

enum Form<'out> {
    Csv(Box<csv::Writer<&'out mut dyn Write>>),
    /// CSV that a spreadsheet opens as it is meant: no text of an article becomes a formula.
    Spreadsheet(Box<csv::Writer<&'out mut dyn Write>>),
    Tsv(&'out mut dyn Write),
    Json(&'out mut dyn Write),
    JsonLines(&'out mut dyn Write),
    List(&'out mut dyn Write),
    Xlsx(Box<Spreadsheet>, &'out mut dyn Write),
    Parquet(Box<ParquetFile>, &'out mut dyn Write),
}

impl<'out> RowStream<'out> {
    /// Begins with what stands before the first row; `None` for a form that needs all rows first.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new(
        format: OutputFormat,
        columns: &[Column],
        is_for_spreadsheet: bool,
        out: &'out mut dyn Write,
    ) -> io::Result<Option<Self>> {
        let names = columns.iter().map(|column| column.name.as_str());
        let form = match format {
            OutputFormat::Csv => {
                if is_for_spreadsheet {
                    out.write_all(BYTE_ORDER_MARK)?;
                }
                let mut writer = csv::WriterBuilder::new();
                if is_for_spreadsheet {
                    writer.terminator(csv::Terminator::CRLF);
                }
                let mut writer = Box::new(writer.from_writer(out));
                writer.write_record(names).map_err(written_to)?;
                if is_for_spreadsheet {
                    Form::Spreadsheet(writer)
                } else {
                    Form::Csv(writer)
                }
            }
            OutputFormat::Tsv => {
                let names: Vec<String> = names.map(tabs_escaped).collect();
                writeln!(out, "{}", names.join("\t"))?;
                Form::Tsv(out)
            }
            OutputFormat::Json => {
                write!(out, "[")?;
                Form::Json(out)
            }
            OutputFormat::JsonLines => Form::JsonLines(out),
            OutputFormat::List => Form::List(out),
            OutputFormat::Xlsx => {
                let names = names.map(str::to_owned).collect();
                Form::Xlsx(Box::new(Spreadsheet::new(names)), out)
            }
            OutputFormat::Parquet => {
                let names = names.map(str::to_owned).collect();
                Form::Parquet(Box::new(ParquetFile::new(names)?), out)
            }
            OutputFormat::Table
            | OutputFormat::Record
            | OutputFormat::Markdown
            | OutputFormat::Html => return Ok(None),
        };
        Ok(Some(Self {
            form,
            columns: columns.to_vec(),
            text: String::new(),
            n_rows: 0,
        }))
    }

    /// Writes a row of as many values as there are columns.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn row(&mut self, values: &[ValueRef<'_>]) -> io::Result<()> {
        let is_first = self.n_rows == 0;
        self.n_rows += 1;
        match &mut self.form {
            Form::Csv(writer) => {
                for value in values {
                    if let ValueRef::Text(text) = value {
                        writer.write_field(text.as_bytes()).map_err(written_to)?;
                    } else {
                        self.text.clear();
                        write_plain(value, &mut self.text);
                        writer.write_field(&self.text).map_err(written_to)?;
                    }
                }
                writer.write_record(None::<&[u8]>).map_err(written_to)
            }
            Form::Spreadsheet(writer) => {
                for value in values {
                    self.text.clear();
                    write_plain(value, &mut self.text);
                    if matches!(value, ValueRef::Text(_)) && begins_formula(&self.text) {
                        self.text.insert(0, '\'');
                    }
                    writer.write_field(&self.text).map_err(written_to)?;
                }
                writer.write_record(None::<&[u8]>).map_err(written_to)
            }
            Form::Tsv(out) => {
                self.text.clear();
                for (at, value) in values.iter().enumerate() {
                    if at > 0 {
                        self.text.push('\t');
                    }
                    let from = self.text.len();
                    write_plain(value, &mut self.text);
                    if self.text[from..].contains(['\\', '\t', '\n', '\r']) {
                        let escaped = tabs_escaped(&self.text[from..]);
                        self.text.replace_range(from.., &escaped);
                    }
                }
                self.text.push('\n');
                out.write_all(self.text.as_bytes())
            }
            Form::Json(out) => {
                let before = if is_first { "\n" } else { ",\n" };
                let object = json::object(&self.columns, values);
                write!(out, "{before}{}", json::escaped(&object))
            }
            Form::JsonLines(out) => {
                let object = json::object(&self.columns, values);
                writeln!(out, "{}", json::escaped(&object))
            }
            Form::List(out) => {
                self.text.clear();
                for value in values {
                    write_plain(value, &mut self.text);
                    self.text.push('\n');
                }
                out.write_all(self.text.as_bytes())
            }
            Form::Xlsx(sheet, _) => sheet.row(values),
            Form::Parquet(file, _) => file.row(values),
        }
    }

    /// Writes what stands after the last row; gives the number of rows.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(self) -> io::Result<usize> {
        match self.form {
            Form::Csv(mut writer) | Form::Spreadsheet(mut writer) => writer.flush()?,
            Form::Json(out) => {
                let before = if self.n_rows == 0 { "" } else { "\n" };
                writeln!(out, "{before}]")?;
            }
            Form::Xlsx(sheet, out) => {
                sheet.finish(out)?;
            }
            Form::Parquet(file, out) => file.finish(out)?,
            Form::Tsv(_) | Form::JsonLines(_) | Form::List(_) => {}
        }
        Ok(self.n_rows)
    }
}

/// The error of the place that was written to, as it is: a closed pipe has to be known for one.
pub(super) fn written_to(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Whether a spreadsheet would run the text.
pub(super) fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// TSV has no quoting that `cut` and `awk` understand: tabs and line ends inside a value are written
/// as `\t` and `\n`, and a backslash as two.
fn tabs_escaped(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{ColumnType, Value, borrowed};

    fn written(format: OutputFormat, is_for_spreadsheet: bool, rows: &[Vec<Value>]) -> String {
        let columns = ["a", "b"].map(|name| Column::new(name, ColumnType::Plain));
        let mut out = Vec::new();
        let stream = RowStream::new(format, &columns, is_for_spreadsheet, &mut out).unwrap();
        let mut stream = stream.unwrap();
        for row in rows {
            stream.row(&borrowed(row)).unwrap();
        }
        assert_eq!(stream.finish().unwrap(), rows.len());
        String::from_utf8(out).unwrap()
    }

    fn rows() -> Vec<Vec<Value>> {
        let text = |text: &str| Value::Text(text.to_owned());
        vec![
            vec![text("=1+1"), Value::Null],
            vec![text("a,\"b\"\n\tc\\"), Value::Number(-33.5)],
        ]
    }

    #[test]
    fn each_form_keeps_the_true_values() {
        let check = |format, expected: &str| assert_eq!(written(format, false, &rows()), expected);
        check(
            OutputFormat::Csv,
            "a,b\n=1+1,\n\"a,\"\"b\"\"\n\tc\\\",-33.5\n",
        );
        check(
            OutputFormat::Tsv,
            "a\tb\n=1+1\t\na,\"b\"\\n\\tc\\\\\t-33.5\n",
        );
        check(
            OutputFormat::Json,
            "[\n{\"a\":\"=1+1\",\"b\":null},\n{\"a\":\"a,\\\"b\\\"\\n\\tc\\\\\",\"b\":-33.5}\n]\n",
        );
        check(
            OutputFormat::JsonLines,
            "{\"a\":\"=1+1\",\"b\":null}\n{\"a\":\"a,\\\"b\\\"\\n\\tc\\\\\",\"b\":-33.5}\n",
        );
        assert_eq!(written(OutputFormat::Json, false, &[]), "[]\n");
    }

    #[test]
    fn a_spreadsheet_gets_no_formula_and_every_number() {
        assert_eq!(
            written(OutputFormat::Csv, true, &rows()),
            "\u{feff}a,b\r\n'=1+1,\r\n\"a,\"\"b\"\"\n\tc\\\",-33.5\r\n"
        );
    }

    #[test]
    fn a_list_has_a_value_a_line() {
        let row = vec![Value::Integer(3), Value::Text("x".to_owned())];
        assert_eq!(written(OutputFormat::List, false, &[row]), "3\nx\n");
    }
}
