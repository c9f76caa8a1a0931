//! The time that a text last told of, from which it goes on.

use crate::lexicon::time::TimeUnit;
use crate::model::date::{Day, PartialDate, civil};

/// The time last told of. Years before Christ are negative.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Story {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<Day>,
}

impl Story {
    pub(super) fn at(day: Day) -> Self {
        let date = civil(day);
        Self {
            year: Some(date.year()),
            month: Some(date.month()),
            day: Some(day),
        }
    }

    pub(super) fn around(day: Day, unit: TimeUnit) -> Self {
        let whole = Self::at(day);
        match unit {
            TimeUnit::Second
            | TimeUnit::Minute
            | TimeUnit::Hour
            | TimeUnit::Day
            | TimeUnit::Night => whole,
            TimeUnit::Week | TimeUnit::Weekend | TimeUnit::Fortnight | TimeUnit::Month => {
                Self { day: None, ..whole }
            }
            TimeUnit::Quarter
            | TimeUnit::Year
            | TimeUnit::Decade
            | TimeUnit::Century
            | TimeUnit::Millennium => Self {
                day: None,
                month: None,
                ..whole
            },
        }
    }

    /// A day of the time told of, if it is known as finely as the unit asks.
    pub(super) fn day_for(&self, unit: TimeUnit) -> Option<Day> {
        let year = self.year.filter(|year| is_placeable(*year))?;
        match unit {
            TimeUnit::Second
            | TimeUnit::Minute
            | TimeUnit::Hour
            | TimeUnit::Day
            | TimeUnit::Night
            | TimeUnit::Week
            | TimeUnit::Weekend
            | TimeUnit::Fortnight => self.day,
            TimeUnit::Month | TimeUnit::Quarter => {
                Some(PartialDate::month(year, self.month?)?.first)
            }
            TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century | TimeUnit::Millennium => {
                Some(PartialDate::year(year).first)
            }
        }
    }

    pub(super) fn follow(
        &mut self,
        year: Option<i16>,
        month: Option<i8>,
        date: Option<PartialDate>,
    ) {
        if year.is_none() {
            return;
        }
        self.year = year;
        self.month = month;
        self.day = date
            .filter(|date| date.first == date.last)
            .map(|date| date.first);
    }
}

/// Whether the calendar of days holds the year.
pub(super) fn is_placeable(year: i16) -> bool {
    (1..9000).contains(&year)
}
