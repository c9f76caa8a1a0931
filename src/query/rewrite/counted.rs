//! Questions that only count events by kind, mode, modality and time are answered by the stored counts of
//! each month: some ten thousand rows where there are millions of events.
//!
//! The counts stand at the first and last day of the months in which dates begin and end. So a bin of a month
//! or longer is the same, and a test of a day is the same if no month has that day in its midst.

use jiff::civil::Date;

use super::visit::{Pass, visit_expr};
use crate::model::date::civil;
use crate::query::functions::Function;
use crate::query::plan::{Aggregate, Alias, Binary, Expr, Relation, Rows, Select};
use crate::value::Parameter;

/// Columns that the counts have as the events do.
const KEPT: [&str; 4] = ["kind", "mode", "modality", "date_precision"];
const FIRST: &str = "date_first";
const LAST: &str = "date_last";
/// Bins in which a month lies whole.
const BINS: [&str; 4] = ["month", "quarter", "year", "decade"];

pub(super) struct Counted;

impl Pass for Counted {
    fn select(&mut self, select: &mut Select) {
        let Some(Relation {
            alias,
            rows: Rows::Table("event"),
        }) = &select.from
        else {
            return;
        };
        let alias = alias.clone();
        if !select.joins.is_empty() || !select.shared.is_empty() || !is_counting(select) {
            return;
        }
        let keys = select.groups.iter().chain(&select.filters);
        let shown = select.outputs.iter().map(|output| &output.expr);
        let shown = shown.chain(&select.group_filters);
        let shown = shown.chain(select.order.iter().map(|key| &key.expr));
        if !keys.chain(shown).all(|expr| is_told(expr, &alias)) {
            return;
        }
        let counts = Alias(alias.0.replacen("event", "event_count", 1).into());
        let mut sum = Sum {
            events: alias,
            counts: counts.clone(),
            is_whole: select.groups.is_empty(),
        };
        let outputs = select.outputs.iter_mut().map(|output| &mut output.expr);
        let keys = select.order.iter_mut().map(|key| &mut key.expr);
        let tests = select.filters.iter_mut().chain(&mut select.group_filters);
        for expr in outputs.chain(keys).chain(tests).chain(&mut select.groups) {
            visit_expr(expr, &mut sum);
        }
        select.from = Some(Relation {
            alias: counts,
            rows: Rows::Table("event_count"),
        });
    }
}

fn count() -> Expr {
    Expr::Aggregate(Aggregate::Count, Vec::new())
}

/// Whether rows are counted, and nothing is shown of a single one.
fn is_counting(select: &Select) -> bool {
    !select.groups.is_empty() || select.outputs.iter().any(|output| output.expr == count())
}

/// Adds the counts up where rows were counted; of no rows, nothing is the sum and 0 the count.
struct Sum {
    events: Alias,
    counts: Alias,
    is_whole: bool,
}

impl Pass for Sum {
    fn expr(&mut self, expr: &mut Expr) {
        if let Expr::Column { alias, .. } = expr
            && *alias == self.events
        {
            *alias = self.counts.clone();
        }
        if *expr != count() {
            return;
        }
        let sum = Expr::Aggregate(Aggregate::Sum, vec![Expr::column(&self.counts, "n")]);
        *expr = if self.is_whole {
            Expr::Call(Function::Coalesce, vec![sum, Expr::Number(0)])
        } else {
            sum
        };
    }
}

/// Whether an expression is the same of the counts as of the events that they count.
fn is_told(expr: &Expr, of: &Alias) -> bool {
    let is_all_told = |all: &[Expr]| all.iter().all(|expr| is_told(expr, of));
    match expr {
        Expr::Column { alias, name, .. } => alias == of && KEPT.contains(&&**name),
        Expr::Bound(_) | Expr::Number(_) | Expr::Word(_) | Expr::Null | Expr::Bool(_) => true,
        Expr::Call(Function::DateYear, days) => is_date(days, of),
        Expr::Call(Function::DateBin, parts) => match parts.as_slice() {
            [days @ .., Expr::Word(unit)] => BINS.contains(unit) && is_date(days, of),
            _ => false,
        },
        Expr::Call(_, all) | Expr::And(all) | Expr::Or(all) => is_all_told(all),
        Expr::Binary(operator, left, right) if is_day(left, of) => {
            is_between_months(*operator, right)
        }
        Expr::Binary(_, left, right) => is_told(left, of) && is_told(right, of),
        Expr::Not(inner) => is_told(inner, of),
        Expr::IsNull(inner) => is_day(inner, of) || is_told(inner, of),
        Expr::In(tested, values) => is_told(tested, of) && is_all_told(values),
        Expr::Aggregate(Aggregate::Count, all) => all.is_empty(),
        Expr::Case(..)
        | Expr::InQuery(..)
        | Expr::Scalar(_)
        | Expr::Aggregate(..)
        | Expr::Window(_)
        | Expr::FullText { .. } => false,
    }
}

fn is_date(days: &[Expr], of: &Alias) -> bool {
    days.len() == 2 && days.iter().all(|day| is_day(day, of))
}

fn is_day(expr: &Expr, of: &Alias) -> bool {
    matches!(expr, Expr::Column { alias, name, .. } if alias == of && (**name == *FIRST || **name == *LAST))
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
