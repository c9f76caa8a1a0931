//! Functions over the rows of a group, or over what a row is linked to.

use dateline::query::ast::{Call, Expr, ExprKind, Path, Quantifier, QuantifierKind};

use super::cell::{Cell, Ref, count, plain_order, real, same, whole};
use super::memory::Memory;
use super::schema::{Kind, Noun, field, primary_date};
use super::scope::{Reached, Scope, alone, reach};
use super::table::{Outcome, Row, Table, refuse, tie};

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
            (Some(path), None) => {
                let kind = self.context.argument_kind(self.table, &call.arguments[0])?;
                combined(self.memory(), &name, self.linked(&name, call, path)?, &kind)
            }
            (Some(path), Some(group)) if name == "count" => {
                let each = group.iter();
                let each: Outcome<Vec<usize>> = each
                    .map(|row| Ok(self.with_row(row).linked_values(path)?.len()))
                    .collect();
                Ok(count(each?.iter().sum()))
            }
            (Some(path), Some(group)) => {
                let each = group
                    .iter()
                    .map(|row| self.with_row(row).linked(&name, call, path));
                let all: Outcome<Vec<Vec<Item>>> = each.collect();
                let kind = self.context.argument_kind(self.table, &call.arguments[0])?;
                combined(
                    self.memory(),
                    &name,
                    all?.into_iter().flatten().collect(),
                    &kind,
                )
            }
            (None, None) => refuse("E023"),
            (None, Some(group)) => self.over_group(&name, call, group),
        }
    }

    fn over_group(&self, name: &str, call: &Call, group: &[Row]) -> Outcome<Cell> {
        let noun = self.table.subject;
        refuse_undated(name, call, noun)?;
        let Some(argument) = call.arguments.first() else {
            return Ok(count(group.len()));
        };
        let items: Outcome<Vec<Item>> = group
            .iter()
            .map(|row| {
                let scope = self.with_row(row);
                let value = scope.value(argument)?;
                let place = match (row.subject, &value) {
                    (Some(row), _) => tie(self.memory(), row),
                    (None, Cell::Row(row)) => Cell::Text(self.memory().id(*row)),
                    (None, _) => Cell::Null,
                };
                scope.item(name, call, value, place)
            })
            .collect();
        let kind = self.kind(argument)?;
        combined(self.memory(), name, items?, &kind)
    }

    /// A value with what else is asked of its row.
    fn item(&self, name: &str, call: &Call, value: Cell, place: Cell) -> Outcome<Item> {
        let mut item = Item {
            value,
            second: Cell::Null,
            date: Cell::Null,
            tie: vec![place],
        };
        let dated = self.table.subject.and_then(primary_date);
        if let (Some(date), Some(row)) = (dated, self.row.subject) {
            item.date = self.memory().value(row, date);
        }
        if let Some(second) = call.arguments.get(1) {
            item.second = self.value(second)?;
            if matches!(name, "first" | "last") {
                item.date = item.second.clone();
                // A row is passed over that does not have what rows go by.
                if item.date.is_null() {
                    item.value = Cell::Null;
                }
            }
        }
        Ok(item)
    }

    /// What a row is linked to, as an aggregate sees it.
    fn linked(&self, name: &str, call: &Call, path: &Path) -> Outcome<Vec<Item>> {
        let (noun, _) = last_link(self.table, path)?;
        refuse_undated(name, call, Some(noun))?;
        let mut items = Vec::new();
        for (row, value) in self.linked_values(path)? {
            let (table, alone) = alone(row.noun, row);
            let scope = Scope {
                table: &table,
                row: &alone,
                ..*self
            };
            items.push(scope.item(name, call, value, tie(self.memory(), row))?);
        }
        Ok(items)
    }

    /// What a path to many leads to: each row once, or a value of each row of its last link, with the
    /// row itself.
    pub(super) fn linked_values(&self, path: &Path) -> Outcome<Vec<(Ref, Cell)>> {
        let (_, link) = last_link(self.table, path)?;
        let rows = self.path_values(&Path {
            segments: path.segments[..=link].to_vec(),
            span: path.span,
        })?;
        let mut found = Vec::new();
        for row in rows.iter().filter_map(Cell::as_row) {
            let mut value = Cell::Row(row);
            for segment in &path.segments[link + 1..] {
                value = self.field(&value, &segment.text);
            }
            match value {
                Cell::Null => {}
                Cell::Row(last) if found.iter().any(|(known, _)| *known == last) => {}
                Cell::Row(last) => found.push((last, value)),
                value => found.push((row, value)),
            }
        }
        Ok(found)
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

/// The noun whose rows a path to many leads to, or whose values; and where its last link stands.
fn last_link(table: &Table, path: &Path) -> Outcome<(Noun, usize)> {
    let Reached::Many { at, .. } = reach(table, path)? else {
        return refuse("E020");
    };
    let mut found = None;
    for end in at..path.segments.len() {
        let part = Path {
            segments: path.segments[..=end].to_vec(),
            span: path.span,
        };
        if let Reached::Many {
            kind: Kind::Row(noun),
            ..
        } = reach(table, &part)?
        {
            let before = found.map(|(noun, _)| noun);
            let is_link = end == at
                || before.is_some_and(|before| {
                    field(before, &path.segments[end].text).is_some_and(|it| it.is_many)
                });
            let link = if is_link {
                end
            } else {
                found.map_or(at, |(_, link)| link)
            };
            found = Some((noun, link));
        }
    }
    found.map_or_else(|| refuse("E020"), Ok)
}

/// `first` and `last` of what has no date must say by what.
fn refuse_undated(name: &str, call: &Call, noun: Option<Noun>) -> Outcome<()> {
    let is_dated = noun.and_then(primary_date).is_some();
    if matches!(name, "first" | "last") && !is_dated && call.arguments.len() < 2 {
        return refuse("E043");
    }
    Ok(())
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
        "avg" => Cell::Num(sum(&numbers) / size(&numbers)),
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
    let numbers: Vec<f64> = values.iter().filter_map(Cell::number).collect();
    Cell::Num(sum(&numbers))
}

/// The sum with what each addition rounds away given back at the end (Neumaier 1974), so that it does
/// not depend on the order of the rows.
fn sum(numbers: &[f64]) -> f64 {
    let (mut total, mut lost) = (0.0_f64, 0.0);
    for number in numbers {
        let next = total + number;
        lost += if total.abs() >= number.abs() {
            (total - next) + number
        } else {
            (number - next) + total
        };
        total = next;
    }
    total + lost
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
    let mean = sum(numbers) / size(numbers);
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
        let by_tie = by_date.then_with(|| memory.order_all(&one.tie, &other.tie));
        by_tie.then_with(|| smaller(&one.value, &other.value))
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
            let by_tie = by_value.then_with(|| memory.order_all(&one.tie, &other.tie));
            by_tie.then_with(|| smaller(&one.value, &other.value))
        });
    found.map_or(Cell::Null, |item| item.value.clone())
}

/// Order of values of one row; other rows as they were read.
fn smaller(one: &Cell, other: &Cell) -> std::cmp::Ordering {
    match (one, other) {
        (Cell::Row(one), Cell::Row(other)) => one.at.cmp(&other.at),
        _ => plain_order(one, other),
    }
}
