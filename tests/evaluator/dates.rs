//! Dates as intervals: bins, tests, shifts.

use dateline::model::date::{Day, OPEN_END, OPEN_START, PartialDate, Precision};
use dateline::query::ast::{Duration, DurationUnit, TimeRelation};

/// Whether both ends are known.
pub(super) fn is_closed(date: PartialDate) -> bool {
    date.first != OPEN_START && date.last != OPEN_END
}

/// Year, month and day of a day (Hinnant, "chrono-compatible low-level date algorithms").
pub(super) fn civil(day: Day) -> (i32, i32, i32) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i32::from(month <= 2);
    (year, month, doy - (153 * mp + 2) / 5 + 1)
}

/// The day of a calendar date.
pub(super) fn day_of(year: i32, month: i32, day: i32) -> Day {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let yoe = year.rem_euclid(400);
    let doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

/// First day of the month that is so many months after a year's January.
fn month_start(year: i32, months: i32) -> Day {
    day_of(year + months.div_euclid(12), months.rem_euclid(12) + 1, 1)
}

/// The unit that contains a day.
pub(super) fn unit(day: Day, precision: Precision) -> PartialDate {
    let (year, month, _) = civil(day);
    let (first, last) = match precision {
        Precision::Day => (day, day),
        // 1970-01-01 was a Thursday.
        Precision::Week => {
            let monday = day - (day + 3).rem_euclid(7);
            (monday, monday + 6)
        }
        Precision::Month => (month_start(year, month - 1), month_start(year, month) - 1),
        Precision::Quarter => {
            let start = (month - 1) / 3 * 3;
            (month_start(year, start), month_start(year, start + 3) - 1)
        }
        Precision::Year => (month_start(year, 0), month_start(year, 12) - 1),
        Precision::Decade => {
            let start = year.div_euclid(10) * 10;
            (month_start(start, 0), month_start(start, 120) - 1)
        }
    };
    PartialDate {
        first,
        last,
        precision,
    }
}

/// The unit that contains the whole interval.
pub(super) fn bin(date: PartialDate, precision: Precision) -> Option<PartialDate> {
    let found = unit(date.first, precision);
    (is_closed(date) && date.last <= found.last).then_some(found)
}

/// The bin after one.
pub(super) fn next(bin: PartialDate) -> PartialDate {
    unit(bin.last + 1, bin.precision)
}

/// How wide a bin of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    Days(i32),
    Months(i32),
}

impl Width {
    /// That of a duration, if it is some whole days or months.
    pub(super) fn of(duration: Duration) -> Option<Self> {
        let amount = i32::try_from(duration.amount)
            .ok()
            .filter(|amount| *amount > 0)?;
        Some(match duration.unit {
            DurationUnit::Hour if amount % 24 == 0 => Self::Days(amount / 24),
            DurationUnit::Hour => return None,
            DurationUnit::Day => Self::Days(amount),
            DurationUnit::Week => Self::Days(amount * 7),
            DurationUnit::Month => Self::Months(amount),
            DurationUnit::Quarter => Self::Months(amount * 3),
            DurationUnit::Year => Self::Months(amount * 12),
        })
    }

    /// The bin of this width in which a day lies: days are counted from Monday, 1 January of year 1,
    /// months from January of year 0.
    fn around(self, day: Day) -> PartialDate {
        match self {
            Self::Days(days) => {
                let start = day - (day - day_of(1, 1, 1)).rem_euclid(days);
                span_of_days(start, start + days - 1)
            }
            Self::Months(months) => {
                let (year, month, _) = civil(day);
                let at = year * 12 + month - 1;
                span_of_months(at - at.rem_euclid(months), months)
            }
        }
    }

    /// The bin that contains the whole interval.
    pub(super) fn bin(self, date: PartialDate) -> Option<PartialDate> {
        let found = self.around(date.first);
        (is_closed(date) && date.last <= found.last).then_some(found)
    }

    /// The bin after one.
    pub(super) fn next(self, bin: PartialDate) -> PartialDate {
        self.around(bin.last + 1)
    }
}

/// Some days: a week if they are one.
fn span_of_days(first: Day, last: Day) -> PartialDate {
    let week = unit(first, Precision::Week);
    let is_week = (week.first, week.last) == (first, last);
    PartialDate {
        first,
        last,
        precision: if is_week {
            Precision::Week
        } else {
            Precision::Day
        },
    }
}

/// Some months, counted from January of year 0, told in the coarsest units that they are made of.
fn span_of_months(start: i32, months: i32) -> PartialDate {
    let is_made_of = |length: i32| start % length == 0 && months % length == 0;
    PartialDate {
        first: month_start(0, start),
        last: month_start(0, start + months) - 1,
        precision: if is_made_of(120) {
            Precision::Decade
        } else if is_made_of(12) {
            Precision::Year
        } else if start % 3 == 0 && months == 3 {
            Precision::Quarter
        } else {
            Precision::Month
        },
    }
}

/// A date in a pattern; null if it is vaguer than one of the parts.
pub(super) fn formatted(date: PartialDate, pattern: &str) -> Option<String> {
    let mut text = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '%' => text.push_str(&part(date, letters.next()?)?),
            letter => text.push(letter),
        }
    }
    Some(text)
}

/// A part of a date as strftime writes it, with `q` for the quarter.
fn part(date: PartialDate, letter: char) -> Option<String> {
    const MONTHS: &str =
        "January February March April May June July August September October November December";
    const DAYS: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
    let name = |names: &str, at: i32| {
        let at = usize::try_from(at).unwrap();
        names.split(' ').nth(at).unwrap().to_owned()
    };
    if letter == '%' {
        return Some("%".to_owned());
    }
    let precision = match letter {
        'Y' | 'y' => Precision::Year,
        'q' => Precision::Quarter,
        'm' | 'B' | 'b' => Precision::Month,
        'V' | 'G' => Precision::Week,
        _ => Precision::Day,
    };
    bin(date, precision)?;
    let (year, month, day) = civil(date.first);
    let weekday = (date.first + 3).rem_euclid(7);
    // The week belongs to the year of its Thursday.
    let thursday = date.first - weekday + 3;
    let year_of_week = civil(thursday).0;
    Some(match letter {
        'Y' => format!("{year:04}"),
        'y' => format!("{:02}", year % 100),
        'q' => ((month + 2) / 3).to_string(),
        'm' => format!("{month:02}"),
        'B' => name(MONTHS, month - 1),
        'b' => name(MONTHS, month - 1)[..3].to_owned(),
        'V' => format!("{:02}", (thursday - day_of(year_of_week, 1, 1)) / 7 + 1),
        'G' => format!("{year_of_week:04}"),
        'd' => format!("{day:02}"),
        'e' => day.to_string(),
        'j' => format!("{:03}", date.first - day_of(year, 1, 1) + 1),
        'A' => name(DAYS, weekday),
        'a' => name(DAYS, weekday)[..3].to_owned(),
        _ => (weekday + 1).to_string(),
    })
}

/// Monday is 1; null for what is not one day.
pub(super) fn weekday(date: PartialDate) -> Option<i64> {
    (date.first == date.last).then(|| i64::from((date.first + 3).rem_euclid(7)) + 1)
}

/// Whether a date lies as asked to the days from `first` to `last`.
pub(super) fn lies(
    date: PartialDate,
    relation: TimeRelation,
    possibly: bool,
    (first, last): (Day, Day),
) -> bool {
    let (d0, d1) = (date.first, date.last);
    match (relation, possibly) {
        (TimeRelation::During, false) => d0 >= first && d1 <= last,
        (TimeRelation::During, true) => d0 <= last && d1 >= first,
        (TimeRelation::Since, false) => d0 >= first,
        (TimeRelation::Since, true) => d1 >= first,
        (TimeRelation::Until, false) => d1 <= last,
        (TimeRelation::Until, true) => d0 <= last,
        (TimeRelation::Before, false) => d1 < first,
        (TimeRelation::Before, true) => d0 < first,
        (TimeRelation::After, false) => d0 > last,
        (TimeRelation::After, true) => d1 > last,
    }
}

/// A duration that is so many days everywhere in the calendar.
pub(super) fn whole_days(duration: Duration) -> Option<i64> {
    match duration.unit {
        DurationUnit::Day => Some(duration.amount),
        DurationUnit::Week => Some(duration.amount * 7),
        DurationUnit::Hour => Some(duration.amount.div_euclid(24)),
        DurationUnit::Month | DurationUnit::Quarter | DurationUnit::Year => None,
    }
}

/// A date some days later; an open end stays open.
pub(super) fn moved(date: PartialDate, days: i64) -> PartialDate {
    let days = Day::try_from(days).unwrap();
    let by = |day: Day| match day {
        OPEN_START | OPEN_END => day,
        day => day + days,
    };
    PartialDate {
        first: by(date.first),
        last: by(date.last),
        precision: date.precision,
    }
}

/// A day some months later; a month that is too short ends on its last day.
fn months_later(day: Day, months: i32) -> Day {
    if day == OPEN_START || day == OPEN_END {
        return day;
    }
    let (year, month, of_month) = civil(day);
    let start = month_start(year, month - 1 + months);
    let end = month_start(year, month + months) - 1;
    (start + of_month - 1).min(end)
}

/// A date moved by the calendar. Both ends move; where the date is told in months or more, the end of a
/// month stays one. What was made of whole units and is not any more is told in months.
pub(super) fn shifted(date: PartialDate, shift: Duration) -> PartialDate {
    if shift.unit == DurationUnit::Hour {
        let down = moved(date, shift.amount.div_euclid(24));
        let up = moved(date, -(-shift.amount).div_euclid(24));
        return PartialDate {
            last: up.last,
            ..down
        };
    }
    if let Some(days) = whole_days(shift) {
        return moved(date, days);
    }
    let months = shift.amount
        * match shift.unit {
            DurationUnit::Year => 12,
            DurationUnit::Quarter => 3,
            _ => 1,
        };
    let months = i32::try_from(months).unwrap();
    let ends_month = date.last != OPEN_END && civil(date.last + 1).2 == 1;
    let last = if date.precision >= Precision::Month && ends_month {
        months_later(date.last + 1, months) - 1
    } else {
        months_later(date.last, months)
    };
    let mut result = PartialDate {
        first: months_later(date.first, months),
        last,
        precision: date.precision,
    };
    let is_whole = |it: PartialDate| {
        (it.first == OPEN_START || unit(it.first, it.precision).first == it.first)
            && (it.last == OPEN_END || unit(it.last, it.precision).last == it.last)
    };
    if date.precision > Precision::Month && is_whole(date) && !is_whole(result) {
        result.precision = Precision::Month;
    }
    result
}
