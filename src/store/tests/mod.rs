mod opening;
mod reading;
mod views;
mod writing;

use std::io::BufRead as _;
use std::path::{Path, PathBuf};

use super::*;
use crate::query::names::Names as _;
use crate::record::Record;
use crate::value::{Column, ColumnType, Parameter, Statement, Value};

fn write(path: &Path, lines: &[&str]) -> Vec<Outcome> {
    let mut store = Store::create(path).unwrap();
    let mut batch = store.batch().unwrap();
    let outcomes = lines
        .iter()
        .map(|line| batch.write(&Record::read(line).unwrap()).unwrap())
        .collect();
    batch.commit().unwrap();
    outcomes
}

fn statement(sql: &str, kinds: &[ColumnType]) -> Statement {
    let columns = kinds
        .iter()
        .enumerate()
        .map(|(position, kind)| Column::new(format!("column {position}"), *kind));
    Statement {
        sql: sql.to_owned(),
        parameters: Vec::new(),
        columns: columns.collect(),
    }
}

fn texts(store: &Store, sql: &str) -> Vec<String> {
    let rows = store.run(&statement(sql, &[ColumnType::Plain])).unwrap();
    let first = rows.records.into_iter().map(|mut record| record.remove(0));
    first
        .map(|value| match value {
            Value::Text(text) => text,
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            other => format!("{other:?}"),
        })
        .collect()
}

fn fresh() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    (folder, path)
}

/// The records of the test world; none where it is not at hand.
fn world() -> Option<Vec<Record>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/world/world.jsonl");
    let Ok(file) = std::fs::File::open(&path) else {
        use std::io::Write as _;
        let _ = writeln!(
            std::io::stderr(),
            "skipped: no test world at {}",
            path.display()
        );
        return None;
    };
    let lines = std::io::BufReader::new(file).lines();
    Some(
        lines
            .map(|line| Record::read(&line.unwrap()).unwrap())
            .collect(),
    )
}
