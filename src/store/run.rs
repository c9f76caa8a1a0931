//! Statement → Rows, with the two ways to stop one that takes too long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{InterruptHandle, params_from_iter};

use super::{Store, StoreError};
use crate::model::date::PartialDate;
use crate::value::{Column, ColumnType, Parameter, Rows, Statement, Value};

/// Virtual machine steps between two looks at the clock: some microseconds.
const STEPS_BETWEEN_LOOKS: i32 = 4_000;

/// Stops the statement that runs, from another thread.
pub struct Interrupt(InterruptHandle);

impl Interrupt {
    /// Stops it; [`Store::run`] returns [`StoreError::Interrupted`]. Does nothing if none runs.
    pub fn stop(&self) {
        self.0.interrupt();
    }
}

/// How long a statement may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimit(pub Duration);

impl Store {
    /// The means to stop a statement from another thread.
    pub fn interrupt(&self) -> Interrupt {
        Interrupt(self.connection.get_interrupt_handle())
    }

    /// Runs a statement and gives all of its rows.
    ///
    /// # Errors
    /// SQLite refuses the statement, it was stopped, or a value is not of its column's type.
    pub fn run(&self, statement: &Statement) -> Result<Rows, StoreError> {
        let fail = |error| StoreError::of(&self.path, error);
        let mut prepared = self.connection.prepare(&statement.sql).map_err(fail)?;
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
        Ok(Rows {
            columns: statement.columns.clone(),
            records,
        })
    }

    /// Runs a statement that may take no longer than a limit.
    ///
    /// # Errors
    /// As [`Store::run`], and [`StoreError::OutOfTime`].
    pub fn run_within(
        &mut self,
        statement: &Statement,
        limit: TimeLimit,
    ) -> Result<Rows, StoreError> {
        let fail = |error| StoreError::of(&self.path, error);
        let end = Instant::now() + limit.0;
        let is_over = Arc::new(AtomicBool::new(false));
        let look = {
            let is_over = Arc::clone(&is_over);
            move || {
                let late = Instant::now() >= end;
                is_over.fetch_or(late, Ordering::Relaxed);
                late
            }
        };
        self.connection
            .progress_handler(STEPS_BETWEEN_LOOKS, Some(look))
            .map_err(fail)?;
        let result = self.run(statement);
        self.connection
            .progress_handler(0, None::<fn() -> bool>)
            .map_err(fail)?;
        match result {
            Err(StoreError::Interrupted) if is_over.load(Ordering::Relaxed) => {
                Err(StoreError::OutOfTime {
                    seconds: limit.0.as_secs_f64(),
                })
            }
            other => other,
        }
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
