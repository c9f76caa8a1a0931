//! `compare x across y per z`: where figures of one thing differ.
//!
//! Figures are grouped twice: by the keys and y, which gives what each y says, then by the keys.

use super::aggregate::default_name;
use super::evidence::{EVIDENCE, all_of};
use super::expr::Mode;
use super::frame::{Frame, Named, Shown};
use super::group::column_named;
use super::spread::{CELLS, Spread, SpreadLimit, from_shared};
use super::value::{Type, Typed};
use super::wrap::{Outputs, select_from};
use super::{Outcome, Resolver, error};
use crate::model::date::OPEN_START;
use crate::query::ast::{self, Path};
use crate::query::catalog::Noun;
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{
    Aggregate, Alias, Binary, Expr, Join, Query, Relation, Rows, Select, Shared, Window,
    WindowFunction,
};
use crate::span::Span;
use crate::value::Parameter;

/// How many columns of single values there may be, one for each y.
const MOST_SIDES: usize = 12;

/// What each y says, as columns of a query.
struct Sides {
    /// What their rows are called.
    alias: Alias,
    keys: Vec<Named>,
    side: Typed,
    n: Typed,
    low: Typed,
    high: Typed,
    /// The value with the latest date.
    latest: Typed,
    /// Where the stated ranges that begin last and end first do so.
    start: Typed,
    end: Typed,
    /// The first days of the earliest and the latest date, and how many there are.
    earliest: Typed,
    newest: Typed,
    dated: Typed,
    /// The sentences that say so, if they are asked for.
    evidence: Option<Typed>,
}

impl Sides {
    /// The same columns as seen from outside of a query that has these outputs.
    fn seen_through(self, outputs: &mut Outputs) -> Self {
        let keys = self.keys.into_iter().map(|key| Named {
            value: outputs.add_again(&key.name, &key.value),
            ..key
        });
        let keys = keys.collect();
        let mut add = |name: &str, value: &Typed| outputs.add_again(name, value);
        Self {
            keys,
            side: add("side", &self.side),
            n: add("n", &self.n),
            low: add("low", &self.low),
            high: add("high", &self.high),
            latest: add("latest", &self.latest),
            start: add("start", &self.start),
            end: add("stop", &self.end),
            earliest: add("earliest", &self.earliest),
            newest: add("newest", &self.newest),
            dated: add("dated", &self.dated),
            evidence: self.evidence.map(|known| add(EVIDENCE, &known)),
            alias: outputs.alias().clone(),
        }
    }
}

/// Sides with what is shown of them, as columns of a query.
struct NamedSides {
    alias: Alias,
    side: Expr,
    /// Orders the sides.
    place: Expr,
    /// The name of the column.
    name: Expr,
    /// What the side is shown as.
    label: Expr,
}

impl NamedSides {
    /// The join that brings them to rows with a side.
    fn join(&self, side: &Typed) -> Join {
        Join {
            relation: Relation {
                alias: self.alias.clone(),
                rows: Rows::Shared(self.alias.clone()),
            },
            is_outer: false,
            on: Some(self.side.clone().binary(Binary::Equal, side.expr())),
        }
    }
}

impl Resolver<'_> {
    /// Groups of figures that share z, measure, unit and `counted_from` and come from several y.
    pub(super) fn contrast(
        &mut self,
        frame: Frame,
        (x, across, per): (&Path, &Path, &[ast::Expr]),
        span: Span,
    ) -> Outcome<Frame> {
        let mut frame = self.open(frame);
        let subject = frame.subject.clone();
        let Some(subject) = subject.filter(|it| it.noun == Noun::Figures) else {
            return error(
                QueryErrorKind::MisplacedStage {
                    stage: "compare".to_owned(),
                    needs: "rows of figures".to_owned(),
                    ended_by: frame.ended.unwrap_or("the source").to_owned(),
                    fix: None,
                },
                span,
            );
        };
        let value = self.path(&mut frame, x)?;
        if !value.kind.is_number() {
            return self.wrong_type(&value, "a number", x.span);
        }
        let side = self.path(&mut frame, across)?;
        let cluster = [column_named("cluster", span)];
        let within = if per.is_empty() { &cluster } else { per };
        let mut keys = Vec::new();
        for key in within {
            let name = default_name(key, self.text(key.span));
            let value = self.value(&mut frame, key, Mode::Row)?;
            if keys.iter().any(|known: &Named| *known.name == *name) {
                return error(QueryErrorKind::DuplicateColumn { name }, key.span);
            }
            keys.push(Named::new(&name, value));
        }
        self.note_rows(&mut frame);
        for needed in keys.iter().map(|key| &key.value).chain([&value, &side]) {
            if needed.is_nullable() {
                frame.select.filters.push(needed.is_null().negated());
            }
        }
        let n_shown = keys.len();
        for name in ["measure", "unit", "counted_from"] {
            let key = self.known_path(&mut frame, Noun::Figures, &subject.key, &[name]);
            if !keys.iter().any(|known| *known.name == *name) {
                keys.push(Named::new(name, key));
            }
        }
        let (select, sides) = self.sides(&mut frame, &subject.key, (&value, &side), keys);
        self.contrasted(frame, select, sides, (across, n_shown, span))
    }

    /// What each y says of each thing.
    fn sides(
        &mut self,
        frame: &mut Frame,
        key: &Expr,
        (value, side): (&Typed, &Typed),
        keys: Vec<Named>,
    ) -> (Select, Sides) {
        let of = Expr::Aggregate;
        let x = value.expr();
        let as_of = self.known_path(frame, Noun::Figures, key, &["as_of"]);
        let id = self.id(frame, Noun::Figures, key);
        let when = Expr::Call(Function::Interval, vec![as_of.expr()]);
        let when = Expr::Call(Function::Coalesce, vec![when, Expr::Number(-1)]);
        let evidence = self.evidence_of_groups(frame);
        let (start, end) = self.stated_range(frame, key);
        // An open start has no first day.
        let begins = as_of
            .first()
            .binary(Binary::NotEqual, Expr::Number(OPEN_START.into()));
        let first_day = Expr::Case(vec![(begins, as_of.first())], None);
        let kind = &value.kind;
        let mut outputs = Outputs::new(self.alias("side"));
        let alias = outputs.alias().clone();
        let mut groups: Vec<Expr> = keys.iter().map(|key| key.value.expr()).collect();
        groups.push(side.expr());
        let keys = keys.into_iter().map(|key| Named {
            value: outputs.add_again(&key.name, &key.value),
            is_key: true,
            ..key
        });
        let keys = keys.collect();
        let mut add = |name: &str, kind: &Type, expr: Expr| {
            outputs.add_again(name, &Typed::new(kind.clone(), expr))
        };
        let sides = Sides {
            alias,
            keys,
            side: add("side", &side.kind, side.expr()),
            n: add("n", &Type::Int, of(Aggregate::Count, Vec::new())),
            low: add("low", kind, of(Aggregate::Min, vec![x.clone()])),
            high: add("high", kind, of(Aggregate::Max, vec![x.clone()])),
            latest: add("latest", kind, of(Aggregate::PickLast, vec![x, when, id])),
            start: add("start", &Type::Num, of(Aggregate::Max, vec![start])),
            end: add("stop", &Type::Num, of(Aggregate::Min, vec![end])),
            earliest: add(
                "earliest",
                &Type::Int,
                of(Aggregate::Min, vec![first_day.clone()]),
            ),
            newest: add(
                "newest",
                &Type::Int,
                of(Aggregate::Max, vec![first_day.clone()]),
            ),
            dated: add("dated", &Type::Int, of(Aggregate::Count, vec![first_day])),
            evidence: evidence.map(|known| {
                let Typed { kind, .. } = &known.value;
                add(EVIDENCE, kind, known.value.expr())
            }),
        };
        let mut select = std::mem::take(&mut frame.select);
        select.groups = groups;
        select.outputs = outputs.into_list();
        (select, sides)
    }

    /// The groups with at least two y, and one column for each y.
    fn contrasted(
        &mut self,
        frame: Frame,
        select: Select,
        sides: Sides,
        (across, n_shown, span): (&Path, usize, Span),
    ) -> Outcome<Frame> {
        let (kept, sides) = self.kept_sides(select, sides);
        let (each_side, named_sides) = self.named_sides(&sides);
        let shared = [kept, each_side];
        let side_kind = sides.side.kind.clone();
        let columns = differences(&sides, &named_sides);
        let known = sides.evidence.clone();
        let evidence = known.map(|known| all_of(&Named::new(EVIDENCE, known)));
        let named = sides
            .keys
            .iter()
            .find(|key| columns.iter().any(|it| it.name == key.name));
        if let Some(clash) = named {
            let name = clash.name.to_string();
            return error(QueryErrorKind::DuplicateColumn { name }, span);
        }
        let limit = SpreadLimit::LeaveOut(MOST_SIDES);
        let heads = self.heads(&named_sides.alias, limit);
        let NamedSides { place, name, .. } = &named_sides;
        let arguments = vec![place.clone(), name.clone(), sides.latest.expr()];
        let cells = Expr::Aggregate(Aggregate::Cells, arguments);
        let told: Vec<Named> = columns.iter().cloned().chain(evidence).collect();
        let mut select =
            self.with_cells((&sides.keys, &told), cells, (&heads, &shared, &sides.alias));
        select.joins.push(named_sides.join(&sides.side));
        let spread = Spread {
            path: across.segments[across.segments.len() - 1]
                .text
                .as_str()
                .into(),
            heads: side_kind,
            of: sides.latest,
            of_name: "latest".into(),
            is_count: false,
            limit,
            select: Select {
                shared: shared.to_vec(),
                ..heads
            },
            looked_up: Vec::new(),
            span,
        };
        let shown = sides.keys[..n_shown].iter().chain(&columns);
        let shown = shown.map(|column| Shown::Column(column.name.clone()));
        let shown: Vec<Shown> = shown.chain([Shown::Column(CELLS.into())]).collect();
        let columns = sides.keys.into_iter().chain(told).collect();
        let mut compared = self.spread_frame(select, columns, spread);
        compared.shown = shown;
        compared.gone = frame.gone;
        compared.footnotes = frame.footnotes;
        compared.ended = Some("compare");
        compared.is_grouped = true;
        Ok(compared)
    }

    /// The sides of things of which at least two y tell, as a shared query.
    fn kept_sides(&mut self, select: Select, sides: Sides) -> (Shared, Sides) {
        let mut counted = Frame::new(select_from(&sides.alias, Query::from(select)));
        let number = Expr::Window(Box::new(Window {
            function: WindowFunction::Count,
            arguments: Vec::new(),
            partition: sides.keys.iter().map(|key| key.value.expr()).collect(),
            order: Vec::new(),
            preceding: None,
        }));
        let mut outputs = Outputs::new(self.alias("counted"));
        let number = outputs.add_again("sides", &Typed::new(Type::Int, number));
        let sides = sides.seen_through(&mut outputs);
        counted.select.outputs = outputs.into_list();
        let mut kept = Frame::new(select_from(&sides.alias, Query::from(counted.select)));
        let several = number.expr();
        kept.filter(several.binary(Binary::GreaterOrEqual, Expr::Number(2)));
        let mut outputs = Outputs::new(self.alias("told"));
        let sides = sides.seen_through(&mut outputs);
        kept.select.outputs = outputs.into_list();
        (shared(&sides.alias, kept.select), sides)
    }

    /// Each side once, with its place among them, the name of its column and what it is shown as: a
    /// shared query of few rows.
    fn named_sides(&mut self, sides: &Sides) -> (Shared, NamedSides) {
        let mut outputs = Outputs::new(self.alias("each_side"));
        let mut each = from_shared(&sides.alias);
        each.groups = vec![sides.side.expr()];
        let side = outputs.add("side", &sides.side);
        let alias = outputs.alias().clone();
        each.outputs = outputs.into_list();
        let mut frame = Frame::new(select_from(&alias, Query::from(each)));
        let cell = self.head(&mut frame, &side, None);
        let label = match side.kind {
            Type::Row(noun) => self.label(&mut frame, noun, &side.expr()),
            _ => side.expr(),
        };
        let mut outputs = Outputs::new(self.alias("named"));
        let alias = outputs.alias().clone();
        let mut add = |name: &str, expr: Expr| {
            let value = Typed::new(Type::Text, expr);
            outputs.add_again(name, &value).expr()
        };
        let named = NamedSides {
            alias: alias.clone(),
            side: add("side", side.expr()),
            place: add("place", cell.place),
            name: add("name", cell.name),
            label: add("label", label),
        };
        frame.select.outputs = outputs.into_list();
        (shared(&alias, frame.select), named)
    }

    /// Where the stated range of a figure begins and ends; far off where it is open.
    fn stated_range(&mut self, frame: &mut Frame, key: &Expr) -> (Expr, Expr) {
        let mut column =
            |name: &str, is_nullable| self.column(frame, (Noun::Figures, key), name, is_nullable);
        let (low, high, bound) = (
            column("low", true),
            column("high", true),
            column("bound", false),
        );
        let open = |word: &'static str, end: Expr, far: f64| {
            let is_open = bound.clone().binary(Binary::Equal, Expr::Word(word));
            let is_open = Expr::Or(vec![is_open, end.clone().is_null()]);
            let far = Expr::Bound(Parameter::Real(far));
            Expr::Case(vec![(is_open, far)], Some(Box::new(end)))
        };
        (open("under", low, f64::MIN), open("over", high, f64::MAX))
    }
}

/// How the sides of one thing differ.
fn differences(sides: &Sides, named: &NamedSides) -> Vec<Named> {
    let of = |function, value: &Typed| Expr::Aggregate(function, vec![value.expr()]);
    let (low, high) = (
        of(Aggregate::Min, &sides.low),
        of(Aggregate::Max, &sides.high),
    );
    let first = |function, value: &Typed| {
        let NamedSides { label, place, .. } = named;
        Expr::Aggregate(function, vec![label.clone(), value.expr(), place.clone()])
    };
    let shown = match sides.side.kind {
        Type::Row(_) => Type::Text,
        ref kind => kind.clone(),
    };
    let starts = of(Aggregate::Max, &sides.start);
    let overlap = starts.binary(Binary::LessOrEqual, of(Aggregate::Min, &sides.end));
    let dated = of(Aggregate::Sum, &sides.dated).binary(Binary::GreaterOrEqual, Expr::Number(2));
    let newest = of(Aggregate::Max, &sides.newest);
    let gap = newest.binary(Binary::Subtract, of(Aggregate::Min, &sides.earliest));
    let spread = high.clone().binary(Binary::Divide, low.clone());
    let column =
        |name: &str, kind: &Type, expr: Expr| Named::new(name, Typed::new(kind.clone(), expr));
    let kind = &sides.low.kind;
    vec![
        column("n", &Type::Int, of(Aggregate::Sum, &sides.n)),
        column("low", kind, low),
        column("high", kind, high),
        column("lowest_by", &shown, first(Aggregate::PickFirst, &sides.low)),
        column(
            "highest_by",
            &shown,
            first(Aggregate::PickLast, &sides.high),
        ),
        column("spread", &Type::Num, spread),
        column("overlap", &Type::Bool, overlap),
        column(
            "asof_gap",
            &Type::Duration,
            Expr::Case(vec![(dated, gap)], None),
        ),
    ]
}

fn shared(alias: &Alias, select: Select) -> Shared {
    Shared {
        alias: alias.clone(),
        query: Query::from(select),
        is_recursive: false,
    }
}
