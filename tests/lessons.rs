//! `dateline help E010`: every example is asked of a small world of our own. The wrong one brings its
//! code and what the lesson says of it, the right one has an answer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use dateline::ask::{Asker, Trouble};
use dateline::model::date::PartialDate;
use dateline::query::reference;
use dateline::render::diagnostic::lesson::{Lesson, lessons};
use dateline::render::diagnostic::{DiagnosticStyle, query_error, warning};
use dateline::store::Store;

use crate::support::dateline;

/// A database of a small desk's world, made for messages. The folder lives as long as it is used.
pub(crate) fn desk() -> (tempfile::TempDir, Asker) {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("desk.db");
    let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/desk.jsonl");
    let loaded = dateline()
        .arg("load")
        .arg(records)
        .arg("--db")
        .arg(&database)
        .arg("--quiet")
        .status()
        .unwrap();
    assert!(loaded.success(), "the desk's world does not load");
    let now: PartialDate = "2018-09-02".parse().unwrap();
    let store = Store::open(&database).unwrap();
    (folder, Asker::new(store, now.first, BTreeMap::new()))
}

/// Codes and first lines of what is said of a question.
fn said(asker: &Asker, source: &str) -> Vec<(String, String)> {
    let style = DiagnosticStyle::default();
    let texts: Vec<String> = match asker.answer(source) {
        Ok(answer) => {
            let warnings = answer.warnings.iter();
            warnings.map(|it| warning(it, source, style)).collect()
        }
        Err(Trouble::Question(errors)) => {
            let errors = errors.errors().iter();
            errors.map(|it| query_error(it, source, style)).collect()
        }
        Err(other) => vec![format!("{other:?}")],
    };
    let parts = texts.iter().map(|text| {
        let line = text.lines().next().unwrap_or_default();
        let (code, rest) = line.split_once("]: ").unwrap_or((line, ""));
        let code = code.rsplit('[').next().unwrap_or_default();
        (code.to_owned(), rest.to_owned())
    });
    parts.collect()
}

/// What is told about the time depends on the machine.
fn is_timed(lesson: &Lesson) -> bool {
    lesson.code == "E060"
}

#[test]
fn every_lesson_is_true() {
    let (_folder, mut asker) = desk();
    for lesson in lessons() {
        if is_timed(lesson) {
            asker.set_limit(Some(Duration::ZERO));
        }
        let found = said(&asker, lesson.wrong);
        asker.set_limit(None);
        let [(code, text)] = found.as_slice() else {
            panic!("{}: {found:?}", lesson.code);
        };
        assert_eq!(code, lesson.code, "{text}");
        if is_timed(lesson) {
            assert!(text.starts_with(lesson.says), "{text}");
        } else {
            assert_eq!(text, lesson.says, "{code}");
        }
        let right = said(&asker, lesson.right);
        assert_eq!(right, [], "{}: {}", lesson.code, lesson.right);
    }
}

#[test]
fn every_code_of_the_program_has_a_lesson() {
    let source = concat!(
        include_str!("../src/query/error.rs"),
        include_str!("../src/query/warning.rs")
    );
    let mut codes = BTreeSet::new();
    for (at, _) in source.match_indices("=> \"") {
        codes.insert(&source[at + 4..at + 8]);
    }
    assert!(codes.len() > 30, "{codes:?}");
    let taught: BTreeSet<&str> = lessons().iter().map(|lesson| lesson.code).collect();
    assert_eq!(taught, codes);
}

#[test]
fn help_is_given_on_codes_commands_nouns_and_functions() {
    let check = |topic: &[&str], status: i32, part: &str| {
        let run = dateline().arg("help").args(topic).output().unwrap();
        let text = String::from_utf8([run.stdout, run.stderr].concat()).unwrap();
        assert_eq!(run.status.code(), Some(status), "{topic:?}: {text}");
        assert!(text.contains(part), "{topic:?}: {text}");
    };
    check(&[], 0, "Topics of `dateline help TOPIC`");
    check(&["E010"], 0, "E010: no such field");
    check(&["error[e010]:"], 0, "articles | where published > 2016");
    check(&["codes"], 0, "W001  no rows");
    check(&["load"], 0, "--strict");
    check(&["events"], 0, "modality");
    check(&["clamp"], 0, "clamp(x, low, high)");
    check(&["where"], 0, "Keeps the rows for which a condition holds.");
    check(&["compare"], 0, "compare value across source");
    check(&["within"], 0, "lies in it");
    check(&["actor"], 0, "Of events: ");
    check(&["count"], 0, "count(): a function");
    check(&["stages"], 0, "intersect");
    check(&["functions"], 0, "quantile");
    check(&["fields"], 0, "place_type");
    check(&["language"], 0, "Dates ");
    check(&["E100"], 2, "did you mean E010 (no such field)?");
    check(&["evnts"], 2, "did you mean events?");
    check(&["xyzzy"], 2, "`dateline help` lists what there is");
}

#[test]
fn every_example_of_the_reference_has_an_answer() {
    let (_folder, asker) = desk();
    let fields = reference::fields().into_iter().flat_map(reference::about);
    for entry in reference::entries().iter().cloned().chain(fields) {
        if let Err(wrong) = asker.answer(&entry.example) {
            panic!("{}: {}: {wrong:?}", entry.word, entry.example);
        }
    }
}
