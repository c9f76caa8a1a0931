//! The other dialect, run for real: what PostgreSQL answers is what SQLite answers. Skipped where
//! PostgreSQL is not installed.

mod database;
mod functions;
mod questions;
mod server;
mod views;

use std::path::Path;

use ::postgres::Client;
use dateline::ask::searched;
use dateline::model::date::PartialDate;
use dateline::query::{Compiled, Dialect, Options, compile};
use dateline::render::cell::number_text;
use dateline::store::Store;
use dateline::value::{Rows, Statement, Value};

use server::Server;

/// The same rows in both databases.
struct Pair {
    store: Store,
    client: Client,
    now: PartialDate,
    /// Pairs of answers that were compared.
    n_compared: usize,
}

impl Pair {
    fn new(server: &Server, name: &str, file: &Path, now: &str) -> Self {
        let mut client = server.database(name);
        database::prepare(&mut client);
        database::copy(file, &mut client);
        Self {
            store: Store::open(file).unwrap(),
            client,
            now: now.parse().unwrap(),
            n_compared: 0,
        }
    }

    fn compile(&self, question: &str, dialect: Dialect) -> Option<Compiled> {
        let options = Options {
            dialect,
            now: self.now.first,
            ..Options::default()
        };
        compile(question, &self.store, &options).ok()
    }

    /// What differs between the answers, `None` if nothing does. A question that is refused has none.
    fn difference(&mut self, question: &str) -> Option<String> {
        let one = self.compile(question, Dialect::Sqlite);
        let other = self.compile(question, Dialect::Postgres);
        let (one, other) = match (one, other) {
            (Some(one), Some(other)) => (one, other),
            (None, None) => return None,
            _ => return Some("only one dialect compiles".to_owned()),
        };
        if one.statement.sql.is_empty() {
            return None;
        }
        let one = searched(&self.store, one).unwrap();
        let other = match database::searched(&mut self.client, other) {
            Ok(other) => other,
            Err(error) => return Some(error),
        };
        let notes = |compiled: Compiled| {
            let notes = compiled.footnotes.into_iter().map(|note| note.statement);
            std::iter::once(compiled.statement).chain(notes)
        };
        let statements: Vec<_> = notes(one).zip(notes(other)).collect();
        statements
            .iter()
            .find_map(|(one, other)| self.compare(one, other))
    }

    fn compare(&mut self, one: &Statement, other: &Statement) -> Option<String> {
        let expected = match self.store.run(one) {
            Ok(rows) => rows,
            Err(error) => return Some(format!("SQLite: {error}")),
        };
        self.n_compared += 1;
        match database::run(&mut self.client, other) {
            Err(error) => Some(format!("{error}\n{}\n{:?}", other.sql, other.parameters)),
            Ok(found) => unequal(&expected, &found)
                .map(|fault| format!("{fault}\n{}\n{:?}", other.sql, other.parameters)),
        }
    }
}

/// Columns, rows, order, types and values; a whole number is the same whatever it is stored as, since no
/// form of answer tells the two apart.
fn unequal(expected: &Rows, found: &Rows) -> Option<String> {
    if expected.columns != found.columns {
        return Some(format!(
            "{:?}, SQLite {:?}",
            found.columns, expected.columns
        ));
    }
    for (at, (one, other)) in expected.records.iter().zip(&found.records).enumerate() {
        if one.len() != other.len() || !one.iter().zip(other).all(|(one, other)| same(one, other)) {
            return Some(format!("row {at}: {other:?}\n  SQLite {one:?}"));
        }
    }
    let (one, other) = (expected.records.len(), found.records.len());
    (one != other).then(|| format!("{other} rows, SQLite {one}"))
}

fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Integer(whole), Value::Number(number))
        | (Value::Number(number), Value::Integer(whole)) => {
            number_text(*number, None) == whole.to_string()
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        // What is to become columns stands in JSON, which the two space and write differently.
        (Value::Text(one), Value::Text(other)) if one != other => {
            let cells = |text: &str| serde_json::from_str::<Vec<serde_json::Value>>(text).ok();
            let both = cells(one).zip(cells(other));
            both.is_some_and(|(one, other)| {
                one.len() == other.len()
                    && one
                        .iter()
                        .zip(&other)
                        .all(|(one, other)| same_json(one, other))
            })
        }
        _ => one == other,
    }
}

fn same_json(one: &serde_json::Value, other: &serde_json::Value) -> bool {
    match (one, other) {
        (serde_json::Value::Array(one), serde_json::Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| same_json(one, other))
        }
        (serde_json::Value::Number(one), serde_json::Value::Number(other)) => {
            one.as_f64() == other.as_f64()
        }
        _ => one == other,
    }
}

/// Asks questions of both; panics with all that differ.
fn agree(pair: &mut Pair, questions: impl IntoIterator<Item = String>) {
    let mut wrong = Vec::new();
    for question in questions {
        if let Some(fault) = pair.difference(&question) {
            let start: String = fault.chars().take(4000).collect();
            wrong.push(format!("{question}\n    {start}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

fn server() -> Option<Server> {
    Server::start()
        .inspect_err(|reason| eprintln!("skipped: {reason}"))
        .ok()
}

#[test]
fn the_small_world_answers_alike() {
    let Some(server) = server() else { return };
    let (folder, _) = crate::meaning::small_world();
    let file = folder.path().join("small.db");
    let mut pair = Pair::new(&server, "small", &file, "2020-07-01");
    agree(&mut pair, crate::meaning::questions());
    agree(&mut pair, questions::all());
    agree(&mut pair, crate::functions::questions());
    assert!(pair.n_compared > 200, "only {} compared", pair.n_compared);
}

#[test]
fn the_questions_of_the_design_are_answered_alike() {
    let Some(folder) = crate::world::world() else {
        eprintln!("skipped: ../shared/world is not there");
        return;
    };
    let Some(server) = server() else { return };
    let temporary = tempfile::tempdir().unwrap();
    let file = temporary.path().join("world.db");
    crate::world::load(&folder, &file);
    let mut pair = Pair::new(&server, "world", &file, "2018-09-02");
    agree(&mut pair, crate::world::questions(&folder));
    agree(&mut pair, crate::queries::questions());
    agree(&mut pair, questions::all());
    assert!(pair.n_compared >= 45, "only {} compared", pair.n_compared);
}

#[test]
fn questions_put_together_at_random_are_answered_alike() {
    let Some(server) = server() else { return };
    let (folder, _) = crate::meaning::small_world();
    let file = folder.path().join("small.db");
    let mut pair = Pair::new(&server, "small", &file, "2020-07-01");
    let asked = std::env::var("DATELINE_RANDOM_QUESTIONS").ok();
    let asked = asked.and_then(|number| number.parse().ok()).unwrap_or(400);
    agree(
        &mut pair,
        crate::random_queries::questions(0xd1a1_ec75, asked),
    );
    assert!(
        pair.n_compared > asked / 10,
        "only {} compared",
        pair.n_compared
    );
}
