//! Dates with names and numbers: "9 June 2016", "September 14-15", "the 1980s".

use super::super::atom::Piece;
use super::super::meaning::{Base, Calendar, Meaning, MonthPart, YearPart};
use super::{Grammar, Parsed};
use crate::lexicon::time::{Pointer, TimeUnit, TimeWord};

/// Words before a four-digit number that make it a year rather than a count.
const BEFORE_YEARS: [&str; 26] = [
    "in",
    "since",
    "from",
    "to",
    "until",
    "till",
    "by",
    "of",
    "during",
    "after",
    "before",
    "between",
    "and",
    "through",
    "throughout",
    "late",
    "early",
    "mid",
    "the",
    "year",
    "around",
    "circa",
    "(",
    "or",
    "ca.",
    "c.",
];

/// Tries to read a date at an atom, and returns where it ends.
type CalendarRule<G> = fn(&G, usize) -> Option<(usize, Calendar)>;

impl Grammar<'_, '_> {
    pub(super) fn calendar(&self, at: usize) -> Parsed {
        let rules: [CalendarRule<Self>; 10] = [
            Self::holiday,
            Self::weekday_date,
            Self::iso_date,
            Self::slashed_date,
            Self::month_first,
            Self::day_first,
            Self::season_of_year,
            Self::century,
            Self::quarter,
            Self::year,
        ];
        let mut best: Option<(usize, Calendar)> = None;
        for rule in rules {
            let found = rule(self, at);
            if let Some((end, _)) = found
                && best.is_none_or(|(longest, _)| end > longest)
            {
                best = found;
            }
        }
        best.map(|(end, calendar)| (end, Meaning::Calendar(calendar)))
    }

    /// "Friday, May 8, 2009".
    fn weekday_date(&self, at: usize) -> Option<(usize, Calendar)> {
        let (TimeWord::Weekday(weekday) | TimeWord::ShortWeekday(weekday)) = self.time(at)? else {
            return None;
        };
        let stop = if self.is(at + 1, ".") { at + 2 } else { at + 1 };
        let next = self.skip_comma(stop);
        let (end, calendar) = self.month_first(next).or_else(|| self.day_first(next))?;
        calendar.day?;
        Some((
            end,
            Calendar {
                weekday: Some(weekday),
                ..calendar
            },
        ))
    }

    /// "June 9, 2016", "June 9", "June 2016", "June of that year", "June".
    fn month_first(&self, at: usize) -> Option<(usize, Calendar)> {
        let TimeWord::Month(month) = self.time(at)? else {
            return None;
        };
        let calendar = Calendar::month(month);
        let next = at + 1;
        let day_at = self.skip_the(next);
        if let Some(day) = self.day_number(day_at)
            && !self.is_money_or_unit(day_at + 1)
        {
            return Some(self.after_day(
                day_at + 1,
                Calendar {
                    day: Some(day),
                    ..calendar
                },
            ));
        }
        if let Some((end, year)) = self.year_of(next) {
            return Some((end, Calendar { year, ..calendar }));
        }
        self.is_month_name(at).then_some((next, calendar))
    }

    /// "9 June 2016", "the sixth of October this year", "the 20th of that month".
    fn day_first(&self, at: usize) -> Option<(usize, Calendar)> {
        let start = self.skip_the(at);
        let day = self.day_number(start)?;
        let is_ordinal = matches!(self.time(start), Some(TimeWord::Ordinal(_)));
        let next = if self.is(start + 1, "of") {
            start + 2
        } else {
            start + 1
        };
        if let Some(TimeWord::Month(month)) = self.time(next) {
            let calendar = Calendar {
                day: Some(day),
                ..Calendar::month(month)
            };
            let stop = next + 1;
            return Some(match self.year_of(stop) {
                Some((end, year)) => (end, Calendar { year, ..calendar }),
                None => (stop, calendar),
            });
        }
        if is_ordinal && next == start + 2 {
            let (end, offset, base) = self.pointed_unit(next, TimeUnit::Month)?;
            let month = MonthPart::Pointed(offset, base);
            return Some((
                end,
                Calendar {
                    month,
                    day: Some(day),
                    ..Calendar::EMPTY
                },
            ));
        }
        None
    }

    /// What may follow "September 14": "-15", then the year.
    fn after_day(&self, at: usize, calendar: Calendar) -> (usize, Calendar) {
        let mut calendar = calendar;
        let mut next = at;
        if self.is_dash(next)
            && let Some(last) = self.day_number(next + 1)
            && calendar.day.is_some_and(|day| day < last)
        {
            calendar.last_day = Some(last);
            next += 2;
        }
        if let Some((end, year)) = self.year_of(next) {
            return (end, Calendar { year, ..calendar });
        }
        (next, calendar)
    }

    /// "2016", ", 2016", "of 2016", "this year", "of the same year" after a month or day.
    pub(super) fn year_of(&self, at: usize) -> Option<(usize, YearPart)> {
        let start = if self.is_any(at, &[",", "of"]) {
            at + 1
        } else {
            at
        };
        if let Piece::Number { value, digits: 4 } = self.piece(start)
            && (1000..2200).contains(&value)
        {
            let year = i16::try_from(value).ok()?;
            return Some((start + 1, YearPart::Stated(year)));
        }
        if let Piece::Number { value, .. } = self.piece(start)
            && self.time(start + 1) == Some(TimeWord::Era(true))
        {
            return Some((
                start + 2,
                YearPart::BeforeChrist(i16::try_from(value).ok()?),
            ));
        }
        if self.is(at, ",") {
            return None;
        }
        let (end, offset, base) = self.pointed_unit(start, TimeUnit::Year)?;
        Some((end, YearPart::Pointed(offset, base)))
    }

    /// "this year", "the same month": the pointed unit named.
    pub(super) fn pointed_unit(&self, at: usize, unit: TimeUnit) -> Option<(usize, i32, Base)> {
        match self.pointed(at)? {
            (
                end,
                Meaning::Unit {
                    unit: found,
                    offset,
                    base,
                },
            ) if found == unit => Some((end, offset, base)),
            _ => None,
        }
    }

    pub(super) fn day_number(&self, at: usize) -> Option<i8> {
        let (Piece::Number {
            value,
            digits: 1..=2,
        }
        | Piece::Time(TimeWord::Ordinal(value))) = self.piece(at)
        else {
            return None;
        };
        i8::try_from(value)
            .ok()
            .filter(|day| (1..=31).contains(day))
    }

    /// After "May 5": a percent sign or so shows that the number is none of a day.
    fn is_money_or_unit(&self, at: usize) -> bool {
        self.is_any(at, &["%", "percent", "per", "million", "billion"])
    }

    /// Whether a lone month name is the month: "March" and "May" are words as well.
    fn is_month_name(&self, at: usize) -> bool {
        let ambiguous = self.is_any(at, &["may", "march", "mar", "dec", "jan", "sep"]);
        if !ambiguous {
            return true;
        }
        let before = [
            "in", "since", "last", "this", "next", "late", "early", "mid", "-", "by", "until",
            "of", "from", "to", "between", "and", "during", "before", "after", "through",
            "previous", "a",
        ];
        self.follows(at, &before)
    }

    /// "2014", "the year 2014", "490 BC", "the 1980s", and the second half of "1957-58".
    fn year(&self, at: usize) -> Option<(usize, Calendar)> {
        let start = self.skip_the(at);
        if let Piece::Decade(first) = self.piece(start) {
            let is_before = self.time(start + 1) == Some(TimeWord::Era(true));
            let first = if is_before { -first } else { first };
            let calendar = Calendar {
                year: YearPart::Decade(first),
                ..Calendar::EMPTY
            };
            return Some((start + 1 + usize::from(is_before), calendar));
        }
        if let Some(TimeWord::Season(season)) = self.time(start + 1)
            && let Piece::Number {
                value: value @ 1900..2100,
                ..
            } = self.piece(start)
        {
            let season = Some(season);
            let calendar = Calendar::year(i16::try_from(value).ok()?);
            return Some((start + 2, Calendar { season, ..calendar }));
        }
        let named = matches!(
            self.time(start),
            Some(TimeWord::Unit(TimeUnit::Year) | TimeWord::YearKind)
        );
        let start = if named { start + 1 } else { start };
        let Piece::Number { value, digits } = self.piece(start) else {
            return None;
        };
        let number = i16::try_from(value).ok()?;
        match self.time(start + 1) {
            Some(TimeWord::Era(true)) => {
                let year = YearPart::BeforeChrist(number);
                return Some((
                    start + 2,
                    Calendar {
                        year,
                        ..Calendar::EMPTY
                    },
                ));
            }
            Some(TimeWord::Era(false)) if self.is_any(start + 1, &["AD", "CE"]) => {
                return Some((start + 2, Calendar::year(number)));
            }
            _ => {}
        }
        if digits == 2 && start == at {
            return self.second_year(at, number);
        }
        let is_year = digits == 4 && self.is_year(start) && (start == at || named);
        is_year.then(|| (start + 1, Calendar::year(number)))
    }

    /// The "58" of "1957-58".
    fn second_year(&self, at: usize, number: i16) -> Option<(usize, Calendar)> {
        let first = at.checked_sub(2)?;
        if !self.is_dash(at - 1) || !self.touches_next(first) || !self.touches_next(at - 1) {
            return None;
        }
        let Piece::Number { value, digits: 4 } = self.piece(first) else {
            return None;
        };
        let first_year = i16::try_from(value).ok().filter(|_| self.is_year(first))?;
        let year = first_year / 100 * 100 + number;
        (year > first_year).then(|| (at + 1, Calendar::year(year)))
    }

    /// Whether the four digits are a year and no count.
    fn is_year(&self, at: usize) -> bool {
        let Piece::Number { value, digits: 4 } = self.piece(at) else {
            return false;
        };
        let previous_touches = at > 0 && self.touches_next(at - 1);
        let is_part = at > 0
            && previous_touches
            && !self.is_dash(at - 1)
            && !self.is_any(at - 1, &["(", "“", "\"", "/", "‘", "'"]);
        if is_part || self.is_any(at + 1, &["%", "percent", "km", "people", "men", "troops"]) {
            return false;
        }
        if self.is_counted(at + 1) {
            return (1900..2100).contains(&value)
                && self.follows(at, &["in", "the", "since", "during", "of"]);
        }
        if (1900..2100).contains(&value) {
            return true;
        }
        (1000..2200).contains(&value) && self.follows(at, &BEFORE_YEARS)
    }

    /// Whether a plural noun in lower case follows, as in "2000 soldiers".
    fn is_counted(&self, at: usize) -> bool {
        let Some(atom) = self.atoms.get(at) else {
            return false;
        };
        let is_plural =
            atom.text.len() > 3 && atom.text.ends_with('s') && !atom.text.ends_with("ss");
        is_plural && !atom.is_capital() && !self.is_any(at, &["was", "has", "this", "during"])
    }

    /// Where "last June" or "this summer" points: the date that a pointer is put before.
    pub(super) fn pointable(&self, at: usize, pointer: Pointer) -> Option<(usize, Calendar)> {
        let calendar = match self.time(at)? {
            TimeWord::Month(month) if self.atoms[at].is_capital() => Calendar::month(month),
            TimeWord::Season(season) => Calendar {
                season: Some(season),
                ..Calendar::EMPTY
            },
            TimeWord::Holiday(month, day) => Calendar {
                day: Some(day),
                ..Calendar::month(month)
            },
            _ => return None,
        };
        let next = at + 1;
        let (next, day) = match self.day_number(next) {
            Some(day) if calendar.month != MonthPart::Missing && calendar.day.is_none() => {
                (next + 1, Some(day))
            }
            _ => (next, calendar.day),
        };
        Some((
            next,
            Calendar {
                day,
                pointer: Some(pointer),
                ..calendar
            },
        ))
    }
}
