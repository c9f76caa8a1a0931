//! Bars: one for each row, its label before it and its number behind it.

use super::Drawn;
use super::canvas::{Anchor, LINE, count, fitted, width_of};
use crate::render::cell::shown;
use crate::render::chart::read::{labels, number};
use crate::value::{Chart, Rows};

/// Bars that are drawn.
const MOST: usize = 60;
const ROW: f64 = 26.0;

pub(super) fn draw(rows: &Rows, chart: &Chart, drawn: &mut Drawn) {
    let mut bars = Vec::new();
    for record in &rows.records {
        let label = labels(rows, record, chart).join(" · ");
        for value in &chart.values {
            let column = &rows.columns[*value];
            let name = if chart.values.len() > 1 {
                format!("{label} · {}", column.name)
            } else {
                label.clone()
            };
            bars.push((
                name,
                number(&record[*value]),
                shown(&record[*value], column),
            ));
        }
    }
    if bars.len() > MOST {
        drawn.remarks.push(format!(
            "{} more rows are in the table only.",
            bars.len() - MOST
        ));
        bars.truncate(MOST);
    }
    let canvas = &mut drawn.canvas;
    let widest =
        |texts: &mut dyn Iterator<Item = &String>| texts.map(|it| width_of(it)).fold(0.0, f64::max);
    let is_stacked = canvas.is_narrow();
    let label_width = widest(&mut bars.iter().map(|bar| &bar.0)).min(canvas.width * 0.36);
    let number_width = widest(&mut bars.iter().map(|bar| &bar.2)) + 8.0;
    let left = if is_stacked { 0.0 } else { label_width + 10.0 };
    // One long bar alone says nothing.
    let longest = 60.0 + 120.0 * count(bars.len());
    let room = (canvas.width - left - number_width).clamp(20.0, longest);
    let values = || bars.iter().filter_map(|bar| bar.1);
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let scale = |value: f64| (value - low) / (high - low).max(f64::MIN_POSITIVE) * room;
    let row = if is_stacked { ROW + LINE - 6.0 } else { ROW };
    for (at, (label, value, text)) in bars.iter().enumerate() {
        let top = count(at) * row;
        let bar_top = if is_stacked { top + LINE } else { top + 3.0 };
        if is_stacked {
            canvas.text(
                (0.0, top + 13.0),
                Anchor::Start,
                "name",
                &fitted(label, canvas.width),
            );
        } else {
            canvas.text(
                (label_width, top + 17.0),
                Anchor::End,
                "name",
                &fitted(label, label_width),
            );
        }
        let height = if is_stacked { 14.0 } else { 20.0 };
        let mut end = left + scale(0.0);
        if let Some(value) = value {
            let (from, to) = (scale(value.min(0.0)), scale(value.max(0.0)));
            canvas.rect(
                (left + from, bar_top),
                ((to - from).max(1.0), height),
                "f0",
                &format!("{label}: {text}"),
            );
            end = left + to;
        }
        canvas.text(
            (end + 6.0, bar_top + height - 4.5),
            Anchor::Start,
            "number",
            text,
        );
    }
    canvas.height = count(bars.len()) * row + 2.0;
}
