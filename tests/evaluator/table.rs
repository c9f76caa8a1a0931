//! The rows at one point of a pipeline, in their order, with the names that can be used there.

use dateline::model::date::Precision;

use super::cell::{Cell, Ref};
use super::dates::Width;
use super::memory::Memory;
use super::schema::{Kind, Noun, default_columns, field, primary_date};

/// Why a query has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The language refuses it, with this code.
    Code(&'static str),
    /// The evaluator does not know how.
    Unknown(String),
}

pub(super) type Outcome<T> = Result<T, Refusal>;

pub(super) fn refuse<T>(code: &'static str) -> Outcome<T> {
    Err(Refusal::Code(code))
}

pub(super) fn unknown<T>(what: impl Into<String>) -> Outcome<T> {
    Err(Refusal::Unknown(what.into()))
}

/// A column with a name of its own.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Whether what is absent counts as 0.
    pub(super) is_count: bool,
    /// Whether rows are grouped by it.
    pub(super) is_key: bool,
    /// The size of its bins, if it is a bin of time.
    pub(super) bin: Option<Bin>,
}

/// Bins of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bin {
    /// Years as numbers.
    Year,
    Unit(Precision),
    Wide(Width),
}

impl Column {
    pub(super) fn new(name: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            is_count: false,
            is_key: false,
            bin: None,
        }
    }
}

/// A row with the values of the columns.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) subject: Option<Ref>,
    pub(super) cells: Vec<Cell>,
    /// What orders rows that are equal otherwise.
    pub(super) ties: Vec<Cell>,
}

/// Rows with their columns.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// The noun whose rows they are.
    pub(super) subject: Option<Noun>,
    /// Whether a stage has dropped the fields it did not name.
    pub(super) is_dropped: bool,
    pub(super) columns: Vec<Column>,
    /// Names of fields and columns that a result shows.
    pub(super) shown: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// The noun of the rows that a set operation has kept beside its columns, and which of the ties they are.
    pub(super) kept_row: Option<(Noun, usize)>,
    /// Whether `sort` has been asked for.
    pub(super) is_sorted: bool,
    /// Whether they stand in an order of their own, by `sort` or `per`.
    pub(super) is_ordered: bool,
    /// Whether the order of the shown columns is fixed by the language.
    pub(super) is_laid_out: bool,
    /// Whether they were put beside others.
    pub(super) is_joined: bool,
    /// Whether they are groups of other rows.
    pub(super) is_grouped: bool,
    /// Whether missing bins were filled in.
    pub(super) is_filled: bool,
    /// Whether they were turned by `pivot`.
    pub(super) is_turned: bool,
    /// Names that `drop` took away.
    pub(super) gone: Vec<String>,
}

impl Table {
    /// The rows of a noun: by primary date, then id; entities and outlets by name, then id.
    pub(super) fn of_noun(memory: &Memory, noun: Noun, rows: Vec<Ref>) -> Self {
        let mut rows = rows;
        rows.sort_by(|one, other| {
            let date =
                |row: &Ref| primary_date(noun).map_or(Cell::Null, |it| memory.value(*row, it));
            let by_date = memory.order(&date(one), &date(other));
            let by_row = || match noun {
                Noun::Clusters => memory.id(*one).cmp(&memory.id(*other)),
                _ => memory.order(&Cell::Row(*one), &Cell::Row(*other)),
            };
            by_date.then_with(by_row)
        });
        let row = |row: Ref| Row {
            subject: Some(row),
            cells: Vec::new(),
            ties: vec![tie(memory, row)],
        };
        Self {
            subject: Some(noun),
            shown: default_columns(noun)
                .iter()
                .map(|it| (*it).to_owned())
                .collect(),
            rows: rows.into_iter().map(row).collect(),
            ..Self::of_columns(Vec::new())
        }
    }

    /// No rows, of these columns.
    pub(super) fn of_columns(columns: Vec<Column>) -> Self {
        Self {
            subject: None,
            is_dropped: false,
            shown: columns.iter().map(|it| it.name.clone()).collect(),
            columns,
            rows: Vec::new(),
            kept_row: None,
            is_sorted: false,
            is_ordered: false,
            is_joined: false,
            is_laid_out: false,
            is_grouped: false,
            is_filled: false,
            is_turned: false,
            gone: Vec::new(),
        }
    }

    /// The noun and column of the entity or cluster that grouping has kept, if it is the only one.
    pub(super) fn kept(&self) -> Option<(Noun, usize)> {
        let keys = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.is_key);
        let rows = keys.filter_map(|(at, column)| match column.kind {
            Kind::Row(noun @ (Noun::Entities | Noun::Clusters)) => Some((noun, at)),
            _ => None,
        });
        let rows: Vec<(Noun, usize)> = rows.collect();
        match rows.as_slice() {
            [one] if self.is_grouped => Some(*one),
            _ => None,
        }
    }

    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The kind of a field of the noun that is in scope under this name.
    pub(super) fn visible_field(&self, name: &str) -> Option<super::schema::Field> {
        if self.is_dropped || self.gone.iter().any(|gone| gone == name) {
            return None;
        }
        field(self.subject?, name)
    }

    /// Shows a column, unless it is shown.
    pub(super) fn show(&mut self, name: &str) {
        if !self.shown.iter().any(|shown| shown == name) {
            self.shown.push(name.to_owned());
        }
    }
}

/// What breaks ties between rows of a noun: the id; within an article the reading order.
pub(super) fn tie(memory: &Memory, row: Ref) -> Cell {
    match row.noun {
        Noun::Sentences | Noun::Mentions => Cell::Row(row),
        _ => Cell::Text(memory.id(row)),
    }
}
