//! An answer that took too long → the error that says so, with the stage from which on it is slow.

use std::time::Duration;

use super::{Asker, searched};
use crate::query::error::{Diagnostics, QueryError, QueryErrorKind};
use crate::query::{Dialect, prefixes};
use crate::span::Span;
use crate::store::TimeLimit;

/// What looking for the slow stage may take at most, less where the limit itself was short: who sets a
/// limit is answered within a tenth of a second of it.
const MOST: Duration = Duration::from_millis(80);

/// The part of the limit within which a stage is not slow.
const QUICK: u32 = 8;

/// The error of a script that was stopped at its limit after that many rows of whole tables.
pub(super) fn too_expensive(
    asker: &Asker,
    source: &str,
    limit: Duration,
    rows_read: u64,
) -> Diagnostics {
    let slow = slow_stage(asker, source, limit);
    let whole = Span::new(0, source.trim_end().len());
    let kind = QueryErrorKind::TooExpensive {
        limit,
        rows_read: Some(rows_read).filter(|rows| *rows > 0),
        stage: slow.map(|(stage, _)| stage),
    };
    QueryError::new(kind, slow.map_or(whole, |(_, span)| span)).into()
}

/// The first stage with which the beginning of the query is no longer quick: all that stands before it
/// has been run again and was.
fn slow_stage(asker: &Asker, source: &str, limit: Duration) -> Option<(usize, Span)> {
    let beginnings = prefixes(source);
    let n = u32::try_from(beginnings.len()).ok().filter(|n| *n > 1)?;
    let quick = (limit / QUICK).min(MOST / n);
    for beginning in beginnings {
        let Ok(compiled) = asker.compile(&beginning.source, Dialect::Sqlite) else {
            // Some beginnings are no query: `pivot` needs what comes before it, a `let` may not.
            continue;
        };
        asker.store.limit(Some(TimeLimit(quick)));
        let ran = searched(&asker.store, compiled)
            .and_then(|compiled| asker.store.run(&compiled.statement));
        asker.store.limit(None);
        if ran.is_err() {
            return Some((beginning.stage, beginning.span));
        }
    }
    None
}
