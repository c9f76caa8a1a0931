//! Expressions, with as few parentheses as their meaning allows.

use super::Dialect;
use super::aggregate::{aggregate, is_made_text, ordered};
use super::search::full_text;
use super::select::{order_keys, query};
use super::writer::Writer;
use crate::query::functions::Function;
use crate::query::plan::{Binary, Expr, Preceding, Window, WindowFunction};
use crate::value::Parameter;

/// Operands of one operator that are written without brackets.
const MAX_CHAIN: usize = 100;

/// How tightly an expression holds together, from loose to tight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Or,
    And,
    Not,
    Test,
    Sum,
    Product,
    Atom,
}

fn strength(expr: &Expr) -> Strength {
    match expr {
        Expr::Or(all) | Expr::And(all) if all.len() == 1 => strength(&all[0]),
        Expr::Or(_) => Strength::Or,
        Expr::And(_) => Strength::And,
        Expr::Not(inner) if !inner.is_nullable() && !matches!(**inner, Expr::IsNull(_)) => {
            Strength::Not
        }
        Expr::Not(_)
        | Expr::IsNull(_)
        | Expr::In(..)
        | Expr::InQuery(..)
        | Expr::FullText { .. } => Strength::Test,
        Expr::Binary(operator, ..) => match operator {
            Binary::Add | Binary::Subtract => Strength::Sum,
            Binary::Multiply | Binary::Divide | Binary::Remainder | Binary::Concat => {
                Strength::Product
            }
            _ => Strength::Test,
        },
        _ => Strength::Atom,
    }
}

/// Writes an expression so that it holds together at least as tightly as asked.
fn at_least(writer: &mut Writer, expr: &Expr, needed: Strength) {
    if strength(expr) < needed {
        writer.push("(");
        value(writer, expr);
        writer.push(")");
    } else {
        value(writer, expr);
    }
}

/// Writes an expression as one of several conditions joined by `AND`.
pub(super) fn conjunct(writer: &mut Writer, expr: &Expr) {
    at_least(writer, expr, Strength::Not);
}

/// Writes an expression beside an operator of comparison.
pub(super) fn operand(writer: &mut Writer, expr: &Expr) {
    at_least(writer, expr, Strength::Sum);
}

/// Writes an expression beside what binds most tightly.
pub(super) fn atom(writer: &mut Writer, expr: &Expr) {
    at_least(writer, expr, Strength::Atom);
}

/// Writes an expression where it stands alone.
pub(super) fn value(writer: &mut Writer, expr: &Expr) {
    match expr {
        Expr::Column { alias, name, .. } => {
            writer.identifier(&alias.0);
            writer.push(".");
            writer.identifier(name);
        }
        Expr::Bound(value) => writer.bind(value),
        Expr::Number(number) => writer.push(&number.to_string()),
        Expr::Word(word) => writer.push(&format!("'{word}'")),
        Expr::Null => writer.push("NULL"),
        Expr::Bool(value) => writer.push(if *value { "TRUE" } else { "FALSE" }),
        Expr::Call(function, arguments) => call(writer, *function, arguments),
        Expr::Binary(operator, left, right) => binary(writer, *operator, left, right),
        Expr::And(all) if all.len() == 1 => value(writer, &all[0]),
        Expr::And(all) => chain(writer, all, " AND ", conjunct),
        Expr::Or(any) => chain(writer, any, " OR ", |writer, part| {
            at_least(writer, part, Strength::And);
        }),
        Expr::Not(inner) => not(writer, inner),
        Expr::IsNull(inner) => {
            operand(writer, inner);
            writer.push(" IS NULL");
        }
        Expr::Case(arms, other) => case(writer, arms, other.as_deref()),
        Expr::In(tested, values) => {
            operand(writer, tested);
            writer.push(" IN (");
            writer.list(values, ", ", value);
            writer.push(")");
        }
        Expr::InQuery(tested, rows) => {
            operand(writer, tested);
            writer.push(" IN ");
            writer.nested(|writer| query(writer, rows));
        }
        Expr::Scalar(rows) => writer.nested(|writer| query(writer, rows)),
        Expr::Aggregate(function, arguments) => aggregate(writer, *function, arguments),
        Expr::Window(window) => self::window(writer, window),
        Expr::FullText { index, key, search } => full_text(writer, *index, key, search),
    }
}

/// Writes operands of one operator. Each makes the tree that SQLite builds one level deeper, so many of
/// them are taken together in brackets.
pub(super) fn chain(
    writer: &mut Writer,
    all: &[Expr],
    operator: &str,
    write: impl Fn(&mut Writer, &Expr),
) {
    if all.len() <= MAX_CHAIN {
        return writer.list(all, operator, write);
    }
    writer.list(all.chunks(MAX_CHAIN), operator, |writer, some| {
        writer.push("(");
        writer.list(some, operator, &write);
        writer.push(")");
    });
}

/// Levels that so many operands of one operator add.
pub(in crate::query) fn chain_height(n: usize) -> usize {
    match n {
        0 => 0,
        n if n <= MAX_CHAIN => n - 1,
        n => MAX_CHAIN + n / MAX_CHAIN,
    }
}

fn not(writer: &mut Writer, inner: &Expr) {
    if let Expr::IsNull(tested) = inner {
        operand(writer, tested);
        writer.push(" IS NOT NULL");
    } else if inner.is_nullable() {
        at_least(writer, inner, Strength::Atom);
        writer.push(" IS NOT TRUE");
    } else {
        writer.push("NOT ");
        at_least(writer, inner, Strength::Atom);
    }
}

fn binary(writer: &mut Writer, operator: Binary, left: &Expr, right: &Expr) {
    if operator == Binary::Divide {
        let number = writer.dialect().number_type();
        writer.push("CAST(");
        value(writer, left);
        writer.push(&format!(" AS {number}) / nullif("));
        value(writer, right);
        writer.push(", 0)");
        return;
    }
    let dialect = writer.dialect();
    if operator == Binary::Remainder && dialect == Dialect::Postgres {
        writer.push("number_remainder(");
        value(writer, left);
        writer.push(", ");
        value(writer, right);
        writer.push(")");
        return;
    }
    if operator.is_order() && is_made_text(left) && is_made_text(right) {
        ordered(writer, left);
        writer.push(&format!(" {} ", dialect.operator(operator)));
        ordered(writer, right);
        return;
    }
    let (left_needs, right_needs) = match operator {
        Binary::Add | Binary::Subtract => (Strength::Sum, Strength::Product),
        Binary::Multiply | Binary::Remainder => (Strength::Product, Strength::Atom),
        Binary::Concat => (Strength::Atom, Strength::Atom),
        _ => (Strength::Sum, Strength::Sum),
    };
    let sign = dialect.operator(operator);
    at_least(writer, left, left_needs);
    writer.push(&format!(" {sign} "));
    at_least(writer, right, right_needs);
}

fn case(writer: &mut Writer, arms: &[(Expr, Expr)], other: Option<&Expr>) {
    writer.push("CASE");
    for (test, result) in arms {
        writer.push(" WHEN ");
        value(writer, test);
        writer.push(" THEN ");
        value(writer, result);
    }
    if let Some(other) = other {
        writer.push(" ELSE ");
        value(writer, other);
    }
    writer.push(" END");
}

/// Distance of the first packed day from 1970-01-01, as `PartialDate::pack` has it.
const PACK_OFFSET: i64 = 8_388_608;

fn call(writer: &mut Writer, function: Function, arguments: &[Expr]) {
    let dialect = writer.dialect();
    let wide = dialect.wide_integer();
    let mut part = |before: &str, argument: &Expr, after: &str| {
        writer.push(before);
        at_least(writer, argument, Strength::Atom);
        writer.push(after);
    };
    match (function, arguments) {
        (Function::Unsearched, [column]) => part(dialect.unsearched(), column, ""),
        (Function::Pack, [first, last, precision]) => {
            part("(((", first, &format!(" + {PACK_OFFSET}{wide}) << 28)"));
            part(" | ((", last, &format!(" + {PACK_OFFSET}{wide}) << 4)"));
            part(" | ", precision, ")");
        }
        (Function::FirstDay, [date]) => part("((", date, &format!(" >> 28) - {PACK_OFFSET})")),
        (Function::LastDay, [date]) => {
            part("(((", date, &format!(" >> 4) & 16777215) - {PACK_OFFSET})"));
        }
        (Function::PrecisionCode, [date]) => part("(", date, " & 15)"),
        (Function::Interval, [date]) => part("(", date, " >> 4)"),
        (Function::PrecisionWord, [code]) => {
            part("CASE ", code, "");
            for precision in crate::model::date::Precision::ALL {
                let (code, word) = (precision.code(), precision.word());
                writer.push(&format!(" WHEN {code} THEN '{word}'"));
            }
            writer.push(" END");
        }
        (Function::CellInteger | Function::CellNumber | Function::CellText, [cells, name])
            if writer.dialect() == Dialect::Postgres =>
        {
            super::cells::cell_of(writer, function, cells, name);
        }
        (
            Function::TextMatches | Function::TextExtract,
            [text, Expr::Bound(Parameter::Text(pattern))],
        ) if writer.dialect() == Dialect::Postgres => {
            self::pattern(writer, function, text, pattern);
        }
        (Function::Coalesce, all) if all.len() > MAX_CHAIN => {
            writer.push("coalesce(");
            writer.list(all.chunks(MAX_CHAIN), ", ", |writer, some| {
                call(writer, function, some);
            });
            writer.push(")");
        }
        _ => {
            let name = writer.dialect().function(function);
            writer.push(name);
            writer.push("(");
            writer.list(arguments, ", ", value);
            writer.push(")");
        }
    }
}

/// Writes a call with a regular expression as PostgreSQL's functions of the same name take it.
fn pattern(writer: &mut Writer, function: Function, text: &Expr, pattern: &str) {
    let name = writer.dialect().function(function);
    writer.push(name);
    writer.push("(");
    value(writer, text);
    if function == Function::TextMatches {
        writer.push(", text_pattern(");
        writer.bind(&Parameter::Text(super::pattern::advanced(pattern)));
        writer.push("))");
    } else {
        writer.push(", ");
        let program = super::pattern::program(pattern);
        writer.bind(&Parameter::Text(program.to_string()));
        writer.push("::jsonb)");
    }
}

fn window(writer: &mut Writer, window: &Window) {
    let name = writer.dialect().window(window.function);
    writer.push(name);
    writer.push("(");
    if window.function == WindowFunction::Count && window.arguments.is_empty() {
        writer.push("*");
    }
    window_arguments(writer, window);
    writer.push(") OVER (");
    if !window.partition.is_empty() {
        writer.push("PARTITION BY ");
        writer.list(&window.partition, ", ", value);
    }
    if !window.order.is_empty() {
        let is_first = window.partition.is_empty();
        writer.push(if is_first { "ORDER BY " } else { " ORDER BY " });
        order_keys(writer, &window.order);
    }
    match window.preceding {
        None => {}
        Some(Preceding::All) => {
            writer.push(" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW");
        }
        Some(Preceding::Rows(rows)) => {
            writer.push(&format!(" ROWS BETWEEN {rows} PRECEDING AND CURRENT ROW"));
        }
    }
    writer.push(")");
}

fn window_arguments(writer: &mut Writer, window: &Window) {
    let reaches = matches!(window.function, WindowFunction::Lag | WindowFunction::Lead);
    let distance_type = writer.dialect().distance_type();
    writer.list(
        window.arguments.iter().enumerate(),
        ", ",
        |writer, (position, argument)| {
            if position == 1 && reaches {
                atom(writer, argument);
                writer.push(distance_type);
            } else {
                ordered(writer, argument);
            }
        },
    );
}
