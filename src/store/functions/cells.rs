//! Several values of a row in one, as JSON: what `pivot` and `compare` make columns of.

use rusqlite::functions::{Aggregate, Context};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Error, Result};
use serde_json::Value as Json;

use super::{PURE, scalar, text};

pub(super) fn define(connection: &Connection) -> Result<()> {
    connection.create_aggregate_function("cells_of", 3, PURE, CellsOf)?;
    scalar(connection, "cell_of", 2, |context| {
        let wanted = text(context, 1);
        let cells: Vec<[Json; 3]> = match context.get_raw(0) {
            ValueRef::Text(cells) => serde_json::from_slice(cells).map_err(failed)?,
            _ => Vec::new(),
        };
        let found = cells.into_iter().find(|[_, name, _]| *name == *wanted);
        Ok(found.map_or(Value::Null, |[_, _, value]| of_json(value)))
    })
}

/// (place, name, value): each row as one JSON array, in ascending order of places.
struct CellsOf;

impl Aggregate<Vec<(i64, Json, Json)>, String> for CellsOf {
    fn init(&self, _: &mut Context<'_>) -> Result<Vec<(i64, Json, Json)>> {
        Ok(Vec::new())
    }

    fn step(&self, context: &mut Context<'_>, cells: &mut Vec<(i64, Json, Json)>) -> Result<()> {
        cells.push((context.get(0)?, json(context, 1), json(context, 2)));
        Ok(())
    }

    fn finalize(
        &self,
        _: &mut Context<'_>,
        cells: Option<Vec<(i64, Json, Json)>>,
    ) -> Result<String> {
        let mut cells = cells.unwrap_or_default();
        cells.sort_by(|one, other| order(one).cmp(&order(other)));
        serde_json::to_string(&cells).map_err(failed)
    }
}

/// Cells stand in the order of their places, those of one place by name.
fn order((place, name, _): &(i64, Json, Json)) -> (i64, &str) {
    (*place, name.as_str().unwrap_or_default())
}

fn json(context: &Context<'_>, at: usize) -> Json {
    match context.get_raw(at) {
        ValueRef::Null | ValueRef::Blob(_) => Json::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
    }
}

fn of_json(value: Json) -> Value {
    match value {
        Json::Number(number) => number
            .as_i64()
            .map(Value::Integer)
            .or_else(|| number.as_f64().map(Value::Real))
            .unwrap_or(Value::Null),
        Json::String(text) => Value::Text(text),
        Json::Bool(truth) => Value::Integer(truth.into()),
        Json::Null | Json::Array(_) | Json::Object(_) => Value::Null,
    }
}

fn failed(error: serde_json::Error) -> Error {
    Error::UserFunctionError(error.into())
}
