//! `path from A to B`: how two entities are linked, in as few steps as possible.
//!
//! The steps are not found by a statement but by a search over the links, which runs before it
//! ([`crate::path`]); the statement gets them as one value, so that all stages work on them. Here the
//! parts of the search are planned: what leads on from some entities, and where a link is told.

use super::frame::{Frame, Named, Natural, Shown, SortBy};
use super::link::{Way, stored};
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::model::link::LinkKind;
use crate::query::ast::{Clause, Name, Walk};
use crate::query::catalog::Noun;
use crate::query::error::QueryErrorKind;
use crate::query::path_search::{MAX_STEPS, PlannedEnd, PlannedSearch};
use crate::query::plan::{Aggregate, Binary, Expr, Nulls, Order, Relation, Rows, Select};
use crate::value::{Format, Later, Parameter};

/// Steps where the query does not say.
const STEPS: u64 = 3;

/// What a search reads.
struct Reading {
    /// Columns `node`, `next`, `weight`: what links lead on from the nodes at hand.
    onward: Select,
    /// What links lead to them, with `node` the one at hand.
    back: Select,
    /// One column: the sentence that a link is first told in.
    evidence: Select,
}

impl Resolver<'_> {
    /// The steps of one shortest path.
    pub(super) fn walk(&mut self, walk: &Walk, clauses: &[Clause]) -> Frame {
        let max = walk.max.map_or(STEPS, |max| max.value);
        if !(1..=MAX_STEPS).contains(&max) {
            let span = walk.max.map_or(walk.span, |max| max.span);
            let limit = MAX_STEPS;
            let wrong = error(QueryErrorKind::PathLength { steps: max, limit }, span);
            self.kept::<()>(wrong);
        }
        let from = self.end(&walk.from);
        let from = self.kept(from);
        let to = self.end(&walk.to);
        let to = self.kept(to);
        let kind = walk.via.unwrap_or(LinkKind::Comention);
        let reading = if clauses.is_empty() && self.names.has_links() {
            Some(self.stored_reading(kind))
        } else {
            self.counted_reading(kind, clauses)
        };
        let order = self.order_of_nodes();
        let number = self.searches.len();
        if let (Some(from), Some(to), Some(reading)) = (from, to, reading) {
            self.searches.push(PlannedSearch {
                from,
                to,
                max,
                onward: reading.onward,
                back: reading.back,
                evidence: reading.evidence,
                order,
                is_directed: kind.is_directed(),
                span: walk.span,
            });
        }
        self.found_steps(number)
    }

    /// One end of a path: an entity, with `+` any of what belongs to it.
    fn end(&mut self, name: &Name) -> Outcome<PlannedEnd> {
        let found = self.entity(name, None)?;
        let members = name.with_members.then(|| {
            let alias = self.alias("membership");
            let whole = Expr::column(&alias, "whole");
            Select::table(&alias, "membership")
                .output("node", Expr::column(&alias, "member"))
                .filter(whole.binary(Binary::Equal, Expr::integer(found.key)))
        });
        Ok(PlannedEnd {
            key: found.key,
            name: found.name,
            members,
            span: name.span,
        })
    }

    fn stored_reading(&mut self, kind: LinkKind) -> Reading {
        let (onward, back) = if kind.is_directed() {
            (Way::Onward, Way::Back)
        } else {
            (Way::Both, Way::Both)
        };
        let mut leading = |way: Way| {
            let (link, select) = stored(self, kind, way);
            let node = Expr::column(&link, "a");
            let at_hand = self.nodes();
            select
                .output("node", node.clone())
                .output("next", Expr::column(&link, "b"))
                .output("weight", Expr::column(&link, "weight"))
                .filter(node.within(at_hand))
        };
        let (onward, back) = (leading(onward), leading(back));
        let way = if kind.is_directed() {
            Way::Onward
        } else {
            Way::Both
        };
        let (link, select) = stored(self, kind, way);
        let evidence = select
            .output("sentence", Expr::column(&link, "sentence"))
            .filter(is(Expr::column(&link, "a"), Later::Start))
            .filter(is(Expr::column(&link, "b"), Later::End));
        Reading {
            onward,
            back,
            evidence,
        }
    }

    /// The same over what the clauses leave.
    fn counted_reading(&mut self, kind: LinkKind, clauses: &[Clause]) -> Option<Reading> {
        let mut frame = self.counted_rows(kind);
        self.clauses(&mut frame, clauses);
        let key = frame.subject.as_ref()?.key.clone();
        let (one, other) = self.ends(&mut frame, kind, &key);
        frame.filter(one.clone().binary(Binary::NotEqual, other.clone()));
        let evidence = self.first_told(frame.clone(), &one, &other)?;
        let mut leading = |node: &Expr, next: &Expr| {
            let weight = Expr::Aggregate(Aggregate::CountDistinct, vec![key.clone()]);
            let at_hand = self.nodes();
            let mut select = frame.select.clone();
            select.groups = vec![node.clone(), next.clone()];
            select
                .output("node", node.clone())
                .output("next", next.clone())
                .output("weight", weight)
                .filter(node.clone().within(at_hand))
        };
        let onward = leading(&one, &other);
        let back = if kind.is_directed() {
            leading(&other, &one)
        } else {
            onward.clone()
        };
        Some(Reading {
            onward,
            back,
            evidence,
        })
    }

    /// The sentence of the earliest of the rows that link two entities, undated ones last; of several
    /// the first by its article's id and in reading order.
    fn first_told(&mut self, mut frame: Frame, one: &Expr, other: &Expr) -> Option<Select> {
        let subject = frame.subject.clone()?;
        let date = self.primary_date(&mut frame, &subject)?.expr();
        let sentence = match subject.noun {
            Noun::Sentences => subject.key,
            noun => self.column(&mut frame, (noun, &subject.key), "sentence", false),
        };
        let told = (Noun::Sentences, &sentence);
        let article = self.column(&mut frame, told, "article", false);
        let ord = self.column(&mut frame, told, "ord", false);
        let id = self.column(&mut frame, (Noun::Articles, &article), "id", false);
        let mut select = frame.select;
        select.order = vec![
            ascending(date, false),
            ascending(id, true),
            ascending(ord, false),
        ];
        select.limit = Some(1);
        Some(
            select
                .output("sentence", sentence)
                .filter(is(one.clone(), Later::Start))
                .filter(is(other.clone(), Later::End)),
        )
    }

    /// The nodes at hand, as a query of one column.
    fn nodes(&mut self) -> Select {
        let alias = self.alias("at_hand");
        let node = Expr::column(&alias, "node");
        rows_of(&alias, Later::Nodes).output("node", node)
    }

    /// The nodes at hand in the order of their ids.
    fn order_of_nodes(&mut self) -> Select {
        let alias = self.alias("entity");
        let key = Expr::column(&alias, "key");
        let at_hand = self.nodes();
        let mut select = Select::table(&alias, "entity")
            .output("node", key.clone())
            .filter(key.within(at_hand));
        select.order = vec![ascending(Expr::column(&alias, "id"), true)];
        select
    }

    /// One row for each step that a search has found.
    fn found_steps(&mut self, number: usize) -> Frame {
        let alias = self.alias("path");
        let mut frame = Frame::new(rows_of(&alias, Later::Steps(number)));
        let column =
            |name: &str, kind: Type| Named::new(name, Typed::new(kind, Expr::column(&alias, name)));
        frame.columns = vec![
            column("step", Type::Int),
            column("a", Type::Row(Noun::Entities)),
            column("b", Type::Row(Noun::Entities)),
            column("weight", Type::Int),
            column("sentence", Type::Row(Noun::Sentences)),
        ];
        frame.columns[0].value.format = Format::Number;
        let names = frame.columns.iter().map(|column| column.name.clone());
        frame.shown = names.map(Shown::Column).collect();
        let step = SortBy::ascending(frame.columns[0].value.clone());
        frame.natural = Natural::Keys(vec![step.clone()]);
        frame.ties = vec![step];
        frame.ended = Some("path");
        frame
    }
}

/// Rows that come from a search.
fn rows_of(alias: &crate::query::plan::Alias, later: Later) -> Select {
    Select {
        from: Some(Relation {
            alias: alias.clone(),
            rows: Rows::Found(later),
        }),
        ..Select::default()
    }
}

/// Whether a key is that of one end of a step.
fn is(key: Expr, end: Later) -> Expr {
    key.binary(Binary::Equal, Expr::Bound(Parameter::Later(end)))
}

fn ascending(expr: Expr, is_text: bool) -> Order {
    Order {
        expr,
        descending: false,
        nulls: Nulls::Last,
        is_text,
    }
}
