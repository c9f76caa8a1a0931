//! Dates as metadata, bylines and datelines write them → [`PartialDate`], never finer than what is
//! written. The day is the one that is written, in whatever time zone.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::model::date::{MONTHS, PartialDate, civil};

/// Reads a date that is all of a metadata value.
pub(super) fn read(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    iso(text)
        .or_else(|| unix_time(text))
        .or_else(|| find(text))
        .or_else(|| numeric(text))
        .or_else(|| text.parse().ok().filter(|date| is_of_print(*date)))
}

/// Whether there were newspapers then: programs write the first day of their calendar where they know none.
fn is_of_print(date: PartialDate) -> bool {
    const FIRST: i16 = 1600;
    const LAST: i16 = 2100;
    [date.first, date.last]
        .into_iter()
        .any(|day| (FIRST..=LAST).contains(&civil(day).year()))
}

/// Reads a date that JSON gives as text or as a number of seconds or milliseconds.
pub(super) fn from_value(value: &Value) -> Option<PartialDate> {
    match value {
        Value::String(text) => read(text),
        Value::Number(number) => unix_time(&number.to_string()),
        Value::Object(object) => object.get("$date").and_then(from_value),
        _ => None,
    }
}

/// Finds a full date within a line: `Wednesday, November 20, 2019`, `20 Nov. 2019`, `2019-11-20`.
pub(super) fn find(line: &str) -> Option<PartialDate> {
    find_span(line).map(|(date, _)| date)
}

/// The same with the bytes that it covers.
pub(super) fn find_span(line: &str) -> Option<(PartialDate, std::ops::Range<usize>)> {
    static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b([a-z]{3,9})\.?[ \u{a0}]+(\d{1,2})(?:st|nd|rd|th)?,?[ \u{a0}]+((?:19|20)\d\d)\b")
            .expect("the pattern is well formed")
    });
    static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?[ \u{a0}-]+(?:of )?([a-z]{3,9})\.?,?[ \u{a0}-]+((?:19|20)\d\d)\b")
            .expect("the pattern is well formed")
    });
    static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b((?:19|20)\d\d)[-/.](\d\d)[-/.](\d\d)\b")
            .expect("the pattern is well formed")
    });
    let month_first = MONTH_FIRST.captures_iter(line).find_map(|found| {
        let date = PartialDate::ymd(
            found[3].parse().ok()?,
            month_number(&found[1])?,
            found[2].parse().ok()?,
        )?;
        Some((date, found.get(0)?.range()))
    });
    let day_first = DAY_FIRST.captures_iter(line).find_map(|found| {
        let date = PartialDate::ymd(
            found[3].parse().ok()?,
            month_number(&found[2])?,
            found[1].parse().ok()?,
        )?;
        Some((date, found.get(0)?.range()))
    });
    let year_first = YEAR_FIRST.captures_iter(line).find_map(|found| {
        let date = PartialDate::ymd(
            found[1].parse().ok()?,
            found[2].parse().ok()?,
            found[3].parse().ok()?,
        )?;
        Some((date, found.get(0)?.range()))
    });
    [month_first, day_first, year_first]
        .into_iter()
        .flatten()
        .min_by_key(|(_, range)| range.start)
}

/// The number of a month by its English name or its first three letters or more.
pub(super) fn month_number(name: &str) -> Option<i8> {
    let name = name.to_ascii_lowercase();
    if name.len() < 3 {
        return None;
    }
    let index = MONTHS.iter().position(|month| {
        *month == name
            || *month == name.trim_end_matches('.')
            || (month.starts_with(&name) && name.len() <= 4)
    })?;
    i8::try_from(index + 1).ok()
}

/// Whether news can be of that year.
pub(super) fn is_plausible_year(year: i16) -> bool {
    (1900..=2100).contains(&year)
}

/// `2016-06-09`, `2016/06/09T10:00:00Z`, `20160609`, `2016-06`, `2016`.
fn iso(text: &str) -> Option<PartialDate> {
    static ISO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\d{4})(?:([-/.]?)(\d{1,2})(?:([-/.]?)(\d{1,2}))?)?(?:[T ,].*|$)")
            .expect("the pattern is well formed")
    });
    let found = ISO.captures(text)?;
    let year = found[1]
        .parse()
        .ok()
        .filter(|year| is_plausible_year(*year))?;
    let group = |index| found.get(index).map(|group| group.as_str());
    match (group(3), group(5)) {
        (Some(month), Some(day))
            if group(2) == group(4) && (group(2) != Some("") || month.len() + day.len() == 4) =>
        {
            PartialDate::ymd(year, month.parse().ok()?, day.parse().ok()?)
        }
        (Some(month), None) if group(2) != Some("") => {
            PartialDate::month(year, month.parse().ok()?)
        }
        (None, None) if text.len() == 4 => Some(PartialDate::year(year)),
        _ => None,
    }
}

/// Seconds or milliseconds since 1970, if they lie after 1990: smaller numbers mean something else.
fn unix_time(text: &str) -> Option<PartialDate> {
    const DAY: i64 = 86_400;
    const EARLIEST: i64 = 7_305 * DAY;
    const LATEST: i64 = 47_482 * DAY;
    let whole = text.split('.').next()?;
    let number: i64 = whole.parse().ok()?;
    let seconds = if number > LATEST {
        number / 1000
    } else {
        number
    };
    let day = (EARLIEST..LATEST)
        .contains(&seconds)
        .then_some(seconds / DAY)?;
    i32::try_from(day).ok().map(PartialDate::day)
}

/// `09.06.2016` has the day first; with other marks the order is open unless one number is no month, and
/// then the date is known to the year only.
fn numeric(text: &str) -> Option<PartialDate> {
    static NUMERIC: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^\d])(\d{1,2})([./-])(\d{1,2})[./-]((?:19|20)\d\d)(?:[^\d]|$)")
            .expect("the pattern is well formed")
    });
    let found = NUMERIC.captures(text)?;
    let (first, second): (i8, i8) = (found[1].parse().ok()?, found[3].parse().ok()?);
    let year = found[4].parse().ok()?;
    let day_first = PartialDate::ymd(year, second, first);
    let month_first = PartialDate::ymd(year, first, second);
    match (day_first, month_first) {
        (Some(date), _) if &found[2] == "." => Some(date),
        (Some(one), Some(other)) if one != other => Some(PartialDate::year(year)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_fine_as_they_are_written() {
        let cases = [
            ("2016-06-09", "2016-06-09"),
            ("2016-06-09T23:30:00-05:00", "2016-06-09"),
            ("2016/6/9", "2016-06-09"),
            ("20160609", "2016-06-09"),
            ("20160609T101500", "2016-06-09"),
            ("2016-06", "2016-06"),
            ("2016", "2016"),
            ("1465430400", "2016-06-09"),
            ("1465430400000", "2016-06-09"),
            ("Thu, 09 Jun 2016 10:00:00 GMT", "2016-06-09"),
            ("June 9th, 2016", "2016-06-09"),
            ("9-Jun-2016", "2016-06-09"),
            ("Updated 1:39 am EST, Thursday, June 9, 2016", "2016-06-09"),
            ("09.06.2016", "2016-06-09"),
            ("25/06/2016 10:00", "2016-06-25"),
            ("09/06/2016", "2016"),
            ("06/06/2016", "2016-06-06"),
            ("1865-04-15", "1865-04-15"),
            ("201X", "201X"),
        ];
        for (text, expect) in cases {
            let date = read(text).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some(expect), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "2016-13-41",
            "12",
            "Marines 5, 2016",
            "99999999999999999999",
            "May",
            "20164512",
            "0001-01-01",
            "0001-01-01T00:00:00",
            "0000-00-00 00:00:00",
            "0000-00-00",
            "1599-12-31",
            "0001",
            "9999-12-31",
            "000X",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
