//! What the end note tells: which database, what is in it, and what of it is doubtful.

use super::source::Source;
use super::words;
use super::{Circumstances, Trouble};
use crate::ask::Asker;
use crate::model::date::PartialDate;
use crate::render::cell::shown;
use crate::value::{Column, ColumnType, Value};

/// Facts whose reading is less sure than this are counted.
pub(super) const DOUBTFUL: f64 = 0.5;

/// What is told of a database.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Listing {
    /// What it holds as one number, of which the beginning tells enough.
    pub(super) fingerprint: String,
    /// Articles in it.
    pub(super) n_articles: usize,
    /// Outlets in it.
    pub(super) n_outlets: usize,
    /// Inputs that its loads did not take in.
    pub(super) n_rejected: usize,
    /// Events that are less sure than [`DOUBTFUL`].
    pub(super) n_doubtful: usize,
    /// Events in it.
    pub(super) n_events: usize,
    /// The day of the report in words.
    pub(super) day: String,
}

/// Reads it.
pub(super) fn read(
    source: &Source,
    asker: &Asker,
    circumstances: &Circumstances,
) -> Result<Listing, Trouble> {
    let count = |question: &str| -> usize {
        let answer = asker.answer(&source.declaring(question)).ok();
        let rows = answer.and_then(|answer| answer.rows).unwrap_or_default();
        match rows.records.first().and_then(|record| record.first()) {
            Some(Value::Integer(number)) => usize::try_from(*number).unwrap_or(0),
            _ => 0,
        }
    };
    let runs = asker.store().runs()?;
    Ok(Listing {
        fingerprint: asker.store().fingerprint()?.chars().take(16).collect(),
        n_articles: count("articles | count"),
        n_outlets: count("sources | count"),
        n_rejected: runs.iter().map(|run| run.counts.n_rejected).sum(),
        n_doubtful: count(&format!("events | where confidence < {DOUBTFUL} | count")),
        n_events: count("events | count"),
        day: words::date(PartialDate::day(circumstances.stamp)),
    })
}

/// `2,004`
pub(super) fn thousands(number: usize) -> String {
    let number = Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    shown(&number, &Column::new("", ColumnType::Plain))
}

/// `1 article`, `2,004 articles`.
pub(super) fn counted(number: usize, one: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {one}{ending}", thousands(number))
}

/// What was left out, as one sentence: `Includes 3 denied; 2 events without a date.`
pub(super) fn sentence(notes: &[String]) -> String {
    let text = notes.join("; ");
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
