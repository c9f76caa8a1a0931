//! The last column of a result that was asked for with its evidence → the sentences of each row.

use crate::query::EVIDENCE;
use crate::value::{Rows, Value};

/// Takes the column out of the rows; empty where there is none.
pub(super) fn taken_from(rows: &mut Rows) -> Vec<Vec<i64>> {
    let is_evidence = |name: &str| name == EVIDENCE;
    if !rows
        .columns
        .last()
        .is_some_and(|column| is_evidence(&column.name))
    {
        return Vec::new();
    }
    rows.columns.pop();
    let records = rows.records.iter_mut();
    records
        .map(|record| record.pop().map_or_else(Vec::new, keys))
        .collect()
}

fn keys(value: Value) -> Vec<i64> {
    match value {
        Value::Integer(key) => vec![key],
        Value::List(all) => all.into_iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}
