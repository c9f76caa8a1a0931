//! Dates as people write them → the date that this language would read. For messages, and for days on
//! the command line: nothing in a query is taken for a date because it looks like one.

use super::error::QueryErrorKind;
use super::suggest::nearest;
use crate::model::date::{Day, MONTHS, PartialDate, civil, days};

/// What may have been meant: `June 2016`, `9.6.2016`, `06/2016`, `2016-6`, `Q2 2016`, `2015-2017`,
/// `1 to 31 October 2016`, `yesterday`, `last week`, `30d`. `None` where that cannot be told, as with `06/09/2016`.
pub(super) fn date_meant(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    if let Some(found) = range(&lower) {
        return Some(found);
    }
    one_date_meant(&lower)
}

fn one_date_meant(lower: &str) -> Option<String> {
    let parts = parts(lower);
    if let Some(found) = relative(&parts) {
        return Some(found.text());
    }
    let found = years(&parts)
        .or_else(|| quarter(&parts))
        .or_else(|| with_month_name(&parts))
        .or_else(|| numbers(lower, &parts))?;
    let is_date = found
        .split("..")
        .all(|end| end.parse::<PartialDate>().is_ok());
    is_date.then_some(found)
}

/// What stands between the ends of a time.
const BETWEEN: [&str; 8] = ["..", " to ", " and ", " until ", " till ", " - ", "–", "—"];

/// A time by its two ends, of which the first may leave out what the second tells: `1 to 31 October 2016`.
fn range(lower: &str) -> Option<String> {
    let (first, last) = BETWEEN.iter().find_map(|sign| lower.split_once(sign))?;
    let (first, last) = (first.trim(), last.trim());
    let written = |text: &str| match text.parse::<PartialDate>() {
        Ok(_) if text.len() > 2 => Some(text.to_owned()),
        _ => one_date_meant(text).filter(|date| date.parse::<PartialDate>().is_ok()),
    };
    let end = written(last)?;
    let shared = parts(last);
    let year = shared.iter().find(|part| is_year(part))?;
    let month = shared.iter().find(|part| month_named(part).is_some());
    let month = month.copied().unwrap_or_default();
    let is_day = first.len() < 3;
    let start = [
        format!("{first} {month} {year}"),
        first.to_owned(),
        format!("{first} {year}"),
    ];
    let start = &start[usize::from(!is_day)..];
    let start = start.iter().find_map(|text| written(text))?;
    Some(format!("{start}..{end}"))
}

/// The two days that digits can mean where nobody knows which of them is the month: `06/09/2016`.
pub(super) fn either_day(text: &str) -> Option<[Day; 2]> {
    let parts: Vec<&str> = text.trim().split(['/', '-']).collect();
    let [one, other, year] = parts.as_slice() else {
        return None;
    };
    let is_short = |part: &str| (1..=2).contains(&part.len());
    if !is_year(year) || !is_short(one) || !is_short(other) {
        return None;
    }
    let day = |month: &str, day: &str| {
        let text = format!("{year}-{month:0>2}-{day:0>2}");
        text.parse::<PartialDate>().ok().map(|date| date.first)
    };
    Some([day(other, one)?, day(one, other)?])
}

/// What depends on the day of the clock, filled in: the date of a day without a year, and what day
/// `yesterday` is.
pub(super) fn with_today(error: &mut QueryErrorKind, now: Day) {
    let QueryErrorKind::BadDate {
        text, meant, today, ..
    } = error
    else {
        return;
    };
    let lower = text.trim().to_lowercase();
    match relative(&parts(&lower)) {
        Some(found) if meant.is_some() && found.back != 0 => {
            let end = if found.is_open { ".." } else { "" };
            let day = PartialDate::day(found.day(now));
            *today = Some(format!("{day}{end}"));
        }
        _ if meant.is_none() => *meant = day_of_year(&lower, now),
        _ => {}
    }
}

/// Whether words are a date of which only the clock tells the year.
pub(super) fn lacks_year(text: &str) -> bool {
    day_of_year(text, 0).is_some()
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

/// A day or a stretch of time told from today: `yesterday`, `last week`, `3 days ago`.
struct Relative {
    /// How far back; in the future where negative.
    back: i64,
    /// `d`, `w`, `mo`, `q` or `y`.
    unit: &'static str,
    /// Whether it goes on until today.
    is_open: bool,
}

impl Relative {
    /// As it is written here.
    fn text(&self) -> String {
        let Self { back, unit, .. } = self;
        let end = if self.is_open { ".." } else { "" };
        match *back {
            0 => format!("today{end}"),
            1.. => format!("ago({back}{unit}){end}"),
            _ => format!("today + {}{unit}", -back),
        }
    }

    /// The day that it begins with.
    fn day(&self, now: Day) -> Day {
        let span = match self.unit {
            "w" => jiff::Span::new().weeks(self.back),
            "mo" => jiff::Span::new().months(self.back),
            "q" => jiff::Span::new().months(self.back.saturating_mul(3)),
            "y" => jiff::Span::new().years(self.back),
            _ => jiff::Span::new().days(self.back),
        };
        days(civil(now).saturating_sub(span))
    }
}

fn unit(word: &str) -> Option<&'static str> {
    Some(match word.trim_end_matches('s') {
        "day" | "d" => "d",
        "week" | "w" => "w",
        "month" | "mo" => "mo",
        "quarter" | "q" => "q",
        "year" | "y" => "y",
        _ => return None,
    })
}

fn relative(parts: &[&str]) -> Option<Relative> {
    let told = |back: i64, unit: &'static str, is_open: bool| {
        Some(Relative {
            back,
            unit,
            is_open,
        })
    };
    let number = |digits: &str| digits.parse::<u16>().ok().map(i64::from);
    match parts {
        ["today" | "now" | "tonight"] => told(0, "d", false),
        ["yesterday"] | ["last", "night"] => told(1, "d", false),
        ["tomorrow"] => told(-1, "d", false),
        ["recently" | "lately" | "recent"] => told(1, "w", true),
        [one] => {
            let digits = one
                .find(|c: char| !c.is_ascii_digit())
                .filter(|at| *at > 0)?;
            told(number(&one[..digits])?, unit(&one[digits..])?, false)
        }
        ["last" | "past" | "recent", one] if unit(one).is_some() => told(1, unit(one)?, true),
        ["last" | "past", many, one] => told(number(many)?, unit(one)?, true),
        [many, one] | [many, one, "ago"] => told(number(many)?, unit(one)?, false),
        _ => None,
    }
}

/// A word of time told from today, as it is written here: `yesterday` is `ago(1d)`.
pub(super) fn relative_meant(word: &str) -> Option<String> {
    let word = word.trim().to_lowercase();
    let is_word = word.chars().all(char::is_alphabetic);
    relative(&[&word])
        .filter(|_| is_word)
        .map(|found| found.text())
}

/// The parts of a date as people write it, without what only joins them.
fn parts(lower: &str) -> Vec<&str> {
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty() && !["of", "the", "in", "on", "and", "to"].contains(part))
        .collect()
}

/// The first day of a date in words or in figures, as whoever writes it on that day means it:
/// `yesterday`, `3 days ago`, `last week`, `Nov 22`, `2026-11`.
///
/// ```
/// use dateline::query::date_in_words;
///
/// let day = |text: &str| text.parse::<dateline::model::date::PartialDate>().unwrap().first;
/// assert_eq!(date_in_words("yesterday", day("2026-11-23")), Some(day("2026-11-22")));
/// assert_eq!(date_in_words("Nov 22", day("2026-11-23")), Some(day("2026-11-22")));
/// assert_eq!(date_in_words("soon", day("2026-11-23")), None);
/// ```
pub fn date_in_words(text: &str, now: Day) -> Option<Day> {
    let lower = text.trim().to_lowercase();
    if let Some(found) = relative(&parts(&lower)) {
        return Some(found.day(now));
    }
    let of_year = day_of_year(&lower, now);
    let date = of_year.or_else(|| date_meant(&lower)).unwrap_or(lower);
    let date: PartialDate = date.split("..").next()?.parse().ok()?;
    Some(date.first)
}

/// The day that was meant by one without a year, or by one of the week: the latest that is not after `now`; and the month
/// or another stretch in which `now` lies.
pub(super) fn day_of_year(text: &str, now: Day) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let parts = parts(&lower);
    if let [weekday] = parts.as_slice() {
        let back = (0..7).find(|back| weekday_name(now - back) == *weekday)?;
        return Some(PartialDate::day(now - back).to_string());
    }
    let [one, other] = parts.as_slice() else {
        return None;
    };
    if *one == "this" {
        return around(now, unit(other)?);
    }
    let (month, day) = match (month_named(one), month_named(other)) {
        (Some(month), None) => (month, other),
        (None, Some(month)) => (month, one),
        _ => return None,
    };
    let digits = day.trim_end_matches(char::is_alphabetic);
    let day: u8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    let this_year = civil(now).year();
    (0..8).find_map(|back| {
        let text = format!("{:04}-{month:02}-{day:02}", this_year - back);
        let date = text.parse::<PartialDate>().ok()?;
        (date.first <= now).then_some(text)
    })
}

/// The stretch of a unit in which a day lies; a week from its Monday on.
fn around(day: Day, unit: &str) -> Option<String> {
    let date = civil(day);
    let (year, month) = (date.year(), date.month());
    match unit {
        "y" => Some(format!("{year:04}")),
        "q" => Some(format!("{year:04}-Q{}", (month + 2) / 3)),
        "mo" => Some(format!("{year:04}-{month:02}")),
        "w" => {
            let monday = day - i32::from(date.weekday().to_monday_zero_offset());
            Some(format!("{}..", PartialDate::day(monday)))
        }
        _ => None,
    }
}

fn weekday_name(day: Day) -> &'static str {
    use jiff::civil::Weekday;
    match civil(day).weekday() {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

/// The number of a month by its whole name, or by three letters of it and more.
fn month_named(word: &str) -> Option<usize> {
    let is_name = |name: &&str| word.len() >= 3 && name.starts_with(word);
    let at = MONTHS.iter().position(is_name)?;
    Some(at + 1)
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
        check("yesterday", "ago(1d)");
        check("3 days", "ago(3d)");
        check("3 days ago", "ago(3d)");
        check("tomorrow", "today + 1d");
        check("last week", "ago(1w)..");
        check("last 3 months", "ago(3mo)..");
        check("30d", "ago(30d)");
        check("1 October..31 October 2016", "2016-10-01..2016-10-31");
        check("1 to 31 October 2016", "2016-10-01..2016-10-31");
        check("June and 3 August 2016", "2016-06..2016-08-03");
        check("2016-06 until 9 August 2016", "2016-06..2016-08-09");
    }

    #[test]
    fn days_that_could_be_two_are_both_told() {
        let day = |text: &str| text.parse::<PartialDate>().unwrap().first;
        let both = [day("2016-09-06"), day("2016-06-09")];
        assert_eq!(either_day("06/09/2016"), Some(both));
        assert_eq!(either_day("06-09-2016"), Some(both));
        for text in ["25/12/2016", "06/09/16", "2016/06/09", "6/9"] {
            assert_eq!(either_day(text), None, "{text}");
        }
    }

    #[test]
    fn this_month_is_the_one_of_the_clock() {
        let now = "2026-11-25".parse::<PartialDate>().unwrap().first;
        let check = |text: &str, expected: &str| {
            assert_eq!(day_of_year(text, now).as_deref(), Some(expected), "{text}");
        };
        check("this month", "2026-11");
        check("This year", "2026");
        check("this quarter", "2026-Q4");
        // A Wednesday.
        check("this week", "2026-11-23..");
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
