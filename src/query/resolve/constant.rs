//! Values that look at no row: defaults of parameters, and texts given from outside.

use super::{Outcome, Resolver, error};
use crate::query::ast::{self, ArithmeticOperator, ExprKind, Literal, StatementKind};
use crate::query::error::QueryErrorKind;
use crate::query::parse::parse;
use crate::span::Span;

impl Resolver<'_> {
    /// What a text from outside is taken for where nothing tells its type.
    pub(super) fn guess(&self, text: &str) -> Literal {
        match self.read(text) {
            Some(
                value @ (Literal::Date(_)
                | Literal::Duration(_)
                | Literal::Integer(_)
                | Literal::Number(_)
                | Literal::Bool(_)),
            ) => value,
            _ => named(text),
        }
    }

    /// Reads a text from outside as a value of the language: `250k`, `2016-06`, `ago(30d)`.
    pub(super) fn read(&self, text: &str) -> Option<Literal> {
        let source = format!("param $it = {text}");
        let script = parse(&source).ok()?;
        let [statement] = script.statements.as_slice() else {
            return None;
        };
        match &statement.kind {
            StatementKind::Param { defaults, .. } => match defaults.as_slice() {
                [one] => self.constant(one).ok(),
                _ => None,
            },
            StatementKind::Let { .. }
            | StatementKind::Meta { .. }
            | StatementKind::DescribeField(_)
            | StatementKind::Pipeline(_) => None,
        }
    }

    /// The value of an expression that looks at no row.
    pub(super) fn constant(&self, expr: &ast::Expr) -> Outcome<Literal> {
        match &expr.kind {
            ExprKind::Literal(Literal::Parameter(name)) => self.parameter(name, expr.span),
            ExprKind::Literal(Literal::Null | Literal::Regex { .. }) => self.not_constant(expr),
            ExprKind::Literal(literal) => Ok(literal.clone()),
            ExprKind::Negate(inner) => match self.constant(inner)? {
                Literal::Integer(value) => Ok(Literal::Integer(-value)),
                Literal::Number(value) => Ok(Literal::Number(-value)),
                _ => self.not_constant(expr),
            },
            ExprKind::Call(call) => Ok(Literal::Date(self.date_call(call)?)),
            ExprKind::Path(path)
                if path.segments.len() == 1 && path.segments[0].text == "today" =>
            {
                let today = crate::model::date::PartialDate::day(self.now);
                Ok(Literal::Date(today))
            }
            ExprKind::Arithmetic {
                left,
                operator,
                right,
                ..
            } => {
                let sides = (self.constant(left)?, self.constant(right)?);
                match self.computed(&sides.0, *operator, &sides.1) {
                    Some(value) => Ok(value),
                    None => self.not_constant(expr),
                }
            }
            _ => self.not_constant(expr),
        }
    }

    fn computed(
        &self,
        left: &Literal,
        operator: ArithmeticOperator,
        right: &Literal,
    ) -> Option<Literal> {
        use ArithmeticOperator::{Add, Divide, Multiply, Remainder, Subtract};
        if let (Literal::Integer(one), Literal::Integer(other)) = (left, right)
            && operator != Divide
        {
            let found = match operator {
                Add => one.checked_add(*other),
                Subtract => one.checked_sub(*other),
                Multiply => one.checked_mul(*other),
                Remainder | Divide => one.checked_rem(*other),
            };
            return found.map(Literal::Integer);
        }
        if let Literal::Duration(by) = right {
            let by = match operator {
                Add => *by,
                Subtract => by.backwards(),
                Multiply | Divide | Remainder => return None,
            };
            let date = self.as_date(left, Span::new(0, 0)).ok()?;
            return Some(Literal::Date(super::shift::shifted(date, Some(by))));
        }
        let (one, other) = (number(left)?, number(right)?);
        let found = match operator {
            Add => one + other,
            Subtract => one - other,
            Multiply => one * other,
            Divide => one / other,
            Remainder => one % other,
        };
        found.is_finite().then_some(Literal::Number(found))
    }

    fn not_constant(&self, expr: &ast::Expr) -> Outcome<Literal> {
        let text = self.text(expr.span);
        let is_word = matches!(&expr.kind, ExprKind::Path(_));
        error(
            QueryErrorKind::WrongType {
                found: text.to_owned(),
                found_type: "an expression".to_owned(),
                expected: "a value".to_owned(),
                fix: is_word.then(|| format!("\"{text}\"")),
            },
            expr.span,
        )
    }
}

/// A name from outside.
pub(super) fn named(text: &str) -> Literal {
    match text.strip_prefix('@') {
        Some(handle) => Literal::Handle(handle.to_owned()),
        None => Literal::Text(text.to_owned()),
    }
}

/// A value as another of its type would be.
pub(super) fn alike(found: Literal, like: &Literal) -> Option<Literal> {
    match (&found, like) {
        (Literal::Integer(year @ 1000..=9999), Literal::Date(_)) => {
            let year = i16::try_from(*year).ok()?;
            let date = crate::model::date::PartialDate::year(year);
            Some(Literal::Date(date))
        }
        (Literal::Integer(_) | Literal::Number(_), Literal::Number(_) | Literal::Integer(_))
        | (Literal::Date(_), Literal::Date(_) | Literal::Integer(_))
        | (Literal::Duration(_), Literal::Duration(_))
        | (Literal::Bool(_), Literal::Bool(_)) => Some(found),
        _ => None,
    }
}

fn number(literal: &Literal) -> Option<f64> {
    match literal {
        #[expect(clippy::cast_precision_loss, reason = "a number as typed")]
        Literal::Integer(value) => Some(*value as f64),
        Literal::Number(value) => Some(*value),
        _ => None,
    }
}

/// The parts of `Iran, "Kurdish, Syrian", Russia`: commas inside quotes divide nothing.
pub(super) fn split_list(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    for letter in text.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => parts.push(String::new()),
            _ => {
                if let Some(last) = parts.last_mut() {
                    last.push(letter);
                }
            }
        }
    }
    parts
        .into_iter()
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_split_at_commas_outside_quotes() {
        assert_eq!(
            split_list(r#"Iran, "Kurdish, Syrian" ,, Russia"#),
            ["Iran", "Kurdish, Syrian", "Russia"]
        );
    }
}
