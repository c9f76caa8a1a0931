//! Parse pairs → tests and counts of linked rows.

use pest::iterators::Pair;

use super::build::{Builder, Parts};
use super::grammar::Rule;
use crate::query::ast::{
    Call, Clause, ClauseKind, Expr, ExprKind, Identifier, Path, Quantifier, QuantifierKind,
};
use crate::query::error::QueryErrorKind;
use crate::span::Span;

impl Builder<'_> {
    /// `quantifier`
    pub(super) fn quantifier(&self, pair: Pair<'_, Rule>) -> Option<ExprKind> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let word = parts.next()?;
        let name = Identifier {
            text: word.as_str().to_owned(),
            span: self.span(&word),
        };
        let kind = QuantifierKind::ALL
            .into_iter()
            .find(|kind| kind.word().eq_ignore_ascii_case(word.as_str()))?;
        let Some(related) = parts.next() else {
            return Some(self.bare_quantifier(kind, name, Vec::new(), span));
        };
        let mut inner = Parts::of(related);
        let first = self.expr(inner.next()?)?;
        let rest = self.clauses(&mut inner)?;
        let condition = match inner.next() {
            Some(condition) => Some(self.expr(condition)?),
            None => None,
        };
        let mut others = Vec::new();
        while let Some(part) = parts.next() {
            others.push(self.expr(part)?);
        }
        let is_plain = rest.is_empty() && condition.is_none();
        let mut clauses = Vec::new();
        match link(first, &mut clauses) {
            Ok(path) if others.is_empty() => {
                clauses.extend(rest);
                Some(ExprKind::Quantifier(Box::new(Quantifier {
                    kind,
                    path,
                    clauses,
                    condition,
                    span,
                })))
            }
            Err(argument) if is_plain => {
                others.insert(0, argument);
                Some(self.bare_quantifier(kind, name, others, span))
            }
            _ => Some(self.bare_quantifier(kind, name, others, span)),
        }
    }

    /// `count()` and `count(x > 3)` are functions; the other words need a link.
    fn bare_quantifier(
        &self,
        kind: QuantifierKind,
        name: Identifier,
        arguments: Vec<Expr>,
        span: Span,
    ) -> ExprKind {
        if kind != QuantifierKind::Count {
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

/// Takes the link out of `participants during 2016`, its time and place tests as clauses on it; gives
/// the expression back if it is not a link.
fn link(expr: Expr, clauses: &mut Vec<Clause>) -> Result<Path, Expr> {
    let Expr { kind, span } = expr;
    let (operand, clause) = match kind {
        ExprKind::Path(path) => return Ok(path),
        ExprKind::Time { operand, test } if matches!(operand.kind, ExprKind::Path(_)) => {
            (operand, ClauseKind::Time(*test))
        }
        ExprKind::Place { operand, test } if matches!(operand.kind, ExprKind::Path(_)) => {
            (operand, ClauseKind::Place(*test))
        }
        kind => return Err(Expr { kind, span }),
    };
    clauses.push(Clause {
        negated: false,
        kind: clause,
        span: Span::new(operand.span.end, span.end),
    });
    link(*operand, clauses)
}
