//! `dateline saved`: questions kept under a name.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::Streams;
use super::args::{Saved, SavedCommand, SavedFolder};
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::question::{source, style};
use super::rows::print;
use crate::ask::{SavedError, SavedQuestion, SavedQuestions};
use crate::query::Options;
use crate::query::lint::lint;
use crate::render::diagnostic::diagnostics;
use crate::repl;
use crate::value::{Column, ColumnType, Rows, Value};

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
            tell(name, is_new, given, streams)?;
        }
        SavedCommand::Edit { name } => edit(&saved, name, given, streams)?,
        SavedCommand::Rm { name } => saved.remove(name).map_err(fail)?,
    }
    Ok(Outcome::Done)
}

fn tell(name: &str, is_new: bool, given: &Given, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let done = if is_new { "saved" } else { "unchanged" };
    if !given.is_quiet() {
        writeln!(streams.err, "{done}: {name}")?;
    }
    Ok(())
}

/// Opens a question in the editor, and keeps what it has become if that compiles.
fn edit(
    saved: &SavedQuestions,
    name: &str,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let text = saved
        .read(name)
        .map_err(|error| failure(&error, "", given))?;
    if !given.may_ask || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::Question(format!(
            "error: an editor needs a terminal; without one, `dateline saved add {name} -f FILE.dq --force` \
             replaces the question"
        )));
    }
    let edited = repl::edit(text.trim_end());
    let edited = edited.map_err(|error| Failure::Failed(error.to_string()))?;
    let options = Options {
        now: given.today(),
        ..Options::default()
    };
    if let Some(errors) = lint(&edited.text, None, &options).errors {
        let told = diagnostics(&errors, &edited.text, style(None, given));
        let place = match edited.keep() {
            Ok(path) => format!("what you wrote is in {}", path.display()),
            Err(error) => format!("what you wrote could not be kept: {error}"),
        };
        return Err(Failure::Question(format!(
            "{told}\n\n`{name}` stays as it was; {place}"
        )));
    }
    let is_new = saved
        .add(name, &edited.text, true)
        .map_err(|error| failure(&error, &edited.text, given))?;
    tell(name, is_new, given, streams)
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

/// The failure that a trouble with saved questions ends the program with.
pub(super) fn failure(error: &SavedError, source: &str, given: &Given) -> Failure {
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
