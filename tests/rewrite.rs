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
use crate::support::{dateline, done};

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

/// An entity that stands in an event in several roles, or twice in one, and in an article several times; dates that
/// are vague or missing.
const REPEATED: &str = r#"{"record":"source","id":"post","name":"Post"}
{"record":"entity","id":"x","kind":"armed_group","name":"Xan Front"}
{"record":"entity","id":"y","kind":"person","name":"Yara Ode"}
{"record":"entity","id":"land","kind":"place","place_type":"country","name":"Landia"}
{"record":"entity","id":"town","kind":"place","place_type":"city","name":"Townie","parent":"land"}
{"record":"article","id":"a1","source":"post","published":"2020-03-04","text":"Xan Front, Xan Front and Yara Ode in Townie.","mentions":[{"start":0,"end":9,"entity":"x"},{"start":11,"end":20,"entity":"x"},{"start":25,"end":33,"entity":"y"}],"events":[{"id":"e1","kind":"assault","start":0,"end":44,"date":"2020-03-03","place":"town","actors":["x","x","y"],"targets":["x","y","y"],"modality":"asserted"},{"id":"e2","kind":"assault","start":0,"end":44,"place":"land","actors":["y","y"],"others":["x"],"modality":"asserted"}]}
{"record":"article","id":"a2","text":"Xan Front met Xan Front.","mentions":[{"start":0,"end":9,"entity":"x"},{"start":14,"end":23,"entity":"x"}],"events":[{"id":"e3","kind":"consult","start":0,"end":24,"date":"2020","place":"town","actors":["x"],"targets":["x"],"modality":"planned"}]}
{"record":"article","id":"a3","source":"post","published":"2021-05","text":"Yara Ode saw Xan Front.","mentions":[{"start":0,"end":8,"entity":"y"},{"start":13,"end":22,"entity":"x"}],"events":[{"id":"e4","kind":"assault","start":0,"end":23,"date":"2021-05-01/2021-05-09","place":"town","actors":["y"],"targets":["x"],"modality":"asserted"}]}
"#;

#[test]
fn whoever_is_named_twice_is_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("repeated.db");
    fs::write(folder.path().join("repeated.jsonl"), REPEATED).unwrap();
    done(
        folder.path(),
        &["load", "repeated.jsonl", "--db", "repeated.db", "--quiet"],
    );
    let store = Store::open(&path).unwrap();
    let ask = |question: &str| {
        assert!(agree(&store, question), "{question} does not compile");
        let out = done(
            folder.path(),
            &["query", "--db", "repeated.db", question, "--format", "csv"],
        );
        out.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    for (question, expected) in [
        ("events with @x | count", vec!["4"]),
        ("events by @x | count", vec!["2"]),
        ("events against @x | count", vec!["3"]),
        ("events with all (@x, @y) | count", vec!["3"]),
        ("events by @y against @x | count", vec!["2"]),
        (
            "events with @x | sort date | select id",
            vec!["e3", "e1", "e4", "e2"],
        ),
        (
            "events with @x | sort -date | select id",
            vec!["e4", "e1", "e3", "e2"],
        ),
        (
            "events with @x | where date is null | select id",
            vec!["e2"],
        ),
        (
            "events of assault with @x since 2021 | count by kind",
            vec!["assault,1"],
        ),
        (
            "events of assault within @land | each actors as actor | summarize n = distinct(actor)",
            vec!["2"],
        ),
        (
            "events within @land | each actors as actor | count by actor | sort actor",
            vec!["Xan Front,2", "Yara Ode,3"],
        ),
        ("articles mentioning @x | count", vec!["3"]),
        (
            "articles mentioning @x | count by source | sort -count",
            vec!["Post,2", ",1"],
        ),
        (
            "articles mentioning @x | sort -published | select id",
            vec!["a3", "a1", "a2"],
        ),
        (
            "articles mentioning @x | where published is null | select id",
            vec!["a2"],
        ),
        (
            "mentions | where entity = @x | count by source | sort -count",
            vec!["Post,3", ",2"],
        ),
        (
            "mentions | count by year(published) | sort -count",
            vec!["2020,3", "2021,2", ",2"],
        ),
    ] {
        assert_eq!(ask(question), expected, "{question}");
    }
}
