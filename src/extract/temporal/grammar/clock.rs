//! Times of day: "10:45 a.m.", "3 p.m.", "the morning of 9 June".

use super::super::atom::Piece;
use super::super::meaning::{Base, Calendar, Meaning};
use super::{Grammar, Parsed};
use crate::lexicon::time::{TimeUnit, TimeWord};

impl Grammar<'_, '_> {
    pub(super) fn clock(&self, at: usize) -> Parsed {
        if let Some((end, clock)) = self.time_of_day(at) {
            let calendar = Calendar {
                clock: Some(clock),
                ..Calendar::EMPTY
            };
            return Some((end, Meaning::Calendar(calendar)));
        }
        self.part_of_day(at)
    }

    /// "the morning of 9 June", "that morning" is read elsewhere; "the morning" alone needs a preposition.
    pub(super) fn part_of_day(&self, at: usize) -> Parsed {
        let start = self.skip_the(at);
        let part = match self.time(start)? {
            TimeWord::DayPart(part) => part,
            TimeWord::Unit(TimeUnit::Night) => "NI",
            _ => return None,
        };
        let next = if self.is(start + 1, "hours") {
            start + 2
        } else {
            start + 1
        };
        if self.is_any(next, &["of", "on"])
            && let Some((end, Meaning::Calendar(calendar))) = self.calendar(next + 1)
        {
            let part = Some(part);
            return Some((end, Meaning::Calendar(Calendar { part, ..calendar })));
        }
        let is_led = start > at && self.follows(at, &["in", "during", "by", "on", "of"]);
        let base = Base::Narrative;
        is_led.then_some((next, Meaning::PartOfDay { part, base }))
    }

    fn time_of_day(&self, at: usize) -> Option<(usize, (i8, i8))> {
        let Piece::Number {
            value,
            digits: 1..=2,
        } = self.piece(at)
        else {
            return None;
        };
        let hour = i8::try_from(value).ok().filter(|hour| *hour < 25)?;
        let mut end = at + 1;
        let mut minute = 0;
        let has_minutes =
            self.is_any(end, &[":", "."]) && self.touches_next(at) && self.touches_next(end);
        if has_minutes
            && let Piece::Number { value, digits: 2 } = self.piece(end + 1)
            && value < 60
        {
            minute = i8::try_from(value).ok()?;
            end += 2;
        }
        let is_colon = end > at + 1 && self.is(at + 1, ":");
        match self.time(end) {
            Some(TimeWord::Meridiem(is_afternoon)) if hour <= 12 => {
                let hour = hour % 12 + if is_afternoon { 12 } else { 0 };
                let end = self.skip_zone(end + 1);
                Some((end, (hour, minute)))
            }
            _ if is_colon => Some((self.skip_zone(end), (hour, minute))),
            _ => None,
        }
    }

    fn skip_zone(&self, at: usize) -> usize {
        let is_zone = self.time(at) == Some(TimeWord::TimeZone) && self.atoms[at].is_capital();
        if is_zone { at + 1 } else { at }
    }
}
