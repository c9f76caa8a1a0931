//! Functions over the rows of a group.

use std::cmp::Ordering;

use rusqlite::functions::{Aggregate, Context};
use rusqlite::types::Value;
use rusqlite::{Connection, Error, Result};

use super::PURE;

pub(super) fn define(connection: &Connection) -> Result<()> {
    connection.create_aggregate_function("list_of", 2, PURE, ListOf)?;
    connection.create_aggregate_function("list_merged", 1, PURE, ListMerged)?;
    connection.create_aggregate_function("pick_first", 3, PURE, Pick::First)?;
    connection.create_aggregate_function("pick_last", 3, PURE, Pick::Last)?;
    connection.create_aggregate_function("quantile_of", 2, PURE, QuantileOf)?;
    connection.create_aggregate_function("stddev_samp", 1, PURE, Deviation)?;
    connection.create_aggregate_function("numbers_of", 1, PURE, NumbersOf)?;
    connection.create_aggregate_function("text_joined", 2, PURE, TextJoined)
}

/// Null, then numbers, then text by code point.
fn compare(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        _ => match (number(one), number(other)) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            _ => rank(one).cmp(&rank(other)),
        },
    }
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 1,
        Value::Text(_) => 2,
        Value::Blob(_) => 3,
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "only compared and averaged")]
        Value::Integer(number) => Some(*number as f64),
        Value::Real(number) => Some(*number),
        Value::Null | Value::Text(_) | Value::Blob(_) => None,
    }
}

/// (value, id): distinct pairs in ascending order, the values as a JSON array.
struct ListOf;

impl Aggregate<Vec<(Value, Value)>, String> for ListOf {
    fn init(&self, _: &mut Context<'_>) -> Result<Vec<(Value, Value)>> {
        Ok(Vec::new())
    }

    fn step(&self, context: &mut Context<'_>, pairs: &mut Vec<(Value, Value)>) -> Result<()> {
        let value: Value = context.get(0)?;
        if value != Value::Null {
            pairs.push((value, context.get(1)?));
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, pairs: Option<Vec<(Value, Value)>>) -> Result<String> {
        let mut pairs = pairs.unwrap_or_default();
        pairs.sort_by(|one, other| {
            compare(&one.0, &other.0).then_with(|| compare(&one.1, &other.1))
        });
        pairs.dedup();
        json(pairs.into_iter().map(|(value, _)| value))
    }
}

/// Values as a JSON array.
fn json(values: impl Iterator<Item = Value>) -> Result<String> {
    let values = values.map(|value| match value {
        Value::Integer(number) => serde_json::Value::from(number),
        Value::Real(number) => serde_json::Value::from(number),
        Value::Text(text) => serde_json::Value::from(text),
        Value::Null | Value::Blob(_) => serde_json::Value::Null,
    });
    let list = serde_json::Value::from(values.collect::<Vec<_>>());
    serde_json::to_string(&list).map_err(|error| Error::UserFunctionError(error.into()))
}

/// (list): the distinct elements of JSON arrays in ascending order.
struct ListMerged;

impl Aggregate<Vec<Value>, String> for ListMerged {
    fn init(&self, _: &mut Context<'_>) -> Result<Vec<Value>> {
        Ok(Vec::new())
    }

    fn step(&self, context: &mut Context<'_>, all: &mut Vec<Value>) -> Result<()> {
        let Some(list) = context.get::<Option<String>>(0)? else {
            return Ok(());
        };
        let items: Vec<serde_json::Value> =
            serde_json::from_str(&list).map_err(|error| Error::UserFunctionError(error.into()))?;
        all.extend(items.into_iter().filter_map(|item| {
            match item {
                serde_json::Value::String(text) => Some(Value::Text(text)),
                serde_json::Value::Number(number) => number
                    .as_i64()
                    .map(Value::Integer)
                    .or_else(|| number.as_f64().map(Value::Real)),
                _ => None,
            }
        }));
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, all: Option<Vec<Value>>) -> Result<String> {
        let mut all = all.unwrap_or_default();
        all.sort_by(compare);
        all.dedup();
        json(all.into_iter())
    }
}

/// (value, key, id): the value of the row with the first or last key, then the first id, then the
/// smallest value.
enum Pick {
    First,
    Last,
}

impl Aggregate<Option<[Value; 3]>, Value> for Pick {
    fn init(&self, _: &mut Context<'_>) -> Result<Option<[Value; 3]>> {
        Ok(None)
    }

    fn step(&self, context: &mut Context<'_>, best: &mut Option<[Value; 3]>) -> Result<()> {
        let row: [Value; 3] = [context.get(0)?, context.get(1)?, context.get(2)?];
        if row[0] == Value::Null || row[1] == Value::Null {
            return Ok(());
        }
        let is_better = best.as_ref().is_none_or(|best| {
            let by_key = match self {
                Self::First => compare(&row[1], &best[1]),
                Self::Last => compare(&best[1], &row[1]),
            };
            let by_id = by_key.then_with(|| compare(&row[2], &best[2]));
            by_id.then_with(|| compare(&row[0], &best[0])) == Ordering::Less
        });
        if is_better {
            *best = Some(row);
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, best: Option<Option<[Value; 3]>>) -> Result<Value> {
        Ok(best.flatten().map_or(Value::Null, |[value, _, _]| value))
    }
}

/// A number, or those of a JSON array.
fn numbers(value: &Value) -> Result<Vec<f64>> {
    match value {
        Value::Text(list) => {
            let all: Vec<Option<f64>> = serde_json::from_str(list)
                .map_err(|error| Error::UserFunctionError(error.into()))?;
            Ok(all.into_iter().flatten().collect())
        }
        one => Ok(number(one).into_iter().collect()),
    }
}

/// (x): the numbers as a JSON array.
struct NumbersOf;

impl Aggregate<Vec<f64>, Option<String>> for NumbersOf {
    fn init(&self, _: &mut Context<'_>) -> Result<Vec<f64>> {
        Ok(Vec::new())
    }

    fn step(&self, context: &mut Context<'_>, all: &mut Vec<f64>) -> Result<()> {
        all.extend(number(&context.get(0)?));
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, all: Option<Vec<f64>>) -> Result<Option<String>> {
        let all = all.map(|all| serde_json::to_string(&all));
        all.transpose()
            .map_err(|error| Error::UserFunctionError(error.into()))
    }
}

/// (x, fraction): quantile with linear interpolation.
struct QuantileOf;

impl Aggregate<(Vec<f64>, f64), Option<f64>> for QuantileOf {
    fn init(&self, _: &mut Context<'_>) -> Result<(Vec<f64>, f64)> {
        Ok((Vec::new(), 0.5))
    }

    fn step(&self, context: &mut Context<'_>, values: &mut (Vec<f64>, f64)) -> Result<()> {
        values.0.extend(numbers(&context.get(0)?)?);
        values.1 = context.get::<f64>(1)?.clamp(0.0, 1.0);
        Ok(())
    }

    fn finalize(
        &self,
        _: &mut Context<'_>,
        values: Option<(Vec<f64>, f64)>,
    ) -> Result<Option<f64>> {
        Ok(values.and_then(|(mut values, fraction)| quantile(&mut values, fraction)))
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positions in a list that fits in memory"
)]
fn quantile(values: &mut [f64], fraction: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let place = fraction * (values.len().checked_sub(1)? as f64);
    let below = place.floor() as usize;
    let low = values[below];
    let high = values.get(below + 1).copied().unwrap_or(low);
    Some(low + (high - low) * (place - place.floor()))
}

/// The sample standard deviation, by Welford's method over the numbers in ascending order, so that it does
/// not depend on the order of the rows.
struct Deviation;

impl Aggregate<Vec<f64>, Option<f64>> for Deviation {
    fn init(&self, _: &mut Context<'_>) -> Result<Vec<f64>> {
        Ok(Vec::new())
    }

    fn step(&self, context: &mut Context<'_>, values: &mut Vec<f64>) -> Result<()> {
        values.extend(numbers(&context.get(0)?)?);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, values: Option<Vec<f64>>) -> Result<Option<f64>> {
        Ok(values.and_then(deviation))
    }
}

fn deviation(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
    for value in values {
        count += 1.0;
        let distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
    }
    (count > 1.0).then(|| (squares / (count - 1.0)).sqrt())
}

/// (text, ord): the texts in order, with a space between.
struct TextJoined;

impl Aggregate<Vec<(i64, String)>, Option<String>> for TextJoined {
    fn init(&self, _: &mut Context<'_>) -> Result<Vec<(i64, String)>> {
        Ok(Vec::new())
    }

    fn step(&self, context: &mut Context<'_>, texts: &mut Vec<(i64, String)>) -> Result<()> {
        if let Some(text) = context.get::<Option<String>>(0)? {
            texts.push((context.get(1)?, text));
        }
        Ok(())
    }

    fn finalize(
        &self,
        _: &mut Context<'_>,
        texts: Option<Vec<(i64, String)>>,
    ) -> Result<Option<String>> {
        let mut texts = texts.unwrap_or_default();
        texts.sort();
        let texts: Vec<String> = texts.into_iter().map(|(_, text)| text).collect();
        Ok((!texts.is_empty()).then(|| texts.join(" ")))
    }
}
