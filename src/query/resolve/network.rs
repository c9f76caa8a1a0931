//! `network`: who is linked to whom, and how strongly.
//!
//! Without clauses the stored links are read. Clauses filter what is counted, and a name with `+`
//! means several entities of which one sentence may mention two, so then the links are counted.

use super::evidence::EVIDENCE;
use super::frame::{Frame, Named, Natural, Shown, SortBy};
use super::link::{Way, stored};
use super::name::{EntitySet, Wanted};
use super::value::{Type, Typed};
use super::{Outcome, Resolver};
use crate::model::fold::fold;
use crate::model::link::LinkKind;
use crate::query::Carried;
use crate::query::ast::{Clause, ClauseKind, NameSet, NameSetKind, Network, Word, WordKind};
use crate::query::catalog::{Members, Noun};
use crate::query::error::{QueryError, QueryErrorKind, UnquotedName};
use crate::query::plan::{Aggregate, Alias, Binary, Expr};
use crate::query::suggest::nearest;

impl Resolver<'_> {
    /// The pairs of a network; the clauses filter what is counted.
    pub(super) fn network(&mut self, network: &Network, clauses: &[Clause]) -> Outcome<Frame> {
        if let (None, [first, rest @ ..]) = (&network.of, clauses)
            && let Some(bare) = self.bare_name(network.link, first)
        {
            self.report(bare);
            return self.network(network, rest);
        }
        let is_several = network.of.as_ref().is_some_and(|name| name.with_members);
        let is_counted =
            !clauses.is_empty() || is_several || self.carried == Carried::WholeEvidence;
        if is_counted || !self.names.has_links() {
            return self.counted_network(network, clauses);
        }
        Ok(match &network.of {
            Some(name) => {
                let whose = self.entity(name, None)?.key;
                self.stored_network_of(network.link, whose)
            }
            None => self.stored_network(network.link),
        })
    }

    /// The error of `of Daesh`, which is read as a kind of what is counted and is none.
    fn bare_name(&self, link: LinkKind, clause: &Clause) -> Option<Box<QueryError>> {
        let ClauseKind::Of(words) = &clause.kind else {
            return None;
        };
        let [
            Word {
                kind: WordKind::Text(text),
                span,
            },
        ] = words.as_slice()
        else {
            return None;
        };
        let kinds = match link {
            LinkKind::Comention => Vec::new(),
            LinkKind::Coevent => [Members::EventKind.words(), Members::EventMode.words()].concat(),
            LinkKind::Quotes => Members::QuoteForm.words(),
        };
        let is_kind = nearest(text, kinds.iter().copied()).is_some()
            && self.names.entities(&fold(text)).is_empty();
        if is_kind {
            return None;
        }
        let mut bare = UnquotedName::new("of".to_owned(), vec![text.clone()], false);
        bare.look_up(None, self.names);
        let kind = QueryErrorKind::UnquotedName(bare);
        Some(Box::new(QueryError::new(kind, *span)))
    }

    fn stored_network(&mut self, kind: LinkKind) -> Frame {
        let (link, select) = stored(self, kind, Way::Onward);
        let mut frame = Frame::new(select);
        let keys = ["a", "b"].map(|end| {
            let mut key = entity_column(end, Expr::column(&link, end));
            key.is_key = true;
            key
        });
        frame.ties = keys
            .iter()
            .map(|key| SortBy::ascending(key.value.clone()))
            .collect();
        frame.columns = keys.into();
        let number = |name: &str, kind: Type, is_nullable: bool| {
            Named::new(
                name,
                Typed::new(kind, Expr::field(&link, name, is_nullable)),
            )
        };
        frame.columns.push(number("weight", Type::Int, false));
        frame.columns.push(number("first", Type::Date, true));
        frame.columns.push(number("last", Type::Date, true));
        frame.columns.extend(self.first_told_in(&link));
        frame.ended = Some("network");
        frame.is_grouped = true;
        strongest_first(frame)
    }

    /// The sentence that told of a stored link first, if evidence is asked for.
    fn first_told_in(&self, link: &Alias) -> Option<Named> {
        let sentence = Typed::new(Type::Int, Expr::column(link, "sentence"));
        self.carries_evidence()
            .then(|| Named::new(EVIDENCE, sentence))
    }

    fn stored_network_of(&mut self, kind: LinkKind, whose: i64) -> Frame {
        let (link, select) = stored(self, kind, Way::Both);
        let mut frame = Frame::new(select);
        frame.columns.extend(self.first_told_in(&link));
        frame.filter(Expr::column(&link, "a").binary(Binary::Equal, Expr::integer(whose)));
        let keys = vec![entity_column("other", Expr::column(&link, "b"))];
        let columns = [
            ("weight", Type::Int, Aggregate::Sum),
            ("first", Type::Date, Aggregate::Min),
            ("last", Type::Date, Aggregate::Max),
        ];
        let columns = columns.map(|(name, kind, function)| {
            let values = vec![Expr::field(&link, name, name != "weight")];
            Named::new(name, Typed::new(kind, Expr::Aggregate(function, values)))
        });
        let frame = self.grouped(frame, keys, columns.into(), "network");
        strongest_first(frame)
    }

    fn counted_network(&mut self, network: &Network, clauses: &[Clause]) -> Outcome<Frame> {
        let mut frame = self.counted_rows(network.link);
        self.clauses(&mut frame, clauses);
        let whose = match &network.of {
            None => None,
            Some(name) => {
                let set = NameSet {
                    kind: NameSetKind::Any(vec![name.clone()]),
                    span: name.span,
                };
                match self.wanted(&set, None)? {
                    Wanted::Any(set) => Some(set),
                    Wanted::All(_) => None,
                }
            }
        };
        let Some(subject) = frame.subject.clone() else {
            return Ok(frame);
        };
        let ends = self.ends(&mut frame, network.link, &subject.key);
        let keys = match &whose {
            Some(set) => vec![self.far_end(&mut frame, network.link, ends, set)],
            None => self.both_ends(&mut frame, network.link, ends),
        };
        let weight = Expr::Aggregate(Aggregate::CountDistinct, vec![subject.key.clone()]);
        let mut columns = vec![Named::new("weight", Typed::new(Type::Int, weight))];
        if let Some(date) = self.primary_date(&mut frame, &subject) {
            for (name, function) in [("first", Aggregate::Min), ("last", Aggregate::Max)] {
                let end = Expr::Aggregate(function, vec![date.expr()]);
                columns.push(Named::new(name, Typed::new(Type::Date, end)));
            }
        }
        let frame = self.grouped(frame, keys, columns, "network");
        Ok(strongest_first(frame))
    }

    /// The end that is outside a set, where the other one is inside.
    fn far_end(
        &mut self,
        frame: &mut Frame,
        kind: LinkKind,
        (one, other): (Expr, Expr),
        set: &EntitySet,
    ) -> Named {
        let (is_one, is_other) = (self.is_in(&one, set), self.is_in(&other, set));
        if !kind.is_directed() {
            frame.filter(is_one);
            frame.filter(is_other.negated());
            return entity_column("other", other);
        }
        let outside = is_other.clone().negated();
        frame.filter(Expr::Or(vec![
            is_one.clone().and(outside),
            is_one.clone().negated().and(is_other),
        ]));
        let far = Expr::Case(vec![(is_one, other)], Some(Box::new(one)));
        entity_column("other", far)
    }

    /// Both ends; each two once.
    fn both_ends(
        &mut self,
        frame: &mut Frame,
        kind: LinkKind,
        (one, other): (Expr, Expr),
    ) -> Vec<Named> {
        if kind.is_directed() {
            frame.filter(one.clone().binary(Binary::NotEqual, other.clone()));
        } else {
            let first = self.column(frame, (Noun::Entities, &one), "id", false);
            let second = self.column(frame, (Noun::Entities, &other), "id", false);
            frame.filter(first.binary(Binary::Less, second));
        }
        vec![entity_column("a", one), entity_column("b", other)]
    }
}

fn entity_column(name: &str, key: Expr) -> Named {
    Named::new(name, Typed::new(Type::Row(Noun::Entities), key))
}

/// Shows all columns, and orders by weight.
fn strongest_first(mut frame: Frame) -> Frame {
    if let Some(weight) = frame.column("weight").cloned() {
        let mut order = vec![SortBy::descending(weight.value)];
        order.extend(frame.ties.iter().cloned());
        frame.natural = Natural::Keys(order);
    }
    let names = frame.columns.iter().map(|column| column.name.clone());
    let names = names.filter(|name| **name != *EVIDENCE);
    frame.shown = names.map(Shown::Column).collect();
    frame
}
