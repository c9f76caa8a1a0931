//! Functions of other rows inside functions of other rows or of groups, and groups inside functions of
//! other rows: what stands inside is computed first, as a column of a query of its own.

use super::expr::Mode;
use super::frame::{Frame, Named};
use super::function::{is_aggregate, is_window};
use super::group::column_named;
use super::value::Typed;
use super::{Outcome, Resolver};
use crate::query::ast::{Expr, ExprKind, OutputColumn, QuantifierKind};

/// The start of the names of columns that are computed first; no user can write them.
const INNER: &str = " inner ";

impl Resolver<'_> {
    /// The rows with a column for each function of other rows that stands inside another, or inside an
    /// aggregate; and the expression with those columns in its place.
    pub(super) fn hoisted(&mut self, frame: Frame, expr: &Expr) -> Outcome<(Frame, Expr)> {
        let mut expr = expr.clone();
        let mut found = Vec::new();
        let first = frame.columns.len();
        take_inner(&mut expr, false, &mut |inner| {
            let name = format!("{INNER}{}", first + found.len());
            let column = column_named(&name, inner.span);
            found.push((name, std::mem::replace(inner, column)));
        });
        if found.is_empty() {
            return Ok((frame, expr));
        }
        let mut frame = self.open(frame);
        for (name, inner) in found {
            let (next, inner) = self.hoisted(frame, &inner)?;
            frame = next;
            let value = self.value(&mut frame, &inner, Mode::Row)?;
            frame.columns.push(Named::new(&name, value));
        }
        Ok((self.wrap(frame), expr))
    }

    /// The rows for all columns, as [`Resolver::hoisted`].
    pub(super) fn hoisted_columns(
        &mut self,
        frame: Frame,
        columns: &[OutputColumn],
    ) -> (Frame, Vec<OutputColumn>) {
        let mut frame = frame;
        let mut all = Vec::new();
        for column in columns {
            // An error is told where the column itself is resolved.
            let before = frame.clone();
            let (next, expr) = match self.hoisted(frame, &column.expr) {
                Ok(found) => found,
                Err(_) => (before, column.expr.clone()),
            };
            frame = next;
            all.push(OutputColumn {
                expr,
                ..column.clone()
            });
        }
        (frame, all)
    }

    /// Takes a function of other rows of a grouping apart: what it is called for is a column of the
    /// grouping, and the expression is one of the rows that it makes.
    pub(super) fn after_grouping(column: &OutputColumn) -> Option<(Vec<OutputColumn>, Expr)> {
        let mut expr = column.expr.clone();
        if !has_window(&mut expr) {
            return None;
        }
        let mut found = Vec::new();
        take_aggregates(&mut expr, &mut |inner| {
            let name = format!("{INNER}{} {}", inner.span.start, found.len());
            let place = column_named(&name, inner.span);
            let ExprKind::Path(path) = &place.kind else {
                return;
            };
            found.push(OutputColumn {
                name: path.segments.first().cloned(),
                span: inner.span,
                expr: std::mem::replace(inner, place.clone()),
            });
        });
        Some((found, expr))
    }

    /// A column that [`Resolver::after_grouping`] has taken apart, once the groups are there.
    pub(super) fn of_groups(&mut self, frame: &mut Frame, expr: &Expr) -> Typed {
        let value = self.value(frame, expr, Mode::Row);
        self.kept(value).unwrap_or_else(Typed::unknown)
    }
}

/// Hands over each outermost function of other rows that stands inside another one or an aggregate.
fn take_inner(expr: &mut Expr, is_inside: bool, take: &mut dyn FnMut(&mut Expr)) {
    let (of_rows, of_group) = match &expr.kind {
        ExprKind::Call(call) => {
            let name = call.name.text.to_lowercase();
            (is_window(&name), is_aggregate(&name))
        }
        _ => (false, false),
    };
    if is_inside && of_rows {
        return take(expr);
    }
    for part in expr.parts_mut() {
        take_inner(part, is_inside || of_rows || of_group, take);
    }
}

/// Hands over each outermost aggregate.
fn take_aggregates(expr: &mut Expr, take: &mut dyn FnMut(&mut Expr)) {
    let is_one = match &expr.kind {
        ExprKind::Call(call) => is_aggregate(&call.name.text.to_lowercase()),
        ExprKind::Quantifier(quantifier) => quantifier.kind == QuantifierKind::Count,
        _ => false,
    };
    if is_one {
        return take(expr);
    }
    for part in expr.parts_mut() {
        take_aggregates(part, take);
    }
}

/// Whether a function of other rows stands in it, outside aggregates.
pub(super) fn has_window(expr: &mut Expr) -> bool {
    if let ExprKind::Call(call) = &expr.kind {
        let name = call.name.text.to_lowercase();
        if is_window(&name) || is_aggregate(&name) {
            return is_window(&name);
        }
    }
    expr.parts_mut().into_iter().any(has_window)
}
