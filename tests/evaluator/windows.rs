//! Functions that look at other rows of the result.

use dateline::query::ast::{Call, Expr, ExprKind, Literal};

use super::aggregates::{extreme, total};
use super::cell::{Cell, count, real};
use super::groups::share;
use super::kinds::WINDOWS;
use super::scope::Context;
use super::table::{Outcome, Table, refuse};

/// The calls of windows in an expression.
pub(super) fn calls(expr: &Expr) -> Vec<Call> {
    let inside = |parts: Vec<&Expr>| parts.into_iter().flat_map(calls).collect();
    match &expr.kind {
        ExprKind::Call(call) if WINDOWS.contains(&call.name.text.to_lowercase().as_str()) => {
            vec![call.clone()]
        }
        ExprKind::Call(call) => inside(call.arguments.iter().collect()),
        ExprKind::Or(parts) | ExprKind::And(parts) | ExprKind::Coalesce(parts) => {
            inside(parts.iter().collect())
        }
        ExprKind::Not(one) | ExprKind::Negate(one) => calls(one),
        ExprKind::IsNull { operand, .. }
        | ExprKind::In { operand, .. }
        | ExprKind::Time { operand, .. }
        | ExprKind::Place { operand, .. } => calls(operand),
        ExprKind::Compare { left, right, .. } | ExprKind::Arithmetic { left, right, .. } => {
            inside(vec![&**left, &**right])
        }
        ExprKind::Case(arms) => {
            let parts = arms
                .iter()
                .flat_map(|arm| arm.condition.iter().chain([&arm.value]));
            inside(parts.collect())
        }
        ExprKind::Literal(_)
        | ExprKind::Path(_)
        | ExprKind::Clause(_)
        | ExprKind::Quantifier(_) => Vec::new(),
    }
}

impl Context<'_> {
    /// The value of a window for each row.
    pub(super) fn window(&self, table: &Table, call: &Call, per: &[Expr]) -> Outcome<Vec<Cell>> {
        let name = call.name.text.to_lowercase();
        let at = usize::from(name == "moving");
        let values = self.values(table, &call.arguments[at], &[])?;
        if !matches!(name.as_str(), "share" | "rank") && !table.is_sorted {
            return refuse("E043");
        }
        let mut found = vec![Cell::Null; table.rows.len()];
        for part in self.parts(table, per)? {
            let own: Vec<Cell> = part.iter().map(|at| values[*at].clone()).collect();
            for (place, at) in part.iter().enumerate() {
                found[*at] = self.windowed(&name, call, &own, place)?;
            }
        }
        Ok(found)
    }

    /// The value at one place of a part, whose rows stand in their order.
    fn windowed(&self, name: &str, call: &Call, values: &[Cell], at: usize) -> Outcome<Cell> {
        Ok(match name {
            "share" => share(&values[at], values.iter().filter_map(Cell::number).sum()),
            "rank" => {
                let is_better =
                    |other: &&Cell| self.key_order(other, &values[at], true, false).is_lt();
                let better = values.iter().filter(is_better);
                count(better.count() + 1)
            }
            "running" => combined(self, "sum", &values[..=at]),
            "moving" => {
                let n = number(&call.arguments[2]);
                let start = (at + 1).saturating_sub(n.max(1));
                let ExprKind::Path(function) = &call.arguments[0].kind else {
                    return refuse("E020");
                };
                combined(self, &function.segments[0].text, &values[start..=at])
            }
            _ => {
                let n = call.arguments.get(1).map_or(1, number);
                let place = if name == "lag" {
                    at.checked_sub(n)
                } else {
                    Some(at + n)
                };
                place
                    .and_then(|place| values.get(place))
                    .cloned()
                    .unwrap_or(Cell::Null)
            }
        })
    }
}

fn number(expr: &Expr) -> usize {
    match expr.kind {
        ExprKind::Literal(Literal::Integer(number)) => usize::try_from(number).unwrap(),
        _ => 1,
    }
}

/// A function of the values of some rows that are not null.
fn combined(context: &Context<'_>, name: &str, values: &[Cell]) -> Cell {
    let values: Vec<Cell> = values
        .iter()
        .filter(|value| !value.is_null())
        .cloned()
        .collect();
    match name {
        "count" => count(values.len()),
        _ if values.is_empty() => Cell::Null,
        "sum" => total(&values),
        "min" | "max" => extreme(context.memory, &values, name == "max"),
        _ => {
            let numbers: Vec<f64> = values.iter().filter_map(Cell::number).collect();
            Cell::Num(numbers.iter().sum::<f64>() / real(i64::try_from(numbers.len()).unwrap()))
        }
    }
}
