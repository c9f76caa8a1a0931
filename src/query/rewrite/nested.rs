//! Lists of keys made of lists of keys: the key of an article whose key is found is the key found.

use super::visit::Pass;
use crate::query::plan::{Expr, Query, Relation, Rows, Select};

pub(super) struct Nested;

impl Pass for Nested {
    fn expr(&mut self, expr: &mut Expr) {
        let Expr::InQuery(tested, rows) = expr else {
            return;
        };
        let Query::Select(select) = &mut **rows else {
            return;
        };
        if !is_list_of_keys(select) {
            return;
        }
        let Some(mut found) = select.filters.pop() else {
            return;
        };
        let tested = std::mem::replace(tested, Box::new(Expr::Null));
        if let Expr::InQuery(key, _) | Expr::FullText { key, .. } = &mut found {
            *key = tested;
        }
        *expr = found;
    }

    fn select(&mut self, select: &mut Select) {
        let all = &select.filters;
        let is_implied = |filter: &Expr| all.iter().any(|other| is_wider(filter, other));
        let implied: Vec<usize> = (0..all.len()).filter(|at| is_implied(&all[*at])).collect();
        for at in implied.into_iter().rev() {
            select.filters.remove(at);
        }
    }
}

/// Whether a query gives the keys of a table that are found by its one filter.
fn is_list_of_keys(select: &Select) -> bool {
    let (Some(key), [filter]) = (only_output(select), select.filters.as_slice()) else {
        return false;
    };
    let Expr::Column { name, .. } = key else {
        return false;
    };
    let (Expr::InQuery(tested, _) | Expr::FullText { key: tested, .. }) = filter else {
        return false;
    };
    **name == *"key" && **tested == *key
}

/// The one column of rows of one table that are neither grouped nor cut.
fn only_output(select: &Select) -> Option<&Expr> {
    let is_plain = matches!(
        &select.from,
        Some(Relation {
            rows: Rows::Table(_),
            ..
        })
    ) && select.joins.is_empty()
        && select.shared.is_empty()
        && select.groups.is_empty()
        && select.group_filters.is_empty()
        && select.limit.is_none()
        && select.offset == 0;
    match select.outputs.as_slice() {
        [output] if is_plain => Some(&output.expr),
        _ => None,
    }
}

/// Whether a list of values holds all of another by its making: the speakers of all quotes, and those
/// of some.
fn is_wider(wide: &Expr, narrow: &Expr) -> bool {
    let (Expr::InQuery(tested, all), Expr::InQuery(same, part)) = (wide, narrow) else {
        return false;
    };
    let (Query::Select(all), Query::Select(part)) = (&**all, &**part) else {
        return false;
    };
    let (Some(column), Some(other)) = (named(all), named(part)) else {
        return false;
    };
    // A list of values holds no null in any case.
    let is_not_null = |filter: &Expr| match filter {
        Expr::Not(inner) => {
            matches!(&**inner, Expr::IsNull(value) if **value == all.outputs[0].expr)
        }
        _ => false,
    };
    tested == same
        && column == other
        && all.filters.iter().all(is_not_null)
        && all.filters.len() < part.filters.len()
}

/// The table and the column that a list of values is read from.
fn named(select: &Select) -> Option<(&'static str, &str)> {
    let Some(Relation {
        rows: Rows::Table(table),
        ..
    }) = &select.from
    else {
        return None;
    };
    match only_output(select)? {
        Expr::Column { name, .. } => Some((*table, name)),
        _ => None,
    }
}
