//! Statement → the steps in which SQLite would run it.

use std::collections::BTreeMap;

use super::{Store, StoreError};
use crate::value::{Column, ColumnType, Statement, Value};

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanStep {
    /// How many steps it is part of.
    pub depth: usize,
    /// What is done, in the words of SQLite.
    pub words: String,
    /// For a step that reads a whole table: how many rows that has.
    pub scanned: Option<u64>,
}

impl Store {
    /// How SQLite would run a statement, a step that has parts before its parts.
    ///
    /// # Errors
    /// SQLite refuses the statement.
    pub fn explain(&self, statement: &Statement) -> Result<Vec<PlanStep>, StoreError> {
        let column = |name: &str| Column::new(name.to_owned(), ColumnType::Plain);
        let rows = self.run(&Statement {
            sql: format!("EXPLAIN QUERY PLAN {}", statement.sql),
            parameters: statement.parameters.clone(),
            columns: ["id", "parent", "unused", "step"].map(column).into(),
        })?;
        let mut depths: BTreeMap<i64, usize> = BTreeMap::new();
        let mut steps = Vec::new();
        for record in &rows.records {
            let [
                Value::Integer(id),
                Value::Integer(parent),
                _,
                Value::Text(words),
            ] = record.as_slice()
            else {
                continue;
            };
            let depth = depths.get(parent).map_or(0, |depth| depth + 1);
            depths.insert(*id, depth);
            steps.push(PlanStep {
                depth,
                words: words.clone(),
                scanned: self.scanned(words)?,
            });
        }
        Ok(steps)
    }

    /// The rows of the table that a step reads from end to end.
    fn scanned(&self, words: &str) -> Result<Option<u64>, StoreError> {
        let rest = match words.strip_prefix("SCAN ") {
            Some(rest) if !rest.contains("VIRTUAL TABLE") => rest,
            _ => return Ok(None),
        };
        // Rows are called by their table, with a number from the second on.
        let name = rest.split(' ').next().unwrap_or(rest);
        let table = match name.rsplit_once('_') {
            Some((table, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => table,
            _ => name,
        };
        let fail = |error| StoreError::of(&self.path, error);
        let is_table: bool = self
            .connection
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)",
                [table],
                |row| row.get(0),
            )
            .map_err(fail)?;
        if !is_table {
            return Ok(None);
        }
        let count = format!("SELECT count(*) FROM \"{table}\"");
        let count = self.connection.query_row(&count, [], |row| row.get(0));
        count.map(Some).map_err(fail)
    }
}
