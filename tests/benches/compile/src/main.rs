//! Compiling a question, beside prqlc compiling a pipeline of the same shape.
//!
//! `cargo run --release --manifest-path tests/benches/compile/Cargo.toml`. The questions are those of
//! `tests/fixtures/questions.dq`; each name in them is looked up in a database: the test world, the
//! demonstration corpus where that is not at hand (then only the questions that fit it are timed), or
//! the one that `DATELINE_BENCH_DB` names. The pipelines of `pipelines.prql` say the same over the
//! tables of that database, with joins written out and keys in place of names: prqlc looks nothing up,
//! and its formatting is switched off.

#[path = "../../compile_times.rs"]
mod compile_times;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use compile_times::{Timing, report, time};
use dateline::query::{self, Options};
use dateline::store::Store;

/// 2018-09-02, the day on which the questions are asked.
const NOW: i32 = 17_776;

/// What a question may take at the median, and at most.
const MEDIAN: Duration = Duration::from_micros(150);
const WORST: Duration = Duration::from_millis(1);

/// How many times faster than prqlc the median is expected to be.
const RATIO: f64 = 10.0;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The database that names are looked up in.
fn database(folder: &Path) -> PathBuf {
    if let Some(given) = std::env::var_os("DATELINE_BENCH_DB") {
        return given.into();
    }
    let path = folder.join("bench.db");
    let world = root().join("../shared/world/world.jsonl");
    let source = if world.exists() {
        world
    } else {
        dateline::demo::write_corpus(folder).expect("there is room for the corpus");
        folder.to_owned()
    };
    let load = ["dateline", "load", "--quiet", "--db"].map(OsString::from);
    let arguments = load.into_iter().chain([path.clone().into(), source.into()]);
    let _ = dateline::cli::run(arguments);
    path
}

fn questions(store: &Store) -> Vec<Timing> {
    let file = root().join("tests/fixtures/questions.dq");
    let text = fs::read_to_string(file).expect("the questions are there");
    let options = Options {
        now: NOW,
        ..Options::default()
    };
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let fits = lines.filter(|line| query::compile(line, store, &options).is_ok());
    fits.map(|line| time(line, || query::compile(line, store, &options)))
        .collect()
}

/// Pipelines stand in paragraphs, each under the question that it is like.
fn pipelines() -> Vec<Timing> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines.prql");
    let text = fs::read_to_string(file).expect("the pipelines are there");
    let target = prqlc::Target::Sql(Some(prqlc::sql::Dialect::SQLite));
    let options = prqlc::Options::default()
        .no_format()
        .no_signature()
        .with_target(target);
    let paragraphs = text
        .split("\n\n")
        .filter(|part| part.contains("\nfrom ") || part.contains("\nlet "));
    paragraphs
        .map(|pipeline| {
            if let Err(error) = prqlc::compile(pipeline, &options) {
                panic!("{pipeline}\n{error}");
            }
            let head = pipeline.trim_start().lines().next().unwrap_or_default();
            time(head.trim_start_matches("# "), || {
                prqlc::compile(pipeline, &options)
            })
        })
        .collect()
}

fn main() -> ExitCode {
    let folder = tempfile::tempdir().expect("there is room for a database");
    let store = Store::open(&database(folder.path())).expect("the database was just made");
    let ours = questions(&store);
    let theirs = pipelines();
    let title = format!("dateline, {} questions", ours.len());
    let (median, worst) = report(&title, &ours);
    let title = format!("prqlc, {} pipelines", theirs.len());
    let (other_median, other_worst) = report(&title, &theirs);
    let ratio = other_median.as_secs_f64() / median.as_secs_f64();
    println!(
        "prqlc / dateline: median {ratio:.1}, worst {:.1}",
        other_worst.as_secs_f64() / worst.as_secs_f64()
    );
    let bars = [
        (median <= MEDIAN, "the median question takes too long"),
        (worst <= WORST, "the slowest question takes too long"),
        (ratio >= RATIO, "prqlc is not so much slower"),
    ];
    let missed = bars.iter().filter(|(is_met, _)| !is_met);
    let n_missed = missed.inspect(|(_, what)| eprintln!("{what}")).count();
    ExitCode::from(u8::from(n_missed > 0))
}
