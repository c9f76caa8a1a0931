//! Expressions → values.

use dateline::query::ast::{
    ArithmeticOperator, Arm, Duration, Expr, ExprKind, Literal, Quantifier, QuantifierKind,
};

use super::cell::{Cell, count, real};
use super::dates;
use super::kinds::{AGGREGATES, WINDOWS};
use super::schema::Kind;
use super::scope::{Reached, Scope, alone, reach};
use super::table::{Outcome, refuse, unknown};

impl Scope<'_> {
    pub(super) fn kind(&self, expr: &Expr) -> Outcome<Kind> {
        self.context.kind(self.table, expr)
    }

    /// Whether a condition holds.
    pub(super) fn holds(&self, expr: &Expr) -> Outcome<bool> {
        Ok(self.value(expr)?.is_true())
    }

    /// The value of an expression.
    pub(super) fn value(&self, expr: &Expr) -> Outcome<Cell> {
        let truth = |value: Outcome<bool>| value.map(Cell::Bool);
        match &expr.kind {
            ExprKind::Literal(literal) => self.literal(literal),
            ExprKind::Path(path) => {
                let is_today = path.segments.len() == 1 && path.segments[0].text == "today";
                if is_today && self.table.position("today").is_none() {
                    return Ok(Cell::Date(self.context.today()));
                }
                self.path_value(path)
            }
            ExprKind::Call(call) => {
                let name = call.name.text.to_lowercase();
                if WINDOWS.contains(&name.as_str()) {
                    let found = self
                        .windows
                        .and_then(|(all, at)| all.get(&call.span).map(|it| it[at].clone()));
                    found.map_or_else(|| unknown("window here"), Ok)
                } else if AGGREGATES.contains(&name.as_str()) {
                    self.aggregate(call)
                } else {
                    self.function(call)
                }
            }
            ExprKind::Clause(clause) => truth(self.clause(clause)),
            ExprKind::Quantifier(quantifier) => self.quantifier(quantifier),
            ExprKind::Case(arms) => self.case(arms),
            ExprKind::Or(parts) => truth(self.any(parts)),
            ExprKind::And(parts) => truth(self.each(parts)),
            ExprKind::Not(inner) => truth(self.holds(inner).map(|it| !it)),
            ExprKind::Negate(inner) => Ok(match self.value(inner)? {
                Cell::Int(number) => Cell::Int(-number),
                Cell::Num(number) => Cell::Num(-number),
                _ => Cell::Null,
            }),
            ExprKind::Compare {
                left,
                operator,
                right,
                ..
            } => truth(self.compares(left, *operator, right)),
            ExprKind::Arithmetic {
                left,
                operator,
                right,
                ..
            } => self.arithmetic(left, *operator, right),
            ExprKind::Coalesce(parts) => {
                let kind = self.kind(expr)?;
                self.first_known(parts, &kind)
            }
            ExprKind::IsNull { operand, negated } => {
                truth(self.value(operand).map(|it| it.is_null() != *negated))
            }
            ExprKind::In {
                operand,
                negated,
                set,
            } => truth(self.is_in(operand, set).map(|it| it != *negated)),
            ExprKind::Time {
                operand,
                negated,
                test,
            } => {
                let test = self.time_test(&self.value(operand)?, test);
                truth(test.map(|it| it != *negated))
            }
            ExprKind::Place {
                operand,
                negated,
                test,
            } => {
                let test = self.place_test(&self.value(operand)?, test);
                truth(test.map(|it| it != *negated))
            }
        }
    }

    fn first_known(&self, parts: &[Expr], kind: &Kind) -> Outcome<Cell> {
        for part in parts {
            let value = self.opposite(part, kind)?;
            if !value.is_null() {
                return Ok(value);
            }
        }
        Ok(Cell::Null)
    }

    fn any(&self, parts: &[Expr]) -> Outcome<bool> {
        let parts: Outcome<Vec<bool>> = parts.iter().map(|part| self.holds(part)).collect();
        Ok(parts?.contains(&true))
    }

    fn each(&self, parts: &[Expr]) -> Outcome<bool> {
        let parts: Outcome<Vec<bool>> = parts.iter().map(|part| self.holds(part)).collect();
        Ok(!parts?.contains(&false))
    }

    pub(super) fn literal(&self, literal: &Literal) -> Outcome<Cell> {
        Ok(match literal {
            Literal::Date(date) => Cell::Date(*date),
            Literal::Duration(duration) => match dates::whole_days(*duration) {
                Some(days) => Cell::Int(days),
                None => return unknown("months as a number of days"),
            },
            Literal::Integer(number) => Cell::Int(*number),
            Literal::Number(number) => Cell::Num(*number),
            Literal::Text(text) => Cell::text(text),
            Literal::Handle(handle) => Cell::Row(self.context.handle(handle)?),
            Literal::Parameter(name) => self.literal(&self.context.parameter(name)?)?,
            Literal::Bool(value) => Cell::Bool(*value),
            Literal::Null => Cell::Null,
            Literal::Regex { .. } => return refuse("E020"),
        })
    }

    fn case(&self, arms: &[Arm]) -> Outcome<Cell> {
        let values: Vec<&Expr> = arms.iter().map(|arm| &arm.value).collect();
        let kind = self.context.common_kind(self.table, &values)?;
        for arm in arms {
            let holds = match &arm.condition {
                Some(condition) => self.holds(condition)?,
                None => true,
            };
            if holds {
                return self.opposite(&arm.value, &kind);
            }
        }
        Ok(Cell::Null)
    }

    fn arithmetic(&self, left: &Expr, operator: ArithmeticOperator, right: &Expr) -> Outcome<Cell> {
        let by = |expr: &Expr| -> Outcome<Option<Duration>> {
            let literal = match &expr.kind {
                ExprKind::Literal(Literal::Parameter(name)) => self.context.parameter(name)?,
                ExprKind::Literal(literal) => literal.clone(),
                _ => return Ok(None),
            };
            Ok(match literal {
                Literal::Duration(duration) => Some(duration),
                _ => None,
            })
        };
        let (of_left, of_right) = (self.kind(left)?, self.kind(right)?);
        let moved = match (of_left, of_right, by(left)?, by(right)?) {
            (Kind::Date, _, _, Some(by)) => Some((left, by)),
            (_, Kind::Date, Some(by), _) => Some((right, by)),
            _ => None,
        };
        if let Some((date, mut by)) = moved {
            if operator == ArithmeticOperator::Subtract {
                by.amount = -by.amount;
            }
            let date = self.value(date)?.as_date();
            return Ok(date.map_or(Cell::Null, |date| Cell::Date(dates::shifted(date, by))));
        }
        let first = self.value(left)?;
        let second = self.value(right)?;
        Ok(match (&first, &second) {
            (Cell::Date(one), Cell::Date(other)) => days_between(*one, *other),
            (Cell::Date(date), Cell::Int(days)) => {
                let sign = if operator == ArithmeticOperator::Subtract {
                    -1
                } else {
                    1
                };
                Cell::Date(dates::moved(*date, sign * days))
            }
            (Cell::Int(days), Cell::Date(date)) => Cell::Date(dates::moved(*date, *days)),
            (Cell::Int(one), Cell::Int(other)) => whole_sum(*one, operator, *other),
            _ => match (first.number(), second.number()) {
                (Some(one), Some(other)) => real_sum(one, operator, other),
                _ => Cell::Null,
            },
        })
    }

    fn quantifier(&self, quantifier: &Quantifier) -> Outcome<Cell> {
        if let Some(group) = self.group {
            return self.quantifier_of_group(quantifier, group);
        }
        let is_plain = quantifier.clauses.is_empty() && quantifier.condition.is_none();
        if is_plain && quantifier.kind == QuantifierKind::Count {
            return Ok(count(self.linked_values(&quantifier.path)?.len()));
        }
        let mut n_all = 0;
        let mut n_found = 0;
        let Reached::Many { .. } = reach(self.table, &quantifier.path)? else {
            return refuse("E020");
        };
        for element in self.path_values(&quantifier.path)? {
            let (clauses, condition) = self.element_holds(&element, quantifier)?;
            // With a `where`, `all` is said of the rows for which the clauses hold.
            n_all += usize::from(clauses || quantifier.condition.is_none());
            n_found += usize::from(clauses && condition);
        }
        Ok(match quantifier.kind {
            QuantifierKind::Any => Cell::Bool(n_found > 0),
            QuantifierKind::All => Cell::Bool(n_found == n_all),
            QuantifierKind::None => Cell::Bool(n_found == 0),
            QuantifierKind::Count => count(n_found),
        })
    }

    /// Whether its clauses hold for a linked row, and its condition.
    fn element_holds(&self, element: &Cell, quantifier: &Quantifier) -> Outcome<(bool, bool)> {
        let Some(row) = element.as_row() else {
            return unknown("a quantifier over values that are no rows");
        };
        let (table, row) = alone(row.noun, row);
        let scope = Scope {
            table: &table,
            row: &row,
            ..*self
        };
        let clauses: Outcome<Vec<bool>> = quantifier
            .clauses
            .iter()
            .map(|it| scope.clause(it))
            .collect();
        let condition = match &quantifier.condition {
            Some(condition) => scope.holds(condition)?,
            None => true,
        };
        Ok((!clauses?.contains(&false), condition))
    }
}

/// Days from first day to first day; null where one is vague or has no first day.
fn days_between(
    later: dateline::model::date::PartialDate,
    earlier: dateline::model::date::PartialDate,
) -> Cell {
    use dateline::model::date::{OPEN_START, Precision};
    let is_exact = |date: dateline::model::date::PartialDate| {
        date.precision == Precision::Day && date.first != OPEN_START
    };
    if is_exact(later) && is_exact(earlier) {
        Cell::Int(i64::from(later.first - earlier.first))
    } else {
        Cell::Null
    }
}

fn whole_sum(one: i64, operator: ArithmeticOperator, other: i64) -> Cell {
    match operator {
        ArithmeticOperator::Add => Cell::Int(one + other),
        ArithmeticOperator::Subtract => Cell::Int(one - other),
        ArithmeticOperator::Multiply => Cell::Int(one * other),
        ArithmeticOperator::Divide | ArithmeticOperator::Remainder if other == 0 => Cell::Null,
        ArithmeticOperator::Divide => Cell::Num(real(one) / real(other)),
        ArithmeticOperator::Remainder => Cell::Int(one % other),
    }
}

fn real_sum(one: f64, operator: ArithmeticOperator, other: f64) -> Cell {
    match operator {
        ArithmeticOperator::Add => Cell::Num(one + other),
        ArithmeticOperator::Subtract => Cell::Num(one - other),
        ArithmeticOperator::Multiply => Cell::Num(one * other),
        ArithmeticOperator::Divide | ArithmeticOperator::Remainder if other == 0.0 => Cell::Null,
        ArithmeticOperator::Divide => Cell::Num(one / other),
        ArithmeticOperator::Remainder => Cell::Num(one % other),
    }
}
