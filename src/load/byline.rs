//! Lines above or below an article that name its author, outlet or day.

use std::sync::LazyLock;

use regex::Regex;

use super::date;
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::model::date::PartialDate;

/// What such a line says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Head {
    Date(PartialDate),
    Authors(Vec<String>),
    Outlet(String),
}

/// Longest line that can be one of these, in bytes.
const LONGEST: usize = 150;
/// Words that stand beside a date in such a line, and nowhere else in it.
const DATE_WORDS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "created",
    "last",
    "modified",
    "on",
    "at",
    "the",
    "date",
    "time",
    "first",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "a.m",
    "p.m",
    "est",
    "edt",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "gmt",
    "bst",
    "utc",
    "et",
    "ct",
    "pt",
    "cet",
    "ist",
    "z",
    "h",
    "hrs",
    "by",
    "of",
    "written",
];

/// Reads a line as byline or date line; none if it is neither.
pub(super) fn read(line: &str, lexicon: &BoilerplateLexicon) -> Option<Head> {
    if line.len() > LONGEST {
        return None;
    }
    if let Some(date) = only_date(line) {
        return Some(Head::Date(date));
    }
    let names = by(line.split(" | ").next().unwrap_or(line))?;
    if names
        .split_whitespace()
        .any(|word| lexicon.is_outlet_word(word.trim_matches(',')))
        && !names.contains(',')
    {
        return Some(Head::Outlet(names.to_owned()));
    }
    let names = authors(names);
    (!names.is_empty()).then_some(Head::Authors(names))
}

/// The date of a line that says nothing else: `Published 4:00 am CST, Wednesday, November 20, 2019`.
fn only_date(line: &str) -> Option<PartialDate> {
    let (date, range) = date::find_span(line)?;
    let rest = [&line[..range.start], &line[range.end..]];
    rest.iter()
        .flat_map(|part| part.split(|mark: char| !mark.is_alphabetic() && mark != '.'))
        .map(|word| word.trim_matches('.').to_lowercase())
        .all(|word| {
            word.is_empty()
                || DATE_WORDS.contains(&word.as_str())
                || date::month_number(&word).is_some()
        })
        .then_some(date)
}

/// The names after `By`, if the line is a byline.
fn by(line: &str) -> Option<&str> {
    let names = [
        "By ",
        "by ",
        "BY ",
        "By: ",
        "Written by ",
        "Posted by ",
        "Story by ",
        "Reported by ",
        "Author: ",
    ]
    .into_iter()
    .find_map(|start| line.strip_prefix(start))?
    .trim();
    let n_words = names.split_whitespace().count();
    let n_lower = names
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase) && !PARTICLES.contains(word))
        .count();
    ((1..=14).contains(&n_words) && n_lower == 0 && !names.ends_with('.')).then_some(names)
}

const PARTICLES: &[&str] = &[
    "and", "al", "bin", "ibn", "de", "van", "von", "der", "la", "di", "du", "for", "in", "of",
    "the", "el",
];

/// Parts of a byline → names of people, without their offices and outlets.
pub(super) fn authors(names: &str) -> Vec<String> {
    static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\s*(?:,|;|\||&|\band\b|/|·|•)\s*").expect("the pattern is well formed")
    });
    SEPARATOR
        .split(names)
        .map(clean_name)
        .filter(|name| is_name(name))
        .map(str::to_owned)
        .collect()
}

/// Strips what is written around a name: `By `, `(Reuters)`, `in Moscow`.
fn clean_name(name: &str) -> &str {
    let name = name.trim();
    let name = ["By ", "by ", "BY ", "By: "]
        .into_iter()
        .find_map(|start| name.strip_prefix(start))
        .unwrap_or(name);
    let name = name.split(['(', '@', '|']).next().unwrap_or(name);
    let name = [" in ", " for ", " of ", " - ", " – "]
        .into_iter()
        .fold(name, |name, mark| name.split(mark).next().unwrap_or(name));
    name.trim_matches(|mark: char| mark.is_whitespace() || matches!(mark, ':' | '-' | '–' | '"'))
}

/// Two to five words, each with a capital or a particle, without digits or the marks of addresses.
fn is_name(name: &str) -> bool {
    const NOT_NAMES: &[&str] = &[
        "staff",
        "writer",
        "reporter",
        "editor",
        "correspondent",
        "news",
        "press",
        "senior",
        "contributor",
        "published",
        "updated",
        "chief",
        "bureau",
        "desk",
        "agency",
        "team",
        "special",
        "associated",
        "columnist",
        "producer",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && !name
            .contains(|mark: char| mark.is_ascii_digit() || matches!(mark, '/' | '@' | ':' | '_'))
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                || PARTICLES.contains(word)
                || word.contains(['-', '\'', '’'])
                || !word.is_ascii()
        })
        && !words
            .iter()
            .any(|word| NOT_NAMES.contains(&word.to_lowercase().as_str()))
}

/// The outlet that a text names before its first sentence (`EghtesadOnline: A senior …`), and the rest.
pub(super) fn outlet_prefix<'text>(
    line: &'text str,
    lexicon: &BoilerplateLexicon,
) -> Option<(&'text str, &'text str)> {
    let (name, rest) = line.split_once(": ")?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let has_inner_capital = |word: &str| {
        word.chars().any(char::is_lowercase)
            && word.chars().skip(1).any(char::is_uppercase)
            && !word.contains('-')
    };
    let is_outlet = words.len() <= 4
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
        && words
            .iter()
            .any(|word| lexicon.is_outlet_word(word) || has_inner_capital(word));
    let starts_sentence = rest
        .trim_start_matches(['"', '“'])
        .starts_with(char::is_uppercase);
    (is_outlet && starts_sentence).then_some((name, rest))
}
