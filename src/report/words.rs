//! Values as a reader's language writes them: dates in words, numbers with what is said of them, who says so.

use crate::model::date::{MONTHS, OPEN_END, OPEN_START, PartialDate, Precision, civil};
use crate::render::cell::{clean, shown};
use crate::value::{Column, ColumnType, Value};

/// The text of a cell.
pub(super) fn cell(value: &Value, column: &Column) -> String {
    match value {
        Value::Date(written) => date(*written),
        Value::Number(_) => trimmed(shown(value, column)),
        Value::List(members) => {
            let members: Vec<String> = members.iter().map(|it| cell(it, column)).collect();
            members.join("; ")
        }
        other => shown(other, column),
    }
}

/// A number without zeros at the end of its fraction.
fn trimmed(text: String) -> String {
    match text.split_once('.') {
        Some((_, fraction)) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => text,
    }
}

/// A date: `30 September 2015`, `week 46 of 2019 (11–17 November)`, `since September 2014`, `5–6 April 2017`.
pub(super) fn date(date: PartialDate) -> String {
    let precision = date.precision;
    let (first, last) = (date.first, date.last);
    match (first <= OPEN_START, last >= OPEN_END) {
        (true, true) => return "at an unknown time".to_owned(),
        (true, false) => return format!("until {}", unit(PartialDate::unit(last, precision))),
        (false, true) => return format!("since {}", unit(PartialDate::unit(first, precision))),
        (false, false) => {}
    }
    let (from, to) = (
        PartialDate::unit(first, precision),
        PartialDate::unit(last, precision),
    );
    if from == to {
        return unit(from);
    }
    let (start, end) = (civil(from.first), civil(to.first));
    let is_one_year = start.year() == end.year();
    match precision {
        Precision::Day if is_one_year && start.month() == end.month() => {
            format!("{}–{}", start.day(), unit(to))
        }
        Precision::Day if is_one_year => {
            format!("{} {} – {}", start.day(), month(start.month()), unit(to))
        }
        Precision::Month if is_one_year => format!("{} – {}", month(start.month()), unit(to)),
        _ => format!("{} – {}", unit(from), unit(to)),
    }
}

/// The time from the first of some dates to the last, if there are any.
pub(super) fn period(dates: impl Iterator<Item = PartialDate>) -> Option<PartialDate> {
    dates.reduce(|one, other| PartialDate {
        first: one.first.min(other.first),
        last: one.last.max(other.last),
        precision: one.precision.max(other.precision),
    })
}

/// A whole day, week, month, quarter, year or decade.
fn unit(date: PartialDate) -> String {
    let day = civil(date.first);
    match date.precision {
        Precision::Day => format!("{} {} {}", day.day(), month(day.month()), day.year()),
        Precision::Week => {
            let week = day.iso_week_date();
            let days = days(
                PartialDate::day(date.first),
                PartialDate::day(date.first + 6),
            );
            format!("week {} of {} ({days})", week.week(), week.year())
        }
        Precision::Month => format!("{} {}", month(day.month()), day.year()),
        Precision::Quarter => {
            let at = usize::try_from((day.month() - 1) / 3).unwrap_or(0);
            let name = ["first", "second", "third", "fourth"][at.min(3)];
            format!("{name} quarter of {}", day.year())
        }
        Precision::Year => day.year().to_string(),
        Precision::Decade => format!("the {}s", day.year()),
    }
}

/// The days from one to another, without the year.
fn days(first: PartialDate, last: PartialDate) -> String {
    let (start, end) = (civil(first.first), civil(last.first));
    let end_month = month(end.month());
    if start.month() == end.month() {
        format!("{}–{} {end_month}", start.day(), end.day())
    } else {
        format!(
            "{} {} – {} {end_month}",
            start.day(),
            month(start.month()),
            end.day()
        )
    }
}

fn month(number: i8) -> String {
    let at = usize::try_from(number - 1).unwrap_or(0);
    let mut letters = MONTHS[at.min(11)].chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A figure as its row has it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Amount<'row> {
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    /// `exact`, `about`, `over`, `under` or `between`.
    pub(super) bound: &'row str,
    pub(super) unit: &'row str,
    /// The sentence that tells it.
    pub(super) sentence: &'row str,
}

/// What news put before a number, longest first where one ends another.
const QUALIFIERS: [&str; 22] = [
    "no fewer than",
    "no less than",
    "not less than",
    "no more than",
    "more than",
    "fewer than",
    "less than",
    "upwards of",
    "an estimated",
    "at least",
    "at most",
    "up to",
    "close to",
    "almost",
    "nearly",
    "approximately",
    "roughly",
    "around",
    "about",
    "over",
    "under",
    "some",
];

impl Amount<'_> {
    /// The number as it was printed: `at least 28 people`, `28 to 36 people`. Where the sentence does not have it in digits,
    /// the words are ours.
    pub(super) fn text(&self) -> String {
        let ours = match self.bound {
            "about" => "about ",
            "over" => "at least ",
            "under" => "at most ",
            _ => "",
        };
        let number = match (self.low, self.high) {
            (None, None) => return "–".to_owned(),
            (Some(low), Some(high)) if same(low, high) => self.qualified(low, ours),
            (Some(low), Some(high)) => format!("{} to {}", digits(low), digits(high)),
            (Some(low), None) => {
                self.qualified(low, if ours.is_empty() { "at least " } else { ours })
            }
            (None, Some(high)) => {
                self.qualified(high, if ours.is_empty() { "at most " } else { ours })
            }
        };
        let is_one = [self.low, self.high]
            .iter()
            .flatten()
            .all(|it| same(*it, 1.0));
        match self.unit {
            "" => number,
            "percent" => format!("{number} percent"),
            "people" if is_one => format!("{number} person"),
            unit if is_one => format!("{number} {}", clean(unit.strip_suffix('s').unwrap_or(unit))),
            unit => format!("{number} {}", clean(unit)),
        }
    }

    fn qualified(&self, number: f64, ours: &str) -> String {
        let written = digits(number);
        let own = self.printed(&written).map(|word| format!("{word} "));
        format!("{}{written}", own.as_deref().unwrap_or(ours))
    }

    /// What stands before the number in the sentence, if the number stands there once and in digits.
    fn printed(&self, number: &str) -> Option<&'static str> {
        let is_digit = |sign: char| sign.is_ascii_digit();
        let plain = number.replace(',', "");
        let mut found = [number, plain.as_str()].into_iter().flat_map(|form| {
            let places = self.sentence.match_indices(form);
            places.map(|(at, _)| (at, &self.sentence[at + form.len()..]))
        });
        let (at, _) = found.find(|(at, after)| {
            let is_longer = after.starts_with(is_digit)
                || after.starts_with(['.', ',']) && after[1..].starts_with(is_digit);
            !is_longer
                && !self.sentence[..*at].ends_with(|sign| is_digit(sign) || ",.".contains(sign))
        })?;
        let before = self.sentence[..at].trim_end().to_lowercase();
        let known = QUALIFIERS.into_iter().find(|word| before.ends_with(word))?;
        let rest = &before[..before.len() - known.len()];
        (!rest.ends_with(char::is_alphabetic)).then_some(known)
    }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < f64::EPSILON
}

fn digits(number: f64) -> String {
    cell(&Value::Number(number), &Column::new("", ColumnType::Plain))
}

/// Who says so, and where it stands: `Russian Defense Ministry, in TASS`; the outlet alone where it names nobody. What was
/// read out of a set of coded events is that set's: `UCDP GED, after TASS`.
pub(super) fn attribution(
    claimant: Option<&str>,
    source: Option<&str>,
    set: Option<&str>,
) -> String {
    let told = match (claimant, source) {
        (Some(claimant), Some(source)) if claimant != source => {
            Some(format!("{claimant}, in {source}"))
        }
        (Some(who), _) | (None, Some(who)) => Some(who.to_owned()),
        (None, None) => None,
    };
    match (set, told) {
        (Some(set), Some(told)) => format!("{set}, after {told}"),
        (Some(set), None) => set.to_owned(),
        (None, told) => told.unwrap_or_else(|| "not told".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_people_write_them() {
        let check = |edtf: &str, expected: &str| {
            assert_eq!(date(edtf.parse().unwrap()), expected, "{edtf}");
        };
        check("2015-09-30", "30 September 2015");
        check("2014-09/..", "since September 2014");
        check("../2014", "until 2014");
        check("2019-W46", "week 46 of 2019 (11–17 November)");
        check("2015-W27", "week 27 of 2015 (29 June – 5 July)");
        check("2016-Q2", "second quarter of 2016");
        check("201X", "the 2010s");
        check("2017-04-05/2017-04-06", "5–6 April 2017");
        check("2017-04-05/2017-05-06", "5 April – 6 May 2017");
        check("2016-12-30/2017-01-02", "30 December 2016 – 2 January 2017");
    }

    #[test]
    fn numbers_are_worded_as_they_were_printed() {
        let check = |low, high, bound, sentence, expected: &str| {
            let amount = Amount {
                low,
                high,
                bound,
                unit: "people",
                sentence,
            };
            assert_eq!(amount.text(), expected);
        };
        let told = "More than 37 people died, officials said.";
        check(Some(37.0), None, "over", told, "more than 37 people");
        check(
            Some(28.0),
            None,
            "over",
            "At least 28 died.",
            "at least 28 people",
        );
        // "Hands over 12": the word is no part of another.
        check(
            Some(12.0),
            Some(12.0),
            "exact",
            "A moreover 12 died.",
            "12 people",
        );
        check(
            Some(250_000.0),
            Some(250_000.0),
            "about",
            "A quarter of a million died.",
            "about 250,000 people",
        );
        check(Some(28.0), Some(36.0), "between", "", "28 to 36 people");
        check(Some(1.0), Some(1.0), "exact", "", "1 person");
        check(
            Some(3.0),
            None,
            "over",
            "It killed 13 of over 3.",
            "over 3 people",
        );
    }

    #[test]
    fn numbers_have_no_empty_fraction() {
        let column = Column::new("", ColumnType::Plain);
        let check = |number: f64, expected: &str| {
            assert_eq!(cell(&Value::Number(number), &column), expected);
        };
        check(38.5, "38.5");
        check(36.0, "36");
        check(1.666_667, "1.67");
        check(1_200.004, "1,200");
    }
}
