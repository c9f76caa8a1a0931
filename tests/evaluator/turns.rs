//! `fill` and `pivot`.

use std::cmp::Ordering;

use dateline::query::ast::Path;

use super::cell::{Cell, same};
use super::dates;
use super::schema::Kind;
use super::scope::Context;
use super::table::{Bin, Column, Outcome, Row, Table, refuse};

/// Columns that `pivot` may make.
const MAX_COLUMNS: usize = 50;

impl Context<'_> {
    /// Adds the missing bins between the first and the last, for each combination of the other keys.
    pub(super) fn fill(&self, table: &Table, path: Option<&Path>) -> Outcome<Table> {
        let is_wanted = |column: &&Column| {
            let named = path.is_none_or(|path| path.segments[0].text == column.name);
            named && column.is_key && column.bin.is_some()
        };
        let Some(wanted) = table.columns.iter().find(is_wanted) else {
            return refuse("E041");
        };
        let at = table.position(&wanted.name).unwrap();
        let bins = self.bins(table, at, wanted.bin);
        let keys: Vec<usize> = (0..table.columns.len())
            .filter(|it| table.columns[*it].is_key)
            .collect();
        let mut filled = table.clone();
        for row in &table.rows {
            for bin in &bins {
                let mut new = row.clone();
                for (place, column) in table.columns.iter().enumerate() {
                    if place == at {
                        new.cells[place] = bin.clone();
                    } else if !column.is_key {
                        new.cells[place] = if column.is_count {
                            Cell::Int(0)
                        } else {
                            Cell::Null
                        };
                    }
                }
                let is_there = filled.rows.iter().any(|known| {
                    keys.iter()
                        .all(|key| same(&known.cells[*key], &new.cells[*key]))
                });
                if !is_there {
                    filled.rows.push(new);
                }
            }
        }
        for row in &mut filled.rows {
            // Rows that have all keys in common stand as they stood before.
            let own = keys.iter().map(|key| row.cells[*key].clone());
            row.ties = own.chain(row.ties.iter().cloned()).collect();
        }
        filled
            .rows
            .sort_by(|one, other| self.memory.order_all(&one.ties, &other.ties));
        filled.is_sorted = false;
        filled.is_ordered = false;
        filled.is_filled = true;
        Ok(filled)
    }

    /// Every bin from the first to the last.
    fn bins(&self, table: &Table, at: usize, width: Option<Bin>) -> Vec<Cell> {
        let known: Vec<Cell> = table
            .rows
            .iter()
            .map(|row| row.cells[at].clone())
            .filter(|it| !it.is_null())
            .collect();
        let mut next = super::aggregates::extreme(self.memory, &known, false);
        let last = super::aggregates::extreme(self.memory, &known, true);
        let mut bins = Vec::new();
        while !next.is_null() && self.memory.order(&next, &last) != Ordering::Greater {
            bins.push(next.clone());
            next = match &next {
                Cell::Int(year) => Cell::Int(year + 1),
                Cell::Date(date) => Cell::Date(match width {
                    Some(Bin::Wide(width)) => width.next(*date),
                    _ => dates::next(*date),
                }),
                _ => Cell::Null,
            };
        }
        bins
    }

    /// One column for each value of a column.
    #[expect(clippy::too_many_lines, reason = "the table is laid out step by step")]
    pub(super) fn pivot(&self, table: &Table, path: &Path, of: Option<&Path>) -> Outcome<Table> {
        let Some(column) = super::bins::column_of(table, path) else {
            return refuse("E041");
        };
        let of = match of {
            Some(of) => super::bins::column_of(table, of),
            None => filling(table, column),
        };
        let Some(of) = of else {
            return refuse("E007");
        };
        if column == of || matches!(table.columns[column].kind, Kind::List(_)) {
            return refuse("E020");
        }
        let wide = self.columned(table);
        let is_turned = |name: &String| {
            let turned = [column, of].map(|at| &table.columns[at].name);
            turned.contains(&name)
        };
        let keys: Vec<usize> = (0..wide.columns.len())
            .filter(|at| !is_turned(&wide.columns[*at].name))
            .collect();
        let mut heads = super::aggregates::distinct(
            &table
                .rows
                .iter()
                .map(|row| row.cells[column].clone())
                .collect::<Vec<_>>(),
        );
        heads.sort_by(|one, other| self.memory.order(one, other));
        if heads.len() > MAX_COLUMNS {
            return refuse("E044");
        }
        let kept = keys.iter().map(|at| Column {
            is_key: true,
            ..wide.columns[*at].clone()
        });
        let made = heads.iter().map(|head| Column {
            is_key: false,
            bin: None,
            kind: match &table.columns[of].kind {
                Kind::Row(_) => Kind::Text,
                kind => kind.clone(),
            },
            ..Column {
                name: self.head(head, Self::null_head(table, column), &heads),
                ..table.columns[of].clone()
            }
        });
        let mut turned = Table::of_columns(kept.chain(made).collect());
        for (at, column) in turned.columns.iter().enumerate() {
            if turned.position(&column.name) != Some(at) {
                return refuse("E018");
            }
        }
        turned.is_laid_out = table.is_laid_out;
        turned.is_turned = true;
        let empty = empty_cell(&table.columns[of]);
        let mut filled = Vec::new();
        for (row, wide) in table.rows.iter().zip(&wide.rows) {
            let own: Vec<Cell> = keys.iter().map(|at| wide.cells[*at].clone()).collect();
            let head = heads
                .iter()
                .position(|head| same(head, &row.cells[column]))
                .unwrap();
            let is_own = |known: &&mut Row| {
                known
                    .ties
                    .iter()
                    .zip(&own)
                    .all(|(one, other)| same(one, other))
            };
            if filled.iter().any(|(known, at): &(Vec<Cell>, usize)| {
                *at == head && known.iter().zip(&own).all(|(one, other)| same(one, other))
            }) {
                return refuse("E047");
            }
            filled.push((own.clone(), head));
            let cell = match &row.cells[of] {
                Cell::Row(row) => Cell::Text(self.memory.label(*row)),
                cell => cell.clone(),
            };
            if let Some(known) = turned.rows.iter_mut().find(is_own) {
                known.cells[own.len() + head] = cell;
                continue;
            }
            let cells = heads.iter().map(|_| empty.clone());
            let mut cells: Vec<Cell> = own.iter().cloned().chain(cells).collect();
            cells[own.len() + head] = cell;
            turned.rows.push(Row {
                subject: None,
                cells,
                ties: own,
            });
        }
        turned
            .rows
            .sort_by(|one, other| self.memory.order_all(&one.ties, &other.ties));
        Ok(turned)
    }

    /// A value as the name of a column; rows that are called alike are told apart by their ids.
    pub(super) fn head(&self, value: &Cell, null: &str, heads: &[Cell]) -> String {
        match value {
            Cell::Null => null.to_owned(),
            Cell::Bool(value) => value.to_string(),
            Cell::Int(value) => value.to_string(),
            Cell::Num(value) => value.to_string(),
            Cell::Text(text) => text.clone(),
            Cell::Date(date) => date.to_string(),
            Cell::Row(row) => {
                let label = self.memory.label(*row);
                let rows = heads.iter().filter_map(Cell::as_row);
                let n_alike = rows
                    .filter(|other| self.memory.label(*other) == label)
                    .count();
                if n_alike > 1 {
                    format!("{label} ({})", self.memory.id(*row))
                } else {
                    label
                }
            }
            Cell::List(_) => String::new(),
        }
    }
}

/// What stands where there is no row.
fn empty_cell(column: &Column) -> Cell {
    if column.is_count {
        Cell::Int(0)
    } else {
        Cell::Null
    }
}

/// The column that fills cells where none is named: the count, or the only number.
fn filling(table: &Table, column: usize) -> Option<usize> {
    let is_number = |at: &usize| {
        let found = &table.columns[*at];
        *at != column
            && !found.is_key
            && matches!(found.kind, Kind::Int | Kind::Num | Kind::Duration)
    };
    let numbers: Vec<usize> = (0..table.columns.len()).filter(is_number).collect();
    let count = numbers
        .iter()
        .find(|at| table.columns[**at].name == "count");
    match (count, numbers.as_slice()) {
        (Some(at), _) | (None, [at]) => Some(*at),
        _ => None,
    }
}
