//! Expressions: values and conditions.

use super::frame::Frame;
use super::shift::{days_between, moved_by};
use super::value::{Type, Typed, format_of};
use super::{Outcome, Resolver, error};
use crate::query::ast::{self, ArithmeticOperator, Arm, CompareOperator, ExprKind};
use crate::query::error::QueryErrorKind;
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr};
use crate::span::Span;
use crate::value::Format;

/// What an expression may look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// One row.
    Row,
    /// A group of rows: fields stand inside aggregates only.
    Group,
}

impl Resolver<'_> {
    /// A condition on a row.
    pub(super) fn condition(&mut self, frame: &mut Frame, expr: &ast::Expr) -> Outcome<Expr> {
        match &expr.kind {
            ExprKind::And(parts) => self.conditions(frame, parts, "all ").map(Expr::And),
            ExprKind::Or(parts) => {
                let parts = self.conditions(frame, parts, "")?;
                Ok(merged(parts))
            }
            ExprKind::Not(inner) => Ok(self.condition(frame, inner)?.negated()),
            _ => {
                let value = self.bare_value(frame, expr, Mode::Row)?;
                match value.kind {
                    Type::Bool | Type::Unknown => Ok(value.expr()),
                    kind => error(
                        QueryErrorKind::WrongType {
                            found: self.text(expr.span).to_owned(),
                            found_type: kind.words(),
                            expected: "a condition".to_owned(),
                            fix: None,
                        },
                        expr.span,
                    ),
                }
            }
        }
    }

    /// Each wrong part is an error of its own. `each` is what stands before a list of names where such
    /// parts join them.
    fn conditions(
        &mut self,
        frame: &mut Frame,
        parts: &[ast::Expr],
        each: &str,
    ) -> Outcome<Vec<Expr>> {
        let mut found = Vec::new();
        let mut wrong = None;
        for (at, part) in parts.iter().enumerate() {
            match self.condition(frame, part) {
                Ok(test) => found.push(test),
                Err(error) => {
                    let error = self.with_names(error, &parts[..=at], each);
                    if let Some(earlier) = wrong.replace(error) {
                        self.report(earlier);
                    }
                }
            }
        }
        wrong.map_or(Ok(found), Err)
    }

    /// A value for each row or group; a condition is true or false.
    pub(super) fn value(
        &mut self,
        frame: &mut Frame,
        expr: &ast::Expr,
        mode: Mode,
    ) -> Outcome<Typed> {
        let value = self.bare_value(frame, expr, mode)?;
        Ok(if is_condition(&expr.kind) {
            value.two_valued()
        } else {
            // What was plain once is missing only where its row is.
            value
        })
    }

    /// A value for each row or group; a condition may also be null, which a filter takes for false.
    fn bare_value(&mut self, frame: &mut Frame, expr: &ast::Expr, mode: Mode) -> Outcome<Typed> {
        let truth = |test: Expr| Typed::new(Type::Bool, test);
        match &expr.kind {
            ExprKind::Literal(literal) => self.literal(literal, expr.span),
            ExprKind::Path(path) if mode == Mode::Group => self.outside_aggregate(frame, path),
            ExprKind::Path(path) => self.path_or_today(frame, path),
            ExprKind::Call(call) => self.call(frame, call, mode),
            ExprKind::Quantifier(quantifier) if mode == Mode::Group => {
                self.quantifier_of_group(frame, quantifier)
            }
            ExprKind::Quantifier(quantifier) => self.quantifier(frame, quantifier),
            ExprKind::Clause(clause) => self.clause(frame, clause).map(truth),
            ExprKind::Case(arms) => self.case(frame, arms, mode),
            ExprKind::And(_) | ExprKind::Or(_) | ExprKind::Not(_) => {
                self.condition(frame, expr).map(truth)
            }
            ExprKind::Negate(inner) => {
                let value = self.number(frame, inner, mode)?;
                let negative = Expr::Number(0).binary(Binary::Subtract, value.expr());
                Ok(Typed::new(value.kind, negative))
            }
            ExprKind::Compare {
                left,
                operator,
                right,
                ..
            } => match operator {
                CompareOperator::Matches | CompareOperator::NotMatches => {
                    let test = self
                        .matches(frame, left, right, mode)
                        .map_err(|wrong| self.about_comparison(wrong, expr.span))?;
                    let negated = *operator == CompareOperator::NotMatches;
                    Ok(truth(test.negated_if(negated)))
                }
                _ => self
                    .comparison(frame, (left, *operator, right), mode)
                    .map(truth),
            },
            ExprKind::Arithmetic {
                left,
                operator,
                right,
                ..
            } => self.arithmetic(frame, (left, *operator, right), mode),
            ExprKind::Coalesce(parts) => self.first_known(frame, parts, mode),
            ExprKind::IsNull { operand, negated } => {
                let value = self.value(frame, operand, mode)?;
                Ok(truth(value.is_null().negated_if(*negated)))
            }
            ExprKind::In {
                operand,
                negated,
                set,
            } => {
                let test = self.is_among(frame, operand, set, mode)?;
                Ok(truth(test.negated_if(*negated)))
            }
            ExprKind::Time {
                operand,
                negated,
                test,
            } => {
                let value = self.value(frame, operand, mode)?;
                let test = self.time_of_value(frame, &value, test, operand.span)?;
                Ok(truth(test.negated_if(*negated)))
            }
            ExprKind::Place {
                operand,
                negated,
                test,
            } => {
                let value = self.value(frame, operand, mode)?;
                let noun = frame.subject.as_ref().map(|subject| subject.noun);
                let test = self.place_of_value(noun, &value, test, operand.span)?;
                Ok(truth(test.negated_if(*negated)))
            }
        }
    }

    fn time_of_value(
        &mut self,
        frame: &mut Frame,
        value: &Typed,
        test: &ast::TimeTest,
        span: Span,
    ) -> Outcome<Expr> {
        match value.kind {
            Type::Date | Type::Unknown => self.time_test(frame, value, test),
            _ => self.wrong_type(value, "a date", span),
        }
    }

    /// `a ?? b`
    fn first_known(
        &mut self,
        frame: &mut Frame,
        parts: &[ast::Expr],
        mode: Mode,
    ) -> Outcome<Typed> {
        let parts = self.alike(frame, parts.iter(), mode)?;
        let values = parts.iter().map(Typed::expr).collect();
        let known = Expr::Call(Function::Coalesce, values);
        Ok(Typed::new(kind_of(&parts), known).formatted(format_of(&parts)))
    }

    fn path_or_today(&mut self, frame: &mut Frame, path: &ast::Path) -> Outcome<Typed> {
        let is_today = path.segments.len() == 1 && path.segments[0].text == "today";
        if is_today && !frame.names().iter().any(|name| name == "today") {
            let today = crate::model::date::PartialDate::day(self.now);
            return Ok(Typed::constant_date(today));
        }
        self.path(frame, path)
    }

    fn outside_aggregate(&self, frame: &Frame, path: &ast::Path) -> Outcome<Typed> {
        let text = self.text(path.span);
        // `summarize count by kind` means the aggregate, unless there is such a column.
        let is_call = text.eq_ignore_ascii_case("count") && frame.column(text).is_none();
        if is_call {
            return error(
                QueryErrorKind::WrongType {
                    found: text.to_owned(),
                    found_type: "a word".to_owned(),
                    expected: "an aggregate".to_owned(),
                    fix: Some("count()".to_owned()),
                },
                path.span,
            );
        }
        error(
            QueryErrorKind::WrongType {
                found: text.to_owned(),
                found_type: "a value of each row".to_owned(),
                expected: "an aggregate".to_owned(),
                fix: Some(format!("max({text})")),
            },
            path.span,
        )
    }

    /// A value that must be a number.
    pub(super) fn number(
        &mut self,
        frame: &mut Frame,
        expr: &ast::Expr,
        mode: Mode,
    ) -> Outcome<Typed> {
        let value = self.value(frame, expr, mode)?;
        if value.kind.is_number() {
            return Ok(value);
        }
        self.wrong_type(&value, "a number", expr.span)
    }

    /// A value that must be text.
    pub(super) fn textual(
        &mut self,
        frame: &mut Frame,
        expr: &ast::Expr,
        mode: Mode,
    ) -> Outcome<Typed> {
        let value = self.value(frame, expr, mode)?;
        if value.kind.is_text() {
            return Ok(value);
        }
        self.wrong_type(&value, "text", expr.span)
    }

    /// The error of a value of another type than is needed.
    pub(super) fn wrong_type<T>(&self, value: &Typed, expected: &str, span: Span) -> Outcome<T> {
        error(
            QueryErrorKind::WrongType {
                found: self.text(span).to_owned(),
                found_type: value.kind.words(),
                expected: expected.to_owned(),
                fix: None,
            },
            span,
        )
    }

    fn arithmetic(
        &mut self,
        frame: &mut Frame,
        (left, operator, right): (&ast::Expr, ArithmeticOperator, &ast::Expr),
        mode: Mode,
    ) -> Outcome<Typed> {
        if let Some(moved) = self.date_arithmetic(frame, (left, operator, right), mode)? {
            return Ok(moved);
        }
        let first = self.value(frame, left, mode)?;
        let second = self.value(frame, right, mode)?;
        let sign = match operator {
            ArithmeticOperator::Add => Binary::Add,
            ArithmeticOperator::Subtract => Binary::Subtract,
            ArithmeticOperator::Multiply => Binary::Multiply,
            ArithmeticOperator::Divide => Binary::Divide,
            ArithmeticOperator::Remainder => Binary::Remainder,
        };
        let kind = match (&first.kind, &second.kind, operator) {
            (Type::Date, Type::Date, ArithmeticOperator::Subtract) => {
                return Ok(days_between(&first, &second));
            }
            (
                Type::Date,
                Type::Duration,
                ArithmeticOperator::Add | ArithmeticOperator::Subtract,
            ) => {
                return Ok(moved_by(&first, &second, operator));
            }
            (Type::Duration, Type::Date, ArithmeticOperator::Add) => {
                return Ok(moved_by(&second, &first, operator));
            }
            (Type::Unknown, _, _) | (_, Type::Unknown, _) => return Ok(Typed::unknown()),
            (one, other, ArithmeticOperator::Divide) if one.is_number() && other.is_number() => {
                Type::Num
            }
            (one, other, _) if !one.is_number() || !other.is_number() => {
                return self.mismatch((&first, left), (&second, right));
            }
            (Type::Duration, _, _) | (_, Type::Duration, _) => Type::Duration,
            (Type::Int, Type::Int, _) => Type::Int,
            _ => Type::Num,
        };
        let is_shift = matches!(
            operator,
            ArithmeticOperator::Add | ArithmeticOperator::Subtract
        );
        let format = match (first.format, second.format) {
            (Format::Year, Format::Amount) if is_shift => Format::Year,
            _ => Format::Amount,
        };
        Ok(Typed::new(kind, first.expr().binary(sign, second.expr())).formatted(format))
    }

    fn case(&mut self, frame: &mut Frame, arms: &[Arm], mode: Mode) -> Outcome<Typed> {
        let values = self.alike(frame, arms.iter().map(|arm| &arm.value), mode)?;
        let kind = kind_of(&values);
        let (mut tests, mut other) = (Vec::new(), None);
        for (arm, value) in arms.iter().zip(&values) {
            match &arm.condition {
                Some(condition) if mode == Mode::Row => {
                    tests.push((self.condition(frame, condition)?, value.expr()));
                }
                Some(condition) => {
                    let test = self.value(frame, condition, mode)?;
                    tests.push((test.expr(), value.expr()));
                }
                None => {
                    other = Some(Box::new(value.expr()));
                    break;
                }
            }
        }
        Ok(match (tests.is_empty(), other) {
            (true, Some(other)) => Typed::new(kind, *other),
            (_, other) => Typed::new(kind, Expr::Case(tests, other)),
        }
        .formatted(format_of(&values)))
    }

    /// Values that must be of one type.
    pub(super) fn alike<'e>(
        &mut self,
        frame: &mut Frame,
        exprs: impl Iterator<Item = &'e ast::Expr>,
        mode: Mode,
    ) -> Outcome<Vec<Typed>> {
        let mut values: Vec<Typed> = Vec::new();
        let mut first: Option<(Type, &ast::Expr)> = None;
        for expr in exprs {
            let value = match &first {
                Some((kind, _)) => {
                    let like = Typed::new(kind.clone(), Expr::Null);
                    self.against(frame, &like, expr, mode)?
                }
                None => self.value(frame, expr, mode)?,
            };
            match &first {
                Some((kind, earlier)) if !go_together(kind, &value.kind) => {
                    let earlier_value = Typed::new(kind.clone(), Expr::Null);
                    return self.mismatch((&earlier_value, earlier), (&value, expr));
                }
                Some(_) => {}
                None if value.kind == Type::Null => {}
                None => first = Some((value.kind.clone(), expr)),
            }
            values.push(value);
        }
        Ok(values)
    }
}

/// The common type of values that go together.
fn kind_of(values: &[Typed]) -> Type {
    let kinds = values.iter().map(|value| value.kind.clone());
    kinds
        .filter(|kind| *kind != Type::Null)
        .reduce(|one, other| match (&one, &other) {
            (Type::Int, Type::Num) => Type::Num,
            (Type::Enum(first), Type::Enum(second)) if first != second => Type::Text,
            (Type::Enum(_), Type::Text) => Type::Text,
            _ => one,
        })
        .unwrap_or(Type::Null)
}

/// Whether values of two types can be compared.
pub(super) fn go_together(one: &Type, other: &Type) -> bool {
    matches!(
        (one, other),
        (Type::Null | Type::Unknown, _) | (_, Type::Null | Type::Unknown)
    ) || one == other
        || one.is_number() && other.is_number()
        || one.is_text() && other.is_text()
}

/// Conditions of which one must hold; tests of one value become one list.
fn merged(parts: Vec<Expr>) -> Expr {
    let mut result: Vec<Expr> = Vec::new();
    for part in parts {
        let (tested, mut values) = match part {
            Expr::Binary(Binary::Equal, left, right) if matches!(*right, Expr::Bound(_)) => {
                (left, vec![*right])
            }
            Expr::In(tested, values) => (tested, values),
            other => {
                result.push(other);
                continue;
            }
        };
        let same = result.iter_mut().find_map(|earlier| match earlier {
            Expr::In(known, list) if *known == tested => Some(list),
            _ => None,
        });
        match same {
            Some(list) => list.append(&mut values),
            None => result.push(Expr::In(tested, values)),
        }
    }
    for part in &mut result {
        if let Expr::In(tested, values) = part
            && values.len() == 1
        {
            *part = tested.clone().binary(Binary::Equal, values.remove(0));
        }
    }
    if result.len() == 1 {
        result.remove(0)
    } else {
        Expr::Or(result)
    }
}

/// Whether an expression asks something, instead of handing on the answer of another.
fn is_condition(expr: &ExprKind) -> bool {
    match expr {
        ExprKind::Path(_) | ExprKind::Case(_) | ExprKind::Coalesce(_) => false,
        ExprKind::Call(call) => {
            matches!(call.name.text.to_lowercase().as_str(), "starts" | "ends")
        }
        _ => true,
    }
}
