//! `bin(x, width)` and `format(date, pattern)`.

use super::expr::Mode;
use super::frame::Frame;
use super::function::FUNCTIONS;
use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::model::calendar::FORMAT_LETTERS;
use crate::model::date::Precision;
use crate::query::ast::{self, Call, Duration, DurationUnit, ExprKind, Literal};
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr};
use crate::value::Parameter;

/// Days or months of the widest bin of time.
const WIDEST: i64 = 1_000_000;

impl Resolver<'_> {
    /// A value where a date stands: a text or a year is read as one.
    pub(super) fn dated(
        &mut self,
        frame: &mut Frame,
        expr: &ast::Expr,
        mode: Mode,
    ) -> Outcome<Typed> {
        let date = Typed::new(Type::Date, Expr::Null);
        let value = self.against(frame, &date, expr, mode)?;
        match value.kind {
            Type::Date | Type::Unknown => Ok(value),
            _ => self.wrong_type(&value, "a date", expr.span),
        }
    }

    /// `bin(date, 7d)`: the bin of that width that certainly holds the date. `bin(number, 10)`: the
    /// multiple of the width at or below the number.
    pub(super) fn bin_call(
        &mut self,
        frame: &mut Frame,
        call: &Call,
        mode: Mode,
    ) -> Outcome<Typed> {
        let [tested, width] = call.arguments.as_slice() else {
            return wrong_call(call);
        };
        let value = self.value(frame, tested, mode)?;
        let literal = self.constant_of(width)?;
        match (&value.kind, literal) {
            (Type::Date, Some(Literal::Duration(width_of))) => match bin_of(&value, width_of) {
                Some(bin) => Ok(bin.bin()),
                None => self.wrong_part(width, "a width of whole days, months or years"),
            },
            (Type::Date, _) => self.wrong_part(width, "a width such as `7d` or `1mo`"),
            (Type::Unknown, _) => Ok(value),
            (kind, _) if !kind.is_number() => {
                self.wrong_type(&value, "a date or a number", tested.span)
            }
            (Type::Duration, Some(Literal::Duration(width_of))) if width_of.amount > 0 => {
                let width = self.length(width_of, width.span)?;
                Ok(lower_edge(&value, width.expr(), Type::Duration))
            }
            (Type::Int, Some(Literal::Integer(width))) if width > 0 => {
                Ok(lower_edge(&value, Expr::integer(width), Type::Int))
            }
            (_, Some(Literal::Integer(width))) if width > 0 => {
                Ok(lower_edge(&value, Expr::integer(width), Type::Num))
            }
            (_, Some(Literal::Number(width))) if width > 0.0 && width.is_finite() => {
                let width = Expr::Bound(Parameter::Real(width));
                Ok(lower_edge(&value, width, Type::Num))
            }
            _ => self.wrong_part(width, "a width above 0, such as `10`"),
        }
    }

    /// `format(date, "%d %B %Y")`: null where the date is vaguer than a part of the pattern.
    pub(super) fn format_call(
        &mut self,
        frame: &mut Frame,
        call: &Call,
        mode: Mode,
    ) -> Outcome<Typed> {
        let [date, pattern] = call.arguments.as_slice() else {
            return wrong_call(call);
        };
        let date = self.dated(frame, date, mode)?;
        let Some(Literal::Text(text)) = self.constant_of(pattern)? else {
            return self.wrong_part(pattern, "a pattern such as `\"%d %B %Y\"`");
        };
        let part = |letter: &'static str| {
            let parts = vec![date.first(), date.last(), Expr::Word(letter)];
            Expr::Call(Function::DatePart, parts)
        };
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            if letter != '%' {
                plain.push(letter);
                continue;
            }
            match letters.next() {
                Some('%') => plain.push('%'),
                Some(letter) if FORMAT_LETTERS.contains(letter) => {
                    if !plain.is_empty() {
                        pieces.push(Expr::text(std::mem::take(&mut plain)));
                    }
                    let at = FORMAT_LETTERS.find(letter).unwrap_or(0);
                    pieces.push(part(&FORMAT_LETTERS[at..=at]));
                }
                other => return self.unknown_part(pattern, other),
            }
        }
        if pieces.is_empty() {
            // Without a part that would be missing the text is; of no date there is none.
            let text = Expr::text(plain);
            let known = Expr::Case(vec![(date.is_null().negated(), text)], None);
            return Ok(Typed::new(Type::Text, known));
        }
        if !plain.is_empty() {
            pieces.push(Expr::text(plain));
        }
        let text = pieces
            .into_iter()
            .reduce(|one, other| one.binary(Binary::Concat, other));
        Ok(Typed::new(Type::Text, text.unwrap_or(Expr::Null)))
    }

    fn unknown_part(&self, pattern: &ast::Expr, letter: Option<char>) -> Outcome<Typed> {
        let parts: Vec<String> = FORMAT_LETTERS
            .chars()
            .map(|letter| format!("`%{letter}`"))
            .collect();
        let letter = letter.map(String::from).unwrap_or_default();
        error(
            QueryErrorKind::WrongType {
                found: self.text(pattern.span).to_owned(),
                found_type: format!("a pattern with `%{letter}`"),
                expected: format!("one of {}", parts.join(" ")),
                fix: None,
            },
            pattern.span,
        )
    }

    /// A value as typed, or that of a parameter.
    fn constant_of(&self, expr: &ast::Expr) -> Outcome<Option<Literal>> {
        Ok(match &expr.kind {
            ExprKind::Literal(Literal::Parameter(name)) => Some(self.parameter(name, expr.span)?),
            ExprKind::Literal(literal) => Some(literal.clone()),
            _ => None,
        })
    }

    /// The error of an argument that must be written out and is something else.
    fn wrong_part<T>(&self, part: &ast::Expr, expected: &str) -> Outcome<T> {
        let found_type = match self.constant_of(part)? {
            Some(Literal::Duration(_)) => "a duration",
            Some(Literal::Integer(_) | Literal::Number(_)) => "a number",
            Some(Literal::Text(_)) => "text",
            Some(Literal::Date(_)) => "a date",
            Some(_) => "something else",
            None => "an expression",
        };
        error(
            QueryErrorKind::WrongType {
                found: self.text(part.span).to_owned(),
                found_type: found_type.to_owned(),
                expected: expected.to_owned(),
                fix: None,
            },
            part.span,
        )
    }
}

fn wrong_call<T>(call: &Call) -> Outcome<T> {
    let name = call.name.text.to_lowercase();
    let known = FUNCTIONS.iter().find(|known| known.name == name);
    error(
        QueryErrorKind::WrongArguments {
            signature: known.map_or("", |known| known.signature).to_owned(),
            function: name,
        },
        call.span,
    )
}

/// The bin of a date; `None` if bins cannot be so wide.
fn bin_of(date: &Typed, width: Duration) -> Option<Typed> {
    let (count, is_months) = match (width.months(), width.unit) {
        (Some(months), _) => (months, true),
        (None, DurationUnit::Week) => (width.amount.saturating_mul(7), false),
        (None, DurationUnit::Hour) if width.amount % 24 == 0 => (width.amount / 24, false),
        (None, DurationUnit::Hour) => return None,
        (None, _) => (width.amount, false),
    };
    if !(1..=WIDEST).contains(&count) {
        return None;
    }
    let unit = match (count, is_months) {
        (1, false) => Some(Precision::Day),
        (7, false) => Some(Precision::Week),
        (1, true) => Some(Precision::Month),
        (3, true) => Some(Precision::Quarter),
        (12, true) => Some(Precision::Year),
        (120, true) => Some(Precision::Decade),
        _ => None,
    };
    let (first, last) = (date.first(), date.last());
    let bin = if let Some(unit) = unit {
        let parts = vec![first, last, Expr::Word(unit.word())];
        Expr::Call(Function::DateBin, parts)
    } else {
        let unit = Expr::Word(if is_months { "month" } else { "day" });
        let parts = vec![first, last, Expr::integer(count), unit];
        Expr::Call(Function::DateSpan, parts)
    };
    Some(Typed::new(Type::Date, bin))
}

fn lower_edge(value: &Typed, width: Expr, kind: Type) -> Typed {
    let times = value.expr().binary(Binary::Divide, width.clone());
    let edge = Expr::Call(Function::Floor, vec![times]);
    Typed::new(kind, edge.binary(Binary::Multiply, width)).formatted(value.format)
}
