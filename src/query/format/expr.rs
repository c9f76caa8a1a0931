//! Layout of expressions.

use super::layout::Piece;
use super::writer::Writer;
use crate::query::ast::{
    Arm, Call, Expr, ExprKind, InSet, Literal, Quantifier, RangeBound, ValueRange,
};
use crate::span::Span;

impl Writer<'_> {
    /// An expression with the brackets round it, which the tree does not keep.
    pub(super) fn expr(&mut self, expr: &Expr) {
        let is_inside = self
            .next()
            .is_some_and(|word| word.text == "(" && word.start < expr.span.start);
        if is_inside {
            self.brackets(|writer| writer.expr(expr));
        } else {
            self.bare(expr);
        }
    }

    fn bare(&mut self, expr: &Expr) {
        let Expr { kind, span } = expr;
        match kind {
            ExprKind::Literal(literal) => self.literal(literal, *span),
            ExprKind::Path(path) => self.path(path),
            ExprKind::Call(call) => self.call(call),
            ExprKind::Clause(clause) => self.clause(clause),
            ExprKind::Quantifier(quantifier) => self.quantifier(quantifier),
            ExprKind::Case(arms) => self.case(arms),
            ExprKind::Or(all) => self.chain("or", all),
            ExprKind::And(all) => self.chain("and", all),
            ExprKind::Coalesce(all) => self.chain("??", all),
            ExprKind::Not(operand) => {
                self.known("not");
                self.space();
                self.expr(operand);
            }
            ExprKind::Negate(operand) => {
                self.known("-");
                self.expr(operand);
            }
            ExprKind::Compare {
                left,
                operator,
                operator_span: _,
                right,
            } => self.infix(left, operator.symbol(), right),
            ExprKind::Arithmetic {
                left,
                operator,
                operator_span: _,
                right,
            } => self.infix(left, operator.symbol(), right),
            ExprKind::IsNull { operand, negated } => {
                self.tested(operand, "is");
                self.negation(*negated);
                self.known("null");
            }
            ExprKind::In {
                operand,
                negated,
                set,
            } => {
                self.expr(operand);
                self.space();
                self.negation(*negated);
                self.known("in");
                self.space();
                self.in_set(set);
            }
            ExprKind::Time {
                operand,
                negated,
                test,
            } => {
                self.expr(operand);
                self.space();
                self.negation(*negated);
                self.time_test(test);
            }
            ExprKind::Place {
                operand,
                negated,
                test,
            } => {
                self.expr(operand);
                self.space();
                self.negation(*negated);
                self.place_test(test);
            }
        }
    }

    /// What is typed as one word; a number may have signs and brackets before it.
    fn literal(&mut self, literal: &Literal, span: Span) {
        match literal {
            Literal::Integer(_) | Literal::Number(_) => self.glued(span),
            Literal::Regex { .. } => self.whole(span),
            Literal::Date(_)
            | Literal::Duration(_)
            | Literal::Text(_)
            | Literal::Handle(_)
            | Literal::Parameter(_) => self.word(),
            Literal::Bool(true) => self.known("true"),
            Literal::Bool(false) => self.known("false"),
            Literal::Null => self.known("null"),
        }
    }

    fn chain(&mut self, operator: &'static str, all: &[Expr]) {
        self.group(|writer| {
            for (position, one) in all.iter().enumerate() {
                if position > 0 {
                    writer.push(Piece::Line);
                    writer.known(operator);
                    writer.space();
                }
                writer.nest(|writer| writer.expr(one));
            }
        });
    }

    fn infix(&mut self, left: &Expr, symbol: &'static str, right: &Expr) {
        self.tested(left, symbol);
        self.expr(right);
    }

    fn tested(&mut self, operand: &Expr, word: &'static str) {
        self.expr(operand);
        self.space();
        self.known(word);
        self.space();
    }

    fn negation(&mut self, negated: bool) {
        if negated {
            self.known("not");
            self.space();
        }
    }

    fn in_set(&mut self, set: &InSet) {
        match set {
            InSet::List(items) => self.brackets(|writer| writer.list(items, Self::expr)),
            InSet::Rows(pipeline) => self.enclosed(pipeline),
            InSet::Range(range) => {
                let ValueRange {
                    start,
                    end,
                    span: _,
                } = range.as_ref();
                self.bound(start);
                self.known("..");
                if let Some(end) = end {
                    self.bound(end);
                }
            }
            InSet::Parameter(_) | InSet::Name(_) => self.word(),
        }
    }

    fn bound(&mut self, bound: &RangeBound) {
        match bound {
            RangeBound::Number { value: _, span } => self.glued(*span),
            RangeBound::Moment(moment) => self.moment(moment),
        }
    }

    fn quantifier(&mut self, quantifier: &Quantifier) {
        let Quantifier {
            kind,
            path,
            clauses,
            condition,
            span: _,
        } = quantifier;
        self.known(kind.word());
        self.brackets(|writer| {
            writer.path(path);
            writer.following(clauses);
            if let Some(condition) = condition {
                writer.push(Piece::Line);
                writer.known("where");
                writer.space();
                writer.nest(|writer| writer.expr(condition));
            }
        });
    }

    pub(super) fn call(&mut self, call: &Call) {
        let Call {
            name,
            arguments,
            span: _,
        } = call;
        // The one function whose name is a keyword.
        if name.text == "count" && self.is_next("count") {
            self.known("count");
        } else {
            self.word();
        }
        if arguments.is_empty() {
            self.known("(");
            self.known(")");
        } else {
            self.brackets(|writer| {
                for (position, argument) in arguments.iter().enumerate() {
                    if position > 0 && writer.is_next("by") {
                        writer.space();
                        writer.known("by");
                        writer.space();
                    } else if position > 0 {
                        writer.known(",");
                        writer.push(Piece::Line);
                    }
                    writer.expr(argument);
                }
            });
        }
    }

    fn case(&mut self, arms: &[Arm]) {
        self.group(|writer| {
            writer.known("case");
            writer.space();
            writer.known("{");
            writer.nest(|writer| {
                writer.push(Piece::Line);
                writer.list(arms, Self::arm);
                writer.comments_before();
            });
            writer.push(Piece::Line);
            writer.known("}");
        });
    }

    fn arm(&mut self, arm: &Arm) {
        let Arm {
            condition,
            value,
            span: _,
        } = arm;
        match condition {
            Some(condition) => self.expr(condition),
            None => self.known("else"),
        }
        self.space();
        self.known("=>");
        self.space();
        self.nest(|writer| writer.expr(value));
    }
}
