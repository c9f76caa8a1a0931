//! The few rows that can be among the first are told by what they are ordered by first, before their
//! names are looked up: the names of twenty pairs, not of a million.

use super::joined::{Joined, looks_at_column, looks_at_others};
use super::visit::{Pass, visit_expr};
use crate::query::plan::{
    Aggregate, Alias, Binary, Expr, Join, Output, Query, Relation, Rows, Select,
};

pub(super) struct Threshold;

impl Pass for Threshold {
    fn select(&mut self, select: &mut Select) {
        if let Some(test) = is_among_first(select) {
            select.filters.push(test);
        }
    }
}

/// Whether the first key of the order is at least that of the last row that is wanted; `None` where all
/// rows have to be looked at, or the order tells no more than its first key without a join.
fn is_among_first(select: &Select) -> Option<Expr> {
    let wanted = select.limit?.checked_add(select.offset)?;
    let Relation {
        alias: own,
        rows: Rows::Table(_),
    } = select.from.as_ref()?
    else {
        return None;
    };
    let first = select.order.first().filter(|first| !first.is_text)?;
    let is_own_key = matches!(
        &first.expr,
        Expr::Column { alias, is_nullable: false, .. } if alias == own
    );
    let is_one_row_each = |join: &Join| join.is_outer && Joined::of(join).is_some();
    let needs_names = select.order[1..]
        .iter()
        .any(|key| looks_at_others(&mut key.expr.clone(), own));
    let is_plain = select.groups.is_empty()
        && select.group_filters.is_empty()
        && select.joins.iter().all(is_one_row_each)
        && select.filters.iter().all(|filter| is_simple(filter, own))
        && !select.outputs.iter().any(|output| is_of_many(&output.expr))
        && !select.order.iter().any(|key| is_of_many(&key.expr));
    if !(is_own_key && needs_names && is_plain) {
        return None;
    }
    let operator = if first.descending {
        (Binary::GreaterOrEqual, Aggregate::Min)
    } else {
        (Binary::LessOrEqual, Aggregate::Max)
    };
    let last = last_of(select, own, wanted, operator.1);
    Some(first.expr.clone().binary(operator.0, last))
}

/// The first key of the order in the last of the rows that are wanted.
fn last_of(select: &Select, own: &Alias, wanted: u64, last: Aggregate) -> Expr {
    let first = &select.order[0];
    let output = |expr| Output {
        name: "rank".into(),
        expr,
    };
    let is_light = has_lighter(select);
    let keys = Select {
        outputs: vec![output(first.expr.clone())],
        from: select.from.clone().map(|from| Relation {
            rows: if is_light {
                Rows::Table("link")
            } else {
                from.rows
            },
            ..from
        }),
        filters: select.filters.clone(),
        order: vec![first.clone()],
        limit: Some(wanted),
        ..Select::default()
    };
    let firsts = Alias(format!("{}_first", own.0).into());
    let rank = Expr::column(&firsts, "rank");
    let mut bound = Expr::Aggregate(last, vec![rank]);
    if is_light {
        // Where they are too few to tell, all rows are looked at.
        let found = Expr::Aggregate(Aggregate::Count, Vec::new());
        let wanted = Expr::Number(i64::try_from(wanted).unwrap_or(i64::MAX));
        let are_enough = found.binary(Binary::GreaterOrEqual, wanted);
        bound = Expr::Case(vec![(are_enough, bound)], Some(Box::new(Expr::Number(0))));
    }
    let bound = Select {
        outputs: vec![output(bound)],
        from: Some(Relation {
            alias: firsts,
            rows: Rows::Query(Query::from(keys)),
        }),
        ..Select::default()
    };
    Expr::Scalar(Box::new(Query::from(bound)))
}

/// Whether the last key can be told by the stored links without those kept apart: each of them has at most the
/// weight that both together have, so the last weight among them is no more than the one looked for, and no link
/// has to be looked up among those kept apart.
fn has_lighter(select: &Select) -> bool {
    let (Some(from), Some(first)) = (&select.from, select.order.first()) else {
        return false;
    };
    let is_heaviest =
        first.descending && matches!(&first.expr, Expr::Column { name, .. } if **name == *"weight");
    let is_told_alike = |filter: &Expr| {
        let both = ["weight", "first", "last", "sentence"];
        let mut filter = filter.clone();
        !both
            .iter()
            .any(|column| looks_at_column(&mut filter, &from.alias, column))
    };
    matches!(from.rows, Rows::Table("linked"))
        && is_heaviest
        && select.filters.iter().all(is_told_alike)
}

/// Whether a test looks at the row alone, so that it costs little to ask it twice.
fn is_simple(test: &Expr, own: &Alias) -> bool {
    struct Simple(bool);
    impl Pass for Simple {
        fn expr(&mut self, expr: &mut Expr) {
            self.0 &= !matches!(
                expr,
                Expr::Call(..)
                    | Expr::InQuery(..)
                    | Expr::Scalar(_)
                    | Expr::Aggregate(..)
                    | Expr::Window(_)
                    | Expr::FullText { .. }
            );
        }
    }
    let mut test = test.clone();
    let mut simple = Simple(true);
    visit_expr(&mut test, &mut simple);
    simple.0 && !looks_at_others(&mut test, own)
}

/// Whether a value is made of more rows than its own.
fn is_of_many(value: &Expr) -> bool {
    struct Many(bool);
    impl Pass for Many {
        fn expr(&mut self, expr: &mut Expr) {
            self.0 |= matches!(expr, Expr::Aggregate(..) | Expr::Window(_));
        }
    }
    let mut many = Many(false);
    visit_expr(&mut value.clone(), &mut many);
    many.0
}
