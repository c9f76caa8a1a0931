//! `dateline run` and `dateline saved`: questions kept under a name.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::Streams;
use super::answer::{Question, answer};
use super::args::{Run, Saved, SavedCommand, SavedFolder};
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::question::{source, style};
use super::rows::print;
use crate::ask::{SavedError, SavedQuestion, SavedQuestions};
use crate::query::ast::StatementKind;
use crate::query::parse::parse;
use crate::render::diagnostic::diagnostics;
use crate::value::{Column, ColumnType, Rows, Value};

/// Runs `dateline run`.
pub(super) fn run(
    arguments: &Run,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let saved = questions(&arguments.folder, given)?;
    let text = saved
        .read(&arguments.name)
        .map_err(|error| failure(&error, "", given))?;
    let path = saved.path(&arguments.name).ok();
    let mut parameters = arguments.asked.parameters.iter().cloned().collect();
    if given.may_ask && io::stdin().is_terminal() {
        ask_for_missing(&text, &mut parameters, streams)?;
    }
    let question = Question {
        source: &text,
        style: style(path.as_deref(), given),
        parameters,
    };
    answer(&question, &arguments.output, given, streams)
}

/// Asks whoever sits at the terminal for the parameters that have no value; an empty line gives none.
fn ask_for_missing(
    text: &str,
    parameters: &mut BTreeMap<String, String>,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    // A text that is not understood is told of when it is answered.
    let statements = parse(text).map_or_else(|_| Vec::new(), |script| script.statements);
    for statement in statements {
        let StatementKind::Param {
            name,
            type_name,
            defaults,
        } = statement.kind
        else {
            continue;
        };
        if !defaults.is_empty() || parameters.contains_key(&name.name) {
            continue;
        }
        let kind = type_name.map_or(String::new(), |kind| format!(" ({})", kind.text));
        write!(streams.err, "${}{kind}: ", name.name)?;
        streams.err.flush()?;
        let mut line = String::new();
        io::stdin().read_line(&mut line)?;
        let value = line.trim();
        if !value.is_empty() {
            parameters.insert(name.name, value.to_owned());
        }
    }
    Ok(())
}

/// Runs `dateline saved`.
pub(super) fn command(
    arguments: &Saved,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let saved = questions(&arguments.folder, given)?;
    let fail = |error: SavedError| failure(&error, "", given);
    match &arguments.command {
        SavedCommand::List => {
            let all = saved.list().map_err(fail)?;
            return print(&listed(&all), given, streams);
        }
        SavedCommand::Show { name } => {
            write!(streams.out, "{}", saved.read(name).map_err(fail)?)?;
        }
        SavedCommand::Add {
            name,
            text,
            file,
            force,
        } => {
            let text = source(text.as_deref(), file.as_deref())?;
            let is_new = saved
                .add(name, &text, *force)
                .map_err(|error| failure(&error, &text, given))?;
            let done = if is_new { "saved" } else { "unchanged" };
            if !given.is_quiet() {
                writeln!(streams.err, "{done}: {name}")?;
            }
        }
        SavedCommand::Rm { name } => saved.remove(name).map_err(fail)?,
    }
    Ok(Outcome::Done)
}

/// The saved questions: of the folder that was named, of the project, else of the user.
pub(super) fn questions(folder: &SavedFolder, given: &Given) -> Result<SavedQuestions, Failure> {
    let folder = folder.queries.clone();
    let folder = folder.or_else(|| Some(given.named_queries()?.0));
    let folder = folder.or_else(SavedQuestions::usual_folder);
    let folder: PathBuf = folder.ok_or_else(|| {
        let reason = "where saved questions are is not known; name a folder with --queries";
        Failure::Failed(reason.to_owned())
    })?;
    Ok(SavedQuestions::new(folder))
}

fn failure(error: &SavedError, source: &str, given: &Given) -> Failure {
    match error {
        SavedError::Question(errors) => {
            Failure::Question(diagnostics(errors, source, style(None, given)))
        }
        SavedError::Unusable { .. } => Failure::Failed(error.to_string()),
        SavedError::Name { .. } | SavedError::Missing { .. } | SavedError::Taken { .. } => {
            Failure::Question(format!("error: {error}"))
        }
    }
}

fn listed(all: &[SavedQuestion]) -> Rows {
    let column = |name: &str| Column::new(name.to_owned(), ColumnType::Plain);
    let record = |one: &SavedQuestion| {
        let parameters = one.parameters.iter().cloned().map(Value::Text).collect();
        vec![
            Value::Text(one.name.clone()),
            Value::Text(one.title.clone()),
            Value::List(parameters),
        ]
    };
    Rows {
        columns: ["name", "title", "parameters"].map(column).into(),
        records: all.iter().map(record).collect(),
    }
}
