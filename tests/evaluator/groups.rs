//! Grouping: `summarize`, `count`, `distinct`, `top n column`, `facet`.

use dateline::query::ast::{Expr, ExprKind, OutputColumn, QuantifierKind};

use super::bins::{dated_name, push_hidden};
use super::cell::{Cell, count, same};
use super::schema::Kind;
use super::scope::Context;
use super::table::{Column, Outcome, Row, Table, refuse};

/// Whether what an expression gives counts something.
pub(super) fn is_count(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Call(call) => {
            matches!(call.name.text.to_lowercase().as_str(), "count" | "distinct")
        }
        ExprKind::Quantifier(quantifier) => quantifier.kind == QuantifierKind::Count,
        _ => false,
    }
}

/// Rows of one group, with the values of its keys.
struct Group {
    keys: Vec<Cell>,
    rows: Vec<Row>,
}

impl Context<'_> {
    /// The key columns of a grouping, with their values.
    fn keys(&self, table: &Table, by: &[OutputColumn]) -> Outcome<(Vec<Column>, Vec<Vec<Cell>>)> {
        let (mut columns, mut all) = (Vec::<Column>::new(), Vec::new());
        for key in by {
            let (mut column, values) = self.column_of(table, key)?;
            column.is_key = true;
            self.mark_bin(table, &mut column, &key.expr);
            if columns.iter().any(|known| known.name == column.name) {
                return refuse("E014");
            }
            columns.push(column);
            all.push(values);
        }
        Ok((columns, all))
    }

    /// The rows with the dates of the bins they are to be grouped by, and for each of these bins the
    /// name and the place of the dates.
    fn with_dates(
        &self,
        table: &Table,
        by: &[OutputColumn],
        keys: &[Column],
    ) -> Outcome<(Table, Vec<(String, usize)>)> {
        let mut table = table.clone();
        let mut places = Vec::new();
        for (asked, key) in by.iter().zip(keys) {
            if let Some(dates) = self.dates_of(&table, key, &asked.expr)? {
                places.push((dated_name(&key.name), table.columns.len()));
                let hidden = format!(" {}", places.len());
                push_hidden(&mut table, &hidden, dates);
            }
        }
        Ok((table, places))
    }

    fn groups(&self, table: &Table, keys: &[Vec<Cell>]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let own: Vec<Cell> = keys.iter().map(|values| values[at].clone()).collect();
            let known = groups.iter_mut().find(|group| {
                group
                    .keys
                    .iter()
                    .zip(&own)
                    .all(|(one, other)| same(one, other))
            });
            match known {
                Some(group) => group.rows.push(row.clone()),
                None => groups.push(Group {
                    keys: own,
                    rows: vec![row.clone()],
                }),
            }
        }
        groups.sort_by(|one, other| self.memory.order_all(&one.keys, &other.keys));
        groups
    }

    pub(super) fn summarize(
        &self,
        table: &Table,
        columns: &[OutputColumn],
        by: &[OutputColumn],
    ) -> Outcome<Table> {
        let (keys, values) = self.keys(table, by)?;
        let (table, places) = self.with_dates(table, by, &keys)?;
        let table = &table;
        let mut groups = self.groups(table, &values);
        if by.is_empty() && groups.is_empty() {
            groups.push(Group {
                keys: Vec::new(),
                rows: Vec::new(),
            });
        }
        let mut made = keys;
        for column in columns {
            let name = match &column.name {
                Some(name) => name.text.clone(),
                None => self.default_name(&column.expr),
            };
            if made.iter().any(|known| known.name == name) {
                return refuse("E014");
            }
            made.push(Column {
                is_count: is_count(&column.expr),
                ..Column::new(&name, self.kind(table, &column.expr)?)
            });
        }
        let mut result = Table::of_columns(made);
        result.is_laid_out = true;
        result.is_grouped = true;
        let nobody = Row {
            subject: None,
            cells: vec![Cell::Null; table.columns.len()],
            ties: Vec::new(),
        };
        let mut dates = Vec::new();
        for group in groups {
            let first = group.rows.first().unwrap_or(&nobody);
            let scope = super::scope::Scope {
                group: Some(&group.rows),
                ..self.scope(table, first, None)
            };
            let made: Outcome<Vec<Cell>> = columns
                .iter()
                .map(|column| scope.value(&column.expr))
                .collect();
            result.rows.push(Row {
                subject: None,
                cells: group.keys.iter().cloned().chain(made?).collect(),
                ties: group.keys.clone(),
            });
            dates.push(group);
        }
        add_dates(&mut result, &places, &dates);
        Ok(result)
    }

    pub(super) fn distinct(&self, table: &Table, columns: &[OutputColumn]) -> Outcome<Table> {
        let (keys, values) = self.keys(table, columns)?;
        let (table, places) = self.with_dates(table, columns, &keys)?;
        let groups = self.groups(&table, &values);
        let mut result = Table::of_columns(keys);
        result.is_laid_out = true;
        result.is_grouped = true;
        result.rows = groups
            .iter()
            .map(|group| Row {
                subject: None,
                cells: group.keys.clone(),
                ties: group.keys.clone(),
            })
            .collect();
        add_dates(&mut result, &places, &groups);
        Ok(result)
    }

    /// Keys ascending if one of them is a bin of time, else by count descending, then keys.
    pub(super) fn count(&self, table: &Table, by: &[OutputColumn]) -> Outcome<Table> {
        let (keys, values) = self.keys(table, by)?;
        if by.is_empty() {
            let mut result = Table::of_columns(vec![counter()]);
            result.is_laid_out = true;
            result.is_grouped = true;
            result.rows = vec![Row {
                subject: None,
                cells: vec![count(table.rows.len())],
                ties: Vec::new(),
            }];
            return Ok(result);
        }
        let has_bin = keys.iter().any(|key| key.bin.is_some());
        let (table, places) = self.with_dates(table, by, &keys)?;
        let mut groups = self.groups(&table, &values);
        if !has_bin {
            groups.sort_by_key(|group| std::cmp::Reverse(group.rows.len()));
        }
        if keys.iter().any(|key| key.name == "count") {
            return refuse("E014");
        }
        let columns = keys.into_iter().chain([counter()]).collect();
        let mut result = Table::of_columns(columns);
        result.is_laid_out = true;
        result.is_grouped = true;
        result.rows = groups
            .iter()
            .map(|group| Row {
                subject: None,
                cells: group
                    .keys
                    .iter()
                    .cloned()
                    .chain([count(group.rows.len())])
                    .collect(),
                ties: group.keys.clone(),
            })
            .collect();
        add_dates(&mut result, &places, &groups);
        Ok(result)
    }

    /// `count by k | derive share = share(count) | sort -count, k | take n`; with `per`, within each
    /// combination of its keys.
    pub(super) fn top_values(
        &self,
        table: &Table,
        column: &OutputColumn,
        n: u64,
        per: &[Expr],
    ) -> Outcome<Table> {
        let outer = per.iter().map(|expr| OutputColumn {
            name: None,
            expr: expr.clone(),
            span: expr.span,
        });
        let by: Vec<OutputColumn> = outer.chain([column.clone()]).collect();
        let mut counted = self.count(table, &by)?;
        counted.is_sorted = true;
        counted.is_ordered = true;
        let n_outer = per.len();
        let at = by.len();
        if counted.position("share").is_some() {
            return refuse("E018");
        }
        let alike = |one: &Row, other: &Row| {
            let pairs = one.cells[..n_outer].iter().zip(&other.cells[..n_outer]);
            pairs.into_iter().all(|(one, other)| same(one, other))
        };
        counted.rows.sort_by(|one, other| {
            let by_outer = self
                .memory
                .order_all(&one.cells[..n_outer], &other.cells[..n_outer]);
            let by_count = || self.memory.order(&other.cells[at], &one.cells[at]);
            by_outer
                .then_with(by_count)
                .then_with(|| self.memory.order_all(&one.ties, &other.ties))
        });
        let mut rows = Vec::new();
        for part in counted.rows.chunk_by(|one, other| alike(one, other)) {
            let total: f64 = part.iter().filter_map(|row| row.cells[at].number()).sum();
            for row in part.iter().take(usize::try_from(n).unwrap()) {
                let mut row = row.clone();
                let own = row.cells[at].number().unwrap_or(0.0);
                row.cells.insert(at + 1, Cell::Num(own / total));
                rows.push(row);
            }
        }
        counted.rows = rows;
        let share = Column::new("share", Kind::Num);
        counted.columns.insert(at + 1, share);
        counted.show("share");
        Ok(counted)
    }

    /// For each column its most frequent values.
    pub(super) fn facet(
        &self,
        table: &Table,
        columns: &[OutputColumn],
        take: u64,
    ) -> Outcome<Table> {
        let named = |name: &str, kind: Kind| Column::new(name, kind);
        let mut result = Table::of_columns(vec![
            named("facet", Kind::Text),
            named("value", Kind::Text),
            named("count", Kind::Int),
            named("share", Kind::Num),
        ]);
        result.is_laid_out = true;
        result.is_grouped = false;
        let (keys, _) = self.keys(table, columns)?;
        for (part, (key, column)) in keys.iter().zip(columns).enumerate() {
            // Under a name of its own: the counter may be called as the column is.
            let named = OutputColumn {
                name: Some(dateline::query::ast::Identifier {
                    text: " value".to_owned(),
                    span: column.span,
                }),
                ..column.clone()
            };
            let counted = self.top_values(table, &named, take, &[])?;
            for (place, row) in counted.rows.iter().enumerate() {
                let value = match &row.cells[0] {
                    Cell::Row(row) => Cell::Text(self.memory.label(*row)),
                    Cell::Date(date) => Cell::Text(date.to_string()),
                    Cell::Bool(value) => Cell::Text(value.to_string()),
                    Cell::Int(number) => Cell::Text(number.to_string()),
                    Cell::Num(number) => Cell::Text(number.to_string()),
                    value => value.clone(),
                };
                result.rows.push(Row {
                    subject: None,
                    cells: vec![
                        Cell::text(&key.name),
                        value,
                        row.cells[1].clone(),
                        row.cells[2].clone(),
                    ],
                    ties: vec![count(part), count(place)],
                });
            }
        }
        Ok(result)
    }
}

/// Keeps beside each group a date that its bins hold, if there is one.
fn add_dates(result: &mut Table, places: &[(String, usize)], groups: &[Group]) {
    for (name, at) in places {
        let date = |group: &Group| {
            let mut dates = group.rows.iter().map(|row| row.cells[*at].clone());
            dates.find(|date| !date.is_null()).unwrap_or(Cell::Null)
        };
        push_hidden(result, name, groups.iter().map(date).collect());
    }
}

fn counter() -> Column {
    Column {
        is_count: true,
        ..Column::new("count", Kind::Int)
    }
}

/// A share of a total; null where there is no total.
pub(super) fn share(own: &Cell, total: f64) -> Cell {
    match own.number() {
        Some(own) if total.abs() > 0.0 => Cell::Num(own / total),
        _ => Cell::Null,
    }
}
