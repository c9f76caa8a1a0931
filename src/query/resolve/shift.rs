//! Dates moved by durations, and durations as values.

use super::expr::Mode;
use super::frame::Frame;
use super::value::{Type, Typed, Value};
use super::{Outcome, Resolver, error};
use crate::model::date::{Day, OPEN_END, OPEN_START, PartialDate};
use crate::query::ast::{
    self, ArithmeticOperator, CompareOperator, Duration, DurationUnit, ExprKind, Literal,
};
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr};
use crate::span::Span;
use crate::value::Parameter;

/// How far a date is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shift {
    /// Its ends, by so many days.
    Days(Day, Day),
    /// By the calendar.
    Months(i64),
}

impl Duration {
    fn shift(self) -> Shift {
        const FAR: i64 = 4_000_000;
        let days = |days: i64| Day::try_from(days.clamp(-FAR, FAR)).unwrap_or(0);
        let same = |amount: i64| Shift::Days(days(amount), days(amount));
        match self.unit {
            DurationUnit::Day => same(self.amount),
            DurationUnit::Week => same(self.amount.saturating_mul(7)),
            // A part of a day ends on this day or on the one beside it.
            DurationUnit::Hour => Shift::Days(
                days(self.amount.div_euclid(24)),
                days(-(-self.amount).div_euclid(24)),
            ),
            DurationUnit::Month | DurationUnit::Quarter | DurationUnit::Year => {
                Shift::Months(self.months().unwrap_or(0))
            }
        }
    }

    /// The months of a duration that goes by the calendar.
    pub(super) fn months(self) -> Option<i64> {
        let each = match self.unit {
            DurationUnit::Hour | DurationUnit::Day | DurationUnit::Week => return None,
            DurationUnit::Month => 1,
            DurationUnit::Quarter => 3,
            DurationUnit::Year => 12,
        };
        Some(self.amount.saturating_mul(each))
    }

    pub(super) fn backwards(self) -> Self {
        Self {
            amount: self.amount.saturating_neg(),
            ..self
        }
    }
}

/// A date moved by the calendar.
pub(super) fn shifted(date: PartialDate, shift: Option<Duration>) -> PartialDate {
    match shift.map(Duration::shift) {
        None => date,
        Some(Shift::Days(first, last)) => date.later(first, last),
        Some(Shift::Months(months)) => date.months_later(months),
    }
}

/// The date of a row moved by the calendar.
pub(super) fn shifted_value(date: &Typed, by: Duration) -> Typed {
    if let Some(known) = date.constant() {
        return Typed::constant_date(shifted(known, Some(by)));
    }
    match by.shift() {
        Shift::Days(first, last) => {
            let days = |days: Day| Expr::integer(days.into());
            moved(date, &days(first), &days(last))
        }
        Shift::Months(months) => {
            let moved = vec![date.expr(), Expr::integer(months)];
            Typed::new(Type::Date, Expr::Call(Function::DateMoved, moved))
        }
    }
}

/// A date whose ends are some days later; open ends stay open.
fn moved(date: &Typed, first: &Expr, last: &Expr) -> Typed {
    let later = |day: Expr, open: Day, days: Expr| {
        let is_open = day.clone().binary(Binary::Equal, Expr::Number(open.into()));
        let later = day.clone().binary(Binary::Add, days);
        Expr::Case(vec![(is_open, day)], Some(Box::new(later)))
    };
    // What is moved by nobody knows how much is no date, though an end of it be open.
    let known = |days: &Expr, part: Expr| {
        if days.is_nullable() {
            let is_known = days.clone().is_null().negated();
            Expr::Case(vec![(is_known, part)], None)
        } else {
            part
        }
    };
    Typed::date(
        known(first, later(date.first(), OPEN_START, first.clone())),
        known(last, later(date.last(), OPEN_END, last.clone())),
        known(first, date.precision()),
    )
}

impl Resolver<'_> {
    /// A duration as typed, or the parameter that holds one.
    pub(super) fn duration_of(&self, expr: &ast::Expr) -> Outcome<Option<Duration>> {
        Ok(match &expr.kind {
            ExprKind::Literal(Literal::Duration(duration)) => Some(*duration),
            ExprKind::Literal(Literal::Parameter(name)) => {
                match self.parameter(name, expr.span)? {
                    Literal::Duration(duration) => Some(duration),
                    _ => None,
                }
            }
            _ => None,
        })
    }

    /// A duration as a number of days.
    pub(super) fn length(&self, duration: Duration, span: Span) -> Outcome<Typed> {
        let days = match duration.unit {
            DurationUnit::Day => duration.amount,
            DurationUnit::Week => duration.amount.saturating_mul(7),
            DurationUnit::Hour if duration.amount % 24 == 0 => duration.amount / 24,
            DurationUnit::Hour => {
                #[expect(clippy::cast_precision_loss, reason = "below ten million")]
                let days = duration.amount as f64 / 24.0;
                let days = Expr::Bound(Parameter::Real(days));
                return Ok(Typed::new(Type::Duration, days));
            }
            DurationUnit::Month | DurationUnit::Quarter | DurationUnit::Year => {
                return error(
                    QueryErrorKind::WrongType {
                        found: self.text(span).to_owned(),
                        found_type: "as long as the calendar makes it".to_owned(),
                        expected:
                            "a number of days such as `30d`; add it to a date, or compare it \
                                   with the difference of two"
                                .to_owned(),
                        fix: None,
                    },
                    span,
                );
            }
        };
        Ok(Typed::new(Type::Duration, Expr::integer(days)))
    }

    /// Sums and differences in which a date stands; `None` where none does.
    pub(super) fn date_arithmetic(
        &mut self,
        frame: &mut Frame,
        (left, operator, right): (&ast::Expr, ArithmeticOperator, &ast::Expr),
        mode: Mode,
    ) -> Outcome<Option<Typed>> {
        use ArithmeticOperator::{Add, Subtract};
        if !matches!(operator, Add | Subtract) {
            return Ok(None);
        }
        if let (Some(by), Add) = (self.duration_of(left)?, operator) {
            let date = self.value(frame, right, mode)?;
            return Ok((date.kind == Type::Date).then(|| shifted_value(&date, by)));
        }
        let Some(by) = self.duration_of(right)? else {
            return Ok(None);
        };
        let date = self.value(frame, left, mode)?;
        let by = if operator == Add { by } else { by.backwards() };
        Ok((date.kind == Type::Date).then(|| shifted_value(&date, by)))
    }

    /// `a - b > 1mo` by the calendar: whether `a` is after the day a month after `b`. Null if one of
    /// them is vaguer than a day. `None` if no duration of the calendar stands there.
    pub(super) fn calendar_comparison(
        &mut self,
        frame: &mut Frame,
        (left, operator, right): (&ast::Expr, CompareOperator, &ast::Expr),
        mode: Mode,
    ) -> Outcome<Option<Expr>> {
        let by_calendar = |duration: Option<Duration>| duration.filter(|it| it.months().is_some());
        let (difference, operator, by) = if let Some(by) = by_calendar(self.duration_of(right)?) {
            (left, operator, by)
        } else if let Some(by) = by_calendar(self.duration_of(left)?) {
            (right, mirrored(operator), by)
        } else {
            return Ok(None);
        };
        let ExprKind::Arithmetic {
            left: later,
            operator: ArithmeticOperator::Subtract,
            right: earlier,
            ..
        } = &difference.kind
        else {
            return Ok(None);
        };
        let later = self.value(frame, later, mode)?;
        let earlier = self.value(frame, earlier, mode)?;
        if (&later.kind, &earlier.kind) != (&Type::Date, &Type::Date) {
            return Ok(None);
        }
        let limit = shifted_value(&earlier, by).first();
        let (sign, negated) = match operator {
            CompareOperator::Less => (Binary::Less, false),
            CompareOperator::LessOrEqual => (Binary::LessOrEqual, false),
            CompareOperator::Greater => (Binary::Greater, false),
            CompareOperator::GreaterOrEqual => (Binary::GreaterOrEqual, false),
            CompareOperator::Equal => (Binary::Equal, false),
            CompareOperator::NotEqual => (Binary::Equal, true),
            CompareOperator::Matches | CompareOperator::NotMatches => return Ok(None),
        };
        let test = is_exact(&later)
            .and(is_exact(&earlier))
            .and(later.first().binary(sign, limit));
        Ok(Some(test.negated_if(negated)))
    }
}

/// A date moved by a number of days that a row holds.
pub(super) fn moved_by(date: &Typed, days: &Typed, operator: ArithmeticOperator) -> Typed {
    let days = Expr::Call(Function::Whole, vec![days.expr()]);
    let days = match operator {
        ArithmeticOperator::Subtract => Expr::Number(0).binary(Binary::Subtract, days),
        _ => days,
    };
    moved(date, &days, &days)
}

/// Days from the first day of one to the first day of the other; null if one is vaguer than a day.
pub(super) fn days_between(later: &Typed, earlier: &Typed) -> Typed {
    let days = later.first().binary(Binary::Subtract, earlier.first());
    let exact = is_exact(later)
        .and(is_exact(earlier))
        .and(begins(later))
        .and(begins(earlier));
    Typed::new(Type::Duration, Expr::Case(vec![(exact, days)], None))
}

fn is_exact(date: &Typed) -> Expr {
    date.precision().binary(Binary::Equal, Expr::Number(0))
}

/// Whether a date has a first day: an open start is none.
fn begins(date: &Typed) -> Expr {
    let open = Expr::Number(OPEN_START.into());
    date.first().binary(Binary::NotEqual, open)
}

/// The operator with its sides exchanged.
pub(super) fn mirrored(operator: CompareOperator) -> CompareOperator {
    match operator {
        CompareOperator::Less => CompareOperator::Greater,
        CompareOperator::LessOrEqual => CompareOperator::GreaterOrEqual,
        CompareOperator::Greater => CompareOperator::Less,
        CompareOperator::GreaterOrEqual => CompareOperator::LessOrEqual,
        other => other,
    }
}

impl Typed {
    /// The date, if it is the same for every row.
    fn constant(&self) -> Option<PartialDate> {
        match &self.value {
            Value::Plain(_) => None,
            Value::Date {
                first,
                last,
                precision,
            } => super::value::constants(first, last, precision),
        }
    }
}
