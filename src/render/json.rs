//! JSON: true values, columns in order, dates as EDTF text, lists as arrays, missing as null.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value as Json};

use super::cell::is_obeyed;
use crate::value::{Column, ValueRef};

/// The text of a value in which every character that a terminal obeys is escaped, as JSON allows it.
pub(super) fn escaped(value: &Json) -> String {
    let text = value.to_string();
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if is_obeyed(character) {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// A row as an object, its columns in order.
pub(super) fn object(columns: &[Column], record: &[ValueRef<'_>]) -> Json {
    let pairs = columns.iter().zip(record);
    Json::Object(
        pairs
            .map(|(column, value)| (column.name.clone(), json(value)))
            .collect::<Map<_, _>>(),
    )
}

pub(super) fn json(value: &ValueRef<'_>) -> Json {
    match value {
        ValueRef::Null => Json::Null,
        ValueRef::Bool(truth) => Json::Bool(*truth),
        ValueRef::Integer(whole) => Json::from(*whole),
        ValueRef::Number(number) => whole(*number)
            .map(Json::from)
            .or_else(|| Number::from_f64(*number).map(Json::Number))
            .unwrap_or(Json::Null),
        ValueRef::Text(text) => Json::String(text.clone().into_owned()),
        ValueRef::Date(date) => Json::String(date.to_string()),
        ValueRef::List(members) => {
            Json::Array(members.iter().map(|member| json(&member.into())).collect())
        }
    }
}

/// The integer that a number without a fraction equals, where every such number is exact.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the range is checked before the cast"
)]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
}
