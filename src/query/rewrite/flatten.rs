//! Rows of one table that are picked and named by a query of their own are picked where they are used:
//! what is simpler to read is also sooner prepared.

use super::visit::{Pass, visit};
use crate::query::plan::{Alias, Expr, Output, Query, Relation, Rows, Select};

pub(super) struct Flatten;

impl Pass for Flatten {
    fn select(&mut self, select: &mut Select) {
        for at in 0..select.joins.len() {
            if select.joins[at].is_outer {
                continue;
            }
            let Some(inner) = picked(&select.joins[at].relation) else {
                continue;
            };
            let outer = select.joins[at].relation.alias.clone();
            if let Some(from) = inner.from {
                select.joins[at].relation = from;
            }
            select.filters.extend(inner.filters);
            let outputs = inner.outputs;
            let mut replaced = Replaced { outer, outputs };
            let mut whole = Query::from(std::mem::take(select));
            visit(&mut whole, &mut replaced);
            if let Query::Select(whole) = whole {
                *select = *whole;
            }
        }
    }
}

/// The query of a relation, if all it does is to pick rows of a table and to name their columns.
fn picked(relation: &Relation) -> Option<Select> {
    let Rows::Query(Query::Select(inner)) = &relation.rows else {
        return None;
    };
    let from = inner.from.as_ref()?;
    let is_table = matches!(from.rows, Rows::Table(_) | Rows::Link(_));
    let is_plain = inner.joins.is_empty()
        && inner.shared.is_empty()
        && inner.groups.is_empty()
        && inner.group_filters.is_empty()
        && inner.order.is_empty()
        && inner.limit.is_none()
        && inner.offset == 0;
    let names_columns = inner
        .outputs
        .iter()
        .all(|output| matches!(output.expr, Expr::Column { .. }));
    (is_table && is_plain && names_columns).then(|| (**inner).clone())
}

/// Puts the columns of a table for those that a query named.
struct Replaced {
    outer: Alias,
    outputs: Vec<Output>,
}

impl Pass for Replaced {
    fn expr(&mut self, expr: &mut Expr) {
        let Expr::Column {
            alias,
            name,
            is_nullable,
        } = expr
        else {
            return;
        };
        let mut outputs = self.outputs.iter();
        let output = outputs.find(|output| *alias == self.outer && output.name == *name);
        if let Some(Expr::Column { alias, name, .. }) = output.map(|output| &output.expr) {
            *expr = Expr::Column {
                alias: alias.clone(),
                name: name.clone(),
                is_nullable: *is_nullable,
            };
        }
    }
}
