//! The loading side: each stage in memory on one core, and whole loads into a database.
//!
//! `cargo bench --bench ingest`. The corpus is the seeds where they lie beside the project, else the
//! demonstration corpus, or the `.txt` files of the folder that `BENCH_TEXTS` names; repeated to 20 MB (or as
//! many as `BENCH_MB` says) with first lines of their own. With `BENCH_STAGES` set nothing is loaded.

#![expect(clippy::print_stdout, reason = "the figures are the result")]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use dateline::extract::{Reading, event, extract, figure, mention, speech, temporal};
use dateline::ingest::{Input, Options, load};
use dateline::lexicon::Lexicon;
use dateline::load::{Cleaning, Loaded, pieces};
use dateline::model::article::Article;
use dateline::record::describe;
use dateline::store::Store;
use dateline::text::analyze;

/// The texts to repeat.
fn originals() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = root.join("../shared/seeds");
    let folder = match std::env::var_os("BENCH_TEXTS") {
        Some(folder) => PathBuf::from(folder),
        None if seeds.exists() => seeds,
        None => root.join("src/demo/corpus"),
    };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the corpus is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("the corpus is UTF-8"))
        .collect()
}

/// Files with `n_bytes` of text in all; returns their bytes.
fn write_corpus(folder: &Path, n_bytes: usize) -> usize {
    let originals = originals();
    let mut written = 0;
    for number in 0.. {
        if written >= n_bytes {
            break;
        }
        let text = format!(
            "Report number {number}\n{}",
            originals[number % originals.len()]
        );
        written += text.len();
        fs::write(folder.join(format!("{number:06}.txt")), text).expect("the disk has room");
    }
    written
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn report(stage: &str, n_bytes: usize, elapsed: Duration) {
    let rate = n_bytes as f64 / 1e6 / elapsed.as_secs_f64();
    println!("{stage:<24} {rate:>8.1} MB/s   {elapsed:>8.2?}");
}

fn timed<T>(stage: &str, n_bytes: usize, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = work();
    report(stage, n_bytes, started.elapsed());
    result
}

/// The same, and by the time that the processor gave to this thread: what others run beside it does not count.
fn timed_alone<T>(stage: &str, n_bytes: usize, work: impl FnOnce() -> T) -> T {
    let before = processor_time();
    let result = timed(stage, n_bytes, work);
    if let (Some(before), Some(after)) = (before, processor_time()) {
        report("  of processor time", n_bytes, after.saturating_sub(before));
    }
    result
}

/// Time on a processor of this thread so far, where the system tells.
fn processor_time() -> Option<Duration> {
    let line = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = line.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn articles(folder: &Path, lexicon: &Lexicon) -> Vec<Article> {
    pieces(&[folder.to_owned()])
        .filter_map(|piece| {
            match piece
                .ok()?
                .read(&lexicon.boilerplate, Cleaning::Clean)
                .ok()?
            {
                Loaded::Article(article) => Some(*article),
                Loaded::Record { .. } | Loaded::Rows(_) => None,
            }
        })
        .collect()
}

/// The steps of the extraction, added up over all articles.
fn steps(articles: &[Article], lexicon: &Lexicon, n_bytes: usize) {
    const STEPS: [&str; 7] = [
        "  text",
        "  mentions",
        "  times",
        "  attributions",
        "  quotes",
        "  events",
        "  figures",
    ];
    let mut spent = [Duration::ZERO; STEPS.len()];
    for article in articles {
        let mut started = Instant::now();
        let mut lap = |step: usize| {
            spent[step] += started.elapsed();
            started = Instant::now();
        };
        let document = analyze(article, &lexicon.abbreviations);
        lap(0);
        let entities = mention::find(&document, lexicon);
        lap(1);
        let (times, published) = temporal::find(article, &document, lexicon);
        lap(2);
        let attributions = speech::find_attributions(&document, lexicon, &entities);
        lap(3);
        let reading = Reading {
            document: &document,
            lexicon,
            entities: &entities,
            times: &times,
            published: article.published.or(published.map(|(date, _)| date)),
        };
        black_box(speech::find_quotes(&reading, &attributions));
        lap(4);
        let events = event::find(&reading, &attributions);
        lap(5);
        black_box(figure::find(&reading, &attributions, &events));
        lap(6);
    }
    for (step, elapsed) in STEPS.iter().zip(spent) {
        report(step, n_bytes, elapsed);
    }
}

fn main() {
    let megabytes = std::env::var("BENCH_MB")
        .ok()
        .and_then(|text| text.parse().ok());
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).expect("a folder can be made");
    let n_bytes = write_corpus(&corpus, megabytes.unwrap_or(20) * 1_000_000);
    let lexicon = timed("lexicon", 0, Lexicon::built_in).expect("the lexicon is well formed");
    let articles = timed("read and clean", n_bytes, || articles(&corpus, &lexicon));
    let n_clean: usize = articles.iter().map(|article| article.text.len()).sum();
    println!(
        "{} articles, {} bytes of clean text",
        articles.len(),
        n_clean
    );
    steps(&articles, &lexicon, n_clean);
    let facts = timed_alone("text and extraction", n_clean, || {
        let facts = articles
            .iter()
            .map(|article| extract(article, &analyze(article, &lexicon.abbreviations), &lexicon));
        facts.collect::<Vec<_>>()
    });
    timed("records", n_clean, || {
        for (article, facts) in articles.iter().zip(&facts) {
            black_box(describe(article, facts));
        }
    });
    if std::env::var_os("BENCH_STAGES").is_some() {
        return;
    }
    for n_threads in [1, 2] {
        let path = folder.path().join(format!("{n_threads}.db"));
        let mut store = Store::create(&path).expect("a database can be made");
        let options = Options {
            most_rejected: Some(0),
            n_threads,
            ..Options::default()
        };
        let stop = Arc::new(AtomicBool::new(false));
        timed(&format!("load, {n_threads} threads"), n_bytes, || {
            load(
                Input {
                    paths: std::slice::from_ref(&corpus),
                    database: None,
                    map: None,
                },
                &mut store,
                &lexicon,
                options,
                &mut |_| (),
                &stop,
            )
        })
        .expect("every article is loaded");
        let started = Instant::now();
        load(
            Input {
                paths: std::slice::from_ref(&corpus),
                database: None,
                map: None,
            },
            &mut store,
            &lexicon,
            options,
            &mut |_| (),
            &stop,
        )
        .expect("every article is there");
        report("  a second time", n_bytes, started.elapsed());
    }
}
