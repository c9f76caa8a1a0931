//! Functions over the rows of a group. SQLite is given those it lacks; PostgreSQL gathers a group's
//! values in order and takes what it needs of them.

use super::Dialect;
use super::expr::{atom, operand, value};
use super::writer::Writer;
use crate::query::functions::Function;
use crate::query::plan::{Aggregate, Binary, Expr, WindowFunction};
use crate::value::Parameter;

/// Writes an aggregate.
pub(super) fn aggregate(writer: &mut Writer, function: Aggregate, arguments: &[Expr]) {
    match (writer.dialect(), function, arguments) {
        (Dialect::Postgres, Aggregate::Quantile, [x, fraction]) => quantile(writer, x, fraction),
        (Dialect::Postgres, Aggregate::Deviation, [x]) => {
            writer.push("deviation_of(");
            gathered(writer, |writer| number(writer, x), &[(x, false)], &[x]);
            writer.push(")");
        }
        (Dialect::Postgres, Aggregate::Numbers, [x]) => {
            writer.push("CAST(json_agg(");
            number(writer, x);
            writer.push(") AS text)");
        }
        (Dialect::Postgres, Aggregate::QuantileOfLists, [list, fraction]) => {
            writer.push("quantile_of(numbers_gathered(");
            value(writer, list);
            writer.push("), ");
            value(writer, fraction);
            writer.push(")");
        }
        (Dialect::Postgres, Aggregate::DeviationOfLists, [list]) => {
            writer.push("deviation_of(numbers_gathered(");
            value(writer, list);
            writer.push("))");
        }
        (Dialect::Postgres, Aggregate::List, [shown, id]) => listed(writer, shown, id),
        (Dialect::Postgres, Aggregate::Joined, [text, ord]) => {
            writer.push("string_agg(");
            value(writer, text);
            writer.push(", ' '");
            order(writer, &[(ord, false), (text, false)]);
            writer.push(")");
        }
        (Dialect::Postgres, Aggregate::PickFirst, [picked, key, id]) => {
            pick(writer, picked, (key, false), id);
        }
        (Dialect::Postgres, Aggregate::PickLast, [picked, key, id]) => {
            pick(writer, picked, (key, true), id);
        }
        (Dialect::Postgres, Aggregate::Cells, [place, rest @ ..]) => {
            super::cells::cells_of(writer, place, rest);
        }
        _ => plain(writer, function, arguments),
    }
}

fn plain(writer: &mut Writer, function: Aggregate, arguments: &[Expr]) {
    let name = writer.dialect().aggregate(function);
    writer.push(name);
    writer.push("(");
    if function == Aggregate::CountDistinct {
        writer.push("DISTINCT ");
    }
    if arguments.is_empty() {
        writer.push("*");
    }
    writer.list(arguments, ", ", ordered);
    writer.push(")");
}

fn quantile(writer: &mut Writer, x: &Expr, fraction: &Expr) {
    writer.push("percentile_cont(least(greatest(");
    value(writer, fraction);
    writer.push(", 0), 1)) WITHIN GROUP (ORDER BY ");
    number(writer, x);
    writer.push(")");
}

fn listed(writer: &mut Writer, shown: &Expr, id: &Expr) {
    writer.push("list_of(");
    let item = |writer: &mut Writer| {
        writer.push("json_item(");
        ordered(writer, shown);
        writer.push(")");
        if shown != id {
            writer.push(" || E'\\n' || json_item(");
            ordered(writer, id);
            writer.push(")");
        }
    };
    let keys: &[(&Expr, bool)] = if shown == id {
        &[(shown, false)]
    } else {
        &[(shown, false), (id, false)]
    };
    gathered(writer, item, keys, &[shown]);
    writer.push(")");
}

fn pick(writer: &mut Writer, picked: &Expr, key: (&Expr, bool), id: &Expr) {
    writer.push("(");
    let item = |writer: &mut Writer| ordered(writer, picked);
    let keys = [key, (id, false), (picked, false)];
    gathered(writer, item, &keys, &[picked, key.0]);
    writer.push(")[1]");
}

/// Writes an array of values in an order, of the rows where none of `present` is null.
fn gathered(
    writer: &mut Writer,
    item: impl Fn(&mut Writer),
    keys: &[(&Expr, bool)],
    present: &[&Expr],
) {
    writer.push("array_agg(");
    item(writer);
    order(writer, keys);
    writer.push(")");
    let nullable: Vec<&&Expr> = present.iter().filter(|expr| expr.is_nullable()).collect();
    if nullable.is_empty() {
        return;
    }
    writer.push(" FILTER (WHERE ");
    writer.list(nullable, " AND ", |writer, expr| {
        operand(writer, expr);
        writer.push(" IS NOT NULL");
    });
    writer.push(")");
}

fn order(writer: &mut Writer, keys: &[(&Expr, bool)]) {
    writer.push(" ORDER BY ");
    writer.list(keys, ", ", |writer, (key, descending)| {
        ordered(writer, key);
        if *descending {
            writer.push(" DESC");
        }
    });
}

fn number(writer: &mut Writer, x: &Expr) {
    writer.push("CAST(");
    value(writer, x);
    let kind = writer.dialect().number_type();
    writer.push(&format!(" AS {kind})"));
}

/// Writes a value where its order or type counts: text that comes from no column orders by code point
/// as well.
pub(super) fn ordered(writer: &mut Writer, expr: &Expr) {
    let collation = writer.dialect().code_point_order();
    if !collation.is_empty() && is_made_text(expr) {
        atom(writer, expr);
        writer.push(collation);
    } else {
        value(writer, expr);
    }
}

/// Whether it is text that no column gives its order.
pub(super) fn is_made_text(expr: &Expr) -> bool {
    match expr {
        Expr::Bound(Parameter::Text(_)) | Expr::Word(_) => true,
        Expr::Binary(operator, ..) => *operator == Binary::Concat,
        Expr::Case(arms, other) => {
            arms.iter().any(|(_, value)| is_made_text(value))
                || other.as_deref().is_some_and(is_made_text)
        }
        Expr::Call(function, arguments) => match function {
            Function::Trim
            | Function::Replace
            | Function::Substring
            | Function::DateText
            | Function::DatePart
            | Function::TextSplit
            | Function::Lower
            | Function::Upper
            | Function::TextExtract
            | Function::TextFold
            | Function::SampleRank
            | Function::ValueText
            | Function::CellText
            | Function::PrecisionWord => true,
            Function::Coalesce | Function::Min2 | Function::Max2 => {
                arguments.iter().any(is_made_text)
            }
            _ => false,
        },
        Expr::Aggregate(function, arguments) => match function {
            Aggregate::List
            | Aggregate::Merged
            | Aggregate::Joined
            | Aggregate::Cells
            | Aggregate::Numbers => true,
            Aggregate::Min | Aggregate::Max | Aggregate::PickFirst | Aggregate::PickLast => {
                is_made_text(&arguments[0])
            }
            _ => false,
        },
        Expr::Window(window) => {
            matches!(
                window.function,
                WindowFunction::Min
                    | WindowFunction::Max
                    | WindowFunction::Lag
                    | WindowFunction::Lead
                    | WindowFunction::First
            ) && window.arguments.first().is_some_and(is_made_text)
        }
        _ => false,
    }
}
