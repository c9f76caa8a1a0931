//! `dateline [DB]`: the prompt on a database.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process;
use std::time::Duration;

use super::Streams;
use super::exit::{Failure, Outcome};
use super::misspelt;
use super::query::today;
use crate::ask::{self, Answer, Asker, SavedQuestions, Trouble};
use crate::model::date::{Day, civil};
use crate::query::Dialect;
use crate::query::complete::complete;
use crate::render::OutputFormat;
use crate::render::cell::shown;
use crate::repl::{self, Answers, Completion, Session};
use crate::store::{Citation, Store, StoredArticle};
use crate::value::{Column, ColumnType, Rows, Statement, Value};

/// How long an answer may take at the prompt, unless `.set timeout` says otherwise.
const PATIENCE: Duration = Duration::from_mins(1);

/// Opens the prompt, or answers what comes through a pipe.
pub(super) fn run(
    path: &Path,
    is_configured: bool,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let store = Store::open(path).map_err(|error| missing(path, &error.to_string()))?;
    let answers = Prompted(Asker::new(store, today(), BTreeMap::new()));
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if is_terminal {
        answers.0.store().prepare_names();
        writeln!(streams.out, "{}", answers.banner())?;
        streams.out.flush()?;
    }
    let format = if io::stdout().is_terminal() {
        OutputFormat::Table
    } else {
        OutputFormat::Tsv
    };
    let page = super::answer::screen();
    // Somebody who waits wants to hear of a question that is too heavy; a script may take its time.
    let limit = is_terminal.then_some(PATIENCE);
    let mut session = Session::new(answers, format, page)
        .coloured(super::is_coloured())
        .limited(limit);
    // A script means the same whoever runs it.
    if is_terminal && is_configured {
        for wrong in session.configure() {
            writeln!(streams.err, "{wrong}")?;
        }
    }
    let ended = repl::run(session, streams.out, streams.err)?;
    if ended.is_failed {
        return Err(Failure::Reported);
    }
    Ok(Outcome::Done)
}

/// A mistyped command looks like a database that is missing.
fn missing(path: &Path, reason: &str) -> Failure {
    let word = path.to_string_lossy();
    if path.exists() || path.extension().is_some() {
        return Failure::Failed(reason.to_owned());
    }
    Failure::Failed(format!("{reason}{}", misspelt::help(&word)))
}

/// `1 Jan 2024`
fn day(day: Day) -> String {
    civil(day).strftime("%-d %b %Y").to_string()
}

/// The asker as the prompt sees it.
struct Prompted(Asker);

impl Answers for Prompted {
    fn banner(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        let version = version
            .rsplit_once('.')
            .map_or(version, |(version, _)| version);
        let name = self.0.store().path().file_name().unwrap_or_default();
        let mut parts = vec![
            format!("dateline {version}"),
            name.to_string_lossy().into_owned(),
        ];
        // What cannot be read will be told by the first question.
        if let Ok(glance) = self.0.store().glance() {
            let column = Column::new("articles", ColumnType::Plain);
            let number = shown(&Value::Integer(glance.articles), &column);
            let about = if glance.is_counted { "" } else { "about " };
            let noun = if glance.articles == 1 {
                "article"
            } else {
                "articles"
            };
            let days = glance.days.map(|(first, last)| (day(first), day(last)));
            let days = days.map_or_else(String::new, |(first, last)| {
                if first == last {
                    return format!(", {first}");
                }
                let dash = if super::is_ascii() { "-" } else { "–" };
                format!(", {first} {dash} {last}")
            });
            parts.push(format!("{about}{number} {noun}{days}"));
        }
        parts.push(".help".to_owned());
        parts.join(if super::is_ascii() { " | " } else { " · " })
    }

    fn name(&self) -> String {
        let stem = self.0.store().path().file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    fn answer(&mut self, source: &str) -> Result<Answer, Trouble> {
        self.0.answer(source)
    }

    fn cited(&mut self, source: &str) -> Result<Answer, Trouble> {
        self.0.cited(source)
    }

    fn citations(&mut self, sentences: &[i64]) -> Result<Vec<Citation>, Trouble> {
        Ok(self.0.store().citations(sentences)?)
    }

    fn article(&mut self, id: &str) -> Result<Option<StoredArticle>, Trouble> {
        Ok(self.0.store().article(id)?)
    }

    fn statement(&mut self, source: &str) -> Result<Statement, Trouble> {
        self.0.statement(source, Dialect::Sqlite)
    }

    fn schema(&mut self, noun: Option<&str>) -> Result<Rows, Trouble> {
        ask::schema(noun)
    }

    fn complete(&self, text: &str, cursor: usize) -> Completion {
        let found = complete(text, cursor, self.0.store());
        let pairs = found
            .suggestions
            .into_iter()
            .map(|one| (one.text, one.shown));
        Completion {
            start: found.start,
            candidates: pairs.collect(),
        }
    }

    fn set_limit(&mut self, limit: Option<Duration>) {
        self.0.set_limit(limit);
    }

    fn set_parameters(&mut self, parameters: BTreeMap<String, String>) {
        self.0.set_parameters(parameters);
    }

    fn version(&mut self) -> Result<i64, Trouble> {
        Ok(self.0.store().data_version()?)
    }

    fn open(&mut self, database: &Path) -> Result<(), Trouble> {
        let store = Store::open(database)?;
        store.prepare_names();
        self.0 = Asker::new(store, today(), BTreeMap::new());
        Ok(())
    }

    fn load(&mut self, path: &Path) -> Result<(), Trouble> {
        // The same command as outside, with all that it shows on the way and its own answer to Ctrl-C.
        let failed = |error: io::Error| Trouble::Failed(format!("cannot load: {error}"));
        let program = env::current_exe().map_err(failed)?;
        let database = self.0.store().path();
        let mut load = process::Command::new(program);
        load.arg("load")
            .arg("--db")
            .arg(database)
            .arg("--")
            .arg(path);
        let status = load.status().map_err(failed)?;
        match status.code() {
            // With what was rejected it is loaded nevertheless.
            Some(0 | 3) => Ok(()),
            Some(130) | None => Err(Trouble::Stopped(None)),
            Some(_) => Err(Trouble::Failed("nothing was loaded".to_owned())),
        }
    }

    fn saved(&self) -> Option<SavedQuestions> {
        let set = env::var_os("DATELINE_QUERIES").filter(|folder| !folder.is_empty());
        let folder = set.map(PathBuf::from).or_else(SavedQuestions::usual_folder);
        folder.map(SavedQuestions::new)
    }

    fn stopper(&self) -> Box<dyn Fn() + Send> {
        let interrupt = self.0.interrupt();
        Box::new(move || interrupt.stop())
    }
}
