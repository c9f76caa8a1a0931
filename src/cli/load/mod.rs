//! `dateline load`: what was typed → a run of loading, its progress and its summary.

mod bar;
mod display;
mod progress;
mod rejected;
mod summary;
mod trial;
mod undo;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::Streams;
use super::args::Load;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::own;
use super::turn::take_turn;
use crate::ingest::{IngestError, Input, Options, Phase, Summary, load};
use crate::lexicon::Lexicon;
use crate::load::{Cleaning, TableMap, extent_of};
use crate::render::cell::clean;
pub(super) use crate::render::footer::duration;
use crate::render::footer::grouped;
use crate::store::{GroupStep, Store, Turn};
pub(super) use display::Display;
pub(super) use progress::size;
use summary::Told;
use trial::Trial;

/// Runs the command.
pub(super) fn run(
    arguments: &Load,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    if !arguments.dry_run {
        given.check_may_write("load")?;
    }
    let path = &given.database();
    if let Some(number) = arguments.undo {
        return undo::run(number, path, streams);
    }
    let started = Instant::now();
    check_paths(&arguments.paths)?;
    let map = read_map(arguments.map.as_deref())?;
    let mut lexicon = built_in_lexicon()?;
    let names = own::learn(&mut lexicon, &arguments.lexicons)?;
    let stop = stop_at_interrupt();
    let Some(turn) = take_turn(path, &stop, streams)? else {
        return Ok(Outcome::Interrupted);
    };
    let trial = arguments.dry_run.then(|| Trial::of(path)).transpose()?;
    let target = trial.as_ref().map_or(path.as_path(), Trial::database);
    let mut store = Store::create(target).map_err(failed)?;
    let options = Options {
        is_reread: store.keep_own_names(&names).map_err(failed)? > 0,
        ..wanted(arguments, given)
    };
    own::learn_kept(&mut lexicon, &store).map_err(failed)?;
    let mut display = Display::new(given.is_quiet());
    if display.is_watched() {
        display.awaits(extent_of(&arguments.paths, Some(path)));
    }
    let input = Input {
        paths: &arguments.paths,
        database: Some(path),
        map: map.as_ref(),
    };
    let result = load(
        input,
        &mut store,
        &lexicon,
        options,
        &mut |summary| display.show(summary, streams.err),
        &stop,
    );
    drop(turn);
    let (summary, is_too_much) = ran(result, &display)?;
    display.end(&summary, streams.err)?;
    let kept = trial.is_none();
    let list = rejected::file(path, arguments.rejects.as_deref());
    let rejected = rejected::write(&summary, kept.then_some(&store), &list, streams);
    if is_too_much {
        return Err(rejected::too_many(&summary, arguments, kept));
    }
    if !given.is_quiet() {
        let told = Told {
            database: path,
            is_trial: !kept,
            rejected: rejected.as_deref(),
            elapsed: started.elapsed(),
        };
        summary::print(&summary, &told, streams.out)?;
    }
    ended(&summary, streams)
}

/// What a run did, and whether it ended as too much could not be used.
fn ran(
    result: Result<Summary, IngestError>,
    display: &Display,
) -> Result<(Summary, bool), Failure> {
    match result {
        Ok(summary) => Ok((summary, false)),
        Err(IngestError::Rejected(summary)) => Ok((*summary, true)),
        Err(error) => {
            display.clear();
            Err(ingest_failed(error))
        }
    }
}

/// How input is to be taken in, as far as the arguments say.
fn wanted(arguments: &Load, given: &Given) -> Options {
    Options {
        most_rejected: arguments.strict.then_some(0).or(arguments.max_errors),
        most_articles: arguments.limit,
        since: arguments.since,
        today: given.today(),
        n_together: arguments.batch.unwrap_or(Options::TOGETHER),
        ..options(arguments.raw, arguments.jobs)
    }
}

fn ended(summary: &Summary, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    if summary.is_stopped {
        let articles = counted(summary.n_articles(), "article", "articles");
        let told = match at(summary.phase) {
            None => format!("stopped after {articles}"),
            Some(doing) => format!("stopped while {doing}; {articles} stay"),
        };
        writeln!(streams.err, "{told}; run the same command to go on")?;
        return Ok(Outcome::Interrupted);
    }
    Ok(if summary.n_rejected > 0 {
        Outcome::Rejected
    } else {
        Outcome::Done
    })
}

/// What a load does once all is read.
fn at(phase: Phase) -> Option<&'static str> {
    Some(match phase {
        Phase::Reading => return None,
        Phase::Indexing => "making indexes",
        Phase::Grouping(reports) => match reports.step {
            GroupStep::Texts => "comparing texts",
            GroupStep::Events => "comparing events",
            GroupStep::Words => "comparing quotes and figures",
        },
        Phase::Linking(_) => "linking",
        Phase::Analyzing => "taking statistics",
    })
}

/// A mistyped path must not leave an empty database behind. Where others are there, the missing ones
/// are rejected like any input that cannot be used.
pub(super) fn check_paths(paths: &[PathBuf]) -> Result<(), Failure> {
    let is_missing = |path: &PathBuf| path.as_path() != Path::new("-") && !path.exists();
    match paths.first() {
        Some(path) if paths.iter().all(is_missing) => Err(Failure::Failed(format!(
            "there is no file or folder at {}",
            path.display()
        ))),
        _ => Ok(()),
    }
}

/// What tables and JSON hold, as a file says.
pub(super) fn read_map(path: Option<&Path>) -> Result<Option<Arc<TableMap>>, Failure> {
    let map = path.map(TableMap::read).transpose().map_err(failed)?;
    Ok(map.map(Arc::new))
}

pub(super) fn built_in_lexicon() -> Result<Lexicon, Failure> {
    Lexicon::built_in().map_err(failed)
}

pub(super) fn options(is_raw: bool, jobs: Option<usize>) -> Options {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Options {
        cleaning: if is_raw {
            Cleaning::Raw
        } else {
            Cleaning::Clean
        },
        n_threads: jobs.unwrap_or_else(cores).max(1),
        ..Options::default()
    }
}

pub(super) fn ingest_failed(error: IngestError) -> Failure {
    match error {
        IngestError::Output(error) => Failure::Output(error),
        IngestError::Rejected(summary) => {
            let last = summary.rejections.last().map(ToString::to_string);
            Failure::Failed(clean(&last.unwrap_or_default()))
        }
        IngestError::Store(error) => failed(error),
    }
}

pub(super) fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Failed(error.to_string())
}

/// The first Ctrl-C asks the run to end after its batch; a second one ends the program at once and says so, and
/// the database rolls the batch back.
pub(super) fn stop_at_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    // A program that has a handler already keeps it.
    let _ = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            Turn::abandon_all();
            progress::leave();
            std::process::exit(130);
        }
    });
    stop
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}
