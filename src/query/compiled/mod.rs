//! A compiled query: statements to run, and what to say beside their rows.

mod chart;
mod check;
mod search;
mod spread;

use super::emit::emit;
use super::error::{Diagnostics, Warning};
use super::names::Names;
use super::path_search::{PathSearch, PlannedSearch};
use super::resolve::{Drawn, Echo, FootnoteKind, Projected, Type};
use super::rewrite::rewrite;
use super::size::{self, Excess};
use super::{Options, Rewrite};
use crate::value::{Column, ColumnType, Rows, Statement};
pub use search::found_steps;
use spread::Spread;

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
    spread: Option<Spread>,
    searches: Vec<PathSearch>,
    /// How the rows are to be drawn.
    drawn: Option<Drawn>,
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

impl Compiled {
    /// Writes the statements; or tells why SQLite would not take them.
    pub(super) fn new(
        mut projected: Projected,
        searches: Vec<PlannedSearch>,
        names: &dyn Names,
        options: &Options,
    ) -> Result<Self, Excess> {
        let dialect = options.dialect;
        if options.rewrite == Rewrite::On {
            rewrite(&mut projected.query, names);
            for note in &mut projected.notes {
                rewrite(&mut note.query, names);
            }
        }
        let mut plans = projected.queries().into_iter();
        if let Some(excess) = plans.find_map(size::excess) {
            return Err(excess);
        }
        let number = |name: &str| Column::new(name.to_owned(), ColumnType::Plain);
        let footnotes = projected.notes.iter().map(|note| {
            let columns = match &note.kind {
                FootnoteKind::UndatedLeftOut { .. } | FootnoteKind::UndatedInBin { .. } => {
                    vec![number("n")]
                }
                FootnoteKind::Heads { .. } => vec![number("heads")],
                FootnoteKind::TooVague { .. }
                | FootnoteKind::Modality
                | FootnoteKind::Unique { .. } => {
                    vec![number("what"), number("n")]
                }
                FootnoteKind::Cells { keys, .. } => {
                    let keys = keys.iter().map(|key| number(key));
                    keys.chain([number("head"), number("n")]).collect()
                }
                FootnoteKind::Units { n_keys, .. } => {
                    let keys = (0..*n_keys).map(|_| number("key"));
                    keys.chain([number("unit"), number("n")]).collect()
                }
            };
            Footnote {
                kind: note.kind.clone(),
                statement: emit(&note.query, columns, dialect),
            }
        });
        let compiled = Self {
            action: Action::Run,
            footnotes: footnotes.collect(),
            statement: emit(&projected.query, projected.columns, dialect),
            types: projected.types.iter().map(Type::words).collect(),
            echoes: Vec::new(),
            warnings: Vec::new(),
            spread: projected
                .spread
                .as_ref()
                .map(|spread| Spread::new(spread, dialect)),
            searches: searches
                .into_iter()
                .map(|search| search.emitted(names, options))
                .collect(),
            drawn: projected.chart,
        };
        let notes = compiled.footnotes.iter().map(|note| &note.statement);
        let too_long = notes.chain([&compiled.statement]).find_map(size::too_long);
        too_long.map_or(Ok(compiled), Err)
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
            spread: None,
            searches: Vec::new(),
            drawn: None,
        }
    }

    /// The columns of the result, each with its type in words; those made of values in one line.
    pub fn described(&self) -> Vec<(String, String)> {
        let columns = self.statement.columns.iter().zip(&self.types);
        let mut all: Vec<(String, String)> = columns
            .map(|(column, kind)| (column.name.clone(), kind.clone()))
            .collect();
        if let Some(spread) = &self.spread {
            all.pop();
            spread.describe(&mut all);
        }
        all
    }

    /// Whether the rows of the statement are those of the result as they come.
    pub fn is_plain(&self) -> bool {
        self.action == Action::Run && self.spread.is_none()
    }

    /// Whether the rows are drawn, so that each of them tells.
    pub fn is_drawn(&self) -> bool {
        self.drawn.is_some()
    }

    /// The statement that gives the heads of the columns to be made of values, where the rows of
    /// [`Compiled::statement`] cannot, for there are none.
    pub fn heads(&self, rows: &Rows) -> Option<&Statement> {
        let spread = self.spread.as_ref()?;
        rows.records.is_empty().then_some(&spread.statement)
    }

    /// The rows as they are to be shown: those of the statement, with columns made of values where
    /// the query says so. `heads` are the rows of [`Compiled::heads`].
    ///
    /// # Errors
    /// There would be too many columns, several values for one cell, or none of a name that the query
    /// uses.
    pub fn arrange(&self, rows: Rows, heads: Option<&Rows>) -> Result<Rows, Diagnostics> {
        match &self.spread {
            None => Ok(rows),
            Some(spread) => spread.spread(rows, heads),
        }
    }
}
