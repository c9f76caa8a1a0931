//! `any(…)`, `all(…)`, `none(…)`, `count(…)` over links to many rows.

use super::elements::Elements;
use super::field::Reached;
use super::frame::Frame;
use super::once::number_of;
use super::value::{Type, Typed, with_article};
use super::{Outcome, Resolver, error};
use crate::query::ast::{Path, Quantifier, QuantifierKind};
use crate::query::error::QueryErrorKind;
use crate::query::plan::{Binary, Expr, Query};

impl Resolver<'_> {
    /// A test or count of linked rows.
    pub(super) fn quantifier(
        &mut self,
        frame: &mut Frame,
        quantifier: &Quantifier,
    ) -> Outcome<Typed> {
        let (key, mut elements) = self.linked(frame, &quantifier.path)?;
        self.clauses(&mut elements.frame, &quantifier.clauses);
        let condition = match &quantifier.condition {
            Some(asked) => {
                let condition = self.condition(&mut elements.frame, asked)?;
                if condition.has_window() {
                    return self.of_other_rows(asked.span);
                }
                Some(condition)
            }
            None => None,
        };
        let condition = match (quantifier.kind, condition) {
            (QuantifierKind::All, Some(condition)) => Some(condition.negated()),
            (QuantifierKind::All, None) => return self.all_by_clauses(frame, quantifier),
            (_, condition) => condition,
        };
        if let Some(condition) = condition {
            elements.frame.filter(condition);
        }
        Ok(match quantifier.kind {
            QuantifierKind::Any => Typed::new(Type::Bool, has_any(&key, elements)),
            QuantifierKind::All | QuantifierKind::None => {
                Typed::new(Type::Bool, has_any(&key, elements).negated())
            }
            QuantifierKind::Count => Typed::new(Type::Int, number(&key, elements)),
        })
    }

    /// `all(path clauses)` without `where`: no linked row fails the clauses.
    fn all_by_clauses(&mut self, frame: &mut Frame, quantifier: &Quantifier) -> Outcome<Typed> {
        let (key, mut elements) = self.linked(frame, &quantifier.path)?;
        let mut tests = Vec::new();
        for clause in &quantifier.clauses {
            tests.push(self.clause(&mut elements.frame, clause)?);
        }
        let all = if tests.is_empty() {
            Expr::Bool(true)
        } else {
            Expr::And(tests)
        };
        elements.frame.filter(all.negated());
        Ok(Typed::new(Type::Bool, has_any(&key, elements).negated()))
    }

    /// The rows that a to-many path leads to, and the key of the row at hand that owns them.
    pub(super) fn linked(&mut self, frame: &mut Frame, path: &Path) -> Outcome<(Expr, Elements)> {
        match self.reach(frame, &path.segments)? {
            Reached::Many { noun, key, at } => {
                let elements = self.elements(noun, &path.segments[at..])?;
                Ok((key, elements))
            }
            Reached::One(value) => error(
                QueryErrorKind::WrongType {
                    found: self.text(path.span).to_owned(),
                    found_type: match value.kind {
                        Type::Row(noun) => with_article(noun.info().singular),
                        other => other.words(),
                    },
                    expected: "a link to many rows".to_owned(),
                    fix: None,
                },
                path.span,
            ),
        }
    }
}

/// Whether a key owns any of the rows.
fn has_any(key: &Expr, elements: Elements) -> Expr {
    let owner = Typed::new(Type::Int, elements.owner);
    key.clone()
        .within(Resolver::values_of(elements.frame, &owner))
}

/// How many of the rows a key owns, each counted once; of values, how many rows have one.
fn number(key: &Expr, elements: Elements) -> Expr {
    let number = number_of(&elements.frame, &elements.value);
    let select = elements
        .frame
        .select
        .output("n", number)
        .filter(elements.owner.binary(Binary::Equal, key.clone()));
    Expr::Call(
        crate::query::functions::Function::Coalesce,
        vec![Expr::Scalar(Box::new(Query::from(select))), Expr::Number(0)],
    )
}
