//! Named parts of years and of ages: "the summer of 1982", "the third quarter", "Christmas 1963", "the 20th
//! century".

use super::super::meaning::{Calendar, Meaning, YearPart};
use super::{Grammar, Parsed};
use crate::lexicon::time::{TimeUnit, TimeWord};

impl Grammar<'_, '_> {
    /// "the summer of 1982", "summer 1982", "1982 summer", "the summer".
    pub(super) fn season_of_year(&self, at: usize) -> Option<(usize, Calendar)> {
        let start = self.skip_the(at);
        if let Some(TimeWord::Season(season)) = self.time(start) {
            let calendar = Calendar {
                season: Some(season),
                ..Calendar::EMPTY
            };
            if let Some((end, year)) = self.year_of(start + 1) {
                return Some((end, Calendar { year, ..calendar }));
            }
            return self.lone_season(at, start, calendar);
        }
        None
    }

    fn lone_season(
        &self,
        at: usize,
        start: usize,
        calendar: Calendar,
    ) -> Option<(usize, Calendar)> {
        let is_small = !self.atoms[start].is_capital();
        let is_fall_of = self.is(start, "fall") && self.is(start + 1, "of");
        let is_led = start > at
            || start == at
                && self.follows(at, &["in", "since", "until", "by", "last", "this", "next"]);
        (is_small && !is_fall_of && is_led).then_some((start + 1, calendar))
    }

    /// A season after "early" or "the end of".
    pub(super) fn bare_season(&self, at: usize) -> Parsed {
        let start = self.skip_the(at);
        match self.time(start)? {
            TimeWord::Season(season) if !self.is(start + 1, "of") => Some((
                start + 1,
                Meaning::Calendar(Calendar {
                    season: Some(season),
                    ..Calendar::EMPTY
                }),
            )),
            _ => None,
        }
    }

    /// "the 20th century", "the 5th century BC".
    pub(super) fn century(&self, at: usize) -> Option<(usize, Calendar)> {
        let start = self.skip_the(at);
        let Some(TimeWord::Ordinal(number)) = self.time(start) else {
            return None;
        };
        let start = if self.is_dash(start + 1) {
            start + 1
        } else {
            start
        };
        if self.time(start + 1) != Some(TimeWord::Unit(TimeUnit::Century)) {
            return None;
        }
        let is_before = self.time(start + 2) == Some(TimeWord::Era(true));
        let hundreds = i16::try_from(number).ok()?.checked_sub(1)?;
        let hundreds = if is_before { -hundreds } else { hundreds };
        let calendar = Calendar {
            year: YearPart::Century(hundreds),
            ..Calendar::EMPTY
        };
        Some((start + 2 + usize::from(is_before), calendar))
    }

    /// "Christmas 1963".
    pub(super) fn holiday(&self, at: usize) -> Option<(usize, Calendar)> {
        let Some(TimeWord::Holiday(month, day)) = self.time(at) else {
            return None;
        };
        let next = if self.is(at + 1, "day") {
            at + 2
        } else {
            at + 1
        };
        let calendar = Calendar {
            day: Some(day),
            ..Calendar::month(month)
        };
        Some(match self.year_of(next) {
            Some((end, year)) => (end, Calendar { year, ..calendar }),
            None => (next, calendar),
        })
    }

    /// "the third quarter of 2014", "the third quarter".
    pub(super) fn quarter(&self, at: usize) -> Option<(usize, Calendar)> {
        let start = self.skip_the(at);
        let Some(TimeWord::Ordinal(number @ 1..=4)) = self.time(start) else {
            return None;
        };
        if !self.is(start + 1, "quarter") {
            return None;
        }
        let calendar = Calendar {
            quarter: i8::try_from(number).ok(),
            ..Calendar::EMPTY
        };
        Some(match self.year_of(start + 2) {
            Some((end, year)) => (end, Calendar { year, ..calendar }),
            None => (start + 2, calendar),
        })
    }
}
