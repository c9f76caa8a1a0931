//! `dateline query`, `dateline sql` and `dateline schema`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use super::Streams;
use super::answer::{answer, screen, usual_format};
use super::args::{Asked, Format, Query, Schema, Sql, SqlDialect};
use super::exit::{Failure, Outcome};
use super::output::refuse_to_replace;
use crate::ask::{self, Asker, Trouble, statement_listing};
use crate::model::date;
use crate::query::Dialect;
use crate::query::error::{QueryError, QueryErrorKind};
use crate::render::cell::disarm;
use crate::render::diagnostic::{DiagnosticStyle, diagnostics};
use crate::render::render;
use crate::store::Store;
use crate::value::Rows;

/// Runs `dateline query`.
pub(super) fn run(arguments: &Query, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let source = source(question.text.as_deref(), question.file.as_deref())?;
    refuse_to_replace(question.file.as_deref(), arguments.output.into.as_deref())?;
    let style = style(question.file.as_deref());
    answer(&source, style, &question.asked, &arguments.output, streams)
}

/// Runs `dateline sql`.
pub(super) fn sql(arguments: &Sql, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let source = source(question.text.as_deref(), question.file.as_deref())?;
    let asker = asker(&question.asked)?;
    let dialect = match arguments.dialect {
        SqlDialect::Sqlite => Dialect::Sqlite,
        SqlDialect::Postgres => Dialect::Postgres,
    };
    let statement = asker
        .statement(&source, dialect)
        .map_err(|trouble| failure(trouble, &source, style(question.file.as_deref())))?;
    write!(streams.out, "{}", disarm(&statement_listing(&statement)))?;
    Ok(Outcome::Done)
}

/// Runs `dateline schema`.
pub(super) fn schema(arguments: &Schema, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let rows = ask::schema(arguments.noun.as_deref()).map_err(|trouble| match trouble {
        Trouble::Failed(reason) => Failure::Question(format!("error: {reason}")),
        other => failure(other, "", DiagnosticStyle::default()),
    })?;
    print(&rows, arguments.format, streams)
}

/// Writes rows in the wanted format.
pub(super) fn print(
    rows: &Rows,
    wanted: Option<Format>,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    render(rows, usual_format(wanted), screen(), streams.out)?;
    Ok(Outcome::Done)
}

/// A question as typed, of a file, or of standard input.
pub(super) fn source(typed: Option<&str>, file: Option<&Path>) -> Result<String, Failure> {
    if let Some(text) = typed.filter(|text| *text != "-") {
        return Ok(text.to_owned());
    }
    let text = match file {
        Some(path) => read_file(path)?,
        None => read_input()?,
    };
    Ok(without_mark(&text).to_owned())
}

/// A text without the mark that some editors put at its start.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Reads a text file.
pub(super) fn read_file(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path)
        .map_err(|error| Failure::Failed(format!("cannot read {}: {error}", path.display())))?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::Failed(format!("{} is not UTF-8 text", path.display())))
}

fn read_input() -> Result<String, Failure> {
    if io::stdin().is_terminal() {
        return Err(Failure::Question(
            "error: no question given; write it in quotes, name a file with -f, or pipe it in"
                .to_owned(),
        ));
    }
    let mut text = String::new();
    io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Failure::Failed(format!("cannot read standard input: {error}")))?;
    Ok(text)
}

/// The database that a question asks, and what the question depends on.
pub(super) fn asker(question: &Asked) -> Result<Asker, Failure> {
    asker_given(question, question.parameters.iter().cloned().collect())
}

/// As [`asker`], with these values of parameters.
pub(super) fn asker_given(
    question: &Asked,
    parameters: BTreeMap<String, String>,
) -> Result<Asker, Failure> {
    let store =
        Store::open(&question.database.path).map_err(|error| Failure::Failed(error.to_string()))?;
    Ok(Asker::new(
        store,
        question.now.unwrap_or_else(today),
        parameters,
    ))
}

/// The day of the clock, where the program runs.
pub(super) fn today() -> date::Day {
    date::days(jiff::Zoned::now().date())
}

/// How errors of a file, or of what was typed, are shown.
pub(super) fn style(file: Option<&Path>) -> DiagnosticStyle<'_> {
    DiagnosticStyle {
        is_coloured: super::is_coloured(),
        origin: file.and_then(Path::to_str),
        width: super::terminal_width(),
    }
}

/// The failure that a trouble ends the program with.
pub(super) fn failure(trouble: Trouble, source: &str, style: DiagnosticStyle<'_>) -> Failure {
    match trouble {
        Trouble::Question(errors) => {
            let is_late =
                |error: &QueryError| matches!(error.kind, QueryErrorKind::TooExpensive { .. });
            let text = diagnostics(&errors, source, style);
            if errors.errors().iter().all(is_late) {
                Failure::Late(text)
            } else {
                Failure::Question(text)
            }
        }
        Trouble::Failed(reason) => Failure::Failed(reason),
        Trouble::Stopped(_) => Failure::Failed("stopped".to_owned()),
    }
}
