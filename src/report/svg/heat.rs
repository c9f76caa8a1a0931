//! A table of shades: the last label across, the others down, numbers in the cells.

use super::Drawn;
use super::canvas::{Anchor, Canvas, count, fitted, width_of};
use crate::render::cell::shown;
use crate::render::chart::read::{Texts, by_text, in_order, label, number};
use crate::value::{Chart, ColumnType, Rows, Value};

const MOST_ROWS: usize = 40;
const ROW: f64 = 26.0;

/// What is drawn: names down and across, and the cells.
struct Grid {
    down: Vec<String>,
    across: Vec<String>,
    cells: Vec<Vec<Option<(f64, String)>>>,
}

pub(super) fn draw(rows: &Rows, chart: &Chart, drawn: &mut Drawn) {
    let mut grid = if chart.values.len() > 1 {
        pivoted(rows, chart)
    } else {
        paired(rows, chart)
    };
    if grid.down.len() > MOST_ROWS {
        drawn.remarks.push(format!(
            "{} more rows are in the table only.",
            grid.down.len() - MOST_ROWS
        ));
        grid.down.truncate(MOST_ROWS);
    }
    let canvas = &mut drawn.canvas;
    let label_width = widest(&grid.down).min(canvas.width * 0.34);
    let left = label_width + 10.0;
    let step = ((canvas.width - left) / count(grid.across.len().max(1))).min(90.0);
    let top = heads(canvas, &grid.across, left, step);
    let cells = grid.cells.iter().flatten().flatten();
    let highest = cells
        .map(|cell| cell.0.abs())
        .fold(f64::MIN_POSITIVE, f64::max);
    for (line, name) in grid.down.iter().enumerate() {
        let y = top + count(line) * ROW;
        let short = fitted(name, label_width);
        canvas.text((label_width, y + 17.5), Anchor::End, "name", &short);
        for (at, cell) in grid.cells[line].iter().enumerate() {
            let told = format!("{name}, {}", grid.across[at]);
            let place = (left + count(at) * step + 1.0, y + 1.0);
            shade(canvas, (place, step - 2.0), cell.as_ref(), highest, &told);
        }
    }
    canvas.height = top + count(grid.down.len()) * ROW + 2.0;
}

fn widest(names: &[String]) -> f64 {
    names.iter().map(|name| width_of(name)).fold(0.0, f64::max)
}

/// Writes the names across, on two lines in turn where one is too short for them; gives the height used.
fn heads(canvas: &mut Canvas, names: &[String], left: f64, step: f64) -> f64 {
    let n_lines = if widest(names) > step - 4.0 { 2 } else { 1 };
    let mut free = [f64::NEG_INFINITY; 2];
    for (at, name) in names.iter().enumerate() {
        let middle = left + (count(at) + 0.5) * step;
        let line = at % n_lines;
        let half = width_of(name) / 2.0;
        if middle - half >= free[line] {
            let x = middle.min(canvas.width - half);
            let y = 15.0 + count(line) * 16.0;
            canvas.text((x, y), Anchor::Middle, "tick", name);
            free[line] = x + half + 6.0;
        }
    }
    6.0 + count(n_lines) * 16.0
}

/// Draws a cell at a place with a width.
fn shade(
    canvas: &mut Canvas,
    (place, width): ((f64, f64), f64),
    cell: Option<&(f64, String)>,
    highest: f64,
    told: &str,
) {
    let size = (width, ROW - 2.0);
    let Some((value, text)) = cell else {
        canvas.rect(place, size, "empty", "");
        return;
    };
    let part = value.abs() / highest;
    let opacity = if part > 0.0 { 0.12 + 0.88 * part } else { 0.0 };
    canvas.shade(place, size, opacity, &format!("{told}: {text}"));
    if width_of(text) <= width - 2.0 {
        let class = if opacity > 0.6 { "inside" } else { "number" };
        let middle = (place.0 + width / 2.0, place.1 + 16.5);
        canvas.text(middle, Anchor::Middle, class, text);
    }
}

/// Two labels and a number.
fn paired(rows: &Rows, chart: &Chart) -> Grid {
    let Some((across, down)) = chart.labels.split_last() else {
        return Grid {
            down: Vec::new(),
            across: Vec::new(),
            cells: Vec::new(),
        };
    };
    let (mut heads, mut lines) = (Texts::default(), Texts::default());
    let mut values: Vec<&Value> = Vec::new();
    for record in &rows.records {
        if heads.place(label(rows, record, across)) == values.len() {
            values.push(&record[across.column]);
        }
        lines.place(line_name(rows, record, down));
    }
    let mut columns: Vec<(&Value, String)> = values.into_iter().zip(heads.into_all()).collect();
    let lines = lines.into_all();
    let is_time = rows.columns[across.column].kind == ColumnType::Date
        || columns
            .iter()
            .any(|(value, _)| matches!(value, Value::Integer(_)));
    if is_time {
        columns.sort_by(|one, other| in_order(one.0, other.0));
    }
    let names: Vec<String> = columns.into_iter().map(|(_, name)| name).collect();
    let mut cells = vec![vec![None; names.len()]; lines.len()];
    let (line_of, place_of) = (by_text(&lines), by_text(&names));
    for record in &rows.records {
        let line = line_of.get(line_name(rows, record, down).as_str()).copied();
        let at = place_of.get(label(rows, record, across).as_str()).copied();
        let value = chart.values.first().copied();
        if let (Some(line), Some(at), Some(value)) = (line, at, value)
            && let Some(number) = number(&record[value])
        {
            cells[line][at] = Some((number, shown(&record[value], &rows.columns[value])));
        }
    }
    Grid {
        down: lines,
        across: names,
        cells,
    }
}

fn line_name(rows: &Rows, record: &[Value], down: &[crate::value::ChartLabel]) -> String {
    down.iter()
        .map(|it| label(rows, record, it))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A column for each value.
fn pivoted(rows: &Rows, chart: &Chart) -> Grid {
    let line = |record: &Vec<Value>| {
        let cells = chart.values.iter().map(|at| {
            let text = shown(&record[*at], &rows.columns[*at]);
            number(&record[*at]).map(|number| (number, text))
        });
        cells.collect()
    };
    Grid {
        down: rows
            .records
            .iter()
            .map(|record| line_name(rows, record, &chart.labels))
            .collect(),
        across: chart
            .values
            .iter()
            .map(|at| rows.columns[*at].name.clone())
            .collect(),
        cells: rows.records.iter().map(line).collect(),
    }
}
