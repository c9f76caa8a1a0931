//! What an expression can see: the world, the script's names, the row and its columns.

use std::collections::BTreeMap;
use std::rc::Rc;

use dateline::model::date::{Day, PartialDate};
use dateline::query::ast::{Identifier, Literal, Path, Pipeline};
use dateline::span::Span;

use super::cell::{Cell, Ref};
use super::memory::{Memory, once};
use super::schema::{Kind, Noun, field};
use super::table::{Outcome, Row, Table, refuse};

/// The world and what the script has declared so far.
#[derive(Clone)]
pub(super) struct Context<'w> {
    pub(super) memory: &'w Memory,
    pub(super) now: Day,
    pub(super) parameters: Rc<BTreeMap<String, Vec<Literal>>>,
    pub(super) lets: Rc<Vec<(String, Pipeline)>>,
    /// How many of the `let`s can be seen.
    pub(super) visible: usize,
    /// The text of the script, for names of columns that are made of it.
    pub(super) source: &'w str,
}

impl Context<'_> {
    pub(super) fn today(&self) -> PartialDate {
        PartialDate::day(self.now)
    }

    pub(super) fn parameter(&self, name: &str) -> Outcome<Literal> {
        match self.parameter_values(name)? {
            [one] => Ok(one.clone()),
            _ => refuse("E020"),
        }
    }

    /// The values of a parameter, of which a list has several.
    pub(super) fn parameter_values(&self, name: &str) -> Outcome<&[Literal]> {
        match self.parameters.get(name) {
            Some(values) => Ok(values),
            None => refuse("E050"),
        }
    }

    pub(super) fn find_let(&self, name: &str) -> Option<usize> {
        let known = self.lets[..self.visible].iter();
        known
            .enumerate()
            .rev()
            .find(|(_, (it, _))| it == name)
            .map(|(at, _)| at)
    }
}

/// Values of functions that look at other rows, by the place of the call: one for each row.
pub(super) type Windows = BTreeMap<Span, Vec<Cell>>;

/// What an expression can see.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) context: &'s Context<'s>,
    /// The columns and the noun; its rows are not looked at.
    pub(super) table: &'s Table,
    pub(super) row: &'s Row,
    /// The rows of the group, where aggregates are asked for.
    pub(super) group: Option<&'s [Row]>,
    pub(super) windows: Option<(&'s Windows, usize)>,
}

/// Where a path leads.
pub(super) enum Reached {
    One(Kind),
    /// To many; the field at this position of the path is the link.
    Many {
        at: usize,
        kind: Kind,
    },
}

/// Where a path leads from a table's rows.
pub(super) fn reach(table: &Table, path: &Path) -> Outcome<Reached> {
    let names: Vec<&str> = path.segments.iter().map(|it| it.text.as_str()).collect();
    let (mut kind, start) = match start_of(table, &path.segments) {
        Some((at, n_read)) => (table.columns[at].kind.clone(), n_read),
        None => match table.visible_field(names[0]) {
            Some(field) if field.is_many => return many(&names, 0, field.kind),
            Some(field) => (field.kind, 1),
            None => return refuse("E010"),
        },
    };
    for (at, name) in names.iter().enumerate().skip(start) {
        let Kind::Row(noun) = kind else {
            return refuse("E020");
        };
        match field(noun, name) {
            Some(field) if field.is_many => return many(&names, at, field.kind),
            Some(field) => kind = field.kind,
            None => return refuse("E010"),
        }
    }
    Ok(Reached::One(kind))
}

/// The column with which a path begins, and how many of its words name it.
fn start_of(table: &Table, segments: &[Identifier]) -> Option<(usize, usize)> {
    if let [first, second, ..] = segments
        && let Some(at) = table.position(&format!("{}.{}", first.text, second.text))
    {
        return Some((at, 2));
    }
    table.position(&segments[0].text).map(|at| (at, 1))
}

fn many(names: &[&str], at: usize, kind: Kind) -> Outcome<Reached> {
    let mut kind = kind;
    for name in &names[at + 1..] {
        let Kind::Row(noun) = kind else {
            return refuse("E020");
        };
        match field(noun, name) {
            Some(field) => kind = field.kind,
            None => return refuse("E010"),
        }
    }
    Ok(Reached::Many { at, kind })
}

impl<'s> Scope<'s> {
    pub(super) fn memory(&self) -> &'s Memory {
        self.context.memory
    }

    /// The same row of the same table, without its group.
    pub(super) fn with_row(self, row: &'s Row) -> Self {
        Self {
            row,
            group: None,
            ..self
        }
    }

    /// The value of a path that leads to one.
    pub(super) fn path_value(&self, path: &Path) -> Outcome<Cell> {
        match reach(self.table, path)? {
            Reached::One(_) => Ok(self.follow(path, path.segments.len())),
            Reached::Many { .. } => refuse("E022"),
        }
    }

    /// The value of the first words of a path.
    fn follow(&self, path: &Path, n_words: usize) -> Cell {
        let (mut value, n_read) = match start_of(self.table, &path.segments) {
            Some((at, n_read)) => (self.row.cells[at].clone(), n_read),
            None => (self.row.subject.map_or(Cell::Null, Cell::Row), 0),
        };
        for segment in &path.segments[..n_words][n_read..] {
            value = self.field(&value, &segment.text);
        }
        value
    }

    pub(super) fn field(&self, value: &Cell, name: &str) -> Cell {
        match value.as_row() {
            Some(row) => {
                let name = field(row.noun, name).map_or("", |field| field.name);
                self.memory().value(row, name)
            }
            None => Cell::Null,
        }
    }

    /// What a path leads to that leads to many: rows each once, or the values of such rows.
    pub(super) fn path_values(&self, path: &Path) -> Outcome<Vec<Cell>> {
        let Reached::Many { at, .. } = reach(self.table, path)? else {
            return refuse("E020");
        };
        let mut values = vec![self.follow(path, at)];
        for segment in &path.segments[at..] {
            values = self.step(&values, &segment.text);
        }
        Ok(values)
    }

    fn step(&self, values: &[Cell], name: &str) -> Vec<Cell> {
        let rows: Vec<Ref> = values.iter().filter_map(Cell::as_row).collect();
        let is_many = |row: Ref| field(row.noun, name).is_some_and(|field| field.is_many);
        let found: Vec<Cell> = rows
            .iter()
            .flat_map(|row| {
                if is_many(*row) {
                    let many = self.memory().many(*row, name);
                    many.into_iter().map(Cell::Row).collect()
                } else {
                    vec![self.field(&Cell::Row(*row), name)]
                }
            })
            .filter(|value| !value.is_null())
            .collect();
        if found.iter().all(|value| value.as_row().is_some()) {
            let rows = found.iter().filter_map(Cell::as_row).collect();
            return once(rows).into_iter().map(Cell::Row).collect();
        }
        found
    }
}

/// One row of a noun as a row of a table of its own.
pub(super) fn alone(noun: Noun, row: Ref) -> (Table, Row) {
    let table = Table {
        subject: Some(noun),
        ..Table::of_columns(Vec::new())
    };
    let row = Row {
        subject: Some(row),
        cells: Vec::new(),
        ties: Vec::new(),
    };
    (table, row)
}
