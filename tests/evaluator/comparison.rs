//! One question, two answers: the database's and the evaluator's.

use std::collections::BTreeMap;

use dateline::ask::{Asker, Trouble};
use dateline::model::date::{Day, PartialDate};
use dateline::query::ast::{Meta, StatementKind};
use dateline::query::{self, Action, Options, Rewrite};
use dateline::record::Record;
use dateline::store::Store;
use dateline::value::{Rows, Value};

use super::cell::{Cell, real};
use super::memory::Memory;
use super::pipeline::run;
use super::scope::Context;
use super::table::{Refusal, Table};

/// Rows told from the first that differs.
const TOLD: usize = 6;

/// A world, in memory and in a database.
pub(super) struct World {
    pub(super) memory: Memory,
    pub(super) asker: Asker,
    pub(super) now: Day,
    _folder: tempfile::TempDir,
}

/// How two answers to a question compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The same rows.
    Agree,
    /// Both refuse it.
    BothRefuse(String),
    /// The database refuses it, for this reason, and the evaluator does not.
    Refused(String),
    /// The evaluator does not know how.
    Unknown(String),
    /// Different answers.
    Differ(String),
}

impl World {
    /// The world with this seed.
    pub(super) fn new(seed: u64) -> Self {
        Self::of(&super::world::records(seed))
    }

    pub(super) fn of(lines: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("world.db");
        let mut store = Store::create(&path).unwrap();
        let mut batch = store.batch().unwrap();
        for line in lines.lines() {
            batch.write(&Record::read(line).unwrap()).unwrap();
        }
        batch.commit().unwrap();
        let store = Store::open(&path).unwrap();
        let now: PartialDate = "2020-04-15".parse().unwrap();
        Self {
            memory: Memory::read(lines),
            asker: Asker::new(store, now.first, BTreeMap::new()),
            now: now.first,
            _folder: folder,
        }
    }

    /// The evaluator's answer.
    pub(super) fn evaluate(&self, question: &str) -> Result<Table, Refusal> {
        let script = query::parse::parse(question).map_err(|_| Refusal::Code("E000"))?;
        run(&self.memory, self.now, question, &script)
    }

    /// Asks both.
    pub(super) fn judge(&self, question: &str) -> Verdict {
        let expected = self.evaluate(question);
        let found = match self.asker.answer(question) {
            Ok(answer) => answer.rows.unwrap_or_default(),
            Err(Trouble::Question(errors)) => {
                let first = &errors.errors()[0];
                let reason = format!("{} {:?}", first.kind.code(), first.kind);
                // Whether numbers of several units would be added up is asked of the rows beforehand;
                // the evaluator adds up whatever it finds.
                if errors.errors()[0].kind.code() == "E024" {
                    return Verdict::BothRefuse("E024".to_owned());
                }
                // What depends on the rows before, such as names of columns, the evaluator just looks up.
                let from_rows = ["columns beforehand", "these rows have no date"];
                if from_rows.iter().any(|why| reason.contains(why)) {
                    return Verdict::BothRefuse(first.kind.code().to_owned());
                }
                // A chart needs columns that it can draw; the evaluator draws none.
                if ["stage: \"chart", "no column here"]
                    .iter()
                    .any(|why| reason.contains(why))
                {
                    return Verdict::BothRefuse("E041".to_owned());
                }
                // Of no row the evaluator asks anything, not even for a field that is gone.
                let is_gone = first.kind.code() == "E011";
                return match expected {
                    Ok(table) if is_gone && table.rows.is_empty() => {
                        Verdict::BothRefuse("E011".to_owned())
                    }
                    Err(Refusal::Code(code)) => Verdict::BothRefuse(code.to_owned()),
                    Err(Refusal::Unknown(what)) => Verdict::Unknown(what),
                    Ok(_) => Verdict::Refused(reason),
                };
            }
            Err(other) => return Verdict::Differ(format!("it fails: {other:?}")),
        };
        let table = match expected {
            Ok(table) => table,
            Err(Refusal::Unknown(what)) => return Verdict::Unknown(what),
            Err(Refusal::Code(code)) => {
                return Verdict::Differ(format!("it is not refused with {code}"));
            }
        };
        if let Some(meta) = meta_of(question) {
            return match meta {
                Meta::Describe => described(&table, &found),
                Meta::Explain | Meta::Sql => Verdict::Agree,
            };
        }
        let verdict = self.compared(&table, &found);
        if verdict != Verdict::Agree {
            return verdict;
        }
        match self.without_rewrite(question) {
            Some(plain) if !alike_all(&plain, &found) => {
                Verdict::Differ("rewriting changes the rows".to_owned())
            }
            _ => Verdict::Agree,
        }
    }

    /// The database's answer to the plan as it was resolved.
    fn without_rewrite(&self, question: &str) -> Option<Rows> {
        let options = Options {
            now: self.now,
            rewrite: Rewrite::Off,
            ..Options::default()
        };
        let compiled = query::compile(question, self.asker.store(), &options).ok()?;
        if compiled.action != Action::Run {
            return None;
        }
        let rows = self.asker.store().run(&compiled.statement).ok()?;
        let heads = compiled.heads(&rows);
        let heads = heads.map(|it| self.asker.store().run(it).unwrap());
        compiled.arrange(rows, heads.as_ref()).ok()
    }

    fn compared(&self, table: &Table, found: &Rows) -> Verdict {
        let context = Context {
            memory: &self.memory,
            now: self.now,
            parameters: std::rc::Rc::default(),
            lets: std::rc::Rc::default(),
            visible: 0,
            source: "",
        };
        let names: Vec<&str> = found
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let expected: Vec<&str> = table.shown.iter().map(String::as_str).collect();
        let mut order: Vec<usize> = (0..expected.len()).collect();
        if !table.is_laid_out {
            // The language fixes which columns are shown here, not in which order.
            let place = |name: &&str| expected.iter().position(|known| known == name);
            order = names.iter().filter_map(place).collect();
        }
        let laid_out: Vec<&str> = order.iter().map(|at| expected[*at]).collect();
        if laid_out != names || order.len() != expected.len() {
            return Verdict::Differ(format!(
                "columns\n  expected {expected:?}\n  found    {names:?}"
            ));
        }
        let cells = context.shown_cells(table);
        let rows: Vec<Vec<Cell>> = cells
            .iter()
            .map(|row| order.iter().map(|at| row[*at].clone()).collect())
            .collect();
        let is_alike = rows.len() == found.records.len()
            && rows
                .iter()
                .zip(&found.records)
                .all(|(row, record)| self.alike(row, record));
        if is_alike {
            return Verdict::Agree;
        }
        let wanted: Vec<String> = rows.iter().map(|row| self.shown(row)).collect();
        let had: Vec<String> = found
            .records
            .iter()
            .map(|record| shown_values(record))
            .collect();
        let first = rows.iter().zip(&found.records);
        let first = first
            .take_while(|(row, record)| self.alike(row, record))
            .count();
        let part = |all: &[String]| {
            let from = first.saturating_sub(2).min(all.len());
            all[from..(first + TOLD).min(all.len())].join("\n    ")
        };
        Verdict::Differ(format!(
            "{names:?}, from row {first}\n  expected {}\n    {}\n  found {}\n    {}",
            wanted.len(),
            part(&wanted),
            had.len(),
            part(&had)
        ))
    }

    fn alike(&self, row: &[Cell], record: &[Value]) -> bool {
        row.len() == record.len()
            && row
                .iter()
                .zip(record)
                .all(|(cell, value)| self.is(cell, value))
    }

    fn is(&self, cell: &Cell, value: &Value) -> bool {
        match (cell, value) {
            (Cell::Null, Value::Null) => true,
            (Cell::Bool(cell), Value::Bool(value)) => cell == value,
            (Cell::Text(cell), Value::Text(value)) => {
                cell == value || is_near_in_words(cell, value)
            }
            (Cell::Date(cell), Value::Date(value)) => cell == value,
            (Cell::Row(row), Value::Text(value)) => self.memory.label(*row) == *value,
            (Cell::List(cells), Value::List(values)) => self.alike(cells, values),
            (cell, Value::Integer(value)) => is_near(cell, real(*value)),
            (cell, Value::Number(value)) => is_near(cell, *value),
            _ => false,
        }
    }

    fn shown(&self, row: &[Cell]) -> String {
        let shown = |cell: &Cell| match cell {
            Cell::Null => String::new(),
            Cell::Row(row) => self.memory.label(*row),
            Cell::Text(text) => text.clone(),
            Cell::Date(date) => date.to_string(),
            Cell::Int(number) => number.to_string(),
            Cell::Num(number) => number.to_string(),
            Cell::Bool(value) => value.to_string(),
            Cell::List(cells) => self.shown(cells),
        };
        row.iter().map(shown).collect::<Vec<_>>().join(" | ")
    }
}

/// Numbers are compared to nine digits: sums are rounded in the order in which they are made.
fn is_near(cell: &Cell, value: f64) -> bool {
    cell.number().is_some_and(|number| {
        (number - value).abs() <= 1e-9 * number.abs().max(value.abs()).max(1.0)
    })
}

/// As [`is_near`] for fractions that were made text, as `facet` does.
fn is_near_in_words(cell: &str, value: &str) -> bool {
    let fraction = |text: &str| text.contains('.').then(|| text.parse().ok()).flatten();
    match (fraction(cell), fraction(value)) {
        (Some(cell), Some(value)) => is_near(&Cell::Num(cell), value),
        _ => false,
    }
}

/// What a script asks to be told instead of its rows.
fn meta_of(question: &str) -> Option<Meta> {
    let script = query::parse::parse(question).ok()?;
    match script.statements.last()?.kind {
        StatementKind::Meta { meta, .. } => Some(meta),
        _ => None,
    }
}

/// Whether a description names the columns.
fn described(table: &Table, found: &Rows) -> Verdict {
    let mut names: Vec<String> = found
        .records
        .iter()
        .map(|record| shown_values(&record[..1]))
        .collect();
    let mut expected = table.shown.clone();
    // Columns made of values are described in one line.
    let made = |name: &String| name.starts_with("(one for each ");
    let is_spread = names.iter().any(made);
    names.retain(|name| !made(name));
    names.sort();
    expected.sort();
    if names == expected || is_spread && names.iter().all(|name| expected.contains(name)) {
        Verdict::Agree
    } else {
        Verdict::Differ(format!("described as {names:?}, expected {expected:?}"))
    }
}

fn alike_all(one: &Rows, other: &Rows) -> bool {
    one.records.len() == other.records.len()
        && one.records.iter().zip(&other.records).all(|(one, other)| {
            one.iter().zip(other).all(|pair| match pair {
                (Value::Number(one), Value::Number(other)) => is_near(&Cell::Num(*one), *other),
                (one, other) => one == other,
            })
        })
}

fn shown_values(record: &[Value]) -> String {
    let shown = |value: &Value| match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::List(values) => shown_values(values),
    };
    record.iter().map(shown).collect::<Vec<_>>().join(" | ")
}
