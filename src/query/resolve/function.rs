//! Functions of one row's values.

use super::aggregate::aggregate_word;
use super::expr::Mode;
use super::frame::Frame;
use super::value::{Type, Typed, Value, format_of};
use super::{Outcome, Resolver, error};
use crate::model::date::{Day, OPEN_END, OPEN_START, Precision};
use crate::query::ast::{self, Call, ExprKind, Literal};
use crate::query::catalog::Members;
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr};
use crate::value::Format;

/// A function of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub name: &'static str,
    /// How it is called.
    pub signature: &'static str,
    /// How many arguments it takes, at least and at most.
    arity: (usize, usize),
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bin(Precision),
    Year,
    Weekday,
    Precision,
    Earliest,
    Latest,
    Constant,
    Days,
    Text(Function, Length),
    Left,
    Right,
    Starts,
    Ends,
    Extract,
    Round,
    Number(Function, Length),
    Clamp,
    If,
    Aggregate,
    Window,
    Width,
    Format,
}

/// Whether a function gives a whole number, what it was given, a fraction, or a list of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Whole,
    Same,
    Fraction,
    Parts,
}

const fn known(
    name: &'static str,
    signature: &'static str,
    arity: (usize, usize),
    kind: Kind,
) -> Known {
    Known {
        name,
        signature,
        arity,
        kind,
    }
}

impl Known {
    /// Whether it is over many rows.
    pub fn is_aggregate(&self) -> bool {
        self.kind == Kind::Aggregate
    }
}

/// Whether a function in small letters looks at other rows.
pub(super) fn is_window(name: &str) -> bool {
    let mut all = FUNCTIONS.iter();
    all.any(|known| known.name == name && known.kind == Kind::Window)
}

/// Whether a function in small letters is over many rows.
pub(super) fn is_aggregate(name: &str) -> bool {
    let mut all = FUNCTIONS.iter();
    all.any(|known| known.name == name && known.is_aggregate())
}

/// Whether a function in small letters tells a part of a date.
pub(super) fn is_of_dates(name: &str) -> bool {
    let is_part = |known: &Known| matches!(known.kind, Kind::Year | Kind::Bin(_) | Kind::Weekday);
    let mut all = FUNCTIONS.iter();
    all.any(|known| known.name == name && is_part(known))
}

/// Every function of the language.
pub const FUNCTIONS: &[Known] = &[
    known("year", "year(date)", (1, 1), Kind::Year),
    known(
        "quarter",
        "quarter(date)",
        (1, 1),
        Kind::Bin(Precision::Quarter),
    ),
    known("month", "month(date)", (1, 1), Kind::Bin(Precision::Month)),
    known("week", "week(date)", (1, 1), Kind::Bin(Precision::Week)),
    known("day", "day(date)", (1, 1), Kind::Bin(Precision::Day)),
    known("weekday", "weekday(date)", (1, 1), Kind::Weekday),
    known("bin", "bin(date, 7d)", (2, 2), Kind::Width),
    known("ago", "ago(30d)", (1, 1), Kind::Constant),
    known("today", "today()", (0, 0), Kind::Constant),
    known("days", "days(duration)", (1, 1), Kind::Days),
    known("earliest", "earliest(date)", (1, 1), Kind::Earliest),
    known("latest", "latest(date)", (1, 1), Kind::Latest),
    known("precision", "precision(date)", (1, 1), Kind::Precision),
    known("format", "format(date, \"%d %B %Y\")", (2, 2), Kind::Format),
    known(
        "lower",
        "lower(text)",
        (1, 1),
        Kind::Text(Function::Lower, Length::Same),
    ),
    known(
        "upper",
        "upper(text)",
        (1, 1),
        Kind::Text(Function::Upper, Length::Same),
    ),
    known(
        "trim",
        "trim(text)",
        (1, 1),
        Kind::Text(Function::Trim, Length::Same),
    ),
    known(
        "len",
        "len(text)",
        (1, 1),
        Kind::Text(Function::Length, Length::Whole),
    ),
    known(
        "words",
        "words(text)",
        (1, 1),
        Kind::Text(Function::TextWords, Length::Whole),
    ),
    known("left", "left(text, n)", (2, 2), Kind::Left),
    known("right", "right(text, n)", (2, 2), Kind::Right),
    known(
        "replace",
        "replace(text, from, to)",
        (3, 3),
        Kind::Text(Function::Replace, Length::Same),
    ),
    known(
        "split",
        "split(text, separator)",
        (2, 2),
        Kind::Text(Function::TextSplit, Length::Parts),
    ),
    known("starts", "starts(text, beginning)", (2, 2), Kind::Starts),
    known("ends", "ends(text, end)", (2, 2), Kind::Ends),
    known("extract", "extract(text, /pattern/)", (2, 2), Kind::Extract),
    known("round", "round(x, digits)", (1, 2), Kind::Round),
    known(
        "floor",
        "floor(x)",
        (1, 1),
        Kind::Number(Function::Floor, Length::Whole),
    ),
    known(
        "ceil",
        "ceil(x)",
        (1, 1),
        Kind::Number(Function::Ceil, Length::Whole),
    ),
    known(
        "abs",
        "abs(x)",
        (1, 1),
        Kind::Number(Function::Abs, Length::Same),
    ),
    known(
        "log10",
        "log10(x)",
        (1, 1),
        Kind::Number(Function::Log10, Length::Fraction),
    ),
    known(
        "min2",
        "min2(a, b)",
        (2, 2),
        Kind::Number(Function::Min2, Length::Same),
    ),
    known(
        "max2",
        "max2(a, b)",
        (2, 2),
        Kind::Number(Function::Max2, Length::Same),
    ),
    known("clamp", "clamp(x, low, high)", (3, 3), Kind::Clamp),
    known("if", "if(condition, a, b)", (3, 3), Kind::If),
    known("count", "count()", (0, 1), Kind::Aggregate),
    known("distinct", "distinct(x)", (1, 1), Kind::Aggregate),
    known("sum", "sum(x)", (1, 1), Kind::Aggregate),
    known("avg", "avg(x)", (1, 1), Kind::Aggregate),
    known("median", "median(x)", (1, 1), Kind::Aggregate),
    known("min", "min(x)", (1, 1), Kind::Aggregate),
    known("max", "max(x)", (1, 1), Kind::Aggregate),
    known("stdev", "stdev(x)", (1, 1), Kind::Aggregate),
    known("list", "list(x)", (1, 1), Kind::Aggregate),
    known("first", "first(x by y)", (1, 2), Kind::Aggregate),
    known("last", "last(x by y)", (1, 2), Kind::Aggregate),
    known("argmax", "argmax(x, y)", (2, 2), Kind::Aggregate),
    known("quantile", "quantile(x, 0.9)", (2, 2), Kind::Aggregate),
    known("share", "share(x)", (1, 1), Kind::Window),
    known("rank", "rank(x)", (1, 1), Kind::Window),
    known("running", "running(x)", (1, 1), Kind::Window),
    known("lag", "lag(x, n)", (1, 2), Kind::Window),
    known("lead", "lead(x, n)", (1, 2), Kind::Window),
    known("moving", "moving(avg, x, 3)", (3, 3), Kind::Window),
];

impl Resolver<'_> {
    /// A function with its arguments.
    pub(super) fn call(&mut self, frame: &mut Frame, call: &Call, mode: Mode) -> Outcome<Typed> {
        let name = call.name.text.to_lowercase();
        let Some(function) = FUNCTIONS.iter().find(|known| known.name == name) else {
            let names = FUNCTIONS.iter().map(|known| known.name);
            let arguments = call.arguments.iter().map(|it| self.text(it.span));
            let similar = super::answers::function_meant(&name, &arguments.collect::<Vec<_>>());
            return error(
                QueryErrorKind::UnknownFunction {
                    functions: if similar.is_some() {
                        Vec::new()
                    } else {
                        names.collect()
                    },
                    similar,
                    name: call.name.text.clone(),
                },
                call.name.span,
            );
        };
        let (least, most) = function.arity;
        if !(least..=most).contains(&call.arguments.len()) {
            return error(
                QueryErrorKind::WrongArguments {
                    function: function.name.to_owned(),
                    signature: function.signature.to_owned(),
                },
                call.span,
            );
        }
        match function.kind {
            Kind::Width => self.bin_call(frame, call, mode),
            Kind::Format => self.format_call(frame, call, mode),
            Kind::Aggregate => self.aggregate_call(frame, call, aggregate_word(&name), mode),
            Kind::Window => self.window_call(frame, call, mode),
            kind => self.scalar_call(frame, call, kind, mode),
        }
    }

    fn scalar_call(
        &mut self,
        frame: &mut Frame,
        call: &Call,
        kind: Kind,
        mode: Mode,
    ) -> Outcome<Typed> {
        let arguments = &call.arguments;
        match kind {
            Kind::Constant => self.date_call(call).map(Typed::constant_date),
            Kind::Bin(_)
            | Kind::Year
            | Kind::Weekday
            | Kind::Precision
            | Kind::Earliest
            | Kind::Latest => {
                let date = self.dated(frame, &arguments[0], mode)?;
                Ok(match date.kind {
                    Type::Date => of_date(&date, kind),
                    _ => date,
                })
            }
            Kind::Days => {
                let value = self.value(frame, &arguments[0], mode)?;
                match value.kind {
                    Type::Duration => Ok(Typed::new(Type::Int, value.expr())),
                    Type::Unknown => Ok(value),
                    _ => self.wrong_type(&value, "a duration", arguments[0].span),
                }
            }
            Kind::Text(Function::Length, _) => self.length_call(frame, &arguments[0], mode),
            Kind::Text(function, length) => {
                let texts = self.all(arguments, |it, one| it.textual(frame, one, mode))?;
                let kind = match length {
                    Length::Whole => Type::Int,
                    Length::Parts => Type::List(Box::new(Type::Text)),
                    Length::Same | Length::Fraction => Type::Text,
                };
                Ok(called(kind, function, &texts))
            }
            Kind::Number(function, length) => {
                let numbers = self.all(arguments, |it, one| it.number(frame, one, mode))?;
                let kind = match length {
                    Length::Whole => Type::Int,
                    Length::Fraction => Type::Num,
                    Length::Same | Length::Parts => widest(&numbers),
                };
                Ok(called(kind, function, &numbers))
            }
            Kind::Round => {
                let numbers = self.all(arguments, |it, one| it.number(frame, one, mode))?;
                Ok(called(Type::Num, Function::Round, &numbers))
            }
            Kind::Clamp => {
                let numbers = self.all(arguments, |it, one| it.number(frame, one, mode))?;
                let raised = called(Type::Num, Function::Max2, &numbers[..2]);
                Ok(called(
                    widest(&numbers),
                    Function::Min2,
                    &[raised, numbers[2].clone()],
                ))
            }
            Kind::If => self.if_call(frame, arguments, mode),
            Kind::Left | Kind::Right | Kind::Starts | Kind::Ends => {
                self.part_of_text(frame, arguments, kind, mode)
            }
            Kind::Extract => {
                let text = self.textual(frame, &arguments[0], mode)?;
                let ExprKind::Literal(Literal::Regex {
                    pattern,
                    ignore_case,
                }) = &arguments[1].kind
                else {
                    let other = Typed::new(Type::Text, Expr::Null);
                    return self.wrong_type(&other, "a pattern", arguments[1].span);
                };
                let pattern = self.pattern(pattern, *ignore_case, arguments[1].span)?;
                Ok(Typed::new(
                    Type::Text,
                    Expr::Call(Function::TextExtract, vec![text.expr(), pattern]),
                ))
            }
            Kind::Aggregate | Kind::Window | Kind::Width | Kind::Format => Ok(Typed::unknown()),
        }
    }

    fn all(
        &mut self,
        arguments: &[ast::Expr],
        mut read: impl FnMut(&mut Self, &ast::Expr) -> Outcome<Typed>,
    ) -> Outcome<Vec<Typed>> {
        arguments.iter().map(|one| read(self, one)).collect()
    }

    /// `len(text)` in characters, `len(list)` in elements.
    fn length_call(
        &mut self,
        frame: &mut Frame,
        argument: &ast::Expr,
        mode: Mode,
    ) -> Outcome<Typed> {
        let value = self.value(frame, argument, mode)?;
        let function = match &value.kind {
            Type::List(_) => Function::ListLength,
            kind if kind.is_text() => Function::Length,
            _ => return self.wrong_type(&value, "text or a list", argument.span),
        };
        Ok(called(Type::Int, function, &[value]))
    }

    fn if_call(
        &mut self,
        frame: &mut Frame,
        arguments: &[ast::Expr],
        mode: Mode,
    ) -> Outcome<Typed> {
        let condition = match mode {
            Mode::Row => self.condition(frame, &arguments[0])?,
            Mode::Group => self.value(frame, &arguments[0], mode)?.expr(),
        };
        let values = self.alike(frame, arguments[1..].iter(), mode)?;
        let kind = match &values[0].kind {
            Type::Null => values[1].kind.clone(),
            kind => kind.clone(),
        };
        let other = Some(Box::new(values[1].expr()));
        Ok(
            Typed::new(kind, Expr::Case(vec![(condition, values[0].expr())], other))
                .formatted(format_of(&values)),
        )
    }

    fn part_of_text(
        &mut self,
        frame: &mut Frame,
        arguments: &[ast::Expr],
        kind: Kind,
        mode: Mode,
    ) -> Outcome<Typed> {
        let text = self.textual(frame, &arguments[0], mode)?.expr();
        let substring = |from: Expr, count: Expr| {
            Expr::Call(Function::Substring, vec![text.clone(), from, count])
        };
        let length = |text: Expr| Expr::Call(Function::Length, vec![text]);
        // Where the last `count` characters begin; the whole text if it is shorter.
        let from_end = |count: Expr| {
            let start = length(text.clone())
                .binary(Binary::Subtract, count)
                .binary(Binary::Add, Expr::Number(1));
            Expr::Call(Function::Max2, vec![Expr::Number(1), start])
        };
        if matches!(kind, Kind::Left | Kind::Right) {
            let count = self.number(frame, &arguments[1], mode)?.expr();
            let part = if kind == Kind::Left {
                substring(Expr::Number(1), count)
            } else {
                substring(from_end(count.clone()), count)
            };
            return Ok(Typed::new(Type::Text, part));
        }
        let part = self.textual(frame, &arguments[1], mode)?.expr();
        let found = if kind == Kind::Starts {
            substring(Expr::Number(1), length(part.clone()))
        } else {
            substring(from_end(length(part.clone())), length(part.clone()))
        };
        Ok(Typed::new(Type::Bool, found.binary(Binary::Equal, part)))
    }
}

fn called(kind: Type, function: Function, arguments: &[Typed]) -> Typed {
    let format = match function {
        Function::Min2 | Function::Max2 => format_of(arguments),
        _ => Format::Amount,
    };
    let arguments = arguments.iter().map(Typed::expr).collect();
    Typed::new(kind, Expr::Call(function, arguments)).formatted(format)
}

fn widest(numbers: &[Typed]) -> Type {
    if numbers.iter().all(|one| one.kind == Type::Int) {
        Type::Int
    } else {
        Type::Num
    }
}

fn of_date(date: &Typed, kind: Kind) -> Typed {
    let (first, last) = (date.first(), date.last());
    match kind {
        Kind::Bin(unit) => {
            let unit = Expr::Word(unit.word());
            let bin = Expr::Call(Function::DateBin, vec![first, last, unit]);
            Typed::new(Type::Date, bin).bin()
        }
        Kind::Year => {
            let year = Expr::Call(Function::DateYear, vec![first, last]);
            Typed::new(Type::Int, year).formatted(Format::Year).bin()
        }
        Kind::Weekday => Typed::new(
            Type::Int,
            Expr::Call(Function::DateWeekday, vec![first, last]),
        ),
        Kind::Precision => Typed::new(
            Type::Enum(Members::Precision),
            Expr::Call(Function::PrecisionWord, vec![precision_of(date)]),
        ),
        Kind::Earliest => known_day(first, OPEN_START),
        _ => known_day(last, OPEN_END),
    }
}

/// The precision of a date; a date that is missing has none.
fn precision_of(date: &Typed) -> Expr {
    let precision = date.precision();
    let is_plain = matches!(date.value, Value::Plain(_)) || precision.is_nullable();
    if is_plain || !date.is_nullable() {
        return precision;
    }
    Expr::Case(vec![(date.is_null().negated(), precision)], None)
}

/// An end of a date as a date of its own; an open end is none.
fn known_day(day: Expr, open: Day) -> Typed {
    let is_known = day
        .clone()
        .binary(Binary::NotEqual, Expr::Number(open.into()));
    let known = Expr::Case(vec![(is_known, day)], None);
    Typed::date(known.clone(), known, Expr::Number(0))
}
