//! The text form of dates: the part of EDTF (ISO 8601-2) that the model names.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

use super::{Day, OPEN_END, OPEN_START, PartialDate, Precision, civil, days};

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.first != OPEN_START
            && self.last != OPEN_END
            && match self.precision {
                Precision::Day => self.first == self.last,
                precision => *self == Self::unit(self.first, precision),
            };
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
        Precision::Day if (0..=9999).contains(&year) => {
            digits(out, 4, year.unsigned_abs())?;
            out.write_char('-')?;
            digits(out, 2, month.unsigned_abs().into())?;
            out.write_char('-')?;
            digits(out, 2, found.day().unsigned_abs().into())
        }
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

/// Writes the last `n` digits of a number: most of what is exported are days, and formatting takes longer.
fn digits(out: &mut fmt::Formatter<'_>, n: u32, number: u16) -> fmt::Result {
    (0..n).rev().try_for_each(|place| {
        let digit = u32::from(number) / 10_u32.pow(place) % 10;
        out.write_char(char::from_digit(digit, 10).unwrap_or('0'))
    })
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
