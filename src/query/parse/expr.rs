//! Parse pairs → expressions, by precedence.

use std::sync::LazyLock;

use pest::iterators::Pair;
use pest::pratt_parser::{Assoc, Op, PrattParser};

use super::build::{Builder, Parts};
use super::fix;
use super::grammar::Rule;
use super::literal;
use crate::query::ast::{
    ArithmeticOperator, Arm, Clause, CompareOperator, Expr, ExprKind, InSet, Literal, RangeBound,
    ValueRange,
};
use crate::query::error::QueryErrorKind;
use crate::span::Span;

/// Levels of an expression tree allowed: it is walked by recursion.
const MAX_TREE: usize = 128;

static PRECEDENCE: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    let left = |rule| Op::infix(rule, Assoc::Left);
    PrattParser::new()
        .op(left(Rule::or))
        .op(left(Rule::and))
        .op(Op::prefix(Rule::not))
        .op(left(Rule::eq)
            | left(Rule::ne)
            | left(Rule::le)
            | left(Rule::ge)
            | left(Rule::lt)
            | left(Rule::gt)
            | left(Rule::hit)
            | left(Rule::no_hit)
            | Op::postfix(Rule::is_null)
            | Op::postfix(Rule::in_test)
            | Op::postfix(Rule::not_test)
            | Op::postfix(Rule::time_test)
            | Op::postfix(Rule::place_test))
        .op(left(Rule::coalesce))
        .op(left(Rule::add) | left(Rule::sub))
        .op(left(Rule::mul) | left(Rule::div) | left(Rule::rem))
        .op(Op::prefix(Rule::neg))
});

/// An expression on its way into a larger one.
struct Operand {
    expr: Expr,
    /// With parentheses.
    outer: Span,
    /// Whether parentheses stand round it.
    is_grouped: bool,
    /// Levels of its tree.
    depth: usize,
}

impl Operand {
    fn new(kind: ExprKind, span: Span, depth: usize) -> Self {
        Self {
            expr: Expr { kind, span },
            outer: span,
            is_grouped: false,
            depth,
        }
    }

    /// Whether another comparison after it would chain.
    fn is_test(&self) -> bool {
        !self.is_grouped
            && matches!(
                self.expr.kind,
                ExprKind::Compare { .. }
                    | ExprKind::IsNull { .. }
                    | ExprKind::In { .. }
                    | ExprKind::Time { .. }
                    | ExprKind::Place { .. }
            )
    }
}

impl Builder<'_> {
    /// `expr`
    pub(super) fn expr(&self, pair: Pair<'_, Rule>) -> Option<Expr> {
        let before = self.depth.get();
        let operand = self.operand(pair)?;
        self.depth.set(before.max(operand.depth));
        Some(operand.expr)
    }

    fn operand(&self, pair: Pair<'_, Rule>) -> Option<Operand> {
        let operand = PRECEDENCE
            .map_primary(|primary| self.primary(primary))
            .map_prefix(|operator, operand| Some(self.prefix(&operator, operand?)))
            .map_postfix(|operand, test| self.postfix(operand?, test))
            .map_infix(|left, operator, right| Some(self.infix(left?, &operator, right?)))
            .parse(pair.into_inner())?;
        Some(self.bounded(operand))
    }

    /// Replaces a tree that is too deep, so that none is ever built upon.
    fn bounded(&self, operand: Operand) -> Operand {
        if operand.depth <= MAX_TREE {
            return operand;
        }
        self.error(QueryErrorKind::TooDeep { limit: MAX_TREE }, operand.outer);
        Operand::new(ExprKind::Literal(Literal::Null), operand.outer, 1)
    }

    /// Runs `build` and gives the depth of the deepest expression built in it.
    fn measured<T>(&self, build: impl FnOnce() -> Option<T>) -> Option<(T, usize)> {
        let before = self.depth.replace(0);
        let result = build();
        let depth = self.depth.replace(before);
        self.depth.set(before.max(depth));
        Some((result?, depth))
    }

    fn primary(&self, pair: Pair<'_, Rule>) -> Option<Operand> {
        let span = self.span(&pair);
        if pair.as_rule() == Rule::expr {
            let mut operand = self.operand(pair)?;
            operand.outer = self.with_parentheses(span);
            operand.is_grouped = true;
            return Some(operand);
        }
        let (kind, depth) = self.measured(|| self.primary_kind(pair, span))?;
        Some(Operand::new(kind, span, depth + 1))
    }

    fn primary_kind(&self, pair: Pair<'_, Rule>, span: Span) -> Option<ExprKind> {
        Some(match pair.as_rule() {
            Rule::path => ExprKind::Path(self.path(pair)?),
            Rule::call => ExprKind::Call(self.call(pair)?),
            Rule::quantifier => self.quantifier(pair)?,
            Rule::case => ExprKind::Case(self.arms(pair)?),
            Rule::clause_body => ExprKind::Clause(Box::new(Clause {
                negated: false,
                kind: self.clause_kind(pair)?,
                span,
            })),
            Rule::negative => ExprKind::Literal(negated(&Parts::of(pair).next()?)),
            _ => ExprKind::Literal(self.literal(&Parts::of(pair).next()?)?),
        })
    }

    /// The place of an expression together with the parentheses round it.
    fn with_parentheses(&self, inner: Span) -> Span {
        let first = self
            .tokens
            .partition_point(|token| token.span.start < inner.start);
        let after = self
            .tokens
            .partition_point(|token| token.span.start < inner.end);
        let open = first
            .checked_sub(1)
            .and_then(|index| self.tokens.get(index));
        let close = self.tokens.get(after);
        let start = open.map_or(inner.start, |token| token.span.start);
        let end = close.map_or(inner.end, |token| token.span.end);
        Span::new(start, end)
    }

    fn prefix(&self, operator: &Pair<'_, Rule>, operand: Operand) -> Operand {
        let span = self.span(operator).join(operand.outer);
        let depth = operand.depth + 1;
        let inner = Box::new(operand.expr);
        let kind = match operator.as_rule() {
            Rule::not => ExprKind::Not(inner),
            _ => match negated_literal(&inner.kind) {
                Some(literal) => ExprKind::Literal(literal),
                None => ExprKind::Negate(inner),
            },
        };
        self.bounded(Operand::new(kind, span, depth))
    }

    fn postfix(&self, operand: Operand, test: Pair<'_, Rule>) -> Option<Operand> {
        let place = self.span(&test);
        let is_clause = matches!(
            test.as_rule(),
            Rule::not_test | Rule::time_test | Rule::place_test
        );
        let after_clause = !operand.is_grouped && matches!(operand.expr.kind, ExprKind::Clause(_));
        if operand.is_test() || after_clause {
            let kind = if is_clause {
                let fix = fix::joined_clauses(self.source, self.tokens, place.start);
                QueryErrorKind::ClausesNotJoined { fix }
            } else {
                QueryErrorKind::ChainedComparison { fixes: Vec::new() }
            };
            self.error(kind, place);
            return Some(operand);
        }
        let span = operand.outer.join(place);
        let (kind, inner) = self.measured(|| self.postfix_kind(operand.expr, test))?;
        let depth = operand.depth.max(inner) + 1;
        Some(self.bounded(Operand::new(kind, span, depth)))
    }

    fn postfix_kind(&self, operand: Expr, test: Pair<'_, Rule>) -> Option<ExprKind> {
        let operand = Box::new(operand);
        Some(match test.as_rule() {
            Rule::is_null => ExprKind::IsNull {
                operand,
                negated: Parts::of(test)
                    .next()
                    .is_some_and(|part| part.as_rule() == Rule::not),
            },
            Rule::not_test => {
                let mut parts = Parts::of(test);
                parts.take(Rule::not);
                self.clause_test(operand, true, parts.next()?)?
            }
            Rule::time_test | Rule::place_test => self.clause_test(operand, false, test)?,
            _ => {
                let mut parts = Parts::of(test);
                let negated = parts.take(Rule::not).is_some();
                let set = self.in_set(parts.next()?)?;
                ExprKind::In {
                    operand,
                    negated,
                    set,
                }
            }
        })
    }

    /// `during 2016`, `within "Syria"` after a value.
    fn clause_test(
        &self,
        operand: Box<Expr>,
        negated: bool,
        test: Pair<'_, Rule>,
    ) -> Option<ExprKind> {
        Some(if test.as_rule() == Rule::time_test {
            ExprKind::Time {
                operand,
                negated,
                test: Box::new(self.time_test(test)?),
            }
        } else {
            ExprKind::Place {
                operand,
                negated,
                test: Box::new(self.place_test(test)?),
            }
        })
    }

    fn in_set(&self, pair: Pair<'_, Rule>) -> Option<InSet> {
        Some(match pair.as_rule() {
            Rule::in_list => InSet::List(self.items(pair)?),
            Rule::pipeline => InSet::Rows(Box::new(self.pipeline(pair)?)),
            Rule::range => {
                let span = self.span(&pair);
                let mut parts = Parts::of(pair);
                let start = self.bound(parts.next()?)?;
                let end = match parts.next() {
                    Some(end) => Some(self.bound(end)?),
                    None => None,
                };
                InSet::Range(Box::new(ValueRange { start, end, span }))
            }
            Rule::param => InSet::Parameter(self.parameter(&pair)),
            _ => InSet::Name(self.identifier(&pair)),
        })
    }

    /// The values in parentheses of `in_list` and `value_list`.
    pub(super) fn items(&self, pair: Pair<'_, Rule>) -> Option<Vec<Expr>> {
        let mut items = Vec::new();
        let mut parts = Parts::of(pair);
        while let Some(part) = parts.next() {
            items.push(self.plain(part)?);
        }
        Some(items)
    }

    /// A primary that stands alone.
    pub(super) fn plain(&self, pair: Pair<'_, Rule>) -> Option<Expr> {
        let span = self.span(&pair);
        let (kind, depth) = self.measured(|| self.primary_kind(pair, span))?;
        self.depth.set(self.depth.get().max(depth + 1));
        Some(Expr { kind, span })
    }

    fn bound(&self, pair: Pair<'_, Rule>) -> Option<RangeBound> {
        let inner = Parts::of(pair).next()?;
        if inner.as_rule() == Rule::moment {
            return Some(RangeBound::Moment(self.moment(inner)?));
        }
        let span = self.span(&inner);
        if inner.as_rule() == Rule::duration {
            let value = Literal::Duration(self.duration(&inner)?);
            return Some(RangeBound::Number { value, span });
        }
        let is_negative = inner.as_str().starts_with('-');
        let digits = Parts::of(inner).next()?;
        let value = if is_negative {
            negated(&digits)
        } else {
            literal::number(digits.as_str())
        };
        Some(RangeBound::Number { value, span })
    }

    fn infix(&self, left: Operand, operator: &Pair<'_, Rule>, right: Operand) -> Operand {
        let span = left.outer.join(right.outer);
        let operator_span = self.span(operator);
        let depth = left.depth.max(right.depth) + 1;
        if matches!(operator.as_rule(), Rule::or | Rule::and | Rule::coalesce) {
            return self.bounded(listed(operator.as_rule(), left, right));
        }
        let comparison = compare_operator(operator.as_rule());
        if let Some(next) = comparison
            && left.is_test()
        {
            let fixes = self.unchained(&left.expr, next, &right);
            self.error(QueryErrorKind::ChainedComparison { fixes }, span);
            return left;
        }
        let (left, right) = (Box::new(left.expr), Box::new(right.expr));
        let kind = match comparison {
            Some(operator) => ExprKind::Compare {
                left,
                operator,
                operator_span,
                right,
            },
            None => ExprKind::Arithmetic {
                left,
                operator: arithmetic_operator(operator.as_rule()),
                operator_span,
                right,
            },
        };
        self.bounded(Operand::new(kind, span, depth))
    }

    /// Ways to say `a < b < c`.
    fn unchained(&self, first: &Expr, second: CompareOperator, last: &Operand) -> Vec<String> {
        let ExprKind::Compare {
            left,
            operator,
            right,
            ..
        } = &first.kind
        else {
            return Vec::new();
        };
        let texts = [left.span, right.span, last.outer].map(|span| span.of(self.source));
        fix::unchained(texts, *operator, second)
    }

    fn arms(&self, pair: Pair<'_, Rule>) -> Option<Vec<Arm>> {
        let mut arms = Vec::new();
        let mut parts = Parts::of(pair);
        while let Some(part) = parts.next() {
            let span = self.span(&part);
            let mut inner = Parts::of(part);
            let first = self.expr(inner.next()?)?;
            let (condition, value) = match inner.next() {
                Some(value) => (Some(first), self.expr(value)?),
                None => (None, first),
            };
            arms.push(Arm {
                condition,
                value,
                span,
            });
        }
        Some(arms)
    }
}

fn negated(number: &Pair<'_, Rule>) -> Literal {
    let literal = literal::number(number.as_str());
    negated_literal(&ExprKind::Literal(literal.clone())).unwrap_or(literal)
}

fn negated_literal(kind: &ExprKind) -> Option<Literal> {
    match kind {
        ExprKind::Literal(Literal::Integer(value)) => Some(Literal::Integer(-value)),
        ExprKind::Literal(Literal::Number(value)) => Some(Literal::Number(-value)),
        _ => None,
    }
}

/// `a or b or c` is one list, however long.
fn listed(operator: Rule, left: Operand, right: Operand) -> Operand {
    let span = left.outer.join(right.outer);
    let Expr {
        kind,
        span: left_span,
    } = left.expr;
    let (mut all, depth) = match (operator, kind) {
        (Rule::or, ExprKind::Or(all))
        | (Rule::and, ExprKind::And(all))
        | (Rule::coalesce, ExprKind::Coalesce(all))
            if !left.is_grouped =>
        {
            (all, left.depth)
        }
        (_, kind) => {
            let first = Expr {
                kind,
                span: left_span,
            };
            (vec![first], left.depth + 1)
        }
    };
    let depth = depth.max(right.depth + 1);
    all.push(right.expr);
    let kind = match operator {
        Rule::or => ExprKind::Or(all),
        Rule::and => ExprKind::And(all),
        _ => ExprKind::Coalesce(all),
    };
    Operand::new(kind, span, depth)
}

fn compare_operator(rule: Rule) -> Option<CompareOperator> {
    Some(match rule {
        Rule::eq => CompareOperator::Equal,
        Rule::ne => CompareOperator::NotEqual,
        Rule::lt => CompareOperator::Less,
        Rule::le => CompareOperator::LessOrEqual,
        Rule::gt => CompareOperator::Greater,
        Rule::ge => CompareOperator::GreaterOrEqual,
        Rule::hit => CompareOperator::Matches,
        Rule::no_hit => CompareOperator::NotMatches,
        _ => return None,
    })
}

fn arithmetic_operator(rule: Rule) -> ArithmeticOperator {
    match rule {
        Rule::add => ArithmeticOperator::Add,
        Rule::sub => ArithmeticOperator::Subtract,
        Rule::mul => ArithmeticOperator::Multiply,
        Rule::div => ArithmeticOperator::Divide,
        _ => ArithmeticOperator::Remainder,
    }
}
