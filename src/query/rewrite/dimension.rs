//! `entity.kind = 'armed_group'` on a joined row → its key is among those of such rows. The few keys
//! lead the search through an index, where the join read every fact to test it. Inside `or` it is the
//! only form that lets each side use an index of its own.

use super::joined::{Joined, aliases, looks_at};
use super::visit::{Pass, visit_expr};
use crate::query::plan::{Alias, Binary, Expr, Select};

pub(super) struct Dimension;

impl Pass for Dimension {
    fn select(&mut self, select: &mut Select) {
        for at in (0..select.joins.len()).rev() {
            let Some(joined) = Joined::of(&select.joins[at]) else {
                continue;
            };
            let mut others = aliases(select);
            others.retain(|alias| *alias != joined.alias);
            for filter in &mut select.filters {
                among_keys(filter, &joined, &others, false);
            }
        }
    }
}

/// Turns the tests of a joined row inside a condition into tests of its key.
fn among_keys(condition: &mut Expr, joined: &Joined, others: &[Alias], is_inside_or: bool) {
    // Outside `or` the planner knows how to begin with the articles of an outlet or a day.
    let is_wanted = is_inside_or || matches!(joined.table, "entity" | "source");
    if is_wanted && is_membership(condition, &joined.alias) && !looks_at(condition, others) {
        let mut test = std::mem::replace(condition, Expr::Null);
        // A name of its own, so that nothing seems to look at the joined row any more.
        let alias = Alias(format!("{}_0", joined.table).into());
        let mut rename = Rename {
            from: &joined.alias,
            to: &alias,
        };
        visit_expr(&mut test, &mut rename);
        let rows = Select::table(&alias, joined.table)
            .output("key", Expr::column(&alias, "key"))
            .filter(test);
        *condition = joined.from.clone().within(rows);
        return;
    }
    match condition {
        Expr::And(parts) => {
            for part in parts {
                among_keys(part, joined, others, is_inside_or);
            }
        }
        Expr::Or(parts) => {
            for part in parts {
                among_keys(part, joined, others, true);
            }
        }
        _ => {}
    }
}

/// Calls rows by another name.
struct Rename<'a> {
    from: &'a Alias,
    to: &'a Alias,
}

impl Pass for Rename<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        if let Expr::Column { alias, .. } = expr
            && alias == self.from
        {
            *alias = self.to.clone();
        }
    }
}

/// Whether a condition asks that columns of these rows are among some values, which no missing row is.
fn is_membership(condition: &Expr, own: &Alias) -> bool {
    let is_own = |expr: &Expr| matches!(expr, Expr::Column { alias, .. } if alias == own);
    match condition {
        Expr::Binary(Binary::Equal, left, right) => is_own(left) && is_constant(right),
        Expr::In(tested, values) => is_own(tested) && values.iter().all(is_constant),
        Expr::InQuery(tested, _) => is_own(tested),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().all(|part| is_membership(part, own)),
        _ => false,
    }
}

fn is_constant(expr: &Expr) -> bool {
    matches!(expr, Expr::Bound(_) | Expr::Number(_) | Expr::Word(_))
}
