//! A situation brief: a report whose text is built in, about a name or about the articles of a question.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::source::Source;
use crate::ask::{Asker, Trouble};
use crate::model::date::{Day, PartialDate};
use crate::query::Dialect;
use crate::query::ast::{Pipeline, SourceKind, StatementKind, Step};
use crate::query::catalog::{Noun, noun_word};
use crate::query::error::Diagnostics;
use crate::query::parse::parse;
use crate::span::Span;
use crate::value::Value;

const TEXT: &str = include_str!("templates/brief.md");
const NEW: &str = include_str!("templates/new.md");
const OF_NAME: &str = include_str!("templates/name.dq");
const OF_PLACE: &str = include_str!("templates/place.dq");
const OF_ARTICLES: &str = include_str!("templates/articles.dq");
const OF_EVENTS: &str = include_str!("templates/events.dq");
/// Below the name that a brief is about.
const SUBTITLE: &str = "What is known, according to whom, and where they differ";

/// How the text of a brief calls what it is about.
#[derive(Clone, Copy)]
struct Wording {
    /// Behind how many articles there are.
    telling: &'static str,
    /// Behind how many articles there are that nobody could read for facts.
    unread: &'static str,
    /// Above those who are named most.
    named: &'static str,
}

const OF_NAMED: Wording = Wording {
    telling: ", {{ 'tells' if n == 1 else 'tell' }} of {{ params.about }}",
    unread: "article{{ 's' if unread != 1 }} with these words",
    named: "Most often named with {{ params.about }}",
};
const OF_THESE_EVENTS: Wording = Wording {
    telling: ", {{ 'tells' if n == 1 else 'tell' }} of what was asked for",
    unread: "of these articles",
    named: "Most often parties to these events",
};
const OF_THESE_ARTICLES: Wording = Wording {
    telling: "",
    unread: "of these articles",
    named: "Most often named in these articles",
};

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
    /// The question is right, but its rows lead to no articles.
    Rows {
        /// As typed.
        question: String,
        /// The stage behind which they do not.
        stage: Span,
        /// The question up to there, if a brief can be made of it.
        instead: Option<String>,
    },
    /// The name or question is wrong: what was compiled, and the errors in it.
    Question(String, Diagnostics),
    /// It was stopped, or the database cannot be read.
    Trouble(Trouble),
}

/// The brief about a name, or about the events or articles of a question; with what is new since a day.
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
    let (mut prelude, wording) = if is_question {
        of_question(typed, asker)?
    } else {
        (of_name(typed, asker)?, OF_NAMED)
    };
    let about = handled(typed, asker).unwrap_or_else(|| typed.to_owned());
    let mut parameters = BTreeMap::from([("about".to_owned(), about)]);
    let mut text = TEXT
        .replace("TELLING", wording.telling)
        .replace("FOREIGN", wording.unread)
        .replace("NAMED", wording.named);
    if let Some(day) = since {
        let day = PartialDate::day(day);
        // Writing to a string cannot fail.
        let _ = writeln!(prelude, "let fresh = chosen since {day};");
        parameters.insert("since".to_owned(), super::words::date(day));
        text.push_str(NEW);
    }
    let mut source = Source::read(&text).unwrap_or_else(|_| Source::empty());
    source.prelude = prelude;
    let about = "{{ params.about }}".to_owned();
    // A question is no headline.
    let (title, subtitle) = if is_question {
        ("Situation brief".to_owned(), about)
    } else {
        (about, SUBTITLE.to_owned())
    };
    source.front.title = Some(title);
    source.front.subtitle = Some(subtitle);
    Ok(Brief { source, parameters })
}

/// What the questions of a brief call `chosen`, `happened` and so on, for a question.
fn of_question(typed: &str, asker: &Asker) -> Result<(String, Wording), BriefError> {
    compiled(typed, asker)?;
    let noun = noun_of(typed);
    if !leads_on(typed, noun, asker) {
        return Err(rows_of(typed, noun, asker));
    }
    Ok(match noun {
        Some(Noun::Events) => (OF_EVENTS.replace("QUESTION", typed), OF_THESE_EVENTS),
        Some(Noun::Articles) => (OF_ARTICLES.replace("QUESTION", typed), OF_THESE_ARTICLES),
        _ => (
            OF_ARTICLES.replace("QUESTION", &leading(typed, "articles")),
            OF_THESE_ARTICLES,
        ),
    })
}

/// The question followed to what another noun has of it.
fn leading(question: &str, noun: &str) -> String {
    format!("{question}\n-> {noun}")
}

/// Whether all that a brief asks can be asked of these rows: those that were merged or cut lead nowhere.
fn leads_on(question: &str, noun: Option<Noun>, asker: &Asker) -> bool {
    let followed = match noun {
        Some(Noun::Articles) => leading(question, "mentions"),
        Some(Noun::Events) => format!("{question}\n| each participants as party"),
        _ => leading(question, "articles"),
    };
    let is_linked = noun == Some(Noun::Articles) || asker.compiles(&leading(question, "articles"));
    is_linked && asker.compiles(&followed)
}

/// What is wrong with the rows of a question that leads nowhere: the first stage behind which it does not.
fn rows_of(typed: &str, noun: Option<Noun>, asker: &Asker) -> BriefError {
    let leads = |question: &str| leads_on(question, noun, asker);
    let stages = stages_of(typed);
    let found = stages.into_iter().find(|stage| {
        let upto = typed.get(..stage.end).unwrap_or(typed);
        !leads(upto)
    });
    let stage = found.unwrap_or_else(|| Span::new(0, typed.len()));
    let before = typed.get(..stage.start).unwrap_or_default();
    let before = before.trim_end().trim_end_matches('|').trim_end();
    BriefError::Rows {
        question: typed.to_owned(),
        stage,
        instead: (!before.is_empty() && leads(before)).then(|| before.to_owned()),
    }
}

/// The same for a name.
fn of_name(typed: &str, asker: &Asker) -> Result<String, BriefError> {
    let name = quoted(typed);
    compiled(&format!("articles mentioning {name}"), asker)?;
    let is_place = asker
        .statement(&format!("events within {name}"), Dialect::Sqlite)
        .is_ok();
    let script = if is_place { OF_PLACE } else { OF_NAME };
    let words = handled(typed, asker).map_or_else(|| name.clone(), |name| quoted(&name));
    Ok(script.replace("WORDS", &words).replace("NAME", &name))
}

/// The name behind a handle, which is no headline.
fn handled(typed: &str, asker: &Asker) -> Option<String> {
    let question = format!("entities named {typed} | select name");
    let answer = typed.starts_with('@').then(|| asker.answer(&question).ok());
    let rows = answer.flatten()?.rows?;
    match rows.records.first()?.first()? {
        Value::Text(name) => Some(name.clone()),
        _ => None,
    }
}

/// Where the stages of a question stand.
fn stages_of(question: &str) -> Vec<Span> {
    let steps = pipeline_of(question).map_or_else(Vec::new, |pipeline| pipeline.steps);
    let spans = steps.into_iter().filter_map(|step| match step {
        Step::Stage(stage) => Some(stage.span),
        Step::Follow(_) => None,
    });
    spans.collect()
}

fn pipeline_of(question: &str) -> Option<Pipeline> {
    let statements = parse(question).ok()?.statements;
    statements.into_iter().find_map(|it| match it.kind {
        StatementKind::Pipeline(pipeline) => Some(pipeline),
        _ => None,
    })
}

/// What the rows of a question are.
fn noun_of(question: &str) -> Option<Noun> {
    let pipeline = pipeline_of(question)?;
    let followed = pipeline.steps.iter().rev().find_map(|step| match step {
        Step::Follow(follow) => Some(&follow.noun),
        Step::Stage(_) => None,
    });
    let ((_, Some(word)) | (SourceKind::Name(word), None)) = (&pipeline.source.kind, followed)
    else {
        return None;
    };
    noun_word(&word.text).map(|found| found.noun)
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
