//! Statement → Rows.

use std::borrow::Cow;

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef as Stored};
use rusqlite::{StatementStatus, params_from_iter};

use super::{Store, StoreError};
use crate::model::date::PartialDate;
use crate::value::{Column, ColumnType, Parameter, Rows, Statement, Value, ValueRef};

impl Store {
    /// Runs a statement and gives all of its rows.
    ///
    /// # Errors
    /// SQLite refuses the statement, it was stopped or took too long, or a value is not of its
    /// column's type.
    pub fn run(&self, statement: &Statement) -> Result<Rows, StoreError> {
        let mut rows = Rows::default();
        self.run_into(statement, &mut rows)?;
        Ok(rows)
    }

    /// Runs a statement and puts its rows in the place of others; what was read before an error stays there.
    ///
    /// # Errors
    /// As [`Store::run`].
    pub fn run_into(&self, statement: &Statement, rows: &mut Rows) -> Result<(), StoreError> {
        rows.columns.clone_from(&statement.columns);
        rows.records.clear();
        self.still_wanted()?;
        let fail = |error| StoreError::of(&self.path, error);
        let mut prepared = self.connection.prepare(&statement.sql).map_err(fail)?;
        let result = self.read_records(&mut prepared, statement, &mut rows.records);
        result.map_err(|error| self.why_ended(error, &prepared))
    }

    /// Runs a statement whose columns are all integers, and hands on each row; a row with a null is
    /// passed over.
    ///
    /// # Errors
    /// As [`Store::run`].
    pub fn integers(
        &self,
        statement: &Statement,
        each: &mut dyn FnMut(&[i64]),
    ) -> Result<(), StoreError> {
        self.still_wanted()?;
        let fail = |error| StoreError::of(&self.path, error);
        let mut prepared = self.connection.prepare(&statement.sql).map_err(fail)?;
        let n_columns = statement.columns.len();
        let mut step = || -> rusqlite::Result<()> {
            let mut found = prepared.query(params_from_iter(&statement.parameters))?;
            let mut numbers: Vec<i64> = Vec::with_capacity(n_columns);
            while let Some(row) = found.next()? {
                numbers.clear();
                for position in 0..n_columns {
                    if let Stored::Integer(number) = row.get_ref(position)? {
                        numbers.push(number);
                    }
                }
                if numbers.len() == n_columns {
                    each(&numbers);
                }
            }
            Ok(())
        };
        let result = step().map_err(fail);
        result.map_err(|error| self.why_ended(error, &prepared))
    }

    /// Runs a statement and hands on each row, as long as it is told to go on: for more rows than memory holds.
    ///
    /// # Errors
    /// As [`Store::run`]; rows that were handed on before stay so.
    pub fn each_row(
        &self,
        statement: &Statement,
        each: &mut dyn FnMut(&[ValueRef<'_>]) -> bool,
    ) -> Result<(), StoreError> {
        self.still_wanted()?;
        let fail = |error| StoreError::of(&self.path, error);
        let mut prepared = self.connection.prepare(&statement.sql).map_err(fail)?;
        let mut step = || -> Result<(), StoreError> {
            let mut found = prepared
                .query(params_from_iter(&statement.parameters))
                .map_err(fail)?;
            while let Some(row) = found.next().map_err(fail)? {
                let mut record = Vec::with_capacity(statement.columns.len());
                for (position, column) in statement.columns.iter().enumerate() {
                    let value = row.get_ref(position).map_err(fail)?;
                    record.push(read(value, column.kind).ok_or_else(|| bad_value(column))?);
                }
                if !each(&record) {
                    break;
                }
            }
            Ok(())
        };
        let result = step();
        result.map_err(|error| self.why_ended(error, &prepared))
    }

    /// Tells a statement that was stopped from one whose time was up.
    fn why_ended(&self, error: StoreError, prepared: &rusqlite::Statement<'_>) -> StoreError {
        match error {
            StoreError::Interrupted if !self.watch.is_stopped() => {
                let steps = prepared.get_status(StatementStatus::FullscanStep);
                StoreError::OutOfTime {
                    rows_read: u64::try_from(steps).unwrap_or_default(),
                }
            }
            other => other,
        }
    }

    fn read_records(
        &self,
        prepared: &mut rusqlite::Statement<'_>,
        statement: &Statement,
        records: &mut Vec<Vec<Value>>,
    ) -> Result<(), StoreError> {
        let fail = |error| StoreError::of(&self.path, error);
        let parameters = params_from_iter(&statement.parameters);
        let mut found = prepared.query(parameters).map_err(fail)?;
        while let Some(row) = found.next().map_err(fail)? {
            let values = statement.columns.iter().enumerate();
            let record = values.map(|(position, column)| {
                let value = row.get_ref(position).map_err(fail)?;
                let value = read(value, column.kind).ok_or_else(|| bad_value(column))?;
                Ok(value.into_owned())
            });
            records.push(record.collect::<Result<_, _>>()?);
        }
        Ok(())
    }
}

fn bad_value(column: &Column) -> StoreError {
    StoreError::BadValue {
        column: column.name.clone(),
    }
}

fn read(value: Stored<'_>, kind: ColumnType) -> Option<ValueRef<'_>> {
    Some(match (kind, value) {
        (_, Stored::Null) => ValueRef::Null,
        (ColumnType::Plain, Stored::Integer(number)) => ValueRef::Integer(number),
        (ColumnType::Plain, Stored::Real(number)) => ValueRef::Number(number),
        (ColumnType::Plain, Stored::Text(text)) => ValueRef::Text(as_text(text)),
        (ColumnType::Bool, Stored::Integer(number)) => ValueRef::Bool(number != 0),
        (ColumnType::Date, Stored::Integer(packed)) => ValueRef::Date(PartialDate::unpack(packed)?),
        (ColumnType::List, Stored::Text(text)) => list(text, plain)?,
        (ColumnType::DateList, Stored::Text(text)) => list(text, |item| {
            PartialDate::unpack(item.as_i64()?).map(Value::Date)
        })?,
        (ColumnType::BoolList, Stored::Text(text)) => {
            list(text, |item| Some(Value::Bool(item.as_i64()? != 0)))?
        }
        _ => return None,
    })
}

/// Text as it is, which is quicker to see than to mend.
fn as_text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

fn list(
    text: &[u8],
    item: impl Fn(serde_json::Value) -> Option<Value>,
) -> Option<ValueRef<'static>> {
    let items: Vec<serde_json::Value> = serde_json::from_slice(text).ok()?;
    let members: Option<Vec<Value>> = items.into_iter().map(item).collect();
    Some(ValueRef::List(Cow::Owned(members?)))
}

fn plain(item: serde_json::Value) -> Option<Value> {
    match item {
        serde_json::Value::Null => Some(Value::Null),
        serde_json::Value::Bool(truth) => Some(Value::Bool(truth)),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Some(Value::Integer(whole)),
            None => number.as_f64().map(Value::Number),
        },
        serde_json::Value::String(text) => Some(Value::Text(text)),
        serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
    }
}

impl ToSql for Parameter {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Later(later) => {
                let what = format!("{later:?} is not known yet");
                return Err(rusqlite::Error::ToSqlConversionFailure(what.into()));
            }
            Self::Null => Stored::Null,
            Self::Integer(number) => Stored::Integer(*number),
            Self::Real(number) => Stored::Real(*number),
            Self::Text(text) => Stored::Text(text.as_bytes()),
        }))
    }
}
