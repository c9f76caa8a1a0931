//! Walks over a plan, inner parts before the parts that hold them.

use crate::query::plan::{Expr, Query, Relation, Rows, Select};

/// What is done at each part of a plan.
pub(super) trait Pass {
    /// At an expression, after its parts.
    fn expr(&mut self, _expr: &mut Expr) {}

    /// At a `select`, after all that stands in it.
    fn select(&mut self, _select: &mut Select) {}
}

/// Walks over a query.
pub(super) fn visit(query: &mut Query, pass: &mut impl Pass) {
    match query {
        Query::Select(select) => visit_select(select, pass),
        Query::Set { left, right, .. } => {
            visit(left, pass);
            visit(right, pass);
        }
    }
}

fn visit_select(select: &mut Select, pass: &mut impl Pass) {
    for shared in &mut select.shared {
        visit(&mut shared.query, pass);
    }
    if let Some(from) = &mut select.from {
        visit_relation(from, pass);
    }
    for join in &mut select.joins {
        visit_relation(&mut join.relation, pass);
        if let Some(on) = &mut join.on {
            visit_expr(on, pass);
        }
    }
    for output in &mut select.outputs {
        visit_expr(&mut output.expr, pass);
    }
    let conditions = select.filters.iter_mut().chain(&mut select.group_filters);
    for expr in conditions.chain(&mut select.groups) {
        visit_expr(expr, pass);
    }
    for key in &mut select.order {
        visit_expr(&mut key.expr, pass);
    }
    pass.select(select);
}

fn visit_relation(relation: &mut Relation, pass: &mut impl Pass) {
    if let Rows::Query(query) = &mut relation.rows {
        visit(query, pass);
    }
}

pub(super) fn visit_expr(expr: &mut Expr, pass: &mut impl Pass) {
    match expr {
        Expr::Column { .. }
        | Expr::Bound(_)
        | Expr::Number(_)
        | Expr::Word(_)
        | Expr::Null
        | Expr::Bool(_) => {}
        Expr::Call(_, all) | Expr::And(all) | Expr::Or(all) | Expr::Aggregate(_, all) => {
            visit_all(all, pass);
        }
        Expr::Binary(_, left, right) => {
            visit_expr(left, pass);
            visit_expr(right, pass);
        }
        Expr::Not(inner) | Expr::IsNull(inner) | Expr::FullText { key: inner, .. } => {
            visit_expr(inner, pass);
        }
        Expr::Case(arms, other) => {
            for (test, value) in arms {
                visit_expr(test, pass);
                visit_expr(value, pass);
            }
            if let Some(other) = other {
                visit_expr(other, pass);
            }
        }
        Expr::In(tested, values) => {
            visit_expr(tested, pass);
            visit_all(values, pass);
        }
        Expr::InQuery(tested, rows) => {
            visit_expr(tested, pass);
            visit(rows, pass);
        }
        Expr::Scalar(rows) => visit(rows, pass),
        Expr::Window(window) => {
            visit_all(&mut window.arguments, pass);
            visit_all(&mut window.partition, pass);
            for key in &mut window.order {
                visit_expr(&mut key.expr, pass);
            }
        }
    }
    pass.expr(expr);
}

fn visit_all(all: &mut [Expr], pass: &mut impl Pass) {
    for part in all {
        visit_expr(part, pass);
    }
}
