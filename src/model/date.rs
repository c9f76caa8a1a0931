//! Dates that know how vague they are: an interval of days with a precision.
//!
//! Text form is the part of EDTF (ISO 8601-2) that the model names: `2016-06-09`, `2016-06`,
//! `2016-Q2` (`2016-34` is read too), `2016`, `201X`, `2016-W23`, and intervals `a/b` with `..` for an
//! open end. Days are counted from 1970-01-01.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

/// The English names of the months in lower case, January first.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// How fine the evidence for a date is. Ordered from fine to vague.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// One day, or an interval whose ends are known to the day.
    Day,
    /// A calendar week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years from a year that ends in 0.
    Decade,
}

impl Precision {
    /// All precisions, from fine to vague; the position is the code used in the database.
    pub const ALL: [Self; 6] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
    ];

    /// The word used in the language and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
        }
    }

    /// The number used in the database: the position in [`Precision::ALL`].
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The precision with that number, if there is one.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }
}

/// A day as a count from 1970-01-01, or one of the two open ends.
pub type Day = i32;

/// The first day of an interval that is open to the past: before every day.
pub const OPEN_START: Day = -(1 << 23);
/// The last day of an interval that is open to the future: after every day.
pub const OPEN_END: Day = (1 << 23) - 1;

/// The interval of days `[first, last]` (both included) that a date may cover.
///
/// Ordered by first day, then last day, then precision, as the language asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// First day, or [`OPEN_START`].
    pub first: Day,
    /// Last day, or [`OPEN_END`].
    pub last: Day,
    /// Precision of the ends, the vaguer if they differ.
    pub precision: Precision,
}

impl PartialDate {
    /// The single day.
    pub fn day(day: Day) -> Self {
        Self {
            first: day,
            last: day,
            precision: Precision::Day,
        }
    }

    /// The unit of the given precision that contains `day`.
    pub fn unit(day: Day, precision: Precision) -> Self {
        let (first, last) = bounds(civil(day), precision);
        Self {
            first,
            last,
            precision,
        }
    }

    /// The year.
    pub fn year(year: i16) -> Self {
        Self::unit(days(date(year, 1, 1)), Precision::Year)
    }

    /// The month, 1 to 12, if there is such a month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1)
            .ok()
            .map(|first| Self::unit(days(first), Precision::Month))
    }

    /// The calendar day, if there is such a day.
    pub fn ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day)
            .ok()
            .map(|found| Self::day(days(found)))
    }

    /// The interval from the start of `self` to the end of `other`.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            first: self.first,
            last: other.last,
            precision: self.precision.max(other.precision),
        }
    }

    /// The days common to both, at the finer precision of the two; `None` if they do not meet.
    pub fn intersect(self, other: Self) -> Option<Self> {
        let (first, last) = (self.first.max(other.first), self.last.min(other.last));
        (first <= last).then(|| Self {
            first,
            last,
            precision: self.precision.min(other.precision),
        })
    }

    /// Whether `other` certainly lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// One integer that orders as the date does and holds all of it: 24 bits first day, 24 bits last
    /// day (both from [`OPEN_START`]), 4 bits precision.
    pub fn pack(self) -> i64 {
        (i64::from(self.first - OPEN_START) << 28)
            | (i64::from(self.last - OPEN_START) << 4)
            | i64::from(self.precision.code())
    }

    /// The date that [`PartialDate::pack`] made this integer from; `None` for any other integer.
    pub fn unpack(packed: i64) -> Option<Self> {
        let first = Day::try_from(packed >> 28).ok()?.checked_add(OPEN_START)?;
        let last = Day::try_from((packed >> 4) & 0xFF_FFFF).ok()? + OPEN_START;
        let precision = Precision::from_code(u8::try_from(packed & 0xF).ok()?)?;
        Some(Self {
            first,
            last,
            precision,
        })
    }
}

/// The calendar date of a day; days beyond the calendar are held at its ends.
pub fn civil(day: Day) -> Date {
    let epoch = date(1970, 1, 1);
    epoch.saturating_add(jiff::Span::new().days(day.clamp(-719_528, 2_932_896)))
}

/// The day of a calendar date.
pub fn days(date_of: Date) -> Day {
    date_of
        .since(date(1970, 1, 1))
        .map_or(0, |span| span.get_days())
}

/// The day after the last of the calendar: 10000-01-01.
const CALENDAR_END: Day = 2_932_897;

fn bounds(day: Date, precision: Precision) -> (Day, Day) {
    let first_of = |year: i16, month: i8| Date::new(year, month, 1).map_or(CALENDAR_END, days);
    let (year, month) = (day.year(), day.month());
    let (first, after) = match precision {
        Precision::Day => (days(day), days(day) + 1),
        Precision::Week => {
            let monday = days(day) - Day::from(day.weekday().since(Weekday::Monday));
            (monday, monday + 7)
        }
        Precision::Month if month == 12 => (first_of(year, 12), first_of(year + 1, 1)),
        Precision::Month => (first_of(year, month), first_of(year, month + 1)),
        Precision::Quarter => {
            let start = (month - 1) / 3 * 3 + 1;
            let after = if start == 10 {
                first_of(year + 1, 1)
            } else {
                first_of(year, start + 3)
            };
            (first_of(year, start), after)
        }
        Precision::Year => (first_of(year, 1), first_of(year + 1, 1)),
        Precision::Decade => {
            let start = year.div_euclid(10) * 10;
            (first_of(start, 1), first_of(start + 10, 1))
        }
    };
    (first, after - 1)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.first != OPEN_START
            && self.last != OPEN_END
            && *self == Self::unit(self.first, self.precision);
        if whole {
            return write_unit(out, self.first, self.precision);
        }
        match self.first {
            OPEN_START => out.write_str("..")?,
            first => {
                let aligned = Self::unit(first, self.precision).first == first;
                write_unit(
                    out,
                    first,
                    if aligned {
                        self.precision
                    } else {
                        Precision::Day
                    },
                )?;
            }
        }
        out.write_str("/")?;
        match self.last {
            OPEN_END => out.write_str(".."),
            last => {
                let aligned = Self::unit(last, self.precision).last == last;
                write_unit(
                    out,
                    last,
                    if aligned {
                        self.precision
                    } else {
                        Precision::Day
                    },
                )
            }
        }
    }
}

fn write_unit(out: &mut fmt::Formatter<'_>, day: Day, precision: Precision) -> fmt::Result {
    let found = civil(day);
    let (year, month) = (found.year(), found.month());
    match precision {
        Precision::Day => write!(out, "{year:04}-{month:02}-{:02}", found.day()),
        Precision::Week => {
            let week = found.iso_week_date();
            write!(out, "{:04}-W{:02}", week.year(), week.week())
        }
        Precision::Month => write!(out, "{year:04}-{month:02}"),
        Precision::Quarter => write!(out, "{year:04}-Q{}", (month - 1) / 3 + 1),
        Precision::Year => write!(out, "{year:04}"),
        Precision::Decade => write!(out, "{:03}X", year.div_euclid(10)),
    }
}

/// A text that is not a date in the part of EDTF that the model names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a date")]
pub struct DateError {
    /// The text as given.
    pub text: String,
}

impl FromStr for PartialDate {
    type Err = DateError;

    /// Reads the text form. A time of day after `T` or a space is read over.
    ///
    /// ```
    /// use dateline::model::date::PartialDate;
    /// let quarter: PartialDate = "2016-Q2".parse()?;
    /// assert_eq!(quarter, "2016-34".parse()?);
    /// assert_eq!(quarter.to_string(), "2016-Q2");
    /// # Ok::<(), dateline::model::date::DateError>(())
    /// ```
    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError {
            text: text.to_owned(),
        };
        let Some((start, end)) = text.split_once('/') else {
            return parse_unit(text).ok_or_else(error);
        };
        let open = |part: &str| part == ".." || part.is_empty();
        let (start_unit, end_unit) = (parse_unit(start), parse_unit(end));
        let both = match (start_unit, end_unit) {
            (Some(from), Some(until)) => from.to(until),
            (Some(from), None) if open(end) => Self {
                last: OPEN_END,
                ..from
            },
            (None, Some(until)) if open(start) => Self {
                first: OPEN_START,
                ..until
            },
            _ => return Err(error()),
        };
        (both.first <= both.last).then_some(both).ok_or_else(error)
    }
}

fn parse_unit(text: &str) -> Option<PartialDate> {
    let text = text.split(['T', ' ']).next()?;
    let digits = |part: &str| -> Option<i16> {
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse().ok())?
    };
    if let Some(decade) = text.strip_suffix(['X', 'x']) {
        let start = digits(decade)
            .filter(|_| decade.len() == 3)?
            .checked_mul(10)?;
        return Some(PartialDate::unit(
            days(date(start, 1, 1)),
            Precision::Decade,
        ));
    }
    let mut parts = text.split('-');
    let year = parts
        .next()
        .filter(|part| part.len() == 4)
        .and_then(digits)?;
    let Some(second) = parts.next() else {
        return Some(PartialDate::year(year));
    };
    let third = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let two = |part: &str| digits(part).filter(|_| part.len() == 2);
    if let Some(week) = second.strip_prefix('W') {
        let week = i8::try_from(two(week)?).ok()?;
        let monday = jiff::civil::ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        return third
            .is_none()
            .then(|| PartialDate::unit(days(monday.date()), Precision::Week));
    }
    let quarter = match second.strip_prefix(['Q', 'q']) {
        Some(number) => Some(digits(number).filter(|_| number.len() == 1)?),
        None => two(second)
            .filter(|number| (33..=36).contains(number))
            .map(|number| number - 32),
    };
    if let Some(quarter) = quarter {
        let month = i8::try_from((quarter.checked_sub(1)?) * 3 + 1).ok()?;
        let first = Date::new(year, month, 1).ok().filter(|_| third.is_none())?;
        return Some(PartialDate::unit(days(first), Precision::Quarter));
    }
    let month = i8::try_from(two(second)?).ok()?;
    match third {
        None => PartialDate::month(year, month),
        Some(day) => PartialDate::ymd(year, month, i8::try_from(two(day)?).ok()?),
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, first: &str, last: &str, precision: Precision) {
        let found: PartialDate = text.parse().unwrap();
        assert_eq!(civil(found.first).to_string(), first, "{text}");
        assert_eq!(civil(found.last).to_string(), last, "{text}");
        assert_eq!(found.precision, precision, "{text}");
        assert_eq!(found.to_string(), text);
        assert_eq!(PartialDate::unpack(found.pack()), Some(found), "{text}");
    }

    #[test]
    fn the_last_units_of_the_calendar_end_with_it() {
        for text in ["9999-12", "9999-Q4", "9999", "999X"] {
            let found: PartialDate = text.parse().unwrap();
            assert_eq!(civil(found.last).to_string(), "9999-12-31", "{text}");
        }
    }

    #[test]
    fn every_text_form_is_read_and_written_back() {
        check("2016-06-09", "2016-06-09", "2016-06-09", Precision::Day);
        check("2016-02", "2016-02-01", "2016-02-29", Precision::Month);
        check("2016-Q4", "2016-10-01", "2016-12-31", Precision::Quarter);
        check("2016", "2016-01-01", "2016-12-31", Precision::Year);
        check("201X", "2010-01-01", "2019-12-31", Precision::Decade);
        check("2016-W01", "2016-01-04", "2016-01-10", Precision::Week);
        check(
            "2016-06-09/2016-06-11",
            "2016-06-09",
            "2016-06-11",
            Precision::Day,
        );
        check(
            "2015-01/2017-09",
            "2015-01-01",
            "2017-09-30",
            Precision::Month,
        );
        check(
            "2016-06-09/2016-08",
            "2016-06-09",
            "2016-08-31",
            Precision::Month,
        );
        check("0312-04-05", "0312-04-05", "0312-04-05", Precision::Day);
    }

    #[test]
    fn open_ends_lie_beyond_every_day() {
        let open: PartialDate = "2014-06/..".parse().unwrap();
        assert_eq!((open.last, open.precision), (OPEN_END, Precision::Month));
        assert_eq!(open.to_string(), "2014-06/..");
        assert_eq!(PartialDate::unpack(open.pack()), Some(open));
        let past: PartialDate = "../2014".parse().unwrap();
        assert_eq!(past.first, OPEN_START);
        assert_eq!(past.to_string(), "../2014");
        assert_eq!(PartialDate::unpack(past.pack()), Some(past));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2016-13",
            "2016-02-30",
            "16",
            "2016-6",
            "2016-Q5",
            "2016-Q0",
            "yesterday",
            "20X",
            "2016/2015",
            "../..",
            "2016-01-01-01",
            "2016-W54",
            "+016",
            "-016-01",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_of_day_is_read_over() {
        assert_eq!(
            "2016-06-09T12:00:00Z".parse(),
            Ok(PartialDate::ymd(2016, 6, 9).unwrap())
        );
    }

    #[test]
    fn packed_dates_order_by_first_then_last_day() {
        let ordered = [
            "../2014",
            "2014",
            "2015-01-01",
            "2015-01",
            "2015",
            "2015-01-04",
        ];
        let packed: Vec<i64> = ordered
            .iter()
            .map(|text| text.parse::<PartialDate>().unwrap().pack())
            .collect();
        assert!(packed.is_sorted(), "{packed:?}");
    }
}
