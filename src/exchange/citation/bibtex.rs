//! `BibTeX`: years and months for it, and the date as EDTF for biblatex.

use std::fmt::Write as _;
use std::io::{self, Write};

use jiff::civil::Date;

use super::{Reference, ends, parts};
use crate::exchange::text::address;
use crate::lexicon::names::NamesLexicon;
use crate::lexicon::names::class::WordClass;
use crate::model::date::{PartialDate, Precision};
use crate::model::fold::fold;
use crate::render::cell::is_obeyed;

/// The macros of the months.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

pub(super) fn write(
    reference: &Reference,
    names: &NamesLexicon,
    is_first: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let kind = if reference.outlet.is_some() {
        "article"
    } else {
        "misc"
    };
    let gap = if is_first { "" } else { "\n" };
    write!(out, "{gap}@{kind}{{{}", reference.key)?;
    let mut field = |name: &str, value: Option<String>| match value {
        Some(value) => write!(out, ",\n  {name} = {value}"),
        None => Ok(()),
    };
    let text = |text: &Option<String>| text.as_deref().map(|text| format!("{{{}}}", tex(text)));
    // A second pair of braces keeps capitals as they are, and a byline in one piece.
    let kept = |text: &Option<String>| text.as_deref().map(|text| format!("{{{{{}}}}}", tex(text)));
    field("title", kept(&reference.title()))?;
    let person = reference
        .author
        .as_deref()
        .and_then(|byline| person(byline, names));
    field("author", person.or_else(|| kept(&reference.author)))?;
    field("journal", text(&reference.outlet))?;
    if let Some(date) = reference.published {
        let (year, month) = year_and_month(date);
        field("year", year)?;
        field("month", month)?;
        field("date", edtf(date).map(|date| format!("{{{date}}}")))?;
    }
    let url = reference.url.as_deref().and_then(address);
    field("url", url.map(|url| format!("{{{url}}}")))?;
    field("language", text(&reference.language))?;
    field("note", text(&reference.note()))?;
    writeln!(out, "\n}}")
}

/// A byline by its surname (`Ortiz, Joan`), where it is surely a given name and a surname in this order: two plain words
/// of which the first is a known given name.
fn person(byline: &str, names: &NamesLexicon) -> Option<String> {
    let is_word = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some()
            && letters.all(|letter| letter.is_lowercase() || "-'’".contains(letter))
    };
    let (given, surname) = byline.split_once(' ')?;
    // Where the surname stands first, as in Wang Yi, the first word is no given name.
    let is_given = names.classes(&fold(given)).has(WordClass::GIVEN);
    let is_person = is_word(given) && is_word(surname) && is_given;
    is_person.then(|| format!("{{{}, {}}}", tex(surname), tex(given)))
}

/// The year, where there is one, and the month, where it is known.
fn year_and_month(date: PartialDate) -> (Option<String>, Option<String>) {
    let (Some(first), Some(last)) = ends(date) else {
        return (None, None);
    };
    let year = (first.year() == last.year()).then(|| format!("{{{}}}", first.year()));
    let is_one = year.is_some() && first.month() == last.month();
    let month = usize::try_from(first.month() - 1)
        .ok()
        .and_then(|month| MONTHS.get(month))
        .filter(|_| is_one);
    (year, month.map(|month| (*month).to_owned()))
}

/// The date as biblatex reads EDTF, which knows no weeks and no quarters: their ends.
fn edtf(date: PartialDate) -> Option<String> {
    if !matches!(date.precision, Precision::Week | Precision::Quarter) {
        return Some(date.to_string());
    }
    let precision = match date.precision {
        Precision::Quarter => Precision::Month,
        other => other,
    };
    let end = |end: Date| {
        let parts = parts(end, precision);
        let written = parts.iter().map(|part| format!("{part:02}"));
        written.collect::<Vec<_>>().join("-")
    };
    let (first, last) = ends(date);
    Some(format!("{}/{}", end(first?), end(last?)))
}

/// Text in which TeX finds no command and `BibTeX` no brace. Letters of all scripts stay.
fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '$' | '&' | '#' | '%' | '_' => {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\{character}");
            }
            '\t' | '\n' | '\r' => escaped.push(' '),
            obeyed if is_obeyed(obeyed) => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_leave_its_field() {
        assert_eq!(
            tex("100% \\input{x} a_b } ~ غزة"),
            "100\\% \\textbackslash{}input\\textbraceleft{}x\\textbraceright{} a\\_b \\textbraceright{} \\textasciitilde{} غزة"
        );
    }

    #[test]
    fn a_byline_is_taken_apart_only_where_it_is_surely_a_person() {
        let names = NamesLexicon::load().unwrap();
        let person = |byline| person(byline, &names);
        assert_eq!(person("Joan Ortiz").as_deref(), Some("{Ortiz, Joan}"));
        for byline in [
            "Coast Tribune",
            "Staff Reporters",
            "Joan Ortiz and Li Na",
            "Joan",
            "Joan M. Ortiz",
            "BBC Arabic",
            "Wang Yi",
            "خالد حسن",
        ] {
            assert_eq!(person(byline), None, "{byline}");
        }
    }

    #[test]
    fn a_date_keeps_its_precision() {
        let written = |text: &str| {
            let date: PartialDate = text.parse().unwrap();
            (year_and_month(date), edtf(date).unwrap())
        };
        let some = |text: &str| Some(text.to_owned());
        for (text, year, month, date) in [
            ("2016-06-09", some("{2016}"), some("jun"), "2016-06-09"),
            ("2016-06", some("{2016}"), some("jun"), "2016-06"),
            ("2016", some("{2016}"), None, "2016"),
            ("201X", None, None, "201X"),
            ("2016-Q2", some("{2016}"), None, "2016-04/2016-06"),
            (
                "2016-W23",
                some("{2016}"),
                some("jun"),
                "2016-06-06/2016-06-12",
            ),
            ("2014-06/..", None, None, "2014-06/.."),
        ] {
            assert_eq!(written(text), ((year, month), date.to_owned()), "{text}");
        }
    }
}
