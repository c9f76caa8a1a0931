//! A question that is stopped by Ctrl-C gives the rows that it has by then.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{dateline, done};

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
