//! Tests on dates. A date is an interval: a test holds if it is certain, with `possibly` if it could
//! hold. A missing date satisfies none.

use super::expr::Mode;
use super::frame::Frame;
use super::shift::{shifted, shifted_value};
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::model::date::PartialDate;
use crate::query::ast::{
    Call, ExprKind, Literal, Moment, MomentKind, TimeRelation, TimeTest, When, WhenEnd,
};
use crate::query::error::{DateFault, QueryError, QueryErrorKind};
use crate::query::meant::{date_meant, month_meant};
use crate::query::plan::{Binary, Expr};
use crate::span::Span;

/// A period: the first day and the last, open where absent.
pub(super) struct Period {
    first: Option<Expr>,
    last: Option<Expr>,
}

impl Resolver<'_> {
    /// Whether a date lies as a test says.
    pub(super) fn time_test(
        &mut self,
        frame: &mut Frame,
        date: &Typed,
        test: &TimeTest,
    ) -> Outcome<Expr> {
        let (period, known) = self.period(frame, &test.when)?;
        let lies = lies(date, test.relation, test.possibly, period);
        if test.relation == TimeRelation::During {
            return Ok(lies);
        }
        Ok(known.into_iter().fold(lies, Expr::and))
    }

    /// A period, and that its ends are known: all tests but `during` look at one end only, but a period
    /// with a missing end is none.
    fn period(&mut self, frame: &mut Frame, when: &When) -> Outcome<(Period, Vec<Expr>)> {
        let start = self.moment(frame, &when.start)?;
        let mut ends = vec![start.clone()];
        let last = match &when.end {
            WhenEnd::Same => Some(start.last()),
            WhenEnd::Open => None,
            WhenEnd::At(end) => {
                let end = self.moment(frame, end)?;
                ends.push(end.clone());
                Some(end.last())
            }
        };
        let is_range = !matches!(when.end, WhenEnd::Same);
        let period = Period {
            first: Some(start.first()),
            last,
        };
        ends.retain(|end| is_range && end.is_nullable());
        let known = ends.iter().map(|end| end.is_null().negated());
        Ok((period, known.collect()))
    }

    /// A moment as a date.
    pub(super) fn moment(&mut self, frame: &mut Frame, moment: &Moment) -> Outcome<Typed> {
        let known = match &moment.kind {
            MomentKind::Date(date) => *date,
            MomentKind::Call(call) if is_of_today(call) => self.date_call(call)?,
            MomentKind::Call(call) => {
                let value = self.call(frame, call, Mode::Row)?;
                return self.moment_of_row(moment, value, call.span);
            }
            MomentKind::Parameter(name) => {
                let value = self.parameter(name, moment.span)?;
                self.as_date(&value, moment.span)?
            }
            MomentKind::Path(path) => {
                let is_today = path.segments.len() == 1 && path.segments[0].text == "today";
                if is_today && frame.column("today").is_none() {
                    PartialDate::day(self.now)
                } else {
                    let value = self.path(frame, path);
                    let value = value.map_err(|wrong| not_a_moment(wrong, path))?;
                    return self.moment_of_row(moment, value, path.span);
                }
            }
        };
        Ok(Typed::constant_date(shifted(known, moment.shift)))
    }

    fn moment_of_row(&self, moment: &Moment, value: Typed, span: Span) -> Outcome<Typed> {
        if !matches!(value.kind, Type::Date | Type::Unknown) {
            return self.wrong_type(&value, "a date", span);
        }
        Ok(match moment.shift {
            None => value,
            Some(_) if value.kind == Type::Unknown => value,
            Some(shift) => shifted_value(&value, shift),
        })
    }

    /// The date of `today()` or `ago(30d)`.
    pub(super) fn date_call(&self, call: &Call) -> Outcome<PartialDate> {
        let name = call.name.text.to_lowercase();
        match (name.as_str(), call.arguments.as_slice()) {
            ("today", []) => Ok(PartialDate::day(self.now)),
            ("ago", [argument]) => {
                let literal = match &argument.kind {
                    ExprKind::Literal(Literal::Parameter(name)) => {
                        self.parameter(name, argument.span)?
                    }
                    ExprKind::Literal(literal) => literal.clone(),
                    _ => Literal::Null,
                };
                match literal {
                    Literal::Duration(back) => {
                        Ok(shifted(PartialDate::day(self.now), Some(back.backwards())))
                    }
                    _ => wrong_arguments("ago", "ago(30d)", call.span),
                }
            }
            ("ago", _) => wrong_arguments("ago", "ago(30d)", call.span),
            ("today", _) => wrong_arguments("today", "today()", call.span),
            _ => error(
                QueryErrorKind::WrongType {
                    found: self.text(call.span).to_owned(),
                    found_type: "something else".to_owned(),
                    expected: "`today`, `ago(30d)` or a date".to_owned(),
                    fix: None,
                },
                call.span,
            ),
        }
    }

    /// A value in a date position.
    pub(super) fn as_date(&self, literal: &Literal, span: Span) -> Outcome<PartialDate> {
        match literal {
            Literal::Date(date) => Ok(*date),
            Literal::Integer(year @ 1000..=9999) => {
                Ok(PartialDate::year(i16::try_from(*year).unwrap_or(i16::MAX)))
            }
            Literal::Text(text) => read_date(text, span),
            Literal::Parameter(name) => {
                let value = self.parameter(name, span)?;
                self.as_date(&value, span)
            }
            _ => error(
                QueryErrorKind::WrongType {
                    found: self.text(span).to_owned(),
                    found_type: "something else".to_owned(),
                    expected: "a date".to_owned(),
                    fix: None,
                },
                span,
            ),
        }
    }
}

/// A word in the place of a date that is no field is a date which was written in another way.
fn not_a_moment(wrong: Box<QueryError>, path: &crate::query::ast::Path) -> Box<QueryError> {
    let (QueryErrorKind::UnknownField { similar, .. }, [word]) =
        (&wrong.kind, path.segments.as_slice())
    else {
        return wrong;
    };
    let month = month_meant(&word.text);
    if similar.is_some() && month.is_none() {
        return wrong;
    }
    let kind = QueryErrorKind::BadDate {
        text: word.text.clone(),
        fault: month.map_or(DateFault::Form, DateFault::MonthName),
        meant: date_meant(&word.text),
        clause: None,
        today: None,
    };
    Box::new(QueryError::new(kind, path.span))
}

/// Whether a call is a date that the clock decides.
fn is_of_today(call: &Call) -> bool {
    ["ago", "today"].contains(&call.name.text.to_lowercase().as_str())
}

fn wrong_arguments<T>(function: &str, signature: &str, span: Span) -> Outcome<T> {
    error(
        QueryErrorKind::WrongArguments {
            function: function.to_owned(),
            signature: signature.to_owned(),
        },
        span,
    )
}

fn read_date(text: &str, span: Span) -> Outcome<PartialDate> {
    text.parse().or_else(|_| {
        error(
            QueryErrorKind::BadDate {
                text: text.to_owned(),
                fault: DateFault::Form,
                meant: date_meant(text),
                clause: None,
                today: None,
            },
            span,
        )
    })
}

/// Whether a date lies so to a period.
pub(super) fn lies(date: &Typed, relation: TimeRelation, possibly: bool, period: Period) -> Expr {
    let (first, last) = (date.first(), date.last());
    let at_least = |day: Expr, bound: Option<Expr>| {
        bound.map(|bound| day.binary(Binary::GreaterOrEqual, bound))
    };
    let at_most =
        |day: Expr, bound: Option<Expr>| bound.map(|bound| day.binary(Binary::LessOrEqual, bound));
    let below = |day: Expr, bound: Option<Expr>| bound.map(|bound| day.binary(Binary::Less, bound));
    let above =
        |day: Expr, bound: Option<Expr>| bound.map(|bound| day.binary(Binary::Greater, bound));
    let parts = match (relation, possibly) {
        (TimeRelation::During, false) => {
            [at_least(first, period.first), at_most(last, period.last)]
        }
        (TimeRelation::During, true) => [at_most(first, period.last), at_least(last, period.first)],
        (TimeRelation::Since, false) => [at_least(first, period.first), None],
        (TimeRelation::Since, true) => [at_least(last, period.first), None],
        (TimeRelation::Until, false) => [at_most(last, period.last), None],
        (TimeRelation::Until, true) => [at_most(first, period.last), None],
        (TimeRelation::Before, false) => [below(last, period.first), None],
        (TimeRelation::Before, true) => [below(first, period.first), None],
        (TimeRelation::After, false) => [above(first, period.last), None],
        (TimeRelation::After, true) => [above(last, period.last), None],
    };
    let mut parts: Vec<Expr> = parts.into_iter().flatten().collect();
    match parts.len() {
        // Until or after an open end: any date at all, or none.
        0 if relation == TimeRelation::After => Expr::Bool(false),
        0 => date.is_null().negated(),
        1 => parts.remove(0),
        _ => Expr::And(parts),
    }
}

/// The period that a date covers.
pub(super) fn period_of(date: &Typed) -> Period {
    Period {
        first: Some(date.first()),
        last: Some(date.last()),
    }
}

/// The period between two dates, open without an end.
pub(super) fn period_between(start: &Typed, end: Option<&Typed>) -> Period {
    Period {
        first: Some(start.first()),
        last: end.map(Typed::last),
    }
}
