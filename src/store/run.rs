//! Statement → Rows.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{StatementStatus, params_from_iter};

use super::{Store, StoreError};
use crate::model::date::PartialDate;
use crate::value::{Column, ColumnType, Parameter, Rows, Statement, Value};

impl Store {
    /// Runs a statement and gives all of its rows.
    ///
    /// # Errors
    /// SQLite refuses the statement, it was stopped or took too long, or a value is not of its
    /// column's type.
    pub fn run(&self, statement: &Statement) -> Result<Rows, StoreError> {
        self.still_wanted()?;
        let fail = |error| StoreError::of(&self.path, error);
        let mut prepared = self.connection.prepare(&statement.sql).map_err(fail)?;
        let records = self.records(&mut prepared, statement);
        match records {
            Ok(records) => Ok(Rows {
                columns: statement.columns.clone(),
                records,
            }),
            Err(StoreError::Interrupted) if !self.watch.is_stopped() => {
                let steps = prepared.get_status(StatementStatus::FullscanStep);
                Err(StoreError::OutOfTime {
                    rows_read: u64::try_from(steps).unwrap_or_default(),
                })
            }
            Err(error) => Err(error),
        }
    }

    fn records(
        &self,
        prepared: &mut rusqlite::Statement<'_>,
        statement: &Statement,
    ) -> Result<Vec<Vec<Value>>, StoreError> {
        let fail = |error| StoreError::of(&self.path, error);
        let parameters = params_from_iter(&statement.parameters);
        let mut found = prepared.query(parameters).map_err(fail)?;
        let mut records = Vec::new();
        while let Some(row) = found.next().map_err(fail)? {
            let values = statement.columns.iter().enumerate();
            let record = values.map(|(position, column)| {
                let value = row.get_ref(position).map_err(fail)?;
                read(value, column.kind).ok_or_else(|| bad_value(column))
            });
            records.push(record.collect::<Result<_, _>>()?);
        }
        Ok(records)
    }
}

fn bad_value(column: &Column) -> StoreError {
    StoreError::BadValue {
        column: column.name.clone(),
    }
}

fn read(value: ValueRef<'_>, kind: ColumnType) -> Option<Value> {
    Some(match (kind, value) {
        (_, ValueRef::Null) => Value::Null,
        (ColumnType::Plain, ValueRef::Integer(number)) => Value::Integer(number),
        (ColumnType::Plain, ValueRef::Real(number)) => Value::Number(number),
        (ColumnType::Plain, ValueRef::Text(text)) => {
            Value::Text(String::from_utf8_lossy(text).into_owned())
        }
        (ColumnType::Bool, ValueRef::Integer(number)) => Value::Bool(number != 0),
        (ColumnType::Date, ValueRef::Integer(packed)) => Value::Date(PartialDate::unpack(packed)?),
        (ColumnType::List, ValueRef::Text(text)) => list(text, plain)?,
        (ColumnType::DateList, ValueRef::Text(text)) => list(text, |item| {
            PartialDate::unpack(item.as_i64()?).map(Value::Date)
        })?,
        _ => return None,
    })
}

fn list(text: &[u8], item: impl Fn(serde_json::Value) -> Option<Value>) -> Option<Value> {
    let items: Vec<serde_json::Value> = serde_json::from_slice(text).ok()?;
    items
        .into_iter()
        .map(item)
        .collect::<Option<_>>()
        .map(Value::List)
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
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}
