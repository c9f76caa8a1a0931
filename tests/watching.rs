//! `dateline report --watch`: what is committed by others is seen, wherever they write it.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::support::{dateline, done};

const ARTICLE: &str = r#"{"record":"source","id":"post","name":"The Post"}
{"record":"article","id":"a1","source":"post","title":"One","published":"2020-03-04","text":"One.","mentions":[],"events":[],"quotes":[],"figures":[]}
"#;

const REPORT: &str = "---\ntitle: Outlets\ndb: news.db\n---\n\n```dateline outlets table\nsources | select name\n```\n";

/// Ends the program with the test.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        // One that has ended cannot be ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until the page of the report has a text.
fn until_made(folder: &Path, text: &str) {
    let begun = Instant::now();
    while !fs::read_to_string(folder.join("r.html")).is_ok_and(|page| page.contains(text)) {
        assert!(
            begun.elapsed() < Duration::from_mins(1),
            "{text} never came"
        );
        sleep(Duration::from_millis(20));
    }
}

#[cfg(unix)]
#[test]
fn a_commit_that_stands_in_the_log_alone_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("r.jsonl"), ARTICLE).unwrap();
    fs::write(folder.join("r.md"), REPORT).unwrap();
    done(folder, &["load", "r.jsonl", "--quiet"]);
    let watching = dateline()
        .args(["report", "r.md", "-o", "r.html", "--watch"])
        .current_dir(folder)
        .stderr(Stdio::null())
        .spawn();
    let mut watching = Watching(watching.unwrap());
    until_made(folder, "The Post");

    // A writer that never carries its log over into the database's own file.
    let writer = Connection::open(folder.join("news.db")).unwrap();
    writer
        .execute_batch("PRAGMA wal_autocheckpoint = 0")
        .unwrap();
    let file = || {
        let metadata = fs::metadata(folder.join("news.db")).unwrap();
        (metadata.modified().unwrap(), metadata.len())
    };
    let before = file();
    writer
        .execute("UPDATE source SET name = 'The Herald'", [])
        .unwrap();
    until_made(folder, "The Herald");
    assert_eq!(file(), before, "the commit is in the log alone");

    let process = watching.0.id().to_string();
    let status = Command::new("kill").args(["-INT", &process]).status();
    assert!(status.unwrap().success());
    assert_eq!(watching.0.wait().unwrap().code(), Some(130));
}
