//! The last result: what can be looked at again without asking again.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::thread;

use crate::ask::Rest;
use crate::render::footer::{Total, grouped};
use crate::store::Origin;
use crate::value::{Chart, Rows, Value};

/// Rows that are kept at most.
pub(super) const MOST_ROWS: usize = 100_000;
/// Bytes of their values that are kept, about.
pub(super) const MOST_BYTES: usize = 64 << 20;

/// An answer that is kept.
#[derive(Debug, Clone)]
pub(super) struct LastResult {
    /// The script that was compiled.
    pub(super) script: String,
    /// Where in it the question begins, after the definitions.
    offset: usize,
    /// The values of its parameters.
    pub(super) values: BTreeMap<String, String>,
    /// Its rows, those that are kept.
    pub(super) rows: Arc<Rows>,
    /// Bytes of their values, about.
    pub(super) bytes: usize,
    /// How the question wants them drawn.
    pub(super) chart: Option<Chart>,
    /// Rows that the answer had.
    pub(super) total: Total,
    /// Whether somebody stopped it before it was whole.
    pub(super) is_stopped: bool,
    /// The rows that were shown last.
    pub(super) shown: Range<usize>,
    /// Articles by the numbers that `.sources` gave them; none before it.
    pub(super) articles: Vec<String>,
    /// The sentences of each row, once somebody has asked for them.
    pub(super) evidence: Option<Vec<Vec<i64>>>,
    /// Where each row stands; empty where that is not known.
    pub(super) origins: Vec<Option<Origin>>,
}

impl LastResult {
    /// Keeps what there is room for.
    pub(super) fn new(
        (script, offset): (String, usize),
        rows: Arc<Rows>,
        rest: Rest,
        chart: Option<Chart>,
    ) -> Self {
        let n_rows = rows.records.len();
        let total = Total {
            n_rows: rest.n_rows(n_rows),
            is_least: rest == Rest::Uncounted,
        };
        let (mut n_kept, mut bytes) = (0, 0);
        for record in rows.records.iter().take(MOST_ROWS) {
            let more = record.iter().map(size).sum::<usize>();
            if bytes + more > MOST_BYTES {
                break;
            }
            bytes += more;
            n_kept += 1;
        }
        let rows = if n_kept < n_rows {
            first(rows, n_kept)
        } else {
            rows
        };
        Self {
            script,
            offset,
            values: BTreeMap::new(),
            rows,
            bytes,
            chart,
            total,
            is_stopped: false,
            shown: 0..0,
            articles: Vec::new(),
            evidence: None,
            origins: Vec::new(),
        }
    }

    /// The question as it was typed.
    pub(super) fn input(&self) -> &str {
        self.script.get(self.offset..).unwrap_or_default().trim()
    }

    /// Why not all of it can be written; `None` if it can.
    pub(super) fn what_is_missing(&self) -> Option<String> {
        let part = self.what_is_part()?;
        Some(format!(
            "only {part} rows are kept; `.once FILE` and the question again write all of them"
        ))
    }

    /// Whether all of its rows are kept, to the last.
    pub(super) fn is_whole(&self) -> bool {
        self.what_is_part().is_none()
    }

    /// How many of how many rows are kept, if not all: `the first 100,000 of 1,000,500`.
    pub(super) fn what_is_part(&self) -> Option<String> {
        let n_kept = self.rows.records.len();
        let of = match self.total {
            total if total.is_least => String::new(),
            total if n_kept < total.n_rows => format!(" of {}", grouped(total.n_rows)),
            _ => return None,
        };
        Some(format!("the first {}{of}", grouped(n_kept)))
    }

    /// The position of a column by its name, in any letter case.
    ///
    /// # Errors
    /// A sentence for the user: there is none, and what there is.
    pub(super) fn column(&self, name: &str) -> Result<usize, String> {
        let names = || self.rows.columns.iter().map(|column| column.name.as_str());
        let exact = names().position(|known| known == name);
        let found = exact.or_else(|| names().position(|known| known.eq_ignore_ascii_case(name)));
        found.ok_or_else(|| {
            let meant = crate::query::suggest::nearest(name, names());
            let meant = meant.map(|known| format!(" did you mean `{known}`?"));
            let all: Vec<&str> = names().collect();
            format!(
                "the last result has no column `{name}`;{} columns are {}",
                meant.unwrap_or_default(),
                all.join(", ")
            )
        })
    }
}

/// The first of some rows, which nobody else needs whole.
fn first(rows: Arc<Rows>, n: usize) -> Arc<Rows> {
    let kept = match Arc::try_unwrap(rows) {
        Ok(mut rows) => {
            let mut records = rows.records.into_iter();
            rows.records = records.by_ref().take(n).collect();
            // Millions of rows take longer to free than somebody who has stopped them wants to wait.
            thread::spawn(|| drop(records));
            rows
        }
        // Somebody still writes them who was not waited for.
        Err(shared) => part(&shared, 0..n),
    };
    Arc::new(kept)
}

/// Some of the rows.
pub(super) fn part(rows: &Rows, range: Range<usize>) -> Rows {
    Rows {
        columns: rows.columns.clone(),
        records: rows.records.get(range).unwrap_or_default().to_vec(),
    }
}

/// About the bytes of a value in memory.
fn size(value: &Value) -> usize {
    let inner = match value {
        Value::Text(text) => text.len(),
        Value::List(values) => values.iter().map(size).sum(),
        _ => 0,
    };
    size_of::<Value>() + inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let rows = |n: usize, value: &Value| Rows {
            columns: Vec::new(),
            records: vec![vec![value.clone()]; n],
        };
        let kept = |rows: Rows| {
            let last = LastResult::new((String::new(), 0), Arc::new(rows), Rest::Nothing, None);
            (last.rows.records.len(), last.what_is_missing().is_some())
        };
        assert_eq!(kept(rows(3, &Value::Null)), (3, false));
        assert_eq!(kept(rows(MOST_ROWS + 1, &Value::Null)), (MOST_ROWS, true));
        let large = Value::Text("x".repeat(1 << 20));
        assert_eq!(kept(rows(70, &large)), (63, true));
    }
}
