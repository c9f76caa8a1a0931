//! The SQL functions that statements of the query language call and SQLite lacks. Their names and
//! meanings are those of [`crate::query::functions`].

mod cells;
mod dates;
mod gather;
mod numbers;
mod texts;

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{Value, ValueRef};

const PURE: FunctionFlags = FunctionFlags::SQLITE_UTF8
    .union(FunctionFlags::SQLITE_DETERMINISTIC)
    .union(FunctionFlags::SQLITE_INNOCUOUS);

/// Defines every function on a connection.
pub(super) fn define(connection: &Connection) -> rusqlite::Result<()> {
    dates::define(connection)?;
    texts::define(connection)?;
    numbers::define(connection)?;
    gather::define(connection)?;
    cells::define(connection)
}

/// Defines a function of one row's values; it is called only where no argument is null.
fn scalar(
    connection: &Connection,
    name: &str,
    arity: i32,
    call: impl Fn(&Context<'_>) -> rusqlite::Result<Value> + Send + 'static,
) -> rusqlite::Result<()> {
    connection.create_scalar_function(name, arity, PURE, move |context| {
        let has_null = (0..context.len()).any(|at| context.get_raw(at) == ValueRef::Null);
        if has_null {
            Ok(Value::Null)
        } else {
            call(context)
        }
    })
}

/// An argument as text, numbers as they are written.
fn text(context: &Context<'_>, at: usize) -> String {
    match context.get_raw(at) {
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
    }
}

#[cfg(test)]
mod tests;
