//! Rows → a Parquet file: truth values, whole numbers, numbers and texts as such, dates as their EDTF text, since no type
//! holds "autumn 2015", lists as JSON.
//!
//! What type a column has is known only after its last row. So rows wait in a temporary file, a line of JSON each, and go
//! from there into groups of which memory holds one.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::Value as Json;

use crate::render::json::json;
use crate::value::ValueRef;

/// Rows of a group at most, and bytes of JSON that it is made of.
const GROUP_ROWS: usize = 100_000;
const GROUP_BYTES: usize = 32 << 20;

/// The type of a column, by all of its values up to now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It has none yet.
    Empty,
    Bool,
    Integer,
    Number,
    Text,
}

impl Kind {
    fn of(value: &ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Empty,
            ValueRef::Bool(_) => Self::Bool,
            ValueRef::Integer(_) => Self::Integer,
            ValueRef::Number(_) => Self::Number,
            ValueRef::Text(_) | ValueRef::Date(_) | ValueRef::List(_) => Self::Text,
        }
    }

    /// The type that holds what both hold.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Self::Empty, kind) | (kind, Self::Empty) => kind,
            (Self::Integer | Self::Number, Self::Integer | Self::Number) => Self::Number,
            _ => Self::Text,
        }
    }
}

/// A Parquet file whose rows are not all there yet.
pub struct ParquetFile {
    names: Vec<String>,
    kinds: Vec<Kind>,
    waiting: BufWriter<File>,
}

impl ParquetFile {
    /// A file with these names of columns.
    ///
    /// # Errors
    /// No temporary file can be made.
    pub fn new(names: Vec<String>) -> io::Result<Self> {
        Ok(Self {
            kinds: vec![Kind::Empty; names.len()],
            names,
            waiting: BufWriter::new(tempfile::tempfile()?),
        })
    }

    /// Adds a row of as many values as there are columns.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub fn row(&mut self, values: &[ValueRef<'_>]) -> io::Result<()> {
        for (kind, value) in self.kinds.iter_mut().zip(values) {
            *kind = kind.with(Kind::of(value));
        }
        let row: Vec<Json> = values.iter().map(json).collect();
        serde_json::to_writer(&mut self.waiting, &row)?;
        self.waiting.write_all(b"\n")
    }

    /// Writes it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        let mut waiting = self.waiting.into_inner()?;
        waiting.seek(SeekFrom::Start(0))?;
        // The crate writes only to what can go to another thread, which a borrowed writer cannot.
        let mut whole = tempfile::tempfile()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("dateline ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let schema = schema(&self.names, &self.kinds).map_err(io::Error::other)?;
        let mut writer =
            SerializedFileWriter::new(&mut whole, schema, Arc::new(properties)).map_err(failed)?;
        let mut lines = BufReader::new(waiting);
        loop {
            let rows = group(&mut lines)?;
            if rows.is_empty() {
                break;
            }
            write_group(&mut writer, &self.kinds, &rows).map_err(failed)?;
        }
        writer.close().map_err(failed)?;
        whole.seek(SeekFrom::Start(0))?;
        io::copy(&mut whole, out).map(|_| ())
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

fn schema(names: &[String], kinds: &[Kind]) -> Result<TypePtr, ParquetError> {
    let mut fields = Vec::with_capacity(names.len());
    for (name, kind) in names.iter().zip(kinds) {
        let (physical, logical) = match kind {
            Kind::Bool => (PhysicalType::BOOLEAN, None),
            Kind::Integer => (PhysicalType::INT64, None),
            Kind::Number => (PhysicalType::DOUBLE, None),
            Kind::Text | Kind::Empty => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical);
        fields.push(Arc::new(field.build()?));
    }
    let rows = Type::group_type_builder("rows").with_fields(fields);
    Ok(Arc::new(rows.build()?))
}

/// The rows of the next group; none at the end.
fn group(lines: &mut BufReader<File>) -> io::Result<Vec<Vec<Json>>> {
    let mut rows = Vec::new();
    let (mut line, mut n_bytes) = (String::new(), 0);
    while rows.len() < GROUP_ROWS && n_bytes < GROUP_BYTES {
        line.clear();
        let n_read = lines.read_line(&mut line)?;
        if n_read == 0 {
            break;
        }
        n_bytes += n_read;
        rows.push(serde_json::from_str(&line)?);
    }
    Ok(rows)
}

fn write_group(
    writer: &mut SerializedFileWriter<&mut File>,
    kinds: &[Kind],
    rows: &[Vec<Json>],
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for (at, kind) in kinds.iter().enumerate() {
        let Some(mut column) = group.next_column()? else {
            break;
        };
        let values = || {
            rows.iter()
                .map(move |row| row.get(at).unwrap_or(&Json::Null))
        };
        // A level of 1 says that there is a value.
        let levels = values().map(|value| i16::from(!value.is_null()));
        let levels: Vec<i16> = levels.collect();
        let known = values().filter(|value| !value.is_null());
        write_column(&mut column, *kind, known, &levels)?;
        column.close()?;
    }
    group.close()?;
    Ok(())
}

fn write_column<'rows>(
    column: &mut SerializedColumnWriter<'_>,
    kind: Kind,
    values: impl Iterator<Item = &'rows Json>,
    levels: &[i16],
) -> Result<(), ParquetError> {
    let levels = Some(levels);
    match kind {
        Kind::Bool => {
            let values: Vec<bool> = values.filter_map(Json::as_bool).collect();
            column
                .typed::<BoolType>()
                .write_batch(&values, levels, None)
        }
        Kind::Integer => {
            let values: Vec<i64> = values.filter_map(Json::as_i64).collect();
            column
                .typed::<Int64Type>()
                .write_batch(&values, levels, None)
        }
        Kind::Number => {
            let values: Vec<f64> = values.filter_map(Json::as_f64).collect();
            column
                .typed::<DoubleType>()
                .write_batch(&values, levels, None)
        }
        Kind::Text | Kind::Empty => {
            let values: Vec<ByteArray> = values
                .map(|value| text(value).into_bytes().into())
                .collect();
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, levels, None)
        }
    }
    .map(|_| ())
}

fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
