//! Functions over the rows of a group, or over the many rows that a row is linked to.

use super::elements::Elements;
use super::expr::Mode;
use super::field::Reached;
use super::frame::{Frame, Subject};
use super::once::number_of;
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::query::ast::{self, Call, ExprKind, Quantifier, QuantifierKind};
use crate::query::catalog::Noun;
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{Aggregate, Binary, Expr, Query};
use crate::value::Parameter;

/// An aggregate of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Count,
    Distinct,
    Sum,
    Average,
    Median,
    Min,
    Max,
    Deviation,
    List,
    First,
    Last,
    ArgMax,
    Quantile,
}

/// The aggregate with this name.
pub(super) fn aggregate_word(name: &str) -> Word {
    match name {
        "distinct" => Word::Distinct,
        "sum" => Word::Sum,
        "avg" => Word::Average,
        "median" => Word::Median,
        "min" => Word::Min,
        "max" => Word::Max,
        "stdev" => Word::Deviation,
        "list" => Word::List,
        "first" => Word::First,
        "last" => Word::Last,
        "argmax" => Word::ArgMax,
        "quantile" => Word::Quantile,
        _ => Word::Count,
    }
}

impl Resolver<'_> {
    /// An aggregate where it is called: over the group, or over linked rows.
    pub(super) fn aggregate_call(
        &mut self,
        frame: &mut Frame,
        call: &Call,
        word: Word,
        mode: Mode,
    ) -> Outcome<Typed> {
        let linked = match call.arguments.first().map(|argument| &argument.kind) {
            Some(ExprKind::Path(path)) => match self.reach(frame, &path.segments)? {
                Reached::Many { noun, key, at } => Some((path, noun, key, at)),
                Reached::One(_) => None,
            },
            _ => None,
        };
        match (linked, mode) {
            (Some((path, noun, key, at)), mode) => {
                let segments = &path.segments[at..];
                let elements = match word {
                    Word::Sum | Word::Average | Word::Median | Word::Deviation | Word::Quantile => {
                        self.elements_once(noun, segments)?
                    }
                    // For the others it is one whether a row is reached once or twice.
                    _ => self.elements(noun, segments)?,
                };
                match mode {
                    Mode::Row => self.over_links(&key, elements, call, word),
                    Mode::Group => self.links_of_group(&key, elements, call, word),
                }
            }
            (None, Mode::Row) => self.misplaced(frame, call),
            (None, Mode::Group) => self.over_group(frame, call, word),
        }
    }

    fn misplaced(&self, frame: &Frame, call: &Call) -> Outcome<Typed> {
        let text = self.text(call.span).to_owned();
        let fix = frame
            .is_grouped
            .then(|| text.trim_end_matches("()").to_owned())
            .or_else(|| {
                Some(match call.name.text.to_lowercase().as_str() {
                    "count" => {
                        let key = some_key(frame);
                        format!("count by {key} | where count > …")
                    }
                    name => {
                        let key = some_key(frame);
                        let field = call.arguments.first().map_or(String::new(), |first| {
                            default_name(first, self.text(first.span))
                        });
                        let column = format!("{name}_{field}");
                        format!("summarize {column} = {text} by {key} | where {column} > …")
                    }
                })
            });
        error(
            QueryErrorKind::AggregatePlace { call: text, fix },
            call.span,
        )
    }

    /// `count(path …)` over a group: the sum over its rows.
    pub(super) fn quantifier_of_group(
        &mut self,
        frame: &mut Frame,
        quantifier: &Quantifier,
    ) -> Outcome<Typed> {
        let is_plain = quantifier.clauses.is_empty() && quantifier.condition.is_none();
        let is_count = quantifier.kind == QuantifierKind::Count;
        if is_count
            && is_plain
            && let Reached::One(value) = self.reach(frame, &quantifier.path.segments)?
        {
            let count = Expr::Aggregate(Aggregate::Count, vec![value.expr()]);
            return Ok(Typed::new(Type::Int, count));
        }
        let each = self.quantifier(frame, quantifier)?;
        if !is_count {
            return self.wrong_type(&each, "an aggregate", quantifier.span);
        }
        Ok(total(&each))
    }

    fn over_group(&mut self, frame: &mut Frame, call: &Call, word: Word) -> Outcome<Typed> {
        let Some(argument) = call.arguments.first() else {
            let count = Expr::Aggregate(Aggregate::Count, Vec::new());
            return Ok(Typed::new(Type::Int, count));
        };
        let value = self.value(frame, argument, Mode::Row)?;
        if value.has_window() {
            return self.needs_a_name(argument.span);
        }
        self.aggregated(frame, &value, call, word)
    }

    /// The aggregate of a value of each row of a frame.
    pub(super) fn aggregated(
        &mut self,
        frame: &mut Frame,
        value: &Typed,
        call: &Call,
        word: Word,
    ) -> Outcome<Typed> {
        let span = call.arguments[0].span;
        let plain = |kind: Type, function: Aggregate| {
            Ok(Typed::new(
                kind,
                Expr::Aggregate(function, vec![value.expr()]),
            ))
        };
        match word {
            Word::Count => plain(Type::Int, Aggregate::Count),
            Word::Distinct => plain(Type::Int, Aggregate::CountDistinct),
            Word::Sum | Word::Average | Word::Median | Word::Deviation | Word::Quantile => {
                if !value.kind.is_number() {
                    return self.wrong_type(value, "a number", span);
                }
                self.of_numbers(frame, value, call, word)
            }
            Word::Min | Word::Max => {
                if matches!(value.kind, Type::Row(_) | Type::List(_)) {
                    return self.wrong_type(value, "a value that has an order", span);
                }
                let function = if word == Word::Min {
                    Aggregate::Min
                } else {
                    Aggregate::Max
                };
                plain(value.kind.clone(), function).map(|found| found.formatted(value.format))
            }
            Word::List => Ok(self.listed_values(frame, value)),
            Word::First | Word::Last => self.first_or_last(frame, value, word, call),
            Word::ArgMax => {
                let by = self.value(frame, &call.arguments[1], Mode::Row)?;
                if !by.kind.is_number() && by.kind != Type::Date {
                    return self.wrong_type(&by, "a number or a date", call.arguments[1].span);
                }
                let id = self.id_of_row(frame, value);
                Ok(Typed::new(
                    value.kind.clone(),
                    Expr::Aggregate(Aggregate::PickLast, vec![value.expr(), by.expr(), id]),
                )
                .formatted(value.format))
            }
        }
    }

    fn of_numbers(
        &mut self,
        frame: &mut Frame,
        value: &Typed,
        call: &Call,
        word: Word,
    ) -> Outcome<Typed> {
        let (kind, function, fraction) = match word {
            Word::Sum => (value.kind.clone(), Aggregate::Sum, None),
            Word::Average => (Type::Num, Aggregate::Average, None),
            Word::Deviation => (Type::Num, Aggregate::Deviation, None),
            Word::Quantile => {
                let fraction = self.number(frame, &call.arguments[1], Mode::Row)?;
                (Type::Num, Aggregate::Quantile, Some(fraction.expr()))
            }
            _ => (
                Type::Num,
                Aggregate::Quantile,
                Some(Expr::Bound(Parameter::Real(0.5))),
            ),
        };
        let mut arguments = vec![value.expr()];
        arguments.extend(fraction);
        Ok(Typed::new(kind, Expr::Aggregate(function, arguments)))
    }

    /// Distinct values in ascending order; of rows, what they are shown as.
    fn listed_values(&mut self, frame: &mut Frame, value: &Typed) -> Typed {
        let (kind, shown, id) = match value.kind {
            Type::Row(noun) => {
                let key = value.expr();
                let id = self.id(frame, noun, &key);
                (Type::Text, self.label(frame, noun, &key), id)
            }
            _ => (value.kind.clone(), value.expr(), value.expr()),
        };
        Typed::new(
            Type::List(Box::new(kind)),
            Expr::Aggregate(Aggregate::List, vec![shown, id]),
        )
        .formatted(value.format)
    }

    /// The value of the first or last row by what is said, else by primary date: undated rows come last.
    fn first_or_last(
        &mut self,
        frame: &mut Frame,
        value: &Typed,
        word: Word,
        call: &Call,
    ) -> Outcome<Typed> {
        let function = if word == Word::First {
            Aggregate::PickFirst
        } else {
            Aggregate::PickLast
        };
        let key = match call.arguments.get(1) {
            Some(by) => {
                let by_value = self.value(frame, by, Mode::Row)?;
                match by_value.kind {
                    Type::Date => Expr::Call(Function::Interval, vec![by_value.expr()]),
                    Type::Row(_) | Type::List(_) => {
                        return self.wrong_type(&by_value, "a value that has an order", by.span);
                    }
                    _ => by_value.expr(),
                }
            }
            None => self.date_key(frame, word, call)?,
        };
        let id = self.id_of_row(frame, value);
        Ok(Typed::new(
            value.kind.clone(),
            Expr::Aggregate(function, vec![value.expr(), key, id]),
        )
        .formatted(value.format))
    }

    /// What rows are ordered by where nothing is said.
    fn date_key(&mut self, frame: &mut Frame, word: Word, call: &Call) -> Outcome<Expr> {
        let date = match frame.subject.clone() {
            Some(subject) => self.primary_date(frame, &subject),
            None => None,
        };
        let Some(date) = date else {
            let function = call.name.text.to_lowercase();
            let value = self.text(call.arguments[0].span);
            let fix = format!("these rows have no date: say `{function}({value} by …)`");
            return error(QueryErrorKind::NeedsOrder { function, fix }, call.span);
        };
        let undated = if word == Word::First { i64::MAX } else { -1 };
        let key = Expr::Call(Function::Interval, vec![date.expr()]);
        Ok(Expr::Call(
            Function::Coalesce,
            vec![key, Expr::Number(undated)],
        ))
    }

    /// What decides between rows that are first alike: their id, or within an article the reading order.
    fn id_of_row(&mut self, frame: &mut Frame, value: &Typed) -> Expr {
        match frame.subject.clone() {
            Some(subject) => match subject.noun {
                Noun::Sentences => self.place_in_article(frame, &subject, "ord"),
                Noun::Mentions => self.place_in_article(frame, &subject, "start"),
                noun => self.id(frame, noun, &subject.key),
            },
            None => match value.kind {
                Type::Row(noun) => self.id(frame, noun, &value.expr()),
                _ => Expr::Word(""),
            },
        }
    }

    /// The id of a row's article and a number of so many digits that as text it orders as it counts.
    fn place_in_article(&mut self, frame: &mut Frame, subject: &Subject, number: &str) -> Expr {
        const ABOVE_ALL: i64 = 10_000_000_000;
        let of = (subject.noun, &subject.key);
        let article = self.column(frame, of, "article", false);
        let id = self.column(frame, (Noun::Articles, &article), "id", false);
        let number = self.column(frame, of, number, false);
        let number = number.binary(Binary::Add, Expr::Number(ABOVE_ALL));
        let number = Expr::Call(Function::ValueText, vec![number]);
        // Below every letter, so that an id stands before those that begin with it.
        id.binary(Binary::Concat, Expr::Word("\u{1}"))
            .binary(Binary::Concat, number)
    }

    /// The aggregate of what a row is linked to.
    pub(super) fn over_links(
        &mut self,
        key: &Expr,
        elements: Elements,
        call: &Call,
        word: Word,
    ) -> Outcome<Typed> {
        let Elements {
            mut frame,
            owner,
            value,
        } = elements;
        if word == Word::Count && call.arguments.len() == 1 {
            let number = Typed::new(Type::Int, number_of(&frame, &value));
            return Ok(scalar(frame, owner, key, number));
        }
        let aggregate = self.aggregated(&mut frame, &value, call, word)?;
        Ok(scalar(frame, owner, key, aggregate))
    }

    /// The public id of a row.
    pub(super) fn id(&mut self, frame: &mut Frame, noun: Noun, key: &Expr) -> Expr {
        match noun.field("id") {
            Some(field) => self.field(frame, noun, key, field).expr(),
            None => key.clone(),
        }
    }

    /// What a row is shown as: name, label, title or text, else its id.
    pub(super) fn label(&mut self, frame: &mut Frame, noun: Noun, key: &Expr) -> Expr {
        let name = match noun {
            Noun::Entities | Noun::Sources => "name",
            Noun::Clusters => "label",
            Noun::Articles => "title",
            Noun::Sentences => "text",
            Noun::Mentions => "surface",
            Noun::Events | Noun::Quotes | Noun::Figures => "id",
        };
        let Some(field) = noun.field(name) else {
            return key.clone();
        };
        let label = self.field(frame, noun, key, field);
        match noun {
            Noun::Clusters | Noun::Articles => {
                let id = self.id(frame, noun, key);
                Expr::Call(Function::Coalesce, vec![label.expr(), id])
            }
            _ => label.expr(),
        }
    }
}

/// The sum of what each row of a group counts; of no rows 0.
pub(super) fn total(each: &Typed) -> Typed {
    let sum = Expr::Aggregate(Aggregate::Sum, vec![each.expr()]);
    let total = Expr::Call(Function::Coalesce, vec![sum, Expr::Number(0)]);
    Typed::new(Type::Int, total)
}

/// A value of the rows that a key owns, as one value of the row with that key.
pub(super) fn scalar(frame: Frame, owner: Expr, key: &Expr, value: Typed) -> Typed {
    let select = frame
        .select
        .output("value", value.expr())
        .filter(owner.binary(Binary::Equal, key.clone()));
    Typed::new(value.kind, Expr::Scalar(Box::new(Query::from(select)))).formatted(value.format)
}

/// The name of a column that is not given one: `count`, `sum_worst`, `month`, `country`.
pub(super) fn default_name(expr: &ast::Expr, text: &str) -> String {
    match &expr.kind {
        ExprKind::Path(path) => path.segments[path.segments.len() - 1].text.clone(),
        ExprKind::Call(call) => {
            let name = call.name.text.to_lowercase();
            let is_aggregate = super::function::FUNCTIONS
                .iter()
                .any(|known| known.name == name && known.is_aggregate());
            match call.arguments.first().map(|first| &first.kind) {
                Some(ExprKind::Path(path)) if is_aggregate => {
                    format!("{name}_{}", path.segments[path.segments.len() - 1].text)
                }
                _ => name,
            }
        }
        ExprKind::Quantifier(quantifier) => {
            let path = &quantifier.path.segments;
            format!("{}_{}", quantifier.kind.word(), path[path.len() - 1].text)
        }
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// A field that rows are often counted by, for examples.
pub(super) fn some_key(frame: &Frame) -> &'static str {
    match frame.subject.as_ref().map(|subject| subject.noun) {
        Some(Noun::Events) => "actor",
        Some(Noun::Quotes) => "speaker",
        Some(Noun::Figures) => "measure",
        Some(Noun::Mentions) => "entity",
        Some(Noun::Entities | Noun::Clusters) => "kind",
        Some(Noun::Sources) => "country",
        _ => "source",
    }
}
