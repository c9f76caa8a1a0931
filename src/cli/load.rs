//! `dateline load`: what was typed → a run of loading, its progress and its summary.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::Streams;
use super::args::Load;
use super::exit::{Failure, Outcome};
use super::own;
use crate::ingest::{IngestError, Options, Rejection, Summary, load};
use crate::lexicon::Lexicon;
use crate::load::Cleaning;
use crate::render::cell::clean;
use crate::store::Store;

/// Rejections that are printed one by one.
const SHOWN_REJECTIONS: usize = 10;
/// Between two drawings of the progress line.
const REDRAW: Duration = Duration::from_millis(100);
/// No progress is drawn for what is done at once.
const PATIENCE: Duration = Duration::from_secs(1);

/// Runs the command.
pub(super) fn run(arguments: &Load, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let started = Instant::now();
    check_paths(&arguments.paths)?;
    let mut lexicon = built_in_lexicon()?;
    let names = own::learn(&mut lexicon, &arguments.lexicons)?;
    let path = &arguments.database.path;
    let mut store = Store::create(path).map_err(failed)?;
    let options = Options {
        is_reread: store.keep_own_names(&names).map_err(failed)? > 0,
        ..options(arguments.raw, arguments.strict, arguments.jobs)
    };
    own::learn_kept(&mut lexicon, &store).map_err(failed)?;
    let stop = stop_at_interrupt();
    let mut line = ProgressLine::new(started, arguments.quiet);
    let result = load(
        &arguments.paths,
        &mut store,
        &lexicon,
        options,
        &mut |summary| line.draw(summary),
        &stop,
    );
    line.clear();
    let summary = result.map_err(ingest_failed)?;
    print_rejections(&summary, streams.err)?;
    if !arguments.quiet {
        print_summary(&summary, path, started.elapsed(), streams.out)?;
    }
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
    }
}

pub(super) fn ingest_failed(error: IngestError) -> Failure {
    match error {
        IngestError::Output(error) => Failure::Output(error),
        IngestError::Rejected(rejection) => Failure::Failed(shown(&rejection)),
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

/// One line on a terminal's standard error, drawn anew as the run goes on.
struct ProgressLine {
    started: Instant,
    drawn: Option<Instant>,
    is_wanted: bool,
}

impl ProgressLine {
    fn new(started: Instant, is_quiet: bool) -> Self {
        Self {
            started,
            drawn: None,
            is_wanted: !is_quiet && io::stderr().is_terminal(),
        }
    }

    fn draw(&mut self, summary: &Summary) {
        let is_early = self.started.elapsed() < PATIENCE;
        let is_fresh = self.drawn.is_some_and(|drawn| drawn.elapsed() < REDRAW);
        if !self.is_wanted || is_early || is_fresh {
            return;
        }
        self.drawn = Some(Instant::now());
        // A terminal that cannot be written to is no reason to stop loading.
        let _ = write!(
            io::stderr(),
            "\r\x1b[Kloading: {} articles, {}, {} rejected",
            summary.n_articles(),
            megabytes(summary.n_bytes),
            summary.n_rejected
        );
    }

    fn clear(&self) {
        if self.drawn.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn megabytes(n_bytes: usize) -> String {
    format!("{:.1} MB", n_bytes as f64 / 1e6)
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Input that was not taken in, with control characters made visible.
fn shown(rejection: &Rejection) -> String {
    clean(&rejection.to_string())
}

pub(super) fn print_rejections(summary: &Summary, err: &mut dyn Write) -> io::Result<()> {
    for rejection in summary.rejections.iter().take(SHOWN_REJECTIONS) {
        writeln!(err, "rejected  {}", shown(rejection))?;
    }
    let n_more = summary.n_rejected.saturating_sub(SHOWN_REJECTIONS);
    if n_more > 0 {
        writeln!(err, "          and {n_more} more")?;
    }
    Ok(())
}

fn print_summary(
    summary: &Summary,
    path: &Path,
    elapsed: Duration,
    out: &mut dyn Write,
) -> io::Result<()> {
    let database = path.display();
    let is_nothing_new = summary.n_new + summary.n_updated + summary.n_descriptions == 0;
    if is_nothing_new && summary.n_unchanged > 0 {
        let n_articles = counted(summary.n_unchanged, "article was", "articles were");
        writeln!(
            out,
            "Nothing new for {database}: {n_articles} already there"
        )?;
    } else {
        writeln!(out, "Loaded into {database} in {}", duration(elapsed))?;
        writeln!(
            out,
            "  articles  {} new · {} updated · {} unchanged",
            summary.n_new, summary.n_updated, summary.n_unchanged
        )?;
        writeln!(
            out,
            "  found     {} · {} · {}",
            counted(summary.n_events, "event", "events"),
            counted(summary.n_quotes, "quote", "quotes"),
            counted(summary.n_figures, "figure", "figures")
        )?;
        writeln!(
            out,
            "  entities  {} ({} new)",
            summary.n_entities, summary.n_new_entities
        )?;
    }
    if summary.n_repeated > 0 {
        writeln!(
            out,
            "  repeated  {} with the id or address of an earlier one: the first was kept",
            counted(summary.n_repeated, "article", "articles")
        )?;
    }
    if summary.n_rejected > 0 {
        writeln!(
            out,
            "  rejected  {}   {}",
            summary.n_rejected,
            reasons(summary)
        )?;
    }
    Ok(())
}

/// The reasons of the rejections with their counts, the most frequent first.
fn reasons(summary: &Summary) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for rejection in &summary.rejections {
        *counts.entry(&rejection.reason).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shown = counts.iter().take(4);
    let shown: Vec<String> = shown
        .map(|(reason, count)| format!("{count} {}", clean(reason)))
        .collect();
    shown.join(" · ")
}

pub(super) fn duration(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    if seconds >= 60 {
        format!("{} min {} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", elapsed.as_secs_f64())
    }
}
