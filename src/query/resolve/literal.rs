//! Values as typed, and values of parameters.

use super::value::{Type, Typed};
use super::{Outcome, Resolver, error, not_available};
use crate::query::ast::{Duration, DurationUnit, Literal, WordKind};
use crate::query::error::QueryErrorKind;
use crate::query::plan::Expr;
use crate::span::Span;
use crate::value::Parameter;

/// A parameter of the script.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// Its type as declared.
    pub(super) kind: Option<String>,
    /// Its value, if it has one.
    pub(super) value: Option<Literal>,
}

impl Resolver<'_> {
    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str, span: Span) -> Outcome<Literal> {
        let known = self.parameters.get(name);
        if let Some(value) = known.and_then(|known| known.value.clone()) {
            return Ok(value);
        }
        match self.given.get(name).filter(|_| known.is_none()) {
            Some(text) => Ok(match text.strip_prefix('@') {
                Some(handle) => Literal::Handle(handle.to_owned()),
                None => Literal::Text(text.clone()),
            }),
            None => error(
                QueryErrorKind::ParameterUnset {
                    name: name.to_owned(),
                    type_name: known.and_then(|known| known.kind.clone()),
                },
                span,
            ),
        }
    }

    /// The text of a word that may be a parameter.
    pub(super) fn word(&self, word: &WordKind, span: Span) -> Outcome<String> {
        match word {
            WordKind::Text(text) => Ok(text.clone()),
            WordKind::Parameter(name) => match self.parameter(name, span)? {
                Literal::Text(text) => Ok(text),
                other => error(
                    QueryErrorKind::ParameterValue {
                        name: name.clone(),
                        type_name: "text".to_owned(),
                        value: shown(&other),
                    },
                    span,
                ),
            },
        }
    }

    /// A value as typed, opposite nothing in particular.
    pub(super) fn literal(&mut self, literal: &Literal, span: Span) -> Outcome<Typed> {
        Ok(match literal {
            Literal::Date(date) => Typed::constant_date(*date),
            Literal::Duration(duration) => self.length(*duration, span)?,
            Literal::Integer(value) => Typed::new(Type::Int, Expr::integer(*value)),
            Literal::Number(value) => Typed::new(Type::Num, Expr::Bound(Parameter::Real(*value))),
            Literal::Text(text) => Typed::new(Type::Text, Expr::text(text.clone())),
            Literal::Bool(value) => Typed::new(Type::Bool, Expr::Bool(*value)),
            Literal::Null => Typed::new(Type::Null, Expr::Null),
            Literal::Parameter(name) => {
                let value = self.parameter(name, span)?;
                return self.literal(&value, span);
            }
            Literal::Handle(handle) => {
                let found = self.handle(handle, span)?;
                Typed::new(
                    Type::Row(crate::query::catalog::Noun::Entities),
                    Expr::integer(found.key),
                )
            }
            Literal::Regex { .. } => {
                return error(
                    QueryErrorKind::WrongType {
                        found: self.text(span).to_owned(),
                        found_type: "a pattern".to_owned(),
                        expected: "a value; patterns stand after `~`".to_owned(),
                        fix: None,
                    },
                    span,
                );
            }
        })
    }

    /// A duration as a number of days.
    fn length(&self, duration: Duration, span: Span) -> Outcome<Typed> {
        let days = match duration.unit {
            DurationUnit::Day => duration.amount,
            DurationUnit::Week => duration.amount.saturating_mul(7),
            DurationUnit::Hour if duration.amount % 24 == 0 => duration.amount / 24,
            _ => {
                return not_available(
                    format!("`{}` outside dates; count in days", self.text(span)),
                    span,
                );
            }
        };
        Ok(Typed::new(Type::Duration, Expr::integer(days)))
    }
}

/// Reads `30d`, `6mo`, `1y`.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (amount, unit) = text.split_at(digits);
    let unit = match unit {
        "h" => DurationUnit::Hour,
        "d" => DurationUnit::Day,
        "w" => DurationUnit::Week,
        "mo" => DurationUnit::Month,
        "q" => DurationUnit::Quarter,
        "y" => DurationUnit::Year,
        _ => return None,
    };
    Some(Duration {
        amount: amount.parse().ok()?,
        unit,
    })
}

/// A value for a message.
fn shown(literal: &Literal) -> String {
    match literal {
        Literal::Date(date) => date.to_string(),
        Literal::Duration(duration) => duration.amount.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(value) => value.to_string(),
        Literal::Text(text) => text.clone(),
        Literal::Regex { pattern, .. } => format!("/{pattern}/"),
        Literal::Handle(handle) => format!("@{handle}"),
        Literal::Parameter(name) => format!("${name}"),
        Literal::Bool(value) => value.to_string(),
        Literal::Null => "null".to_owned(),
    }
}
