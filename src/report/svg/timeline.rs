//! Rows along time: each with its date and what it is; a vague date is drawn as long as it may be.

use super::Drawn;
use super::axis::names;
use super::canvas::{Anchor, Canvas, LINE, count, fitted, width_of};
use crate::model::date::{PartialDate, civil};
use crate::render::cell::shown;
use crate::render::chart::read::{is_closed, label};
use crate::value::{Chart, ColumnType, Rows, Value};

/// Rows that are drawn.
const MOST: usize = 60;
const ROW: f64 = 24.0;
/// Room for the names of years.
const TOP: f64 = 26.0;

/// A row that has a date.
struct Dated {
    date: PartialDate,
    /// The date as it is written.
    text: String,
    /// What the row is.
    told: String,
}

pub(super) fn draw(rows: &Rows, chart: &Chart, drawn: &mut Drawn) {
    let mut all = dated(rows, chart);
    let n_undated = rows.records.len() - all.len();
    if n_undated > 0 {
        let remark = format!("{n_undated} whose date is open or missing.");
        drawn.remarks.push(remark);
    }
    if all.len() > MOST {
        let n_more = all.len() - MOST;
        drawn
            .remarks
            .push(format!("{n_more} more are in the table only."));
        all.truncate(MOST);
    }
    let Some(first) = all.iter().map(|row| row.date.first).min() else {
        return;
    };
    let last = all.iter().map(|row| row.date.last).max().unwrap_or(first);
    let canvas = &mut drawn.canvas;
    let texts = all.iter().map(|row| width_of(&row.text));
    let date_width = texts.fold(0.0, f64::max);
    let is_narrow = canvas.is_narrow();
    let (left, right) = if is_narrow {
        (4.0, canvas.width - 4.0)
    } else {
        (date_width + 16.0, canvas.width * 0.38)
    };
    let axis = Axis {
        days: (first, last),
        left,
        right,
        date_width,
    };
    let row = if is_narrow { ROW + LINE + 4.0 } else { ROW };
    let height = TOP + count(all.len()) * row;
    axis.draw(canvas, height);
    for (at, dated) in all.iter().enumerate() {
        let middle = if is_narrow { 8.0 } else { row / 2.0 };
        axis.row(canvas, dated, TOP + count(at) * row + middle);
    }
    canvas.height = height + 4.0;
}

/// The rows with a date that has two ends, in its order.
fn dated(rows: &Rows, chart: &Chart) -> Vec<Dated> {
    let mut labels = chart.labels.iter();
    let Some(dates) = labels.position(|it| rows.columns[it.column].kind == ColumnType::Date) else {
        return Vec::new();
    };
    let read = |record: &Vec<Value>| match &record[chart.labels[dates].column] {
        Value::Date(date) if is_closed(*date) => Some(Dated {
            date: *date,
            text: label(rows, record, &chart.labels[dates]),
            told: told(rows, record, chart, dates),
        }),
        _ => None,
    };
    let mut all: Vec<Dated> = rows.records.iter().filter_map(read).collect();
    all.sort_by_key(|row| row.date);
    all
}

/// Time from left to right.
struct Axis {
    days: (i32, i32),
    left: f64,
    right: f64,
    /// Units that the longest date needs.
    date_width: f64,
}

impl Axis {
    fn x(&self, day: i32) -> f64 {
        let (first, last) = self.days;
        let part = f64::from(day - first) / f64::from((last - first).max(1));
        self.left + part * (self.right - self.left)
    }

    fn draw(&self, canvas: &mut Canvas, height: f64) {
        let ticks = years(self.days.0, self.days.1).into_iter();
        let ticks: Vec<(f64, String)> = ticks.map(|(day, name)| (self.x(day), name)).collect();
        for (x, _) in &ticks {
            canvas.line((*x, TOP - 4.0), (*x, height), "grid");
        }
        names(canvas, &ticks, 14.0, "tick");
    }

    fn row(&self, canvas: &mut Canvas, row: &Dated, y: f64) {
        canvas.line((self.left, y), (self.right, y), "track");
        let (from, to) = (self.x(row.date.first), self.x(row.date.last));
        let told = format!("{}: {}", row.text, row.told);
        if to - from > 7.0 {
            canvas.rect((from, y - 3.5), (to - from, 7.0), "f0 span", &told);
        } else {
            canvas.circle((f64::midpoint(from, to), y), 4.5, "f0", &told);
        }
        let (x, anchor, class, start, foot) = if canvas.is_narrow() {
            let start = self.left + width_of(&row.text) + 10.0;
            (self.left, Anchor::Start, "strong", start, y + LINE)
        } else {
            let start = self.right + 12.0;
            (self.date_width, Anchor::End, "number", start, y + 4.5)
        };
        canvas.text((x, foot), anchor, class, &row.text);
        let told = fitted(&row.told, canvas.width - start);
        canvas.text((start, foot), Anchor::Start, "name", &told);
    }
}

/// What a row is: its other labels, then its numbers with their names.
fn told(rows: &Rows, record: &[Value], chart: &Chart, dates: usize) -> String {
    let others = chart
        .labels
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != dates);
    let labels = others
        .filter(|(_, it)| record[it.column] != Value::Null)
        .map(|(_, it)| label(rows, record, it));
    let numbers = chart.values.iter().map(|at| {
        format!(
            "{} {}",
            rows.columns[*at].name,
            shown(&record[*at], &rows.columns[*at])
        )
    });
    labels
        .chain(numbers)
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The first days of years, or of months where all is within two years.
fn years(first: i32, last: i32) -> Vec<(i32, String)> {
    let (from, to) = (civil(first), civil(last));
    let span = to.year() - from.year();
    let mut ticks = Vec::new();
    for year in from.year()..=to.year().saturating_add(1) {
        let months: &[i8] = match span {
            0 => &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
            1 => &[1, 4, 7, 10],
            _ => &[1],
        };
        for month in months {
            if let Some(date) = PartialDate::month(year, *month)
                && (first..=last).contains(&date.first)
            {
                let name = if span < 2 {
                    date.to_string()
                } else {
                    year.to_string()
                };
                ticks.push((date.first, name));
            }
        }
    }
    ticks
}
