//! How SQLite runs what questions become: no table that grows with the news is read whole unless the
//! question asks for all of it. The world is small, so its database is given the statistics of one
//! with a million events.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline::model::date::PartialDate;
use dateline::query::{Options, compile};
use dateline::store::Store;
use dateline::value::{Parameter, Statement};

use crate::rewrite::{recorded, world};

/// Tables with a row or more for each sentence or fact.
const BIG: [&str; 8] = [
    "article",
    "article_text",
    "sentence",
    "mention",
    "event",
    "participant",
    "quote",
    "figure",
];

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Makes the planner believe that the database is large.
fn pretend_large(database: &Path) {
    let connection = rusqlite::Connection::open(database).unwrap();
    connection
        .execute_batch("ANALYZE; DELETE FROM sqlite_stat1; DELETE FROM sqlite_stat4;")
        .unwrap();
    for line in lines(&fixture("statistics.tsv")) {
        let fields: Vec<&str> = line.split('\t').collect();
        let index = (!fields[1].is_empty()).then_some(fields[1]);
        connection
            .execute(
                "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?1, ?2, ?3)",
                (fields[0], index, fields[2]),
            )
            .unwrap();
    }
}

/// The big tables that a statement reads whole.
fn scanned(store: &Store, statement: &Statement) -> BTreeSet<String> {
    // What waits for a search in code reads what that finds.
    let waits = |value: &Parameter| matches!(value, Parameter::Later(_));
    if statement.parameters.iter().any(waits) {
        return BTreeSet::new();
    }
    let steps = store.explain(statement).unwrap();
    let scanned = steps.iter().filter(|step| step.scanned.is_some());
    let named = scanned.filter_map(|step| {
        let alias = step.words.strip_prefix("SCAN ")?.split(' ').next()?;
        let stem = alias.trim_end_matches(|it: char| it.is_ascii_digit() || it == '_');
        BIG.contains(&stem).then(|| stem.to_owned())
    });
    named.collect()
}

#[test]
fn only_questions_about_everything_read_everything() {
    let Some((_folder, database)) = world() else {
        eprintln!("skipped: ../shared/world is not there");
        return;
    };
    pretend_large(&database);
    let store = Store::open(&database).unwrap();
    let now: PartialDate = "2018-09-02".parse().unwrap();
    let options = Options {
        now: now.first,
        ..Options::default()
    };
    let intended = fixture("full_scans.tsv");
    let intended: BTreeSet<(&str, &str)> = lines(&intended)
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(fields.len() == 3 && !fields[2].is_empty(), "{line}");
            (fields[0], fields[1])
        })
        .collect();
    let mut found = BTreeSet::new();
    for question in recorded() {
        let compiled = compile(&question, &store, &options).unwrap();
        let notes = compiled.footnotes.iter().map(|note| &note.statement);
        for statement in [&compiled.statement].into_iter().chain(notes) {
            for table in scanned(&store, statement) {
                found.insert((table, question.replace('\n', " ")));
            }
        }
    }
    let as_text: BTreeSet<(&str, &str)> = found
        .iter()
        .map(|(table, question)| (table.as_str(), question.as_str()))
        .collect();
    let unintended: Vec<_> = as_text.difference(&intended).collect();
    let gone: Vec<_> = intended.difference(&as_text).collect();
    assert!(
        unintended.is_empty() && gone.is_empty(),
        "read whole: {unintended:#?}\nno longer: {gone:#?}"
    );
}

#[test]
fn whole_tables_begin_at_once() {
    let Some((_folder, database)) = world() else {
        eprintln!("skipped: ../shared/world is not there");
        return;
    };
    pretend_large(&database);
    let store = Store::open(&database).unwrap();
    for question in [
        "articles",
        "sentences",
        "mentions",
        "events",
        "quotes",
        "figures",
    ] {
        let compiled = compile(question, &store, &Options::default()).unwrap();
        let steps = store.explain(&compiled.statement).unwrap();
        let sorts_all = |words: &str| words.ends_with("FOR ORDER BY");
        let sorted: Vec<_> = steps.iter().filter(|step| sorts_all(&step.words)).collect();
        assert!(sorted.is_empty(), "{question}: {sorted:?}");
    }
}
