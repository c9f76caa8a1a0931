//! Files that are made to break a loader, each beside good ones: nothing panics, nothing is written where it
//! does not belong, and the rest is loaded.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::Connection;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const GOOD: &str = "{\"title\":\"Good\",\"text\":\"The envoy left Lima on Monday.\"}\n";

fn load(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).current_dir(folder);
    command.env_remove("DATELINE_DB");
    command.output().unwrap()
}

/// Titles, or else texts, of what was loaded of the file, and why the rest of it was not. A good file beside it
/// must be there.
fn outcome(name: &str, content: &[u8]) -> (Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(news.join(name), content).unwrap();
    fs::write(news.join("zz-good.jsonl"), GOOD).unwrap();
    let output = load(folder.path(), &["load", "news", "--db", "news.db"]);
    assert!(
        matches!(output.status.code(), Some(0 | 3)),
        "{name}: {output:?}"
    );
    stored(folder.path())
}

fn stored(folder: &Path) -> (Vec<String>, Vec<String>) {
    let database = Connection::open(folder.join("news.db")).unwrap();
    let texts = |sql: &str| -> Vec<String> {
        let mut statement = database.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let mut titles = texts(
        "SELECT coalesce(title, substr(text, 1, instr(text || char(10), char(10)) - 1))
         FROM article JOIN article_text ON article = key ORDER BY key",
    );
    assert_eq!(titles.pop().as_deref(), Some("Good"), "{titles:?}");
    let reasons = texts(
        "SELECT file || coalesce('#' || item, '') || coalesce(':' || line, '') || ' ' || reason
         FROM rejection ORDER BY ord",
    );
    (titles, reasons)
}

/// What is loaded of a file, and words of the reason for which the rest is not.
fn assert_outcome(name: &str, content: &[u8], titles: &[&str], reasons: &[&str]) {
    let (found, rejected) = outcome(name, content);
    assert_eq!(found, titles, "{name}");
    assert_eq!(rejected.len(), reasons.len(), "{name}: {rejected:?}");
    for (rejected, reason) in rejected.iter().zip(reasons) {
        assert!(rejected.contains(reason), "{name}: {rejected}");
    }
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn article(title: &str) -> String {
    format!("{title}\n\nThe minister left Quito on Friday, officials said.\n")
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let zeros = vec![b'a'; 300 << 20];
    let packed = gzip(&zeros);
    assert_outcome("bomb.txt.gz", &packed, &[], &["longer than 16 MB"]);
    let bomb = zip(&[
        ("big.jsonl", &[b"{\"text\":\"".as_slice(), &zeros].concat()),
        ("small.txt", article("Small").as_bytes()),
    ]);
    drop(zeros);
    let (titles, reasons) = outcome("bomb.zip", &bomb);
    assert_eq!(titles, ["Small"]);
    assert!(reasons[0].contains("bomb.zip:big.jsonl"), "{reasons:?}");
    let mut nested = zip(&[("a.txt", article("Deep").as_bytes())]);
    for _ in 0..6 {
        nested = zip(&[("a.zip", &nested)]);
    }
    assert_outcome("nested.zip", &nested, &[], &["packed more than 4 times"]);
}

#[test]
fn names_in_archives_are_only_names() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    let evil = zip(&[
        ("../escaped.txt", article("Escaped").as_bytes()),
        ("/rooted.txt", article("Rooted").as_bytes()),
    ]);
    fs::write(news.join("evil.zip"), evil).unwrap();
    fs::write(news.join("zz-good.jsonl"), GOOD).unwrap();
    let output = load(folder.path(), &["load", "news", "--db", "news.db"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(stored(folder.path()).0, ["Escaped", "Rooted"]);
    assert!(!folder.path().join("escaped.txt").exists());
    assert!(!Path::new("/rooted.txt").exists());
}

#[cfg(unix)]
#[test]
fn links_that_go_in_circles_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("news/inner");
    fs::create_dir_all(&inner).unwrap();
    std::os::unix::fs::symlink("..", inner.join("up")).unwrap();
    std::os::unix::fs::symlink("itself", inner.join("itself")).unwrap();
    fs::write(inner.join("a.txt"), article("Inner")).unwrap();
    fs::write(folder.path().join("news/zz-good.jsonl"), GOOD).unwrap();
    load(folder.path(), &["load", "news", "--db", "news.db"]);
    let (titles, reasons) = stored(folder.path());
    assert_eq!(titles, ["Inner"]);
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    assert!(reasons[0].starts_with("news/inner/itself "), "{reasons:?}");
}

#[test]
fn broken_bytes_cost_no_more_than_themselves() {
    let line = br#"{"title":"Cut \ud83d","text":"The \udc00envoy left."}"#;
    let escaped = br#"{"title":"Z\u0000ero","text":"The env\u0000oy left."}"#;
    let raw = b"{\"title\":\"R\0aw\",\"text\":\"The envoy left Lima on Monday morning by train.\"}";
    let lines = [&line[..], escaped, raw, b"{\"title\":"].join(&b'\n');
    assert_outcome(
        "a.jsonl",
        &lines,
        &["Cut \u{fffd}", "Z\u{fffd}ero", "R\u{fffd}aw"],
        &["a.jsonl:4 not JSON"],
    );
    assert_outcome(
        "feed.xml",
        b"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>F\xff</title>\
          <item><title>One</title><description>The envoy left \xff\xfe.</description></item>\
          <item><title>Two</title><description>She stayed.</description></item></channel></rss>",
        &["One", "Two"],
        &[],
    );
    let mut text = article("Zero").into_bytes();
    text.insert(20, 0);
    assert_outcome("a.txt", &text, &["Zero"], &[]);
    assert_outcome(
        "zeros",
        &vec![0; 100_000],
        &[],
        &["no text but binary data"],
    );
    let mail = b"From: J\xff <jo@a.example>\nSubject: Bad \xfe mail\nDate: Mon, 6 Jan 2020 10:00:00 +0000\n\n\
                 The envoy left \xff\xfe on Friday.\n";
    let (titles, reasons) = outcome("a.eml", mail);
    assert_eq!((titles.len(), reasons.len()), (1, 0));
    assert!(titles[0].starts_with("Bad "), "{titles:?}");
}

#[test]
fn entities_of_xml_are_never_expanded() {
    let levels: Vec<String> = (1..12)
        .map(|level| {
            let inner = format!("&l{};", level - 1).repeat(10);
            format!("<!ENTITY l{level} \"{inner}\">")
        })
        .collect();
    let levels = levels.concat();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY l0 \"ha\">{levels}\
         <!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><title>T</title>\
         <item><title>Laughs</title><description>He left. &l11; &f;</description></item></channel></rss>"
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bomb.xml"), bomb).unwrap();
    load(folder.path(), &["load", "bomb.xml", "--db", "news.db"]);
    let database = Connection::open(folder.path().join("news.db")).unwrap();
    let text: String = database
        .query_row("SELECT text FROM article_text", [], |row| row.get(0))
        .unwrap();
    assert!(text.len() < 1_000 && !text.contains("root:"), "{text}");
}

#[test]
fn json_of_any_depth_and_length_is_loaded_or_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_outcome("deep.json", deep.as_bytes(), &[], &["recursion limit"]);
    let after = "{\"title\":\"After\",\"text\":\"She stayed in Lima.\"}";
    let lines = format!("{{\"title\":\"x\",\"text\":\"y\",\"z\":{deep}}}\n{after}\n");
    assert_outcome(
        "deep.jsonl",
        lines.as_bytes(),
        &["After"],
        &["recursion limit"],
    );
}

#[test]
fn an_array_longer_than_memory_should_hold_is_read_item_by_item() {
    let filler = "x".repeat(1 << 20);
    let items: Vec<String> = (0..40)
        .map(|number| {
            format!(
                "{{\"title\":\"N{number} ]}}\",\"text\":\"The \\\"envoy\\\" left.\",\"filler\":\"{filler}\"}}"
            )
        })
        .collect();
    let array = format!("[{}", items.join(",\n"));
    let (titles, reasons) = outcome("long.json", format!("{array}]").as_bytes());
    assert_eq!((titles.len(), reasons.len()), (40, 0), "{reasons:?}");
    assert_eq!(
        (titles[0].as_str(), titles[39].as_str()),
        ("N0 ]}", "N39 ]}")
    );
    let (titles, reasons) = outcome("cut.json", &array.as_bytes()[..array.len() - 9]);
    assert_eq!(titles.len(), 39);
    assert!(reasons[0].contains("cut.json#40"), "{reasons:?}");
}

#[test]
fn the_database_in_the_loaded_folder_is_passed_over() {
    let folder: TempDir = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.jsonl"), GOOD).unwrap();
    fs::write(folder.path().join("b.jsonl"), "{\"title\":").unwrap();
    for status in [3, 3] {
        let output = load(folder.path(), &["load", ".", "--db", "news.db"]);
        assert_eq!(output.status.code(), Some(status), "{output:?}");
    }
    let database = Connection::open(folder.path().join("news.db")).unwrap();
    let n_rejected: i64 = database
        .query_row("SELECT count(*) FROM rejection", [], |row| row.get(0))
        .unwrap();
    assert_eq!(n_rejected, 2);
    let listed = fs::read_to_string(folder.path().join("news.db.rejected.csv")).unwrap();
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines[0], "load,file,line,column,item,reason");
    assert!(lines[1].starts_with("1,./b.jsonl,1,"), "{listed}");
    assert_eq!(lines.len(), 3, "{listed}");
}
