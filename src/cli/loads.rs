//! `dateline loads`: what was loaded when, and what was not taken in.

use super::Streams;
use super::args::Loads;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::load::failed;
use super::rows::print;
use crate::store::{RejectedInput, RunNumber, Store, StoreError, StoredRun};
use crate::value::{Column, ColumnType, Rows, Value};

/// Runs the command.
pub(super) fn run(
    arguments: &Loads,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let store = Store::open(&given.database()).map_err(failed)?;
    let rows = match arguments.number {
        None => listed(&store.runs().map_err(failed)?, given),
        Some(number) => rejected(&store, number)?,
    };
    print(&rows, given, streams)
}

fn listed(runs: &[StoredRun], given: &Given) -> Rows {
    let time = |stored: &String| Value::Text(given.time(stored));
    let record = |run: &StoredRun| {
        vec![
            Value::Integer(run.number.0),
            Value::Text(run.command.clone()),
            time(&run.started),
            run.ended.as_ref().map_or(Value::Null, time),
            Value::Text(run.state.word().to_owned()),
            count(run.counts.n_new),
            count(run.counts.n_updated),
            count(run.counts.n_unchanged),
            count(run.counts.n_rejected),
            Value::Text(run.inputs.join(" ")),
        ]
    };
    Rows {
        columns: columns(&[
            "number",
            "command",
            "started",
            "ended",
            "state",
            "new",
            "updated",
            "unchanged",
            "rejected",
            "inputs",
        ]),
        records: runs.iter().map(record).collect(),
    }
}

fn rejected(store: &Store, number: i64) -> Result<Rows, Failure> {
    let run = RunNumber(number);
    if store.run_of(run).map_err(failed)?.is_none() {
        return Err(Failure::Question(format!(
            "error: there is no load {number}; `dateline loads` lists them"
        )));
    }
    let mut records = Vec::new();
    store
        .rejections::<StoreError>(run, &mut |input| {
            records.push(record(input));
            Ok(())
        })
        .map_err(failed)?;
    Ok(Rows {
        columns: columns(&["file", "line", "column", "item", "reason"]),
        records,
    })
}

fn record(input: RejectedInput) -> Vec<Value> {
    vec![
        Value::Text(input.file),
        input.line.map_or(Value::Null, count),
        input.column.map_or(Value::Null, count),
        input.item.map_or(Value::Null, count),
        Value::Text(input.reason),
    ]
}

fn columns(names: &[&str]) -> Vec<Column> {
    let names = names.iter();
    names
        .map(|name| Column::new((*name).to_owned(), ColumnType::Plain))
        .collect()
}

fn count(count: usize) -> Value {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
