//! Events and articles found by one entity that is in them are led by the rows which name it: these come in the
//! order of dates off an index, and hold what is mostly asked beside (see [`super::copied`]). A list of keys
//! forgets the order, and each row that it names has to be read.

use super::visit::Pass;
use crate::query::catalog::Link;
use crate::query::plan::{Alias, Binary, Expr, Join, Query, Relation, Rows, Select};

pub(super) struct Led;

impl Pass for Led {
    fn select(&mut self, select: &mut Select) {
        let Some(Relation {
            alias,
            rows: Rows::Table(table @ ("event" | "article")),
        }) = &select.from
        else {
            return;
        };
        // A search for words gives few keys, which lead better.
        let is_search = |filter: &Expr| matches!(filter, Expr::FullText { .. });
        if select.filters.iter().any(is_search) {
            return;
        }
        let mut filters = select.filters.iter().enumerate();
        let Some((at, named)) =
            filters.find_map(|(at, filter)| Some((at, Named::of(filter, alias, table)?)))
        else {
            return;
        };
        let own = select.from.replace(named.rows);
        let Some(relation) = own else { return };
        let join = Join {
            relation,
            is_outer: false,
            on: Some(named.on),
        };
        select.joins.insert(0, join);
        select.filters.splice(at..=at, named.filters);
    }
}

/// Rows that name one entity, each event or article once.
struct Named {
    rows: Relation,
    /// Which event or article belongs to such a row.
    on: Expr,
    filters: Vec<Expr>,
}

impl Named {
    /// Of `event.key IN (SELECT event FROM participant WHERE entity = ? AND role = 'actor')`.
    fn of(filter: &Expr, owner: &Alias, table: &str) -> Option<Self> {
        let Expr::InQuery(tested, rows) = filter else {
            return None;
        };
        let Query::Select(list) = &**rows else {
            return None;
        };
        let from = list.from.as_ref()?;
        let key = match (table, &from.rows) {
            ("event", Rows::Link(Link::Participant)) => "event",
            ("article", Rows::Table("mention")) => "article",
            _ => return None,
        };
        let [output] = list.outputs.as_slice() else {
            return None;
        };
        let is_plain = list.joins.is_empty()
            && list.shared.is_empty()
            && list.groups.is_empty()
            && list.group_filters.is_empty()
            && list.limit.is_none()
            && list.offset == 0;
        let is_keys = is_column(tested, owner, "key") && is_column(&output.expr, &from.alias, key);
        let last_repeat = last_repeat(list, &from.alias)?;
        if !is_plain || !is_keys {
            return None;
        }
        let repeats = Expr::column(&from.alias, "repeats");
        let once = if last_repeat == 0 {
            repeats.binary(Binary::Equal, Expr::Number(0))
        } else {
            repeats.binary(Binary::LessOrEqual, Expr::Number(last_repeat))
        };
        let mut filters = list.filters.clone();
        filters.push(once);
        Some(Self {
            on: (**tested)
                .clone()
                .binary(Binary::Equal, output.expr.clone()),
            rows: from.clone(),
            filters,
        })
    }
}

/// The highest `repeats` of rows that name the entity for the first time, where rows are picked by one entity and
/// at most by one role.
fn last_repeat(list: &Select, of: &Alias) -> Option<i64> {
    let is_entity = |filter: &&Expr| {
        matches!(filter, Expr::Binary(Binary::Equal, column, value)
        if is_column(column, of, "entity") && matches!(**value, Expr::Bound(_)))
    };
    let is_role = |filter: &&Expr| {
        matches!(filter, Expr::Binary(Binary::Equal, column, value)
        if is_column(column, of, "role") && matches!(**value, Expr::Word(_)))
    };
    let n_entities = list.filters.iter().filter(is_entity).count();
    let n_roles = list.filters.iter().filter(is_role).count();
    match (n_entities, n_roles) {
        (1, 0) if list.filters.len() == 1 => Some(0),
        (1, 1) if list.filters.len() == 2 => Some(1),
        _ => None,
    }
}

pub(super) fn is_column(expr: &Expr, of: &Alias, called: &str) -> bool {
    matches!(expr, Expr::Column { alias, name, .. } if alias == of && **name == *called)
}
