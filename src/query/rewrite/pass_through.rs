//! A query that only names columns of another is that other.

use super::visit::Pass;
use crate::query::plan::{Alias, Expr, Output, Query, Relation, Rows, Select};

pub(super) struct PassThrough;

impl Pass for PassThrough {
    fn select(&mut self, select: &mut Select) {
        let adds_nothing = select.joins.is_empty()
            && select.shared.is_empty()
            && select.filters.is_empty()
            && select.groups.is_empty()
            && select.group_filters.is_empty()
            && select.order.is_empty()
            && select.limit.is_none()
            && select.offset == 0;
        let Some(Relation {
            alias,
            rows: Rows::Query(Query::Select(inner)),
        }) = &select.from
        else {
            return;
        };
        if !adds_nothing {
            return;
        }
        let outputs = select.outputs.iter();
        let outputs: Option<Vec<Output>> = outputs
            .map(|output| named(output, alias, &inner.outputs))
            .collect();
        if let Some(outputs) = outputs {
            *select = Select {
                outputs,
                ..(**inner).clone()
            };
        }
    }
}

/// A column of the inner query under the name that the outer one gives it.
fn named(outer: &Output, of: &Alias, inner: &[Output]) -> Option<Output> {
    let Expr::Column { alias, name, .. } = &outer.expr else {
        return None;
    };
    let mut inner = inner.iter();
    let found = inner.find(|it| alias == of && it.name == *name)?;
    Some(Output {
        name: outer.name.clone(),
        expr: found.expr.clone(),
    })
}
