//! How many of a whole table fall in each month: counted by day off the index of dates, and the few
//! days then put into months. Counted row by row, each row was put into its month and all were sorted.

use super::visit::Pass;
use crate::query::functions::Function;
use crate::query::plan::{Aggregate, Alias, Expr, Output, Query, Relation, Rows, Select};

/// The two ends of the dates that tables are indexed by.
const DATES: [(&str, [&str; 2]); 4] = [
    ("article", ["published_first", "published_last"]),
    ("event", ["date_first", "date_last"]),
    ("quote", ["date_first", "date_last"]),
    ("figure", ["as_of_first", "as_of_last"]),
];

/// The column that counts the rows of a day.
const N: &str = "n_of_day";

pub(super) struct DayFirst;

impl Pass for DayFirst {
    fn select(&mut self, select: &mut Select) {
        let Some((alias, table, ends)) = whole_table(select) else {
            return;
        };
        let is_bin = |expr: &Expr| is_bin(expr, &alias, ends);
        let is_counted = |output: &Output| is_count(&output.expr) || is_bin(&output.expr);
        if select.groups.is_empty()
            || !select.groups.iter().all(is_bin)
            || !select.outputs.iter().all(is_counted)
        {
            return;
        }
        let mut by_day = Select::table(&alias, table).output(N, count());
        for end in ends {
            let column = Expr::field(&alias, end, true);
            by_day.groups.push(column.clone());
            by_day = by_day.output(end, column);
        }
        select.from = Some(Relation {
            alias: alias.clone(),
            rows: Rows::Query(Query::from(by_day)),
        });
        for output in &mut select.outputs {
            if is_count(&output.expr) {
                output.expr = Expr::Aggregate(Aggregate::Sum, vec![Expr::column(&alias, N)]);
            }
        }
    }
}

/// The table that a `select` reads all of, unsorted and uncut, and the ends of its dates.
fn whole_table(select: &Select) -> Option<(Alias, &'static str, [&'static str; 2])> {
    let Some(Relation {
        alias,
        rows: Rows::Table(table),
    }) = &select.from
    else {
        return None;
    };
    let is_plain = select.joins.is_empty()
        && select.filters.is_empty()
        && select.group_filters.is_empty()
        && select.order.is_empty()
        && select.shared.is_empty();
    let (_, ends) = DATES.into_iter().find(|(known, _)| known == table)?;
    is_plain.then(|| (alias.clone(), *table, ends))
}

fn count() -> Expr {
    Expr::Aggregate(Aggregate::Count, Vec::new())
}

fn is_count(expr: &Expr) -> bool {
    *expr == count()
}

/// Whether it is the bin that holds the whole of a date.
fn is_bin(expr: &Expr, of: &Alias, ends: [&str; 2]) -> bool {
    let Expr::Call(Function::DateBin | Function::DateYear, arguments) = expr else {
        return false;
    };
    let is_end = |expr: &Expr, end: &str| matches!(expr, Expr::Column { alias, name, .. } if alias == of && **name == *end);
    matches!(arguments.as_slice(), [first, last, ..] if is_end(first, ends[0]) && is_end(last, ends[1]))
}
