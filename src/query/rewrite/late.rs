//! What is gathered of each group only to be shown is gathered for the groups that are shown: the
//! spellings of twenty names, not of all.

use super::joined::looks_at_column;
use super::visit::Pass;
use crate::query::plan::{Aggregate, Alias, Binary, Expr, Output, Query, Relation, Rows, Select};

/// Groups for which a search each is cheaper than gathering for all.
const FEW: u64 = 100;

/// Columns by which a table is grouped and can be searched.
const SEARCHED: [(&str, &[&str]); 5] = [
    ("article", &["source", "story"]),
    ("mention", &["entity", "article", "sentence"]),
    ("event", &["article", "sentence", "cluster", "claimant"]),
    ("quote", &["article", "sentence", "cluster", "speaker"]),
    (
        "figure",
        &["article", "sentence", "cluster", "claimant", "event"],
    ),
];

pub(super) struct Late;

impl Pass for Late {
    fn select(&mut self, select: &mut Select) {
        if select.limit.is_none_or(|limit| limit + select.offset > FEW) || !select.groups.is_empty()
        {
            return;
        }
        let Some(Relation {
            alias,
            rows: Rows::Query(Query::Select(grouped)),
        }) = &mut select.from
        else {
            return;
        };
        let Some(key) = searched_key(grouped) else {
            return;
        };
        let alias = alias.clone();
        let shown: Vec<usize> = (0..grouped.outputs.len())
            .filter(|at| is_gathered(&grouped.outputs[*at].expr))
            .collect();
        let key_name = grouped.outputs[key].name.clone();
        for at in shown.into_iter().rev() {
            let Some(Relation {
                rows: Rows::Query(Query::Select(grouped)),
                ..
            }) = &mut select.from
            else {
                return;
            };
            let gathered = grouped.outputs[at].clone();
            let source = (**grouped).clone();
            let own = Expr::field(&alias, &key_name, true);
            let scalar = one_group(source, &gathered, own);
            if only_shown(select, &alias, &gathered) {
                move_out(select, &alias, &gathered, &scalar);
            }
        }
    }
}

/// Where the one key stands by which the rows of a table are grouped, if they can be searched by it.
fn searched_key(grouped: &Select) -> Option<usize> {
    let Some(Relation {
        alias: own,
        rows: Rows::Table(table),
    }) = &grouped.from
    else {
        return None;
    };
    let [Expr::Column { alias, name, .. }] = grouped.groups.as_slice() else {
        return None;
    };
    let is_plain = grouped.joins.is_empty()
        && grouped.group_filters.is_empty()
        && grouped.shared.is_empty()
        && grouped.limit.is_none()
        && grouped.offset == 0;
    let mut searched = SEARCHED.iter();
    let (_, columns) = searched.find(|(known, _)| known == table)?;
    if !is_plain || alias != own || !columns.contains(&&**name) {
        return None;
    }
    let mut outputs = grouped.outputs.iter();
    outputs.position(|output| output.expr == grouped.groups[0])
}

/// Whether all values of a group have to be kept for it.
fn is_gathered(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Aggregate(Aggregate::List | Aggregate::Joined, _)
    )
}

/// The value for the rows of one group.
fn one_group(mut source: Select, gathered: &Output, key: Expr) -> Expr {
    let test = source.groups.remove(0).binary(Binary::Same, key);
    source.filters.push(test);
    source.outputs = vec![gathered.clone()];
    source.order.clear();
    Expr::Scalar(Box::new(Query::from(source)))
}

/// Whether a column stands by itself among what is shown, and nowhere else.
fn only_shown(select: &mut Select, of: &Alias, column: &Output) -> bool {
    let looks = |expr: &mut Expr| looks_at_column(expr, of, &column.name);
    let shown = select.outputs.iter_mut().map(|output| &mut output.expr);
    let on = select.joins.iter_mut().filter_map(|join| join.on.as_mut());
    let elsewhere = shown
        .filter(|expr| !is_column(expr, of, column))
        .chain(&mut select.filters)
        .chain(select.order.iter_mut().map(|key| &mut key.expr))
        .chain(on)
        .any(looks);
    !elsewhere
}

fn is_column(expr: &Expr, of: &Alias, column: &Output) -> bool {
    matches!(expr, Expr::Column { alias, name, .. } if alias == of && *name == column.name)
}

/// Shows the value made late, and gathers it no more.
fn move_out(select: &mut Select, of: &Alias, column: &Output, value: &Expr) {
    for output in &mut select.outputs {
        if is_column(&output.expr, of, column) {
            output.expr = value.clone();
        }
    }
    if let Some(Relation {
        rows: Rows::Query(Query::Select(grouped)),
        ..
    }) = &mut select.from
    {
        grouped.outputs.retain(|output| output.name != column.name);
    }
}
