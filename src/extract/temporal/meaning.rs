//! What a time expression says, before it is placed in the calendar.

use crate::lexicon::time::{Direction, Pointer, TimeUnit};

/// What a time expression says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// A date, whole or with parts missing.
    Calendar(Calendar),
    /// "yesterday" is -1.
    DeicticDay(i32, Option<&'static str>),
    /// A weekday, from 1 for Monday.
    Weekday {
        weekday: i8,
        pointer: Option<Pointer>,
        part: Option<&'static str>,
    },
    /// "last week", "that year", "the following month".
    Unit {
        unit: TimeUnit,
        offset: i32,
        base: Base,
    },
    /// "three years ago", "two days later"; no count for "weeks later".
    Shift {
        count: Option<f64>,
        unit: TimeUnit,
        direction: Direction,
    },
    /// "that morning".
    PartOfDay { part: &'static str, base: Base },
    /// A TIMEX3 length.
    Duration(String),
    /// A TIMEX3 repetition.
    Set(String),
    /// Past, present or future; with the days that "recent days" covers.
    Reference(&'static str),
}

/// From where a pointing expression is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of publication.
    Publication,
    /// The time told of.
    Narrative,
}

/// A date, whole or with parts missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Calendar {
    pub(super) year: YearPart,
    pub(super) month: MonthPart,
    pub(super) day: Option<i8>,
    /// The last day of "September 14-15".
    pub(super) last_day: Option<i8>,
    /// TIMEX3 code of a season.
    pub(super) season: Option<&'static str>,
    /// 1 to 4.
    pub(super) quarter: Option<i8>,
    /// "last June".
    pub(super) pointer: Option<Pointer>,
    /// TIMEX3 code of a part of the day.
    pub(super) part: Option<&'static str>,
    /// Hour and minute.
    pub(super) clock: Option<(i8, i8)>,
    /// Monday is 1.
    pub(super) weekday: Option<i8>,
}

/// What is said of the year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum YearPart {
    Missing,
    Stated(i16),
    /// A year before Christ, with the first century as 1 to 99.
    BeforeChrist(i16),
    /// The first year of ten.
    Decade(i16),
    /// Hundreds: the 20th century is 19.
    Century(i16),
    /// "this year", "that year".
    Pointed(i32, Base),
}

/// What is said of the month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum MonthPart {
    Missing,
    /// 1 to 12.
    Stated(i8),
    /// "that month", "this month".
    Pointed(i32, Base),
}

impl Calendar {
    pub(super) const EMPTY: Self = Self {
        year: YearPart::Missing,
        month: MonthPart::Missing,
        day: None,
        last_day: None,
        season: None,
        quarter: None,
        pointer: None,
        part: None,
        clock: None,
        weekday: None,
    };

    pub(super) fn year(year: i16) -> Self {
        Self {
            year: YearPart::Stated(year),
            ..Self::EMPTY
        }
    }

    pub(super) fn month(month: i8) -> Self {
        Self {
            month: MonthPart::Stated(month),
            ..Self::EMPTY
        }
    }
}
