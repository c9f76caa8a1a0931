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

/// The run of so many days that contains the whole interval; runs are counted from a Monday.
pub(super) fn run_of_days(date: PartialDate, days: i32) -> Option<PartialDate> {
    let start = date.first - (date.first + 3).rem_euclid(days);
    let last = start + days - 1;
    (is_closed(date) && date.last <= last).then_some(PartialDate {
        first: start,
        last,
        precision: Precision::Day,
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
