//! Dates by the beginning of their words or digits: `last w`, `mar`, `march 2016`, `2016-0`.

use super::{Suggestion, SuggestionKind};
use crate::model::date::{Day, MONTHS, PartialDate, civil};
use crate::query::names::Names;

/// Days by which somebody asks, and what each is.
const DAYS: [(&str, &str); 5] = [
    ("today", "today"),
    ("ago(1d)", "yesterday"),
    ("ago(1w)", "last week: 7 days ago"),
    ("ago(1mo)", "last month: a month ago"),
    ("ago(1y)", "last year: a year ago"),
];

/// The months of a year.
const MONTHS_OF_YEAR: std::ops::RangeInclusive<i8> = 1..=12;

/// Dates that begin so, or are called by words that do.
pub(super) fn dates(begun: &str, names: &dyn Names) -> Vec<Suggestion> {
    let begun = begun.to_lowercase();
    let mut found = days(&begun);
    if begun.is_empty() {
        return found;
    }
    if let Some(told) = names.days() {
        found.extend(by_name(&begun, told).into_iter().map(month));
        found.extend(by_digits(&begun, told));
    }
    found
}

/// Days told from today.
fn days(begun: &str) -> Vec<Suggestion> {
    let fitting = DAYS
        .iter()
        .filter(|(text, meaning)| text.starts_with(begun) || meaning.starts_with(begun));
    let suggestion = |(text, meaning): &(&str, &str)| Suggestion {
        text: (*text).to_owned(),
        shown: if text == meaning {
            (*text).to_owned()
        } else {
            format!("{text} · {meaning}")
        },
        kind: SuggestionKind::Function,
    };
    fitting.map(suggestion).collect()
}

/// Months whose names begin so, each in the newest year of which something is told; with a year behind the name in
/// every year that begins so, the newest first.
fn by_name(begun: &str, told: (Day, Day)) -> Vec<PartialDate> {
    let (name, year) = match begun.split_once(' ') {
        Some((name, year)) => (name, Some(year.trim_start())),
        None => (begun, None),
    };
    let mut found = Vec::new();
    for number in MONTHS_OF_YEAR.filter(|number| month_name(*number).starts_with(name)) {
        let mut months = years(told)
            .filter_map(|year| PartialDate::month(year, number))
            .filter(|month| is_told(*month, told));
        if let Some(digits) = year {
            found.extend(months.filter(|month| month.to_string().starts_with(digits)));
        } else {
            let newest = years(told).next();
            let empty = || PartialDate::month(newest?, number);
            found.extend(months.next().or_else(empty));
        }
    }
    found
}

/// Years that begin so, or months of which something is told.
fn by_digits(begun: &str, told: (Day, Day)) -> Vec<Suggestion> {
    if !begun.starts_with(|first: char| first.is_ascii_digit()) {
        return Vec::new();
    }
    let years = years(told).map(PartialDate::year);
    let years = years.map(|year| year.to_string());
    let fitting: Vec<String> = years
        .filter(|year| year.starts_with(begun) && year != begun)
        .collect();
    if !fitting.is_empty() {
        let kind = SuggestionKind::Date;
        return fitting
            .into_iter()
            .map(|year| Suggestion::of(kind, year))
            .collect();
    }
    let months = self::years(told)
        .flat_map(|year| MONTHS_OF_YEAR.filter_map(move |number| PartialDate::month(year, number)));
    months
        .filter(|month| is_told(*month, told) && month.to_string().starts_with(begun))
        .map(month)
        .collect()
}

/// The years of which something is told, the newest first.
fn years((first, last): (Day, Day)) -> impl Iterator<Item = i16> {
    (civil(first).year()..=civil(last).year()).rev()
}

fn is_told(month: PartialDate, (first, last): (Day, Day)) -> bool {
    month.first <= last && month.last >= first
}

fn month_name(number: i8) -> &'static str {
    let at = usize::try_from(number - 1).unwrap_or_default();
    MONTHS.get(at).copied().unwrap_or_default()
}

/// `2016-03 · March 2016`
fn month(month: PartialDate) -> Suggestion {
    let text = month.to_string();
    Suggestion {
        shown: format!("{text} · {}", civil(month.first).strftime("%B %Y")),
        text,
        kind: SuggestionKind::Date,
    }
}
