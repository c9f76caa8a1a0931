//! An empty answer → which of its conditions keeps the rows away, within a budget of time.

use std::time::Duration;

use super::{Asker, searched};
use crate::query::error::{Warning, WarningKind};
use crate::query::{self, Dialect, Relaxed};
use crate::span::Span;
use crate::store::TimeLimit;

/// What asking again may take in all.
const BUDGET: Duration = Duration::from_millis(200);

/// Says of a script that found nothing how much it finds without each of its conditions; nothing for
/// a script without conditions.
pub(super) fn why_empty(asker: &Asker, source: &str) -> Option<Warning> {
    let variants = query::relaxed(source);
    if variants.is_empty() {
        return None;
    }
    asker.store.limit(Some(TimeLimit(BUDGET)));
    let (found, is_complete) = counts(asker, variants);
    asker.store.limit(None);
    if found.is_empty() && !is_complete {
        return None;
    }
    let most = found.iter().max_by_key(|(_, rows)| *rows);
    let whole = Span::new(0, source.trim_end().len());
    let span = most.map_or(whole, |(variant, _)| variant.span);
    let without = found
        .iter()
        .map(|(variant, rows)| (variant.without.clone(), *rows))
        .collect();
    Some(Warning {
        kind: WarningKind::EmptyBecause { without },
        span,
    })
}

/// The variants that find rows, with how many, and whether all were asked before time was up.
fn counts(asker: &Asker, variants: Vec<Relaxed>) -> (Vec<(Relaxed, u64)>, bool) {
    let mut found = Vec::new();
    for variant in variants {
        let Ok(compiled) = asker.compile(&variant.source, Dialect::Sqlite) else {
            continue;
        };
        let searched = searched(&asker.store, compiled);
        let rows = searched.and_then(|compiled| asker.store.run(&compiled.statement));
        let Ok(rows) = rows else {
            return (found, false);
        };
        if !rows.records.is_empty() {
            found.push((variant, rows.records.len() as u64));
        }
    }
    (found, true)
}
