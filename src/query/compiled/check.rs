//! What must hold before a query may run, looked at in the rows of a statement of its own.

use super::{Footnote, spread};
use crate::query::error::{Diagnostics, QueryError, QueryErrorKind};
use crate::query::resolve::FootnoteKind;
use crate::value::{Rows, Value};

impl Footnote {
    /// Whether its rows decide if the query may run at all.
    pub fn is_check(&self) -> bool {
        self.kind.is_check()
    }

    /// Looks at what a check has counted.
    ///
    /// # Errors
    /// Figures of several units would be added up, a lookup finds several rows, or a cell would have
    /// several values.
    pub fn check(&self, counted: &Rows) -> Result<(), Diagnostics> {
        match &self.kind {
            FootnoteKind::Units {
                n_keys,
                span,
                fixes,
            } => one_unit(counted, *n_keys).map_or(Ok(()), |units| {
                let fixes = fixes.clone();
                let kind = QueryErrorKind::UnitMix { units, fixes };
                Err(QueryError::new(kind, *span).into())
            }),
            FootnoteKind::Heads {
                path,
                limit,
                looked_up,
                span,
            } => {
                let heads = spread::heads(counted.records.first().and_then(|row| row.first()));
                spread::check_heads(&heads, (path, *limit, *span), (looked_up, &[]))
            }
            FootnoteKind::Cells {
                path,
                keys,
                fix,
                span,
            } => {
                let Some([row @ .., head, Value::Integer(n)]) =
                    counted.records.first().map(Vec::as_slice)
                else {
                    return Ok(());
                };
                let row = keys.iter().zip(row);
                let row = row.map(|(key, value)| format!("{key} {}", spread::text(value)));
                let kind = QueryErrorKind::CellNotUnique {
                    path: path.clone(),
                    head: spread::text(head),
                    row: row.collect::<Vec<_>>().join(", "),
                    values: n.unsigned_abs(),
                    fix: fix.clone(),
                };
                Err(QueryError::new(kind, *span).into())
            }
            FootnoteKind::Unique { name, on, span } => {
                let Some(record) = counted.records.first() else {
                    return Ok(());
                };
                let example = match record.as_slice() {
                    [key, Value::Integer(n)] => Some((spread::text(key), n.unsigned_abs())),
                    _ => None,
                };
                let kind = QueryErrorKind::LookupNotUnique {
                    name: name.clone(),
                    on: on.clone(),
                    example,
                };
                Err(QueryError::new(kind, *span).into())
            }
            _ => Ok(()),
        }
    }
}

/// The units of the first group that has several, each with its number of rows.
fn one_unit(counted: &Rows, n_keys: usize) -> Option<Vec<(String, u64)>> {
    for group in counted
        .records
        .chunk_by(|one, next| one[..n_keys] == next[..n_keys])
    {
        if group.len() < 2 {
            continue;
        }
        let unit = |record: &Vec<Value>| match record[n_keys..] {
            [Value::Text(ref unit), Value::Integer(n)] => Some((unit.clone(), n.unsigned_abs())),
            _ => None,
        };
        let mut units: Vec<(String, u64)> = group.iter().filter_map(unit).collect();
        units.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        return Some(units);
    }
    None
}
