//! `dateline [DB]`: the prompt on a database.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::Duration;

use super::Streams;
use super::exit::{Failure, Outcome};
use super::query::today;
use crate::ask::{self, Answer, Asker, Trouble};
use crate::query::Dialect;
use crate::query::complete::complete;
use crate::render::OutputFormat;
use crate::repl::{self, Answers, Completion, Session};
use crate::store::Store;
use crate::value::{Rows, Statement};

/// How long an answer may take at the prompt, unless `.set timeout` says otherwise.
const PATIENCE: Duration = Duration::from_mins(1);

/// Opens the prompt, or answers what comes through a pipe.
pub(super) fn run(path: &Path, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let store = Store::open(path).map_err(|error| missing(path, &error.to_string()))?;
    let asker = Asker::new(store, today(), BTreeMap::new());
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if is_terminal {
        asker.store().prepare_names();
        writeln!(streams.out, "{}", banner(path, &asker))?;
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
    let session = Session::new(Prompted(asker), format, page)
        .coloured(super::is_coloured())
        .limited(limit);
    let ended = repl::run(session, streams.out, streams.err)?;
    if ended.is_failed {
        return Err(Failure::Reported);
    }
    Ok(Outcome::Done)
}

/// A mistyped command looks like a database that is missing.
fn missing(path: &Path, reason: &str) -> Failure {
    const COMMANDS: [&str; 8] = [
        "load", "query", "sql", "fmt", "schema", "help", "extract", "demo",
    ];
    let word = path.to_string_lossy();
    let similar = crate::query::suggest::nearest(&word, COMMANDS);
    let hint = similar.map_or(String::new(), |command| {
        format!("\nhelp: did you mean the command `dateline {command}`?")
    });
    Failure::Failed(format!("{reason}{hint}"))
}

fn banner(path: &Path, asker: &Asker) -> String {
    let count = |noun: &str| {
        let rows = asker.answer(&format!("{noun} | count")).ok()?.rows?;
        let value = rows.records.first()?.first()?.clone();
        Some(format!(
            "{} {noun}",
            crate::render::cell::shown(&value, rows.columns.first()?)
        ))
    };
    let counts: Vec<String> = ["articles", "events", "quotes", "figures"]
        .into_iter()
        .filter_map(count)
        .collect();
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "dateline {version} · {} · {} · .help",
        path.display(),
        counts.join(", ")
    )
}

/// The asker as the prompt sees it.
struct Prompted(Asker);

impl Answers for Prompted {
    fn answer(&mut self, source: &str) -> Result<Answer, Trouble> {
        self.0.answer(source)
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

    fn stopper(&self) -> Box<dyn Fn() + Send> {
        let interrupt = self.0.interrupt();
        Box::new(move || interrupt.stop())
    }
}
