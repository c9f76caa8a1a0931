//! Text → publication date, where no record or address states one.
//!
//! The best evidence is a full date in a dateline, or in a caption whose weekday the body names. Else what the
//! body says is collected as bounds on the day of writing ("nearly three-year", "since January 2015"), and a
//! date is claimed only as finely as the bounds support.

use super::atom::Atom;
use super::grammar::Phrase;
use super::is_future;
use super::meaning::{Calendar, Meaning, MonthPart, YearPart};
use crate::lexicon::time::{TimeCue, TimeLexicon};
use crate::model::article::{PublishedBasis, Zone};
use crate::model::date::{Day, PartialDate, Precision, civil};
use crate::text::document::Document;

/// Infers the publication date; nothing where the text does not support one.
pub(super) fn infer(
    document: &Document<'_>,
    atoms: &[Atom<'_>],
    phrases: &[Phrase],
    lexicon: &TimeLexicon,
) -> Option<(PartialDate, PublishedBasis)> {
    let evidence = Evidence {
        document,
        atoms,
        phrases,
        lexicon,
    };
    let told = evidence.latest_told();
    if let Some(day) = evidence
        .dateline()
        .filter(|day| told.is_none_or(|told| told <= *day))
    {
        return Some((PartialDate::day(day), PublishedBasis::Dateline));
    }
    let (first, last) = evidence.bounds(told)?;
    let date = [Precision::Day, Precision::Month, Precision::Year]
        .into_iter()
        .map(|precision| PartialDate::unit(first, precision))
        .find(|unit| last <= unit.last)?;
    Some((date, PublishedBasis::Text))
}

/// What the inference reads.
struct Evidence<'find, 'text> {
    document: &'find Document<'text>,
    atoms: &'find [Atom<'text>],
    phrases: &'find [Phrase],
    lexicon: &'find TimeLexicon,
}

/// First and last day, both included.
type Days = (Day, Day);

impl Evidence<'_, '_> {
    fn sentence(&self, phrase: &Phrase) -> usize {
        self.document.sentence_of(self.atoms[phrase.start].token)
    }

    fn is_future(&self, phrase: &Phrase) -> bool {
        is_future(self.atoms, phrase.start, self.lexicon)
    }

    /// The latest day on which something told as past can have begun: the text is not older.
    fn latest_told(&self) -> Option<Day> {
        let told = self.phrases.iter().filter(|phrase| !self.is_future(phrase));
        told.filter_map(|phrase| calendar(phrase).and_then(stated))
            .map(|date| date.first)
            .max()
    }

    /// A full date at the head of the text, or the latest one in a caption that agrees with the body.
    fn dateline(&self) -> Option<Day> {
        let mut in_caption = None;
        for phrase in self.phrases {
            let Some(day) = full_date(phrase) else {
                continue;
            };
            let position = self.sentence(phrase);
            let sentence = &self.document.sentences[position];
            if position < 4 && self.is_dateline(phrase, position) {
                return Some(day);
            }
            if sentence.zone == Zone::Caption && self.names_weekday_of(day) {
                in_caption = in_caption.max(Some(day));
            }
        }
        in_caption
    }

    /// Whether little but the date stands in its line, or a dash or bracket follows it near the head of the line.
    fn is_dateline(&self, phrase: &Phrase, sentence: usize) -> bool {
        const OTHER_TOKENS: usize = 5;
        let sentence = &self.document.sentences[sentence];
        let (first, last) = (
            self.atoms[phrase.start].token,
            self.atoms[phrase.end - 1].token,
        );
        let before = first - sentence.tokens.start;
        let after = sentence.tokens.end.saturating_sub(last + 1);
        let next = self.atoms.get(phrase.end);
        let is_closed =
            next.is_some_and(|atom| atom.is_dash() || matches!(atom.text, "(" | "--" | "|"));
        before + after <= OTHER_TOKENS || before <= OTHER_TOKENS && is_closed
    }

    /// Whether the body tells of a past weekday, and it is that of the day.
    fn names_weekday_of(&self, day: Day) -> bool {
        let expected = civil(day).weekday().to_monday_one_offset();
        self.phrases.iter().any(|phrase| match phrase.meaning {
            Meaning::Weekday {
                weekday,
                pointer: None,
                ..
            } => weekday == expected && !self.is_future(phrase),
            _ => false,
        })
    }

    /// The days on which the text can have been written, if both ends are known.
    fn bounds(&self, told: Option<Day>) -> Option<Days> {
        let mut days: Option<Days> = None;
        for (length, since) in self.lengths_with_starts() {
            days = Some(match days {
                None => days_after(since, length),
                Some(days) => meet(days, days_after(since, length))?,
            });
        }
        let (first, last) = days?;
        let mut days = meet((first, last), (told.unwrap_or(first), last))?;
        for phrase in self.phrases {
            if let Some(yearly) = self.near_writing(phrase) {
                let fits = |year: i16| yearly(year).and_then(|around| meet(days, around));
                let years = civil(days.0).year()..=civil(days.1).year();
                let mut fitting = years.filter_map(fits);
                if let (Some(only), None) = (fitting.next(), fitting.next()) {
                    days = only;
                }
            }
        }
        Some(days)
    }

    /// Lengths up to the moment of writing, each with the start named near it: "over four years" beside
    /// "since March 2011".
    fn lengths_with_starts(&self) -> Vec<(Length, PartialDate)> {
        const NEAR: usize = 3;
        let mut found = Vec::new();
        for phrase in self.phrases {
            let Some(length) = self.length(phrase) else {
                continue;
            };
            let at = self.sentence(phrase);
            for other in self.phrases {
                let is_since = other.start > 0
                    && self.atoms[other.start - 1]
                        .text
                        .eq_ignore_ascii_case("since");
                let Some(date) = calendar(other).and_then(stated).filter(|_| is_since) else {
                    continue;
                };
                if self.sentence(other).abs_diff(at) <= NEAR && date.precision <= Precision::Month {
                    found.push((length, date));
                }
            }
        }
        found
    }

    fn length(&self, phrase: &Phrase) -> Option<Length> {
        let Meaning::Duration(value) = &phrase.meaning else {
            return None;
        };
        let years: i32 = value.strip_prefix('P')?.strip_suffix('Y')?.parse().ok()?;
        let is_small = (1..100).contains(&years);
        let word = |at: usize| self.atoms.get(at).map_or("", |atom| atom.text);
        let before = phrase.start.checked_sub(1).map_or("", word);
        let inside = word(phrase.start);
        let is = |words: &[&str]| {
            words.iter().any(|known| {
                before.eq_ignore_ascii_case(known) || inside.eq_ignore_ascii_case(known)
            })
        };
        let (least, most) = if is(&["nearly", "almost", "under"]) {
            (years * 12 - 6, years * 12)
        } else if is(&["over", "more", "than", "past"]) {
            (years * 12, years * 12 + 12)
        } else {
            (years * 12 - 6, years * 12 + 6)
        };
        is_small.then_some(Length { least, most })
    }

    /// The days near the moment of writing that a month or day without a year stands for, by year.
    fn near_writing(&self, phrase: &Phrase) -> Option<Box<dyn Fn(i16) -> Option<Days>>> {
        const FORTNIGHT: Day = 13;
        let calendar = calendar(phrase)?;
        let (MonthPart::Stated(month), YearPart::Missing, None) =
            (calendar.month, calendar.year, calendar.pointer)
        else {
            return None;
        };
        let sentence = self.sentence(phrase);
        match calendar.day {
            None if !self.is_future(phrase) && self.has_cue(sentence, TimeCue::Recent) => {
                let is_late = self.atoms[phrase.start].text.eq_ignore_ascii_case("late");
                Some(Box::new(move |year| {
                    let told = PartialDate::month(year, month)?;
                    let next = PartialDate::unit(told.last + 1, Precision::Month);
                    Some((if is_late { next.first } else { told.first }, next.last))
                }))
            }
            Some(day) if self.has_cue(sentence, TimeCue::Imminent) => Some(Box::new(move |year| {
                let day = PartialDate::ymd(year, month, day)?.first;
                Some((day - FORTNIGHT, day - 1))
            })),
            _ => None,
        }
    }

    fn has_cue(&self, sentence: usize, cue: TimeCue) -> bool {
        let mut tokens = self.document.sentences[sentence].tokens.clone();
        let end = tokens.end;
        let text = |position: usize| (position < end).then(|| self.document.token_text(position));
        tokens.any(|position| {
            self.lexicon
                .cues()
                .find(position, text)
                .is_some_and(|(_, found)| found == cue)
        })
    }
}

/// A length of time in months, both ends included.
#[derive(Debug, Clone, Copy)]
struct Length {
    least: i32,
    most: i32,
}

fn days_after(start: PartialDate, length: Length) -> Days {
    use crate::lexicon::time::TimeUnit::Month;
    let moved = |day: Day, months: i32| super::units::shifted(day, Month, months).unwrap_or(day);
    (
        moved(start.first, length.least),
        moved(start.last, length.most),
    )
}

fn meet(left: Days, right: Days) -> Option<Days> {
    let (first, last) = (left.0.max(right.0), left.1.min(right.1));
    (first <= last).then_some((first, last))
}

fn calendar(phrase: &Phrase) -> Option<&Calendar> {
    match &phrase.meaning {
        Meaning::Calendar(calendar) => Some(calendar),
        _ => None,
    }
}

/// The date of an expression that states its year.
fn stated(calendar: &Calendar) -> Option<PartialDate> {
    let YearPart::Stated(year @ 1..9000) = calendar.year else {
        return None;
    };
    let MonthPart::Stated(month) = calendar.month else {
        return Some(PartialDate::year(year));
    };
    match calendar.day {
        Some(day) => PartialDate::ymd(year, month, day),
        None => PartialDate::month(year, month),
    }
}

/// The day of an expression that states year, month and day, if its weekday agrees where it states one.
fn full_date(phrase: &Phrase) -> Option<Day> {
    let calendar = calendar(phrase)?;
    let date = stated(calendar).filter(|date| date.first == date.last)?;
    let weekday = civil(date.first).weekday().to_monday_one_offset();
    let agrees = calendar.weekday.is_none_or(|stated| stated == weekday);
    agrees.then_some(date.first)
}
