//! Others that load or read at the same time.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use dateline::store::{Store, Turn};
use dateline::value::{Column, ColumnType, Statement, Value};

use super::{assert_same, exported, loading, newsroom};
use crate::support::{assert_sound, dateline, done};

#[test]
fn two_loads_at_once_take_turns() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("one"), 120, 0);
    newsroom(&folder.join("two"), 0, 12);
    // Of an article that is in both, the first load says where it came from.
    fs::remove_file(folder.join("two/page.html")).unwrap();
    for input in ["one", "two"] {
        loading(folder, &[input], "whole.db").output().unwrap();
    }
    let loads: Vec<_> = ["one", "two"]
        .map(|input| {
            loading(folder, &[input], "both.db")
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .into_iter()
        .map(|child| child.wait_with_output().unwrap())
        .collect();
    for load in &loads {
        assert_eq!(load.status.code(), Some(3), "{load:?}");
    }
    let waited = loads
        .iter()
        .filter(|load| String::from_utf8_lossy(&load.stderr).contains("waiting for its end"));
    assert!(waited.count() <= 1);
    assert_sound(&folder.join("both.db"));
    let whole = exported(folder, "whole.db");
    assert_same(&exported(folder, "both.db"), &whole, "at once");
    assert!(!folder.join(".both.db.lock").exists());
}

#[test]
fn a_reader_goes_on_during_a_load_and_sees_new_articles_without_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("first"), 5, 0);
    newsroom(&folder.join("more"), 700, 12);
    loading(folder, &["first"], "n.db").output().unwrap();
    let reader = Store::open(&folder.join("n.db")).unwrap();
    let count = || {
        let statement = Statement {
            sql: "SELECT count(*) FROM article".to_owned(),
            parameters: Vec::new(),
            columns: vec![Column::new("n".to_owned(), ColumnType::Plain)],
        };
        match reader.run(&statement).unwrap().records[0][0] {
            Value::Integer(count) => count,
            ref other => panic!("{other:?}"),
        }
    };
    let first = count();
    let mut load = loading(folder, &["more"], "n.db")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut counts = vec![first];
    while load.try_wait().unwrap().is_none() {
        counts.push(count());
        thread::sleep(Duration::from_millis(5));
    }
    counts.push(count());
    assert!(counts.is_sorted(), "{counts:?}");
    assert!(counts.last() > Some(&700), "{counts:?}");
    assert!(counts.len() > 10, "the reader had to wait: {counts:?}");
}

#[test]
fn a_correction_waits_for_a_load_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("one"), 30, 12);
    loading(folder, &["one"], "n.db").output().unwrap();
    let turn = Turn::take(&folder.join("n.db"), &mut || true).unwrap();
    let listed = done(
        folder,
        &[
            "query",
            "entities | take 1 | select id",
            "--format",
            "csv",
            "--db",
            "n.db",
        ],
    );
    let entity = listed.lines().nth(1).unwrap();
    let mut correction = dateline()
        .current_dir(folder)
        .args([
            "entity",
            "rename",
            &format!("@{entity}"),
            "Somebody Else",
            "--db",
            "n.db",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = String::new();
    BufReader::new(correction.stderr.take().unwrap())
        .read_line(&mut told)
        .unwrap();
    assert!(told.contains("waiting for its end"), "{told}");
    assert!(correction.try_wait().unwrap().is_none());
    drop(turn);
    let ended = correction.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert!(
        String::from_utf8_lossy(&ended.stdout).contains("renamed"),
        "{ended:?}"
    );
}
