//! A question that is stopped by Ctrl-C gives the rows that it has by then; a load keeps its articles.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use dateline::ingest::{Input, Options, Phase, load};
use dateline::lexicon::Lexicon;
use dateline::store::{GroupStep, Store};
use serde_json::{Value, json};

use crate::support::{assert_sound, dateline, done, run};

const N_SENTENCES: usize = 4_000;

/// A folder whose database has one article of so many sentences that all pairs of them take minutes.
fn loaded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sentences: Vec<Value> = (0..N_SENTENCES)
        .map(|at| json!({"start": at * 6, "end": at * 6 + 4}))
        .collect();
    let article = json!({"record": "article", "id": "long", "text": vec!["One."; N_SENTENCES].join("\n\n"),
        "sentences": sentences, "mentions": [], "events": [], "quotes": [], "figures": []});
    fs::write(folder.path().join("long.jsonl"), article.to_string()).unwrap();
    done(folder.path(), &["load", "long.jsonl", "--quiet"]);
    folder
}

const PAIRS: &str = "let all = sentences | derive k = 1; all | join b = all on k | select k";

fn started(folder: &Path, arguments: &[&str]) -> Child {
    dateline()
        .args(arguments)
        .current_dir(folder)
        .stdout(fs::File::create(folder.join("out")).unwrap())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn interrupt(child: &Child) {
    let process = child.id().to_string();
    let status = Command::new("kill").args(["-INT", &process]).status();
    assert!(status.unwrap().success());
}

#[cfg(unix)]
#[test]
fn the_rows_so_far_are_whole_and_counted() {
    let folder = loaded();
    let folder = folder.path();
    let child = started(folder, &["query", PAIRS, "--format", "json"]);
    let begun = Instant::now();
    while fs::metadata(folder.join("out")).unwrap().len() == 0 {
        assert!(begun.elapsed() < Duration::from_mins(1), "no row came");
        sleep(Duration::from_millis(20));
    }
    interrupt(&child);
    let ended = child.wait_with_output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{err}");
    let rows: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(folder.join("out")).unwrap()).unwrap();
    let told = err.trim_end().rsplit_once(", ").unwrap();
    assert!(told.0.starts_with("stopped after "), "{err}");
    let counted = err
        .trim_end()
        .split_once(" s, ")
        .or(err.trim_end().split_once(" ms, "));
    let counted = counted.unwrap().1.strip_suffix(" rows so far").unwrap();
    assert_eq!(counted.replace(',', ""), rows.len().to_string(), "{err}");
}

#[cfg(unix)]
#[test]
fn a_file_is_not_there_if_its_answer_was_stopped() {
    let folder = loaded();
    let folder = folder.path();
    let child = started(folder, &["query", PAIRS, "-o", "pairs.csv"]);
    sleep(Duration::from_millis(500));
    interrupt(&child);
    let ended = child.wait_with_output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{err}");
    assert!(err.ends_with("pairs.csv was not written\n"), "{err}");
    let names = fs::read_dir(folder).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = names.filter(|name| name.contains("pairs")).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// Reports of one attack, much alike, a line each.
fn alike(n_articles: usize) -> String {
    let report = |number: usize| {
        let text = format!(
            "A car bomb killed {} people in Mosul on Monday, police said. Number {number}.",
            number % 9 + 2
        );
        let url = format!("https://wire.example/{number}");
        json!({"url": url, "published": "2017-03-07", "text": text}).to_string() + "\n"
    };
    (0..n_articles).map(report).collect()
}

/// Loads, and stops as Ctrl-C does once the load is at what is asked for.
fn stopped_at(folder: &Path, is_there: fn(Phase) -> bool) {
    let database = folder.join("news.db");
    let stop = Arc::new(AtomicBool::new(false));
    let summary = load(
        Input {
            paths: &[folder.join("alike.jsonl")],
            database: Some(&database),
            map: None,
        },
        &mut Store::create(&database).unwrap(),
        &Lexicon::built_in().unwrap(),
        Options::default(),
        &mut |summary| {
            if is_there(summary.phase) {
                stop.store(true, Ordering::Relaxed);
            }
        },
        &stop,
    );
    let summary = summary.unwrap();
    assert!(summary.is_stopped);
    assert!(is_there(summary.phase), "{:?}", summary.phase);
}

#[test]
fn a_load_that_is_stopped_at_its_end_keeps_the_articles_and_the_next_goes_on() {
    let whole = tempfile::tempdir().unwrap();
    fs::write(whole.path().join("alike.jsonl"), alike(30)).unwrap();
    done(whole.path(), &["load", "alike.jsonl"]);
    let clusters = "events | count by cluster, place";
    let right = done(whole.path(), &["query", clusters]);
    let phases: [fn(Phase) -> bool; 5] = [
        |phase| phase == Phase::Indexing,
        |phase| matches!(phase, Phase::Grouping(reports) if reports.step == GroupStep::Texts),
        |phase| matches!(phase, Phase::Grouping(reports) if reports.n_done > 9 && reports.step == GroupStep::Events),
        |phase| matches!(phase, Phase::Linking(_)),
        |phase| phase == Phase::Analyzing,
    ];
    for phase in phases {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("alike.jsonl"), alike(30)).unwrap();
        stopped_at(folder, phase);
        assert_sound(&folder.join("news.db"));
        assert!(done(folder, &["query", "articles | count"]).contains("30"));
        let loads = done(folder, &["loads"]);
        assert!(
            loads.contains("stopped") && !loads.contains("running"),
            "{loads}"
        );
        let again = done(folder, &["load", "alike.jsonl"]);
        assert!(again.contains("30 articles were already there"), "{again}");
        assert_eq!(done(folder, &["query", clusters]), right);
        let (status, out, err) = run(folder, &["check"]);
        assert_eq!(status, 0, "{out}{err}");
    }
}

/// Waits until a file is there.
fn await_file(path: &Path) {
    let begun = Instant::now();
    while !path.exists() {
        assert!(
            begun.elapsed() < Duration::from_mins(1),
            "{}",
            path.display()
        );
        sleep(Duration::from_millis(10));
    }
}

#[cfg(unix)]
#[test]
fn a_load_that_waits_for_its_input_is_stopped_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = dateline()
        .args(["load", "-", "--db", "news.db"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let typed = child.stdin.take();
    await_file(&folder.path().join("news.db"));
    sleep(Duration::from_secs(1));
    interrupt(&child);
    let begun = Instant::now();
    let ended = child.wait_with_output().unwrap();
    let took = begun.elapsed();
    drop(typed);
    let err = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{err}");
    assert_eq!(
        err,
        "stopped after 0 articles; run the same command to go on\n"
    );
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[cfg(unix)]
#[test]
fn a_second_interrupt_leaves_at_once_and_no_lock_behind() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("alike.jsonl"), alike(4_000)).unwrap();
    let child = started(folder, &["load", "alike.jsonl", "--db", "news.db"]);
    let lock = folder.join(".news.db.lock");
    await_file(&lock);
    sleep(Duration::from_secs(1));
    interrupt(&child);
    sleep(Duration::from_millis(20));
    interrupt(&child);
    let ended = child.wait_with_output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{err}");
    if err.ends_with("to go on\n") {
        // It had ended by the first already.
        return;
    }
    assert!(err == "stopped\n" || err.ends_with("\nstopped\n"), "{err}");
    assert!(!lock.exists());
}
