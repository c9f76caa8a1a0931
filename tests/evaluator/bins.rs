//! Which columns hold bins of time, and which dates stand behind them: what a null bin is called depends
//! on whether there were any.

use dateline::model::date::Precision;
use dateline::query::ast::{Expr, ExprKind, Path};

use super::cell::Cell;
use super::schema::Kind;
use super::scope::Context;
use super::table::{Bin, Column, Outcome, Table};

/// The column that keeps the dates of a bin; no user can write its name.
pub(super) fn dated_name(bin: &str) -> String {
    format!(" dated {bin}")
}

/// Adds a column that is not shown.
pub(super) fn push_hidden(table: &mut Table, name: &str, values: Vec<Cell>) {
    table.columns.push(Column::new(name, Kind::Date));
    for (row, value) in table.rows.iter_mut().zip(values) {
        row.cells.push(value);
    }
}

/// The column that a path names.
pub(super) fn column_of(table: &Table, path: &Path) -> Option<usize> {
    let words: Vec<&str> = path.segments.iter().map(|it| it.text.as_str()).collect();
    table.position(&words.join("."))
}

impl Context<'_> {
    /// Notes that a column holds bins of time.
    pub(super) fn mark_bin(&self, table: &Table, column: &mut Column, expr: &Expr) {
        let call = match &expr.kind {
            ExprKind::Path(path) => {
                let known = column_of(table, path);
                column.bin = known.and_then(|at| table.columns[at].bin);
                return;
            }
            ExprKind::Call(call) => call,
            _ => return,
        };
        column.bin = match call.name.text.to_lowercase().as_str() {
            "year" => Some(Bin::Year),
            "quarter" => Some(Bin::Unit(Precision::Quarter)),
            "month" => Some(Bin::Unit(Precision::Month)),
            "week" => Some(Bin::Unit(Precision::Week)),
            "day" => Some(Bin::Unit(Precision::Day)),
            "bin" if column.kind == Kind::Date => {
                self.width(&call.arguments[1]).ok().map(Bin::Wide)
            }
            _ => None,
        };
    }

    /// The dates behind a column of bins.
    pub(super) fn dates_of(
        &self,
        table: &Table,
        column: &Column,
        expr: &Expr,
    ) -> Outcome<Option<Vec<Cell>>> {
        Ok(match &expr.kind {
            _ if column.bin.is_none() => None,
            ExprKind::Call(call) => {
                let rows = table.rows.iter();
                let dates: Outcome<Vec<Cell>> = rows
                    .map(|row| {
                        let scope = self.scope(table, row, None);
                        scope.opposite(&call.arguments[0], &Kind::Date)
                    })
                    .collect();
                Some(dates?)
            }
            ExprKind::Path(path) => {
                let known = column_of(table, path).map(|at| dated_name(&table.columns[at].name));
                let kept = known.and_then(|name| table.position(&name));
                kept.map(|at| table.rows.iter().map(|row| row.cells[at].clone()).collect())
            }
            _ => None,
        })
    }

    /// What a null of a column is called where it becomes a column of its own.
    pub(super) fn null_head(table: &Table, at: usize) -> &'static str {
        let column = &table.columns[at];
        if column.bin.is_none() {
            return "(none)";
        }
        let Some(dates) = table.position(&dated_name(&column.name)) else {
            return "(year only)";
        };
        let mut of_null = table.rows.iter().filter(|row| row.cells[at].is_null());
        if of_null.all(|row| row.cells[dates].is_null()) {
            "(no date)"
        } else {
            "(year only)"
        }
    }
}
