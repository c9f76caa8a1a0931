//! A PostgreSQL database with the rows of a SQLite file, and statements run on it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use ::postgres::types::{FromSql, ToSql, Type};
use ::postgres::{Client, Row};
use dateline::model::date::PartialDate;
use dateline::path::{self, Found, Links};
use dateline::query::{Compiled, found_steps};
use dateline::value::{Column, ColumnType, Parameter, Rows, Statement, Value};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// A database with the functions that statements call, and the tables.
pub(crate) fn prepare(client: &mut Client) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    for folder in [folder.join("functions"), folder] {
        for file in sql_files(&folder) {
            let sql = fs::read_to_string(&file).unwrap();
            client
                .batch_execute(&sql)
                .unwrap_or_else(|error| panic!("{}: {}", file.display(), told(&error)));
        }
    }
}

fn sql_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "sql"));
    files.sort();
    files
}

/// Copies every row of every table that both have; full text is made from the texts.
pub(crate) fn copy(file: &Path, client: &mut Client) {
    let store = Connection::open(file).unwrap();
    let tables = client
        .query(
            "SELECT table_name::text, array_agg(column_name::text ORDER BY ordinal_position)
             FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
             WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '%\\_fts'
             GROUP BY table_name",
            &[],
        )
        .unwrap();
    client
        .batch_execute("SET session_replication_role = replica")
        .unwrap();
    for table in tables {
        copy_table(
            &store,
            client,
            table.get(0),
            &table.get::<_, Vec<String>>(1),
        );
    }
    client
        .batch_execute(
            "SET session_replication_role = origin;
             INSERT INTO sentence_fts SELECT key, text_stems(text) FROM sentence;
             SELECT article_fts_fill(key) FROM article;
             ANALYZE",
        )
        .unwrap();
}

fn copy_table(store: &Connection, client: &mut Client, table: &str, columns: &[String]) {
    let is_known = |column: &&String| store.column_exists(None, table, column.as_str()).unwrap();
    if !store.table_exists(None, table).unwrap() {
        return;
    }
    let columns: Vec<String> = columns
        .iter()
        .filter(is_known)
        .map(|name| format!("\"{name}\""))
        .collect();
    let columns = columns.join(", ");
    let mut select = store
        .prepare(&format!("SELECT {columns} FROM {table}"))
        .unwrap();
    let n_columns = select.column_count();
    let mut rows = select.query([]).unwrap();
    let mut writer = client
        .copy_in(&format!("COPY {table} ({columns}) FROM STDIN"))
        .unwrap();
    while let Some(row) = rows.next().unwrap() {
        let cells: Vec<String> = (0..n_columns)
            .map(|at| cell(row.get_ref(at).unwrap()))
            .collect();
        writeln!(writer, "{}", cells.join("\t")).unwrap();
    }
    writer
        .finish()
        .unwrap_or_else(|error| panic!("{table}: {}", told(&error)));
}

/// A value in the text format of `COPY`.
fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "\\N".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => format!("{number:?}"),
        ValueRef::Text(text) => String::from_utf8_lossy(text)
            .replace('\\', "\\\\")
            .replace('\t', "\\t")
            .replace('\n', "\\n")
            .replace('\r', "\\r"),
        ValueRef::Blob(_) => panic!("no table holds bytes"),
    }
}

/// Runs a statement with its values bound.
pub(crate) fn run(client: &mut Client, statement: &Statement) -> Result<Rows, String> {
    let values: Vec<Box<dyn ToSql + Sync>> = statement.parameters.iter().map(bound).collect();
    let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(AsRef::as_ref).collect();
    let found = client
        .query(&statement.sql, &values)
        .map_err(|error| told(&error))?;
    let record = |row: &Row| -> Result<Vec<Value>, String> {
        if row.len() != statement.columns.len() {
            return Err(format!("{} columns", row.len()));
        }
        let columns = statement.columns.iter().enumerate();
        columns.map(|(at, column)| read(row, at, column)).collect()
    };
    Ok(Rows {
        columns: statement.columns.clone(),
        records: found.iter().map(record).collect::<Result<_, _>>()?,
    })
}

/// The query with what its searches find on the server.
pub(crate) fn searched(client: &mut Client, compiled: Compiled) -> Result<Compiled, String> {
    let mut steps = BTreeMap::new();
    for (number, search) in compiled.searches() {
        let search = search.with(&|later| found_steps(&steps, later));
        let found = match path::find(&search, &mut OnServer(client))? {
            Found::Path(found) => found,
            Found::Nothing(_) => Vec::new(),
        };
        steps.insert(number, path::as_value(&found));
    }
    Ok(compiled.with_steps(&steps))
}

/// The links on the server.
struct OnServer<'client>(&'client mut Client);

impl Links for OnServer<'_> {
    type Error = String;

    fn each(&mut self, statement: &Statement, each: &mut dyn FnMut(&[i64])) -> Result<(), String> {
        let number = |value: &Value| match value {
            Value::Integer(number) => *number,
            other => panic!("{other:?} in {}", statement.sql),
        };
        for record in run(self.0, statement)?.records {
            each(&record.iter().map(number).collect::<Vec<i64>>());
        }
        Ok(())
    }

    fn look(&mut self) -> Result<(), String> {
        Ok(())
    }
}

fn bound(parameter: &Parameter) -> Box<dyn ToSql + Sync> {
    match parameter {
        Parameter::Null => Box::new(None::<i64>),
        Parameter::Integer(number) => Box::new(*number),
        Parameter::Real(number) => Box::new(*number),
        Parameter::Text(text) => Box::new(text.clone()),
        Parameter::Later(later) => panic!("{later:?} is not known yet"),
    }
}

fn read(row: &Row, at: usize, column: &Column) -> Result<Value, String> {
    let raw = match row.columns()[at].type_() {
        &Type::BOOL => get(row, at, Value::Bool)?,
        &Type::INT4 => get(row, at, |number: i32| Value::Integer(number.into()))?,
        &Type::INT8 => get(row, at, Value::Integer)?,
        &Type::FLOAT8 => get(row, at, Value::Number)?,
        &Type::TEXT => get(row, at, Value::Text)?,
        other => return Err(format!("`{}` is of the type {other}", column.name)),
    };
    let odd = || format!("`{}`, {:?}: {raw:?}", column.name, column.kind);
    Ok(match (column.kind, &raw) {
        (_, Value::Null) => Value::Null,
        (ColumnType::Plain, Value::Integer(_) | Value::Number(_) | Value::Text(_))
        | (ColumnType::Bool, Value::Bool(_)) => raw,
        (ColumnType::Date, Value::Integer(packed)) => PartialDate::unpack(*packed)
            .map(Value::Date)
            .ok_or_else(odd)?,
        (ColumnType::List | ColumnType::DateList | ColumnType::BoolList, Value::Text(text)) => {
            list(text, column.kind).ok_or_else(odd)?
        }
        _ => return Err(odd()),
    })
}

fn get<'r, T: FromSql<'r>>(
    row: &'r Row,
    at: usize,
    wrap: impl Fn(T) -> Value,
) -> Result<Value, String> {
    let value = row
        .try_get::<_, Option<T>>(at)
        .map_err(|error| told(&error))?;
    Ok(value.map_or(Value::Null, wrap))
}

fn list(text: &str, kind: ColumnType) -> Option<Value> {
    let items: Vec<serde_json::Value> = serde_json::from_str(text).ok()?;
    let item = |item: serde_json::Value| match item {
        serde_json::Value::String(text) => Some(Value::Text(text)),
        serde_json::Value::Number(number) if kind == ColumnType::DateList => {
            PartialDate::unpack(number.as_i64()?).map(Value::Date)
        }
        serde_json::Value::Number(number) => Some(match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Number(number.as_f64()?),
        }),
        _ => None,
    };
    items
        .into_iter()
        .map(item)
        .collect::<Option<_>>()
        .map(Value::List)
}

/// What the server says of an error, with the place in the statement.
pub(crate) fn told(error: &::postgres::Error) -> String {
    match error.as_db_error() {
        Some(found) => format!(
            "{found} {:?} {}",
            found.position(),
            found.detail().unwrap_or("")
        ),
        None => error.to_string(),
    }
}
