//! `path from A to B`: how two entities are linked, in as few steps as possible.
//!
//! One query for each number of steps, which looks only if the smaller numbers found nothing. Among
//! paths of equal length that one is taken whose weakest link is strongest, then the first by ids.

use super::frame::{Frame, Named, Natural, Shown, SortBy};
use super::value::{Type, Typed};
use super::wrap::select_from;
use super::{Outcome, Resolver, not_available};
use crate::query::ast::{Clause, LinkKind, Walk};
use crate::query::catalog::{Link, Noun};
use crate::query::functions::Function;
use crate::query::plan::{
    Aggregate, Alias, Binary, Expr, Join, Order, Query, Relation, Rows, Select, SetOperator, Shared,
};

/// Steps where the query does not say.
const STEPS: u64 = 3;

/// Steps at most.
const MAX_STEPS: u64 = 6;

impl Resolver<'_> {
    /// The steps of one shortest path.
    pub(super) fn walk(&mut self, walk: &Walk, clauses: &[Clause]) -> Outcome<Frame> {
        if let Some(first) = clauses.first() {
            return not_available("a clause after path", first.span);
        }
        let max = walk.max.map_or(STEPS, |max| max.value);
        if max > MAX_STEPS {
            let span = walk.max.map_or(walk.span, |max| max.span);
            return not_available(format!("a path of more than {MAX_STEPS} steps"), span);
        }
        for name in [&walk.from, &walk.to] {
            if name.with_members {
                return not_available("+ in path", name.span);
            }
        }
        let links = match walk.via {
            None | Some(LinkKind::Comention) => self.comentions(),
            Some(LinkKind::Coevent) => self.coevents(),
            Some(LinkKind::Quotes) => return not_available("path via quotes", walk.span),
        };
        let from = self.entity(&walk.from, None)?.key;
        let to = self.entity(&walk.to, None)?.key;
        let alias = self.alias("links");
        let mut shared = vec![Shared {
            alias: alias.clone(),
            query: Query::from(links),
            is_recursive: false,
        }];
        let mut walks: Vec<Alias> = Vec::new();
        for steps in 1..=max {
            let select = self.walk_of(&alias, steps, (from, to), &walks);
            let walk = self.alias("walk");
            shared.push(Shared {
                alias: walk.clone(),
                query: Query::from(select),
                is_recursive: false,
            });
            walks.push(walk);
        }
        Ok(self.steps_of(shared, &walks))
    }

    /// Pairs of entities in one sentence, both ways.
    fn comentions(&mut self) -> Select {
        let (one, other) = (self.alias("mention"), self.alias("mention"));
        let same =
            Expr::column(&other, "sentence").binary(Binary::Equal, Expr::column(&one, "sentence"));
        let mut select = Select::table(&one, "mention");
        select
            .joins
            .push(join(&other, Rows::Table("mention"), same));
        let sentence = Expr::column(&one, "sentence");
        pairs(select, (&one, &other), &sentence.clone(), sentence)
    }

    /// Pairs of entities in one event, both ways.
    fn coevents(&mut self) -> Select {
        let (one, mut select) = self.link(Link::Participant, None);
        let other = self.alias("participant");
        let event = self.alias("event");
        let own = Expr::column(&one, "event");
        let same = Expr::column(&other, "event").binary(Binary::Equal, own.clone());
        select
            .joins
            .push(join(&other, Rows::Table("participant"), same));
        let told = Expr::column(&event, "key").binary(Binary::Equal, own.clone());
        select.joins.push(join(&event, Rows::Table("event"), told));
        pairs(
            select,
            (&one, &other),
            &own,
            Expr::column(&event, "sentence"),
        )
    }

    /// The best path of so many steps, as one row; none if a shorter one was found.
    fn walk_of(
        &mut self,
        links: &Alias,
        steps: u64,
        (from, to): (i64, i64),
        shorter: &[Alias],
    ) -> Select {
        let hops: Vec<Alias> = (0..steps).map(|_| self.alias("hop")).collect();
        let mut select = Select {
            from: Some(Relation {
                alias: hops[0].clone(),
                rows: Rows::Shared(links.clone()),
            }),
            ..Select::default()
        };
        let start = Expr::column(&hops[0], "a").binary(Binary::Equal, Expr::integer(from));
        select.filters.push(start);
        if from == to {
            select.filters.push(Expr::Bool(false));
        }
        let mut order = Vec::new();
        for pair in hops.windows(2) {
            let meets =
                Expr::column(&pair[1], "a").binary(Binary::Equal, Expr::column(&pair[0], "b"));
            select
                .joins
                .push(join(&pair[1], Rows::Shared(links.clone()), meets));
        }
        for hop in &hops[..hops.len() - 1] {
            let entity = self.alias("entity");
            let is_met = Expr::column(&entity, "key").binary(Binary::Equal, Expr::column(hop, "b"));
            select
                .joins
                .push(join(&entity, Rows::Table("entity"), is_met));
            order.push(key(Expr::column(&entity, "id"), false, true));
        }
        let end = Expr::column(&hops[hops.len() - 1], "b");
        select
            .filters
            .push(end.binary(Binary::Equal, Expr::integer(to)));
        for walk in shorter {
            let found =
                from_shared(walk).output("n", Expr::Aggregate(Aggregate::Count, Vec::new()));
            let found = Expr::Scalar(Box::new(Query::from(found)));
            select
                .filters
                .push(found.binary(Binary::Equal, Expr::Number(0)));
        }
        let weights = hops.iter().map(|hop| Expr::column(hop, "weight"));
        let weakest = weights.reduce(|one, other| Expr::Call(Function::Min2, vec![one, other]));
        order.insert(0, key(weakest.unwrap_or(Expr::Number(0)), true, false));
        select.order = order;
        select.limit = Some(1);
        for (position, hop) in hops.iter().enumerate() {
            for name in ["a", "b", "weight", "sentence"] {
                select = select.output(&format!("{name}{}", position + 1), Expr::column(hop, name));
            }
        }
        select
    }

    /// One row for each step of the path that was found.
    fn steps_of(&mut self, shared: Vec<Shared>, walks: &[Alias]) -> Frame {
        let mut union: Option<Query> = None;
        for (length, walk) in walks.iter().enumerate() {
            for step in 1..=length + 1 {
                let number = i64::try_from(step).unwrap_or(i64::MAX);
                let mut part = from_shared(walk).output("step", Expr::Number(number));
                for name in ["a", "b", "weight", "sentence"] {
                    part = part.output(name, Expr::column(walk, &format!("{name}{step}")));
                }
                let part = Query::from(part);
                union = Some(match union {
                    None => part,
                    Some(left) => Query::Set {
                        operator: SetOperator::UnionAll,
                        left: Box::new(left),
                        right: Box::new(part),
                    },
                });
            }
        }
        let alias = self.alias("path");
        let mut select = union.map_or_else(Select::default, |union| select_from(&alias, union));
        select.shared = shared;
        let mut frame = Frame::new(select);
        let column =
            |name: &str, kind: Type| Named::new(name, Typed::new(kind, Expr::column(&alias, name)));
        frame.columns = vec![
            column("step", Type::Int),
            column("a", Type::Row(Noun::Entities)),
            column("b", Type::Row(Noun::Entities)),
            column("weight", Type::Int),
            column("sentence", Type::Row(Noun::Sentences)),
        ];
        frame.shown = frame
            .columns
            .iter()
            .map(|column| Shown::Column(column.name.clone()))
            .collect();
        let step = SortBy::ascending(frame.columns[0].value.clone());
        frame.natural = Natural::Keys(vec![step.clone()]);
        frame.ties = vec![step];
        frame.ended = Some("path");
        frame
    }
}

fn pairs(select: Select, (one, other): (&Alias, &Alias), of: &Expr, sentence: Expr) -> Select {
    let (a, b) = (Expr::column(one, "entity"), Expr::column(other, "entity"));
    let mut select = select
        .output("a", a.clone())
        .output("b", b.clone())
        .output(
            "weight",
            Expr::Aggregate(Aggregate::CountDistinct, vec![of.clone()]),
        )
        .output("sentence", Expr::Aggregate(Aggregate::Min, vec![sentence]))
        .filter(a.clone().binary(Binary::NotEqual, b.clone()));
    select.groups = vec![a, b];
    select
}

fn from_shared(alias: &Alias) -> Select {
    Select {
        from: Some(Relation {
            alias: alias.clone(),
            rows: Rows::Shared(alias.clone()),
        }),
        ..Select::default()
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

fn key(expr: Expr, descending: bool, is_text: bool) -> Order {
    Order {
        expr,
        descending,
        nulls_first: false,
        is_text,
    }
}
