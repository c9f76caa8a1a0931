//! What an expression is, before any row is looked at.

use dateline::query::ast::{ArithmeticOperator, Call, Expr, ExprKind, Literal, QuantifierKind};

use super::schema::{Kind, Noun};
use super::scope::{Context, Reached, reach};
use super::table::{Outcome, Table, refuse, unknown};

/// Functions over many rows.
pub(super) const AGGREGATES: &[&str] = &[
    "count", "distinct", "sum", "avg", "median", "min", "max", "stdev", "list", "first", "last",
    "argmax", "quantile",
];

/// Functions that look at other rows of the result.
pub(super) const WINDOWS: &[&str] = &["share", "rank", "running", "lag", "lead", "moving"];

impl Context<'_> {
    /// The kind of an expression's values.
    pub(super) fn kind(&self, table: &Table, expr: &Expr) -> Outcome<Kind> {
        Ok(match &expr.kind {
            ExprKind::Literal(literal) => self.literal_kind(literal)?,
            ExprKind::Path(path) => {
                let is_today = path.segments.len() == 1 && path.segments[0].text == "today";
                if is_today && table.position("today").is_none() {
                    return Ok(Kind::Date);
                }
                match reach(table, path)? {
                    Reached::One(kind) => kind,
                    Reached::Many { .. } => return refuse("E022"),
                }
            }
            ExprKind::Call(call) => self.call_kind(table, call)?,
            ExprKind::Quantifier(quantifier) if quantifier.kind == QuantifierKind::Count => {
                Kind::Int
            }
            ExprKind::Case(arms) => {
                let values: Vec<&Expr> = arms.iter().map(|arm| &arm.value).collect();
                self.common_kind(table, &values)?
            }
            ExprKind::Coalesce(parts) => {
                let parts: Vec<&Expr> = parts.iter().collect();
                self.common_kind(table, &parts)?
            }
            ExprKind::Negate(inner) => self.kind(table, inner)?,
            ExprKind::Arithmetic {
                left,
                operator,
                right,
                ..
            } => {
                let (left, right) = (self.kind(table, left)?, self.kind(table, right)?);
                sum_kind(&left, *operator, &right)?
            }
            _ => Kind::Bool,
        })
    }

    pub(super) fn literal_kind(&self, literal: &Literal) -> Outcome<Kind> {
        Ok(match literal {
            Literal::Date(_) => Kind::Date,
            Literal::Duration(_) => Kind::Duration,
            Literal::Integer(_) => Kind::Int,
            Literal::Number(_) => Kind::Num,
            Literal::Text(_) | Literal::Regex { .. } => Kind::Text,
            Literal::Handle(_) => Kind::Row(Noun::Entities),
            Literal::Parameter(name) => return self.literal_kind(&self.parameter(name)?),
            Literal::Bool(_) => Kind::Bool,
            Literal::Null => Kind::Null,
        })
    }

    /// The kind that several values have together.
    pub(super) fn common_kind(&self, table: &Table, values: &[&Expr]) -> Outcome<Kind> {
        let mut common = Kind::Null;
        for value in values {
            let kind = match (&common, self.kind(table, value)) {
                // A bare word opposite a word of a closed set is one of them.
                (Kind::Word(_), Err(_)) => common.clone(),
                (_, kind) => kind?,
            };
            if !go_together(&common, &kind) {
                return refuse("E020");
            }
            common = match (&common, &kind) {
                (Kind::Null, _) => kind,
                (Kind::Int, Kind::Num) => Kind::Num,
                (Kind::Word(one), Kind::Word(other)) if one != other => Kind::Text,
                (Kind::Word(_), Kind::Text) => Kind::Text,
                _ => common,
            };
        }
        Ok(common)
    }

    fn call_kind(&self, table: &Table, call: &Call) -> Outcome<Kind> {
        let name = call.name.text.to_lowercase();
        let of = |at: usize| -> Outcome<Kind> {
            match call.arguments.get(at) {
                Some(argument) => self.argument_kind(table, argument),
                None => refuse("E020"),
            }
        };
        self.check_call(table, &name, call)?;
        Ok(match name.as_str() {
            "year" | "weekday" | "days" | "len" | "words" | "floor" | "ceil" | "count"
            | "distinct" | "rank" => Kind::Int,
            "quarter" | "month" | "week" | "day" | "ago" | "today" | "earliest" | "latest" => {
                Kind::Date
            }
            "bin" => match (of(0)?, of(1)?) {
                (Kind::Date, _) => Kind::Date,
                (Kind::Int, Kind::Int) => Kind::Int,
                (Kind::Duration, Kind::Duration) => Kind::Duration,
                (one, other) if one.is_number() && other.is_number() => Kind::Num,
                _ => return refuse("E020"),
            },
            "precision" => Kind::Word("precision"),
            "lower" | "upper" | "trim" | "left" | "right" | "replace" | "extract" | "format" => {
                Kind::Text
            }
            "split" => Kind::List(Box::new(Kind::Text)),
            "starts" | "ends" => Kind::Bool,
            "round" | "log10" | "avg" | "median" | "stdev" | "quantile" | "share" => Kind::Num,
            "min2" | "max2" | "clamp" => {
                let kinds: Outcome<Vec<Kind>> = (0..call.arguments.len()).map(of).collect();
                if kinds?.iter().all(|kind| *kind == Kind::Int) {
                    Kind::Int
                } else {
                    Kind::Num
                }
            }
            "if" => {
                let values: Vec<&Expr> = call.arguments[1..].iter().collect();
                self.common_kind(table, &values)?
            }
            "abs" | "sum" | "min" | "max" | "first" | "last" | "argmax" | "running" | "lag"
            | "lead" => of(0)?,
            "list" => Kind::List(Box::new(match of(0)? {
                Kind::Row(_) => Kind::Text,
                kind => kind,
            })),
            "moving" => match (&call.arguments[0].kind, of(1)?) {
                (ExprKind::Path(path), kind) => match path.segments[0].text.as_str() {
                    "avg" => Kind::Num,
                    "count" => Kind::Int,
                    _ => kind,
                },
                (_, kind) => kind,
            },
            other => return unknown(format!("function {other}")),
        })
    }

    /// The kind of an argument, which for an aggregate may be a link to many.
    pub(super) fn argument_kind(&self, table: &Table, argument: &Expr) -> Outcome<Kind> {
        if let ExprKind::Path(path) = &argument.kind
            && let Reached::Many { kind, .. } = reach(table, path)?
        {
            return Ok(kind);
        }
        self.kind(table, argument)
    }
}

impl Context<'_> {
    /// Whether the arguments of a function are what it is told of.
    fn check_call(&self, table: &Table, name: &str, call: &Call) -> Outcome<()> {
        let fits: fn(&Kind) -> bool = match name {
            "lower" | "upper" | "trim" | "words" | "replace" | "extract" | "starts" | "ends"
            | "split" | "left" | "right" => Kind::is_text,
            "round" | "floor" | "ceil" | "abs" | "log10" | "min2" | "max2" | "clamp" => {
                Kind::is_number
            }
            "days" => |kind| *kind == Kind::Duration,
            _ => return Ok(()),
        };
        if fits(&self.kind(table, &call.arguments[0])?) {
            Ok(())
        } else {
            refuse("E020")
        }
    }

    /// Whether the parts of an expression fit together, rows or no rows.
    pub(super) fn check(&self, table: &Table, expr: &Expr) -> Outcome<()> {
        let all = |parts: &[&Expr]| -> Outcome<()> {
            parts.iter().try_for_each(|part| self.check(table, part))
        };
        match &expr.kind {
            ExprKind::Call(call) => {
                all(&call.arguments.iter().collect::<Vec<_>>())?;
                self.call_kind(table, call).map(|_| ())
            }
            ExprKind::Or(parts) | ExprKind::And(parts) => all(&parts.iter().collect::<Vec<_>>()),
            ExprKind::Not(one) | ExprKind::Negate(one) => all(&[one]),
            ExprKind::Arithmetic { left, right, .. } => {
                all(&[left, right])?;
                self.kind(table, expr).map(|_| ())
            }
            ExprKind::Compare { left, right, .. } => {
                all(&[left, right])?;
                match (self.kind(table, left), self.kind(table, right)) {
                    (Ok(left), Ok(right)) if !go_together(&left, &right) => refuse("E020"),
                    _ => Ok(()),
                }
            }
            ExprKind::Case(arms) => {
                let parts = arms
                    .iter()
                    .flat_map(|arm| arm.condition.iter().chain([&arm.value]));
                all(&parts.collect::<Vec<_>>())?;
                self.kind(table, expr).map(|_| ())
            }
            ExprKind::Coalesce(parts) => {
                all(&parts.iter().collect::<Vec<_>>())?;
                self.kind(table, expr).map(|_| ())
            }
            _ => Ok(()),
        }
    }
}

/// Whether values of two kinds can be compared; a text may be a name, a number a year.
fn go_together(one: &Kind, other: &Kind) -> bool {
    let is_name = |one: &Kind, other: &Kind| match one {
        Kind::Row(_) => *other == Kind::Text,
        Kind::Date => matches!(other, Kind::Text | Kind::Int),
        _ => false,
    };
    one == other
        || matches!((one, other), (Kind::Null, _) | (_, Kind::Null))
        || one.is_number() && other.is_number()
        || one.is_text() && other.is_text()
        || is_name(one, other)
        || is_name(other, one)
}

fn sum_kind(left: &Kind, operator: ArithmeticOperator, right: &Kind) -> Outcome<Kind> {
    use ArithmeticOperator::{Add, Divide, Subtract};
    Ok(match (left, operator, right) {
        (Kind::Date, Subtract, Kind::Date) => Kind::Duration,
        (Kind::Date, Add | Subtract, Kind::Duration) | (Kind::Duration, Add, Kind::Date) => {
            Kind::Date
        }
        (one, Divide, other) if one.is_number() && other.is_number() => Kind::Num,
        (one, _, other) if !one.is_number() || !other.is_number() => return refuse("E020"),
        (Kind::Duration, ..) | (.., Kind::Duration) => Kind::Duration,
        (Kind::Int, _, Kind::Int) => Kind::Int,
        _ => Kind::Num,
    })
}
