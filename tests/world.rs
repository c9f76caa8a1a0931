//! The questions of the design, asked of the test world. Skipped where the world is not at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dateline::ask::searched;
use dateline::model::date::PartialDate;
use dateline::query::{Dialect, Options, compile};
use dateline::store::Store;
use dateline::value::{Rows, Value};
use serde_json::Value as Json;

/// The folder of the world.
pub(crate) fn world() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/world");
    folder.join("world.jsonl").exists().then_some(folder)
}

/// Loads the world into a database.
pub(crate) fn load(folder: &Path, database: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("load")
        .arg(folder.join("world.jsonl"))
        .arg("--db")
        .arg(database)
        .status()
        .unwrap();
    assert!(status.success(), "the world does not load");
}

/// The questions that the world has answers to.
pub(crate) fn questions(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder.join("expected")).unwrap();
    let question = |file: PathBuf| {
        let expected: Json = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        expected["query"].as_str().unwrap().to_owned()
    };
    files.map(|file| question(file.unwrap().path())).collect()
}

fn cell(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => (*value).into(),
        Value::Integer(value) => (*value).into(),
        Value::Number(value) => (*value).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Date(date) => date.to_string().into(),
        Value::List(values) if values.is_empty() => Json::Null,
        Value::List(values) => values.iter().map(cell).collect(),
    }
}

/// Numbers within a millionth; a year equals its text.
fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Array(list), Json::Null) | (Json::Null, Json::Array(list)) => list.is_empty(),
        (Json::Number(one), Json::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= 1e-6 * one.abs().max(other.abs()).max(1e-9)
        }
        (Json::Number(number), Json::String(text)) | (Json::String(text), Json::Number(number)) => {
            number.to_string() == *text
        }
        _ => one == other,
    }
}

fn head(name: &str) -> &str {
    match name {
        "(year only)" | "(no date)" | "(none)" | "null" | "" => "(null)",
        other => other,
    }
}

fn difference(expected: &Json, rows: &Rows) -> Option<String> {
    let columns: Vec<&str> = expected["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect();
    let found: Vec<&str> = rows
        .columns
        .iter()
        .map(|column| head(&column.name))
        .collect();
    if expected["columns_are"] != "subset" && found != columns {
        return Some(format!("columns {found:?}, expected {columns:?}"));
    }
    if expected["check"] == "count" {
        let wanted = expected["count"].as_u64().unwrap();
        return (rows.records.len() as u64 != wanted)
            .then(|| format!("{} rows, expected {wanted}", rows.records.len()));
    }
    let mut places = Vec::new();
    for column in &columns {
        let Some(place) = found.iter().position(|name| name == column) else {
            return Some(format!("no column {column} in {found:?}"));
        };
        places.push(place);
    }
    let wanted = expected["rows"].as_array().unwrap();
    for (at, row) in wanted.iter().enumerate() {
        let row = row.as_array().unwrap();
        let Some(record) = rows.records.get(at) else {
            return Some(format!(
                "{} rows, expected {}",
                rows.records.len(),
                wanted.len()
            ));
        };
        let record: Vec<Json> = places.iter().map(|place| cell(&record[*place])).collect();
        if !row.iter().zip(&record).all(|(one, other)| same(one, other)) {
            return Some(format!("row {at}: {record:?}, expected {row:?}"));
        }
    }
    (rows.records.len() != wanted.len())
        .then(|| format!("{} rows, expected {}", rows.records.len(), wanted.len()))
}

fn ask(store: &Store, query: &str) -> Result<Rows, String> {
    let now: PartialDate = "2018-09-02".parse().unwrap();
    let options = |dialect| Options {
        dialect,
        now: now.first,
        ..Options::default()
    };
    let compiled = compile(query, store, &options(Dialect::Sqlite))
        .map_err(|found| format!("{:?}", found.errors()))?;
    compile(query, store, &options(Dialect::Postgres)).map_err(|found| format!("{found:?}"))?;
    let compiled = searched(store, compiled).map_err(|found| format!("{found:?}"))?;
    for note in &compiled.footnotes {
        store
            .run(&note.statement)
            .map_err(|found| format!("{found:?}\n{}", note.statement.sql))?;
    }
    let rows = store
        .run(&compiled.statement)
        .map_err(|found| format!("{found:?}\n{}", compiled.statement.sql))?;
    compiled
        .arrange(rows, None)
        .map_err(|found| format!("{found:?}"))
}

#[test]
fn every_question_has_the_answer_of_the_world() {
    let Some(folder) = world() else {
        eprintln!("skipped: ../shared/world is not there");
        return;
    };
    let temporary = tempfile::tempdir().unwrap();
    let database = temporary.path().join("world.db");
    load(&folder, &database);
    let store = Store::open(&database).unwrap();
    let mut files: Vec<PathBuf> = fs::read_dir(folder.join("expected"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files {
        let expected: Json = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let query = expected["query"].as_str().unwrap();
        let fault = match ask(&store, query) {
            Ok(rows) => difference(&expected, &rows),
            Err(fault) => Some(fault),
        };
        if let Some(fault) = fault {
            let start: String = fault.chars().take(1500).collect();
            wrong.push(format!("{} {query}\n    {start}", expected["n"]));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
