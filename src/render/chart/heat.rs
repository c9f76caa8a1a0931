//! A table of shades: rows by columns, each cell its number and a shade for its size. Where the page
//! is too narrow the heads stand upright, then the numbers give way to a key, then the columns go on
//! below.

use super::Sheet;
use super::paper::{Paper, left, right};
use super::read::{Texts, by_text, labels, number};
use crate::render::cell::{cells, shown};
use crate::value::{Chart, Rows, Value};

/// Names of rows are never cut to less.
const LEAST_LABEL: usize = 8;

/// How a number is written, and the number.
type Cell = (String, Option<f64>);

/// What stands where.
struct Grid {
    heads: Vec<String>,
    names: Vec<String>,
    /// Text and number of each cell, row by row; nothing where rows have no such cell.
    cells: Vec<Vec<Option<Cell>>>,
}

/// How much of the numbers and heads is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Numbers under heads.
    Level,
    /// Numbers under upright heads.
    Upright,
    /// Shades under upright heads.
    Shades,
}

pub(super) fn draw(rows: &Rows, chart: &Chart, paper: Paper, sheet: &mut Sheet) {
    let grid = grid(rows, chart);
    let widest = grid.names.iter().map(|name| cells(name)).max().unwrap_or(0);
    let name_width = widest.clamp(1, (paper.width / 3).max(LEAST_LABEL));
    let room = paper.width - name_width - 1;
    let numbers = grid.cells.iter().flatten().flatten();
    let number_width = numbers
        .clone()
        .map(|(text, _)| cells(text))
        .max()
        .unwrap_or(1)
        + 1;
    let level = grid.heads.iter().map(|head| cells(head).max(number_width));
    let level: Vec<usize> = level.collect();
    let fits = |widths: &[usize]| widths.iter().map(|width| width + 1).sum::<usize>() <= room;
    let upright = vec![number_width; grid.heads.len()];
    let (form, widths) = if fits(&level) {
        (Form::Level, level)
    } else if fits(&upright) {
        (Form::Upright, upright)
    } else {
        (Form::Shades, vec![1; grid.heads.len()])
    };
    let most = numbers
        .filter_map(|(_, number)| *number)
        .fold(0.0, f64::max);
    let at_once = if form == Form::Shades {
        (room / 2).max(1)
    } else {
        widths.len().max(1)
    };
    for start in (0..grid.heads.len()).step_by(at_once) {
        if start > 0 {
            sheet.line("");
        }
        let part = start..(start + at_once).min(grid.heads.len());
        heads(
            &grid.heads[part.clone()],
            (form, &widths[part.clone()]),
            name_width,
            paper,
            sheet,
        );
        for (name, row) in grid.names.iter().zip(&grid.cells) {
            let name = sheet.fitted(paper, name, name_width);
            let mut line = left(&name, name_width + 1);
            for (cell, width) in row[part.clone()].iter().zip(&widths[part.clone()]) {
                line += " ";
                line += &right(&drawn(cell.as_ref(), form, most, paper), *width);
            }
            sheet.line(&line);
        }
    }
    if form == Form::Shades {
        key(&grid, most, paper, sheet);
    }
}

fn drawn(cell: Option<&Cell>, form: Form, most: f64, paper: Paper) -> String {
    let Some((text, number)) = cell else {
        return String::new();
    };
    let shade = number.map_or(" ", |number| {
        paper.shade(number / most.max(f64::MIN_POSITIVE))
    });
    match form {
        Form::Shades => shade.to_owned(),
        Form::Level | Form::Upright => format!("{text}{shade}"),
    }
}

fn heads(
    heads: &[String],
    (form, widths): (Form, &[usize]),
    name_width: usize,
    paper: Paper,
    sheet: &mut Sheet,
) {
    let blank = " ".repeat(name_width + 1);
    if form == Form::Level {
        let heads = heads.iter().zip(widths);
        let heads = heads.map(|(head, width)| format!(" {}", right(head, *width)));
        sheet.line(&(blank + &heads.collect::<String>()));
        return;
    }
    // Upright: a letter a line, read downwards, all ending at the foot.
    let letters: Vec<Vec<String>> = heads
        .iter()
        .map(|head| {
            let head = sheet.fitted(paper, head, 16);
            head.chars().map(String::from).collect()
        })
        .collect();
    let height = letters.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut text = blank.clone();
        for (head, width) in letters.iter().zip(widths) {
            let skipped = height - head.len();
            let letter = line.checked_sub(skipped).map_or("", |at| head[at].as_str());
            text.push(' ');
            text += &right(letter, *width);
        }
        sheet.line(&text);
    }
}

/// Which numbers a shade stands for, as they occur.
fn key(grid: &Grid, most: f64, paper: Paper, sheet: &mut Sheet) {
    let mut known: Vec<&Cell> = grid.cells.iter().flatten().flatten().collect();
    known.retain(|(_, number)| number.is_some());
    known.sort_by(|one, other| one.1.unwrap_or(0.0).total_cmp(&other.1.unwrap_or(0.0)));
    let shade = |cell: &Cell| paper.shade(cell.1.unwrap_or(0.0) / most.max(f64::MIN_POSITIVE));
    let parts = known.chunk_by(|one, other| shade(one) == shade(other));
    let parts = parts.map(|part| {
        let (low, high) = (&part[0].0, &part[part.len() - 1].0);
        let range = if low == high {
            low.clone()
        } else {
            format!("{low}{}{high}", paper.sign("–", "-"))
        };
        format!("{} {range}", shade(part[0]))
    });
    sheet.line("");
    sheet.line(&parts.collect::<Vec<_>>().join("   "));
}

/// The rows that fill the first lines of a grid, where it has more than a screen is for, and how many lines they leave.
pub(super) fn first(
    rows: &Rows,
    chart: &Chart,
    (all, first): (usize, usize),
) -> Option<(Rows, usize)> {
    let is_grid = chart.values.len() == 1 && chart.labels.len() > 1;
    let names = if is_grid {
        names(rows, chart)
    } else {
        Vec::new()
    };
    let n_lines = if is_grid {
        names.len()
    } else {
        rows.records.len()
    };
    if n_lines <= all {
        return None;
    }
    let records = rows.records.iter();
    let records = if is_grid {
        let kept = by_text(&names[..first]);
        let is_kept = |record: &&Vec<Value>| {
            let (name, _) = name_and_head(rows, record, chart);
            kept.contains_key(name.as_str())
        };
        records.filter(is_kept).cloned().collect()
    } else {
        records.take(first).cloned().collect()
    };
    let columns = rows.columns.clone();
    Some((Rows { columns, records }, n_lines - first))
}

/// What the lines of a grid are called. Times and numbers stand in their order; anything else in that of the rows.
fn names(rows: &Rows, chart: &Chart) -> Vec<String> {
    let first = chart.labels[0];
    let mut names = distinct(rows, |record| {
        (&record[first.column], name_and_head(rows, record, chart).0)
    });
    if chart.labels.len() == 2 && names.iter().all(|(value, _)| has_order(value)) {
        names.sort_by(|one, other| super::read::in_order(one.0, other.0));
    }
    names.into_iter().map(|(_, text)| text).collect()
}

/// Rows as a grid: columns made of values stand side by side as they are; else the last label becomes
/// columns.
fn grid(rows: &Rows, chart: &Chart) -> Grid {
    let cell =
        |record: &[Value], at: usize| (shown(&record[at], &rows.columns[at]), number(&record[at]));
    let values = &chart.values;
    if values.len() > 1 || chart.labels.len() < 2 {
        return Grid {
            heads: values
                .iter()
                .map(|at| rows.columns[*at].name.clone())
                .collect(),
            names: rows
                .records
                .iter()
                .map(|row| labels(rows, row, chart).join("  "))
                .collect(),
            cells: rows
                .records
                .iter()
                .map(|row| values.iter().map(|at| Some(cell(row, *at))).collect())
                .collect(),
        };
    }
    let last = chart.labels[chart.labels.len() - 1];
    let mut heads = distinct(rows, |record| {
        let head = super::read::label(rows, record, &last);
        (&record[last.column], head)
    });
    heads.sort_by(|one, other| super::read::in_order(one.0, other.0));
    let names = names(rows, chart);
    let heads: Vec<String> = heads.into_iter().map(|(_, text)| text).collect();
    let mut filled = vec![vec![None; heads.len()]; names.len()];
    let (lines, columns) = (by_text(&names), by_text(&heads));
    for record in &rows.records {
        let (name, head) = name_and_head(rows, record, chart);
        let row = lines.get(name.as_str());
        let column = columns.get(head.as_str());
        if let (Some(row), Some(column), Some(at)) = (row, column, values.first()) {
            filled[*row][*column] = Some(cell(record, *at));
        }
    }
    Grid {
        heads,
        names,
        cells: filled,
    }
}

/// The name of the row of the grid and the head of its column that a record belongs to.
fn name_and_head(rows: &Rows, record: &[Value], chart: &Chart) -> (String, String) {
    let mut names = labels(rows, record, chart);
    let head = names.pop().unwrap_or_default();
    (names.join("  "), head)
}

/// What the records are called, each text once, with the value of the first that is called so.
fn distinct<'rows>(
    rows: &'rows Rows,
    called: impl Fn(&'rows [Value]) -> (&'rows Value, String),
) -> Vec<(&'rows Value, String)> {
    let (mut texts, mut values) = (Texts::default(), Vec::new());
    for record in &rows.records {
        let (value, text) = called(record);
        if texts.place(text) == values.len() {
            values.push(value);
        }
    }
    values.into_iter().zip(texts.into_all()).collect()
}

fn has_order(value: &Value) -> bool {
    matches!(
        value,
        Value::Null | Value::Integer(_) | Value::Number(_) | Value::Date(_)
    )
}
