//! `dateline load` and `dateline extract` on real files and real databases.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

use crate::support::assert_sound;

/// Tables whose rows are what was loaded; the full-text tables are checked by SQLite itself.
const TABLES: &[&str] = &[
    "source",
    "entity",
    "alias",
    "containment",
    "membership",
    "cluster",
    "article",
    "article_text",
    "sentence",
    "mention",
    "event",
    "participant",
    "quote",
    "figure",
    "time_expression",
];

fn dateline(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).current_dir(folder);
    command.env_remove("DATELINE_DB");
    command
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    dateline(arguments, folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Every row of every table, as text.
fn dump(database: &Path) -> String {
    let connection = Connection::open(database).unwrap();
    let mut all = String::new();
    for table in TABLES {
        let mut statement = connection
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
            .unwrap();
        // Which load wrote a row is no part of what it says.
        let names: Vec<&str> = statement.column_names().collect();
        let told: Vec<usize> = (0..names.len())
            .filter(|column| names[*column] != "run")
            .collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values = told
                .iter()
                .map(|column| row.get::<_, Value>(*column).unwrap());
            writeln!(all, "{table} {:?}", values.collect::<Vec<_>>()).unwrap();
        }
    }
    all
}

fn count(database: &Path, table: &str) -> i64 {
    let connection = Connection::open(database).unwrap();
    let sql = format!("SELECT count(*) FROM {table}");
    connection.query_row(&sql, [], |row| row.get(0)).unwrap()
}

/// A folder with many short articles of our own words.
fn newsroom(n_articles: usize) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    for number in 0..n_articles {
        let day = number % 28 + 1;
        writeln!(
            lines,
            r#"{{"title":"Report {number}","url":"https://post.example/{number}","source":"The Post","date":"2018-09-{day:02}","text":"The Russian army struck Raqqa on Monday, killing {number} fighters. \"We go on,\" President Ann Roe{number} said in Tehran."}}"#
        )
        .unwrap();
    }
    fs::write(folder.path().join("many.jsonl"), lines).unwrap();
    let database = folder.path().join("news.db");
    (folder, database)
}

fn demo_corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demo/corpus")
}

#[test]
fn loading_what_was_extracted_is_loading() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = demo_corpus();
    let corpus = corpus.to_str().unwrap();
    run(&["load", corpus, "--db", "loaded.db"], folder.path());
    let extracted = run(&["extract", corpus], folder.path());
    assert!(text(&extracted.stdout).lines().count() > 20);
    fs::write(folder.path().join("extracted.jsonl"), &extracted.stdout).unwrap();
    let mut piped = dateline(&["load", "-", "--db", "piped.db"], folder.path());
    let records = fs::File::open(folder.path().join("extracted.jsonl")).unwrap();
    assert!(piped.stdin(records).output().unwrap().status.success());
    let loaded = dump(&folder.path().join("loaded.db"));
    assert!(loaded.contains("Meridian Wire"));
    assert_eq!(dump(&folder.path().join("piped.db")), loaded);
}

#[test]
fn the_test_world_comes_out_of_extract_as_it_went_in() {
    let world = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/world/world.jsonl");
    if !world.exists() {
        eprintln!("skipped: no test world at {}", world.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let extracted = run(&["extract", world.to_str().unwrap()], folder.path());
    assert!(extracted.status.success());
    let written = text(&extracted.stdout);
    let given = fs::read_to_string(&world).unwrap();
    assert_eq!(written.lines().count(), given.lines().count());
    for (written, given) in written.lines().zip(given.lines()) {
        let mut given = without_nulls(serde_json::from_str(given).unwrap());
        let mut written = without_nulls(serde_json::from_str(written).unwrap());
        for record in [&mut given, &mut written] {
            record.as_object_mut().unwrap().remove("origin");
        }
        assert_eq!(written, given);
    }
}

/// Null and absent mean the same, and so do an empty list of others or aliases and none.
fn without_nulls(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(object) => object
            .into_iter()
            .map(|(key, value)| (key, without_nulls(value)))
            .filter(|(key, value)| {
                let is_empty = value.as_array().is_some_and(Vec::is_empty);
                !value.is_null() && !(is_empty && (key == "others" || key == "aliases"))
            })
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        Value::Number(number) => serde_json::json!(number.as_f64()),
        other => other,
    }
}

#[test]
fn loading_twice_changes_nothing_and_says_so() {
    let (folder, database) = newsroom(300);
    let load = || run(&["load", "many.jsonl"], folder.path());
    let first = load();
    assert_eq!(first.status.code(), Some(0));
    assert!(text(&first.stdout).contains("300 new · 0 updated · 0 unchanged"));
    let before = dump(&database);
    let second = load();
    assert_eq!(second.status.code(), Some(0));
    assert_eq!(
        text(&second.stdout),
        "Nothing new for news.db: 300 articles were already there\n"
    );
    assert_eq!(dump(&database), before);
}

#[test]
fn the_number_of_threads_does_not_show() {
    let (folder, _) = newsroom(300);
    let load = |jobs: &str| {
        let database = format!("{jobs}.db");
        run(
            &["load", "many.jsonl", "--jobs", jobs, "--db", &database],
            folder.path(),
        );
        dump(&folder.path().join(database))
    };
    assert_eq!(load("1"), load("5"));
}

#[test]
fn a_killed_load_leaves_a_sound_database_and_the_same_command_finishes_it() {
    let (folder, _) = newsroom(900);
    run(&["load", "many.jsonl", "--db", "whole.db"], folder.path());
    let whole = dump(&folder.path().join("whole.db"));
    let mut n_cut_off = 0;
    // Milliseconds after the start, and after the first batch is there.
    for (number, (waits_for_batch, milliseconds)) in
        [(false, 60), (true, 0), (true, 70)].into_iter().enumerate()
    {
        let name = format!("{number}.db");
        let database = folder.path().join(&name);
        let arguments = ["load", "many.jsonl", "--db", &name];
        let mut child = dateline(&arguments, folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        if waits_for_batch {
            wait_for_articles(&database);
        }
        sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        if let Some(n_articles) = n_articles(&database) {
            assert_sound(&database);
            n_cut_off += usize::from((1..900).contains(&n_articles));
        }
        assert!(run(&arguments, folder.path()).status.success());
        assert_sound(&database);
        assert_eq!(dump(&database), whole, "killed at moment {number}");
    }
    assert!(n_cut_off > 0, "no load was cut off in the middle");
}

/// Number of articles, if the table is there.
fn n_articles(database: &Path) -> Option<i64> {
    if !database.exists() {
        return None;
    }
    let connection = Connection::open(database).ok()?;
    let count = connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0));
    count.ok()
}

fn wait_for_articles(database: &Path) {
    while n_articles(database).is_none_or(|count| count == 0) {
        sleep(Duration::from_millis(5));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_load_finishes_its_batch_and_says_how_to_go_on() {
    let (folder, database) = newsroom(900);
    let child = dateline(&["load", "many.jsonl"], folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for_articles(&database);
    let id = child.id().to_string();
    Command::new("kill").args(["-INT", &id]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(text(&output.stderr).contains("run the same command to go on"));
    assert_sound(&database);
    assert!(count(&database, "article") < 900);
    run(&["load", "many.jsonl"], folder.path());
    assert_eq!(count(&database, "article"), 900);
}

#[test]
fn what_cannot_be_used_is_named_and_the_rest_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(
        news.join("a.txt"),
        "Talks fail\n\nThe ministers left Geneva on 3 May 2016.\n",
    )
    .unwrap();
    fs::write(news.join("empty.txt"), "").unwrap();
    fs::write(
        news.join("mixed.jsonl"),
        "{\"title\":\"One\",\"text\":\"First words.\"}\n{\"title\":\n\
         {\"record\":\"entity\",\"id\":\"x\"}\n{\"title\":\"Two\",\"text\":\"Other words.\"}\n",
    )
    .unwrap();
    let output = run(&["load", "news"], folder.path());
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(count(&folder.path().join("news.db"), "article"), 3);
    let errors = text(&output.stderr);
    for expected in [
        "empty.txt: is empty",
        "mixed.jsonl:2",
        "mixed.jsonl:3: `kind`: missing",
    ] {
        assert!(errors.contains(expected), "{errors}");
    }
    let strict = run(
        &["load", "news", "--strict", "--db", "strict.db"],
        folder.path(),
    );
    assert_eq!(strict.status.code(), Some(1));
    assert_eq!(count(&folder.path().join("strict.db"), "article"), 1);
}

#[test]
fn what_calls_itself_json_is_never_read_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(news.join("oops.jsonl"), "{oops\n").unwrap();
    fs::write(
        news.join("half.ndjson"),
        "oops\n{\"text\":\"Ministers left Geneva.\"}\n",
    )
    .unwrap();
    fs::write(
        news.join("page.json"),
        "<html><body><p>They left.</p></body></html>",
    )
    .unwrap();
    let output = run(&["load", "news"], folder.path());
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{errors}");
    assert_eq!(count(&folder.path().join("news.db"), "article"), 1);
    for place in [
        "half.ndjson:1:1: not JSON",
        "oops.jsonl:1:2: not JSON",
        "page.json:1:1: not JSON",
    ] {
        assert!(errors.contains(place), "{errors}");
    }
}

#[test]
fn a_load_that_may_not_go_on_tells_why_and_what_stays() {
    let folder = tempfile::tempdir().unwrap();
    let line = |text: &str| format!("{{\"text\":\"{text}\"}}\n");
    let lines =
        line("First words.") + "{1\n" + &line("Other words.") + "{2\n" + &line("Last words.");
    fs::write(folder.path().join("n.jsonl"), lines).unwrap();
    let cases = [
        (
            vec!["load", "n.jsonl", "--max-errors", "1", "--db", "most.db"],
            "more than 1 input cannot be used (--max-errors 1); the 2 articles before stay.",
            vec!["n.jsonl:2:2", "n.jsonl:4:2"],
            2,
        ),
        (
            vec!["load", "n.jsonl", "--strict", "--db", "strict.db"],
            "an input cannot be used (--strict); the 1 article before stays.",
            vec!["n.jsonl:2:2"],
            1,
        ),
    ];
    for (arguments, why, places, n_articles) in cases {
        let output = run(&arguments, folder.path());
        let errors = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{errors}");
        let told: Vec<&str> = errors
            .lines()
            .filter(|line| line.starts_with("rejected"))
            .collect();
        assert_eq!(told.len(), places.len(), "{errors}");
        for (line, place) in told.iter().zip(places) {
            assert!(line.contains(place), "{errors}");
        }
        assert!(errors.contains(why), "{errors}");
        assert_eq!(
            count(&folder.path().join(arguments.last().unwrap()), "article"),
            n_articles
        );
    }
}

#[test]
fn a_file_of_one_byte_is_no_database_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.db"), "x").unwrap();
    fs::write(folder.path().join("a.txt"), "The ministers left Geneva.").unwrap();
    for arguments in [
        ["load", "a.txt", "--db", "x.db"],
        ["query", "articles", "--db", "x.db"],
    ] {
        let output = run(&arguments, folder.path());
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(text(&output.stderr), "error: x.db is not a database\n");
    }
    assert_eq!(fs::read(folder.path().join("x.db")).unwrap(), b"x");
}

#[test]
fn a_path_that_is_not_there_makes_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&["load", "nowhere"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("nowhere"));
    assert!(!folder.path().join("news.db").exists());
}

#[test]
fn of_two_articles_at_one_address_the_first_is_kept_whatever_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("twice.jsonl"),
        "{\"url\":\"https://a.example/1\",\"text\":\"First words.\"}\n\
         {\"url\":\"https://a.example/1\",\"text\":\"Second words.\"}\n",
    )
    .unwrap();
    let load = || text(&run(&["load", "twice.jsonl"], folder.path()).stdout);
    let first = load();
    assert!(
        first.contains("1 new") && first.contains("repeated  1 article"),
        "{first}"
    );
    let before = dump(&folder.path().join("news.db"));
    assert!(load().starts_with("Nothing new"));
    assert_eq!(dump(&folder.path().join("news.db")), before);
}

#[test]
fn an_article_in_another_language_is_kept_and_not_read_for_facts() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("fr.jsonl"),
        "{\"language\":\"fr\",\"text\":\"Le ministre russe a quitté Damas. Il a parlé à Moscou.\"}\n",
    )
    .unwrap();
    run(&["load", "fr.jsonl"], folder.path());
    let database = folder.path().join("news.db");
    assert_eq!(count(&database, "sentence"), 2);
    assert_eq!(count(&database, "mention"), 0);
}
