//! `dateline load`: what was typed → a run of loading, its progress and its summary.

mod progress;
mod rejected;
mod summary;
mod undo;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::Streams;
use super::args::Load;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::own;
use super::turn::take_turn;
use crate::ingest::{IngestError, Input, Options, Summary, load};
use crate::lexicon::Lexicon;
use crate::load::{Cleaning, TableMap, n_bytes_of};
use crate::store::Store;
use progress::ProgressLine;
pub(super) use progress::size;
pub(super) use summary::print_rejections;

/// Runs the command.
pub(super) fn run(
    arguments: &Load,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    given.check_may_write("load")?;
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
    let mut line = ProgressLine::new(given.is_quiet());
    let Some(turn) = take_turn(path, &stop, streams)? else {
        return Ok(Outcome::Interrupted);
    };
    let mut store = Store::create(path).map_err(failed)?;
    let options = Options {
        is_reread: store.keep_own_names(&names).map_err(failed)? > 0,
        n_together: arguments.batch.unwrap_or(Options::TOGETHER),
        ..options(arguments.raw, arguments.strict, arguments.jobs)
    };
    own::learn_kept(&mut lexicon, &store).map_err(failed)?;
    if line.is_wanted() {
        line.say("looking at the input");
        line.expect(n_bytes_of(&arguments.paths));
    }
    let result = load(
        Input {
            paths: &arguments.paths,
            database: Some(path),
            map: map.as_ref(),
        },
        &mut store,
        &lexicon,
        options,
        &mut |summary| line.draw(summary),
        &stop,
    );
    line.clear();
    drop(turn);
    let summary = result.map_err(ingest_failed)?;
    let rejected = rejected::write(&summary, &store, path, streams);
    print_rejections(&summary, streams.err)?;
    if !given.is_quiet() {
        let elapsed = started.elapsed();
        summary::print(&summary, path, rejected.as_deref(), elapsed, streams.out)?;
    }
    ended(&summary, streams)
}

fn ended(summary: &Summary, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    if summary.is_stopped {
        let n_articles = summary.n_articles();
        writeln!(
            streams.err,
            "stopped after {}; run the same command to go on",
            counted(n_articles, "article", "articles")
        )?;
        return Ok(Outcome::Interrupted);
    }
    Ok(if summary.n_rejected > 0 {
        Outcome::Rejected
    } else {
        Outcome::Done
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

pub(super) fn options(is_raw: bool, is_strict: bool, jobs: Option<usize>) -> Options {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Options {
        cleaning: if is_raw {
            Cleaning::Raw
        } else {
            Cleaning::Clean
        },
        is_strict,
        is_reread: false,
        n_threads: jobs.unwrap_or_else(cores).max(1),
        n_together: Options::TOGETHER,
    }
}

pub(super) fn ingest_failed(error: IngestError) -> Failure {
    match error {
        IngestError::Output(error) => Failure::Output(error),
        IngestError::Rejected(rejection) => Failure::Failed(summary::shown(&rejection)),
        IngestError::Store(error) => failed(error),
    }
}

pub(super) fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Failed(error.to_string())
}

/// The first Ctrl-C asks the run to end after its batch; a second one ends the program at once, and
/// the database rolls the batch back.
pub(super) fn stop_at_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    // A program that has a handler already keeps it.
    let _ = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    stop
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn duration(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    if seconds >= 60 {
        format!("{} min {} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", elapsed.as_secs_f64())
    }
}
