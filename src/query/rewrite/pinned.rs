//! Who is in the events, articles or sentences that tests have picked is looked up for each of them. The entities lie
//! in order in an index, and where rows are gathered by entity the planner took that order for a gain: it went
//! through everybody who is in anything, and looked up for each whether the tests pick it.

use super::joined::looks_at;
use super::led::is_column;
use super::visit::Pass;
use crate::query::catalog::Link;
use crate::query::functions::Function;
use crate::query::plan::{Alias, Binary, Expr, Join, Relation, Rows, Select};

pub(super) struct Pinned;

impl Pass for Pinned {
    fn select(&mut self, select: &mut Select) {
        let Some(from) = select.from.clone() else {
            return;
        };
        let picked = std::slice::from_ref(&from.alias);
        if !select.filters.iter_mut().any(|test| looks_at(test, picked)) {
            return;
        }
        let named: Vec<Alias> = select
            .joins
            .iter()
            .filter_map(|join| named(join, &from))
            .collect();
        for alias in named {
            let is_given = |test: &Expr| {
                matches!(test, Expr::Binary(Binary::Equal, column, _)
                if is_column(column, &alias, "entity"))
            };
            if select.filters.iter().any(is_given) {
                continue;
            }
            let tested = select.filters.iter_mut().filter_map(|test| match test {
                Expr::Not(inner) => match &mut **inner {
                    Expr::IsNull(tested) => Some(&mut **tested),
                    _ => None,
                },
                _ => None,
            });
            for expr in tested.chain(&mut select.groups) {
                if is_column(expr, &alias, "entity") {
                    let column = std::mem::replace(expr, Expr::Null);
                    *expr = Expr::Call(Function::Unsearched, vec![column]);
                }
            }
        }
    }
}

/// What the rows that name who is in the first ones are called, if a join adds such rows.
fn named(join: &Join, from: &Relation) -> Option<Alias> {
    let key = match (&from.rows, &join.relation.rows) {
        (Rows::Table("event"), Rows::Link(Link::Participant)) => "event",
        (Rows::Table("article"), Rows::Table("mention")) => "article",
        (Rows::Table("sentence"), Rows::Table("mention")) => "sentence",
        _ => return None,
    };
    let Some(Expr::Binary(Binary::Equal, left, right)) = &join.on else {
        return None;
    };
    let alias = &join.relation.alias;
    let is_both = |one: &Expr, other: &Expr| {
        is_column(one, &from.alias, "key") && is_column(other, alias, key)
    };
    (is_both(left, right) || is_both(right, left)).then(|| alias.clone())
}
