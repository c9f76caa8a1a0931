//! Rows that a link holds once are not grouped to be distinct: `each actors` became a grouping of every
//! participant of every event, made anew for each question. Ungrouped, the link is searched for the
//! events at hand. An entity in two parts of one event is kept where it is listed first.

use super::visit::Pass;
use crate::query::catalog::Link;
use crate::query::plan::{Alias, Binary, Expr, Relation, Rows, Select};

pub(super) struct Ungroup;

impl Pass for Ungroup {
    fn select(&mut self, select: &mut Select) {
        let groups_all = select.groups.len() == select.outputs.len()
            && select
                .outputs
                .iter()
                .all(|output| select.groups.contains(&output.expr));
        let is_plain = select.joins.is_empty()
            && select.shared.is_empty()
            && select.group_filters.is_empty()
            && select.limit.is_none()
            && select.offset == 0;
        if select.groups.is_empty() || !groups_all || !is_plain {
            return;
        }
        let Some(Relation { alias, rows }) = &select.from else {
            return;
        };
        let has = |name: &str| {
            let outputs = &mut select.outputs.iter();
            outputs.any(|output| is_column(&output.expr, alias, name))
        };
        match rows {
            Rows::Table(_) if has("key") => select.groups.clear(),
            Rows::Link(Link::Participant) if has("event") && has("entity") => {
                let first = first_listed(alias, has_role(select, alias));
                select.groups.clear();
                select.filters.push(first);
            }
            _ => {}
        }
    }
}

fn is_column(expr: &Expr, of: &Alias, called: &str) -> bool {
    matches!(expr, Expr::Column { alias, name, .. } if alias == of && **name == *called)
}

/// Whether the rows are those of one part.
fn has_role(select: &Select, alias: &Alias) -> bool {
    select.filters.iter().any(|filter| match filter {
        Expr::Binary(Binary::Equal, left, right) => {
            is_column(left, alias, "role") && matches!(**right, Expr::Word(_))
        }
        _ => false,
    })
}

/// That an entity's row is the first of those that it has in the event, or in this part of it.
fn first_listed(alias: &Alias, has_role: bool) -> Expr {
    let repeats = Expr::column(alias, "repeats");
    if has_role {
        repeats.binary(Binary::LessOrEqual, Expr::Number(1))
    } else {
        repeats.binary(Binary::Equal, Expr::Number(0))
    }
}
