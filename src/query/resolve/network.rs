//! `network`: who is linked to whom, and how strongly.

use super::frame::{Frame, Named, Natural, Shown, SortBy};
use super::name::EntitySet;
use super::value::{Type, Typed};
use super::{Outcome, Resolver};
use crate::query::ast::{Clause, LinkKind, NameSet, NameSetKind, Network};
use crate::query::catalog::{Link, Narrowed, Noun, NounWord};
use crate::query::plan::{Aggregate, Alias, Binary, Expr, Join, Relation, Rows};

impl Resolver<'_> {
    /// The pairs of a network; the clauses filter what is counted.
    pub(super) fn network(&mut self, network: &Network, clauses: &[Clause]) -> Outcome<Frame> {
        let noun = match network.link {
            LinkKind::Comention => Noun::Sentences,
            LinkKind::Coevent => Noun::Events,
            LinkKind::Quotes => Noun::Quotes,
        };
        let mut frame = self.noun(NounWord {
            word: noun.word(),
            noun,
            narrowed: Narrowed::No,
        });
        self.clauses(&mut frame, clauses);
        let whose = match &network.of {
            Some(name) => {
                let set = NameSet {
                    kind: NameSetKind::Any(vec![name.clone()]),
                    span: name.span,
                };
                match self.wanted(&set, None)? {
                    super::name::Wanted::Any(set) => Some(set),
                    super::name::Wanted::All(_) => None,
                }
            }
            None => None,
        };
        Ok(self.pairs(frame, network.link, whose.as_ref()))
    }

    fn pairs(&mut self, frame: Frame, link: LinkKind, whose: Option<&EntitySet>) -> Frame {
        let mut frame = frame;
        let Some(subject) = frame.subject.clone() else {
            return frame;
        };
        let (one, other) = match link {
            LinkKind::Comention => self.two_rows(
                &mut frame,
                &subject.key,
                &Rows::Table("mention"),
                "sentence",
            ),
            LinkKind::Coevent => self.two_rows(
                &mut frame,
                &subject.key,
                &Rows::Link(Link::Participant),
                "event",
            ),
            LinkKind::Quotes => self.speaker_and_mentioned(&mut frame, &subject.key),
        };
        let mut keys = Vec::new();
        if let Some(set) = whose {
            let (is_one, is_other) = (self.is_in(&one, set), self.is_in(&other, set));
            let far = if link == LinkKind::Quotes {
                let outside = is_other.clone().negated();
                frame.filter(Expr::Or(vec![
                    is_one.clone().and(outside),
                    is_one.clone().negated().and(is_other),
                ]));
                Expr::Case(vec![(is_one, other)], Some(Box::new(one)))
            } else {
                frame.filter(is_one);
                frame.filter(is_other.negated());
                other
            };
            keys.push(Named::new(
                "other",
                Typed::new(Type::Row(Noun::Entities), far),
            ));
        } else {
            if link == LinkKind::Quotes {
                frame.filter(one.clone().binary(Binary::NotEqual, other.clone()));
            } else {
                let first = self.column(&mut frame, (Noun::Entities, &one), "id", false);
                let second = self.column(&mut frame, (Noun::Entities, &other), "id", false);
                frame.filter(first.binary(Binary::Less, second));
            }
            keys.push(Named::new("a", Typed::new(Type::Row(Noun::Entities), one)));
            keys.push(Named::new(
                "b",
                Typed::new(Type::Row(Noun::Entities), other),
            ));
        }
        let weight = Expr::Aggregate(Aggregate::CountDistinct, vec![subject.key.clone()]);
        let mut columns = vec![Named::new("weight", Typed::new(Type::Int, weight))];
        if let Some(date) = self.primary_date(&mut frame, &subject) {
            for (name, function) in [("first", Aggregate::Min), ("last", Aggregate::Max)] {
                let end = Expr::Aggregate(function, vec![date.expr()]);
                columns.push(Named::new(name, Typed::new(Type::Date, end)));
            }
        }
        let mut frame = self.grouped(frame, keys, columns, "network");
        if let Some(weight) = frame.column("weight").cloned() {
            let mut order = vec![SortBy::descending(weight.value)];
            order.extend(frame.ties.iter().cloned());
            frame.natural = Natural::Keys(order);
        }
        frame.shown = frame
            .columns
            .iter()
            .map(|column| Shown::Column(column.name.clone()))
            .collect();
        frame
    }

    /// Two entities that stand in rows of the same sentence or event.
    fn two_rows(
        &mut self,
        frame: &mut Frame,
        key: &Expr,
        rows: &Rows,
        owner: &str,
    ) -> (Expr, Expr) {
        let stem = if owner == "event" {
            "participant"
        } else {
            "mention"
        };
        let mut entity = || {
            let alias = self.alias(stem);
            let on = Expr::column(&alias, owner).binary(Binary::Equal, key.clone());
            frame.select.joins.push(join(&alias, rows.clone(), on));
            let entity = Expr::column(&alias, "entity");
            if owner == "event" {
                frame
                    .select
                    .filters
                    .push(entity.clone().is_null().negated());
            }
            entity
        };
        (entity(), entity())
    }

    /// A quote's speaker, and an entity whose mention starts inside the quote.
    fn speaker_and_mentioned(&mut self, frame: &mut Frame, key: &Expr) -> (Expr, Expr) {
        let speaker = self.column(frame, (Noun::Quotes, key), "speaker", false);
        frame
            .select
            .filters
            .push(speaker.clone().is_null().negated());
        let mut of_quote = |name: &str| self.column(frame, (Noun::Quotes, key), name, false);
        let (article, start, stop) = (of_quote("article"), of_quote("start"), of_quote("stop"));
        let alias = self.alias("mention");
        let at = Expr::column(&alias, "start");
        let on = Expr::column(&alias, "article")
            .binary(Binary::Equal, article)
            .and(at.clone().binary(Binary::GreaterOrEqual, start))
            .and(at.binary(Binary::Less, stop));
        frame
            .select
            .joins
            .push(join(&alias, Rows::Table("mention"), on));
        (speaker, Expr::column(&alias, "entity"))
    }
}

fn join(alias: &Alias, rows: Rows, on: Expr) -> Join {
    Join {
        relation: Relation {
            alias: alias.clone(),
            rows,
        },
        is_outer: false,
        on: Some(on),
    }
}
