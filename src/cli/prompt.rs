//! `dateline [DB]`: the prompt on a database.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process;

use super::Streams;
use super::banner::{Line, banner};
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::misspelt;
use super::topic::topics;
use crate::ask::{self, Answer, Asker, SavedQuestions, Trouble};
use crate::model::date::Day;
use crate::query::Dialect;
use crate::query::complete::{self, complete, parameter_values};
use crate::render::in_lines;
use crate::repl::{self, Answers, Completion, Done, Session};
use crate::store::{Citation, Origin, Store, StoredArticle};
use crate::value::{Rows, Statement};

/// Opens the prompt, or answers what comes through a pipe.
pub(super) fn run(given: &Given, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let path = given.database();
    let store = Store::open(&path).map_err(|error| missing(&path, &error.to_string()))?;
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if is_terminal && !given.may_ask {
        let reason = "error: no question given, and --no-input opens no prompt; write one: dateline query 'articles'";
        return Err(Failure::Question(reason.to_owned()));
    }
    if is_terminal && given.output.is_some() {
        let reason =
            "error: the prompt writes to the terminal; `.export FILE` writes an answer into a file";
        return Err(Failure::Question(reason.to_owned()));
    }
    let format = given.row_format()?;
    if !format.is_text() {
        let word = format.word();
        let reason = format!("error: several answers are no {word}; `dateline query` writes one");
        return Err(Failure::Question(reason));
    }
    let mut asker = Asker::new(store, given.today(), BTreeMap::new());
    asker.set_linked(given.page().has_links);
    let answers = Prompted {
        asker,
        today: given.today(),
        is_linked: given.page().has_links,
        is_read_only: given.is_read_only,
        queries: given.named_queries().map(|(path, _)| path),
    };
    if is_terminal && !given.is_quiet() {
        answers.asker.store().prepare_completion();
        writeln!(streams.out, "{}", answers.banner(given.page().width))?;
        streams.out.flush()?;
    }
    if given.is_verbose() {
        super::verbose::tell_database(answers.asker.store(), given, streams.err)?;
    }
    // Somebody who waits wants to hear of a question that is too heavy; a script may take its time.
    let limit = is_terminal.then_some(repl::PATIENCE);
    let mut session = Session::new(answers, format, given.page())
        .lettered(super::error_letters())
        .limited(limit)
        .fitted(given.width)
        .paged(given.has_pager)
        .kept_going(given.script.keep_going)
        .with_parameters(given.script.parameters.iter().cloned().collect());
    // A script means the same whoever runs it.
    if is_terminal && given.is_configured {
        for wrong in session.configure() {
            writeln!(streams.err, "{}", in_lines(&wrong, given.page().width, 2))?;
        }
    }
    match repl::run(session, streams.out, streams.err)? {
        Done::Answered => Ok(Outcome::Done),
        Done::Wrong => Err(Failure::Misread),
        Done::Failed => Err(Failure::Reported),
    }
}

/// A mistyped command looks like a database that is missing.
fn missing(path: &Path, reason: &str) -> Failure {
    let word = path.to_string_lossy();
    if path.exists() || path.extension().is_some() {
        return Failure::Failed(reason.to_owned());
    }
    Failure::Failed(format!("{reason}{}", misspelt::help(&word)))
}

/// Suggestions as the prompt takes them.
pub(super) fn completion(found: complete::Completion) -> Completion {
    let pairs = found
        .suggestions
        .into_iter()
        .map(|one| (one.text, one.shown));
    Completion {
        start: found.start,
        candidates: pairs.collect(),
    }
}

/// The asker as the prompt sees it.
struct Prompted {
    asker: Asker,
    /// What `today` means.
    today: Day,
    /// Whether the terminal knows links.
    is_linked: bool,
    /// Whether nothing may be loaded.
    is_read_only: bool,
    /// The folder of saved questions, where one is named.
    queries: Option<PathBuf>,
}

impl Answers for Prompted {
    fn banner(&self, width: Option<usize>) -> String {
        let store = self.asker.store();
        let is_ascii = super::is_ascii();
        // What cannot be read will be told by the first question.
        banner(store.path(), store.glance().ok(), Line { width, is_ascii })
    }

    fn name(&self) -> String {
        let stem = self.asker.store().path().file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    fn answer(&mut self, source: &str) -> Result<Answer, Trouble> {
        self.asker.answer(source)
    }

    fn cited(&mut self, source: &str) -> Result<Answer, Trouble> {
        self.asker.cited(source)
    }

    fn citations(&mut self, sentences: &[i64]) -> Result<Vec<Citation>, Trouble> {
        Ok(self.asker.store().citations(sentences)?)
    }

    fn addresses(&mut self, origins: &[Option<Origin>]) -> Result<Vec<Option<String>>, Trouble> {
        Ok(self.asker.store().addresses(origins)?)
    }

    fn article(&mut self, id: &str) -> Result<Option<StoredArticle>, Trouble> {
        Ok(self.asker.store().article(id)?)
    }

    fn statement(&mut self, source: &str) -> Result<Statement, Trouble> {
        self.asker.statement(source, Dialect::Sqlite)
    }

    fn schema(&mut self, noun: Option<&str>) -> Result<Rows, Trouble> {
        ask::schema(noun)
    }

    fn topic(&self, name: &str) -> Option<&'static str> {
        topics()
            .find(|topic| topic.name == name)
            .map(|topic| topic.text)
    }

    fn topics(&self) -> Vec<&'static str> {
        topics().map(|topic| topic.name).collect()
    }

    fn complete(&self, text: &str, cursor: usize) -> Completion {
        completion(complete(text, cursor, self.asker.store()))
    }

    fn complete_value(&self, type_name: Option<&str>, typed: &str) -> Completion {
        completion(parameter_values(type_name, typed, self.asker.store()))
    }

    fn set_limit(&mut self, limit: Option<std::time::Duration>) {
        self.asker.set_limit(limit);
    }

    fn set_most_rows(&mut self, most_rows: Option<usize>) {
        self.asker.set_most_rows(most_rows);
    }

    fn set_parameters(&mut self, parameters: BTreeMap<String, String>) {
        self.asker.set_parameters(parameters);
    }

    fn version(&mut self) -> Result<i64, Trouble> {
        Ok(self.asker.store().data_version()?)
    }

    fn open(&mut self, database: &Path) -> Result<(), Trouble> {
        let store = Store::open(database)?;
        store.prepare_completion();
        self.asker = Asker::new(store, self.today, BTreeMap::new());
        self.asker.set_linked(self.is_linked);
        Ok(())
    }

    fn load(&mut self, path: &Path) -> Result<bool, Trouble> {
        if self.is_read_only {
            let reason = "nothing may be loaded: the prompt was opened with --read-only";
            return Err(Trouble::Failed(reason.to_owned()));
        }
        // The same command as outside, with all that it shows on the way and its own answer to Ctrl-C.
        let failed = |error: io::Error| Trouble::Failed(format!("cannot load: {error}"));
        let program = env::current_exe().map_err(failed)?;
        let database = self.asker.store().path();
        let mut load = process::Command::new(program);
        load.arg("load")
            .arg("--db")
            .arg(database)
            .arg("--")
            .arg(path);
        let status = load.status().map_err(failed)?;
        match status.code() {
            // With what was rejected it is loaded nevertheless.
            Some(0 | 3) => Ok(true),
            Some(130) | None => Err(Trouble::Stopped(None)),
            Some(_) => Ok(false),
        }
    }

    fn saved(&self) -> Option<SavedQuestions> {
        let folder = self.queries.clone();
        let folder = folder.or_else(SavedQuestions::usual_folder);
        folder.map(SavedQuestions::new)
    }

    fn stopper(&self) -> Box<dyn Fn() + Send> {
        let interrupt = self.asker.interrupt();
        Box::new(move || interrupt.stop())
    }
}
