//! Functions of one row's values.

use dateline::model::date::{OPEN_END, OPEN_START, PartialDate, Precision};
use dateline::query::ast::{Call, Expr, ExprKind, Literal};

use super::cell::{Cell, count, whole};
use super::comparisons::regex;
use super::dates::{self, Width};
use super::schema::Kind;
use super::scope::{Context, Scope};
use super::table::{Outcome, refuse, unknown};
use super::text::count_words;

impl Scope<'_> {
    pub(super) fn function(&self, call: &Call) -> Outcome<Cell> {
        let name = call.name.text.to_lowercase();
        let arguments = &call.arguments;
        match name.as_str() {
            "today" => Ok(Cell::Date(self.context.today())),
            "ago" => self.ago(&arguments[0]),
            "if" => {
                let values: Vec<&Expr> = arguments[1..].iter().collect();
                let kind = self.context.common_kind(self.table, &values)?;
                let chosen = if self.holds(&arguments[0])? { 1 } else { 2 };
                self.opposite(&arguments[chosen], &kind)
            }
            "extract" => self.extract(&arguments[0], &arguments[1]),
            "bin" => self.bin(&arguments[0], &arguments[1]),
            "format" => {
                let date = self.opposite(&arguments[0], &Kind::Date)?.as_date();
                let pattern = self.value(&arguments[1])?;
                let text = date.and_then(|date| dates::formatted(date, pattern.as_text()?));
                Ok(text.map_or(Cell::Null, Cell::Text))
            }
            "year" | "quarter" | "month" | "week" | "day" | "weekday" | "precision"
            | "earliest" | "latest" => {
                let date = self.opposite(&arguments[0], &Kind::Date)?.as_date();
                Ok(date.map_or(Cell::Null, |date| of_date(&name, date)))
            }
            _ => {
                let values: Outcome<Vec<Cell>> =
                    arguments.iter().map(|it| self.value(it)).collect();
                let values = values?;
                if values.iter().any(Cell::is_null) {
                    // What is said of nothing is nothing; a test of nothing does not hold.
                    let is_test = matches!(name.as_str(), "starts" | "ends");
                    return Ok(if is_test {
                        Cell::Bool(false)
                    } else {
                        Cell::Null
                    });
                }
                match &values[0] {
                    Cell::List(items) if name == "len" => Ok(count(items.len())),
                    Cell::Text(_) => of_text(&name, &values),
                    _ => of_numbers(&name, &values),
                }
            }
        }
    }

    fn ago(&self, argument: &Expr) -> Outcome<Cell> {
        let literal = match &argument.kind {
            ExprKind::Literal(Literal::Parameter(name)) => self.context.parameter(name)?,
            ExprKind::Literal(literal) => literal.clone(),
            _ => return refuse("E020"),
        };
        let Literal::Duration(mut back) = literal else {
            return refuse("E020");
        };
        back.amount = -back.amount;
        Ok(Cell::Date(dates::shifted(self.context.today(), back)))
    }

    fn extract(&self, text: &Expr, pattern: &Expr) -> Outcome<Cell> {
        let ExprKind::Literal(Literal::Regex {
            pattern,
            ignore_case,
        }) = &pattern.kind
        else {
            return refuse("E020");
        };
        let text = self.value(text)?;
        let Some(text) = text.as_text() else {
            return Ok(Cell::Null);
        };
        let found = regex(pattern, *ignore_case).captures(text).map(|found| {
            let part = found.get(1).or_else(|| found.get(0)).unwrap();
            Cell::text(part.as_str())
        });
        Ok(found.unwrap_or(Cell::Null))
    }

    /// The bin of a date, or the multiple of a width at or below a number.
    fn bin(&self, value: &Expr, width: &Expr) -> Outcome<Cell> {
        let value = self.value(value)?;
        if let Cell::Date(date) = value {
            let bin = self.context.width(width)?.bin(date);
            return Ok(bin.map_or(Cell::Null, Cell::Date));
        }
        let width = self.value(width)?;
        Ok(match (&value, &width) {
            (Cell::Int(one), Cell::Int(width)) => Cell::Int(one.div_euclid(*width) * width),
            _ => match (value.number(), width.number()) {
                (Some(one), Some(width)) => Cell::Num((one / width).floor() * width),
                _ => Cell::Null,
            },
        })
    }
}

impl Context<'_> {
    /// A width of bins of time.
    pub(super) fn width(&self, expr: &Expr) -> Outcome<Width> {
        let literal = match &expr.kind {
            ExprKind::Literal(Literal::Parameter(name)) => self.parameter(name)?,
            ExprKind::Literal(literal) => literal.clone(),
            _ => return refuse("E020"),
        };
        match literal {
            Literal::Duration(duration) => Width::of(duration).map_or_else(|| refuse("E020"), Ok),
            _ => refuse("E020"),
        }
    }
}

fn of_date(name: &str, date: PartialDate) -> Cell {
    let bin = |precision| dates::bin(date, precision).map_or(Cell::Null, Cell::Date);
    let day = |day| match day {
        OPEN_START | OPEN_END => Cell::Null,
        day => Cell::Date(PartialDate::day(day)),
    };
    match name {
        "year" => dates::bin(date, Precision::Year).map_or(Cell::Null, |year| {
            Cell::Int(dates::civil(year.first).0.into())
        }),
        "quarter" => bin(Precision::Quarter),
        "month" => bin(Precision::Month),
        "week" => bin(Precision::Week),
        "day" => bin(Precision::Day),
        "weekday" => dates::weekday(date).map_or(Cell::Null, Cell::Int),
        "precision" => Cell::text(date.precision.word()),
        "earliest" => day(date.first),
        _ => day(date.last),
    }
}

fn of_text(name: &str, values: &[Cell]) -> Outcome<Cell> {
    let text = |at: usize| values[at].as_text().unwrap_or("");
    let length = || {
        usize::try_from(match values[1] {
            Cell::Int(n) => n.max(0),
            _ => 0,
        })
        .unwrap()
    };
    let letters: Vec<char> = text(0).chars().collect();
    Ok(match name {
        "lower" => Cell::Text(text(0).to_lowercase()),
        "upper" => Cell::Text(text(0).to_uppercase()),
        "trim" => Cell::text(text(0).trim()),
        "len" => count(letters.len()),
        "words" => count(count_words(text(0))),
        "left" => Cell::Text(letters.iter().take(length()).collect()),
        "right" => Cell::Text(
            letters[letters.len().saturating_sub(length())..]
                .iter()
                .collect(),
        ),
        "replace" => Cell::Text(text(0).replace(text(1), text(2))),
        "split" => Cell::List(
            text(0)
                .split(text(1))
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(Cell::text)
                .collect(),
        ),
        "starts" => Cell::Bool(text(0).starts_with(text(1))),
        "ends" => Cell::Bool(text(0).ends_with(text(1))),
        other => return unknown(format!("function {other} of text")),
    })
}

fn of_numbers(name: &str, values: &[Cell]) -> Outcome<Cell> {
    let number = |at: usize| values[at].number().unwrap_or(0.0);
    let smaller = |one: usize, other: usize| {
        let at = if number(one) <= number(other) {
            one
        } else {
            other
        };
        values[at].clone()
    };
    let larger = |one: usize, other: usize| {
        let at = if number(one) >= number(other) {
            one
        } else {
            other
        };
        values[at].clone()
    };
    Ok(match name {
        "days" => values[0].clone(),
        "floor" => Cell::Int(whole(number(0).floor())),
        "ceil" => Cell::Int(whole(number(0).ceil())),
        "abs" => match values[0] {
            Cell::Int(number) => Cell::Int(number.abs()),
            _ => Cell::Num(number(0).abs()),
        },
        "log10" if number(0) <= 0.0 => Cell::Null,
        "log10" => Cell::Num(number(0).log10()),
        "round" => {
            let digits = values.get(1).and_then(Cell::number).unwrap_or(0.0);
            Cell::Num(rounded(number(0), digits))
        }
        "min2" => smaller(0, 1),
        "max2" => larger(0, 1),
        "clamp" if number(0) < number(1) && number(1) <= number(2) => values[1].clone(),
        "clamp" => smaller(0, 2),
        other => return unknown(format!("function {other} of numbers")),
    })
}

/// Rounded half away from zero by the decimal digits of a number, of which it has finitely many.
fn rounded(number: f64, digits: f64) -> f64 {
    let n_digits: usize = format!("{digits:.0}").parse().unwrap_or(0);
    let text = format!("{:.60}", number.abs());
    let (whole, fraction) = text.split_once('.').unwrap();
    let Ok(kept) = format!("{whole}{}", &fraction[..n_digits]).parse::<i128>() else {
        return number;
    };
    let is_up = fraction.as_bytes()[n_digits] >= b'5';
    let digits = format!(
        "{:0>width$}",
        kept + i128::from(is_up),
        width = n_digits + 1
    );
    let (whole, fraction) = digits.split_at(digits.len() - n_digits);
    let magnitude: f64 = format!("{whole}.{fraction}0").parse().unwrap();
    magnitude.copysign(number)
}
