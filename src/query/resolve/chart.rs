//! `chart kind paths`: which columns tell what a row is and which are drawn. It changes no rows.

use std::rc::Rc;

use super::frame::{Frame, Shown};
use super::join::joined_column;
use super::spread::CELLS;
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::query::ast::Path;
use crate::query::error::QueryErrorKind;
use crate::span::Span;
use crate::value::ChartKind;

/// How rows are to be drawn, by the names of their columns.
#[derive(Debug, Clone, Default)]
pub(in crate::query) struct Drawn {
    /// As what.
    pub(in crate::query) kind: Option<ChartKind>,
    /// Columns that tell what a row is, and whether they are bins of time.
    pub(in crate::query) labels: Vec<(Rc<str>, bool)>,
    /// Columns whose numbers are drawn; that of cells stands for all that are made of it.
    pub(in crate::query) values: Vec<Rc<str>>,
}

impl Resolver<'_> {
    /// `chart kind paths`
    pub(super) fn chart(
        &mut self,
        frame: Frame,
        (kind, paths): (ChartKind, &[Path]),
        span: Span,
    ) -> Outcome<Frame> {
        let mut frame = frame;
        let mut named = Vec::new();
        for path in paths {
            let value = self.path(&mut frame.clone(), path)?;
            let joined = joined_column(&frame, &path.segments).filter(|_| path.segments.len() == 2);
            let joined = joined.map(|column| column.name.clone());
            let is_whole = path.segments.len() == 1 || joined.is_some();
            let last = &path.segments[path.segments.len() - 1].text;
            let name: Rc<str> = joined.unwrap_or_else(|| last.as_str().into());
            let is_made = frame.spread_cells().is_some() && frame.column(&name).is_none();
            if !is_whole || !is_made && !is_shown(&frame, &name) {
                return self.not_shown(path, &value);
            }
            named.push(name);
        }
        let drawn = self.drawn(&mut frame, kind, &named);
        if let Some(needs) = lacks(kind, &drawn, |name| is_date(self, &frame, name)) {
            return error(
                QueryErrorKind::MisplacedStage {
                    stage: format!("chart {}", kind.word()),
                    needs: needs.to_owned(),
                    ended_by: "the source".to_owned(),
                    fix: Some(example(kind).to_owned()),
                },
                span,
            );
        }
        frame.chart = Some(drawn);
        frame.is_grouped = false;
        Ok(frame)
    }

    fn not_shown(&self, path: &Path, value: &Typed) -> Outcome<Frame> {
        error(
            QueryErrorKind::WrongType {
                found: self.text(path.span).to_owned(),
                found_type: format!("{} that is no column here", value.kind.words()),
                expected: "a column".to_owned(),
                fix: self.counted_by(&[self.text(path.span)]),
            },
            path.span,
        )
    }

    /// The roles of the columns named, or of all.
    fn drawn(&mut self, frame: &mut Frame, kind: ChartKind, named: &[Rc<str>]) -> Drawn {
        let mut drawn = Drawn {
            kind: Some(kind),
            ..Drawn::default()
        };
        let mut numbers = Vec::new();
        for item in frame.shown.clone() {
            let name = name_of(&item);
            if !named.is_empty() && !named.contains(&name) {
                continue;
            }
            let value = self.shown_value(frame, &item);
            let column = frame.column(&name);
            let is_key = column.is_some_and(|it| it.is_key) && kind != ChartKind::Hist;
            let is_bin = value.is_bin;
            if *name == *CELLS || is_number(&value.kind) && !is_key && !is_bin {
                numbers.push(name);
            } else if kind != ChartKind::Graph || value.kind != Type::Date {
                drawn.labels.push((name, is_bin));
            }
        }
        if named.is_empty() && !numbers.iter().any(|name| **name == *CELLS) {
            // One number is drawn: the count, else of links the weight, else the first.
            let by_name = |wanted: &str| numbers.iter().position(|name| **name == *wanted);
            let at = by_name("count").or_else(|| by_name("weight")).unwrap_or(0);
            drawn.values = numbers.into_iter().skip(at).take(1).collect();
        } else {
            drawn.values = numbers;
            let made = named.iter().filter(|name| !is_shown(frame, name));
            drawn.values.extend(made.cloned());
        }
        if kind == ChartKind::Graph {
            drawn.labels.truncate(2);
        }
        drawn
    }
}

fn is_number(kind: &Type) -> bool {
    matches!(kind, Type::Int | Type::Num | Type::Duration)
}

fn name_of(item: &Shown) -> Rc<str> {
    match item {
        Shown::Field(name) => (*name).into(),
        Shown::Column(name) => name.clone(),
    }
}

fn is_shown(frame: &Frame, name: &str) -> bool {
    frame.shown.iter().any(|item| *name_of(item) == *name)
}

fn is_date(resolver: &mut Resolver<'_>, frame: &Frame, name: &str) -> bool {
    let mut frame = frame.clone();
    let item = frame
        .shown
        .iter()
        .find(|item| *name_of(item) == *name)
        .cloned();
    item.is_some_and(|item| resolver.shown_value(&mut frame, &item).kind == Type::Date)
}

/// What a kind of chart needs and the columns do not have.
fn lacks(
    kind: ChartKind,
    drawn: &Drawn,
    mut is_date: impl FnMut(&str) -> bool,
) -> Option<&'static str> {
    let has_number = !drawn.values.is_empty();
    let n_sides = drawn.labels.len() + usize::from(drawn.values.iter().any(|it| **it == *CELLS));
    match kind {
        ChartKind::Bar | ChartKind::Hist => (!has_number).then_some("a column of numbers"),
        ChartKind::Line => (!has_number || drawn.labels.is_empty())
            .then_some("a column of numbers and one to put them along"),
        ChartKind::Heat => {
            (!has_number || n_sides < 2).then_some("a column of numbers and two others")
        }
        ChartKind::Timeline => {
            (!drawn.labels.iter().any(|(name, _)| is_date(name))).then_some("a column of dates")
        }
        ChartKind::Graph => drawn.labels.is_empty().then_some("two columns of names"),
    }
}

fn example(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Bar => "count by kind | chart bar",
        ChartKind::Line => "count by month(date) | chart line",
        ChartKind::Hist => "figures of killed | chart hist high",
        ChartKind::Timeline => "select date, … | chart timeline",
        ChartKind::Heat => "count by kind, year(date) | chart heat",
        ChartKind::Graph => "network comention | top 20 by weight | chart graph",
    }
}
