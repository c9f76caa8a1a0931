//! What lies inside an interval also begins before its end: said of the first day, which the indexes
//! lead with, it keeps a search from going on to the last row.

use super::visit::Pass;
use crate::query::plan::{Alias, Binary, Expr, Select};

pub(super) struct BothEnds;

impl Pass for BothEnds {
    fn select(&mut self, select: &mut Select) {
        // Rows that a list of keys names are searched by it: a better known interval would lead away.
        if select
            .filters
            .iter()
            .any(|test| matches!(test, Expr::InQuery(..)))
        {
            return;
        }
        let more: Vec<Expr> = select
            .filters
            .iter()
            .filter_map(|last| begins_before_end(last, &select.filters))
            .collect();
        select.filters.extend(more);
    }
}

/// For `x_last <= day`, where `x_first` has a lower bound and no upper one: `x_first <= day`.
fn begins_before_end(test: &Expr, all: &[Expr]) -> Option<Expr> {
    let (alias, name, operator, day) = bound(test)?;
    let first_name = format!("{}_first", name.strip_suffix("_last")?);
    if !is_upper(operator) {
        return None;
    }
    let (mut is_open_below, mut is_open_above) = (true, true);
    for (of, name, operator, _) in all.iter().filter_map(bound) {
        if of == alias && *name == *first_name {
            is_open_above &= !is_upper(operator);
            is_open_below &= is_upper(operator);
        }
    }
    (is_open_above && !is_open_below)
        .then(|| Expr::field(alias, &first_name, true).binary(operator, day.clone()))
}

/// A column that is compared with a value.
fn bound(test: &Expr) -> Option<(&Alias, &str, Binary, &Expr)> {
    let Expr::Binary(operator, column, value) = test else {
        return None;
    };
    let Expr::Column { alias, name, .. } = &**column else {
        return None;
    };
    let is_value = matches!(**value, Expr::Bound(_));
    (operator.is_order() && is_value).then_some((alias, &**name, *operator, &**value))
}

fn is_upper(operator: Binary) -> bool {
    matches!(operator, Binary::Less | Binary::LessOrEqual)
}
