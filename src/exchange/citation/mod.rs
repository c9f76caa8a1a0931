//! Articles → bibliographies: all of them, or those that an answer comes from, in the order in which it
//! cites them.

mod bibtex;
mod csl;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use jiff::civil::Date;

use super::ExchangeError;
use super::question::{Named, each};
use crate::ask::Asker;
use crate::lexicon::names::NamesLexicon;
use crate::model::dataset::CodedRow;
use crate::model::date::{OPEN_END, OPEN_START, PartialDate, Precision, civil};
use crate::model::fold::handle;
use crate::store::Citation;
use crate::value::Value;

/// Sentences that are looked up at once.
const TOGETHER: usize = 1_000;

const EVERY_ARTICLE: &str =
    "articles | sort id | select id, title, url, source, author, language, published";

/// The forms of a bibliography.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationFormat {
    /// For `BibTeX` and biblatex.
    BibTex,
    /// CSL-JSON, which Zotero and Pandoc read.
    Csl,
}

/// What a bibliography tells of an article.
struct Reference {
    key: String,
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    language: Option<String>,
    url: Option<String>,
    published: Option<PartialDate>,
    /// The row of a set of coded events that stands for the article, which itself was not read.
    row: Option<CodedRow>,
}

impl Reference {
    /// What is said of an article of which only a row of a set is known.
    fn note(&self) -> Option<String> {
        let row = self.row.as_ref()?;
        Some(format!("{}; the article itself was not read", row.name()))
    }

    /// The headline, or the row where nothing else tells what is meant.
    fn title(&self) -> Option<String> {
        let row = self.row.as_ref().filter(|_| self.outlet.is_none());
        self.title.clone().or_else(|| row.map(CodedRow::name))
    }
}

/// Writes the articles that the answer to `question` comes from, or all; gives their number.
///
/// # Errors
/// The question has no answer, its articles are not known, or the file cannot be written.
pub fn write(
    asker: &Asker,
    question: Option<&str>,
    format: CitationFormat,
    out: &mut dyn Write,
) -> Result<usize, ExchangeError> {
    let mut keys = BTreeSet::new();
    let names = NamesLexicon::load().unwrap_or_default();
    if format == CitationFormat::Csl {
        write!(out, "[")?;
    }
    let mut write_one = |mut reference: Reference| -> io::Result<()> {
        let is_first = keys.is_empty();
        reference.key = unused(&reference.key, &keys);
        keys.insert(reference.key.clone());
        match format {
            CitationFormat::BibTex => bibtex::write(&reference, &names, is_first, out),
            CitationFormat::Csl => csl::write(&reference, is_first, out),
        }
    };
    match question {
        None => {
            let coded = asker.store().coded_articles()?;
            each(asker, EVERY_ARTICLE, &mut |row| {
                write_one(of_row(row, &coded))
            })?;
        }
        Some(question) => each_cited(asker, question, &mut write_one)?,
    }
    if format == CitationFormat::Csl {
        writeln!(out, "{}]", if keys.is_empty() { "" } else { "\n" })?;
    }
    Ok(keys.len())
}

fn each_cited(
    asker: &Asker,
    question: &str,
    write_one: &mut dyn FnMut(Reference) -> io::Result<()>,
) -> Result<(), ExchangeError> {
    let sentences = super::question::sentences(asker, question)?;
    let mut articles = BTreeSet::new();
    for some in sentences.chunks(TOGETHER) {
        for citation in asker.store().citations(some)? {
            if articles.insert(citation.article.clone()) {
                write_one(of_citation(citation))?;
            }
        }
    }
    Ok(())
}

fn of_row(row: &Named<'_>, coded: &BTreeMap<String, CodedRow>) -> Reference {
    let text = |name| row.text(name).map(str::to_owned);
    let published = match row.value("published") {
        Value::Date(date) => Some(*date),
        _ => None,
    };
    Reference {
        key: key(
            row.text("id").unwrap_or_default(),
            row.text("source"),
            published,
        ),
        title: text("title"),
        outlet: text("source"),
        author: text("author"),
        language: text("language"),
        url: text("url"),
        published,
        row: row.text("id").and_then(|id| coded.get(id)).cloned(),
    }
}

fn of_citation(citation: Citation) -> Reference {
    let Citation {
        article,
        title,
        url,
        source,
        author,
        language,
        published,
        row,
        ..
    } = citation;
    Reference {
        key: key(&article, source.as_deref(), published),
        title,
        outlet: source,
        author,
        language,
        url,
        published,
        row,
    }
}

/// A key that a person recognizes and that does not change with what else is cited: outlet, year, id.
fn key(id: &str, outlet: Option<&str>, published: Option<PartialDate>) -> String {
    let year = published.and_then(|date| ends(date).0).map(Date::year);
    let parts = [outlet.map(handle), year.map(|year| year.to_string())];
    let parts = parts.into_iter().flatten().chain([id.to_owned()]);
    let joined = parts.collect::<Vec<_>>().join("-");
    let plain = |character: char| {
        let is_plain = character.is_ascii_alphanumeric() || "-_.:".contains(character);
        if is_plain { character } else { '-' }
    };
    let key: String = joined.chars().map(plain).collect();
    let words: Vec<&str> = key.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The key, or with a number behind it where it is taken.
fn unused(key: &str, taken: &BTreeSet<String>) -> String {
    let mut free = key.to_owned();
    let mut number = 2;
    while taken.contains(&free) {
        free = format!("{key}-{number}");
        number += 1;
    }
    free
}

/// The first and the last day of a date, as far as they are known.
fn ends(date: PartialDate) -> (Option<Date>, Option<Date>) {
    let known = |day, open| (day != open).then(|| civil(day));
    (known(date.first, OPEN_START), known(date.last, OPEN_END))
}

/// How much of a calendar date is told at a precision: year; year and month; all of it.
fn parts(date: Date, precision: Precision) -> Vec<i16> {
    let mut parts = vec![date.year()];
    if !matches!(precision, Precision::Year | Precision::Decade) {
        parts.push(date.month().into());
    }
    if matches!(precision, Precision::Day | Precision::Week) {
        parts.push(date.day().into());
    }
    parts
}
