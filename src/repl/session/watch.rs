//! The last question again and again, with what has changed marked.

use std::collections::HashMap;
use std::io;
use std::time::Duration;

use super::result::LastResult;
use super::{Next, Output, Request, Session};
use crate::ask::Trouble;
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
        if self.last.is_none() {
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
        let Some(last) = self.last.take() else {
            return Ok(Look::Failed);
        };
        let answer = match self.answers.answer(&last.script) {
            Ok(answer) => answer,
            Err(trouble) => {
                self.last = Some(last);
                if !matches!(trouble, Trouble::Stopped(_)) {
                    self.trouble(&trouble, "", 0, output)?;
                }
                return Ok(Look::Failed);
            }
        };
        let rows = answer.rows.unwrap_or_default();
        let is_same = rows == last.rows;
        if !is_same {
            let range = self.first_rows(rows.records.len());
            let (marked, n_new) = marked(&rows, &last.rows);
            let shown = super::result::part(&marked, range.clone());
            render(&shown, self.format(), self.page(), output.data)?;
            output.data.flush()?;
            let n_rows = rows.records.len();
            let line = format!("{n_rows} rows · {n_new} new or changed (+)");
            writeln!(output.notes, "{}", self.dim(&line))?;
            let offset = last.script.len() - last.input().len();
            let script = last.script.clone();
            let mut next = LastResult::new(script, offset, rows, answer.chart);
            next.pipeline = last.pipeline;
            next.shown = range;
            self.last = Some(next);
            return Ok(Look::Changed);
        }
        self.last = Some(last);
        Ok(Look::Same)
    }
}

/// The rows with a column before them that has a mark where a row was not there before; and how many those are.
fn marked(rows: &Rows, before: &Rows) -> (Rows, usize) {
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
    let records = records.collect();
    let mut columns = vec![Column::new("+", ColumnType::Plain)];
    columns.extend(rows.columns.iter().cloned());
    (Rows { columns, records }, n_new)
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
        let (found, n_new) = marked(&rows(&[1, 2, 2, 3]), &rows(&[1, 2]));
        let marks: Vec<&Value> = found.records.iter().map(|record| &record[0]).collect();
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(marks, [&text(""), &text(""), &text("+"), &text("+")]);
        assert_eq!(n_new, 2);
    }
}
