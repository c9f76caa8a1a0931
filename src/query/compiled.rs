//! A compiled query: statements to run, and what to say beside their rows.

use super::Options;
use super::emit::emit;
use super::error::{Diagnostics, QueryError, QueryErrorKind, Warning};
use super::resolve::{Echo, FootnoteKind, Projected, ProjectedPivot, Type};
use super::rewrite::{Rewrite, rewrite};
use crate::span::Span;
use crate::value::{Column, ColumnType, Rows, Statement, Value};

/// Columns that `pivot` may make.
const MAX_PIVOT: usize = 50;

/// What is to be done with a compiled query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Run it and show its rows.
    Run,
    /// Show how names were understood, and the plan of the database.
    Explain,
    /// Show the statement.
    Sql,
    /// Show the columns and their types.
    Describe,
    /// Show what a field of a noun holds.
    Field {
        /// The noun, in the plural.
        noun: &'static str,
        /// Its field.
        field: &'static str,
    },
}

/// A compiled query.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// What is to be done.
    pub action: Action,
    /// The statement whose rows are the result, once [`Compiled::arrange`] has seen them.
    pub statement: Statement,
    /// For each column of the statement its type in words.
    pub types: Vec<String>,
    /// How names were understood, the obvious ones too.
    pub echoes: Vec<Echo>,
    /// What is worth saying about the query itself.
    pub warnings: Vec<Warning>,
    /// What is worth counting beside the rows.
    pub footnotes: Vec<Footnote>,
    /// Columns to be made of values.
    pub pivot: Option<Pivot>,
}

/// Something to count beside a result. Its rows are a word and a number, or one number; what is 0 or
/// absent need not be told.
#[derive(Debug, Clone)]
pub struct Footnote {
    /// What is counted.
    pub kind: FootnoteKind,
    /// The statement that counts.
    pub statement: Statement,
}

/// Columns to be made of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pivot {
    /// Which columns, by position.
    place: ProjectedPivot,
}

impl Compiled {
    pub(super) fn new(mut projected: Projected, options: &Options) -> Self {
        let dialect = options.dialect;
        if options.rewrite == Rewrite::On {
            rewrite(&mut projected.query);
            for note in &mut projected.notes {
                rewrite(&mut note.query);
            }
        }
        let number = |name: &str| Column {
            name: name.to_owned(),
            kind: ColumnType::Plain,
            is_share: false,
        };
        let footnotes = projected.notes.iter().map(|note| {
            let columns = match note.kind {
                FootnoteKind::UndatedLeftOut { .. } | FootnoteKind::UndatedInBin { .. } => {
                    vec![number("n")]
                }
                FootnoteKind::TooVague { .. }
                | FootnoteKind::Modality
                | FootnoteKind::Unique { .. } => {
                    vec![number("what"), number("n")]
                }
                FootnoteKind::Units { n_keys, .. } => {
                    let keys = (0..n_keys).map(|_| number("key"));
                    keys.chain([number("unit"), number("n")]).collect()
                }
            };
            Footnote {
                kind: note.kind.clone(),
                statement: emit(&note.query, columns, dialect),
            }
        });
        Self {
            action: Action::Run,
            footnotes: footnotes.collect(),
            statement: emit(&projected.query, projected.columns, dialect),
            types: projected.types.iter().map(Type::words).collect(),
            echoes: Vec::new(),
            warnings: Vec::new(),
            pivot: projected.pivot.map(|place| Pivot { place }),
        }
    }

    /// What needs no rows of the database.
    pub(super) fn without_rows(action: Action) -> Self {
        Self {
            action,
            statement: Statement {
                sql: String::new(),
                parameters: Vec::new(),
                columns: Vec::new(),
            },
            types: Vec::new(),
            echoes: Vec::new(),
            warnings: Vec::new(),
            footnotes: Vec::new(),
            pivot: None,
        }
    }

    /// The rows as they are to be shown: those of the statement, turned where the query says `pivot`.
    ///
    /// # Errors
    /// `pivot` would make too many columns.
    pub fn arrange(&self, rows: Rows) -> Result<Rows, Diagnostics> {
        match &self.pivot {
            None => Ok(rows),
            Some(pivot) => pivot.turn(&rows),
        }
    }
}

impl Footnote {
    /// Whether its rows decide if the query may run at all.
    pub fn is_check(&self) -> bool {
        matches!(
            self.kind,
            FootnoteKind::Units { .. } | FootnoteKind::Unique { .. }
        )
    }

    /// Looks at what a check has counted.
    ///
    /// # Errors
    /// Figures of several units would be added up, or a lookup finds several rows.
    pub fn check(&self, counted: &Rows) -> Result<(), Diagnostics> {
        match &self.kind {
            FootnoteKind::Units { n_keys, span } => one_unit(counted, *n_keys, *span),
            FootnoteKind::Unique { name, on, span } => {
                let Some(record) = counted.records.first() else {
                    return Ok(());
                };
                let example = match record.as_slice() {
                    [key, Value::Integer(n)] => Some((head(key, false), n.unsigned_abs())),
                    _ => None,
                };
                let kind = QueryErrorKind::LookupNotUnique {
                    name: name.clone(),
                    on: on.clone(),
                    example,
                };
                Err(QueryError::new(kind, *span).into())
            }
            _ => Ok(()),
        }
    }
}

/// The units of the first group that has several, as an error.
fn one_unit(counted: &Rows, n_keys: usize, span: Span) -> Result<(), Diagnostics> {
    for group in counted
        .records
        .chunk_by(|one, next| one[..n_keys] == next[..n_keys])
    {
        if group.len() < 2 {
            continue;
        }
        let unit = |record: &Vec<Value>| match record[n_keys..] {
            [Value::Text(ref unit), Value::Integer(n)] => Some((unit.clone(), n.unsigned_abs())),
            _ => None,
        };
        let mut units: Vec<(String, u64)> = group.iter().filter_map(unit).collect();
        units.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        return Err(QueryError::new(QueryErrorKind::UnitMix { units }, span).into());
    }
    Ok(())
}

impl Pivot {
    /// Rows are in the order of the keys that stay, so that equal keys are neighbours.
    fn turn(&self, rows: &Rows) -> Result<Rows, Diagnostics> {
        let ProjectedPivot { column, of, .. } = self.place;
        let mut heads: Vec<Value> = Vec::new();
        for record in &rows.records {
            if !heads.contains(&record[column]) {
                heads.push(record[column].clone());
            }
        }
        if heads.len() > MAX_PIVOT {
            let kind = QueryErrorKind::PivotTooWide {
                path: rows.columns[column].name.clone(),
                columns: heads.len() as u64,
                limit: MAX_PIVOT as u64,
            };
            return Err(QueryError::new(kind, self.place.span).into());
        }
        heads.sort_by(in_order);
        let stays = |position: &usize| *position != column && *position != of;
        let keys: Vec<usize> = (0..rows.columns.len()).filter(stays).collect();
        let empty = if self.place.is_count {
            Value::Integer(0)
        } else {
            Value::Null
        };
        let mut records: Vec<Vec<Value>> = Vec::new();
        let mut last_key: Option<Vec<Value>> = None;
        for record in &rows.records {
            let key: Vec<Value> = keys.iter().map(|at| record[*at].clone()).collect();
            if last_key.as_ref() != Some(&key) {
                let cells = heads.iter().map(|_| empty.clone());
                records.push(key.iter().cloned().chain(cells).collect());
                last_key = Some(key);
            }
            let head = heads.iter().position(|head| *head == record[column]);
            if let (Some(head), Some(cells)) = (head, records.last_mut()) {
                cells[keys.len() + head] = record[of].clone();
            }
        }
        let made = heads.iter().map(|head| Column {
            name: self::head(head, self.place.is_bin),
            ..rows.columns[of].clone()
        });
        let kept = keys.iter().map(|at| rows.columns[*at].clone());
        Ok(Rows {
            columns: kept.chain(made).collect(),
            records,
        })
    }
}

/// A value as the name of a column.
fn head(value: &Value, is_bin: bool) -> String {
    match value {
        Value::Null if is_bin => "(year only)".to_owned(),
        Value::Null => "(none)".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::List(values) => {
            let texts: Vec<String> = values.iter().map(|value| head(value, is_bin)).collect();
            texts.join("; ")
        }
    }
}

/// Ascending, null last.
fn in_order(one: &Value, other: &Value) -> std::cmp::Ordering {
    use std::cmp::Ordering;
    match (one, other) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Greater,
        (_, Value::Null) => Ordering::Less,
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Number(one), Value::Number(other)) => one.total_cmp(other),
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        (Value::Date(one), Value::Date(other)) => one.cmp(other),
        (Value::Bool(one), Value::Bool(other)) => one.cmp(other),
        _ => Ordering::Equal,
    }
}
