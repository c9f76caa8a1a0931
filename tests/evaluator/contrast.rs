//! `compare x across y per z`.

use dateline::query::ast::{Expr, ExprKind, Path};

use super::cell::{Cell, count, same};
use super::schema::{Kind, Noun};
use super::scope::{Context, Reached, reach};
use super::table::{Column, Outcome, Row, Table, refuse};

/// Sides that have columns of their own at most.
const MAX_SIDES: usize = 12;

/// A figure as it is compared.
struct Told {
    keys: Vec<Cell>,
    value: Cell,
    side: Cell,
    row: super::cell::Ref,
}

impl Context<'_> {
    pub(super) fn compare(
        &self,
        table: &Table,
        x: &Path,
        across: &Path,
        per: &[Expr],
    ) -> Outcome<Table> {
        if table.subject != Some(Noun::Figures) {
            return refuse("E041");
        }
        let cluster = Path {
            segments: vec![dateline::query::ast::Identifier {
                text: "cluster".to_owned(),
                span: x.span,
            }],
            span: x.span,
        };
        let within: Vec<Expr> = if per.is_empty() {
            vec![Expr {
                kind: ExprKind::Path(cluster),
                span: x.span,
            }]
        } else {
            per.to_vec()
        };
        let told = self.told(table, x, across, &within)?;
        let mut groups: Vec<Vec<Told>> = Vec::new();
        for one in told {
            let own = |group: &&mut Vec<Told>| {
                group[0]
                    .keys
                    .iter()
                    .zip(&one.keys)
                    .all(|(known, key)| same(known, key))
            };
            match groups.iter_mut().find(own) {
                Some(group) => group.push(one),
                None => groups.push(vec![one]),
            }
        }
        groups.retain(|group| group.iter().any(|one| !same(&one.side, &group[0].side)));
        groups.sort_by(|one, other| self.memory.order_all(&one[0].keys, &other[0].keys));
        let mut columns = self.compared_columns(table, x, across, &within)?;
        let sides = self.sides(&groups);
        if let Reached::One(kind) = reach(table, x)? {
            columns.extend(
                sides
                    .iter()
                    .map(|side| Column::new(&self.head(side, "(none)", &sides), kind.clone())),
            );
        }
        let mut result = Table::of_columns(columns);
        result.is_laid_out = true;
        result.is_grouped = true;
        for group in &groups {
            let mut cells: Vec<Cell> = group[0].keys[..within.len()].to_vec();
            cells.extend(self.differences(group));
            cells.extend(sides.iter().map(|side| self.latest(group, side)));
            result.rows.push(Row {
                subject: None,
                cells,
                ties: group[0].keys.clone(),
            });
        }
        Ok(result)
    }

    fn told(&self, table: &Table, x: &Path, across: &Path, within: &[Expr]) -> Outcome<Vec<Told>> {
        let mut told = Vec::new();
        for row in &table.rows {
            let scope = self.scope(table, row, None);
            let (value, side) = (scope.path_value(x)?, scope.path_value(across)?);
            let keys: Outcome<Vec<Cell>> = within.iter().map(|expr| scope.value(expr)).collect();
            let mut keys = keys?;
            let figure = row.subject.unwrap();
            if value.is_null() || side.is_null() || keys.iter().any(Cell::is_null) {
                continue;
            }
            for name in ["measure", "unit", "counted_from"] {
                keys.push(self.memory.value(figure, name));
            }
            told.push(Told {
                keys,
                value,
                side,
                row: figure,
            });
        }
        Ok(told)
    }

    fn compared_columns(
        &self,
        table: &Table,
        x: &Path,
        across: &Path,
        within: &[Expr],
    ) -> Outcome<Vec<Column>> {
        let (Reached::One(of_x), Reached::One(of_side)) = (reach(table, x)?, reach(table, across)?)
        else {
            return refuse("E022");
        };
        let of_side = if matches!(of_side, Kind::Row(_)) {
            Kind::Text
        } else {
            of_side
        };
        let mut columns = Vec::new();
        for expr in within {
            let mut column = Column {
                is_key: true,
                ..Column::new(&self.default_name(expr), self.kind(table, expr)?)
            };
            self.mark_bin(table, &mut column, expr);
            columns.push(column);
        }
        for (name, kind) in [
            ("n", Kind::Int),
            ("low", of_x.clone()),
            ("high", of_x),
            ("lowest_by", of_side.clone()),
            ("highest_by", of_side),
            ("spread", Kind::Num),
            ("overlap", Kind::Bool),
            ("asof_gap", Kind::Duration),
        ] {
            columns.push(Column::new(name, kind));
        }
        Ok(columns)
    }

    fn differences(&self, group: &[Told]) -> Vec<Cell> {
        let values: Vec<Cell> = group.iter().map(|one| one.value.clone()).collect();
        let low = super::aggregates::extreme(self.memory, &values, false);
        let high = super::aggregates::extreme(self.memory, &values, true);
        let by = |value: &Cell| {
            let mut sides: Vec<&Cell> = group
                .iter()
                .filter(|one| same(&one.value, value))
                .map(|one| &one.side)
                .collect();
            sides.sort_by(|one, other| self.memory.order(one, other));
            match sides[0] {
                Cell::Row(row) => Cell::Text(self.memory.label(*row)),
                side => side.clone(),
            }
        };
        let spread = match (high.number(), low.number()) {
            (Some(high), Some(low)) if low.abs() > 0.0 => Cell::Num(high / low),
            _ => Cell::Null,
        };
        let (lowest_by, highest_by) = (by(&low), by(&high));
        vec![
            count(group.len()),
            low,
            high,
            lowest_by,
            highest_by,
            spread,
            Cell::Bool(self.overlap(group)),
            self.gap(group),
        ]
    }

    /// Whether all stated ranges have a number in common.
    fn overlap(&self, group: &[Told]) -> bool {
        let of = |one: &Told, name: &str| self.memory.value(one.row, name);
        let starts = group.iter().map(|one| match of(one, "low").number() {
            Some(low) if of(one, "bound").as_text() != Some("under") => low,
            _ => f64::NEG_INFINITY,
        });
        let ends = group.iter().map(|one| match of(one, "high").number() {
            Some(high) if of(one, "bound").as_text() != Some("over") => high,
            _ => f64::INFINITY,
        });
        starts.fold(f64::NEG_INFINITY, f64::max) <= ends.fold(f64::INFINITY, f64::min)
    }

    /// Days between the first days of the earliest and the latest; an open start has none.
    fn gap(&self, group: &[Told]) -> Cell {
        let dates = group
            .iter()
            .filter_map(|one| self.memory.value(one.row, "as_of").as_date());
        let days: Vec<i32> = dates
            .map(|date| date.first)
            .filter(|day| *day != dateline::model::date::OPEN_START)
            .collect();
        match (days.iter().min(), days.iter().max()) {
            (Some(first), Some(last)) if days.len() > 1 => Cell::Int(i64::from(last - first)),
            _ => Cell::Null,
        }
    }

    /// The sides that get columns of their own: all, if they are few.
    fn sides(&self, groups: &[Vec<Told>]) -> Vec<Cell> {
        let told = groups.iter().flatten().map(|one| one.side.clone());
        let mut sides = super::aggregates::distinct(&told.collect::<Vec<_>>());
        sides.sort_by(|one, other| self.memory.order(one, other));
        if sides.len() > MAX_SIDES {
            sides.clear();
        }
        sides
    }

    /// The latest value of a side.
    fn latest(&self, group: &[Told], side: &Cell) -> Cell {
        let date = |one: &Told| self.memory.value(one.row, "as_of");
        let own = group.iter().filter(|one| same(&one.side, side));
        let latest = own.min_by(|one, other| {
            let by_date = match (date(one), date(other)) {
                (Cell::Null, Cell::Null) => std::cmp::Ordering::Equal,
                (Cell::Null, _) => std::cmp::Ordering::Greater,
                (_, Cell::Null) => std::cmp::Ordering::Less,
                (one, other) => self.memory.order(&other, &one),
            };
            by_date.then_with(|| self.memory.id(one.row).cmp(&self.memory.id(other.row)))
        });
        latest.map_or(Cell::Null, |one| one.value.clone())
    }
}
