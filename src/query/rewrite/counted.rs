//! Questions that only count events by kind, mode, modality and time, or add up the figures of a country by measure
//! and time, are answered by the stored counts and sums of each month: some ten thousand rows where there are
//! millions of events.
//!
//! The counts stand at the first and last day of the months in which dates begin and end. So a bin of a month
//! or longer is the same, and a test of a day is the same if no month has that day in its midst.

use jiff::civil::Date;

use super::led::is_column;
use super::visit::{Pass, visit_expr};
use crate::model::date::civil;
use crate::query::functions::Function;
use crate::query::names::Names;
use crate::query::plan::{Aggregate, Alias, Binary, Expr, Query, Relation, Rows, Select};
use crate::value::Parameter;

/// Rows that stand for many of a table.
struct Rollup {
    /// What is counted,
    table: &'static str,
    /// and where the counts are.
    counts: &'static str,
    /// Columns that the counts have as the rows do.
    kept: &'static [&'static str],
    /// The date that stands at whole months.
    first: &'static str,
    last: &'static str,
    /// Numbers that are added up, each with how many of them are not null.
    summed: &'static [(&'static str, &'static str)],
    /// Whether the counts are told apart by the country within which the rows are.
    is_by_country: bool,
}

const ROLLUPS: [Rollup; 2] = [
    Rollup {
        table: "event",
        counts: "event_count",
        kept: &["kind", "mode", "modality", "date_precision"],
        first: "date_first",
        last: "date_last",
        summed: &[],
        is_by_country: false,
    },
    Rollup {
        table: "figure",
        counts: "figure_sum",
        kept: &["measure", "unit", "as_of_precision"],
        first: "as_of_first",
        last: "as_of_last",
        summed: &[("low", "n_low"), ("high", "n_high"), ("value", "n_value")],
        is_by_country: true,
    },
];
/// Bins in which a month lies whole.
const BINS: [&str; 4] = ["month", "quarter", "year", "decade"];

pub(super) struct Counted<'names> {
    pub(super) names: &'names dyn Names,
}

impl Pass for Counted<'_> {
    fn select(&mut self, select: &mut Select) {
        let Some(Relation {
            alias,
            rows: Rows::Table(table),
        }) = &select.from
        else {
            return;
        };
        let Some(rollup) = ROLLUPS.iter().find(|rollup| rollup.table == *table) else {
            return;
        };
        let told = Told {
            of: alias.clone(),
            rollup,
            given: rollup.given(select, alias),
        };
        if !select.joins.is_empty() || !select.shared.is_empty() || !is_counting(select) {
            return;
        }
        let country = rollup
            .is_by_country
            .then(|| self.country(select, &told))
            .flatten();
        if rollup.is_by_country && country.is_none() {
            return;
        }
        let is_country = |at: usize| country.as_ref().is_some_and(|(place, _)| *place == at);
        let filters = select.filters.iter().enumerate();
        let filters = filters.filter(|(at, _)| !is_country(*at));
        let filters = filters.map(|(_, filter)| filter);
        let filters = filters.filter(|filter| !told.is_given(filter));
        let shown = select.outputs.iter().map(|output| &output.expr);
        let shown = shown.chain(&select.group_filters).chain(&select.groups);
        let shown = shown.chain(select.order.iter().map(|key| &key.expr));
        if !filters.chain(shown).all(|expr| told.is_told(expr)) {
            return;
        }
        told.replace(select, country);
    }
}

impl Counted<'_> {
    /// The filter by which all rows are within one country whose sums are stored, and the test of the sums.
    fn country(&self, select: &Select, told: &Told<'_>) -> Option<(usize, Expr)> {
        let mut filters = select.filters.iter().enumerate();
        filters.find_map(|(at, filter)| {
            let country = told.country(filter)?;
            let Expr::Bound(Parameter::Integer(key)) = country else {
                return None;
            };
            self.names
                .are_figures_summed(*key)
                .then(|| (at, country.clone()))
        })
    }
}

/// Whether rows are counted or added up, and nothing is shown of a single one.
fn is_counting(select: &Select) -> bool {
    let is_made_of_many = |expr: &Expr| matches!(expr, Expr::Aggregate(..));
    let mut outputs = select.outputs.iter();
    !select.groups.is_empty() || outputs.any(|output| is_made_of_many(&output.expr))
}

impl Rollup {
    /// The number that all rows must have, and the column that counts those which do; the first, if several must be
    /// there.
    fn given(&self, select: &Select, alias: &Alias) -> Option<(&'static str, &'static str)> {
        let mut summed = self.summed.iter().copied();
        summed.find(|(column, _)| {
            let mut filters = select.filters.iter();
            filters.any(|filter| is_not_null(filter, alias, column))
        })
    }
}

fn is_not_null(filter: &Expr, of: &Alias, name: &str) -> bool {
    let Expr::Not(inner) = filter else {
        return false;
    };
    matches!(&**inner, Expr::IsNull(tested) if is_column(tested, of, name))
}

/// Adds the counts up where rows were counted or added up; of no rows, nothing is the sum and 0 the count.
struct Sum<'rollup> {
    rows: Alias,
    counts: Alias,
    rollup: &'rollup Rollup,
    /// The column of how many rows there are.
    n: &'static str,
    is_whole: bool,
}

impl Sum<'_> {
    fn of(&self, column: &str) -> Expr {
        Expr::Aggregate(Aggregate::Sum, vec![Expr::column(&self.counts, column)])
    }
}

impl Pass for Sum<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Column { alias, .. } if *alias == self.rows => *alias = self.counts.clone(),
            Expr::Aggregate(Aggregate::Count, all) if all.is_empty() => {
                let sum = self.of(self.n);
                *expr = if self.is_whole {
                    Expr::Call(Function::Coalesce, vec![sum, Expr::Number(0)])
                } else {
                    sum
                };
            }
            Expr::Aggregate(Aggregate::Sum, all) => {
                let summed = self.rollup.summed.iter();
                let is_summed = |name: &str| all.iter().any(|it| is_column(it, &self.counts, name));
                let Some((_, n)) = summed.clone().find(|(column, _)| is_summed(column)) else {
                    return;
                };
                let are_any = self.of(n).binary(Binary::Greater, Expr::Number(0));
                let sum = std::mem::replace(expr, Expr::Null);
                *expr = Expr::Case(vec![(are_any, sum)], None);
            }
            _ => {}
        }
    }
}

/// What the counts tell of the rows that are called so.
struct Told<'rollup> {
    of: Alias,
    rollup: &'rollup Rollup,
    /// A number that all rows have, and the column that counts those which do.
    given: Option<(&'static str, &'static str)>,
}

impl Told<'_> {
    /// Reads the counts instead of the rows.
    fn replace(&self, select: &mut Select, country: Option<(usize, Expr)>) {
        let Rollup { table, counts, .. } = self.rollup;
        let alias = Alias(self.of.0.replacen(table, counts, 1).into());
        if let Some((at, country)) = country {
            let own = Expr::column(&alias, "country");
            select.filters[at] = own.binary(Binary::Equal, country);
        }
        if let Some((_, n)) = self.given {
            let given = select.filters.iter_mut().filter(|it| self.is_given(it));
            for filter in given {
                let n = Expr::column(&alias, n);
                *filter = n.binary(Binary::Greater, Expr::Number(0));
            }
        }
        let mut sum = Sum {
            rows: self.of.clone(),
            counts: alias.clone(),
            rollup: self.rollup,
            n: self.given.map_or("n", |(_, n)| n),
            is_whole: select.groups.is_empty(),
        };
        let outputs = select.outputs.iter_mut().map(|output| &mut output.expr);
        let keys = select.order.iter_mut().map(|key| &mut key.expr);
        let tests = select.filters.iter_mut().chain(&mut select.group_filters);
        for expr in outputs.chain(keys).chain(tests).chain(&mut select.groups) {
            visit_expr(expr, &mut sum);
        }
        select.from = Some(Relation {
            alias,
            rows: Rows::Table(counts),
        });
    }

    /// Whether a test says that the given number is there.
    fn is_given(&self, filter: &Expr) -> bool {
        self.given
            .is_some_and(|(column, _)| is_not_null(filter, &self.of, column))
    }

    /// The place in which a test says that the rows are, at any depth.
    fn country<'test>(&self, test: &'test Expr) -> Option<&'test Expr> {
        let Expr::InQuery(place, rows) = test else {
            return None;
        };
        let Query::Select(rows) = &**rows else {
            return None;
        };
        let (
            Some(Relation {
                alias,
                rows: Rows::Table("containment"),
            }),
            [Expr::Binary(Binary::Equal, ancestor, country)],
        ) = (&rows.from, rows.filters.as_slice())
        else {
            return None;
        };
        let is_within =
            is_column(place, &self.of, "place") && is_column(ancestor, alias, "ancestor");
        (is_within && rows.joins.is_empty() && rows.limit.is_none()).then_some(country)
    }

    /// Whether an expression is the same of the counts as of the rows that they count.
    fn is_told(&self, expr: &Expr) -> bool {
        let are_told = |all: &[Expr]| all.iter().all(|expr| self.is_told(expr));
        match expr {
            Expr::Column { alias, name, .. } => {
                *alias == self.of && self.rollup.kept.contains(&&**name)
            }
            Expr::Bound(_) | Expr::Number(_) | Expr::Word(_) | Expr::Null | Expr::Bool(_) => true,
            Expr::Call(Function::DateYear, days) => self.is_date(days),
            Expr::Call(Function::DateBin, parts) => match parts.as_slice() {
                [days @ .., Expr::Word(unit)] => BINS.contains(unit) && self.is_date(days),
                _ => false,
            },
            Expr::Call(_, all) | Expr::And(all) | Expr::Or(all) => are_told(all),
            Expr::Binary(operator, left, right) if self.is_day(left) => {
                is_between_months(*operator, right)
            }
            Expr::Binary(_, left, right) => self.is_told(left) && self.is_told(right),
            Expr::Not(inner) => self.is_told(inner),
            Expr::IsNull(inner) => self.is_day(inner) || self.is_told(inner),
            Expr::In(tested, values) => self.is_told(tested) && are_told(values),
            Expr::Aggregate(Aggregate::Count, all) => all.is_empty(),
            Expr::Aggregate(Aggregate::Sum, all) => {
                // Where rows must have one number, no other is known of those that have it.
                let is_summed = |pair: &&(&'static str, &'static str)| {
                    is_column(&all[0], &self.of, pair.0)
                        && self.given.is_none_or(|given| given == **pair)
                };
                let mut summed = self.rollup.summed.iter();
                all.len() == 1 && summed.any(|pair| is_summed(&pair))
            }
            Expr::Case(..)
            | Expr::InQuery(..)
            | Expr::Scalar(_)
            | Expr::Aggregate(..)
            | Expr::Window(_)
            | Expr::FullText { .. } => false,
        }
    }

    fn is_date(&self, days: &[Expr]) -> bool {
        days.len() == 2 && days.iter().all(|day| self.is_day(day))
    }

    fn is_day(&self, expr: &Expr) -> bool {
        is_column(expr, &self.of, self.rollup.first) || is_column(expr, &self.of, self.rollup.last)
    }
}

/// Whether no month has days on both sides of a test.
fn is_between_months(operator: Binary, day: &Expr) -> bool {
    let Expr::Bound(Parameter::Integer(day)) = day else {
        return false;
    };
    let Ok(day) = i32::try_from(*day) else {
        return false;
    };
    let day: Date = civil(day);
    match operator {
        Binary::Less | Binary::GreaterOrEqual => day.day() == 1,
        Binary::LessOrEqual | Binary::Greater => day == day.last_of_month(),
        _ => false,
    }
}
