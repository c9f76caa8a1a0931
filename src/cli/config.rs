//! `dateline config`: where the user's settings are, what they are, and another value for one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Streams;
use super::args::{Config, ConfigCommand};
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::rows::print;
use crate::ask::replace;
use crate::render::cell::clean;
use crate::repl::{Preference, preferences, settings_file, with_preference};
use crate::value::{Column, ColumnType, Rows, Value};

/// What is told of a value that no file sets.
const BUILT_IN: &str = "built in";

/// Runs the command.
pub(super) fn run(
    arguments: &Config,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let path = settings_file().ok_or_else(|| {
        let reason = "where your settings are is not known; name a file with DATELINE_CONFIG";
        Failure::Failed(reason.to_owned())
    })?;
    match &arguments.command {
        ConfigCommand::Path => writeln!(streams.out, "{}", path.display())?,
        ConfigCommand::Show => return show(&path, given, streams),
        ConfigCommand::Set { name, value } => {
            set(&path, name, value)?;
            if !given.is_quiet() {
                writeln!(streams.err, "set in {}", path.display())?;
            }
        }
    }
    Ok(Outcome::Done)
}

/// The text of the file; none is an empty one.
fn read(path: &Path) -> Result<String, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(failed("read", path, &error)),
    }
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::Failed(format!("cannot {what} {}: {error}", path.display()))
}

fn set(path: &Path, name: &str, value: &str) -> Result<(), Failure> {
    let changed = with_preference(&read(path)?, name, value)
        .map_err(|reason| Failure::Question(format!("error: {}", clean(&reason))))?;
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    fs::create_dir_all(&folder)
        .and_then(|()| replace(path, changed))
        .map_err(|error| failed("write", path, &error))
}

fn show(path: &Path, given: &Given, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let text = if given.is_configured {
        read(path)?
    } else {
        String::new()
    };
    let (settings, wrong) = preferences(&text);
    for wrong in wrong {
        writeln!(streams.err, "{}: {}", path.display(), clean(&wrong))?;
    }
    print(&listed(&settings, path, given), given, streams)
}

fn listed(settings: &[Preference], path: &Path, given: &Given) -> Rows {
    let column = |name: &str| Column::new(name.to_owned(), ColumnType::Plain);
    let text = |text: &str| Value::Text(text.to_owned());
    let file = path.display().to_string();
    let setting = |one: &Preference| {
        let origin = if one.is_set { file.as_str() } else { BUILT_IN };
        vec![
            text(one.name),
            text(&one.value),
            text(origin),
            text(one.meaning),
        ]
    };
    let place = |name: &str, value: Option<(PathBuf, &str)>, meaning: &str| {
        let (path, origin) = value.unwrap_or_default();
        vec![
            text(name),
            text(&path.display().to_string()),
            text(origin),
            text(meaning),
        ]
    };
    let database = given.named_database();
    let database = database.unwrap_or_else(|| (given.database(), BUILT_IN));
    let places = [
        place("db", Some(database), "the database"),
        place(
            "queries",
            given.named_queries().or_else(|| {
                let usual = crate::ask::SavedQuestions::usual_folder()?;
                Some((usual, BUILT_IN))
            }),
            "the folder of saved questions",
        ),
    ];
    Rows {
        columns: ["key", "value", "from", "what"].map(column).into(),
        records: places
            .into_iter()
            .chain(settings.iter().map(setting))
            .collect(),
    }
}
