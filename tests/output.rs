//! Answers as files and in pipes: the form that the name tells, whole or not there, and exit statuses.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use crate::support::{dateline, done, run};

/// Two articles with what files break on: quotes, line ends, formulas, markup, other scripts, nothing.
const RECORDS: &str = r#"{"record":"source","id":"post","name":"Post, \"the\" <b>"}
{"record":"article","id":"a1","source":"post","title":"=HYPERLINK(1)","url":"https://post.example/1","published":"2020-03-04","text":"One.","mentions":[],"events":[],"quotes":[],"figures":[]}
{"record":"article","id":"a2","title":"الخرطوم\t\"喀土穆\"\nnow","published":"2020-03-05","text":"Two.","mentions":[],"events":[],"quotes":[],"figures":[]}
"#;

fn loaded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), RECORDS).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    folder
}

const QUESTION: &str = "articles | sort published | select id, title, source, words";

fn file(folder: &Path, name: &str, more: &[&str]) -> String {
    let mut arguments = vec!["query", QUESTION, "-o", name, "--quiet"];
    arguments.extend(more);
    assert_eq!(done(folder, &arguments), "", "nothing on standard output");
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn the_name_of_a_file_tells_its_form() {
    let folder = loaded();
    let folder = folder.path();
    assert_eq!(
        file(folder, "a.csv", &[]),
        "id,title,source,words\na1,=HYPERLINK(1),\"Post, \"\"the\"\" <b>\",1\na2,\"الخرطوم\t\"\"喀土穆\"\"\nnow\",,1\n"
    );
    assert_eq!(
        file(folder, "a.tsv", &[]),
        "id\ttitle\tsource\twords\na1\t=HYPERLINK(1)\tPost, \"the\" <b>\t1\na2\tالخرطوم\\t\"喀土穆\"\\nnow\t\t1\n"
    );
    let json: serde_json::Value = serde_json::from_str(&file(folder, "a.json", &[])).unwrap();
    assert_eq!(json[1]["title"], "الخرطوم\t\"喀土穆\"\nnow");
    assert_eq!(json[1]["source"], serde_json::Value::Null);
    assert_eq!(file(folder, "a.jsonl", &[]).lines().count(), 2);
    assert!(file(folder, "a.md", &[]).starts_with("| id | title |"));
    let page = file(folder, "a.html", &["--standalone"]);
    assert!(
        page.starts_with("<!DOCTYPE html>") && page.contains("&lt;b&gt;"),
        "{page}"
    );
    assert!(file(folder, "a.txt", &[]).contains("│ a1 │"));
    assert_eq!(
        file(folder, "excel.csv", &["--excel"])
            .lines()
            .nth(1)
            .unwrap(),
        "a1,'=HYPERLINK(1),\"Post, \"\"the\"\" <b>\",1"
    );
    done(folder, &["query", QUESTION, "-o", "a.xlsx", "--quiet"]);
    let sheet = fs::read(folder.join("a.xlsx")).unwrap();
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(sheet)).unwrap();
    let mut words = String::new();
    let mut strings = book.by_name("xl/worksheets/sheet1.xml").unwrap();
    strings.read_to_string(&mut words).unwrap();
    assert!(
        words.contains("=HYPERLINK(1)") && !words.contains("<f>"),
        "{words}"
    );
    drop(strings);
    done(folder, &["query", QUESTION, "-o", "a.csv.gz", "--quiet"]);
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(folder.join("a.csv.gz")).unwrap())
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(text, file(folder, "b.csv", &[]));
}

#[test]
fn a_name_that_tells_no_form_is_refused() {
    let folder = loaded();
    let (status, _, err) = run(folder.path(), &["query", QUESTION, "-o", "a.xyz"]);
    assert_eq!(status, 2);
    assert!(err.contains("does not tell the format"), "{err}");
    assert!(!folder.path().join("a.xyz").exists());
}

#[test]
fn a_switch_of_another_format_is_refused() {
    let folder = loaded();
    let folder = folder.path();
    let refused = |more: &[&str], expected: &str| {
        let (status, out, err) = run(folder, &[&["query", QUESTION], more].concat());
        assert_eq!((status, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(expected), "{err}");
    };
    refused(
        &["--excel"],
        "--excel means nothing where rows are written as tsv: add --format csv",
    );
    refused(
        &["--excel", "-o", "a.xlsx"],
        "written as xlsx: add --format csv, or name a file that ends in .csv",
    );
    refused(
        &["--standalone", "-F", "json"],
        "--standalone means nothing where rows are written as json: add --format html",
    );
    assert!(!folder.join("a.xlsx").exists());
    let (status, out, _) = run(folder, &["query", QUESTION, "--excel", "-F", "csv"]);
    assert!(status == 0 && out.starts_with('\u{feff}'), "{out}");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_device_a_device() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    let folder = loaded();
    let folder = folder.path();
    fs::write(folder.join("old.csv"), "old\n").unwrap();
    symlink("old.csv", folder.join("link.csv")).unwrap();
    symlink("/dev/null", folder.join("nothing.csv")).unwrap();
    let kind = |name: &str| fs::symlink_metadata(folder.join(name)).unwrap().file_type();
    for name in ["link.csv", "nothing.csv"] {
        done(folder, &["query", QUESTION, "-o", name, "--quiet"]);
        assert!(kind(name).is_symlink(), "{name}");
    }
    assert!(
        fs::read_to_string(folder.join("old.csv"))
            .unwrap()
            .starts_with("id,title")
    );
    let null = fs::metadata("/dev/null").unwrap().file_type();
    assert!(null.is_char_device());
}

#[test]
fn no_answer_takes_the_place_of_what_it_is_made_of() {
    let folder = loaded();
    let folder = folder.path();
    fs::write(folder.join("q.dq"), QUESTION).unwrap();
    fs::write(folder.join("r.md"), "# Report\n").unwrap();
    for (arguments, reason) in [
        (
            vec!["query", QUESTION, "-o", "news.db", "-F", "csv"],
            "it is a database",
        ),
        (
            vec!["query", "-f", "q.dq", "-o", "q.dq", "-F", "csv"],
            "is what the output is made of",
        ),
        (
            vec!["report", "r.md", "-o", "r.md"],
            "is what the output is made of",
        ),
        (
            vec!["export", "all", "-o", "news.db"],
            "is the database itself",
        ),
    ] {
        let (status, _, err) = run(folder, &arguments);
        assert_eq!(status, 1, "{arguments:?}: {err}");
        assert!(err.contains(reason), "{err}");
    }
    assert_eq!(fs::read_to_string(folder.join("q.dq")).unwrap(), QUESTION);
    assert_eq!(
        fs::read_to_string(folder.join("r.md")).unwrap(),
        "# Report\n"
    );
    assert_eq!(
        done(folder, &["query", "articles | count", "--quiet"]),
        "count\n2\n"
    );
}

#[test]
fn a_file_is_there_once_it_is_whole() {
    let folder = loaded();
    let folder = folder.path();
    fs::write(folder.join("old.csv"), "kept\n").unwrap();
    let (status, _, _) = run(
        folder,
        &["query", "articles | select nothing", "-o", "old.csv"],
    );
    assert_eq!(status, 2);
    assert_eq!(
        fs::read_to_string(folder.join("old.csv")).unwrap(),
        "kept\n"
    );
    let left: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_stands_beside_a_file_says_where_it_comes_from() {
    let folder = loaded();
    let folder = folder.path();
    file(folder, "a.csv", &["--meta"]);
    let meta = fs::read_to_string(folder.join("a.csv.meta.json")).unwrap();
    let meta: serde_json::Value = serde_json::from_str(&meta).unwrap();
    assert_eq!(meta["question"], QUESTION);
    assert_eq!(meta["rows"], 2);
    assert_eq!(meta["database"].as_str().unwrap().len(), 64);
}

#[test]
fn the_first_value_stands_alone() {
    let folder = loaded();
    assert_eq!(
        done(folder.path(), &["query", "articles | count", "--first"]),
        "2\n"
    );
    assert_eq!(
        done(
            folder.path(),
            &[
                "query",
                "articles | select id | sort id",
                "--format",
                "list"
            ]
        ),
        "a1\na2\n"
    );
}

#[test]
fn whether_there_are_rows_can_be_told_by_the_status() {
    let folder = loaded();
    let status = |question: &str, more: &[&str]| {
        let mut arguments = vec!["query", question];
        arguments.extend(more);
        run(folder.path(), &arguments).0
    };
    assert_eq!(status("articles", &["--exit-status"]), 0);
    assert_eq!(status("articles since 2050", &["--exit-status"]), 4);
    assert_eq!(status("articles since 2050", &[]), 0);
    assert_eq!(
        status("articles since 2050", &["--exit-status", "-o", "none.csv"]),
        4
    );
    assert_eq!(status("articels", &["--exit-status"]), 2);
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let folder = loaded();
    for format in [
        "csv", "tsv", "json", "jsonl", "markdown", "table", "html", "list",
    ] {
        let mut child = dateline()
            .args([
                "query",
                "articles | select id, text",
                "--format",
                format,
                "--quiet",
            ])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{format}");
    }
}

#[test]
fn tables_are_drawn_as_asked_and_in_ascii_where_the_locale_wants_it() {
    let folder = loaded();
    let table = |style: &str| {
        let arguments = [
            "query",
            "articles | count by source",
            "--format",
            "table",
            "--style",
            style,
        ];
        done(folder.path(), &arguments)
    };
    assert!(table("utf8").starts_with("┌─"));
    assert!(table("rounded").starts_with("╭─"));
    assert!(table("ascii").starts_with("+-"));
    assert!(table("markdown").starts_with("| source"));
    assert!(!table("none").contains(['|', '─', '+']));
    let plain = dateline()
        .args(["query", "articles | count by source", "--format", "table"])
        .current_dir(folder.path())
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    assert!(
        plain.stdout.is_ascii(),
        "{}",
        String::from_utf8_lossy(&plain.stdout)
    );
}

#[test]
fn shells_and_man_are_told_of_every_command() {
    let folder = loaded();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = done(folder.path(), &["completions", shell]);
        for command in ["load", "query", "loads", "export"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    let page = done(folder.path(), &["man"]);
    assert!(
        page.contains(".TH dateline 1") && page.contains("DATELINE QUERY"),
        "{page}"
    );
    let (status, out, _) = run(folder.path(), &["help", "dates"]);
    assert_eq!(status, 0);
    assert!(out.contains("possibly during"), "{out}");
}

#[test]
fn a_question_can_be_told_about_by_a_switch() {
    let folder = loaded();
    let script = "let long = articles | where words > 1; long | count";
    let by_word = "let long = articles | where words > 1; sql long | count";
    assert_eq!(
        done(folder.path(), &["query", script, "--sql"]),
        done(folder.path(), &["query", by_word])
    );
    let (status, plan, _) = run(folder.path(), &["query", "articles", "--explain"]);
    assert!(status == 0 && plan.contains("article"), "{plan}");
    let (status, _, err) = run(folder.path(), &["query", "articles", "--explain", "--sql"]);
    assert!(status == 2 && err.contains("cannot be used with"), "{err}");
}

#[test]
fn everything_is_one_workbook_with_a_sheet_for_each_noun() {
    let folder = loaded();
    let folder = folder.path();
    done(folder, &["export", "all", "-o", "all.xlsx", "--quiet"]);
    let file = fs::read(folder.join("all.xlsx")).unwrap();
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        book.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let names = part("xl/workbook.xml");
    let sheets: Vec<&str> = names
        .split("<sheet name=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(
        sheets,
        [
            "articles",
            "events",
            "quotes",
            "figures",
            "entities",
            "sources",
            "clusters",
            "mentions",
            "sentences"
        ]
    );
    assert!(part("xl/worksheets/sheet1.xml").contains("喀土穆"));
    let salvaged = ["export", "all", "--salvage", "-o", "saved.xlsx"];
    let (status, _, err) = run(folder, &salvaged);
    assert!(status == 2 && err.contains("written as .jsonl"), "{err}");
}

#[test]
fn a_reader_who_has_had_enough_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (0..3_000)
        .map(|n| format!(r#"{{"record":"article","id":"a{n}","title":"{}","text":"One.","mentions":[],"events":[],"quotes":[],"figures":[]}}"#, "long ".repeat(20)))
        .collect();
    fs::write(folder.path().join("r.jsonl"), lines.join("\n")).unwrap();
    done(folder.path(), &["load", "r.jsonl", "--quiet"]);
    for format in ["csv", "tsv", "json", "jsonl", "list", "markdown", "table"] {
        let mut child = dateline()
            .args([
                "query",
                "articles | select title",
                "--db",
                "news.db",
                "-F",
                format,
            ])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(
            (ended.status.code(), err.contains("error")),
            (Some(0), false),
            "{format}: {err}"
        );
    }
}
