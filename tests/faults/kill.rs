//! Loads that are killed at moments drawn by lot.
//!
//! `DATELINE_KILLS=2000 cargo test --release --test main killed -- --nocapture` is the longer run;
//! `DATELINE_KILL_SEED` draws other moments.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::{Lots, assert_same, exported, loading, newsroom};
use crate::support::{assert_sound, has_table};

/// Rounds of a usual run of the tests.
const ROUNDS: u64 = 200;
/// Small transactions, so that many moments lie between two of them.
const INPUT: &[&str] = &["news", "--batch", "10"];
/// Rounds at a time.
const WORKERS: u64 = 2;

fn setting(name: &str, otherwise: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.and_then(|value| value.parse().ok())
        .unwrap_or(otherwise)
}

/// What killed loads left.
#[derive(Debug, Default)]
struct Left {
    nothing: usize,
    some: usize,
    all: usize,
}

#[test]
fn loads_that_are_killed_leave_a_sound_database_and_the_same_command_finishes_them() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("news"), 90, 24);
    let mut undisturbed = loading(folder, INPUT, "whole.db")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_for(&folder.join("whole.db"), &mut undisturbed);
    let started = Instant::now();
    assert_eq!(undisturbed.wait().unwrap().code(), Some(3));
    let whole_time = started.elapsed();
    let whole = exported(folder, "whole.db");
    let n_articles = articles_in(&folder.join("whole.db")).unwrap();
    let (rounds, seed) = (
        setting("DATELINE_KILLS", ROUNDS),
        setting("DATELINE_KILL_SEED", 1),
    );
    let left: Vec<Left> = thread::scope(|scope| {
        let work = |worker: u64| {
            let whole = &whole;
            scope.spawn(move || {
                let mut lots = Lots(seed * 1_000 + worker);
                let mut left = Left::default();
                for _ in 0..rounds / WORKERS {
                    let moment = whole_time.mul_f64(lots.share() * 1.1);
                    let name = format!("{worker}.db");
                    match killed_at(folder, &name, moment) {
                        None | Some(0) => left.nothing += 1,
                        Some(count) if count < n_articles => left.some += 1,
                        Some(_) => left.all += 1,
                    }
                    let again = loading(folder, INPUT, &name).output().unwrap();
                    assert_eq!(again.status.code(), Some(3), "{again:?}");
                    assert_sound(&folder.join(&name));
                    assert_same(
                        &exported(folder, &name),
                        whole,
                        &format!("killed after {moment:?}"),
                    );
                }
                left
            })
        };
        let workers: Vec<_> = (0..WORKERS).map(work).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect()
    });
    let count = |of: fn(&Left) -> usize| left.iter().map(of).sum::<usize>();
    eprintln!(
        "{rounds} loads of {whole_time:?} killed: {} had stored nothing yet, {} a part, {} everything",
        count(|left| left.nothing),
        count(|left| left.some),
        count(|left| left.all)
    );
    assert!(count(|left| left.some) > 0, "none was killed in the middle");
}

/// Starts a load, kills it at a moment after it has made the file, and checks what it left: the number of articles.
fn killed_at(folder: &Path, name: &str, moment: Duration) -> Option<i64> {
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(folder.join(format!("{name}{ending}")));
    }
    let mut child = loading(folder, INPUT, name)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_for(&folder.join(name), &mut child);
    thread::sleep(moment);
    child.kill().unwrap();
    child.wait().unwrap();
    let database = folder.join(name);
    let n_articles = articles_in(&database)?;
    assert_sound(&database);
    Some(n_articles)
}

/// Most of the start is spent before the file is made, and there is nothing to be broken.
fn wait_for(database: &Path, load: &mut Child) {
    while !database.exists() && load.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
}

/// None where there is no such table yet.
fn articles_in(database: &Path) -> Option<i64> {
    if !database.exists() {
        return None;
    }
    let connection = Connection::open(database).unwrap();
    let is_there = has_table(&connection, "article");
    let count = || connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0));
    is_there.then(|| count().unwrap())
}
