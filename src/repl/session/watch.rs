//! The last question again and again, with what has changed marked.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::result::{LastResult, MOST_ROWS};
use super::{Next, Output, Request, Session};
use crate::ask::Trouble;
use crate::render::cell::disarm;
use crate::render::footer::counted;
use crate::render::render;
use crate::repl::answers::Answers;
use crate::value::{Column, ColumnType, Rows, Value};

/// What a look at the database has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::repl) enum Look {
    /// It is as it was.
    Same,
    /// The answer was shown anew.
    Changed,
    /// It cannot be asked.
    Failed,
}

impl<A: Answers> Session<A> {
    pub(super) fn begin_watch(
        &mut self,
        every: Duration,
        output: &mut Output<'_>,
    ) -> io::Result<Next> {
        if self.results.last().is_none() {
            return self.nothing_asked(output).map(Next::Go);
        }
        Ok(Next::Ask(Request::Watch { every }))
    }

    /// A number that changes with the database; `None` where it cannot be read.
    pub(in crate::repl) fn version(&mut self) -> Option<i64> {
        self.answers.version().ok()
    }

    /// Asks the last question again and shows what it gives now, rows that were not there before marked.
    pub(in crate::repl) fn ask_again(&mut self, output: &mut Output<'_>) -> io::Result<Look> {
        let Some(last) = self.results.last() else {
            return Ok(Look::Failed);
        };
        let script = last.script.clone();
        self.give_parameters_again();
        let Some(last) = self.results.last() else {
            return Ok(Look::Failed);
        };
        self.answers.set_most_rows(Some(MOST_ROWS));
        let answer = self.answers.answer(&script);
        self.answers.set_most_rows(None);
        let answer = match answer {
            Ok(answer) => answer,
            Err(Trouble::Stopped(_)) => return Ok(Look::Failed),
            Err(trouble) => {
                self.trouble(&trouble, "", 0, output)?;
                return Ok(Look::Failed);
            }
        };
        let offset = last.script.len() - last.input().len();
        let rows = Arc::new(answer.rows.unwrap_or_default());
        let mut next = LastResult::new((script, offset), rows, answer.rest, answer.chart);
        if next.rows == last.rows {
            return Ok(Look::Same);
        }
        next.values.clone_from(&last.values);
        next.origins = answer.origins;
        next.shown = self.first_rows(&next);
        let (marked, changes) = marked(&next.rows, &last.rows);
        let shown = super::result::part(&marked, next.shown.clone());
        writeln!(output.data, "{}", disarm(last.input()))?;
        render(&shown, self.format(), self.page(), output.data)?;
        output.data.flush()?;
        let n_rows = counted(next.total.n_rows, "row");
        let line = format!("{n_rows} · {changes} · Ctrl-C stops");
        writeln!(output.notes, "{}", self.dim(&line))?;
        self.results.replace(next);
        Ok(Look::Changed)
    }
}

/// What has changed between two answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Changes {
    /// Rows that were not there before.
    n_new: usize,
    /// Rows that are no longer there.
    n_gone: usize,
}

impl fmt::Display for Changes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} new or changed (+)", self.n_new)?;
        if self.n_gone > 0 {
            write!(formatter, " · {} gone or changed", self.n_gone)?;
        }
        Ok(())
    }
}

/// The rows with a column before them that has a mark where a row was not there before; and how many
/// rows have come and gone.
fn marked(rows: &Rows, before: &Rows) -> (Rows, Changes) {
    let key = |record: &Vec<Value>| format!("{record:?}");
    let mut known: HashMap<String, usize> = HashMap::new();
    for record in &before.records {
        *known.entry(key(record)).or_default() += 1;
    }
    let mut n_new = 0;
    let records = rows.records.iter().map(|record| {
        let is_known = known.get_mut(&key(record)).is_some_and(|left| {
            let is_left = *left > 0;
            *left = left.saturating_sub(1);
            is_left
        });
        n_new += usize::from(!is_known);
        let mark = if is_known { "" } else { "+" };
        let mut marked = vec![Value::Text(mark.to_owned())];
        marked.extend(record.iter().cloned());
        marked
    });
    let records: Vec<Vec<Value>> = records.collect();
    let mut columns = vec![Column::new("+", ColumnType::Plain)];
    columns.extend(rows.columns.iter().cloned());
    let n_gone = known.values().sum();
    (Rows { columns, records }, Changes { n_new, n_gone })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_were_not_there_are_marked() {
        let rows = |numbers: &[i64]| Rows {
            columns: vec![Column::new("n", ColumnType::Plain)],
            records: numbers.iter().map(|n| vec![Value::Integer(*n)]).collect(),
        };
        let (found, changes) = marked(&rows(&[1, 2, 2, 3]), &rows(&[1, 2, 0]));
        let marks: Vec<&Value> = found.records.iter().map(|record| &record[0]).collect();
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(marks, [&text(""), &text(""), &text("+"), &text("+")]);
        assert_eq!((changes.n_new, changes.n_gone), (2, 1));
    }
}
