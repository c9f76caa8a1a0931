//! What can be said of every command: before its name or behind it, in the environment, in `dateline.toml`.

use std::fs;
use std::path::Path;

use crate::support::{dateline, outcome};

/// Two articles of different days.
const RECORDS: &str = r#"{"record":"article","id":"a1","title":"First","published":"2020-03-04","text":"One.","mentions":[],"events":[],"quotes":[],"figures":[]}
{"record":"article","id":"a2","title":"Second","published":"2020-03-05","text":"Two.","mentions":[],"events":[],"quotes":[],"figures":[]}
"#;

/// A folder with two databases: `own.db` has two articles, `news.db` one of them.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("two.jsonl"), RECORDS).unwrap();
    fs::write(path.join("one.jsonl"), RECORDS.lines().next().unwrap()).unwrap();
    told(path, &["load", "two.jsonl", "--db", "own.db", "-q"]);
    told(path, &["load", "one.jsonl", "-q"]);
    folder
}

fn run_in(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    outcome(dateline().args(arguments).current_dir(folder))
}

fn told(folder: &Path, arguments: &[&str]) -> String {
    let (status, out, err) = run_in(folder, arguments);
    assert_eq!(status, 0, "{arguments:?}: {err}");
    out
}

const COUNT: &str = "articles | count";

#[test]
fn what_holds_for_every_command_stands_before_or_behind_it() {
    let folder = folder();
    let folder = folder.path();
    let check = |before: &[&str], behind: &[&str], expected: &str| {
        for arguments in [
            [before, &["query", COUNT], &[]].concat(),
            [&["query", COUNT], behind, &[]].concat(),
        ] {
            assert_eq!(told(folder, &arguments), expected, "{arguments:?}");
        }
    };
    let both = |words: &[&str], expected: &str| check(words, words, expected);
    both(&["--db", "own.db"], "count\n2\n");
    both(&["--format", "list"], "1\n");
    both(&["-F", "jsonl"], "{\"count\":1}\n");
    both(&["--color", "never"], "count\n1\n");
    both(
        &["--width", "40", "--no-pager", "--no-config"],
        "count\n1\n",
    );
    both(&["-o", "out.csv"], "");
    assert_eq!(
        fs::read_to_string(folder.join("out.csv")).unwrap(),
        "count\n1\n"
    );
    // The database may also stand first, as for the prompt.
    check(&["own.db"], &["--db", "own.db"], "count\n2\n");
}

#[test]
fn a_file_takes_what_any_command_prints() {
    let folder = folder();
    let folder = folder.path();
    told(folder, &["schema", "-o", "schema.csv"]);
    let schema = fs::read_to_string(folder.join("schema.csv")).unwrap();
    assert!(schema.starts_with("noun,what\narticles,"), "{schema}");
    told(folder, &["-o", "article.txt", "show", "article", "a1"]);
    let article = fs::read_to_string(folder.join("article.txt")).unwrap();
    assert!(article.contains("First"), "{article}");
    let (status, _, err) = run_in(folder, &["show", "article", "a1", "--format", "csv"]);
    assert_eq!(status, 2, "{err}");
    let (status, _, err) = run_in(folder, &["query", COUNT, "--format", "gexf"]);
    assert_eq!(status, 2, "{err}");
    // What fails leaves no file.
    let (status, _, _) = run_in(folder, &["show", "article", "none", "-o", "none.txt"]);
    assert_eq!(status, 2);
    assert!(!folder.join("none.txt").exists());
}

#[test]
fn the_database_is_that_which_is_named_nearest() {
    let folder = folder();
    let folder = folder.path();
    let counted = |set: Option<&str>, arguments: &[&str]| {
        let mut command = dateline();
        command.args(["query", COUNT, "--format", "list"]);
        command.args(arguments).current_dir(folder);
        if let Some(path) = set {
            command.env("DATELINE_DB", path);
        }
        outcome(&mut command).1
    };
    assert_eq!(counted(None, &[]), "1\n");
    fs::write(folder.join("dateline.toml"), "db = \"own.db\"\n").unwrap();
    assert_eq!(counted(None, &[]), "2\n");
    assert_eq!(counted(None, &["--no-config"]), "1\n");
    assert_eq!(counted(Some("news.db"), &[]), "1\n");
    assert_eq!(counted(Some("news.db"), &["--db", "own.db"]), "2\n");
}

#[test]
fn the_file_of_a_folder_names_no_command_and_says_what_is_wrong_in_it() {
    let folder = folder();
    let folder = folder.path();
    let text = "db = \"own.db\"\nqueries = \"kept\"\npagr = \"less\"\n";
    fs::write(folder.join("dateline.toml"), text).unwrap();
    let (status, out, err) = run_in(folder, &["query", COUNT, "--format", "list"]);
    assert_eq!((status, out.as_str()), (0, "2\n"));
    assert!(
        err.starts_with("dateline.toml: there is no key `pagr`; keys are db, queries, report\n"),
        "{err}"
    );
    told(folder, &["saved", "add", "all", COUNT, "-q"]);
    assert!(folder.join("kept/all.dq").exists());
    assert_eq!(told(folder, &["run", "all", "-F", "list"]), "2\n");
}

#[test]
fn nothing_is_changed_where_only_reading_was_wanted() {
    let folder = folder();
    let folder = folder.path();
    for command in [
        &["load", "two.jsonl"] as &[&str],
        &["learn"],
        &["merge", "own.db"],
        &["check", "--rebuild"],
        &["entity", "rename", "a", "b"],
        &["demo", "--db", "new.db"],
    ] {
        let (status, out, err) = run_in(folder, &[command, &["--read-only"]].concat());
        assert_eq!(status, 2, "{command:?}: {out}{err}");
        assert!(err.contains("--read-only forbids that"), "{err}");
    }
    assert!(!folder.join("new.db").exists());
    told(folder, &["--read-only", "query", COUNT]);
    told(folder, &["--read-only", "check", "--quick"]);
}

#[test]
fn little_or_much_is_told_beside_the_data() {
    let folder = folder();
    let folder = folder.path();
    let beside = |arguments: &[&str]| run_in(folder, &[&["query", COUNT], arguments].concat()).2;
    assert_eq!(beside(&["--quiet"]), "");
    assert!(beside(&[]).starts_with("1 row · "));
    let told = beside(&["-v"]);
    for part in [
        "news.db · the usual one",
        "1 article\n",
        "today       2020-03-06\n",
        "1 statement · ",
    ] {
        assert!(
            beside(&["-v", "--now", "2020-03-06"]).contains(part),
            "{told}"
        );
    }
    assert_eq!(run_in(folder, &["query", COUNT, "-v", "-q"]).0, 2);
}

#[test]
fn today_is_the_day_that_was_typed() {
    let folder = folder();
    let count = |now: &str| {
        let question = "articles since today - 1d | count";
        let arguments = [
            "--db", "own.db", "--now", now, "query", question, "-F", "list",
        ];
        told(folder.path(), &arguments)
    };
    assert_eq!(count("2020-03-05"), "2\n");
    assert_eq!(count("2020-03-06"), "1\n");
}

#[test]
fn times_are_told_in_the_zone_that_was_typed() {
    let folder = folder();
    let started = |zone: &[&str]| {
        let arguments = [&["loads", "-F", "jsonl"], zone].concat();
        let line = told(folder.path(), &arguments);
        let load: serde_json::Value = serde_json::from_str(line.trim()).unwrap();
        load["started"].as_str().unwrap().to_owned()
    };
    let (here, there) = (started(&[]), started(&["--tz", "Asia/Kathmandu"]));
    assert!(there.ends_with("+05:45"), "{there}");
    let here: jiff::civil::DateTime = here.trim_end_matches('Z').parse().unwrap();
    let there: jiff::civil::DateTime = there.trim_end_matches("+05:45").parse().unwrap();
    assert_eq!(
        (there - here).fieldwise(),
        jiff::Span::new().hours(5).minutes(45)
    );
    assert_eq!(run_in(folder.path(), &["loads", "--tz", "Mars"]).0, 2);
}

#[test]
fn a_mistyped_command_is_no_database() {
    let folder = folder();
    for (arguments, meant) in [
        (
            &["qurey", COUNT] as &[&str],
            "did you mean `dateline query`?",
        ),
        (
            &["--db", "none.db", "qurey", COUNT],
            "no command `qurey`\n  help: did you mean `dateline query`?",
        ),
        (&["qurey"], "did you mean `dateline query`?"),
    ] {
        let (status, _, err) = run_in(folder.path(), arguments);
        assert_ne!(status, 0);
        assert!(err.contains(meant), "{err}");
    }
}

#[test]
fn settings_are_found_listed_and_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep/config.toml");
    let config = |arguments: &[&str]| {
        let mut command = dateline();
        command.arg("config").args(arguments);
        command.current_dir(folder.path());
        outcome(command.env("DATELINE_CONFIG", &file))
    };
    let (status, out, _) = config(&["path"]);
    assert_eq!((status, out.trim_end()), (0, file.to_str().unwrap()));
    let (_, out, _) = config(&["show", "-F", "tsv"]);
    assert!(out.contains("\ntimeout\t60 s\tbuilt in\t"), "{out}");
    assert!(out.contains("\ndb\tnews.db\tbuilt in\t"), "{out}");

    assert_eq!(config(&["set", "timeout", "90"]).0, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), "timeout = 90\n");
    fs::write(&file, "# mine\ntimeout = 90 # long\nunknown = 1\n").unwrap();
    assert_eq!(config(&["set", "keys", "vi"]).0, 0);
    assert_eq!(config(&["set", "timeout", "off"]).0, 0);
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "# mine\ntimeout = \"off\" # long\nunknown = 1\nkeys = \"vi\"\n"
    );
    let (_, out, err) = config(&["show", "-F", "tsv"]);
    let line = format!("\nkeys\tvi\t{}\t", file.display());
    assert!(out.contains(&line), "{out}");
    assert!(err.contains("there is no setting `unknown`"), "{err}");
    let (_, out, err) = config(&["show", "-F", "tsv", "--no-config"]);
    assert!(out.contains("\nkeys\temacs\tbuilt in\t") && err.is_empty());

    let (status, _, err) = config(&["set", "timout", "3"]);
    assert_eq!(status, 2);
    assert!(err.contains("did you mean `timeout`?"), "{err}");
    assert_eq!(config(&["set", "keys", "nano"]).0, 2);
}
