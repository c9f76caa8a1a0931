//! Words of time: months, units, pointers such as "last" and "following", fixed phrases, and the cues that
//! say whether a time lies ahead.

use super::error::LexiconError;
use super::key::WordKey;
use super::phrases::Phrases;
use super::read::{Record, read};
use super::table::WordTable;

/// What a word can say about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeWord {
    /// 1 to 12.
    Month(i8),
    /// Monday is 1.
    Weekday(i8),
    /// An abbreviated weekday, which counts only beside a date.
    ShortWeekday(i8),
    /// A unit of time, in singular or plural.
    Unit(TimeUnit),
    /// A season, by its TIMEX3 code.
    Season(&'static str),
    /// A part of the day, by its TIMEX3 code.
    DayPart(&'static str),
    /// Today is 0.
    DeicticDay(i32),
    /// "tonight".
    DeicticNight,
    /// "last", "this", "following".
    Pointer(Pointer),
    /// "early", "mid", "late".
    Position,
    /// "end" in "the end of May".
    Edge,
    /// "ago", "earlier", "later".
    Direction(Direction),
    /// "every", "each".
    Each,
    /// An adverb or adjective of repetition, by its TIMEX3 duration.
    Frequency(&'static str),
    /// "several", "few".
    Vague,
    /// "BC" (true) or "AD".
    Era(bool),
    /// "a.m." (false) or "p.m." (true).
    Meridiem(bool),
    /// "GMT".
    TimeZone,
    /// A feast with a fixed month and day.
    Holiday(i8, i8),
    /// A number word up to a hundred.
    Number(u32),
    /// "sixth".
    Ordinal(u32),
    /// "fiscal" in "this fiscal year".
    YearKind,
    /// "the".
    The,
    /// "a", "an".
    Article,
    /// "full" in "two full days".
    Filler,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A night.
    Night,
    /// A weekend.
    Weekend,
    /// A week.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

/// Where a pointing word points, seen from the publication or from the narrative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// The one before publication.
    Last,
    /// Those before publication, as a length of time.
    Past,
    /// The one before the time told of.
    Previous,
    /// The one of publication.
    This,
    /// The one after publication.
    Next,
    /// The one after the time told of.
    Following,
    /// The one told of.
    Same,
    /// The one told of.
    That,
}

/// How a shift is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Back from publication.
    Ago,
    /// Back from the time told of.
    Earlier,
    /// On from the time told of.
    Later,
}

/// How a time lies to the moment of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeCue {
    /// What follows is still to come.
    Future,
    /// What stands beside it is over.
    Past,
    /// Told of the last weeks.
    Recent,
    /// Within about a fortnight.
    Imminent,
}

/// Words of time.
#[derive(Debug, Default)]
pub struct TimeLexicon {
    words: WordTable<TimeWord>,
    references: Phrases<&'static str>,
    cues: Phrases<TimeCue>,
    bounds: Phrases<()>,
    /// The first words of references and bounds.
    openers: WordTable<()>,
}

impl TimeLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        lexicon.openers.insert("per", ());
        read(
            "time_words.tsv",
            include_str!("data/time_words.tsv"),
            |record| {
                let meaning = time_word(record)?;
                for word in record.list("words")? {
                    lexicon.words.insert(word, meaning);
                }
                Ok(())
            },
        )?;
        read(
            "time_phrases.tsv",
            include_str!("data/time_phrases.tsv"),
            |record| {
                let value = code(record)?;
                let phrase = record.cell("phrase")?;
                lexicon.references.add(phrase, value);
                lexicon.add_opener(phrase);
                Ok(())
            },
        )?;
        read(
            "time_bounds.tsv",
            include_str!("data/time_bounds.tsv"),
            |record| {
                let phrase = record.cell("phrase")?;
                lexicon.bounds.add(phrase, ());
                lexicon.add_opener(phrase);
                Ok(())
            },
        )?;
        read(
            "time_cues.tsv",
            include_str!("data/time_cues.tsv"),
            |record| {
                let cue = match record.cell("class")? {
                    "future" => TimeCue::Future,
                    "past" => TimeCue::Past,
                    "recent" => TimeCue::Recent,
                    "imminent" => TimeCue::Imminent,
                    other => return Err(record.error(format!("no class of cues `{other}`"))),
                };
                lexicon.cues.add(record.cell("phrase")?, cue);
                Ok(())
            },
        )?;
        Ok(lexicon)
    }

    /// What a word, in any case and without a final stop, says about time.
    pub fn word(&self, word: &str) -> Option<TimeWord> {
        self.words.get(word).copied()
    }

    /// What a word says about time whose key is known.
    pub fn word_by_key(&self, key: WordKey, word: &str) -> Option<TimeWord> {
        self.words.get_by_key(key, word).copied()
    }

    /// Whether a time expression can begin with a word that says nothing about time by itself.
    pub fn opens_expression(&self, word: &str) -> bool {
        self.openers.get(word).is_some()
    }

    /// The same for a word whose key is known.
    pub fn opens_expression_by_key(&self, key: WordKey, word: &str) -> bool {
        self.openers.get_by_key(key, word).is_some()
    }

    fn add_opener(&mut self, phrase: &str) {
        let first = phrase.split(' ').next().unwrap_or_default();
        self.openers.insert(first, ());
    }

    /// Fixed phrases that refer to present, past or future, with their TIMEX3 values.
    pub fn references(&self) -> &Phrases<&'static str> {
        &self.references
    }

    /// What may stand before a length of time and belongs to it: "more than".
    pub fn bounds(&self) -> &Phrases<()> {
        &self.bounds
    }

    /// Cues that say how a time lies to the moment of writing.
    pub fn cues(&self) -> &Phrases<TimeCue> {
        &self.cues
    }
}

fn time_word(record: &Record<'_>) -> Result<TimeWord, LexiconError> {
    let value = record.cell("value")?;
    let small = || {
        value
            .parse::<i8>()
            .map_err(|_| record.error("not a small number"))
    };
    let count = || {
        value
            .parse::<u32>()
            .map_err(|_| record.error("not a number"))
    };
    Ok(match record.cell("class")? {
        "month" => TimeWord::Month(small()?),
        "weekday" => TimeWord::Weekday(small()?),
        "short_weekday" => TimeWord::ShortWeekday(small()?),
        "unit" => {
            TimeWord::Unit(unit(value).ok_or_else(|| record.error(format!("no unit `{value}`")))?)
        }
        "season" => TimeWord::Season(code(record)?),
        "day_part" => TimeWord::DayPart(code(record)?),
        "deictic_day" => TimeWord::DeicticDay(i32::from(small()?)),
        "deictic_night" => TimeWord::DeicticNight,
        "pointer" => TimeWord::Pointer(
            pointer(value).ok_or_else(|| record.error(format!("no pointer `{value}`")))?,
        ),
        "position" => TimeWord::Position,
        "edge" => TimeWord::Edge,
        "direction" => match value {
            "ago" => TimeWord::Direction(Direction::Ago),
            "earlier" => TimeWord::Direction(Direction::Earlier),
            "later" => TimeWord::Direction(Direction::Later),
            other => return Err(record.error(format!("no direction `{other}`"))),
        },
        "each" => TimeWord::Each,
        "frequency" => TimeWord::Frequency(code(record)?),
        "vague" => TimeWord::Vague,
        "era" => TimeWord::Era(value == "before"),
        "meridiem" => TimeWord::Meridiem(value == "pm"),
        "time_zone" => TimeWord::TimeZone,
        "holiday" => {
            let day = value.split_once('-').and_then(|(month, day)| {
                Some(TimeWord::Holiday(month.parse().ok()?, day.parse().ok()?))
            });
            day.ok_or_else(|| record.error("not a month and a day"))?
        }
        "number" => TimeWord::Number(count()?),
        "ordinal" => TimeWord::Ordinal(count()?),
        "year_kind" => TimeWord::YearKind,
        "the" => TimeWord::The,
        "article" => TimeWord::Article,
        "filler" => TimeWord::Filler,
        other => return Err(record.error(format!("no class of words of time `{other}`"))),
    })
}

/// The TIMEX3 codes that the data files use.
const CODES: [&str; 19] = [
    "SP",
    "SU",
    "FA",
    "WI",
    "MO",
    "MI",
    "AF",
    "EV",
    "NI",
    "DT",
    "P1D",
    "P1W",
    "P1M",
    "P1Q",
    "P1Y",
    "PT1H",
    "PRESENT_REF",
    "PAST_REF",
    "FUTURE_REF",
];

fn code(record: &Record<'_>) -> Result<&'static str, LexiconError> {
    let value = record.cell("value")?;
    let known = CODES.iter().find(|code| **code == value).copied();
    known.ok_or_else(|| record.error(format!("no code `{value}`")))
}

fn unit(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "night" => TimeUnit::Night,
        "weekend" => TimeUnit::Weekend,
        "week" => TimeUnit::Week,
        "fortnight" => TimeUnit::Fortnight,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        "millennium" => TimeUnit::Millennium,
        _ => return None,
    })
}

fn pointer(word: &str) -> Option<Pointer> {
    Some(match word {
        "last" => Pointer::Last,
        "past" => Pointer::Past,
        "previous" => Pointer::Previous,
        "this" => Pointer::This,
        "next" => Pointer::Next,
        "following" => Pointer::Following,
        "same" => Pointer::Same,
        "that" => Pointer::That,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load_and_know_their_classes() {
        let lexicon = TimeLexicon::load().unwrap();
        assert_eq!(lexicon.word("sept"), Some(TimeWord::Month(9)));
        assert_eq!(lexicon.word("sunday"), Some(TimeWord::Weekday(7)));
        assert_eq!(
            lexicon.word("previous"),
            Some(TimeWord::Pointer(Pointer::Previous))
        );
        assert_eq!(lexicon.word("tank"), None);
    }
}
