//! The last column of a result that was asked for with its origins → where each row stands.

use crate::query::{ARTICLE_ORIGIN, SENTENCE_ORIGIN};
use crate::store::Origin;
use crate::value::{Rows, Value};

/// Takes the column out of the rows; empty where there is none.
pub(super) fn taken_from(rows: &mut Rows) -> Vec<Option<Origin>> {
    let name = rows.columns.last().map(|column| column.name.as_str());
    let origin: fn(i64) -> Origin = match name {
        Some(ARTICLE_ORIGIN) => Origin::Article,
        Some(SENTENCE_ORIGIN) => Origin::Sentence,
        _ => return Vec::new(),
    };
    rows.columns.pop();
    let records = rows.records.iter_mut();
    records
        .map(|record| match record.pop() {
            Some(Value::Integer(key)) => Some(origin(key)),
            _ => None,
        })
        .collect()
}
