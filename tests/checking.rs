//! `dateline check` on sound, wrong and damaged files.

use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;

use rusqlite::Connection;

use crate::exporting::newsroom;
use crate::support::{done, run};

fn change(folder: &Path, sql: &str) {
    let connection = Connection::open(folder.join("news.db")).unwrap();
    connection.execute_batch(sql).unwrap();
}

/// The lines that are not ok.
fn complaints(out: &str) -> Vec<String> {
    let lines = out.lines().filter(|line| !line.starts_with("ok "));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_database_as_it_was_written_is_sound() {
    let folder = newsroom();
    let out = done(folder.path(), &["check"]);
    assert_eq!(complaints(&out), Vec::<String>::new(), "{out}");
    assert!(out.lines().count() >= 18, "{out}");
    let before = done(folder.path(), &["export"]);
    done(folder.path(), &["check", "--rebuild", "--quick"]);
    assert_eq!(done(folder.path(), &["export"]), before);
    assert_eq!(
        complaints(&done(folder.path(), &["check"])),
        Vec::<String>::new()
    );
}

/// A change, the line that tells of it, and whether it is of what can be made again.
const WRONG: &[(&str, &str, bool)] = &[
    (
        "UPDATE mention SET surface = 'Prague' WHERE surface = 'Tehran'",
        "wrong      mentions               2: ",
        false,
    ),
    (
        "UPDATE sentence SET start = 1 WHERE ord = 0 AND article = (SELECT key FROM article WHERE id = 'z1')",
        "wrong      sentences              1: z1 sentence 0",
        false,
    ),
    (
        "UPDATE event SET stop = 9999 WHERE id = 'e9'",
        "wrong      events                 1: z3 e9",
        false,
    ),
    (
        "UPDATE event SET trigger = 'saw' WHERE id = 'e1'",
        "wrong      events                 1: z1 e1",
        false,
    ),
    (
        "UPDATE figure SET sentence = (SELECT max(key) FROM sentence) WHERE id = 'f1'",
        "wrong      figures                1: z1 f1",
        false,
    ),
    (
        "UPDATE time_expression SET stop = 40000 WHERE timex_type = 'SET'",
        "wrong      time expressions       1: z1 [31, 40000)",
        false,
    ),
    (
        "PRAGMA foreign_keys = off; DELETE FROM source WHERE id = 'north-post'",
        "wrong      references             3: source_alias names a missing source, article 1 names a missing source",
        false,
    ),
    (
        "UPDATE article SET words = 3 WHERE id = 'z1'",
        "wrong      texts                  1: z1",
        true,
    ),
    (
        "UPDATE quote SET words_hash = 5 WHERE id = 'q1'",
        "wrong      quotes                 1: q1 by its words",
        true,
    ),
    (
        "DELETE FROM shingle",
        "wrong      shingles               2: ",
        true,
    ),
    (
        "UPDATE alias SET norm = 'x' WHERE text = 'General Ost'",
        "wrong      names                  1: karl-ost",
        true,
    ),
    (
        "UPDATE event SET actor = NULL WHERE id = 'e1'",
        "wrong      participants           1: e1",
        true,
    ),
    (
        "UPDATE figure SET value = 7 WHERE id = 'f1'",
        "wrong      values                 1: f1",
        true,
    ),
    (
        "UPDATE mention SET published_first = 3 WHERE article = (SELECT key FROM article WHERE id = 'z1')",
        "wrong      copies of articles     1: z1",
        true,
    ),
    (
        "UPDATE participant SET repeats = 1 WHERE role = 'actor' AND event = (SELECT key FROM event WHERE id = 'e1')",
        "wrong      copies of events       1: e1",
        true,
    ),
    (
        "DELETE FROM containment WHERE place = (SELECT key FROM entity WHERE id = 'norland')",
        "wrong      places in places       1: norland in norland",
        true,
    ),
    (
        "INSERT INTO membership SELECT a.key, b.key FROM entity AS a, entity AS b WHERE a.id = 'syria' AND b.id = 'karl-ost'",
        "wrong      members of wholes      1: karl-ost in syria",
        true,
    ),
    (
        "INSERT INTO cluster (id, kind, is_derived) VALUES ('story-x', 'story', 1)",
        "wrong      clusters               1: story-x",
        true,
    ),
    (
        "UPDATE link SET weight = weight + 1 WHERE kind = 1 AND is_turned = 0 AND a = (SELECT key FROM entity WHERE id = 'gota-guard')",
        "wrong      links                  ",
        true,
    ),
    (
        "INSERT INTO sentence_fts (sentence_fts, rowid, text) SELECT 'delete', key, text FROM sentence WHERE text LIKE 'Nobody%'",
        "wrong      search index           1: ",
        true,
    ),
    (
        "UPDATE event_count SET n = n + 1 WHERE kind = 'consult'",
        "wrong      counts                 2: consult, consult",
        true,
    ),
    (
        "UPDATE figure_sum SET high = high + 1 WHERE measure = 'killed'",
        "wrong      sums                   2: norland killed, norland killed",
        true,
    ),
    (
        "UPDATE figure SET source = NULL WHERE id = 'f1'",
        "wrong      outlets of figures     1: f1",
        true,
    ),
    (
        "DELETE FROM article_fts WHERE rowid = 1",
        "wrong      search index           1: article 1",
        true,
    ),
    (
        "UPDATE sentence_fts SET text = 'other' WHERE rowid = 1",
        "wrong      search index           ",
        true,
    ),
];

#[test]
fn what_is_wrong_is_told_and_what_is_derived_is_made_again() {
    let folder = newsroom();
    let folder = folder.path();
    let before = done(folder, &["export"]);
    done(folder, &["sql", "events"]);
    fs::copy(folder.join("news.db"), folder.join("sound.db")).unwrap();
    for (sql, expected, is_derived) in WRONG {
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(folder.join(format!("news.db{ending}")));
        }
        fs::copy(folder.join("sound.db"), folder.join("news.db")).unwrap();
        change(folder, sql);
        let (status, out, err) = run(folder, &["check"]);
        assert_eq!(status, 1, "{sql}: {out}{err}");
        let told = complaints(&out);
        assert!(
            told[0].starts_with(expected) || told.iter().any(|line| line.starts_with(expected)),
            "{sql}: {out}"
        );
        assert!(told.last().unwrap().contains("--rebuild"), "{sql}: {out}");
        let (status, out, err) = run(folder, &["check", "--rebuild"]);
        assert_eq!(status, i32::from(!is_derived), "{sql}: {out}{err}");
        if *is_derived {
            assert_eq!(done(folder, &["export"]), before, "{sql}");
        }
    }
}

#[test]
fn what_waits_is_no_fault() {
    let folder = newsroom();
    change(
        folder.path(),
        "INSERT INTO unlinked (article) SELECT key FROM article LIMIT 2; INSERT INTO unclustered SELECT key FROM article WHERE is_extracted = 1 LIMIT 1",
    );
    let out = done(folder.path(), &["check"]);
    let told = complaints(&out);
    assert!(told[0].starts_with("unchecked  links"), "{out}");
    assert!(told[1].starts_with("waiting    waiting for links"), "{out}");
    assert!(told[2].contains("  1; the next load"), "{out}");
    let out = done(folder.path(), &["check", "--rebuild"]);
    assert_eq!(complaints(&out), Vec::<String>::new());
}

/// Fills a page with what no page can hold.
fn spoil(database: &Path, page: u64, size: u64) {
    let mut file = fs::OpenOptions::new().write(true).open(database).unwrap();
    file.seek(SeekFrom::Start((page - 1) * size)).unwrap();
    let rubbish: Vec<u8> = (0..size).map(|at| (at * 37 % 251) as u8 | 0x80).collect();
    file.write_all(&rubbish).unwrap();
}

fn one(connection: &Connection, sql: &str) -> u64 {
    let number: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    number.unsigned_abs()
}

/// Brings everything into the one file.
fn settle(database: &Path) -> Connection {
    let connection = Connection::open(database).unwrap();
    connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    connection
}

/// A copy of the database with one page spoiled.
fn spoiled(folder: &Path, page: u64, size: u64) {
    let copy = folder.join("spoiled.db");
    fs::copy(folder.join("news.db"), &copy).unwrap();
    spoil(&copy, page, size);
}

const SALVAGE: &[&str] = &[
    "export",
    "--salvage",
    "--db",
    "spoiled.db",
    "-o",
    "saved.jsonl",
];

#[test]
fn whatever_page_is_spoiled_it_is_told() {
    let folder = newsroom();
    let folder = folder.path();
    let connection = settle(&folder.join("news.db"));
    let n_pages = one(&connection, "PRAGMA page_count");
    let size = one(&connection, "PRAGMA page_size");
    for page in 1..=n_pages {
        spoiled(folder, page, size);
        for (arguments, expected) in [
            (&["check", "--db", "spoiled.db"][..], &[1][..]),
            (&["check", "--quick", "--db", "spoiled.db"], &[1]),
            (SALVAGE, &[0, 1, 3]),
        ] {
            let (status, out, err) = run(folder, arguments);
            let said = format!("page {page} {arguments:?}: {status} {out}{err}");
            assert!(!err.contains("panicked"), "{said}");
            assert!(expected.contains(&status), "{said}");
        }
    }
}

#[test]
fn what_is_lost_of_a_table_is_told_and_the_rest_is_saved() {
    let folder = newsroom();
    let folder = folder.path();
    let connection = settle(&folder.join("news.db"));
    let size = one(&connection, "PRAGMA page_size");
    for (table, expected, n_lost, n_articles) in [
        (
            "article_text",
            "Articles: 0 can be read whole, 0 only as texts, 6 not at all (z1",
            6,
            0,
        ),
        (
            "mention",
            "Articles: 1 can be read whole, 5 only as texts, 0 not at all (z1",
            5,
            6,
        ),
    ] {
        let root = format!("SELECT rootpage FROM sqlite_schema WHERE name = '{table}'");
        spoiled(folder, one(&connection, &root), size);
        let (_, out, _) = run(folder, &["check", "--db", "spoiled.db"]);
        assert!(out.contains(expected), "{out}");
        assert!(out.contains(&format!("to their end: {table}\n")), "{out}");
        let (status, _, err) = run(folder, &["export", "--db", "spoiled.db"]);
        assert_eq!(status, 1);
        assert!(err.contains("spoiled.db is damaged"), "{err}");
        let (status, _, err) = run(folder, SALVAGE);
        assert_eq!(status, 3, "{err}");
        assert_eq!(err.matches("lost  ").count(), n_lost, "{err}");
        let saved = format!("saved_{table}.db");
        done(folder, &["load", "saved.jsonl", "--quiet", "--db", &saved]);
        let saved = Connection::open(folder.join(saved)).unwrap();
        assert_eq!(one(&saved, "SELECT count(*) FROM article"), n_articles);
        assert!(one(&saved, "SELECT count(*) FROM entity") > 5);
    }
}

#[test]
fn what_cannot_be_checked_is_refused_by_name() {
    let folder = newsroom();
    let folder = folder.path();
    fs::write(folder.join("text.db"), "no database at all, but a text").unwrap();
    let other = Connection::open(folder.join("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    fs::copy(folder.join("news.db"), folder.join("old.db")).unwrap();
    let old = Connection::open(folder.join("old.db")).unwrap();
    old.execute_batch("PRAGMA user_version = 7").unwrap();
    drop(old);
    for (database, expected) in [
        ("absent.db", "no database at absent.db"),
        ("text.db", "text.db is not a database"),
        ("other.db", "not one made by Dateline"),
        ("old.db", "run `dateline load` on it once"),
        ("news", "is a folder"),
    ] {
        let (status, out, err) = run(folder, &["check", "--db", database]);
        assert_eq!((status, out.as_str()), (1, ""), "{database}");
        assert!(err.contains(expected), "{err}");
        assert!(!folder.join("absent.db").exists());
    }
}
