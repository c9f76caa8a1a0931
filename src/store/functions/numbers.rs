//! Functions of numbers. SQLite is built without its own mathematical functions.

use rusqlite::types::Value;
use rusqlite::{Connection, Result};

use super::scalar;

/// Mean radius of the earth in kilometres.
const EARTH_RADIUS: f64 = 6371.0088;

pub(super) fn define(connection: &Connection) -> Result<()> {
    scalar(connection, "number_floor", 1, |context| {
        Ok(whole(context.get::<f64>(0)?.floor()))
    })?;
    scalar(connection, "number_ceil", 1, |context| {
        Ok(whole(context.get::<f64>(0)?.ceil()))
    })?;
    scalar(connection, "log_ten", 1, |context| {
        let number: f64 = context.get(0)?;
        Ok(if number > 0.0 {
            Value::Real(number.log10())
        } else {
            Value::Null
        })
    })?;
    scalar(connection, "great_circle", 4, |context| {
        let degrees = |at: usize| context.get::<f64>(at).map(f64::to_radians);
        let (lat, lon, other_lat, other_lon) = (degrees(0)?, degrees(1)?, degrees(2)?, degrees(3)?);
        // The haversine formula, which is exact enough for near points.
        let half = |angle: f64| (angle / 2.0).sin().powi(2);
        let chord = half(other_lat - lat) + lat.cos() * other_lat.cos() * half(other_lon - lon);
        Ok(Value::Real(
            2.0 * EARTH_RADIUS * chord.sqrt().min(1.0).asin(),
        ))
    })
}

/// A whole number as an integer where it is one of the database's.
fn whole(number: f64) -> Value {
    const LIMIT: f64 = 9.0e15;
    if number.abs() < LIMIT {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole and within the limit"
        )]
        let integer = number as i64;
        Value::Integer(integer)
    } else {
        Value::Real(number)
    }
}
