//! Dates of numbers alone: "2016-06-09", "13/06/2016".

use super::super::atom::Piece;
use super::super::meaning::{Calendar, MonthPart};
use super::Grammar;

impl Grammar<'_, '_> {
    pub(super) fn iso_date(&self, at: usize) -> Option<(usize, Calendar)> {
        let Piece::Number { value, digits: 4 } = self.piece(at) else {
            return None;
        };
        let month = self.dashed_number(at + 1)?;
        let day = self.dashed_number(at + 3)?;
        let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
        is_date.then_some(())?;
        let year = i16::try_from(value).ok()?;
        let calendar = Calendar {
            day: Some(day),
            month: MonthPart::Stated(month),
            ..Calendar::year(year)
        };
        Some((at + 5, calendar))
    }

    fn dashed_number(&self, at: usize) -> Option<i8> {
        if !self.is(at, "-") || !self.touches_next(at) {
            return None;
        }
        match self.piece(at + 1) {
            Piece::Number { value, digits: 2 } => i8::try_from(value).ok(),
            _ => None,
        }
    }

    /// "09/06/2016": only where day and month cannot be taken for each other.
    pub(super) fn slashed_date(&self, at: usize) -> Option<(usize, Calendar)> {
        let first = self.day_number(at)?;
        let separator = self
            .text(at + 1)
            .filter(|text| matches!(*text, "/" | "."))?;
        let second = self.day_number(at + 2)?;
        self.is(at + 3, separator).then_some(())?;
        let Piece::Number { value, digits: 4 } = self.piece(at + 4) else {
            return None;
        };
        let (day, month) = match (first, second) {
            (13.., 1..=12) => (first, second),
            (1..=12, 13..) => (second, first),
            (same, other) if same == other && same <= 12 => (same, same),
            _ => return None,
        };
        let calendar = Calendar {
            day: Some(day),
            month: MonthPart::Stated(month),
            ..Calendar::year(i16::try_from(value).ok()?)
        };
        Some((at + 5, calendar))
    }
}
