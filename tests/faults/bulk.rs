//! A first load that is cut off while the indexes which it has put aside are not made, or not all of them.
//!
//! The files are copied at that moment, with what is in the log: that is what a killed program leaves.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use dateline::ingest::{Input, Options, Phase, load};
use dateline::lexicon::Lexicon;
use dateline::store::Store;
use rusqlite::Connection;

use super::{assert_same, exported, newsroom, run};
use crate::support::assert_sound;

/// Each needs an index that was put aside, or the full-text tables. None asks for what is derived when the
/// indexes are there.
const QUESTIONS: &[&str] = &[
    "events | count by kind",
    "events of assault within @arvo | count",
    "events with @red-banner since 2021-06 | count by month(date)",
    "articles mentioning @harbour-union | count by source",
    "articles since 2021-03 | count by month(published)",
    "articles matching \"police\" | count",
    "figures of killed | summarize dead = sum(high) by source",
    "quotes | count",
];

fn answers(folder: &Path, database: &str) -> Vec<String> {
    let ask = |question: &&str| {
        let (status, out, err) = run(folder, &["query", question, "--db", database]);
        assert_eq!(status, 0, "{question}: {err}");
        out
    };
    QUESTIONS.iter().map(ask).collect()
}

fn check(folder: &Path, database: &str) -> Vec<String> {
    let (_, out, err) = run(folder, &["check", "--db", database]);
    assert!(err.is_empty(), "{err}");
    let lines = out.lines().filter(|line| !line.starts_with("ok "));
    lines.map(str::to_owned).collect()
}

fn indexes(database: &Path) -> Vec<String> {
    let connection = Connection::open(database).unwrap();
    let sql = "SELECT name || ': ' || sql FROM sqlite_schema
               WHERE type = 'index' AND sql IS NOT NULL ORDER BY name";
    let mut names = connection.prepare(sql).unwrap();
    let names = names.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

/// Copies a database with its log. Who opens it may take the log in.
fn copy_files(folder: &Path, from: &str, to: &str) {
    for ending in ["", "-wal"] {
        let from = folder.join(format!("{from}{ending}"));
        fs::copy(from, folder.join(format!("{to}{ending}"))).unwrap();
    }
}

/// Loads `news`, and copies the database as it is when the indexes are about to be made.
fn cut_off(folder: &Path, database: &str, copy: &str) {
    let path = folder.join(database);
    let mut store = Store::create(&path).unwrap();
    let look = |phase| {
        if phase == Phase::Indexing {
            copy_files(folder, database, copy);
        }
    };
    load(
        Input {
            paths: &[folder.join("news")],
            database: Some(&path),
            map: None,
        },
        &mut store,
        &Lexicon::built_in().unwrap(),
        Options {
            n_together: 10,
            ..Options::default()
        },
        &mut |summary| look(summary.phase),
        &Arc::default(),
    )
    .unwrap();
}

/// Makes the first of the indexes, as a load does that goes on: each in a transaction.
fn make_some(database: &Path, n_made: usize) {
    let connection = Connection::open(database).unwrap();
    for _ in 0..n_made {
        let (name, sql): (String, String) = connection
            .query_row(
                "SELECT name, sql FROM deferred_index ORDER BY name LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        connection
            .execute_batch(&format!(
                "BEGIN; DELETE FROM deferred_index WHERE name = '{name}'; {sql}; COMMIT"
            ))
            .unwrap();
    }
}

#[test]
fn a_first_load_cut_off_before_its_indexes_are_made_answers_and_is_ended_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    newsroom(&folder.join("news"), 60, 12);
    cut_off(folder, "whole.db", "cut.db");
    let whole = exported(folder, "whole.db");
    let right = answers(folder, "whole.db");
    let made = indexes(&folder.join("whole.db"));
    copy_files(folder, "cut.db", "counted.db");
    let n_indexes = made.len() - indexes(&folder.join("counted.db")).len();
    assert!(n_indexes > 10, "{n_indexes} indexes were put aside");
    // And the sums of figures.
    let n_unmade = n_indexes + 1;
    for n_made in [0, 1, n_unmade / 2, n_unmade - 1] {
        let what = format!("{n_made} of {n_unmade} indexes made");
        for name in ["asked.db", "opened.db"] {
            copy_files(folder, "cut.db", name);
            make_some(&folder.join(name), n_made);
        }
        assert_sound(&folder.join("asked.db"));
        assert_eq!(answers(folder, "asked.db"), right, "{what}");
        let said = check(folder, "asked.db");
        assert!(
            said.iter().any(|line| line.starts_with("waiting")
                && line.contains("indexes to be made")
                && line.contains(&(n_unmade - n_made).to_string())),
            "{what}: {said:?}"
        );
        assert!(
            said.iter().all(|line| !line.starts_with("wrong")),
            "{said:?}"
        );

        drop(Store::create(&folder.join("opened.db")).unwrap());
        assert_eq!(indexes(&folder.join("opened.db")), made, "{what}");
        assert_eq!(answers(folder, "opened.db"), right, "{what}");

        let news = folder.join("news");
        let (status, _, err) = run(
            folder,
            &["load", news.to_str().unwrap(), "--db", "asked.db"],
        );
        assert_eq!(status, 3, "{err}");
        assert_same(&exported(folder, "asked.db"), &whole, &what);
        assert_eq!(check(folder, "asked.db"), Vec::<String>::new(), "{what}");
        for name in ["asked.db", "opened.db"] {
            for ending in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(folder.join(format!("{name}{ending}")));
            }
        }
    }
}
