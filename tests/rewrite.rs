//! The rewriting of plans changes no answer: questions asked with it and without it.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::ask::searched;
use dateline::model::date::PartialDate;
use dateline::query::{Compiled, Options, Rewrite, compile};
use dateline::store::Store;
use dateline::value::{Statement, Value};

use crate::meaning::small_world;
use crate::random_queries::random_questions;
use crate::support::dateline;

/// Questions put together at random that are asked in a run.
const RANDOM: usize = 1_500;

fn compiled(store: &Store, question: &str, rewrite: Rewrite) -> Option<Compiled> {
    let now: PartialDate = "2018-09-02".parse().unwrap();
    let options = Options {
        now: now.first,
        rewrite,
        ..Options::default()
    };
    let compiled = compile(question, store, &options).ok()?;
    Some(searched(store, compiled).unwrap())
}

/// Rows of the answer as they are shown, then those of each footnote; what is wrong with an answer
/// whose columns cannot be made.
fn rows(store: &Store, compiled: &Compiled, question: &str) -> Vec<Vec<Vec<Value>>> {
    let run = |statement: &Statement| match store.run(statement) {
        Ok(rows) => rows,
        Err(error) => panic!("{question}\n{error:?}\n{}", statement.sql),
    };
    let rows = run(&compiled.statement);
    let heads = compiled.heads(&rows).map(run);
    let answer = match compiled.arrange(rows, heads.as_ref()) {
        Ok(rows) => rows.records,
        Err(errors) => vec![vec![Value::Text(format!("{:?}", errors.errors()))]],
    };
    let notes = compiled.footnotes.iter().map(|note| &note.statement);
    let notes = notes.map(|statement| run(statement).records);
    [answer].into_iter().chain(notes).collect()
}

/// Sums of numbers may differ in the last digits, as their order is free.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
        }
        _ => one == other,
    }
}

fn same_rows(one: &[Vec<Value>], other: &[Vec<Value>]) -> bool {
    let same_row =
        |(one, other): (&Vec<Value>, &Vec<Value>)| one.iter().zip(other).all(|(a, b)| same(a, b));
    one.len() == other.len() && one.iter().zip(other).all(same_row)
}

/// Asks both ways; whether the question compiles.
fn agree(store: &Store, question: &str) -> bool {
    let Some(on) = compiled(store, question, Rewrite::On) else {
        return false;
    };
    let off = compiled(store, question, Rewrite::Off).unwrap();
    let found = rows(store, &on, question);
    let expected = rows(store, &off, question);
    for (one, other) in found.iter().zip(&expected) {
        assert!(
            same_rows(one, other),
            "{question}\n{}\n{one:?}\nwithout rewriting\n{}\n{other:?}",
            on.statement.sql,
            off.statement.sql
        );
    }
    true
}

fn lines(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let is_question = |line: &&str| !line.is_empty() && !line.starts_with('#');
    text.lines()
        .filter(is_question)
        .map(str::to_owned)
        .collect()
}

/// Questions that are kept: those of the design and the golden ones.
pub(crate) fn recorded() -> Vec<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut questions = lines(&tests.join("fixtures/questions.dq"));
    let mut files: Vec<PathBuf> = fs::read_dir(tests.join("golden/query"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "query"))
        .collect();
    files.sort();
    questions.extend(
        files
            .iter()
            .map(|file| fs::read_to_string(file).unwrap().trim_end().to_owned()),
    );
    questions
}

/// A database of the test world, where that is at hand. The folder lives as long as it is used.
pub(crate) fn world() -> Option<(tempfile::TempDir, PathBuf)> {
    let world = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/world/world.jsonl");
    if !world.exists() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("world.db");
    let mut load = dateline();
    load.arg("load").arg(world).arg("--quiet");
    assert!(load.arg("--db").arg(&database).status().unwrap().success());
    Some((folder, database))
}

#[test]
fn random_questions_have_the_same_answer_with_and_without_rewriting() {
    let (_folder, asker) = small_world();
    let ran = random_questions(0x0f_2e77, RANDOM)
        .iter()
        .filter(|question| agree(asker.store(), question))
        .count();
    assert!(ran > RANDOM / 10, "only {ran} ran");
}

#[test]
fn recorded_questions_have_the_same_answer_with_and_without_rewriting() {
    let Some((_folder, database)) = world() else {
        eprintln!("skipped: ../shared/world is not there");
        return;
    };
    let store = Store::open(&database).unwrap();
    let questions = recorded();
    let refused: Vec<&String> = questions
        .iter()
        .filter(|question| !agree(&store, question))
        .collect();
    assert_eq!(refused, Vec::<&String>::new());
}

#[test]
fn events_are_counted_by_month_only_where_that_says_the_same() {
    let (folder, _asker) = small_world();
    let store = Store::open(&folder.path().join("small.db")).unwrap();
    let is_counted = |question: &str| {
        let compiled = compiled(&store, question, Rewrite::On).unwrap();
        compiled.statement.sql.contains("FROM event_count")
    };
    for question in [
        "events | count by kind, year(date)",
        "events as asserted | count by month(date)",
        "events of assault since 2016-06 | count by mode",
        "events before 2017-02-01 | count by quarter(date)",
        "events | count",
    ] {
        assert!(is_counted(question), "{question}");
    }
    for question in [
        "events | count by day(date)",
        "events since 2016-06-15 | count by kind",
        "events during 2016-06-03..2016-07 | count by kind",
        "events | count by place",
        "events | summarize min(date) by kind",
        "events of assault",
    ] {
        assert!(!is_counted(question), "{question}");
    }
}
