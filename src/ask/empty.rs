//! An empty answer → which of its conditions keeps the rows away, within a budget of time.

use std::time::{Duration, Instant};

use super::{Asker, searched};
use crate::query::error::{Warning, WarningKind};
use crate::query::{self, Dialect, Relaxed};
use crate::span::Span;
use crate::store::TimeLimit;
use crate::value::{Rows, Value};

/// What asking again may take in all.
const BUDGET: Duration = Duration::from_millis(200);

/// Whether an answer tells of nothing: it has no rows, or is a `count` of 0.
pub(super) fn is_empty(rows: &Rows) -> bool {
    found_by(rows) == 0
}

/// How many rows were found: those of the answer, or those that it has counted.
fn found_by(rows: &Rows) -> u64 {
    let is_count = rows.columns.len() == 1 && rows.columns[0].name == "count";
    match rows.records.as_slice() {
        [record] if is_count => match record.as_slice() {
            [Value::Integer(count)] => u64::try_from(*count).unwrap_or_default(),
            _ => 1,
        },
        records => records.len() as u64,
    }
}

/// Says of a script that found nothing how much it finds without each of its conditions; nothing for
/// a script without conditions.
pub(super) fn why_empty(asker: &Asker, source: &str) -> Option<Warning> {
    let variants = query::relaxed(source);
    if variants.is_empty() {
        return None;
    }
    let is_only = variants.len() == 1;
    let (found, is_complete) = counts(asker, variants);
    let (others, _) = counts(asker, query::otherwise(source, &asker.store));
    asker.store.limit(None);
    if found.is_empty() && others.is_empty() && !is_complete {
        return None;
    }
    let most = others.iter().chain(&found).max_by_key(|(_, rows)| *rows);
    let whole = Span::new(0, source.trim_end().len());
    let span = most.map_or(whole, |(variant, _)| variant.span);
    let told = |variants: &[(Relaxed, u64)]| {
        let variants = variants.iter();
        variants
            .map(|(variant, rows)| (variant.without.clone(), *rows))
            .collect()
    };
    let instead = told(&others);
    // Without its only condition a question asks for everything, which tells nothing.
    let without = if is_only && !others.is_empty() {
        Vec::new()
    } else {
        told(&found)
    };
    Some(Warning {
        kind: WarningKind::EmptyBecause { without, instead },
        span,
    })
}

/// The variants that find rows, with how many, and whether all were asked before time was up. None may
/// use up the time of those after it.
fn counts(asker: &Asker, variants: Vec<Relaxed>) -> (Vec<(Relaxed, u64)>, bool) {
    let start = Instant::now();
    let (mut found, mut is_complete) = (Vec::new(), true);
    let mut left = u32::try_from(variants.len()).unwrap_or(u32::MAX);
    for variant in variants {
        let share = BUDGET.saturating_sub(start.elapsed()) / left.max(1);
        left = left.saturating_sub(1);
        asker.store.limit(Some(TimeLimit(share)));
        let Ok(compiled) = asker.compile(&variant.source, Dialect::Sqlite) else {
            continue;
        };
        let searched = searched(&asker.store, compiled);
        match searched.and_then(|compiled| asker.store.run(&compiled.statement)) {
            Ok(rows) if found_by(&rows) > 0 => found.push((variant, found_by(&rows))),
            Ok(_) => {}
            Err(_) => is_complete = false,
        }
    }
    (found, is_complete)
}
