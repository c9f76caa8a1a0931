//! Several values of a row in one, as JSON: SQLite is given functions for it, PostgreSQL has its own.

use super::aggregate::ordered;
use super::expr::{operand, value};
use super::writer::Writer;
use crate::query::functions::Function;
use crate::query::plan::Expr;

/// Writes the cells of a group for PostgreSQL, in ascending order of places, then of names.
pub(super) fn cells_of(writer: &mut Writer, place: &Expr, rest: &[Expr]) {
    writer.push("CAST(coalesce(jsonb_agg(jsonb_build_array(");
    value(writer, place);
    for part in rest {
        writer.push(", ");
        ordered(writer, part);
    }
    writer.push(") ORDER BY ");
    value(writer, place);
    if let Some(name) = rest.first() {
        writer.push(", ");
        ordered(writer, name);
    }
    writer.push("), '[]') AS text)");
}

/// Writes the value of a cell by its name for PostgreSQL, with its type.
pub(super) fn cell_of(writer: &mut Writer, function: Function, cells: &Expr, name: &Expr) {
    let kind = match function {
        Function::CellInteger => "bigint",
        Function::CellNumber => "double precision",
        _ => "text",
    };
    writer.push("(SELECT CAST(cell.value ->> 2 AS ");
    writer.push(kind);
    writer.push(") FROM jsonb_array_elements(CAST(");
    value(writer, cells);
    writer.push(" AS jsonb)) AS cell (value) WHERE cell.value ->> 1 = ");
    operand(writer, name);
    writer.push(" LIMIT 1)");
}
