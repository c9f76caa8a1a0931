//! `path from A to B`: how two entities are linked, in as few steps as possible.
//!
//! First how far every entity is from both ends, breadth first; then one query for each number of
//! steps, which goes only over entities as far from both ends as a shortest path has them, so that
//! nothing else is enumerated. Among paths of equal length that one is taken whose weakest link is
//! strongest, then the first by ids.

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
        let ends = [from, to].map(|end| self.distances(&mut shared, &alias, end, max));
        let between = self.between(&mut shared, &ends, to);
        let mut walks: Vec<Alias> = Vec::new();
        for steps in 1..=max {
            let select = self.walk_of(&alias, steps, (from, to), &between);
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

    /// How many links every entity within reach is from one end: columns `node` and `hops`.
    fn distances(&mut self, shared: &mut Vec<Shared>, links: &Alias, end: i64, max: u64) -> Alias {
        let (reached, nearest) = (self.alias("reached"), self.alias("distance"));
        let start = Select::default()
            .output("node", Expr::integer(end))
            .output("hops", Expr::Number(0));
        let link = self.alias("link");
        let hops = Expr::column(&reached, "hops");
        let mut next = from_shared(&reached)
            .output("node", Expr::column(&link, "b"))
            .output("hops", hops.clone().binary(Binary::Add, Expr::Number(1)))
            .filter(hops.binary(Binary::Less, number(max)));
        let meets = Expr::column(&link, "a").binary(Binary::Equal, Expr::column(&reached, "node"));
        next.joins
            .push(join(&link, Rows::Shared(links.clone()), meets));
        shared.push(Shared {
            alias: reached.clone(),
            query: Query::Set {
                operator: SetOperator::Union,
                left: Box::new(Query::from(start)),
                right: Box::new(Query::from(next)),
            },
            is_recursive: true,
        });
        let node = Expr::column(&reached, "node");
        let fewest = Expr::Aggregate(Aggregate::Min, vec![Expr::column(&reached, "hops")]);
        let mut least = from_shared(&reached)
            .output("node", node.clone())
            .output("hops", fewest);
        least.groups = vec![node];
        shared.push(Shared {
            alias: nearest.clone(),
            query: Query::from(least),
            is_recursive: false,
        });
        nearest
    }

    /// The entities on shortest paths, with how far from the start they are.
    fn between(&mut self, shared: &mut Vec<Shared>, ends: &[Alias; 2], to: i64) -> Alias {
        let alias = self.alias("midway");
        let whole = self.alias("whole");
        let [from_start, from_end] = ends;
        let hops = Expr::column(from_start, "hops");
        let node = Expr::column(from_start, "node");
        let mut select = from_shared(from_start)
            .output("node", node.clone())
            .output("hops", hops.clone());
        let same = Expr::column(from_end, "node").binary(Binary::Equal, node);
        select
            .joins
            .push(join(from_end, Rows::Shared(from_end.clone()), same));
        let is_end = Expr::column(&whole, "node").binary(Binary::Equal, Expr::integer(to));
        let all = Select {
            from: Some(Relation {
                alias: whole.clone(),
                rows: Rows::Shared(from_start.clone()),
            }),
            ..Select::default()
        };
        let all = all
            .output("hops", Expr::column(&whole, "hops"))
            .filter(is_end);
        let sum = hops.binary(Binary::Add, Expr::column(from_end, "hops"));
        let all = Expr::Scalar(Box::new(Query::from(all)));
        let select = select.filter(sum.binary(Binary::Equal, all));
        shared.push(Shared {
            alias: alias.clone(),
            query: Query::from(select),
            is_recursive: false,
        });
        alias
    }

    /// The best path of so many steps, as one row; none if that is not how far the ends are apart.
    fn walk_of(
        &mut self,
        links: &Alias,
        steps: u64,
        (from, to): (i64, i64),
        between: &Alias,
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
        for (position, hop) in (1..).zip(&hops) {
            let far = Expr::column(between, "hops").binary(Binary::Equal, number(position));
            let nodes = from_shared(between)
                .output("node", Expr::column(between, "node"))
                .filter(far);
            select.filters.push(Expr::column(hop, "b").within(nodes));
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

    /// One row for each step of a walk. The walk is named once: a database copies what a name stands
    /// for at each place, and counts the copies.
    fn rows_of(&mut self, walk: &Alias, length: u64) -> Select {
        let count = self.alias("count");
        let numbers =
            (1..=length).map(|n| Query::from(Select::default().output("step", number(n))));
        let numbers = all_of(numbers.collect());
        let step = Expr::column(&count, "step");
        let mut rows = from_shared(walk).output("step", step.clone());
        rows.joins.extend(numbers.map(|numbers| Join {
            relation: Relation {
                alias: count,
                rows: Rows::Query(numbers),
            },
            is_outer: false,
            on: None,
        }));
        for name in ["a", "b", "weight", "sentence"] {
            let arms = (1..=length).map(|n| {
                let is_step = step.clone().binary(Binary::Equal, number(n));
                (is_step, Expr::column(walk, &format!("{name}{n}")))
            });
            rows = rows.output(name, Expr::Case(arms.collect(), None));
        }
        rows
    }

    /// One row for each step of the path that was found.
    fn steps_of(&mut self, shared: Vec<Shared>, walks: &[Alias]) -> Frame {
        let parts = (1..)
            .zip(walks)
            .map(|(length, walk)| Query::from(self.rows_of(walk, length)));
        let parts: Vec<Query> = parts.collect();
        let union = all_of(parts);
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

/// The rows of all queries. In halves, since a database nests queries only so deep.
fn all_of(mut parts: Vec<Query>) -> Option<Query> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let rest = parts.split_off(parts.len() / 2);
    match (all_of(parts), all_of(rest)) {
        (Some(left), Some(right)) => Some(Query::Set {
            operator: SetOperator::UnionAll,
            left: Box::new(left),
            right: Box::new(right),
        }),
        (one, other) => one.or(other),
    }
}

fn number(value: u64) -> Expr {
    Expr::Number(i64::try_from(value).unwrap_or(i64::MAX))
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
