//! Dates as people write them → the date that this language would read. Only for messages: nothing is
//! taken for a date because it looks like one.

use super::suggest::nearest;
use crate::model::date::{MONTHS, PartialDate};

/// What may have been meant: `June 2016`, `9.6.2016`, `06/2016`, `2016-6`, `Q2 2016`, `2015-2017`,
/// `yesterday`, `last week`, `30d`. `None` where that cannot be told, as with `06/09/2016`.
pub(super) fn date_meant(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty() && !["of", "the", "in", "and", "to"].contains(part))
        .collect();
    let found = relative(&parts)
        .or_else(|| years(&parts))
        .or_else(|| quarter(&parts))
        .or_else(|| with_month_name(&parts))
        .or_else(|| numbers(&lower, &parts))?;
    let is_date = found
        .split("..")
        .all(|end| end.parse::<PartialDate>().is_ok());
    (is_date || found.contains("ago(") || found.starts_with("today")).then_some(found)
}

/// The number of a month by its name, shortened or misspelt.
pub(super) fn month_meant(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let short = |name: &&&str| word.len() >= 3 && name.starts_with(word.as_str());
    let name = MONTHS
        .iter()
        .find(short)
        .copied()
        .or_else(|| nearest(&word, MONTHS))?;
    MONTHS
        .iter()
        .position(|known| *known == name)
        .map(|at| at + 1)
}

fn relative(parts: &[&str]) -> Option<String> {
    let back = match parts {
        ["today" | "now"] => return Some("today".to_owned()),
        ["yesterday"] => return Some("today - 1d".to_owned()),
        ["last" | "past" | "recent", "week"] => "1w",
        ["last" | "past", "month"] => "1mo",
        ["last" | "past", "year"] => "1y",
        [one] => {
            let digits = one
                .find(|c: char| !c.is_ascii_digit())
                .filter(|at| *at > 0)?;
            return ["d", "w", "mo", "q", "y"]
                .contains(&&one[digits..])
                .then(|| format!("ago({one})"));
        }
        ["last" | "past", number, unit] | [number, unit, "ago"] => {
            let number: u16 = number.parse().ok()?;
            let unit = match unit.trim_end_matches('s') {
                "day" => "d",
                "week" => "w",
                "month" => "mo",
                "year" => "y",
                _ => return None,
            };
            let is_span = parts[0] == "last" || parts[0] == "past";
            let end = if is_span { ".." } else { "" };
            return Some(format!("ago({number}{unit}){end}"));
        }
        _ => return None,
    };
    Some(format!("ago({back}).."))
}

fn is_year(part: &str) -> bool {
    part.len() == 4
        && part
            .parse()
            .is_ok_and(|year: u16| (1000..2200).contains(&year))
}

fn years(parts: &[&str]) -> Option<String> {
    match parts {
        [first, last] if is_year(first) && is_year(last) && first <= last => {
            Some(format!("{first}..{last}"))
        }
        _ => None,
    }
}

fn quarter(parts: &[&str]) -> Option<String> {
    let [one, other] = parts else { return None };
    let (year, quarter) = if is_year(one) {
        (one, other)
    } else {
        (other, one)
    };
    let number: u8 = quarter.strip_prefix('q')?.parse().ok()?;
    is_year(year).then(|| format!("{year}-Q{number}"))
}

fn with_month_name(parts: &[&str]) -> Option<String> {
    let at = parts
        .iter()
        .position(|part| part.chars().all(char::is_alphabetic))?;
    let month = month_meant(parts[at])?;
    let rest: Vec<&str> = parts
        .iter()
        .enumerate()
        .filter(|(position, _)| *position != at)
        .map(|(_, part)| *part)
        .collect();
    match rest.as_slice() {
        [year] if is_year(year) => Some(format!("{year}-{month:02}")),
        [day, year] | [year, day] if is_year(year) && !is_year(day) => {
            let digits = day.trim_end_matches(|c: char| c.is_alphabetic());
            let day: u8 = digits.parse().ok()?;
            Some(format!("{year}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

/// Numbers alone. Day and month can be told apart by dots, as in Europe, or by a number above 12.
fn numbers(text: &str, parts: &[&str]) -> Option<String> {
    let number = |part: &str| part.parse::<u8>().ok();
    match parts {
        [year, month] if is_year(year) => Some(format!("{year}-{:02}", number(month)?)),
        [month, year] if is_year(year) => Some(format!("{year}-{:02}", number(month)?)),
        [year, month, day] if is_year(year) => {
            Some(format!("{year}-{:02}-{:02}", number(month)?, number(day)?))
        }
        [one, other, year] if is_year(year) => {
            let (one, other) = (number(one)?, number(other)?);
            if other > 12 {
                Some(format!("{year}-{one:02}-{other:02}"))
            } else if one > 12 || text.contains('.') {
                Some(format!("{year}-{other:02}-{one:02}"))
            } else {
                None
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them_are_understood() {
        let check = |text: &str, expected: &str| {
            assert_eq!(date_meant(text).as_deref(), Some(expected), "{text}");
        };
        check("June 2016", "2016-06");
        check("Febuary 2016", "2016-02");
        check("9 June 2016", "2016-06-09");
        check("June 9th, 2016", "2016-06-09");
        check("2016 Jun", "2016-06");
        check("06/2016", "2016-06");
        check("2016/6/9", "2016-06-09");
        check("01.06.2016", "2016-06-01");
        check("25/12/2016", "2016-12-25");
        check("12/25/2016", "2016-12-25");
        check("2016-6", "2016-06");
        check("2015-2017", "2015..2017");
        check("2015 to 2017", "2015..2017");
        check("Q2 2016", "2016-Q2");
        check("yesterday", "today - 1d");
        check("last week", "ago(1w)..");
        check("last 3 months", "ago(3mo)..");
        check("30d", "ago(30d)");
    }

    #[test]
    fn what_could_be_two_dates_or_none_is_left_alone() {
        for text in [
            "06/09/2016",
            "x",
            "",
            "2016-13",
            "31 June 2016",
            "Russia",
            "June",
        ] {
            assert_eq!(date_meant(text), None, "{text}");
        }
        assert_eq!(month_meant("Febuary"), Some(2));
        assert_eq!(month_meant("Russia"), None);
    }
}
