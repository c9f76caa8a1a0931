//! Which columns values become is told by the cells themselves, where all rows that have cells are
//! among the result: then it is not counted beside them.

use super::joined::Joined;
use super::visit::{Pass, visit};
use crate::query::plan::{Aggregate, Alias, Expr, Query, Relation, Rows, Select};

/// Leaves the heads of a result away, if its cells tell them.
pub(super) fn tell_by_cells(query: &mut Query) {
    let Query::Select(result) = query else {
        return;
    };
    let is_whole = result.filters.is_empty()
        && result.groups.is_empty()
        && result.limit.is_none()
        && result.offset == 0
        && result
            .joins
            .iter()
            .all(|join| join.is_outer && Joined::of(join).is_some());
    let Some(Relation {
        alias,
        rows: Rows::Query(Query::Select(spread)),
    }) = &mut result.from
    else {
        return;
    };
    if !is_whole || !has_cells(spread) {
        return;
    }
    let Some(heads) = spread.outputs.iter().position(|it| is_heads(&it.expr)) else {
        return;
    };
    let name = spread.outputs.remove(heads).name;
    for output in &mut result.outputs {
        let is_those = matches!(&output.expr, Expr::Column { alias: of, name: known, .. } if of == alias && *known == name);
        if is_those {
            output.expr = Expr::Null;
        }
    }
    inline(spread);
}

fn has_cells(spread: &Select) -> bool {
    let is_cells = |expr: &Expr| matches!(expr, Expr::Aggregate(Aggregate::Cells, _));
    spread.outputs.iter().any(|it| is_cells(&it.expr)) && spread.group_filters.is_empty()
}

/// Whether it is the one value that tells of all cells.
fn is_heads(expr: &Expr) -> bool {
    let Expr::Scalar(query) = expr else {
        return false;
    };
    matches!(&**query, Query::Select(select) if has_cells(select))
}

/// Puts the one shared query, if nothing else uses it, where it is read.
fn inline(spread: &mut Select) {
    let [shared] = spread.shared.as_slice() else {
        return;
    };
    let alias = shared.alias.clone();
    if shared.is_recursive || n_uses(spread, &alias) != 1 {
        return;
    }
    if let Some(from) = &mut spread.from
        && from.rows == Rows::Shared(alias)
        && let Some(shared) = spread.shared.pop()
    {
        from.rows = Rows::Query(shared.query);
    }
}

/// How often rows are read of a shared query.
fn n_uses(select: &Select, shared: &Alias) -> usize {
    struct Uses<'alias>(&'alias Alias, usize);
    impl Pass for Uses<'_> {
        fn select(&mut self, select: &mut Select) {
            let joined = select.joins.iter().map(|join| &join.relation);
            let all = select.from.iter().chain(joined);
            self.1 += all
                .filter(|it| matches!(&it.rows, Rows::Shared(alias) if alias == self.0))
                .count();
        }
    }
    let mut uses = Uses(shared, 0);
    visit(&mut Query::from(select.clone()), &mut uses);
    uses.1
}
