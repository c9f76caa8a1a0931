//! What a person reads of a statement or a plan.

use std::fmt::Write as _;

use super::described::table;
use crate::query::Echo;
use crate::store::PlanStep;
use crate::value::{Parameter, Rows, Statement, Value};

/// A step that reads more rows than this from end to end is pointed at.
const MANY_ROWS: u64 = 10_000;

/// A statement, then its parameters as comments, each in a line of its own.
pub fn statement(statement: &Statement) -> String {
    let mut text = format!("{}\n", statement.sql);
    for (position, parameter) in statement.parameters.iter().enumerate() {
        let value = match parameter {
            Parameter::Null => "null".to_owned(),
            Parameter::Integer(number) => number.to_string(),
            Parameter::Real(number) => number.to_string(),
            Parameter::Later(_) => "…".to_owned(),
            Parameter::Text(text) => {
                format!("'{}'", text.replace('\'', "''").replace('\n', "\\n"))
            }
        };
        let _ = writeln!(text, "-- {}: {value}", position + 1);
    }
    text
}

/// How names were understood, then the steps of the plan, as rows (what, detail) and as text.
pub(super) fn plan(echoes: &[Echo], steps: &[PlanStep]) -> (Rows, String) {
    let mut records = Vec::new();
    let mut text = String::new();
    let mut add = |what: &str, depth: usize, detail: String| {
        let _ = writeln!(text, "{what:<5}{:1$}{detail}", "", 2 * depth);
        records.push(vec![Value::Text(what.to_owned()), Value::Text(detail)]);
    };
    for echo in echoes {
        let detail = format!("\"{}\" → {} (@{})", echo.typed, echo.name, echo.handle);
        add("name", 0, detail);
    }
    for step in steps {
        add("step", step.depth, step.words.clone());
        if let Some(rows) = step.scanned.filter(|rows| *rows > MANY_ROWS) {
            add("slow", step.depth, format!("reads all {rows} rows"));
        }
    }
    (table(&["what", "detail"], records), text)
}
