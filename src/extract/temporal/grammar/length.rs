//! Lengths of time and repetitions: "nearly three years", "a four-week", "every morning", "a year" as a rate.

use super::super::atom::Piece;
use super::super::meaning::Meaning;
use super::{Grammar, Parsed};
use crate::lexicon::time::{TimeUnit, TimeWord};

impl Grammar<'_, '_> {
    /// A length of time, or "a year" as a rate.
    pub(super) fn length(&self, at: usize) -> Parsed {
        if let Some((end, count, unit)) = self.counted_unit(at) {
            let is_rate = self.time(at) == Some(TimeWord::Article) && self.is_rate(at);
            if self.time(at) == Some(TimeWord::Article) && self.is_dash(at + 2) {
                return None;
            }
            let end = self.after_unit(end);
            let value = duration(count, unit);
            return Some((
                end,
                if is_rate {
                    Meaning::Set(value)
                } else {
                    Meaning::Duration(value)
                },
            ));
        }
        self.lone_plural(at)
    }

    /// "about two years": the bound belongs to the length.
    pub(super) fn bounded(&self, at: usize) -> Parsed {
        if self.is(at, "per")
            && let Some(TimeWord::Unit(unit)) = self.time(at + 1)
            && self.is_singular(at + 1)
        {
            return Some((at + 2, Meaning::Set(duration(Some(1.0), unit))));
        }
        let (length, ()) = self
            .lexicon
            .bounds()
            .find(at, |position| self.text(position))?;
        let next = at + length;
        match self.shifted(next) {
            Some(found) => Some(found),
            None => self.length(next),
        }
    }

    /// A count and a unit: "three days", "a week", "several months", "100 days", "five-day". No count for
    /// vague ones.
    pub(super) fn counted_unit(&self, at: usize) -> Option<(usize, Option<f64>, TimeUnit)> {
        let (mut next, count) = self.count(at)?;
        if self.is_dash(next) {
            next += 1;
        }
        while self.time(next) == Some(TimeWord::Filler) && next < at + 6 {
            next += 1;
        }
        let TimeWord::Unit(unit) = self.time(next)? else {
            return None;
        };
        let is_quarterly =
            unit == TimeUnit::Quarter && self.is_any(next + 1, &["of", "to", "past"]);
        if is_quarterly || self.is_capitalized_name(next) {
            return None;
        }
        Some((next + 1, count, unit))
    }

    /// "Seven Days": a title rather than a length, unless the sentence starts with it.
    fn is_capitalized_name(&self, at: usize) -> bool {
        self.atoms[at].is_capital() && self.text(at).is_some_and(|text| text.len() > 1)
    }

    fn count(&self, at: usize) -> Option<(usize, Option<f64>)> {
        match self.piece(at) {
            Piece::Number { value, digits } if digits < 4 => {
                if self.is(at + 1, ".") && self.touches_next(at) {
                    return None;
                }
                Some((at + 1, Some(f64::from(value))))
            }
            Piece::Time(TimeWord::Number(_)) => self.number_words(at),
            Piece::Time(TimeWord::Vague) => {
                let next = at + 1;
                let next = if self.is(next, "of") { next + 1 } else { next };
                let next = match self.time(next) {
                    Some(TimeWord::Vague) => next + 1,
                    _ => next,
                };
                Some((next, None))
            }
            Piece::Time(TimeWord::Article) => match self.piece(at + 1) {
                Piece::Time(TimeWord::Vague | TimeWord::Number(12 | 100)) => self.count(at + 1),
                Piece::Time(TimeWord::Number(_)) | Piece::Number { .. } if self.is_dash(at + 2) => {
                    self.count(at + 1)
                }
                Piece::Time(TimeWord::Unit(_) | TimeWord::Filler) => Some((at + 1, Some(1.0))),
                _ => None,
            },
            _ => self.decimal(at),
        }
    }

    fn decimal(&self, at: usize) -> Option<(usize, Option<f64>)> {
        let text = self.text(at)?;
        let value = text.parse::<f64>().ok().filter(|value| *value < 1000.0)?;
        text.starts_with(|first: char| first.is_ascii_digit())
            .then_some((at + 1, Some(value)))
    }

    /// "twenty-five", "two hundred".
    fn number_words(&self, at: usize) -> Option<(usize, Option<f64>)> {
        let Some(TimeWord::Number(first)) = self.time(at) else {
            return None;
        };
        let mut total = first;
        let mut next = at + 1;
        let joined = if self.is_dash(next) { next + 1 } else { next };
        match self.time(joined) {
            Some(TimeWord::Number(unit @ 1..=9)) if total >= 20 && total % 10 == 0 => {
                total += unit;
                next = joined + 1;
            }
            Some(TimeWord::Number(100)) if total < 10 => {
                total *= 100;
                next = joined + 1;
            }
            _ => {}
        }
        Some((next, Some(f64::from(total))))
    }

    /// "old" and "long" after a length belong to it.
    fn after_unit(&self, at: usize) -> usize {
        let next = if self.is_dash(at) { at + 1 } else { at };
        if self.is_any(next, &["old", "long"]) {
            next + 1
        } else {
            at
        }
    }

    /// "for years", "in months": a plural unit without a count, after a word that asks for a length.
    fn lone_plural(&self, at: usize) -> Parsed {
        let TimeWord::Unit(unit) = self.time(at)? else {
            return None;
        };
        let is_led = self.follows(
            at,
            &[
                "for", "in", "within", "took", "over", "after", "through", "lasted",
            ],
        );
        (is_led && !self.is_singular(at)).then(|| (at + 1, Meaning::Duration(duration(None, unit))))
    }

    /// "5,000 dollars a year", "twice a day".
    fn is_rate(&self, at: usize) -> bool {
        if self.follows(at, &["once", "twice", "times", "%", "percent"]) {
            return true;
        }
        let Some(previous) = at.checked_sub(1).map(|before| self.atoms[before]) else {
            return false;
        };
        let is_plural = previous.text.ends_with('s') && !previous.is_capital();
        let is_counted = at.checked_sub(2).is_some_and(|before| {
            self.atoms[before]
                .text
                .starts_with(|first: char| first.is_ascii_digit())
        });
        is_plural && is_counted || matches!(previous.piece, Piece::Number { .. })
    }

    /// "every morning", "each Friday", "every two years", "daily".
    pub(super) fn repeated(&self, at: usize) -> Parsed {
        let value = match self.time(at)? {
            TimeWord::Frequency(value) if !self.atoms[at].is_capital() => {
                return Some((at + 1, Meaning::Set(value.to_owned())));
            }
            TimeWord::Each => match self.time(at + 1)? {
                TimeWord::Weekday(day) => format!("XXXX-WXX-{day}"),
                TimeWord::DayPart(part) => format!("XXXX-XX-XXT{part}"),
                TimeWord::Unit(TimeUnit::Night) => "XXXX-XX-XXTNI".to_owned(),
                TimeWord::Season(season) => format!("XXXX-{season}"),
                TimeWord::Month(month) => format!("XXXX-{month:02}"),
                TimeWord::Unit(unit) => duration(Some(1.0), unit),
                TimeWord::Number(_) => {
                    let (end, count, unit) = self.counted_unit(at + 1)?;
                    return Some((end, Meaning::Set(duration(count, unit))));
                }
                _ => return None,
            },
            _ => return None,
        };
        Some((at + 2, Meaning::Set(value)))
    }
}

/// The TIMEX3 value of a length; `PXD` without a count.
pub(super) fn duration(count: Option<f64>, unit: TimeUnit) -> String {
    let (prefix, code, factor) = match unit {
        TimeUnit::Second => ("PT", "S", 1.0),
        TimeUnit::Minute => ("PT", "M", 1.0),
        TimeUnit::Hour => ("PT", "H", 1.0),
        TimeUnit::Day => ("P", "D", 1.0),
        TimeUnit::Night => ("PT", "NI", 1.0),
        TimeUnit::Weekend => ("P", "WE", 1.0),
        TimeUnit::Week => ("P", "W", 1.0),
        TimeUnit::Fortnight => ("P", "W", 2.0),
        TimeUnit::Month => ("P", "M", 1.0),
        TimeUnit::Quarter => ("P", "Q", 1.0),
        TimeUnit::Year => ("P", "Y", 1.0),
        TimeUnit::Decade => ("P", "Y", 10.0),
        TimeUnit::Century => ("P", "Y", 100.0),
        TimeUnit::Millennium => ("P", "Y", 1000.0),
    };
    match (count, unit) {
        (Some(count), _) => format!("{prefix}{}{code}", count * factor),
        (None, TimeUnit::Decade) => "PXDE".to_owned(),
        (None, TimeUnit::Century) => "PXCE".to_owned(),
        (None, _) => format!("{prefix}X{code}"),
    }
}
