//! Days as tables write them.

use crate::load::date::month_number;
use crate::model::date::PartialDate;

/// Years that sets of events speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

/// Reads a day: `20191024`, `20191024143000`, `2019-10-24`, `2019/10/24`, `24 October 2019`, `24-Oct-2019`,
/// also with a time behind it; none where there is no such day. What is ambiguous, as `04/05/2019`, is none.
pub(super) fn read(cell: &str) -> Option<PartialDate> {
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
    spelled(cell)
}

/// `24 October 2019`, `24-Oct-19` is none: the year must be whole.
fn spelled(cell: &str) -> Option<PartialDate> {
    let mut parts = cell
        .split(['-', '/', ' ', ','])
        .filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if third.len() != 4 {
        return None;
    }
    let (day, month) = match (month_number(second), month_number(first)) {
        (Some(month), _) => (first, month),
        (None, Some(month)) => (second, month),
        (None, None) => return None,
    };
    PartialDate::ymd(year(third)?, month, day.parse().ok()?)
}

fn ymd(year_digits: &str, month: &str, day: &str) -> Option<PartialDate> {
    let month = month.parse().ok().or_else(|| month_number(month))?;
    PartialDate::ymd(year(year_digits)?, month, day.parse().ok()?)
}

fn year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|year| YEARS.contains(year))
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
            ("20190230", None),
            ("2019-13-01", None),
            ("00000000", None),
            ("04/05/2019", None),
            ("20191", None),
            ("soon", None),
            ("", None),
            ("٢٠١٩-١٠-٢٤", None),
        ] {
            let found = read(cell).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expect, "{cell}");
        }
    }
}
