//! The line under an answer: how many rows, how long it took, what is not in it.

use std::time::Duration;

use super::Shown;
use super::cell::{clean, thousands};
use crate::value::Rows;

/// How many rows a result has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub n_rows: usize,
    /// Whether there are more than that, nobody knows how many.
    pub is_least: bool,
}

impl Total {
    /// Of a result all of whose rows are there.
    pub fn of(rows: &Rows) -> Self {
        Self {
            n_rows: rows.records.len(),
            is_least: false,
        }
    }

    /// `1 row`, `4,005 rows`, `100,000+ rows`.
    pub fn text(self) -> String {
        if self.is_least {
            format!("{}+ rows", grouped(self.n_rows))
        } else {
            counted(self.n_rows, "row")
        }
    }
}

/// How much of rows is shown: rows, columns that were hidden, cells that were cut.
pub fn extent(rows: &Rows, (shown, total): (Shown, Total)) -> String {
    let mut parts = vec![if shown.rows < total.n_rows {
        format!("{} of {}", grouped(shown.rows), total.text())
    } else {
        total.text()
    }];
    if shown.hidden_columns > 0 {
        let all = rows.columns.len();
        parts.push(format!("{} of {all} columns", all - shown.hidden_columns));
    }
    if shown.cut_cells > 0 {
        parts.push(format!("{} cut", counted(shown.cut_cells, "cell")));
    }
    parts.join(" · ")
}

/// The footer of a result: rows, columns that were hidden, cells that were cut, time, and what was left out.
pub fn footer(
    rows: &Rows,
    (shown, total): (Shown, Total),
    elapsed: Duration,
    notes: &[String],
) -> String {
    let mut parts = vec![extent(rows, (shown, total))];
    parts.push(duration(elapsed));
    parts.extend(notes.iter().map(|note| clean(note)));
    parts.join(" · ")
}

/// `1 row`, `4,005 rows`.
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// A number with a sign between its thousands.
pub fn grouped(number: usize) -> String {
    thousands(&number.to_string())
}

/// How long something took, as people say it: `0.4 ms`, `12 ms`, `3.1 s`, `2 min 4 s`.
pub fn duration(elapsed: Duration) -> String {
    let milliseconds = elapsed.as_millis();
    if milliseconds < 1 {
        format!("{:.1} ms", elapsed.as_secs_f64() * 1e3)
    } else if milliseconds < 1_000 {
        format!("{milliseconds} ms")
    } else if elapsed.as_secs() < 60 {
        format!("{:.1} s", elapsed.as_secs_f64())
    } else {
        format!(
            "{} min {} s",
            elapsed.as_secs() / 60,
            elapsed.as_secs() % 60
        )
    }
}
