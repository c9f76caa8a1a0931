//! `dateline query`, `dateline sql` and `dateline schema`.

use super::Streams;
use super::answer::{Question, answer};
use super::args::{Query, Schema, Sql, SqlDialect};
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::output::refuse_to_replace;
use super::question::{asker, failure, source, style};
use super::rows::print;
use crate::ask::{self, Trouble, statement_listing};
use crate::query::Dialect;
use crate::query::ast::StatementKind;
use crate::query::parse::parse;
use crate::render::cell::disarm;
use crate::render::diagnostic::DiagnosticStyle;

/// Runs `dateline query`.
pub(super) fn run(
    arguments: &Query,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let source = source(question.text.as_deref(), question.file.as_deref())?;
    refuse_to_replace(question.file.as_deref(), given.output.as_deref())?;
    let source = match (arguments.explain, arguments.sql) {
        (true, _) => told_about(source, "explain"),
        (_, true) => told_about(source, "sql"),
        _ => source,
    };
    let question = Question {
        source: &source,
        style: style(question.file.as_deref(), given),
        parameters: question.asked.parameters.iter().cloned().collect(),
    };
    answer(&question, &arguments.output, given, streams)
}

/// A script with a word before its last question, by which that is told about and not run.
fn told_about(source: String, word: &str) -> String {
    let last = parse(&source).ok().and_then(|script| {
        let statements = script.statements.into_iter().rev();
        statements
            .filter(|statement| matches!(statement.kind, StatementKind::Pipeline(_)))
            .map(|statement| statement.span.start)
            .next()
    });
    match last {
        Some(start) => format!("{}{word} {}", &source[..start], &source[start..]),
        None => source,
    }
}

/// Runs `dateline sql`.
pub(super) fn sql(
    arguments: &Sql,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let source = source(question.text.as_deref(), question.file.as_deref())?;
    let asker = asker(given, question.asked.parameters.iter().cloned().collect())?;
    let dialect = match arguments.dialect {
        SqlDialect::Sqlite => Dialect::Sqlite,
        SqlDialect::Postgres => Dialect::Postgres,
    };
    let statement = asker
        .statement(&source, dialect)
        .map_err(|trouble| failure(trouble, &source, style(question.file.as_deref(), given)))?;
    write!(streams.out, "{}", disarm(&statement_listing(&statement)))?;
    Ok(Outcome::Done)
}

/// Runs `dateline schema`.
pub(super) fn schema(
    arguments: &Schema,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let rows = ask::schema(arguments.noun.as_deref()).map_err(|trouble| match trouble {
        Trouble::Failed(reason) => Failure::Question(format!("error: {reason}")),
        other => failure(other, "", DiagnosticStyle::default()),
    })?;
    print(&rows, given, streams)
}
