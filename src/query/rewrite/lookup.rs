//! Rows joined by their key for what is shown of them: dropped where nothing is shown, and else read
//! last. As an inner join the planner took them for a place to begin with, and read every event of
//! every article to count those of one year.

use super::joined::{Joined, aliases, is_used, looks_at};
use super::visit::Pass;
use crate::query::plan::{Alias, Expr, Rows, Select};

pub(super) struct Lookup;

impl Pass for Lookup {
    fn select(&mut self, select: &mut Select) {
        for at in (0..select.joins.len()).rev() {
            let Some(joined) = Joined::of(&select.joins[at]) else {
                continue;
            };
            let join = &select.joins[at];
            let always_there = join.is_outer || is_certain(select, at, &joined);
            if !always_there {
                continue;
            }
            if !is_used(select, &joined.alias) {
                select.joins.remove(at);
            } else if !leads(select, &joined.alias) {
                select.joins[at].is_outer = true;
            }
        }
    }
}

/// Whether every row before a join has its partner: the key that it holds is never null, and its own
/// rows are there.
fn is_certain(select: &Select, at: usize, joined: &Joined) -> bool {
    let Expr::Column {
        is_nullable: false, ..
    } = joined.from
    else {
        return false;
    };
    let Some(holder) = joined.holder() else {
        return false;
    };
    let is_from = select
        .from
        .as_ref()
        .is_some_and(|from| from.alias == *holder);
    let mut before = select.joins[..at].iter();
    is_from
        || before.any(|join| {
            join.relation.alias == *holder
                && (!join.is_outer || Joined::of(join).is_some_and(|it| is_kept(select, &it)))
        })
}

/// Whether an outer join by key is one that this step made: then its row is there all the same.
fn is_kept(select: &Select, joined: &Joined) -> bool {
    let position = select
        .joins
        .iter()
        .position(|join| join.relation.alias == joined.alias);
    position.is_some_and(|at| is_certain(select, at, joined))
}

/// Whether the rows decide which others are wanted, or in which order they come.
fn leads(select: &mut Select, alias: &Alias) -> bool {
    let one = std::slice::from_ref(alias);
    let is_filtered = select
        .filters
        .iter_mut()
        .any(|filter| looks_at(filter, one));
    let is_first_key = (select.limit.is_some() || is_whole_table(select))
        && select
            .order
            .first_mut()
            .is_some_and(|key| looks_at(&mut key.expr, one));
    let joins_more = aliases(select)
        .iter()
        .any(|other| other != alias && inner_join_needs(select, other, alias));
    is_filtered || is_first_key || joins_more
}

/// Whether all rows of a table are wanted: in the order of their articles they need not be sorted, if these come first.
fn is_whole_table(select: &Select) -> bool {
    let from = select.from.as_ref().map(|from| &from.rows);
    select.filters.is_empty() && matches!(from, Some(Rows::Table(_)))
}

/// Whether rows joined for more than their own sake are found through others.
fn inner_join_needs(select: &mut Select, other: &Alias, alias: &Alias) -> bool {
    let one = std::slice::from_ref(alias);
    select.joins.iter_mut().any(|join| {
        join.relation.alias == *other
            && !join.is_outer
            && join.on.as_mut().is_some_and(|on| looks_at(on, one))
    })
}
