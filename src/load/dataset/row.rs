//! A row of a table, asked by the names of its columns.

use serde_json::{Map, Value};

use super::layout::Layout;
use crate::load::error::{BadCell, LoadFault};
use crate::model::date::PartialDate;
use crate::record::ArticleRecord;

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load) struct Row {
    /// Line of its first character, from 1.
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// A row with the names of its columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'row> {
    pub(super) layout: &'row Layout,
    pub(super) row: &'row Row,
}

/// What a row says that cannot be.
pub(super) type Read<T> = Result<T, LoadFault>;

impl<'row> Named<'row> {
    /// What a cell says; nothing where it is empty or says that nothing is known.
    pub(super) fn get(self, column: &str) -> Option<&'row str> {
        let position = self.layout.position(column)?;
        let cell = self.row.cells.get(position)?.trim();
        let is_missing = matches!(
            cell,
            "" | "NA" | "NULL" | "null" | "N/A" | "NaN" | "nan" | "\\N"
        );
        (!is_missing).then_some(cell)
    }

    /// The first of several columns that says something.
    pub(super) fn first(self, columns: &[&str]) -> Option<&'row str> {
        columns.iter().find_map(|column| self.get(column))
    }

    /// What a cell must say.
    pub(super) fn required(self, column: &'static str, expected: &'static str) -> Read<&'row str> {
        self.get(column).ok_or_else(|| bad(column, "", expected))
    }

    /// A number, if there is one.
    pub(super) fn number(self, column: &str) -> Read<Option<f64>> {
        let Some(cell) = self.get(column) else {
            return Ok(None);
        };
        // Where a comma separates no cells, it may be the mark before decimals.
        let is_decimal = self.layout.separator == ';' && cell.matches(',').count() == 1;
        let point = is_decimal.then(|| cell.replace(',', "."));
        let number = point.as_deref().unwrap_or(cell).parse().ok();
        let number = number.filter(|number: &f64| number.is_finite());
        number
            .map(Some)
            .ok_or_else(|| bad(column, cell, "a number"))
    }

    /// A count of people, if there is one.
    pub(super) fn count(self, columns: &[&str]) -> Read<Option<f64>> {
        for column in columns {
            if let Some(number) = self.number(column)? {
                if number < 0.0 || number.fract() != 0.0 {
                    let cell = self.get(column).unwrap_or_default();
                    return Err(bad(column, cell, "a whole number that is not negative"));
                }
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    /// Degrees north and east, if both are there.
    pub(super) fn point(self, latitude: &str, longitude: &str) -> Read<Option<(f64, f64)>> {
        let (Some(lat), Some(lon)) = (self.number(latitude)?, self.number(longitude)?) else {
            return Ok(None);
        };
        if lat.abs() > 90.0 {
            let cell = self.get(latitude).unwrap_or_default();
            return Err(bad(latitude, cell, "a latitude from -90 to 90"));
        }
        if lon.abs() > 180.0 {
            let cell = self.get(longitude).unwrap_or_default();
            return Err(bad(longitude, cell, "a longitude from -180 to 180"));
        }
        Ok(Some((lat, lon)))
    }

    /// A day, which must be there.
    pub(super) fn day(self, column: &'static str) -> Read<PartialDate> {
        const EXPECTED: &str = "a day of the calendar";
        let cell = self.required(column, EXPECTED)?;
        self.day_in(cell).ok_or_else(|| bad(column, cell, EXPECTED))
    }

    /// What a cell says, as a day in the way of its table.
    pub(super) fn day_in(self, cell: &str) -> Option<PartialDate> {
        super::day::read(cell, self.layout.day_order)
    }

    /// An id made of the cells, so that the same row has the same one.
    pub(super) fn content_id(self) -> String {
        let mut record = ArticleRecord {
            url: Some(Value::Object(self.object()).to_string()),
            ..ArticleRecord::default()
        };
        record.identify()
    }

    /// The cells that say something, by the names of their columns.
    pub(super) fn object(self) -> Map<String, Value> {
        let cells = self.layout.columns.iter().zip(&self.row.cells);
        cells
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(name, cell)| (name.clone(), Value::String(cell.clone())))
            .collect()
    }
}

/// A cell that says what cannot be.
pub(super) fn bad(column: &str, value: &str, expected: &'static str) -> LoadFault {
    const LONGEST: usize = 60;
    let mut value: String = value.chars().take(LONGEST + 1).collect();
    if value.chars().count() > LONGEST {
        value.pop();
        value.push('…');
    }
    LoadFault::BadCell(Box::new(BadCell {
        column: column.to_owned(),
        value,
        expected,
    }))
}
