//! Plan → Statement: the text of one SQL dialect, with a placeholder for every value.

mod aggregate;
mod cells;
mod dialect;
mod expr;
mod found;
mod pattern;
mod search;
mod select;
mod writer;

pub use dialect::Dialect;
pub(super) use expr::chain_height;

use super::plan::Query;
use crate::value::{Column, Statement};
use writer::Writer;

/// Writes the statement of a plan; `columns` are those of its outermost `select`, in order.
pub fn emit(query: &Query, columns: Vec<Column>, dialect: Dialect) -> Statement {
    let mut writer = Writer::new(dialect);
    select::query(&mut writer, query);
    let (sql, parameters) = writer.finish();
    Statement {
        sql,
        parameters,
        columns,
    }
}
