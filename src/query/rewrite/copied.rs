//! Columns that stand beside an entity as copies are read there: what `mention` holds of its article and
//! `participant` of its event. Where nothing else is looked at, the article or event is not read at all.

use super::joined::{Joined, is_used, looks_at, looks_at_column};
use super::led::is_column;
use super::visit::{Pass, visit};
use crate::query::catalog::Link;
use crate::query::plan::{Alias, Binary, Expr, Query, Relation, Rows, Select};

/// The columns of an article or sentence that its mentions hold, of an article that its figures hold, and of an
/// event that its participants hold.
const OF_SENTENCE: &[&str] = &["article"];
const OF_ARTICLE: &[&str] = &["published_first", "published_last", "source"];
const OF_FIGURES_ARTICLE: &[&str] = &["source"];
const OF_EVENT: &[&str] = &["kind", "place", "date_first", "date_last"];

pub(super) struct Copied;

impl Pass for Copied {
    fn select(&mut self, select: &mut Select) {
        let mut seen = Vec::new();
        // One that is read no more may have stood between two others.
        while let Some(copies) = next(select, &seen) {
            let is_led = select
                .filters
                .iter()
                .any(|filter| copies.names_entity(filter));
            if is_led || is_worth(select, &copies) {
                replace(select, &copies);
                if copies.are_removable(select) && !is_read(select, &copies) {
                    take_out(select, &copies);
                }
            }
            seen.push(copies.owner);
        }
    }
}

/// Rows of which others hold copies.
struct Copies {
    owner: Alias,
    holder: Alias,
    /// The holder's column that is the owner's key.
    key: &'static str,
    columns: &'static [&'static str],
}

impl Copies {
    fn new(owner: &Relation, holder: &Relation) -> Option<Self> {
        let (key, columns) = match (&owner.rows, &holder.rows) {
            (Rows::Table("article"), Rows::Table("mention")) => ("article", OF_ARTICLE),
            (Rows::Table("article"), Rows::Table("figure")) => ("article", OF_FIGURES_ARTICLE),
            (Rows::Table("sentence"), Rows::Table("mention")) => ("sentence", OF_SENTENCE),
            (Rows::Table("event"), Rows::Link(Link::Participant)) => ("event", OF_EVENT),
            _ => return None,
        };
        Some(Self {
            owner: owner.alias.clone(),
            holder: holder.alias.clone(),
            key,
            columns,
        })
    }

    fn are_joined_by(&self, on: &Expr) -> bool {
        let Expr::Binary(Binary::Equal, left, right) = on else {
            return false;
        };
        let is_both = |one: &Expr, other: &Expr| {
            is_column(one, &self.owner, "key") && is_column(other, &self.holder, self.key)
        };
        is_both(left, right) || is_both(right, left)
    }

    /// Whether the owner's rows come by the holder's alone, or lead to them.
    fn are_removable(&self, select: &Select) -> bool {
        let owner = |relation: &Relation| relation.alias == self.owner;
        let mut joins = select.joins.iter();
        match joins.find(|join| owner(&join.relation)) {
            Some(join) => join.on.as_ref().is_some_and(|on| self.are_joined_by(on)),
            None => select.from.as_ref().is_some_and(owner),
        }
    }

    fn names_entity(&self, filter: &Expr) -> bool {
        matches!(filter, Expr::Binary(Binary::Equal, column, value)
            if is_column(column, &self.holder, "entity") && matches!(**value, Expr::Bound(_)))
    }
}

/// Two rows of a `select` of which one holds copies of the other, whose name was not seen yet.
fn next(select: &Select, seen: &[Alias]) -> Option<Copies> {
    select.joins.iter().find_map(|join| {
        let (on, new) = (join.on.as_ref()?, &join.relation);
        let joined = select.joins.iter().map(|join| &join.relation);
        let others = select.from.iter().chain(joined);
        others
            .filter(|other| other.alias != new.alias)
            .find_map(|other| {
                // A participant that may be missing says nothing of the event.
                let of_new = Joined::of(join).and_then(|_| Copies::new(new, other));
                let of_other = (!join.is_outer).then(|| Copies::new(other, new)).flatten();
                let pair = of_new.or(of_other)?;
                (pair.are_joined_by(on) && !seen.contains(&pair.owner)).then_some(pair)
            })
    })
}

/// Whether nothing but copies is looked at, and nothing of the owner leads to few rows better than the copies do.
fn is_worth(select: &Select, copies: &Copies) -> bool {
    let mut trial = select.clone();
    replace(&mut trial, copies);
    if !copies.are_removable(select) || is_read(&trial, copies) {
        return false;
    }
    let owner = std::slice::from_ref(&copies.owner);
    let mut tests = select.filters.clone();
    let is_place = |test: &mut Expr| {
        let is_list = matches!(test, Expr::InQuery(..) | Expr::Binary(Binary::Equal, ..));
        is_list && looks_at_column(test, &copies.owner, "place")
    };
    tests.iter_mut().any(is_place)
        || !tests.iter_mut().any(|test| looks_at(test, owner))
        || is_since(select, copies)
}

/// Whether rows are gathered by entity, and all that is asked of the owner is that its date is not before a day:
/// in the order of entities, each with its dates, that is one pass without sorting.
fn is_since(select: &Select, copies: &Copies) -> bool {
    let owner = std::slice::from_ref(&copies.owner);
    let is_by_entity = select
        .groups
        .first()
        .is_some_and(|key| is_column(key, &copies.holder, "entity"));
    let is_lower_bound = |test: &Expr| {
        matches!(test, Expr::Binary(Binary::GreaterOrEqual, column, day)
        if is_column(column, &copies.owner, "date_first") && matches!(**day, Expr::Bound(_)))
    };
    let mut tests = select.filters.clone();
    is_by_entity
        && tests
            .iter_mut()
            .all(|test| is_lower_bound(test) || !looks_at(test, owner))
}

/// Whether anything but the join of the two looks at the owner.
fn is_read(select: &Select, copies: &Copies) -> bool {
    let mut apart = select.clone();
    for join in &mut apart.joins {
        join.on.take_if(|on| copies.are_joined_by(on));
    }
    is_used(&mut apart, &copies.owner)
}

/// Reads the copies instead of what they are copied from.
fn replace(select: &mut Select, copies: &Copies) {
    struct Replaced<'copies>(&'copies Copies);
    impl Pass for Replaced<'_> {
        fn expr(&mut self, expr: &mut Expr) {
            let Expr::Column { alias, name, .. } = expr else {
                return;
            };
            if *alias != self.0.owner {
                return;
            }
            if **name == *"key" {
                *name = self.0.key.into();
            } else if !self.0.columns.contains(&&**name) {
                return;
            }
            *alias = self.0.holder.clone();
        }
    }
    // The join itself goes on looking at both.
    let joins: Vec<Option<Expr>> = select.joins.iter().map(|join| join.on.clone()).collect();
    let mut whole = Query::from(std::mem::take(select));
    visit(&mut whole, &mut Replaced(copies));
    if let Query::Select(whole) = whole {
        *select = *whole;
    }
    for (join, on) in select.joins.iter_mut().zip(joins) {
        if on.as_ref().is_some_and(|on| copies.are_joined_by(on)) {
            join.on = on;
        }
    }
}

/// Takes out rows at which nothing looks but the join.
fn take_out(select: &mut Select, copies: &Copies) {
    let is_from = select
        .from
        .as_ref()
        .is_some_and(|from| from.alias == copies.owner);
    let wanted = if is_from {
        &copies.holder
    } else {
        &copies.owner
    };
    let at = select
        .joins
        .iter()
        .position(|join| join.relation.alias == *wanted);
    if let Some(at) = at {
        let join = select.joins.remove(at);
        if is_from {
            select.from = Some(join.relation);
        }
    }
}
