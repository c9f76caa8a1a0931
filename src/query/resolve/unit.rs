//! Figures of several units in one sum: refused, since 5 people and 3 km are not 8 of anything.

use super::Resolver;
use super::expr::Mode;
use super::footnote::FootnoteKind;
use super::frame::Frame;
use crate::query::ast::{Call, ExprKind, OutputColumn, Path};
use crate::query::catalog::Noun;
use crate::query::plan::{Aggregate, Expr, Order};

/// Aggregates that make one number of many.
const MIXING: [&str; 5] = ["sum", "avg", "median", "stdev", "quantile"];

/// Fields that are counted in the unit of their row.
const MEASURED: [&str; 3] = ["value", "low", "high"];

impl Resolver<'_> {
    /// Notes how many units each group of figures has, if numbers of figures are added up.
    pub(super) fn note_units(
        &mut self,
        frame: &mut Frame,
        columns: &[OutputColumn],
        by: &[OutputColumn],
    ) {
        let Some(call) = columns.iter().find_map(mixing_call) else {
            return;
        };
        let is_split = |key: &OutputColumn| {
            matches!(&key.expr.kind, ExprKind::Path(path)
                if matches!(last(path), "unit" | "measure"))
        };
        let subject = frame.subject.clone();
        let Some(subject) = subject.filter(|it| it.noun == Noun::Figures && it.dropped.is_none())
        else {
            return;
        };
        if by.iter().any(is_split) || is_hidden(frame, call) {
            return;
        }
        let mut counted = frame.clone();
        let mut keys = Vec::new();
        for key in by {
            // A wrong key has been told already.
            let Ok(value) = self.value(&mut counted, &key.expr, Mode::Row) else {
                return;
            };
            keys.push(value.expr());
        }
        let Ok(value) = self.value(&mut counted, &call.arguments[0], Mode::Row) else {
            return;
        };
        let unit = self.column(&mut counted, (Noun::Figures, &subject.key), "unit", true);
        let mut select = counted.select;
        select.filters.push(unit.clone().is_null().negated());
        select.filters.push(value.expr().is_null().negated());
        select.order = keys.iter().chain([&unit]).cloned().map(ascending).collect();
        let n_keys = keys.len();
        for (position, key) in keys.into_iter().enumerate() {
            select = select.output(&format!("key{position}"), key.clone());
            select.groups.push(key);
        }
        select.groups.push(unit.clone());
        let n = Expr::Aggregate(Aggregate::Count, Vec::new());
        let select = select.output("unit", unit).output("n", n);
        let span = call.span;
        frame.push_note(FootnoteKind::Units { n_keys, span }, select);
    }
}

/// The call of a column that adds up a measured field.
fn mixing_call(column: &OutputColumn) -> Option<&Call> {
    let ExprKind::Call(call) = &column.expr.kind else {
        return None;
    };
    let name = call.name.text.to_lowercase();
    let ExprKind::Path(path) = &call.arguments.first()?.kind else {
        return None;
    };
    let is_own = path.segments.len() == 1 && MEASURED.contains(&last(path));
    (is_own && MIXING.contains(&name.as_str())).then_some(call)
}

/// Whether a column of an earlier stage has the name of the field.
fn is_hidden(frame: &Frame, call: &Call) -> bool {
    match call.arguments.first().map(|first| &first.kind) {
        Some(ExprKind::Path(path)) => frame.column(last(path)).is_some(),
        _ => false,
    }
}

fn last(path: &Path) -> &str {
    path.segments.last().map_or("", |segment| &segment.text)
}

fn ascending(expr: Expr) -> Order {
    Order {
        expr,
        descending: false,
        nulls_first: false,
        is_text: false,
    }
}
