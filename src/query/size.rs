//! What SQLite takes in one statement, held against a plan before it is written: tables of one join,
//! columns, and how deep expressions are.
//!
//! SQLite adds up the heights of all expressions from the outermost down to a query inside them, and
//! counts the tables of an inner query with those of the outer one where it can dissolve the inner.

use super::emit::chain_height;
use super::error::QueryErrorKind;
use super::plan::{Expr, Query, Relation, Rows, Select};
use crate::value::Statement;

/// Tables of one join.
const MAX_TABLES: usize = 64;
/// Columns of a result, and keys of a group or an order.
const MAX_COLUMNS: usize = 2000;
/// Heights of expressions inside one another, with some room for what is written for a function.
const MAX_HEIGHT: usize = 960;
/// Queries with functions of other rows, each made of the rows of the next.
const MAX_WINDOWS: usize = 64;
/// Queries with names of their own, wherever they are.
const MAX_NAMED: usize = 100;
/// Times that missing bins are filled in, each made of the rows of the next: SQLite loses sight of the
/// names of more recursive queries.
const MAX_FILLS: usize = 3;
/// Bytes of a statement.
const MAX_BYTES: usize = 1_000_000;
/// Values of a statement.
const MAX_VALUES: usize = 32_766;
/// Levels that a function is written in at most.
const OF_FUNCTION: usize = 6;

/// What there is too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Excess {
    what: &'static str,
    /// How many are allowed, where that can be told in a number.
    limit: Option<usize>,
}

impl From<Excess> for QueryErrorKind {
    fn from(Excess { what, limit }: Excess) -> Self {
        Self::TooMany { what, limit }
    }
}

/// Why SQLite would refuse a plan for its size.
pub(super) fn excess(query: &Query) -> Option<Excess> {
    let mut widest = Widest::default();
    widest.query(query, 0);
    if widest.tables > MAX_TABLES {
        return Some(too_many("joined tables", MAX_TABLES));
    }
    if widest.columns > MAX_COLUMNS {
        return Some(too_many("columns", MAX_COLUMNS));
    }
    if widest.height > MAX_HEIGHT {
        let what = "conditions and values, one inside another,";
        return Some(Excess { what, limit: None });
    }
    let what = "stages that look at other rows, one after another,";
    let has_window = |select: &Select| select.outputs.iter().any(|it| it.expr.has_window());
    if in_row(query, &has_window) > MAX_WINDOWS {
        return Some(too_many(what, MAX_WINDOWS));
    }
    if n_named(query) > MAX_NAMED {
        let what = "stages that turn rows into columns or fill in bins";
        return Some(too_many(what, MAX_NAMED));
    }
    let is_filled = |select: &Select| select.shared.iter().any(|it| it.is_recursive);
    (in_row(query, &is_filled) > MAX_FILLS).then(|| too_many("`fill` one after another", MAX_FILLS))
}

/// How many values and conditions an expression is made of, those of queries inside it included.
pub(super) fn n_parts(expr: &Expr) -> usize {
    let inner = match expr {
        Expr::Scalar(rows) | Expr::InQuery(_, rows) => n_parts_of_query(rows),
        _ => 0,
    };
    1 + inner + parts(expr).map(n_parts).sum::<usize>()
}

fn n_parts_of_query(query: &Query) -> usize {
    match query {
        Query::Select(select) => {
            let conditions = select.filters.iter().chain(&select.group_filters);
            let inner = relations(select).filter_map(|relation| match &relation.rows {
                Rows::Query(inner) => Some(n_parts_of_query(inner)),
                _ => None,
            });
            values(select).chain(conditions).map(n_parts).sum::<usize>() + inner.sum::<usize>()
        }
        Query::Set { left, right, .. } => n_parts_of_query(left) + n_parts_of_query(right),
    }
}

/// Why SQLite would refuse a statement for its length.
pub(super) fn too_long(statement: &Statement) -> Option<Excess> {
    let what = "values and conditions, all written out,";
    let is_long = statement.sql.len() > MAX_BYTES || statement.parameters.len() > MAX_VALUES;
    is_long.then_some(Excess { what, limit: None })
}

fn too_many(what: &'static str, limit: usize) -> Excess {
    let limit = Some(limit);
    Excess { what, limit }
}

/// The most of each that any part of a plan has.
#[derive(Default)]
struct Widest {
    tables: usize,
    columns: usize,
    height: usize,
}

impl Widest {
    /// Looks at a query inside expressions whose heights add up to `above`.
    fn query(&mut self, query: &Query, above: usize) {
        match query {
            Query::Select(select) => self.select(select, above),
            Query::Set { left, right, .. } => {
                self.query(left, above);
                self.query(right, above);
            }
        }
    }

    fn select(&mut self, select: &Select, above: usize) {
        self.tables = self.tables.max(tables(select));
        let lists = [
            select.outputs.len(),
            select.groups.len(),
            select.order.len(),
        ];
        self.columns = lists.into_iter().fold(self.columns, usize::max);
        for shared in &select.shared {
            self.query(&shared.query, above);
        }
        for relation in relations(select) {
            if let Rows::Query(inner) = &relation.rows {
                self.query(inner, above);
            }
        }
        for conditions in [&select.filters, &select.group_filters] {
            let height = chain_height(conditions.len()) + highest(conditions);
            self.height = self.height.max(above + height);
            for condition in conditions {
                self.inside(condition, above + height);
            }
        }
        for expr in values(select) {
            let height = above + height(expr);
            self.height = self.height.max(height);
            self.inside(expr, height);
        }
    }

    /// Looks at the queries inside an expression.
    fn inside(&mut self, expr: &Expr, above: usize) {
        match expr {
            Expr::InQuery(tested, rows) => {
                self.inside(tested, above);
                self.query(rows, above);
            }
            Expr::Scalar(rows) => self.query(rows, above),
            _ => parts(expr).for_each(|part| self.inside(part, above)),
        }
    }
}

/// The values of a select that are no conditions on its rows or groups.
fn values(select: &Select) -> impl Iterator<Item = &Expr> {
    let outputs = select.outputs.iter().map(|output| &output.expr);
    let order = select.order.iter().map(|key| &key.expr);
    let on = select.joins.iter().filter_map(|join| join.on.as_ref());
    outputs.chain(&select.groups).chain(order).chain(on)
}

fn relations(select: &Select) -> impl Iterator<Item = &Relation> {
    let joined = select.joins.iter().map(|join| &join.relation);
    select.from.iter().chain(joined)
}

/// The tables that SQLite joins for a select, those of queries that dissolve in it included.
fn tables(select: &Select) -> usize {
    let from = select.from.iter().map(|relation| (relation, false));
    let joined = select
        .joins
        .iter()
        .map(|join| (&join.relation, join.is_outer));
    let of_relation = |(relation, is_outer): (&Relation, bool)| match &relation.rows {
        Rows::Query(Query::Select(inner)) if dissolves(inner) => match tables(inner) {
            several if is_outer && several > 1 => 1,
            several => several,
        },
        _ => 1,
    };
    from.chain(joined).map(of_relation).sum()
}

fn dissolves(select: &Select) -> bool {
    let is_own = |expr: &Expr| expr.has_window() || has_aggregate(expr);
    select.shared.is_empty()
        && select.groups.is_empty()
        && select.limit.is_none()
        && select.offset == 0
        && !select.outputs.iter().any(|output| is_own(&output.expr))
}

fn has_aggregate(expr: &Expr) -> bool {
    matches!(expr, Expr::Aggregate(..)) || parts(expr).any(has_aggregate)
}

/// How many queries have names.
fn n_named(query: &Query) -> usize {
    match query {
        Query::Select(select) => {
            let read = relations(select).filter_map(|relation| match &relation.rows {
                Rows::Query(inner) => Some(inner),
                _ => None,
            });
            let named = select.shared.iter().map(|shared| &shared.query);
            let inner: usize = read.chain(named).map(n_named).sum();
            select.shared.len() + inner
        }
        Query::Set { left, right, .. } => n_named(left) + n_named(right),
    }
}

/// How many selects of a sort are each made of the rows of the next.
fn in_row(query: &Query, is_of_sort: &dyn Fn(&Select) -> bool) -> usize {
    match query {
        Query::Select(select) => {
            let read = relations(select).filter_map(|relation| match &relation.rows {
                Rows::Query(inner) => Some(inner),
                _ => None,
            });
            let named = select.shared.iter().map(|shared| &shared.query);
            let inner = read.chain(named).map(|inner| in_row(inner, is_of_sort));
            usize::from(is_of_sort(select)) + inner.max().unwrap_or(0)
        }
        Query::Set { left, right, .. } => in_row(left, is_of_sort).max(in_row(right, is_of_sort)),
    }
}

/// Levels of an expression as SQLite counts them, queries inside it included.
fn height(expr: &Expr) -> usize {
    match expr {
        Expr::Column { .. } => 2,
        Expr::Bound(_) | Expr::Number(_) | Expr::Word(_) | Expr::Null | Expr::Bool(_) => 1,
        Expr::And(all) | Expr::Or(all) => chain_height(all.len()) + highest(all),
        Expr::Call(_, all) => OF_FUNCTION + chain_height(all.len() / 100) + highest(all),
        Expr::InQuery(tested, rows) => 1 + height(tested).max(query_height(rows)),
        Expr::Scalar(rows) => 1 + query_height(rows),
        Expr::FullText { key, .. } => OF_FUNCTION + height(key),
        _ => 1 + parts(expr).map(height).max().unwrap_or(0),
    }
}

fn highest(all: &[Expr]) -> usize {
    all.iter().map(height).max().unwrap_or(0)
}

fn query_height(query: &Query) -> usize {
    match query {
        Query::Select(select) => {
            let conditions = [&select.filters, &select.group_filters];
            let conditions = conditions.map(|all| chain_height(all.len()) + highest(all));
            let values = values(select).map(height);
            values.chain(conditions).max().unwrap_or(0)
        }
        Query::Set { left, right, .. } => query_height(left).max(query_height(right)),
    }
}

/// The expressions that stand directly in one, but not those of a query inside it.
fn parts(expr: &Expr) -> Box<dyn Iterator<Item = &Expr> + '_> {
    match expr {
        Expr::Column { .. }
        | Expr::Bound(_)
        | Expr::Number(_)
        | Expr::Word(_)
        | Expr::Null
        | Expr::Bool(_)
        | Expr::Scalar(_) => Box::new(std::iter::empty()),
        Expr::Call(_, all) | Expr::And(all) | Expr::Or(all) | Expr::Aggregate(_, all) => {
            Box::new(all.iter())
        }
        Expr::Binary(_, left, right) => Box::new([&**left, &**right].into_iter()),
        Expr::Not(inner) | Expr::IsNull(inner) => Box::new(std::iter::once(&**inner)),
        Expr::Case(arms, other) => {
            let arms = arms.iter().flat_map(|(test, value)| [test, value]);
            Box::new(arms.chain(other.as_deref()))
        }
        Expr::In(tested, values) => Box::new(std::iter::once(&**tested).chain(values)),
        Expr::InQuery(tested, _) => Box::new(std::iter::once(&**tested)),
        Expr::Window(window) => {
            let order = window.order.iter().map(|key| &key.expr);
            let all = window.arguments.iter().chain(&window.partition);
            Box::new(all.chain(order))
        }
        Expr::FullText { key, .. } => Box::new(std::iter::once(&**key)),
    }
}
