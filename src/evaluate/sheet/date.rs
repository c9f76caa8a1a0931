//! Time expressions with TIMEX3 values.

use serde::Deserialize;

use super::span::{self, Annotated, Range};
use crate::evaluate::date::written;
use crate::evaluate::{Aspect, Comparison, Report};

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct DateSpan {
    start: usize,
    end: usize,
    value: Option<String>,
    #[serde(default)]
    ignore: bool,
}

impl Annotated for DateSpan {
    fn range(&self) -> Range {
        (self.start, self.end)
    }
}

pub(super) fn score(dates: &[DateSpan], comparison: &Comparison<'_>, report: &mut Report) {
    let text: Vec<char> = comparison.expected.record.text.chars().collect();
    let (ignored, expected): (Vec<&DateSpan>, Vec<&DateSpan>) =
        dates.iter().partition(|date| date.ignore);
    let range = |date: &&DateSpan| date.range();
    let ignored: Vec<Range> = ignored.iter().map(range).collect();
    let asked: Vec<Range> = expected.iter().map(range).collect();
    let found = comparison.found.record.dates.iter().flatten();
    let found = found.map(|date| (span::strip(&text, (date.start, date.end)), date));
    let (taken, found) = span::scored(found, &asked, &ignored);
    let pairs = span::nearest(&asked, &taken, |_, _| true);
    let exact = || {
        let same = |at: usize| taken.iter().position(|range| *range == asked[at]);
        (0..asked.len()).filter_map(move |at| Some((at, same(at)?)))
    };
    let is_right = |(one, other): &(usize, usize)| {
        let value = written(found[*other]).unwrap_or_default();
        plain(expected[*one].value.as_deref().unwrap_or_default()) == plain(&value)
    };
    for (aspect, n_right) in [
        (Aspect::Dates { is_exact: true }, exact().count()),
        (Aspect::Dates { is_exact: false }, pairs.len()),
        (Aspect::DateValues, exact().filter(is_right).count()),
    ] {
        report.add(aspect, n_right, taken.len(), asked.len());
    }
    let aspect = Aspect::Dates { is_exact: false };
    span::tell(comparison, aspect, (&asked, &taken), &pairs, report);
}

/// A value in the one spelling: upper case, no zone, no midnight, no seconds that are nought, and
/// minutes beside a bare hour.
fn plain(value: &str) -> String {
    let mut value = value.trim().to_uppercase();
    if value.contains('T') && !value.starts_with('P') && value.ends_with('Z') {
        value.pop();
    }
    for midnight in ["T00:00:00", "T00:00"] {
        if value.ends_with(midnight) {
            value.truncate(value.len() - midnight.len());
        }
    }
    let time = value.rfind('T').map(|at| value[at + 1..].to_owned());
    let is_time = |time: &str, shape: &str| {
        time.len() == shape.len()
            && time
                .chars()
                .zip(shape.chars())
                .all(|(letter, wanted)| match wanted {
                    '0' => letter.is_ascii_digit(),
                    _ => letter == wanted,
                })
    };
    match time {
        Some(time) if is_time(&time, "00:00:00") && time.ends_with(":00") => {
            value.truncate(value.len() - ":00".len());
        }
        Some(time) if is_time(&time, "00") => value.push_str(":00"),
        _ => {}
    }
    value
}
