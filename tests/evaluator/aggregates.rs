//! Functions over the rows of a group, or over what a row is linked to.

use dateline::query::ast::{Call, Expr, ExprKind, Path, Quantifier, QuantifierKind};

use super::cell::{Cell, count, real, same, whole};
use super::memory::Memory;
use super::schema::{Kind, primary_date};
use super::scope::{Reached, Scope, alone, reach};
use super::table::{Outcome, Row, refuse, tie};

/// One row as an aggregate sees it: the value, the date and id of its row.
struct Item {
    value: Cell,
    /// What `argmax` and `quantile` are told besides.
    second: Cell,
    date: Cell,
    tie: Vec<Cell>,
}

impl Scope<'_> {
    pub(super) fn aggregate(&self, call: &Call) -> Outcome<Cell> {
        let name = call.name.text.to_lowercase();
        let link = match call.arguments.first().map(|argument| &argument.kind) {
            Some(ExprKind::Path(path)) => {
                matches!(reach(self.table, path)?, Reached::Many { .. }).then_some(path)
            }
            _ => None,
        };
        match (link, self.group) {
            (Some(path), None) => self.over_links(&name, call, path),
            (Some(path), Some(group)) if name == "count" => {
                let each = group.iter().map(|row| self.with_row(row).path_values(path));
                let each: Outcome<Vec<Vec<Cell>>> = each.collect();
                Ok(count(each?.iter().map(Vec::len).sum()))
            }
            (Some(_), Some(_)) => refuse("E060"),
            (None, None) => refuse("E023"),
            (None, Some(group)) => self.over_group(&name, call, group),
        }
    }

    fn over_group(&self, name: &str, call: &Call, group: &[Row]) -> Outcome<Cell> {
        let is_dated = self.table.subject.and_then(primary_date).is_some();
        if matches!(name, "first" | "last") && !is_dated {
            return refuse("E009");
        }
        let Some(argument) = call.arguments.first() else {
            return Ok(count(group.len()));
        };
        let noun = self.table.subject;
        let items: Outcome<Vec<Item>> = group
            .iter()
            .map(|row| {
                let scope = self.with_row(row);
                let date = match (noun.and_then(primary_date), row.subject) {
                    (Some(date), Some(row)) => self.memory().value(row, date),
                    _ => Cell::Null,
                };
                Ok(Item {
                    value: scope.value(argument)?,
                    second: scope.second(name, call)?,
                    date,
                    tie: row
                        .subject
                        .map(|row| tie(self.memory(), row))
                        .into_iter()
                        .collect(),
                })
            })
            .collect();
        let kind = self.kind(argument)?;
        combined(self.memory(), name, items?, &kind)
    }

    fn second(&self, name: &str, call: &Call) -> Outcome<Cell> {
        match (name, call.arguments.get(1)) {
            ("argmax" | "quantile", Some(second)) => self.value(second),
            _ => Ok(Cell::Null),
        }
    }

    fn over_links(&self, name: &str, call: &Call, path: &Path) -> Outcome<Cell> {
        let mut items = Vec::new();
        let kind = self.context.argument_kind(self.table, &call.arguments[0])?;
        for value in self.path_values(path)? {
            let (date, tie, second) = match value.as_row() {
                Some(row) => {
                    let date = primary_date(row.noun)
                        .map_or(Cell::Null, |it| self.memory().value(row, it));
                    let (table, alone) = alone(row.noun, row);
                    let scope = Scope {
                        table: &table,
                        row: &alone,
                        ..*self
                    };
                    (
                        date,
                        vec![tie(self.memory(), row)],
                        scope.second(name, call)?,
                    )
                }
                None => (Cell::Null, Vec::new(), self.constant_second(name, call)?),
            };
            items.push(Item {
                value,
                second,
                date,
                tie,
            });
        }
        combined(self.memory(), name, items, &kind)
    }

    /// What `quantile` is told where the values are no rows.
    fn constant_second(&self, name: &str, call: &Call) -> Outcome<Cell> {
        match (name, call.arguments.get(1)) {
            (
                "quantile",
                Some(Expr {
                    kind: ExprKind::Literal(literal),
                    ..
                }),
            ) => self.literal(literal),
            ("argmax" | "quantile", _) => refuse("E060"),
            _ => Ok(Cell::Null),
        }
    }

    /// `count(link)` over a group counts for each row; `count(value)` the rows that have one.
    pub(super) fn quantifier_of_group(
        &self,
        quantifier: &Quantifier,
        group: &[Row],
    ) -> Outcome<Cell> {
        if quantifier.kind != QuantifierKind::Count {
            return refuse("E020");
        }
        let mut total = 0;
        for row in group {
            let scope = self.with_row(row);
            if let Reached::One(_) = reach(self.table, &quantifier.path)? {
                total += usize::from(!scope.path_value(&quantifier.path)?.is_null());
                continue;
            }
            let one = Expr {
                kind: ExprKind::Quantifier(Box::new(quantifier.clone())),
                span: quantifier.span,
            };
            total += scope
                .value(&one)?
                .number()
                .map_or(0, |n| usize::try_from(whole(n)).unwrap());
        }
        Ok(count(total))
    }
}

fn combined(memory: &Memory, name: &str, items: Vec<Item>, kind: &Kind) -> Outcome<Cell> {
    let mut items = items;
    items.retain(|item| !item.value.is_null());
    let values: Vec<Cell> = items.iter().map(|item| item.value.clone()).collect();
    let numbers: Vec<f64> = values.iter().filter_map(Cell::number).collect();
    let second = items.first().map_or(Cell::Null, |item| item.second.clone());
    Ok(match name {
        "count" => count(values.len()),
        "distinct" => count(distinct(&values).len()),
        "sum" | "avg" if numbers.is_empty() => Cell::Null,
        "sum" => total(&values),
        "avg" => Cell::Num(numbers.iter().sum::<f64>() / size(&numbers)),
        "median" => quantile(numbers, 0.5),
        "quantile" => quantile(numbers, second.number().unwrap_or(0.5)),
        "stdev" => deviation(&numbers),
        "min" => extreme(memory, &values, false),
        "max" => extreme(memory, &values, true),
        "list" => listed(memory, &values, kind),
        "first" => picked(memory, &items, false),
        "last" => picked(memory, &items, true),
        "argmax" => argmax(memory, &items),
        _ => return refuse("E010"),
    })
}

fn size(numbers: &[f64]) -> f64 {
    real(i64::try_from(numbers.len()).unwrap())
}

pub(super) fn distinct(values: &[Cell]) -> Vec<Cell> {
    let mut found: Vec<Cell> = Vec::new();
    for value in values {
        if !found.iter().any(|known| same(known, value)) {
            found.push(value.clone());
        }
    }
    found
}

/// The sum of numbers of which there is at least one.
pub(super) fn total(values: &[Cell]) -> Cell {
    if values.iter().all(|value| matches!(value, Cell::Int(_))) {
        let whole = values.iter().map(|value| match value {
            Cell::Int(number) => *number,
            _ => 0,
        });
        return Cell::Int(whole.sum());
    }
    Cell::Num(values.iter().filter_map(Cell::number).sum())
}

/// Linear between the two values on either side.
fn quantile(numbers: Vec<f64>, fraction: f64) -> Cell {
    let mut numbers = numbers;
    numbers.sort_by(f64::total_cmp);
    if numbers.is_empty() {
        return Cell::Null;
    }
    let place = (size(&numbers) - 1.0) * fraction;
    let below = usize::try_from(whole(place.floor())).unwrap();
    let above = (below + 1).min(numbers.len() - 1);
    Cell::Num(numbers[below] + (numbers[above] - numbers[below]) * place.fract())
}

/// That of a sample.
fn deviation(numbers: &[f64]) -> Cell {
    if numbers.len() < 2 {
        return Cell::Null;
    }
    let mean = numbers.iter().sum::<f64>() / size(numbers);
    let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    Cell::Num((squares / (size(numbers) - 1.0)).sqrt())
}

pub(super) fn extreme(memory: &Memory, values: &[Cell], is_max: bool) -> Cell {
    let order = |one: &&Cell, other: &&Cell| memory.order(one, other);
    let found = if is_max {
        values.iter().max_by(order)
    } else {
        values.iter().min_by(order)
    };
    found.cloned().unwrap_or(Cell::Null)
}

/// Distinct values in ascending order; rows as they are shown.
fn listed(memory: &Memory, values: &[Cell], kind: &Kind) -> Cell {
    let mut values = distinct(values);
    if let Kind::Row(_) = kind {
        let shown = |cell: &Cell| cell.as_row().map_or(String::new(), |row| memory.label(row));
        values.sort_by_key(|cell| (shown(cell), cell.as_row().map(|row| memory.id(row))));
        return Cell::List(values.iter().map(|cell| Cell::Text(shown(cell))).collect());
    }
    values.sort_by(|one, other| memory.order(one, other));
    Cell::List(values)
}

/// The value of the row that is first, or last, by date; of several the first by id, as `top 1 by date`
/// takes it. A row without a date is neither, unless no row has one.
fn picked(memory: &Memory, items: &[Item], is_last: bool) -> Cell {
    let dated: Vec<&Item> = items.iter().filter(|item| !item.date.is_null()).collect();
    let items: Vec<&Item> = if dated.is_empty() {
        items.iter().collect()
    } else {
        dated
    };
    let found = items.iter().min_by(|one, other| {
        let by_date = if is_last {
            memory.order(&other.date, &one.date)
        } else {
            memory.order(&one.date, &other.date)
        };
        by_date.then_with(|| memory.order_all(&one.tie, &other.tie))
    });
    found.map_or(Cell::Null, |item| item.value.clone())
}

/// The value of the row whose other value is largest; of several the first by id.
fn argmax(memory: &Memory, items: &[Item]) -> Cell {
    let found = items
        .iter()
        .filter(|item| !item.second.is_null())
        .min_by(|one, other| {
            let by_value = memory.order(&other.second, &one.second);
            by_value.then_with(|| memory.order_all(&one.tie, &other.tie))
        });
    found.map_or(Cell::Null, |item| item.value.clone())
}
