//! Values as typed, and values of parameters.

use super::value::{Type, Typed};
use super::{Outcome, Resolver, error};
use crate::query::ast::{Literal, WordKind};
use crate::query::error::QueryErrorKind;
use crate::query::plan::Expr;
use crate::span::Span;
use crate::value::Parameter;

impl Resolver<'_> {
    /// The text of a word that may be a parameter.
    pub(super) fn word(&self, word: &WordKind, span: Span) -> Outcome<String> {
        match word {
            WordKind::Text(text) => Ok(text.clone()),
            WordKind::Parameter(name) => match self.parameter_text(name, span)? {
                Literal::Text(text) => Ok(text),
                other => error(
                    QueryErrorKind::ParameterValue {
                        name: name.clone(),
                        type_name: Some("text".to_owned()),
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
