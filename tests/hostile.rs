//! Bad input through the program: a clear error with file and reason, nothing lost, the rest goes on.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Output;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::dateline;

const GOOD: &str = "Army retakes border town\n\nThe Syrian army recaptured the town of Ruwaym on Monday, \
    state television reported.\n\nAt least 12 people were killed in the fighting, officials said.\n";

fn load(folder: &Path, input: &str) -> Output {
    dateline()
        .current_dir(folder)
        .args(["load", input, "--db", "news.db"])
        .output()
        .unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn rows(folder: &Path, query: &str) -> Vec<serde_json::Value> {
    let output = dateline()
        .current_dir(folder)
        .args(["query", query, "--db", "news.db", "--format", "json"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Loads a file beside a good one: the good one must be there afterwards, whatever the other is.
fn load_beside_good(name: &str, content: &[u8]) -> (tempfile::TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    fs::write(folder.path().join("news/good.txt"), GOOD).unwrap();
    fs::write(folder.path().join("news").join(name), content).unwrap();
    let output = load(folder.path(), "news");
    let good = rows(
        folder.path(),
        "articles | where title ~ \"border town\" | select title",
    );
    assert_eq!(
        good.len(),
        1,
        "{name}: the good article is lost\n{}",
        stderr(&output)
    );
    (folder, output)
}

fn is_rejected(name: &str, content: &[u8], reason: &str) {
    let (_folder, output) = load_beside_good(name, content);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{name}: {said}");
    assert!(said.contains(name), "{name} is not named: {said}");
    assert!(
        said.to_lowercase().contains(reason),
        "{name}: no word of `{reason}`: {said}"
    );
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn files_that_cannot_be_used_are_named_with_their_reason() {
    is_rejected("empty.txt", b"", "empty");
    is_rejected(
        "image.png",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06",
        "image",
    );
    is_rejected(
        "data.bin",
        &[0, 159, 146, 150, 0, 1, 2, 3].repeat(50),
        "binary",
    );
    let lines = "{\"title\":\"A\",\"text\":\"The army attacked the town.\"}\n".repeat(2000);
    let whole = gzip(lines.as_bytes());
    is_rejected("cut.jsonl.gz", &whole[..whole.len() / 2], "breaks off");
}

#[test]
fn text_in_other_encodings_is_read() {
    let text = "Москва и Тегеран\n\nМинистр обороны России прибыл в Тегеран в четверг.\n";
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let (windows1251, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    for (name, content) in [
        ("utf16.txt", utf16.as_slice()),
        ("cp1251.txt", &windows1251),
    ] {
        let (folder, output) = load_beside_good(name, content);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", stderr(&output));
        let found = rows(folder.path(), "articles about \"Тегеран\" | select title");
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0]["title"], "Москва и Тегеран", "{name}");
    }
}

#[test]
fn a_bad_line_in_json_lines_is_named_and_the_others_are_loaded() {
    let content = "{\"title\":\"One\",\"text\":\"The army attacked the town.\"}\n{\"title\": oops}\n\
        {\"title\":\"Three\",\"text\":\"The president met the envoy.\"}\n";
    let (folder, output) = load_beside_good("feed.jsonl", content.as_bytes());
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("feed.jsonl:2"), "{said}");
    assert_eq!(
        rows(
            folder.path(),
            "articles | where title in (\"One\", \"Three\")"
        )
        .len(),
        2
    );
}

#[test]
fn a_line_of_fifty_megabytes_does_not_stop_the_rest() {
    let line = "The army attacked the town and left again. ".repeat(50 * 1024 * 1024 / 43);
    let (_folder, output) = load_beside_good("long.txt", line.as_bytes());
    let code = output.status.code();
    assert!(code == Some(0) || code == Some(3), "{}", stderr(&output));
    assert!(
        code == Some(0) || stderr(&output).contains("long.txt"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_page_of_a_hundred_thousand_nested_tags_does_not_stop_the_rest() {
    let depth = 100_000;
    let page = format!(
        "<html><body>{}<p>The army attacked the town.</p>{}</body></html>",
        "<div>".repeat(depth),
        "</div>".repeat(depth)
    );
    let (_folder, output) = load_beside_good("nested.html", page.as_bytes());
    let code = output.status.code();
    assert!(
        code == Some(0) || code == Some(3),
        "{code:?} {}",
        stderr(&output)
    );
}

#[test]
fn escapes_in_articles_never_reach_the_terminal() {
    let hostile = "Envoy \u{1b}[31mred\u{1b}[0m speaks\n\nThe envoy \u{1b}]0;title\u{7} met \u{202e}the \
        minister\u{202c} in Tehran on Monday, the ministry said in a statement.\n";
    let (folder, output) = load_beside_good("ansi.txt", hostile.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for format in ["table", "record", "markdown"] {
        let output = dateline()
            .current_dir(folder.path())
            .args([
                "query",
                "sentences | select article.title, text",
                "--db",
                "news.db",
            ])
            .args(["--format", format])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("envoy"), "{format}: {text}");
        let bad = text
            .chars()
            .find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(bad, None, "{format}: {text}");
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_named_and_the_rest_is_loaded() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let locked = folder.path().join("news/locked");
    fs::create_dir_all(&locked).unwrap();
    fs::write(folder.path().join("news/good.txt"), GOOD).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let is_readable_anyway = fs::read_dir(&locked).is_ok();
    let output = load(folder.path(), "news");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    if is_readable_anyway {
        eprintln!("skipped: this user may read every folder");
        return;
    }
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("locked"), "{}", stderr(&output));
    assert_eq!(rows(folder.path(), "articles").len(), 1);
}

#[test]
fn a_missing_path_is_an_error_and_the_rest_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    let output = dateline()
        .current_dir(folder.path())
        .args(["load", "absent.txt", "good.txt", "--db", "news.db"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("absent.txt"),
        "{}",
        stderr(&output)
    );
    assert_eq!(rows(folder.path(), "articles").len(), 1);
}

fn query_fails(folder: &Path, arguments: &[&str], status: i32, words: &[&str]) {
    let output = dateline()
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(status), "{said}");
    for word in words {
        assert!(said.contains(word), "no word of `{word}`: {said}");
    }
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn a_database_that_is_missing_is_not_made_by_asking() {
    let folder = tempfile::tempdir().unwrap();
    query_fails(
        folder.path(),
        &["query", "articles", "--db", "no.db"],
        1,
        &["no.db", "dateline load"],
    );
    assert!(!folder.path().join("no.db").exists());
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("x.db"),
        "this is not a database, it is a sentence".repeat(200),
    )
    .unwrap();
    query_fails(
        folder.path(),
        &["query", "articles", "--db", "x.db"],
        1,
        &["x.db", "not a"],
    );
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    query_fails(
        folder.path(),
        &["load", "good.txt", "--db", "x.db"],
        1,
        &["x.db", "not a"],
    );
}

#[test]
fn a_database_of_a_newer_version_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    load(folder.path(), "good.txt");
    let database = rusqlite::Connection::open(folder.path().join("news.db")).unwrap();
    database.pragma_update(None, "user_version", 999).unwrap();
    drop(database);
    query_fails(
        folder.path(),
        &["query", "articles", "--db", "news.db"],
        1,
        &["newer"],
    );
    query_fails(
        folder.path(),
        &["load", "good.txt", "--db", "news.db"],
        1,
        &["newer"],
    );
}

#[test]
fn queries_beyond_the_limits_are_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    load(folder.path(), "good.txt");
    let deep = format!(
        "articles | where {}1 = 1{}",
        "(".repeat(10_000),
        ")".repeat(10_000)
    );
    query_fails(
        folder.path(),
        &["query", &deep, "--db", "news.db"],
        2,
        &["E008"],
    );
    let long = format!("articles | where title = \"{}\"", "x".repeat(1024 * 1024));
    fs::write(folder.path().join("long.dq"), long).unwrap();
    query_fails(
        folder.path(),
        &["query", "-f", "long.dq", "--db", "news.db"],
        2,
        &["E008"],
    );
}

#[test]
fn sql_in_any_text_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let drop = "x'; DROP TABLE article; --\" OR 1=1";
    let record = serde_json::json!({
        "title": drop, "text": format!("{drop} {drop}\n\nThe army attacked the town."), "author": drop,
        "source": drop, "url": drop, "language": "en"
    });
    fs::write(folder.path().join("a.jsonl"), format!("{record}\n")).unwrap();
    let output = load(folder.path(), "a.jsonl");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let quoted = drop.replace('\\', "\\\\").replace('"', "\\\"");
    let found = rows(
        folder.path(),
        &format!("articles | where title = \"{quoted}\" | select author"),
    );
    assert_eq!(found[0]["author"], *drop);
    for query in [
        format!("articles about \"{quoted}\""),
        format!("sentences matching \"{quoted}\"* or near(\"{quoted}\", \"town\", 3)"),
        format!("articles from \"{quoted}\""),
        format!("articles | where title ~ \"{quoted}\" or author in (\"{quoted}\", \"b\")"),
    ] {
        let output = dateline()
            .current_dir(folder.path())
            .args(["query", &query, "--db", "news.db", "--format", "json"])
            .output()
            .unwrap();
        assert!(
            matches!(output.status.code(), Some(0 | 2)),
            "{query}: {}",
            stderr(&output)
        );
        assert!(
            !stderr(&output).contains("syntax error"),
            "{query}: {}",
            stderr(&output)
        );
    }
    assert_eq!(rows(folder.path(), "articles").len(), 1);
}
