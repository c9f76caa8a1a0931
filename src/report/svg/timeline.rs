//! Rows along time: each with its date and what it is; a vague date is drawn as long as it may be.

use super::Drawn;
use super::axis::names;
use super::canvas::{Anchor, LINE, count, fitted, width_of};
use crate::model::date::{PartialDate, civil};
use crate::render::cell::shown;
use crate::render::chart::read::{is_closed, label};
use crate::value::{Chart, ColumnType, Rows, Value};

/// Rows that are drawn.
const MOST: usize = 60;
const ROW: f64 = 24.0;

pub(super) fn draw(rows: &Rows, chart: &Chart, drawn: &mut Drawn) {
    let dates = chart
        .labels
        .iter()
        .position(|it| rows.columns[it.column].kind == ColumnType::Date);
    let Some(dates) = dates else {
        return;
    };
    let column = chart.labels[dates].column;
    let date_of = |record: &[Value]| match &record[column] {
        Value::Date(date) if is_closed(*date) => Some(*date),
        _ => None,
    };
    let mut placed: Vec<(PartialDate, &Vec<Value>)> = rows
        .records
        .iter()
        .filter_map(|record| Some((date_of(record)?, record)))
        .collect();
    let n_undated = rows.records.len() - placed.len();
    if n_undated > 0 {
        drawn
            .remarks
            .push(format!("{n_undated} whose date is open or missing."));
    }
    placed.sort_by_key(|(date, _)| *date);
    if placed.len() > MOST {
        drawn.remarks.push(format!(
            "{} more are in the table only.",
            placed.len() - MOST
        ));
        placed.truncate(MOST);
    }
    let Some(first) = placed.iter().map(|(date, _)| date.first).min() else {
        return;
    };
    let last = placed
        .iter()
        .map(|(date, _)| date.last)
        .max()
        .unwrap_or(first);
    let canvas = &mut drawn.canvas;
    let is_narrow = canvas.is_narrow();
    let date_texts: Vec<String> = placed
        .iter()
        .map(|(_, record)| label(rows, record, &chart.labels[dates]))
        .collect();
    let date_width = date_texts
        .iter()
        .map(|text| width_of(text))
        .fold(0.0, f64::max);
    let (left, right) = if is_narrow {
        (4.0, canvas.width - 4.0)
    } else {
        (date_width + 16.0, canvas.width * 0.38)
    };
    let x = |day: i32| {
        left + f64::from(day - first) / f64::from((last - first).max(1)) * (right - left)
    };
    let row = if is_narrow { ROW + LINE + 4.0 } else { ROW };
    let top = 26.0;
    let height = top + count(placed.len()) * row;
    let ticks = years(first, last);
    for (day, _) in &ticks {
        canvas.line((x(*day), top - 4.0), (x(*day), height), "grid");
    }
    let years: Vec<(f64, String)> = ticks
        .into_iter()
        .map(|(day, name)| (x(day), name))
        .collect();
    names(canvas, &years, 14.0, "tick");
    for (at, ((date, record), date_text)) in placed.iter().zip(&date_texts).enumerate() {
        let y = top + count(at) * row + if is_narrow { 8.0 } else { row / 2.0 };
        let told = told(rows, record, chart, dates);
        canvas.line((left, y), (right, y), "track");
        let (from, to) = (x(date.first), x(date.last));
        if to - from > 7.0 {
            canvas.rect(
                (from, y - 3.5),
                (to - from, 7.0),
                "f0 span",
                &format!("{date_text}: {told}"),
            );
        } else {
            canvas.circle(
                (f64::midpoint(from, to), y),
                4.5,
                "f0",
                &format!("{date_text}: {told}"),
            );
        }
        if is_narrow {
            canvas.text((left, y + LINE), Anchor::Start, "strong", date_text);
            let start = left + width_of(date_text) + 10.0;
            canvas.text(
                (start, y + LINE),
                Anchor::Start,
                "name",
                &fitted(&told, canvas.width - start),
            );
        } else {
            canvas.text((date_width, y + 4.5), Anchor::End, "number", date_text);
            let start = right + 12.0;
            canvas.text(
                (start, y + 4.5),
                Anchor::Start,
                "name",
                &fitted(&told, canvas.width - start),
            );
        }
    }
    canvas.height = height + 4.0;
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
