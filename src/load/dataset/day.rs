//! Days as tables write them.

use crate::load::date::month_number;
use crate::model::date::PartialDate;

/// Years that sets of events speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

/// What comes first in days such as `04/05/2019`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayOrder {
    DayMonth,
    MonthDay,
}

/// Reads a day: `20191024`, `20191024143000`, `2019-10-24`, `2019/10/24`, `24 October 2019`, `24-Oct-2019`,
/// `24-Oct-19`, `24/10/2019`, `10/24/2019`, also with a time behind it; none where there is no such day. What is
/// ambiguous, as `04/05/2019`, is none without the order of its table. Years of two digits are those from 1950 to
/// 2049, since sets are of recent events.
pub(super) fn read(cell: &str, order: Option<DayOrder>) -> Option<PartialDate> {
    let cell = cell.trim();
    if matches!(cell.len(), 8 | 14) && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return ymd(&cell[..4], &cell[4..6], &cell[6..8]);
    }
    let parts: Vec<&str> = cell
        .split(['-', '/', ' ', 'T', '.', ','])
        .filter(|part| !part.is_empty())
        .take(3)
        .collect();
    let [first, second, third] = parts[..] else {
        return spelled(cell);
    };
    if first.len() == 4 {
        return ymd(first, second, third);
    }
    match (numbers(cell), order_of(cell).or(order)) {
        (Some((day, month, year)), Some(DayOrder::DayMonth))
        | (Some((month, day, year)), Some(DayOrder::MonthDay)) => ymd(year, month, day),
        _ => spelled(cell),
    }
}

/// Which order a day in numbers has, where one of them is no month.
pub(super) fn order_of(cell: &str) -> Option<DayOrder> {
    let (first, second, _) = numbers(cell)?;
    let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    match (first, second) {
        (13..=31, 1..=12) => Some(DayOrder::DayMonth),
        (1..=12, 13..=31) => Some(DayOrder::MonthDay),
        _ => None,
    }
}

/// Two short numbers and a year, with the same mark between them.
fn numbers(cell: &str) -> Option<(&str, &str, &str)> {
    let day = cell.split_whitespace().next()?;
    let mark = day
        .chars()
        .find(|letter| matches!(letter, '/' | '-' | '.'))?;
    let (first, rest) = day.split_once(mark)?;
    let (second, year) = rest.split_once(mark)?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let are_short = [first, second]
        .iter()
        .all(|number| matches!(number.len(), 1 | 2) && is_number(number));
    (are_short && year.len() == 4 && is_number(year)).then_some((first, second, year))
}

/// `24 October 2019`, `24-Oct-19`.
fn spelled(cell: &str) -> Option<PartialDate> {
    let mut parts = cell
        .split(['-', '/', ' ', ','])
        .filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let (day, month) = match (month_number(second), month_number(first)) {
        (Some(month), _) => (first, month),
        (None, Some(month)) if third.len() == 4 => (second, month),
        _ => return None,
    };
    PartialDate::ymd(year(third)?, month, day.parse().ok()?)
}

fn ymd(year_digits: &str, month: &str, day: &str) -> Option<PartialDate> {
    let month = month.parse().ok().or_else(|| month_number(month))?;
    PartialDate::ymd(year(year_digits)?, month, day.parse().ok()?)
}

fn year(digits: &str) -> Option<i16> {
    const CENTURY: i16 = 100;
    let number: i16 = digits.parse().ok()?;
    let year = match (digits.len(), number) {
        (2, 0..50) => 20 * CENTURY + number,
        (2, _) => 19 * CENTURY + number,
        (4, _) => number,
        _ => return None,
    };
    YEARS.contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_tables_write_them() {
        for (cell, expect) in [
            ("20191024", Some("2019-10-24")),
            ("20191024143000", Some("2019-10-24")),
            ("2019-10-24", Some("2019-10-24")),
            ("2019-10-24 00:00:00.000", Some("2019-10-24")),
            ("2019-10-24T00:00:00", Some("2019-10-24")),
            ("24 October 2019", Some("2019-10-24")),
            ("24-Oct-2019", Some("2019-10-24")),
            ("October 24, 2019", Some("2019-10-24")),
            ("9-May-20", Some("2020-05-09")),
            ("09 May 49", Some("2049-05-09")),
            ("9-May-50", Some("1950-05-09")),
            ("9-May-020", None),
            ("May 9, 20", None),
            ("18/04/2001", Some("2001-04-18")),
            ("4/18/2001", Some("2001-04-18")),
            ("18.04.2001 10:00", Some("2001-04-18")),
            ("18/13/2001", None),
            ("31/04/2001", None),
            ("18/04/01", None),
            ("20190230", None),
            ("2019-13-01", None),
            ("00000000", None),
            ("04/05/2019", None),
            ("20191", None),
            ("soon", None),
            ("", None),
            ("٢٠١٩-١٠-٢٤", None),
        ] {
            let found = read(cell, None).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expect, "{cell}");
        }
    }

    #[test]
    fn days_in_numbers_have_the_order_of_their_table() {
        for (order, expect) in [
            (Some(DayOrder::DayMonth), Some("2019-05-04")),
            (Some(DayOrder::MonthDay), Some("2019-04-05")),
            (None, None),
        ] {
            let found = read("04/05/2019", order).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expect, "{order:?}");
        }
        let sure = read("18/04/2001", Some(DayOrder::MonthDay));
        assert_eq!(sure.unwrap().to_string(), "2001-04-18");
    }
}
