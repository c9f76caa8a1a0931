//! Lines above or below an article that name its author, outlet or day.

use std::sync::LazyLock;

use regex::Regex;

use super::date;
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::lexicon::byline::BylineWord;
use crate::model::date::PartialDate;

/// What such lines say; everything may be missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Head {
    pub(super) date: Option<PartialDate>,
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
}

/// Longest line that can be one of these, in bytes.
const LONGEST: usize = 150;
/// Longest title behind its label, in bytes.
const LONGEST_TITLE: usize = 250;

/// Reads a line as byline, date line or labelled line; none if it is none of these.
pub(super) fn read(line: &str, lexicon: &BoilerplateLexicon) -> Option<Head> {
    if let Some(head) = labelled(line, lexicon) {
        return Some(head);
    }
    if line.len() > LONGEST {
        return None;
    }
    if let Some(date) = only_date(line, lexicon) {
        return Some(Head {
            date: Some(date),
            ..Head::default()
        });
    }
    dated(line, lexicon).or_else(|| byline(line, lexicon))
}

/// Reads a line that is nothing but the name of an outlet: `The Harbour Post`.
pub(super) fn masthead(line: &str, lexicon: &BoilerplateLexicon) -> Option<Head> {
    is_outlet(line, lexicon).then(|| Head {
        outlet: Some(line.to_owned()),
        ..Head::default()
    })
}

/// `Source: The Post`, `Date: 3 May 2014`, `Author: Jo Roe`.
fn labelled(line: &str, lexicon: &BoilerplateLexicon) -> Option<Head> {
    let (label, value) = line.split_once(':')?;
    let value = value.trim();
    if value.is_empty() || label.len() > 20 {
        return None;
    }
    let mut head = Head::default();
    let label = label.trim();
    let is = |class| lexicon.byline().has(class, label);
    if is(BylineWord::OutletLabel) {
        head.outlet = could_be_name(value, lexicon).then(|| value.to_owned());
        head.outlet.as_ref()?;
    } else if is(BylineWord::DateLabel) {
        head.date = Some(date::read(value)?);
    } else if is(BylineWord::AuthorLabel) {
        head = names(value, lexicon)?;
    } else if is(BylineWord::TitleLabel) && value.len() <= LONGEST_TITLE {
        head.title = Some(value.to_owned());
    } else if is(BylineWord::AddressLabel) && value.contains("://") && !value.contains(' ') {
        head.url = Some(value.to_owned());
    } else {
        return None;
    }
    Some(head)
}

/// A byline or an outlet beside a date: `By Jo Roe | 3 May 2014`, `The Post, 3 May 2014`.
fn dated(line: &str, lexicon: &BoilerplateLexicon) -> Option<Head> {
    let (date, range) = date::find_span(line)?;
    let is_mark = |mark: char| !mark.is_alphanumeric() && mark != ')';
    let before = line[..range.start].trim_end_matches(is_mark);
    let words = lexicon.byline();
    let is_date_word = |word: &str| {
        let word = word.trim_matches(|mark: char| !mark.is_alphabetic());
        word.is_empty() || words.has(BylineWord::Date, word)
    };
    if before.is_empty() || !line[range.end..].split_whitespace().all(is_date_word) {
        return None;
    }
    let before = before
        .rsplit_once(char::is_whitespace)
        .filter(|(_, last)| is_date_word(last))
        .map_or(before, |(rest, _)| rest.trim_end_matches(is_mark));
    let mut head = byline(before, lexicon).or_else(|| {
        is_outlet(before, lexicon).then(|| Head {
            outlet: Some(before.to_owned()),
            ..Head::default()
        })
    })?;
    head.date = Some(date);
    Some(head)
}

/// `By Jo Roe, The Post`.
fn byline(line: &str, lexicon: &BoilerplateLexicon) -> Option<Head> {
    names(by(line, lexicon)?, lexicon)
}

/// The people and the outlet of a byline. A name that ends like that of an outlet is one, unless a
/// given name leads it where no person is named before it.
fn names(names: &str, lexicon: &BoilerplateLexicon) -> Option<Head> {
    let mut head = Head::default();
    let mut has_role = false;
    for part in parts(names) {
        let (part, beside) = split_beside(part);
        let part = without_role(clean_name(part), lexicon);
        has_role |= part.is_empty();
        let is_led = first_word_is_given(part, lexicon) && head.authors.is_empty();
        if (!is_led || lexicon.outlet(part).is_some()) && is_outlet(part, lexicon) {
            head.outlet.get_or_insert_with(|| part.to_owned());
        } else if is_name(part, lexicon) {
            head.authors.push(part.to_owned());
        }
        if let Some(outlet) = beside.filter(|name| is_outlet(name, lexicon)) {
            head.outlet.get_or_insert_with(|| outlet.to_owned());
        }
    }
    (!head.authors.is_empty() || head.outlet.is_some() || has_role).then_some(head)
}

/// A name and what stands beside it: `Jo Roe (The Post)`, `Jo Roe for The Post`.
fn split_beside(part: &str) -> (&str, Option<&str>) {
    if let Some((name, beside)) = part.split_once('(') {
        return (name, Some(beside.trim_end().trim_end_matches(')')));
    }
    match part.split_once(" for ").or_else(|| part.split_once(" of ")) {
        Some((name, beside)) => (name, Some(beside.trim())),
        None => (part, None),
    }
}

fn first_word_is_given(name: &str, lexicon: &BoilerplateLexicon) -> bool {
    let first = name.split_whitespace().next();
    first.is_some_and(|word| lexicon.is_given_name(word))
}

/// A name without the words that say what somebody does: `The Post staff writer`.
fn without_role<'text>(name: &'text str, lexicon: &BoilerplateLexicon) -> &'text str {
    let mut name = name;
    loop {
        let (rest, last) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
        if last.is_empty() || !lexicon.is_role(last) {
            return name;
        }
        name = rest.trim_end();
    }
}

/// Whether a name is that of an outlet: a known one, or one with a last word like theirs.
pub(super) fn is_outlet(name: &str, lexicon: &BoilerplateLexicon) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    could_be_name(name, lexicon)
        && (lexicon.outlet(name).is_some()
            || (lexicon.is_masthead(last) && (name.contains(' ') || lexicon.is_outlet_word(last))))
}

/// Up to six words with capitals.
fn could_be_name(name: &str, lexicon: &BoilerplateLexicon) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (1..=6).contains(&words.len())
        && !name.ends_with('.')
        && words.iter().all(|word| {
            is_particle(word, lexicon)
                || *word == "&"
                || !word.starts_with(char::is_lowercase)
                || word.contains('.')
        })
}

/// A small word inside names, in lower case as it stands there: "bin".
fn is_particle(word: &str, lexicon: &BoilerplateLexicon) -> bool {
    word.starts_with(char::is_lowercase) && lexicon.byline().has(BylineWord::Particle, word)
}

/// The date of a line that says nothing else: `Published 4:00 am CST, Wednesday, November 20, 2019`.
fn only_date(line: &str, lexicon: &BoilerplateLexicon) -> Option<PartialDate> {
    let (date, range) = date::find_span(line)?;
    let rest = [&line[..range.start], &line[range.end..]];
    rest.iter()
        .flat_map(|part| part.split(|mark: char| !mark.is_alphabetic() && mark != '.'))
        .map(|word| word.trim_matches('.').to_lowercase())
        .all(|word| {
            word.is_empty()
                || lexicon.byline().has(BylineWord::Date, &word)
                || date::month_number(&word).is_some()
        })
        .then_some(date)
}

/// The names after `By`, if the line is a byline.
fn by<'text>(line: &'text str, lexicon: &BoilerplateLexicon) -> Option<&'text str> {
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
        .filter(|word| word.starts_with(char::is_lowercase) && !is_particle(word, lexicon))
        .count();
    ((1..=14).contains(&n_words) && n_lower == 0 && !names.ends_with('.')).then_some(names)
}

/// Parts of a byline → names of people, without their offices and outlets.
pub(super) fn authors(names: &str, lexicon: &BoilerplateLexicon) -> Vec<String> {
    parts(names)
        .map(clean_name)
        .filter(|name| is_name(name, lexicon))
        .map(str::to_owned)
        .collect()
}

fn parts(names: &str) -> impl Iterator<Item = &str> {
    static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\s*(?:,|;|\||&|\band\b|/|·|•)\s*").expect("the pattern is well formed")
    });
    SEPARATOR.split(names)
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
fn is_name(name: &str, lexicon: &BoilerplateLexicon) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && !name
            .contains(|mark: char| mark.is_ascii_digit() || matches!(mark, '/' | '@' | ':' | '_'))
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                || is_particle(word, lexicon)
                || word.contains(['-', '\'', '’'])
                || !word.is_ascii()
        })
        && !words
            .iter()
            .any(|word| lexicon.byline().has(BylineWord::NoName, word))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, authors, outlet, day; none if the line is none of these.
    type Case<'case> = (&'case str, Option<(&'case str, &'case str, &'case str)>);

    #[test]
    fn a_headed_line_names_author_outlet_and_day() {
        let lexicon = BoilerplateLexicon::load().unwrap();
        let cases: &[Case<'_>] = &[
            (
                "By Hana Corvin, Meridian Wire",
                Some(("Hana Corvin", "Meridian Wire", "")),
            ),
            ("By Levant Observer", Some(("", "Levant Observer", ""))),
            ("By Emily Post", Some(("Emily Post", "", ""))),
            ("By Reuters", Some(("", "Reuters", ""))),
            (
                "By Jo Roe and Ann Poe, Reuters",
                Some(("Jo Roe; Ann Poe", "Reuters", "")),
            ),
            ("By Jo Roe, Ann Poe", Some(("Jo Roe; Ann Poe", "", ""))),
            ("By Jo Roe (AFP)", Some(("Jo Roe", "AFP", ""))),
            (
                "By Jo Roe for The Harbour Post",
                Some(("Jo Roe", "The Harbour Post", "")),
            ),
            ("By Jo Roe | 3 May 2014", Some(("Jo Roe", "", "2014-05-03"))),
            (
                "By Jo Roe, The Harbour Post | Published on May 3, 2014",
                Some(("Jo Roe", "The Harbour Post", "2014-05-03")),
            ),
            (
                "Meridian Wire, 3 May 2014",
                Some(("", "Meridian Wire", "2014-05-03")),
            ),
            ("By staff writer", None),
            ("Staff Writer Jo Roe, 3 May 2014", None),
            ("By Staff", Some(("", "", ""))),
            ("Source: Levant Observer", Some(("", "Levant Observer", ""))),
            ("Date: 2014-05-03", Some(("", "", "2014-05-03"))),
            ("Author: Jo Roe", Some(("Jo Roe", "", ""))),
            ("Source: a man who had seen it all and told us so", None),
            ("By land and by sea", None),
            ("The war began on 3 May 2014", None),
            ("Talks fail", None),
        ];
        for (line, expect) in cases {
            let head = read(line, &lexicon);
            let found = head.map(|head| {
                (
                    head.authors.join("; "),
                    head.outlet.unwrap_or_default(),
                    head.date.map_or_else(String::new, |date| date.to_string()),
                )
            });
            let found = found.as_ref();
            let found = found.map(|(authors, outlet, date)| (&**authors, &**outlet, &**date));
            assert_eq!(found, *expect, "{line}");
        }
    }
}
