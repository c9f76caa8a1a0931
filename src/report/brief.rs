//! A situation brief: a report whose text is built in, about a name or about the articles of a question.

use std::collections::BTreeMap;

use super::source::Source;
use crate::ask::{Asker, Trouble};
use crate::model::date::{Day, PartialDate};
use crate::query::Dialect;
use crate::query::catalog::noun_word;
use crate::query::error::Diagnostics;

const TEXT: &str = include_str!("templates/brief.md");
const NEW: &str = include_str!("templates/new.md");
const OF_NAME: &str = include_str!("templates/name.dq");
const OF_PLACE: &str = include_str!("templates/place.dq");
const OF_ARTICLES: &str = include_str!("templates/articles.dq");

/// A brief that can be made as any report.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// Its text and questions.
    pub source: Source,
    /// What its text calls by name: `about`, `since`.
    pub parameters: BTreeMap<String, String>,
}

/// Why there is no brief.
#[derive(Debug, Clone, PartialEq)]
pub enum BriefError {
    /// The name or question is wrong: what was compiled, and the errors in it.
    Question(String, Diagnostics),
    /// It was stopped, or the database cannot be read.
    Trouble(Trouble),
}

/// The brief about a name, or about the articles of a question; with what is new since a day.
///
/// # Errors
/// Nothing is called so, or the question does not compile.
pub fn brief(typed: &str, since: Option<Day>, asker: &Asker) -> Result<Brief, BriefError> {
    let typed = typed.trim().trim_end_matches(';').trim_end();
    let first = typed
        .split(|sign: char| !sign.is_alphanumeric() && sign != '_')
        .next()
        .unwrap_or("");
    let is_question = noun_word(first).is_some() || matches!(first, "network" | "path");
    let declared = if is_question {
        let is_of_articles = noun_word(first).is_some_and(|noun| noun.word == "articles");
        let follow = if is_of_articles { "" } else { "\n-> articles" };
        let question = format!("{typed}{follow}");
        compiled(&question, asker)?;
        OF_ARTICLES.replace("QUESTION", &question)
    } else {
        let name = quoted(typed);
        compiled(&format!("articles mentioning {name}"), asker)?;
        let is_place = asker
            .statement(&format!("events within {name}"), Dialect::Sqlite)
            .is_ok();
        let script = if is_place { OF_PLACE } else { OF_NAME };
        script.replace("NAME", &name)
    };
    let mut parameters = BTreeMap::from([("about".to_owned(), typed.to_owned())]);
    let mut text = TEXT.to_owned();
    let mut prelude = declared;
    if let Some(day) = since {
        let day = PartialDate::day(day);
        prelude = format!("{prelude}let fresh = chosen since {day};\n");
        parameters.insert("since".to_owned(), super::listing::long_date(day));
        text.push_str(NEW);
    }
    let mut source = Source::read(&text).unwrap_or_else(|_| Source::empty());
    source.prelude = prelude;
    Ok(Brief { source, parameters })
}

fn compiled(question: &str, asker: &Asker) -> Result<(), BriefError> {
    match asker.statement(question, Dialect::Sqlite) {
        Ok(_) => Ok(()),
        Err(Trouble::Question(errors)) => Err(BriefError::Question(question.to_owned(), errors)),
        Err(other) => Err(BriefError::Trouble(other)),
    }
}

/// A name as the language writes it.
fn quoted(name: &str) -> String {
    if name.starts_with(['@', '"']) {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}
