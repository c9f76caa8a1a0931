//! Meanings → values: places what a time expression says in the calendar, relative to the publication and
//! to the time last told of.

use super::meaning::{Base, Calendar, Meaning, MonthPart, YearPart};
use super::story::{Story, is_placeable};
use super::units;
use crate::lexicon::time::{Direction, Pointer, TimeUnit};
use crate::model::date::{Day, PartialDate, Precision, civil};
use crate::model::facts::TimexType;

/// From where expressions are measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    /// When the article was published, as far as it is known.
    pub(super) published: Option<PartialDate>,
    /// Whether the text is a history, whose bare months belong to the year last told of.
    pub(super) is_history: bool,
}

/// A placed expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) timex_type: TimexType,
    pub(super) timex_value: Option<String>,
    pub(super) date: Option<PartialDate>,
}

impl Placed {
    fn date(value: String, date: Option<PartialDate>) -> Self {
        Self {
            timex_type: if value.contains('T') {
                TimexType::Time
            } else {
                TimexType::Date
            },
            timex_value: Some(value),
            date,
        }
    }

    fn other(timex_type: TimexType, value: &str) -> Self {
        Self {
            timex_type,
            timex_value: Some(value.to_owned()),
            date: None,
        }
    }
}

impl Anchor {
    /// A day of the publication's unit, if the publication lies within one such unit.
    fn day_within(&self, unit: TimeUnit) -> Option<Day> {
        let published = self.published?;
        // Any day of a week tells its weekend.
        let unit = if unit == TimeUnit::Weekend {
            TimeUnit::Week
        } else {
            unit
        };
        let around = units::interval(published.first, unit)?;
        around.contains(published).then_some(published.first)
    }

    /// Places one expression and moves the story on.
    pub(super) fn place(&self, meaning: &Meaning, is_future: bool, story: &mut Story) -> Placed {
        match meaning {
            Meaning::Calendar(calendar) => self.place_calendar(calendar, is_future, story),
            Meaning::DeicticDay(offset, part) => {
                let day = self.day_within(TimeUnit::Day).map(|today| today + offset);
                self.place_day(day, *part, "XXXX-XX-XX", story)
            }
            Meaning::Weekday {
                weekday,
                pointer,
                part,
            } => {
                let day = self.weekday(*weekday, *pointer, is_future, story);
                self.place_day(day, *part, &format!("XXXX-WXX-{weekday}"), story)
            }
            Meaning::Unit { unit, offset, base } => {
                // "will meet over the weekend"
                let is_coming = *unit == TimeUnit::Weekend && is_future && *offset < 0;
                let offset = if is_coming { 0 } else { *offset };
                self.place_unit(*unit, offset, *base, story)
            }
            Meaning::Shift {
                count,
                unit,
                direction,
            } => self.place_shift(*count, *unit, *direction, story),
            Meaning::PartOfDay { part, base } => {
                let day = match base {
                    Base::Publication => self.day_within(TimeUnit::Day),
                    Base::Narrative => story.day,
                };
                self.place_day(day, Some(part), "XXXX-XX-XX", story)
            }
            Meaning::Duration(value) => Placed::other(TimexType::Duration, value),
            Meaning::Set(value) => Placed::other(TimexType::Set, value),
            Meaning::Reference(value) => Placed::other(TimexType::Date, value),
        }
    }

    /// A day that points from the publication; within the publication's interval if the day is unknown.
    fn place_day(
        &self,
        day: Option<Day>,
        part: Option<&str>,
        unknown: &str,
        story: &mut Story,
    ) -> Placed {
        let suffix = part.map(|part| format!("T{part}")).unwrap_or_default();
        let Some(day) = day else {
            return Placed::date(format!("{unknown}{suffix}"), self.published);
        };
        if !self.is_history {
            *story = Story::at(day);
        }
        Placed::date(
            format!("{}{suffix}", units::value(day, TimeUnit::Day)),
            Some(PartialDate::day(day)),
        )
    }

    fn weekday(
        &self,
        weekday: i8,
        pointer: Option<Pointer>,
        is_future: bool,
        story: &Story,
    ) -> Option<Day> {
        let today = match pointer {
            Some(Pointer::Following | Pointer::Previous | Pointer::Same | Pointer::That) => {
                story.day?
            }
            _ if self.is_history => return None,
            _ => self.day_within(TimeUnit::Day)?,
        };
        let since =
            i32::from(civil(today).weekday().to_monday_one_offset() - weekday).rem_euclid(7);
        let latest = today - since;
        Some(match pointer {
            Some(Pointer::Last | Pointer::Previous | Pointer::Past) if since == 0 => today - 7,
            Some(Pointer::Next | Pointer::Following) => latest + 7,
            Some(Pointer::This) => {
                let monday = PartialDate::unit(today, Precision::Week).first;
                monday + i32::from(weekday) - 1
            }
            None if is_future && since != 0 => latest + 7,
            _ => latest,
        })
    }

    fn place_unit(&self, unit: TimeUnit, offset: i32, base: Base, story: &mut Story) -> Placed {
        if base == Base::Narrative
            && unit == TimeUnit::Year
            && story.year.is_some_and(|year| year < 0)
        {
            story.year = story
                .year
                .map(|year| year.saturating_add(i16::try_from(offset).unwrap_or(0)));
            return Placed::date(year_value(story.year), None);
        }
        let start = match base {
            Base::Publication => self.day_within(unit),
            Base::Narrative => story.day_for(unit),
        };
        let day = start.and_then(|day| units::shifted(day, unit, offset));
        let Some(day) = day else {
            // "earlier this week" of an article of some month lies in that month, as far as anyone can say.
            let within = self
                .published
                .filter(|_| base == Base::Publication && offset == 0);
            return Placed::date(units::unknown(unit).to_owned(), within);
        };
        if base == Base::Narrative || !self.is_history {
            *story = Story::around(day, unit);
        }
        Placed::date(units::value(day, unit), units::interval(day, unit))
    }

    fn place_shift(
        &self,
        count: Option<f64>,
        unit: TimeUnit,
        direction: Direction,
        story: &mut Story,
    ) -> Placed {
        let Some(count) = count else {
            let value = match direction {
                Direction::Later => "FUTURE_REF",
                Direction::Ago | Direction::Earlier => "PAST_REF",
            };
            return Placed::other(TimexType::Date, value);
        };
        let sign = if direction == Direction::Later {
            1.0
        } else {
            -1.0
        };
        let start = match direction {
            Direction::Ago => self.day_within(unit),
            Direction::Earlier | Direction::Later => story
                .day_for(unit)
                .or_else(|| self.day_within(unit).filter(|_| !self.is_history)),
        };
        let whole = whole_number(count * sign);
        let day = start
            .zip(whole)
            .and_then(|(day, count)| units::shifted(day, unit, count));
        let Some(day) = day else {
            return Placed::date(units::unknown(unit).to_owned(), None);
        };
        if direction != Direction::Ago {
            *story = Story::around(day, unit);
        }
        Placed::date(units::value(day, unit), units::interval(day, unit))
    }

    fn place_calendar(&self, calendar: &Calendar, is_future: bool, story: &mut Story) -> Placed {
        let month = self.month_of(calendar, story);
        let year = self.year_of(calendar, month, is_future, story);
        if let YearPart::Decade(first) = calendar.year {
            if first < 0 {
                return Placed::date(format!("BC{:03}", first.unsigned_abs() / 10), None);
            }
            let date = PartialDate::unit(PartialDate::year(first).first, Precision::Decade);
            return Placed::date(
                format!("{:03}", first / 10),
                (first >= 1000).then_some(date),
            );
        }
        if let YearPart::Century(hundreds) = calendar.year {
            let era = if hundreds < 0 { "BC" } else { "" };
            return Placed::date(format!("{era}{:02}", hundreds.unsigned_abs()), None);
        }
        if calendar.clock.is_some() && month.is_none() {
            return self.place_clock(calendar, story);
        }
        let mut value = year_value(year);
        let mut date = year
            .filter(|year| is_placeable(*year))
            .map(PartialDate::year);
        if let Some(season) = calendar.season {
            value = format!("{value}-{season}");
            date = year
                .filter(|year| is_placeable(*year))
                .and_then(|year| season_of(year, season));
        } else if let Some(quarter) = calendar.quarter {
            value = format!("{value}-Q{quarter}");
            let first = year.and_then(|year| PartialDate::month(year, quarter * 3 - 2));
            date = first.map(|month| PartialDate::unit(month.first, Precision::Quarter));
        } else if let Some(month) = month {
            value = format!("{value}-{month:02}");
            date = year
                .filter(|year| is_placeable(*year))
                .and_then(|year| PartialDate::month(year, month));
        }
        if let Some(day) = calendar.day {
            let has_month = month.is_some();
            value = format!("{value}{}-{day:02}", if has_month { "" } else { "-XX" });
            date = year
                .zip(month)
                .and_then(|(year, month)| day_of(year, month, day, calendar));
        }
        story.follow(year, month, date);
        if let Some((hour, minute)) = calendar.clock {
            value = format!("{value}T{hour:02}:{minute:02}");
        } else if let Some(part) = calendar.part {
            value = format!("{value}T{part}");
        }
        Placed::date(value, date)
    }

    fn place_clock(&self, calendar: &Calendar, story: &mut Story) -> Placed {
        let (hour, minute) = calendar.clock.unwrap_or_default();
        let day = story.day.or_else(|| self.day_within(TimeUnit::Day));
        let date = day.map_or("XXXX-XX-XX".to_owned(), |day| {
            units::value(day, TimeUnit::Day)
        });
        Placed::date(
            format!("{date}T{hour:02}:{minute:02}"),
            day.map(PartialDate::day),
        )
    }

    fn month_of(&self, calendar: &Calendar, story: &Story) -> Option<i8> {
        match calendar.month {
            MonthPart::Missing => None,
            MonthPart::Stated(month) => Some(month),
            MonthPart::Pointed(offset, base) => {
                let month = match base {
                    Base::Publication => civil(self.day_within(TimeUnit::Month)?).month(),
                    Base::Narrative => story.month?,
                };
                let moved = i32::from(month) - 1 + offset;
                i8::try_from(moved.rem_euclid(12) + 1).ok()
            }
        }
    }

    fn year_of(
        &self,
        calendar: &Calendar,
        month: Option<i8>,
        is_future: bool,
        story: &Story,
    ) -> Option<i16> {
        match calendar.year {
            YearPart::Stated(year) => Some(year),
            YearPart::BeforeChrist(year) => Some(-year),
            YearPart::Decade(_) | YearPart::Century(_) => None,
            YearPart::Pointed(offset, base) => {
                let year = match base {
                    Base::Publication => civil(self.day_within(TimeUnit::Year)?).year(),
                    Base::Narrative => story.year?,
                };
                year.checked_add(i16::try_from(offset).ok()?)
            }
            YearPart::Missing
                if matches!(calendar.month, MonthPart::Pointed(_, Base::Narrative)) =>
            {
                story.year
            }
            YearPart::Missing if self.is_history => story.year,
            YearPart::Missing => self.nearest_year(calendar, month, is_future),
        }
    }

    /// The year of a month, day, season or quarter that is told without one.
    fn nearest_year(&self, calendar: &Calendar, month: Option<i8>, is_future: bool) -> Option<i16> {
        let published = self.published?;
        let today = civil(self.day_within(TimeUnit::Month)?);
        let this_month = today.month();
        let month = match (month, calendar.season, calendar.quarter) {
            (Some(month), _, _) => month,
            (None, Some(season), _) => first_month(season),
            (None, None, Some(quarter)) => quarter * 3 - 2,
            (None, None, None) => return None,
        };
        let months_back = (this_month - month).rem_euclid(12);
        let is_past_day = match calendar.day {
            Some(day) if months_back == 0 => {
                published.precision != Precision::Day || day <= today.day()
            }
            _ => true,
        };
        let latest = if month <= this_month && is_past_day {
            today.year()
        } else {
            today.year() - 1
        };
        let next = if is_past_day && (months_back != 0 || calendar.day.is_some())
            || months_back == 0 && !is_past_day
        {
            latest + 1
        } else {
            latest
        };
        Some(match calendar.pointer {
            // "last September" in October is the one of the year before: the latest would be named plainly.
            Some(Pointer::Last | Pointer::Past | Pointer::Previous) => {
                let is_too_near =
                    calendar.season.is_none() && months_back < 2 && month <= this_month;
                if is_too_near { latest - 1 } else { latest }
            }
            Some(Pointer::This) => today.year(),
            Some(Pointer::Next) => {
                if month > this_month {
                    today.year()
                } else {
                    today.year() + 1
                }
            }
            _ if is_future && months_back != 0 => next,
            _ if is_future && calendar.day.is_some() && !is_past_day => latest + 1,
            _ => latest,
        })
    }
}

fn day_of(year: i16, month: i8, day: i8, calendar: &Calendar) -> Option<PartialDate> {
    if !is_placeable(year) {
        return None;
    }
    let first = PartialDate::ymd(year, month, day)?;
    match calendar.last_day {
        Some(last) => PartialDate::ymd(year, month, last).map(|last| first.to(last)),
        None => Some(first),
    }
}

fn year_value(year: Option<i16>) -> String {
    match year {
        Some(year) if year < 0 => format!("BC{:04}", year.unsigned_abs()),
        Some(year) => format!("{year:04}"),
        None => "XXXX".to_owned(),
    }
}

fn season_of(year: i16, season: &str) -> Option<PartialDate> {
    let first = first_month(season);
    if first == 12 {
        return Some(PartialDate::year(year));
    }
    Some(PartialDate::month(year, first)?.to(PartialDate::month(year, first + 2)?))
}

fn first_month(season: &str) -> i8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the range is checked before"
)]
fn whole_number(count: f64) -> Option<i32> {
    let rounded = count.round();
    (rounded.abs() < 1e6).then_some(rounded as i32)
}
