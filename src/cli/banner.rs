//! The line above the first prompt: what can be asked, on one line however narrow the terminal is.

use std::path::Path;

use crate::model::date::{Day, civil};
use crate::render::cell::{cells, clean, shown};
use crate::store::Glance;
use crate::value::{Column, ColumnType, Value};

/// No name of a file is cut to fewer letters.
const SHORTEST_NAME: usize = 8;

/// What the line is written for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Cells of the terminal; `None` where that is not known.
    pub(super) width: Option<usize>,
    /// Whether the terminal knows no signs but ASCII.
    pub(super) is_ascii: bool,
}

/// `dateline 0.1 · news.db · 3 articles, 3–7 Mar 2015 · .help`, with what is worth least left out where there is
/// no room: the exact days, all of the days, a part of the name, the way to help.
pub(super) fn banner(database: &Path, glance: Option<Glance>, line: Line) -> String {
    let name = clean(&database.file_name().unwrap_or_default().to_string_lossy());
    let articles = glance.map(|glance| articles(&glance));
    let days = glance.and_then(|glance| glance.days);
    let dash = if line.is_ascii { "-" } else { "–" };
    let spans = days.map_or([const { None }; 3], |days| {
        [
            days_of(days, dash),
            months_of(days, dash),
            years_of(days, dash),
        ]
        .map(Some)
    });
    let separator = if line.is_ascii { " | " } else { " · " };
    let with = |name: &str, span: Option<&String>, help: &str| {
        let articles = articles.as_ref().map(|articles| match span {
            Some(span) => format!("{articles}, {span}"),
            None => articles.clone(),
        });
        let name = Some(name.to_owned());
        let parts = [Some(program()), name, articles, Some(help.to_owned())];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(separator)
    };
    let fits = |text: &String| line.width.is_none_or(|width| cells(text) <= width);
    let whole = spans
        .iter()
        .flatten()
        .map(|span| with(&name, Some(span), ".help"));
    let shorter = (SHORTEST_NAME..cells(&name)).rev().map(|length| {
        let mark = if line.is_ascii { "~" } else { "…" };
        let start: String = name.chars().take(length - 1).collect();
        with(&format!("{start}{mark}"), None, ".help")
    });
    let mut candidates = whole
        .chain([with(&name, None, ".help")])
        .chain(shorter)
        .chain([with(&name, None, "")]);
    candidates.find(fits).unwrap_or_else(program)
}

/// `dateline 0.1`
fn program() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let version = version.rsplit_once('.').map_or(version, |(short, _)| short);
    format!("dateline {version}")
}

/// `1,204 articles`
fn articles(glance: &Glance) -> String {
    let column = Column::new("articles", ColumnType::Plain);
    let number = shown(&Value::Integer(glance.articles), &column);
    let about = if glance.is_counted { "" } else { "about " };
    let plural = if glance.articles == 1 { "" } else { "s" };
    format!("{about}{number} article{plural}")
}

/// Two days with what they share told once: `3 – 7 Mar 2015`.
fn days_of((first, last): (Day, Day), dash: &str) -> String {
    let (one, other) = (civil(first), civil(last));
    let end = other.strftime("%-d %b %Y");
    if one == other {
        return end.to_string();
    }
    let start = match (one.year() == other.year(), one.month() == other.month()) {
        (true, true) => one.strftime("%-d"),
        (true, false) => one.strftime("%-d %b"),
        _ => one.strftime("%-d %b %Y"),
    };
    format!("{start} {dash} {end}")
}

/// As [`days_of`], by months.
fn months_of((first, last): (Day, Day), dash: &str) -> String {
    let (one, other) = (civil(first), civil(last));
    let end = other.strftime("%b %Y");
    match (one.year() == other.year(), one.month() == other.month()) {
        (true, true) => end.to_string(),
        (true, false) => format!("{} {dash} {end}", one.strftime("%b")),
        _ => format!("{} {dash} {end}", one.strftime("%b %Y")),
    }
}

/// As [`days_of`], by years.
fn years_of((first, last): (Day, Day), dash: &str) -> String {
    let (one, other) = (civil(first).year(), civil(last).year());
    if one == other {
        one.to_string()
    } else {
        format!("{one}{dash}{other}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::days;

    fn glance(first: (i16, i8, i8), last: (i16, i8, i8)) -> Glance {
        let day = |(year, month, day)| days(jiff::civil::date(year, month, day));
        Glance {
            articles: 20_000,
            is_counted: true,
            days: Some((day(first), day(last))),
        }
    }

    fn line(name: &str, width: usize, is_ascii: bool) -> String {
        let glance = glance((2024, 1, 1), (2025, 7, 10));
        let width = Some(width);
        let line = Line { width, is_ascii };
        let text = banner(Path::new(name), Some(glance), line);
        text.split_once(' ')
            .unwrap()
            .1
            .split_once(' ')
            .unwrap()
            .1
            .to_owned()
    }

    #[test]
    fn what_is_worth_least_is_left_out_first() {
        let whole = "· news.db · 20,000 articles, 1 Jan 2024 – 10 Jul 2025 · .help";
        assert_eq!(line("/x/news.db", 100, false), whole);
        let months = "· news.db · 20,000 articles, Jan 2024 – Jul 2025 · .help";
        assert_eq!(line("news.db", 72, false), months);
        let years = "| news.db | 20,000 articles, 2024-2025 | .help";
        assert_eq!(line("news.db", 60, true), years);
        assert_eq!(
            line("news.db", 50, false),
            "· news.db · 20,000 articles · .help"
        );
        let name = "everything-that-was-sent-to-us-in-spring.db";
        assert_eq!(
            line(name, 60, false),
            "· everything-that-wa… · 20,000 articles · .help"
        );
    }

    #[test]
    fn days_share_what_they_can() {
        let text = |first, last| {
            let line = Line {
                width: None,
                is_ascii: false,
            };
            banner(Path::new("a.db"), Some(glance(first, last)), line)
        };
        assert!(text((2015, 3, 3), (2015, 3, 7)).contains("articles, 3 – 7 Mar 2015 ·"));
        assert!(text((2015, 3, 3), (2015, 4, 7)).contains("articles, 3 Mar – 7 Apr 2015 ·"));
        assert!(text((2015, 3, 3), (2015, 3, 3)).contains("articles, 3 Mar 2015 ·"));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let glance = glance((2015, 3, 3), (2015, 4, 7));
        for width in 12..120 {
            let line = Line {
                width: Some(width),
                is_ascii: false,
            };
            let text = banner(Path::new("王小明访问基辅.db"), Some(glance), line);
            assert!(cells(&text) <= width, "{text}");
        }
    }
}
