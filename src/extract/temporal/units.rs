//! Calendar arithmetic on units of time, and their TIMEX3 values.

use crate::lexicon::time::TimeUnit;
use crate::model::date::{Day, PartialDate, Precision, civil, days};

/// The day that lies `count` units after `day`, if the calendar reaches that far.
pub(super) fn shifted(day: Day, unit: TimeUnit, count: i32) -> Option<Day> {
    let span = jiff::Span::new();
    let span = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return None,
        TimeUnit::Day | TimeUnit::Night => {
            return day.checked_add(count).filter(|day| is_near(*day));
        }
        TimeUnit::Week | TimeUnit::Weekend => {
            return day
                .checked_add(count.checked_mul(7)?)
                .filter(|day| is_near(*day));
        }
        TimeUnit::Fortnight => {
            return day
                .checked_add(count.checked_mul(14)?)
                .filter(|day| is_near(*day));
        }
        TimeUnit::Month => span.try_months(count),
        TimeUnit::Quarter => span.try_months(count.checked_mul(3)?),
        TimeUnit::Year => span.try_years(count),
        TimeUnit::Decade => span.try_years(count.checked_mul(10)?),
        TimeUnit::Century => span.try_years(count.checked_mul(100)?),
        TimeUnit::Millennium => span.try_years(count.checked_mul(1000)?),
    };
    let moved = civil(day).checked_add(span.ok()?).ok()?;
    (1..9000).contains(&moved.year()).then(|| days(moved))
}

/// Whether a day lies in the years 1 to 8999.
fn is_near(day: Day) -> bool {
    (-719_162..2_567_600).contains(&day)
}

/// The interval that the unit around `day` covers.
pub(super) fn interval(day: Day, unit: TimeUnit) -> Option<PartialDate> {
    Some(match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day | TimeUnit::Night => {
            PartialDate::day(day)
        }
        TimeUnit::Week => PartialDate::unit(day, Precision::Week),
        TimeUnit::Weekend => {
            let week = PartialDate::unit(day, Precision::Week);
            PartialDate {
                first: week.last - 1,
                last: week.last,
                precision: Precision::Day,
            }
        }
        TimeUnit::Month => PartialDate::unit(day, Precision::Month),
        TimeUnit::Quarter => PartialDate::unit(day, Precision::Quarter),
        TimeUnit::Year => PartialDate::unit(day, Precision::Year),
        TimeUnit::Decade => PartialDate::unit(day, Precision::Decade),
        TimeUnit::Fortnight | TimeUnit::Century | TimeUnit::Millennium => return None,
    })
}

/// The TIMEX3 value of the unit around `day`.
pub(super) fn value(day: Day, unit: TimeUnit) -> String {
    let date = civil(day);
    let week = date.iso_week_date();
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => date.to_string(),
        TimeUnit::Night => format!("{date}TNI"),
        TimeUnit::Week | TimeUnit::Fortnight => format!("{:04}-W{:02}", week.year(), week.week()),
        TimeUnit::Weekend => format!("{:04}-W{:02}-WE", week.year(), week.week()),
        TimeUnit::Month => format!("{:04}-{:02}", date.year(), date.month()),
        TimeUnit::Quarter => format!("{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1),
        TimeUnit::Year => format!("{:04}", date.year()),
        TimeUnit::Decade => format!("{:03}", date.year() / 10),
        TimeUnit::Century | TimeUnit::Millennium => format!("{:02}", date.year() / 100),
    }
}

/// The TIMEX3 value of an unknown unit.
pub(super) fn unknown(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => "XXXX-XX-XXTXX:XX",
        TimeUnit::Day => "XXXX-XX-XX",
        TimeUnit::Night => "XXXX-XX-XXTNI",
        TimeUnit::Week | TimeUnit::Fortnight => "XXXX-WXX",
        TimeUnit::Weekend => "XXXX-WXX-WE",
        TimeUnit::Month => "XXXX-XX",
        TimeUnit::Quarter => "XXXX-QX",
        TimeUnit::Year => "XXXX",
        TimeUnit::Decade => "XXX",
        TimeUnit::Century | TimeUnit::Millennium => "XX",
    }
}
