//! Rows whose cells stand in one column as JSON → rows with a column for each head.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::model::date::PartialDate;
use crate::query::emit::{Dialect, emit};
use crate::query::error::{Diagnostics, QueryError, QueryErrorKind};
use crate::query::resolve::{ProjectedSpread, SpreadLimit};
use crate::query::suggest::nearest;
use crate::span::Span;
use crate::value::{Column, ColumnType, Rows, Statement, Value};

/// Columns to be made of values.
#[derive(Debug, Clone)]
pub(super) struct Spread {
    place: ProjectedSpread,
    /// One row with the heads.
    pub(super) statement: Statement,
}

/// The names of the columns, in order; and how many there would be in all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Heads {
    names: Vec<String>,
    total: u64,
}

/// A cell: the place of its column among those made, their name, and its value.
type Cell = (u64, String, Json);

impl Spread {
    pub(super) fn new(place: &ProjectedSpread, dialect: Dialect) -> Self {
        let column = Column::new("heads".to_owned(), ColumnType::Plain);
        Self {
            place: place.clone(),
            statement: emit(&place.heads, vec![column], dialect),
        }
    }

    /// Tells of the column of cells what becomes of it.
    pub(super) fn describe(&self, columns: &mut [(String, String)]) {
        if let Some(cells) = columns.get_mut(self.place.cells) {
            let path = &self.place.path;
            *cells = (format!("(one for each {path})"), self.place.words.clone());
        }
    }

    /// The rows with the column of cells made into several and that of heads taken away.
    pub(super) fn spread(&self, rows: Rows, alone: Option<&Rows>) -> Result<Rows, Diagnostics> {
        let place = &self.place;
        let last = rows.columns.len().saturating_sub(1);
        let with_heads = rows.records.iter().map(|record| &record[last]);
        let alone = alone.and_then(|rows| rows.records.first()?.first());
        let cells = rows
            .records
            .iter()
            .map(|record| cells(&record[place.cells]));
        let cells: Vec<Vec<Cell>> = cells.collect();
        // A row that `fill` has added has no heads.
        let told = with_heads.chain(alone).find(|heads| **heads != Value::Null);
        let heads = told.map_or_else(|| gathered(&cells), |told| heads(Some(told)));
        let kept = |at: usize| at != place.cells && at != last;
        let others: Vec<&str> = (0..rows.columns.len())
            .filter(|at| kept(*at))
            .map(|at| rows.columns[at].name.as_str())
            .collect();
        let stage = (place.path.as_str(), place.limit, place.span);
        check_heads(&heads, stage, (&place.looked_up, &others))?;
        let names = self.names(heads, &others)?;
        let mut columns = rows.columns.clone();
        columns.truncate(last);
        let made = names.iter().map(|name| Column {
            name: name.clone(),
            ..place.cell.clone()
        });
        columns.splice(place.cells..=place.cells, made);
        let records = rows.records.into_iter().zip(&cells);
        let records = records.map(|(mut record, cells)| {
            record.truncate(last);
            record.splice(place.cells..=place.cells, self.row(&names, cells));
            record
        });
        Ok(Rows {
            columns,
            records: records.collect(),
        })
    }

    /// The names of the columns that are made.
    fn names(&self, heads: Heads, others: &[&str]) -> Result<Vec<String>, Diagnostics> {
        if heads.total > self.place.limit.columns() as u64 {
            return Ok(Vec::new());
        }
        let mut names = heads.names;
        names.retain(|name| !self.place.dropped.contains(name));
        match names.iter().find(|name| others.contains(&name.as_str())) {
            Some(name) => {
                let name = name.clone();
                let kind = QueryErrorKind::DuplicateColumn { name };
                Err(QueryError::new(kind, self.place.span).into())
            }
            None => Ok(names),
        }
    }

    /// A value of a cell; a number that is not whole by its type stays one where JSON has lost its point.
    fn value(&self, json: &Json) -> Value {
        match value(json, self.place.cell.kind) {
            #[expect(
                clippy::cast_precision_loss,
                reason = "it was a number of this type before"
            )]
            Value::Integer(number) if !self.place.is_whole => Value::Number(number as f64),
            found => found,
        }
    }

    /// The values of a row under the names.
    fn row(&self, names: &[String], cells: &[Cell]) -> Vec<Value> {
        let empty = if self.place.is_count {
            Value::Integer(0)
        } else {
            Value::Null
        };
        let value = |name: &String| {
            let found = cells.iter().find(|(_, known, _)| known == name);
            found.map_or_else(|| empty.clone(), |(_, _, json)| self.value(json))
        };
        names.iter().map(value).collect()
    }
}

/// Reads the heads.
pub(super) fn heads(value: Option<&Value>) -> Heads {
    let heads: Vec<(u64, String, u64)> = match value {
        Some(Value::Text(json)) => serde_json::from_str(json).unwrap_or_default(),
        _ => Vec::new(),
    };
    Heads {
        total: heads.first().map_or(0, |(_, _, total)| *total),
        names: heads.into_iter().map(|(_, name, _)| name).collect(),
    }
}

/// Reports that there are too many heads, or none of a name that the script uses.
pub(super) fn check_heads(
    heads: &Heads,
    (path, limit, span): (&str, SpreadLimit, Span),
    (looked_up, others): (&[(String, Span)], &[&str]),
) -> Result<(), Diagnostics> {
    if let SpreadLimit::Refuse(limit) = limit
        && heads.total > limit as u64
    {
        let kind = QueryErrorKind::PivotTooWide {
            path: path.to_owned(),
            columns: heads.total,
            limit: limit as u64,
        };
        return Err(QueryError::new(kind, span).into());
    }
    let mut told: Vec<&str> = Vec::new();
    let unknown = looked_up.iter().filter(|(name, _)| {
        let is_new = !heads.names.contains(name) && !told.contains(&name.as_str());
        told.extend(is_new.then_some(name.as_str()));
        is_new
    });
    let errors = unknown.map(|(name, span)| {
        let known = others.iter().copied();
        let known = known.chain(heads.names.iter().map(String::as_str));
        let kind = QueryErrorKind::UnknownField {
            row: "these rows".to_owned(),
            name: name.clone(),
            similar: nearest(name, known.clone()).map(str::to_owned),
            fields: known.map(str::to_owned).collect(),
        };
        QueryError::new(kind, *span)
    });
    Diagnostics::new(errors.collect()).map_or(Ok(()), Err)
}

/// Reads the cells of a row.
fn cells(value: &Value) -> Vec<Cell> {
    match value {
        Value::Text(json) => serde_json::from_str(json).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The heads of all cells, where no row tells them.
fn gathered(cells: &[Vec<Cell>]) -> Heads {
    let all = cells.iter().flatten();
    let heads: BTreeSet<(u64, &String)> = all.map(|(place, name, _)| (*place, name)).collect();
    Heads {
        total: heads.len() as u64,
        names: heads.into_iter().map(|(_, name)| name.clone()).collect(),
    }
}

/// A value of a cell as its column holds it.
fn value(json: &Json, kind: ColumnType) -> Value {
    match (json, kind) {
        (Json::Number(number), ColumnType::Date) => number
            .as_i64()
            .and_then(PartialDate::unpack)
            .map_or(Value::Null, Value::Date),
        (Json::Number(number), ColumnType::Bool) => Value::Bool(number.as_i64() != Some(0)),
        (Json::Number(number), _) => number.as_i64().map_or_else(
            || number.as_f64().map_or(Value::Null, Value::Number),
            Value::Integer,
        ),
        (Json::String(list), ColumnType::List) => listed(list, ColumnType::Plain),
        (Json::String(list), ColumnType::DateList) => listed(list, ColumnType::Date),
        (Json::String(text), _) => Value::Text(text.clone()),
        (Json::Bool(truth), _) => Value::Bool(*truth),
        (Json::Null | Json::Array(_) | Json::Object(_), _) => Value::Null,
    }
}

fn listed(list: &str, kind: ColumnType) -> Value {
    let items: Vec<Json> = serde_json::from_str(list).unwrap_or_default();
    Value::List(items.iter().map(|item| value(item, kind)).collect())
}

/// A value in a message.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Null => "(none)".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::List(values) => values.iter().map(text).collect::<Vec<_>>().join("; "),
    }
}
