//! A JSON object → cells by path: `author.name`, `places.0.city`; a list of plain values is one cell.

use serde_json::{Map, Value};

/// What stands between the values of a list that became one cell.
pub(super) const BETWEEN: &str = "; ";
/// Deeper objects are kept as JSON.
const DEEPEST: usize = 8;
/// More cells than any item has.
const MOST_CELLS: usize = 2000;

/// The paths and values of an object's leaves.
pub(in crate::load::dataset) fn flatten(object: &Map<String, Value>) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    for (key, value) in object {
        add(key.clone(), value, 1, &mut cells);
    }
    cells
}

fn add(path: String, value: &Value, depth: usize, cells: &mut Vec<(String, String)>) {
    if cells.len() >= MOST_CELLS {
        return;
    }
    match value {
        Value::Null => {}
        Value::Object(object) if depth < DEEPEST => {
            for (key, value) in object {
                add(format!("{path}.{key}"), value, depth + 1, cells);
            }
        }
        Value::Array(items) if items.iter().all(is_plain) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            cells.push((path, items.join(BETWEEN)));
        }
        Value::Array(items) if depth < DEEPEST => {
            for (position, item) in items.iter().enumerate() {
                add(format!("{path}.{position}"), item, depth + 1, cells);
            }
        }
        value => cells.push((path, plain(value))),
    }
}

fn is_plain(value: &Value) -> bool {
    !matches!(value, Value::Object(_) | Value::Array(_))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

/// What a path leads to.
pub(super) fn find<'value>(value: &'value Value, path: &str) -> Option<&'value Value> {
    path.split('.').try_fold(value, |value, step| match value {
        Value::Object(object) => object.get(step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}
