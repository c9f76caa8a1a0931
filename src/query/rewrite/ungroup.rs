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
                select.filters.extend(first);
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

/// That an entity's row is the first of those that it has in the event. The list of a part starts at 0,
/// and `actor` is the first of the parts, so that few rows need the search.
fn first_listed(alias: &Alias, has_role: bool) -> Vec<Expr> {
    let own = |name: &str| Expr::column(alias, name);
    let first = |name: &str, within: &[&str]| {
        let other = Alias(format!("{}_before", alias.0).into());
        let is_before = Expr::column(&other, name).binary(Binary::Less, own(name));
        let mut before = Select {
            from: Some(Relation {
                alias: other.clone(),
                rows: Rows::Link(Link::Participant),
            }),
            limit: Some(1),
            ..Select::default()
        }
        .output("one", Expr::Number(1));
        for column in within {
            let same = Expr::column(&other, column).binary(Binary::Equal, own(column));
            before = before.filter(same);
        }
        Expr::Scalar(Box::new(before.filter(is_before).into())).is_null()
    };
    let start = own("ord").binary(Binary::Equal, Expr::Number(0));
    let in_part = Expr::Or(vec![start, first("ord", &["event", "role", "entity"])]);
    if has_role {
        return vec![in_part];
    }
    let actor = own("role").binary(Binary::Equal, Expr::Word("actor"));
    let part = Expr::Or(vec![actor, first("role", &["event", "entity"])]);
    vec![part, in_part]
}
