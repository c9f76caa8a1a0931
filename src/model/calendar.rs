//! Dates moved and gathered by the calendar.

use jiff::Span as Lapse;
use jiff::civil::Date;

use super::date::{Day, OPEN_END, OPEN_START, PartialDate, Precision, civil, days};

/// Monday, the first day of year 1: bins of days are counted from here, so that those of seven days
/// are weeks.
const FIRST_MONDAY: Day = -719_162;

/// 1 January of year 0, before which no date is moved.
const FIRST_DAY: Day = -719_528;

/// Longer than the calendar, and safe to count with.
const MAX_MONTHS: i64 = 120_000;

/// The width of a bin of time; at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinWidth {
    /// So many days.
    Days(Day),
    /// So many months.
    Months(i32),
}

impl PartialDate {
    /// The interval some days later; open ends stay open. Both ends are given, since a part of a day
    /// widens a date: half a day later is this day or the next.
    #[must_use]
    pub fn later(self, first: Day, last: Day) -> Self {
        Self {
            first: closed(self.first).map_or(self.first, |day| day.saturating_add(first)),
            last: closed(self.last).map_or(self.last, |day| day.saturating_add(last)),
            precision: self.precision,
        }
    }

    /// The interval some months later by the calendar: a day that a month lacks is its last, the end
    /// of a month stays one, open ends stay open. What was a unit of the calendar and is none any
    /// more, such as the year from February, has the precision of its months.
    ///
    /// ```
    /// use dateline::model::date::PartialDate;
    /// let later = |text: &str, months| text.parse::<PartialDate>().map(|it| it.months_later(months).to_string());
    /// assert_eq!(later("2016-01-31", 1)?, "2016-02-29");
    /// assert_eq!(later("2016-02", 1)?, "2016-03");
    /// assert_eq!(later("2016", 1)?, "2016-02/2017-01");
    /// # Ok::<(), dateline::model::date::DateError>(())
    /// ```
    #[must_use]
    pub fn months_later(self, months: i64) -> Self {
        let is_coarse = self.precision >= Precision::Month;
        let first = closed(self.first).map_or(self.first, |day| month_later(day, months));
        let last = closed(self.last).map_or(self.last, |day| {
            if is_coarse && civil(day.saturating_add(1)).day() == 1 {
                month_later(day + 1, months) - 1
            } else {
                month_later(day, months)
            }
        });
        let moved = Self {
            first,
            last,
            precision: self.precision,
        };
        if self.precision > Precision::Month && self.is_aligned() && !moved.is_aligned() {
            return Self {
                precision: Precision::Month,
                ..moved
            };
        }
        moved
    }

    /// Whether both ends are those of units of its precision.
    fn is_aligned(self) -> bool {
        let starts = |day| Self::unit(day, self.precision).first == day;
        let ends = |day| Self::unit(day, self.precision).last == day;
        closed(self.first).is_none_or(starts) && closed(self.last).is_none_or(ends)
    }

    /// The bin that contains all days from `first` to `last`: bins of days are counted from Monday, 1
    /// January of year 1, those of months from January of year 0. `None` if no bin contains them all.
    pub fn bin(first: Day, last: Day, width: BinWidth) -> Option<Self> {
        let (first, last) = (closed(first)?, closed(last)?);
        let bin = match width {
            BinWidth::Days(width) => {
                let width = width.max(1);
                let start = (first - FIRST_MONDAY).div_euclid(width) * width + FIRST_MONDAY;
                span_of_days(start, start + width - 1)
            }
            BinWidth::Months(width) => {
                let (width, day) = (width.max(1), civil(first));
                let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
                span_of_months(months.div_euclid(width) * width, width)?
            }
        };
        (last <= bin.last).then_some(bin)
    }

    /// The interval of the same width that follows a bin; `None` after an open end.
    pub fn following(self) -> Option<Self> {
        let (first, last) = (closed(self.first)?, closed(self.last)?);
        if self == Self::unit(first, self.precision) {
            return Some(Self::unit(last.checked_add(1)?, self.precision));
        }
        if self.precision < Precision::Month {
            return Some(span_of_days(last + 1, last + 1 + (last - first)));
        }
        let (start, after) = (civil(first), civil(last + 1));
        let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        span_of_months(months(after), months(after) - months(start))
    }
}

/// Some days as a date: a day or a week if they are one.
fn span_of_days(first: Day, last: Day) -> PartialDate {
    let week = PartialDate::unit(first, Precision::Week);
    if (week.first, week.last) == (first, last) {
        return week;
    }
    PartialDate {
        first,
        last,
        precision: Precision::Day,
    }
}

/// Some months as a date, counted from January of year 0: in the coarsest units that they are made of.
fn span_of_months(start: i32, count: i32) -> Option<PartialDate> {
    let first_of = |month: i32| {
        let year = i16::try_from(month.div_euclid(12)).ok()?;
        let month = i8::try_from(month.rem_euclid(12) + 1).ok()?;
        Date::new(year, month, 1).ok().map(days)
    };
    let (first, last) = (first_of(start)?, first_of(start.checked_add(count)?)? - 1);
    let units = [(Precision::Decade, 120), (Precision::Year, 12)];
    let is_quarter = count == 3 && start.rem_euclid(3) == 0;
    let whole = units
        .into_iter()
        .find(|(_, months)| start.rem_euclid(*months) == 0 && count % months == 0)
        .or(is_quarter.then_some((Precision::Quarter, 3)));
    Some(PartialDate {
        first,
        last,
        precision: whole.map_or(Precision::Month, |(precision, _)| precision),
    })
}

/// The day, unless it is an open end.
fn closed(day: Day) -> Option<Day> {
    (day > OPEN_START && day < OPEN_END).then_some(day)
}

fn month_later(day: Day, months: i64) -> Day {
    let lapse = Lapse::new().months(months.clamp(-MAX_MONTHS, MAX_MONTHS));
    days(civil(day).saturating_add(lapse)).max(FIRST_DAY)
}

/// The parts of a date that can be written, by their letter in a pattern.
pub const FORMAT_LETTERS: &str = "YymdejbBaAuqVG";

/// A part of the interval from `first` to `last`, by its letter: `Y` year, `m` month, `B` its name, `d`
/// day and so on as in strftime, `q` quarter. `None` if the interval is vaguer than that part, or has
/// an open end, or no part has the letter.
pub fn date_part(first: Day, last: Day, letter: char) -> Option<String> {
    let unit = match letter {
        'Y' | 'y' => Precision::Year,
        'q' => Precision::Quarter,
        'm' | 'b' | 'B' => Precision::Month,
        'V' | 'G' => Precision::Week,
        'd' | 'e' | 'j' | 'a' | 'A' | 'u' => Precision::Day,
        _ => return None,
    };
    let (first, last) = (closed(first)?, closed(last)?);
    if last > PartialDate::unit(first, unit).last {
        return None;
    }
    let day = civil(first);
    Some(match letter {
        'Y' => format!("{:04}", day.year()),
        'y' => format!("{:02}", day.year().rem_euclid(100)),
        'q' => ((day.month() - 1) / 3 + 1).to_string(),
        'm' => format!("{:02}", day.month()),
        'b' => day.strftime("%b").to_string(),
        'B' => day.strftime("%B").to_string(),
        'V' => format!("{:02}", day.iso_week_date().week()),
        'G' => format!("{:04}", day.iso_week_date().year()),
        'd' => format!("{:02}", day.day()),
        'e' => day.day().to_string(),
        'j' => format!("{:03}", day.day_of_year()),
        'a' => day.strftime("%a").to_string(),
        'A' => day.strftime("%A").to_string(),
        _ => day.weekday().to_monday_one_offset().to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_go_by_the_calendar() {
        let check = |text: &str, months: i64, expected: &str| {
            assert_eq!(
                read(text).months_later(months).to_string(),
                expected,
                "{text} {months}"
            );
        };
        check("2016-01-31", 1, "2016-02-29");
        check("2016-03-31", -1, "2016-02-29");
        check("2015-01-31", 1, "2015-02-28");
        check("2016-02-29", 12, "2017-02-28");
        check("2016-02", 1, "2016-03");
        check("2016-Q1", 3, "2016-Q2");
        check("2016-Q1", 1, "2016-02/2016-04");
        check("2016", 12, "2017");
        check("2016", -1, "2015-12/2016-11");
        check("2016-01-15/2016-02-29", 1, "2016-02-15/2016-03-29");
        check("2016-01/2016-02", 1, "2016-02/2016-03");
        check("2014-06/..", 1, "2014-07/..");
        check("../2014-06", 1, "../2014-07");
        check("201X", 120, "202X");
        check("2016-01-01", 1_000_000_000, "9999-12-31");
        check("2016-01-01", -1_000_000_000, "0000-01-01");
    }

    #[test]
    fn days_leave_open_ends_open() {
        assert_eq!(
            read("2014-06-01/..").later(5, 5).to_string(),
            "2014-06-06/.."
        );
        assert_eq!(
            read("2016-06-01").later(-1, 0).to_string(),
            "2016-05-31/2016-06-01"
        );
    }

    #[test]
    fn bins_hold_whole_dates_and_follow_each_other() {
        let check = |text: &str, width: BinWidth, bin: &str, next: &str| {
            let date = read(text);
            let found = PartialDate::bin(date.first, date.last, width).unwrap();
            assert_eq!(found.to_string(), bin, "{text}");
            assert_eq!(found.following().unwrap().to_string(), next, "{text}");
        };
        let (days, months) = (BinWidth::Days, BinWidth::Months);
        // 2016-06-06 was a Monday.
        check("2016-06-09", days(7), "2016-W23", "2016-W24");
        check("2016-06-09", days(1), "2016-06-09", "2016-06-10");
        check(
            "2016-06-09",
            days(14),
            "2016-06-06/2016-06-19",
            "2016-06-20/2016-07-03",
        );
        check("2016-06", months(1), "2016-06", "2016-07");
        check(
            "2016-06-09",
            months(2),
            "2016-05/2016-06",
            "2016-07/2016-08",
        );
        check("2016-06", months(3), "2016-Q2", "2016-Q3");
        check("2016-06", months(6), "2016-01/2016-06", "2016-07/2016-12");
        check("2016-06", months(12), "2016", "2017");
        check("2016", months(24), "2016/2017", "2018/2019");
        check("2016", months(120), "201X", "202X");
        let date = read("2016-06");
        assert_eq!(PartialDate::bin(date.first, date.last, days(7)), None);
        let open = read("2016-06/..");
        assert_eq!(PartialDate::bin(open.first, open.last, months(1)), None);
    }

    #[test]
    fn a_part_is_written_only_where_it_is_known() {
        let check = |text: &str, letter: char, expected: Option<&str>| {
            let date = read(text);
            let found = date_part(date.first, date.last, letter);
            assert_eq!(found.as_deref(), expected, "{text} {letter}");
        };
        for (letter, part) in "YymdejbBaAuqVG".chars().zip([
            "2016", "16", "06", "09", "9", "161", "Jun", "June", "Thu", "Thursday", "4", "2", "23",
            "2016",
        ]) {
            check("2016-06-09", letter, Some(part));
        }
        check("2016-06", 'B', Some("June"));
        check("2016-06", 'd', None);
        check("2016", 'm', None);
        check("2016-01-02/2016-01-03", 'd', None);
        check("2016-01-01", 'G', Some("2015"));
        check("2016-06-09", 'H', None);
        assert_eq!(FORMAT_LETTERS.len(), 14);
    }

    #[test]
    fn the_first_monday_is_one() {
        assert_eq!(days(date(1, 1, 1)), FIRST_MONDAY);
        assert_eq!(
            PartialDate::unit(FIRST_MONDAY, Precision::Week).first,
            FIRST_MONDAY
        );
    }
}
