//! Parse pairs → tests and counts of linked rows.

use pest::iterators::Pair;

use super::build::{Builder, Parts};
use super::grammar::Rule;
use crate::query::ast::{Call, Expr, ExprKind, Identifier, Quantifier, QuantifierKind};
use crate::query::error::QueryErrorKind;
use crate::span::Span;

impl Builder<'_> {
    /// `quantifier`
    pub(super) fn quantifier(&self, pair: Pair<'_, Rule>) -> Option<ExprKind> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let word = parts.next()?;
        let name = Identifier {
            text: word.as_str().to_ascii_lowercase(),
            span: self.span(&word),
        };
        let kind = QuantifierKind::ALL
            .into_iter()
            .find(|kind| kind.word().eq_ignore_ascii_case(word.as_str()))?;
        let Some(related) = parts.next() else {
            return Some(self.bare_quantifier(kind, name, Vec::new(), true, span));
        };
        let mut inner = Parts::of(related);
        let path = match inner.take(Rule::link) {
            Some(link) => Some(self.path(Parts::of(link).next()?)?),
            None => None,
        };
        let mut arguments = Vec::new();
        if path.is_none() {
            arguments.push(self.expr(inner.next()?)?);
        }
        let clauses = self.clauses(&mut inner)?;
        let condition = match inner.next() {
            Some(condition) => Some(self.expr(condition)?),
            None => None,
        };
        while let Some(part) = parts.next() {
            arguments.push(self.expr(part)?);
        }
        let is_bare = clauses.is_empty() && condition.is_none() && path.is_none();
        match path {
            Some(path) if arguments.is_empty() => {
                Some(ExprKind::Quantifier(Box::new(Quantifier {
                    kind,
                    path,
                    clauses,
                    condition,
                    span,
                })))
            }
            _ => Some(self.bare_quantifier(kind, name, arguments, is_bare, span)),
        }
    }

    /// `count()` and `count(x > 3)` are functions; the other words need a link.
    fn bare_quantifier(
        &self,
        kind: QuantifierKind,
        name: Identifier,
        arguments: Vec<Expr>,
        is_bare: bool,
        span: Span,
    ) -> ExprKind {
        if kind != QuantifierKind::Count || !is_bare {
            let word = kind.word();
            let error = QueryErrorKind::Incomplete {
                after: format!("{word}("),
                needs: "a link and a condition on it".to_owned(),
                examples: vec![format!("{word}(participants where kind = person)")],
            };
            self.error(error, span);
        }
        ExprKind::Call(Call {
            name,
            arguments,
            span,
        })
    }
}
