//! Dates that know how vague they are: an interval of days with a precision.
//!
//! Text form is the part of EDTF (ISO 8601-2) that the model names: `2016-06-09`, `2016-06`,
//! `2016-Q2` (`2016-34` is read too), `2016`, `201X`, `2016-W23`, and intervals `a/b` with `..` for an
//! open end. Days are counted from 1970-01-01.

mod text;

use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

pub use text::DateError;

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

#[cfg(test)]
mod tests;
