//! Grouping: `summarize`, `count`, `distinct`, `top n column`, `facet`.

use dateline::model::date::Precision;
use dateline::query::ast::{Expr, ExprKind, OutputColumn, Path, QuantifierKind};

use super::cell::{Cell, count, same};
use super::schema::Kind;
use super::scope::Context;
use super::table::{Bin, Column, Outcome, Row, Table, refuse};

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

impl Context<'_> {
    /// Notes that a column holds bins of time.
    pub(super) fn mark_bin(&self, column: &mut Column, expr: &Expr) {
        let ExprKind::Call(call) = &expr.kind else {
            return;
        };
        column.bin = match call.name.text.to_lowercase().as_str() {
            "year" => Some(Bin::Year),
            "quarter" => Some(Bin::Unit(Precision::Quarter)),
            "month" => Some(Bin::Unit(Precision::Month)),
            "week" => Some(Bin::Unit(Precision::Week)),
            "day" => Some(Bin::Unit(Precision::Day)),
            "bin" if column.kind == Kind::Date => {
                self.width(&call.arguments[1]).ok().map(Bin::Wide)
            }
            _ => None,
        };
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
            self.mark_bin(&mut column, &key.expr);
            if let ExprKind::Path(path) = &key.expr.kind
                && let [one] = path.segments.as_slice()
                && let Some(at) = table.position(&one.text)
            {
                column.bin = table.columns[at].bin;
            }
            self.name_null(table, key, &mut column, &values)?;
            if columns.iter().any(|known| known.name == column.name) {
                return refuse("E014");
            }
            columns.push(column);
            all.push(values);
        }
        Ok((columns, all))
    }

    /// What a null bin is called: `(no date)` if all its dates are missing, `(year only)` else.
    fn name_null(
        &self,
        table: &Table,
        key: &OutputColumn,
        column: &mut Column,
        values: &[Cell],
    ) -> Outcome<()> {
        let ExprKind::Call(call) = &key.expr.kind else {
            if column.bin.is_some() {
                column.null_head = "(year only)";
            }
            return Ok(());
        };
        if column.bin.is_none() {
            return Ok(());
        }
        let dates = self.values(table, &call.arguments[0], &[])?;
        let mut of_null = dates.iter().zip(values).filter(|(_, bin)| bin.is_null());
        column.null_head = if of_null.all(|(date, _)| date.is_null()) {
            "(no date)"
        } else {
            "(year only)"
        };
        Ok(())
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
                ties: group.keys,
            });
        }
        Ok(result)
    }

    pub(super) fn distinct(&self, table: &Table, columns: &[OutputColumn]) -> Outcome<Table> {
        let (keys, values) = self.keys(table, columns)?;
        let groups = self.groups(table, &values);
        let mut result = Table::of_columns(keys);
        result.is_laid_out = true;
        result.is_grouped = true;
        result.rows = groups
            .into_iter()
            .map(|group| Row {
                subject: None,
                cells: group.keys.clone(),
                ties: group.keys,
            })
            .collect();
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
        let mut groups = self.groups(table, &values);
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
            .into_iter()
            .map(|group| Row {
                subject: None,
                cells: group
                    .keys
                    .iter()
                    .cloned()
                    .chain([count(group.rows.len())])
                    .collect(),
                ties: group.keys,
            })
            .collect();
        Ok(result)
    }

    /// `count by k | derive share = share(count) | sort -count, k | take n`; with `per`, within each
    /// combination of its keys.
    pub(super) fn top_values(
        &self,
        table: &Table,
        column: &OutputColumn,
        n: u64,
        per: &[Path],
    ) -> Outcome<Table> {
        let outer = per.iter().map(|path| OutputColumn {
            name: None,
            expr: Expr {
                kind: ExprKind::Path(path.clone()),
                span: path.span,
            },
            span: path.span,
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
                row.cells.push(Cell::Num(own / total));
                rows.push(row);
            }
        }
        counted.rows = rows;
        counted.columns.push(Column::new("share", Kind::Num));
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
