//! The line under an answer: how many rows, how long it took, what is not in it.

use std::time::Duration;

use super::Shown;
use super::cell::clean;
use crate::value::Rows;

/// The footer of a result: rows, time, what was hidden or cut, and what was left out.
pub fn footer(rows: &Rows, shown: Shown, elapsed: Duration, notes: &[String]) -> String {
    let total = rows.records.len();
    let mut parts = vec![if shown.rows < total {
        format!("{} of {}", shown.rows, counted(total, "row"))
    } else {
        counted(total, "row")
    }];
    parts.push(duration(elapsed));
    if shown.hidden_columns > 0 {
        parts.push(format!(
            "{} hidden (format record shows all)",
            counted(shown.hidden_columns, "column")
        ));
    }
    if shown.cut_cells > 0 {
        parts.push(format!("{} cut", counted(shown.cut_cells, "cell")));
    }
    parts.extend(notes.iter().map(|note| clean(note)));
    parts.join(" · ")
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// How long something took, as people say it: `12 ms`, `3.1 s`, `2 min 4 s`.
pub fn duration(elapsed: Duration) -> String {
    let milliseconds = elapsed.as_millis();
    if milliseconds < 1_000 {
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
