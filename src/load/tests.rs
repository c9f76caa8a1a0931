use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;
use crate::span::Span;

const BODY: &str =
    "Delegates of the two sides met in the harbour town on Monday and agreed to meet again.";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn load(paths: &[PathBuf], cleaning: Cleaning) -> Vec<Result<Loaded, LoadError>> {
    let lexicon = BoilerplateLexicon::load().unwrap();
    pieces(paths)
        .map(|piece| piece.and_then(|piece| piece.read(&lexicon, cleaning)))
        .collect()
}

/// What became of every piece: the text of an article, `record`, or the words of the error.
fn outcomes(paths: &[PathBuf]) -> Vec<String> {
    let root = paths[0].parent().unwrap().to_string_lossy().into_owned();
    load(paths, Cleaning::Clean)
        .into_iter()
        .map(|result| match result {
            Ok(Loaded::Article(article)) => article.text,
            Ok(Loaded::Record { place, .. }) => format!("record {place}").replace(&root, ""),
            Ok(Loaded::Rows(_)) => "rows".to_owned(),
            Err(error) => format!("error {error}").replace(&root, ""),
        })
        .collect()
}

/// What becomes of one file with these bytes.
fn outcome(bytes: &[u8]) -> Vec<String> {
    let folder = folder();
    outcomes(&[write(folder.path(), "file", bytes)])
}

#[test]
fn encodings_are_decided_by_content() {
    let russian =
        "Стороны встретились в портовом городе в понедельник и договорились встретиться снова.";
    let utf16: Vec<u8> = BODY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_russian: Vec<u8> = russian.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked: Vec<u8> = [0xfe, 0xff]
        .into_iter()
        .chain(BODY.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    let cyrillic = encoding_rs::WINDOWS_1251.encode(russian).0.into_owned();
    let page = "<html><head><meta charset=windows-1251></head><body><p>".to_owned();
    let page: Vec<u8> = [page.as_bytes(), &cyrillic, b"</p></body></html>"].concat();
    let broken = [
        BODY.as_bytes(),
        " — “broken” – ‘here’ € … ".as_bytes(),
        b"\xff.",
    ]
    .concat();
    assert_eq!(outcome(&utf16), [BODY]);
    assert_eq!(outcome(&utf16_russian), [russian]);
    assert_eq!(outcome(&marked), [BODY]);
    assert_eq!(outcome(&cyrillic), [russian]);
    assert_eq!(outcome(&page), [russian]);
    assert_eq!(outcome(format!("\u{feff}{BODY}").as_bytes()), [BODY]);
    assert!(outcome(&broken)[0].ends_with("€ … \u{fffd}."));
}

#[test]
fn compressed_input_is_read_like_any_other() {
    let line = format!("{{\"text\": \"{BODY}\"}}\n");
    assert_eq!(outcome(&gzip(BODY.as_bytes())), [BODY]);
    assert_eq!(outcome(&gzip(line.as_bytes())), [BODY]);
    let members = [gzip(line.as_bytes()), gzip(line.as_bytes())].concat();
    assert_eq!(outcome(&members), [BODY, BODY]);
}

#[test]
fn truncated_compression_is_reported_and_no_part_of_an_article_is_loaded() {
    let packed = gzip(BODY.repeat(40).as_bytes());
    let results = outcome(&packed[..packed.len() - 12]);
    assert_eq!(results.len(), 1);
    assert!(
        results[0].contains("breaks off") && results[0].contains("nothing of it was loaded"),
        "{results:?}"
    );

    let line = format!("{{\"text\": \"{BODY}\"}}\n");
    let packed = gzip(line.repeat(2000).as_bytes());
    let results = outcome(&packed[..packed.len() - 12]);
    let (last, before) = results.split_last().unwrap();
    assert!(before.iter().all(|text| text == BODY));
    assert!(
        last.contains(&format!(
            "the {} articles before the break were loaded",
            before.len()
        )),
        "{last}"
    );
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    let cases: &[(&[u8], &str)] = &[
        (b"", "error /file: is empty"),
        (b" \n\t\n", "error /file: is empty"),
        (
            b"\x7fELF\x02\x01\x01\0\0",
            "error /file: is no text but a program",
        ),
        (
            b"SQLite format 3\0",
            "error /file: is no text but a SQLite database",
        ),
        (
            &[0, 1, 2, 3, 200, 0, 7, 9, 0, 0],
            "error /file: is no text but binary data",
        ),
        (
            b"<?xml version='1.0'?><rss/>",
            "error /file: is a feed that cannot be read (unable to parse feed: no root element)",
        ),
        (b"[]", "error /file: is empty"),
        (
            b"{\"title\": \"x\"}",
            "error /file:1: no article: no text in it",
        ),
    ];
    for (bytes, expect) in cases {
        assert_eq!(outcome(bytes), [*expect]);
    }
}

#[test]
fn a_broken_line_is_reported_with_its_place_and_the_rest_is_loaded() {
    let line = format!("{{\"text\": \"{BODY}\"}}");
    let text = format!(
        "{line}\n\n{{\"text\": \"cut o\n{line}\n[1]\n{{\"record\":\"source\",\"id\":\"x\"}}\n"
    );
    assert_eq!(
        outcome(text.as_bytes()),
        [
            BODY,
            "error /file:3:15: not JSON: it ends in the middle",
            BODY,
            "error /file:5: no article: not an object",
            "record /file:6",
        ]
    );
    assert_eq!(
        outcome(format!("[{line},\n 7, {line}]").as_bytes()),
        [BODY, "error /file#2: no article: not an object", BODY]
    );
    assert_eq!(
        outcome(b"{\n \"text\": oops\n}"),
        ["error /file:2:10: not JSON: expected value"]
    );
}

#[test]
fn endless_lines_are_loaded_or_refused() {
    let start = std::time::Instant::now();
    let results = outcome(&b"word ".repeat(10 << 20));
    assert_eq!(results, ["error /file: the file is longer than 16 MB"]);
    let long = format!(
        "{{\"text\": \"{}\"}}\n{{\"text\": \"{BODY}\"}}",
        "word ".repeat(14 << 20)
    );
    let results = outcome(long.as_bytes());
    assert_eq!(
        results,
        ["error /file:1: the line is longer than 64 MB", BODY]
    );
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn escapes_of_a_terminal_are_kept_as_data() {
    let text = format!("\u{1b}[31m{BODY}\u{1b}[0m \u{202e}x.");
    assert_eq!(outcome(text.as_bytes()), [text]);
}

#[test]
fn folders_are_read_in_order_without_following_loops() {
    let root = folder();
    let inner = root.path().join("news");
    fs::create_dir_all(inner.join("b")).unwrap();
    fs::create_dir_all(inner.join("empty")).unwrap();
    write(
        &inner,
        "c.txt",
        b"C met D in the harbour town on Monday and left it again.",
    );
    write(
        &inner.join("b"),
        "b.txt",
        b"B met D in the harbour town on Monday and left it again.",
    );
    write(&inner, ".hidden", b"hidden");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&inner, inner.join("b/loop")).unwrap();
    let empty = inner.join("empty");
    let results = outcomes(&[inner, root.path().join("missing"), empty]);
    assert_eq!(results.len(), 4, "{results:?}");
    assert!(results[0].starts_with("B met") && results[1].starts_with("C met"));
    assert!(results[2].starts_with("error /missing: cannot be read"));
    // Who names it wants to know; among others it is passed over.
    assert_eq!(results[3], "error /news/empty: holds no files");
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_reported_and_the_rest_is_loaded() {
    use std::os::unix::fs::PermissionsExt;
    let root = folder();
    let closed = root.path().join("closed");
    fs::create_dir(&closed).unwrap();
    write(&closed, "a.txt", BODY.as_bytes());
    let open = write(root.path(), "open.txt", BODY.as_bytes());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let is_superuser = fs::read_dir(&closed).is_ok();
    let results = outcomes(&[closed.clone(), open]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(results[1], BODY);
    if !is_superuser {
        assert!(results[0].contains("cannot be read"), "{results:?}");
    }
}

#[test]
fn raw_text_keeps_its_offsets() {
    let root = folder();
    let text = "Talks to go on\n\n  They met.\r\nComments (3)\n";
    let json = serde_json::json!({"id": "a1", "title": "Talks to go on", "text": text}).to_string();
    for bytes in [text, &json] {
        let path = write(root.path(), "file", bytes.as_bytes());
        let loaded = load(&[path], Cleaning::Raw).remove(0).unwrap();
        let Loaded::Article(article) = loaded else {
            panic!("no article")
        };
        assert_eq!(article.text, text);
        assert_eq!(article.lines.len(), 3);
    }
}

/// Lines lie in the text, in order, apart, and hold what is to be read.
fn assert_sound(article: &Article) {
    let mut end = 0;
    for line in &article.lines {
        let Span {
            start,
            end: line_end,
        } = line.span;
        assert!(start >= end && line_end > start);
        assert!(!line.span.of(&article.text).trim().is_empty());
        assert!(article.text[end..start].trim().is_empty());
        end = line_end;
    }
    assert!(article.text[end..].trim().is_empty());
}

fn assert_loads(bytes: &[u8]) {
    let root = folder();
    let path = write(root.path(), "file", bytes);
    for cleaning in [Cleaning::Clean, Cleaning::Raw] {
        for loaded in load(std::slice::from_ref(&path), cleaning) {
            match loaded {
                Ok(Loaded::Article(article)) => assert_sound(&article),
                Ok(Loaded::Record { .. } | Loaded::Rows(_)) => {}
                Err(error) => assert!(error.to_string().contains(": ")),
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_loaded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        assert_loads(&bytes);
    }

    #[test]
    fn any_text_is_loaded_or_refused(text in "(\\PC{0,60}\n){0,12}") {
        assert_loads(text.as_bytes());
    }

    #[test]
    fn any_markup_is_loaded_or_refused(
        tags in proptest::collection::vec("</?(p|div|b|i|table|tr|td|li|ul|h1|figure|figcaption|script|a|br|article|svg|title)( class='[a-z]{0,8}')?>|[A-Za-z ,.é“”]{0,30}|<!--|-->|&[a-z]{1,5};", 0..60),
    ) {
        assert_loads(format!("<html><body>{}", tags.concat()).as_bytes());
    }

    #[test]
    fn any_record_is_loaded_or_refused(
        key in "text|body|record|date|author|title|url|id",
        value in "null|7|\"\"|\"[a-z. ]{0,20}\"|\\[\\]|\\{\\}|\\[1,\"a\"\\]|\\{\"name\":3\\}|1e400",
    ) {
        assert_loads(format!("{{\"text\":\"They met.\",\"{key}\":{value}}}\n").as_bytes());
    }
}
