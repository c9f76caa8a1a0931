//! A question → what a format needs of each of its rows.

use std::io;

use super::ExchangeError;
use crate::ask::{Asker, Handed, Trouble};
use crate::value::{Column, Value, ValueRef};

/// Hands on each row of a question; an error of `handle` ends it.
pub(super) fn each(
    asker: &Asker,
    question: &str,
    handle: &mut dyn FnMut(&Named<'_>) -> io::Result<()>,
) -> Result<(), ExchangeError> {
    let mut failed = None;
    let mut columns = Vec::new();
    let end = asker.each_row(question, &mut |handed| {
        let handled = match handed {
            Handed::Columns(found) => {
                columns = found.to_vec();
                Ok(())
            }
            Handed::Row(row) => {
                let values: Vec<Value> = row.iter().cloned().map(ValueRef::into_owned).collect();
                handle(&Named {
                    columns: &columns,
                    values: &values,
                })
            }
        };
        failed = handled.err();
        failed.is_none()
    });
    match (failed, end) {
        (Some(error), _) => Err(error.into()),
        (None, Err(trouble)) => Err(of(question, trouble)),
        (None, Ok(_)) => Ok(()),
    }
}

/// The error of a question that has no answer.
pub(super) fn of(question: &str, trouble: Trouble) -> ExchangeError {
    ExchangeError::Question {
        question: question.to_owned(),
        trouble,
    }
}

/// A row whose values are found by the names of their columns.
pub(super) struct Named<'row> {
    columns: &'row [Column],
    values: &'row [Value],
}

impl Named<'_> {
    /// The value of a column; nothing known where there is no such column.
    pub(super) fn value(&self, name: &str) -> &Value {
        let position = self.columns.iter().position(|column| column.name == name);
        let value = position.and_then(|position| self.values.get(position));
        value.unwrap_or(&Value::Null)
    }

    /// A text that is known.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.value(name) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number that is known.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        match self.value(name) {
            Value::Number(number) => Some(*number),
            #[expect(clippy::cast_precision_loss, reason = "coordinates are small")]
            Value::Integer(whole) => Some(*whole as f64),
            _ => None,
        }
    }

    /// The names and values in order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &Value)> {
        let names = self.columns.iter().map(|column| column.name.as_str());
        names.zip(self.values)
    }
}

/// The sentences that the answer to a question comes from, in its order.
pub(super) fn sentences(asker: &Asker, question: &str) -> Result<Vec<i64>, ExchangeError> {
    let answer = asker
        .cited(question)
        .map_err(|trouble| of(question, trouble))?;
    let has_rows = answer.rows.is_some_and(|rows| !rows.records.is_empty());
    if has_rows && answer.evidence.is_empty() {
        return Err(ExchangeError::Unfit(
            "it is not known which articles this answer comes from: ask for articles, sentences, mentions, \
             events, quotes or figures",
        ));
    }
    Ok(answer.evidence.concat())
}
