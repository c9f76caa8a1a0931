//! What holds for whatever is loaded: facts lie inside the text, and nothing falls over.

#[expect(
    unreachable_pub,
    reason = "the file belongs to the fuzz targets as well, where it is public"
)]
#[path = "fuzz/src/articles.rs"]
pub(crate) mod articles;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

#[test]
fn inputs_kept_from_fuzzing_are_read() {
    for path in fixtures("fuzz_articles") {
        articles::load(&fs::read(path).unwrap());
    }
}

#[test]
fn articles_cut_anywhere_are_read() {
    for path in fixtures("articles")
        .into_iter()
        .chain(fixtures("languages"))
    {
        let bytes = fs::read(path).unwrap();
        for end in (0..bytes.len()).step_by(397) {
            articles::load(&bytes[..end]);
        }
    }
}

/// Pieces of news.
const PIECES: &[&str] = &[
    "Russia",
    "Aleppo",
    "the United Nations",
    "Abu Bakr al-Baghdadi",
    "John Smith",
    "Gen.",
    "Foreign Minister",
    "the minister",
    "Moscow",
    "Ministry of Defense",
    "rebels",
    "he",
    "who",
    "which",
    "his",
    "said",
    "denied",
    "according to",
    "would",
    "not",
    "planned to",
    "attacked",
    "were killed",
    "was arrested",
    "met",
    "attack on",
    "talks with",
    "at least",
    "between",
    "and",
    "of",
    "in",
    "by",
    "3,000",
    "two",
    "half a million",
    "percent",
    "people",
    "wounded",
    "on Tuesday",
    "last week",
    "3 May 2017",
    "in June",
    "the sixth of October",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'s",
    "«",
    "(",
    ")",
    ",",
    ";",
    ":",
    ".",
    "?",
    "—",
    "-",
    "al-",
    "U.S.",
    "\n",
    "\u{a0}",
    "\u{301}",
    "\u{200f}",
    "é",
    "İ",
    "ß",
    "قال",
    "Министр",
    "部长说。",
    "😀",
    "By John Smith",
    "Photo:",
    "LONDON (Reuters) —",
    "UN",
    "M23",
    "100",
    "%",
    "$",
    "2017-05-03",
    "'",
    "``",
    "''",
    "...",
];

/// Pieces of news with what may stand between them.
fn prose() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES);
    let gaps = prop::sample::select(&[" ", " ", " ", "", "\n", "  "][..]);
    let both = (pieces, gaps).prop_map(|(piece, gap)| [piece, gap]);
    prop::collection::vec(both, 0..60).prop_map(|pairs| pairs.concat().concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn prose_in_any_order_is_read(text in prose()) {
        articles::read_text(&text);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,300}") {
        articles::read_text(&text);
    }

    #[test]
    fn any_bytes_are_loaded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        articles::load(&bytes);
    }

    #[test]
    fn any_page_is_loaded_or_refused(texts in prop::collection::vec(prose(), 1..6), tag in "(p|div|h1|li|article|figcaption|time|b|a|script)") {
        let body: Vec<String> = texts.iter().map(|text| format!("<{tag}>{text}</p>")).collect();
        articles::load(format!("<html><body>{}</body>", body.join("<br>")).as_bytes());
    }
}
