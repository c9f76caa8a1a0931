//! `join`, `lookup`, and operations on sets of rows.

use dateline::query::ast::{Join, JoinKind, Path, SetOperator, SubQuery};

use super::cell::{Cell, same};
use super::schema::Kind;
use super::scope::{Context, reach};
use super::table::{Column, Outcome, Row, Table, refuse};

impl Context<'_> {
    fn sub_query(&self, query: &SubQuery) -> Outcome<Table> {
        match query {
            SubQuery::Name(name) => self.named(&name.text),
            SubQuery::Pipeline(pipeline) => self.pipeline(pipeline),
        }
    }

    /// The values of several paths, for each path those of all rows.
    fn key_values(&self, table: &Table, paths: &[&Path]) -> Outcome<Vec<Vec<Cell>>> {
        let values = |path: &&Path| -> Outcome<Vec<Cell>> {
            reach(table, path)?;
            let rows = table.rows.iter();
            rows.map(|row| self.scope(table, row, None).path_value(path))
                .collect()
        };
        paths.iter().map(values).collect()
    }

    pub(super) fn join(&self, table: &Table, join: &Join) -> Outcome<Table> {
        let name = match (&join.alias, &join.other) {
            (Some(name), _) | (None, SubQuery::Name(name)) => name.text.clone(),
            (None, SubQuery::Pipeline(_)) => return refuse("E007"),
        };
        let inside = format!("{name}.");
        if table
            .columns
            .iter()
            .any(|it| it.name == name || it.name.starts_with(&inside))
        {
            return refuse("E018");
        }
        let mut right = self.columned(&self.sub_query(&join.other)?);
        if join.kind == JoinKind::Lookup {
            // What is not found is not known to be none.
            right.columns.iter_mut().for_each(|it| it.is_count = false);
        }
        let left: Vec<&Path> = join.on.iter().map(|(left, _)| left).collect();
        let other = join.on.iter();
        let other: Vec<&Path> = other
            .map(|(left, other)| other.as_ref().unwrap_or(left))
            .collect();
        let left_keys = self.key_values(table, &left)?;
        let right_keys = self.key_values(&right, &other)?;
        if join.kind == JoinKind::Lookup {
            require_one(&right_keys, right.rows.len())?;
        }
        let has_row = right.subject.is_some() && !right.is_dropped;
        let mut rows = Vec::new();
        let is_grouped = table.subject.is_none() || table.is_joined;
        for (at, row) in table.rows.iter().enumerate() {
            let fits = |other: &usize| {
                let pairs = left_keys.iter().zip(&right_keys);
                pairs
                    .into_iter()
                    .all(|(left, right)| !left[at].is_null() && same(&left[at], &right[*other]))
            };
            let mut found: Vec<Option<&Row>> = (0..right.rows.len())
                .filter(fits)
                .map(|it| Some(&right.rows[it]))
                .collect();
            if found.is_empty() && join.kind == JoinKind::Lookup {
                found.push(None);
            }
            let mut keys: Vec<Cell> = left_keys.iter().map(|values| values[at].clone()).collect();
            if table.is_ordered {
                keys.clear();
            }
            if is_grouped || table.is_ordered {
                keys.push(super::cell::count(at));
            }
            for other in found {
                rows.push((
                    keys.clone(),
                    joined(row, other, right.columns.len(), has_row),
                ));
            }
        }
        rows.sort_by(|(one, first), (other, second)| {
            let by_row = || match (first.subject, second.subject) {
                (Some(one), Some(other)) => self.memory.order(&Cell::Row(one), &Cell::Row(other)),
                _ => std::cmp::Ordering::Equal,
            };
            let by_keys = self.memory.order_all(one, other);
            by_keys
                .then_with(by_row)
                .then_with(|| self.memory.order_all(&first.ties, &second.ties))
        });
        let mut result = Table {
            rows: Vec::new(),
            ..table.clone()
        };
        result.rows = rows.into_iter().map(|(_, row)| row).collect();
        add_columns(&mut result, &right, &name, has_row);
        result.is_grouped = false;
        result.is_joined = true;
        result.is_laid_out = false;
        Ok(result)
    }

    /// The same rows with everything shown as a column.
    pub(super) fn columned(&self, table: &Table) -> Table {
        let cells = self.shown_cells(table);
        let kinds = Self::shown_kinds(table);
        let columns =
            table
                .shown
                .iter()
                .zip(kinds)
                .map(|(name, kind)| match table.position(name) {
                    Some(at) => table.columns[at].clone(),
                    None => Column::new(name, kind),
                });
        let columns: Vec<Column> = columns.collect();
        let rows = table.rows.iter().zip(cells).map(|(row, cells)| Row {
            cells,
            ..row.clone()
        });
        Table {
            columns,
            rows: rows.collect(),
            ..table.clone()
        }
    }

    pub(super) fn set(
        &self,
        table: &Table,
        operator: SetOperator,
        other: &SubQuery,
    ) -> Outcome<Table> {
        let left = self.columned(table);
        let right = self.columned(&self.sub_query(other)?);
        let of = |table: &Table| (!table.is_dropped).then_some(table.subject).flatten();
        let names = |table: &Table| {
            table
                .columns
                .iter()
                .map(|it| it.name.clone())
                .collect::<Vec<_>>()
        };
        if names(&left) != names(&right) || of(&left) != of(&right) {
            return refuse("E045");
        }
        let is_row = of(&left).is_some();
        let alike = |one: &Row, other: &Row| {
            (!is_row || one.subject == other.subject)
                && one
                    .cells
                    .iter()
                    .zip(&other.cells)
                    .all(|(one, other)| same(one, other))
        };
        let among = |rows: &[Row], row: &Row| rows.iter().any(|known| alike(known, row));
        let candidates: Vec<&Row> = match operator {
            SetOperator::Union => left.rows.iter().chain(&right.rows).collect(),
            SetOperator::Except => left
                .rows
                .iter()
                .filter(|row| !among(&right.rows, row))
                .collect(),
            SetOperator::Intersect => left
                .rows
                .iter()
                .filter(|row| among(&right.rows, row))
                .collect(),
        };
        let mut rows: Vec<Row> = Vec::new();
        for row in candidates {
            if !among(&rows, row) {
                rows.push(row.clone());
            }
        }
        let columns = left
            .columns
            .iter()
            .zip(&right.columns)
            .map(|(column, other)| Column {
                kind: if column.kind == Kind::Null {
                    other.kind.clone()
                } else {
                    column.kind.clone()
                },
                ..column.clone()
            });
        let mut result = Table::of_columns(columns.collect());
        result.is_laid_out = left.is_laid_out;
        result.kept_row = of(&left).map(|noun| (noun, left.columns.len()));
        result.rows = rows
            .into_iter()
            .map(|row| Row {
                subject: None,
                ties: row
                    .cells
                    .iter()
                    .cloned()
                    .chain(row.subject.filter(|_| is_row).map(Cell::Row))
                    .collect(),
                cells: row.cells,
            })
            .collect();
        result
            .rows
            .sort_by(|one, other| self.memory.order_all(&one.ties, &other.ties));
        Ok(result)
    }
}

/// Whether no key of the right side is that of several rows.
fn require_one(keys: &[Vec<Cell>], n_rows: usize) -> Outcome<()> {
    for one in 0..n_rows {
        for other in one + 1..n_rows {
            let is_same =
                |values: &Vec<Cell>| !values[one].is_null() && same(&values[one], &values[other]);
            if keys.iter().all(is_same) {
                return refuse("E046");
            }
        }
    }
    Ok(())
}

fn joined(left: &Row, right: Option<&Row>, n_columns: usize, has_row: bool) -> Row {
    let mut row = left.clone();
    match right {
        Some(right) => row.cells.extend(right.cells.iter().cloned()),
        None => row.cells.extend(vec![Cell::Null; n_columns]),
    }
    let other = right
        .and_then(|right| right.subject)
        .map_or(Cell::Null, Cell::Row);
    if has_row {
        row.cells.push(other.clone());
        row.ties.push(other);
    } else {
        let own = row.cells[left.cells.len()..].to_vec();
        row.ties.extend(own);
    }
    row
}

fn add_columns(table: &mut Table, right: &Table, name: &str, has_row: bool) {
    for column in &right.columns {
        let joined = format!("{name}.{}", column.name);
        table.show(&joined);
        table.columns.push(Column {
            name: joined,
            is_key: false,
            ..column.clone()
        });
    }
    if has_row && let Some(noun) = right.subject {
        table.columns.push(Column::new(name, Kind::Row(noun)));
    }
}
