//! Bars: a line for each row, its labels, its number as it is, and a bar of that length.

use super::Sheet;
use super::paper::{Paper, left, right, share_width};
use super::read::{labels, number, other_numbers, unit_number};
use crate::model::date::Precision;
use crate::render::cell::{cells, shown};
use crate::value::{Chart, Rows, Value};

/// A label is never cut to less.
const LEAST_LABEL: usize = 8;
/// A bar has at least these cells where a page is wide enough at all.
const LEAST_BAR: usize = 12;

/// One bar with what stands before it.
pub(super) struct Line {
    pub(super) labels: Vec<String>,
    /// The number as it is, and numbers that are told beside it.
    pub(super) numbers: Vec<String>,
    pub(super) length: Option<f64>,
}

pub(super) fn draw(rows: &Rows, chart: &Chart, paper: Paper, sheet: &mut Sheet) {
    let mut heads: Vec<String> = chart
        .labels
        .iter()
        .map(|label| rows.columns[label.column].name.clone())
        .collect();
    let is_many = chart.values.len() > 1;
    let others = if is_many {
        Vec::new()
    } else {
        other_numbers(rows, chart)
    };
    let mut numbers: Vec<String> = Vec::new();
    if is_many {
        heads.push(String::new());
        numbers.push(String::new());
    } else {
        let shown = chart.values.iter().chain(&others);
        numbers.extend(shown.map(|at| rows.columns[*at].name.clone()));
    }
    let mut lines = Vec::new();
    let mut before = None;
    for record in &rows.records {
        let unit = chart
            .labels
            .first()
            .and_then(|label| unit_number(&record[label.column]));
        if is_gap(before, unit) {
            lines.push(Line::gap(heads.len(), numbers.len(), paper));
        }
        before = unit;
        for value in &chart.values {
            let mut labels = labels(rows, record, chart);
            if is_many {
                labels.push(rows.columns[*value].name.clone());
            }
            let told = [*value].into_iter().chain(others.iter().copied());
            lines.push(Line {
                labels,
                numbers: told
                    .map(|at| shown(&record[at], &rows.columns[at]))
                    .collect(),
                length: number(&record[*value]),
            });
        }
    }
    write(&heads, &numbers, &lines, paper, sheet);
}

impl Line {
    /// Stands where units of time are missing between two bars.
    fn gap(n_labels: usize, n_numbers: usize, paper: Paper) -> Self {
        let mut labels = vec![String::new(); n_labels];
        if let Some(label) = labels.first_mut() {
            paper.sign("⋮", ":").clone_into(label);
        }
        Self {
            labels,
            numbers: vec![String::new(); n_numbers],
            length: None,
        }
    }
}

/// Whether units of time are missing between two rows.
fn is_gap(before: Option<(Precision, i64)>, after: Option<(Precision, i64)>) -> bool {
    match (before, after) {
        (Some((one, before)), Some((other, after))) => one == other && after > before + 1,
        _ => false,
    }
}

/// Writes lines under their heads; a first label that is that of the line before is left out.
pub(super) fn write(
    heads: &[String],
    numbers: &[String],
    lines: &[Line],
    paper: Paper,
    sheet: &mut Sheet,
) {
    let widest = |head: &String, texts: &mut dyn Iterator<Item = &String>| {
        texts
            .map(|text| cells(text))
            .max()
            .unwrap_or(0)
            .max(cells(head))
    };
    let mut number_widths: Vec<usize> = (0..numbers.len())
        .map(|at| {
            widest(
                &numbers[at],
                &mut lines.iter().map(|line| &line.numbers[at]),
            )
        })
        .collect();
    let wanted: Vec<usize> = (0..heads.len())
        .map(|at| widest(&heads[at], &mut lines.iter().map(|line| &line.labels[at])))
        .collect();
    let taken = |widths: &[usize]| widths.iter().map(|width| width + 2).sum::<usize>();
    // Numbers beside the drawn one give way first, and are counted.
    while number_widths.len() > 1
        && taken(&number_widths) + (LEAST_LABEL + 2) * heads.len() + LEAST_BAR > paper.width
    {
        number_widths.pop();
        sheet.hidden_columns += 1;
    }
    let for_bar = (paper.width / 4).max(LEAST_BAR);
    let for_labels = paper.width.saturating_sub(taken(&number_widths) + for_bar);
    let widths = share_width(wanted, for_labels, LEAST_LABEL);
    let room = paper
        .width
        .saturating_sub(taken(&widths) + taken(&number_widths))
        .max(1);
    let scale = Scale::of(lines.iter().filter_map(|line| line.length), room);
    let mut text = String::new();
    for (head, width) in heads.iter().zip(&widths) {
        text += &left(&sheet.fitted(paper, head, *width), width + 2);
    }
    for (head, width) in numbers.iter().zip(&number_widths) {
        text += &(right(head, *width) + "  ");
    }
    sheet.line(&text);
    let mut before: &[String] = &[];
    for line in lines {
        let mut text = String::new();
        let mut is_same = true;
        for (at, (label, width)) in line.labels.iter().zip(&widths).enumerate() {
            is_same = is_same && before.get(at) == Some(label) && at + 1 < line.labels.len();
            let shown = if is_same {
                String::new()
            } else {
                sheet.fitted(paper, label, *width)
            };
            text += &left(&shown, width + 2);
        }
        for (number, width) in line.numbers.iter().zip(&number_widths) {
            text += &(right(number, *width) + "  ");
        }
        text += &scale.bar(line.length, paper);
        sheet.line(&text);
        before = &line.labels;
    }
}

/// Numbers as lengths, with 0 at the left or, where some are below it, in between.
pub(super) struct Scale {
    below: f64,
    above: f64,
    left: usize,
    right: usize,
}

impl Scale {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "cells of a page"
    )]
    pub(super) fn of(numbers: impl Iterator<Item = f64> + Clone, room: usize) -> Self {
        let above = numbers.clone().fold(0.0, f64::max);
        let below = -numbers.fold(0.0, f64::min);
        let part = if below > 0.0 {
            // Each side divided first: the sum of two huge numbers may be infinite.
            let most = below.max(above);
            below / most / (below / most + above / most)
        } else {
            0.0
        };
        let at_least = |side: usize, length: f64| side.max(usize::from(length > 0.0));
        let left = at_least((part * room as f64).round() as usize, below);
        let left = left.min(room - usize::from(above > 0.0));
        Self {
            below,
            above,
            left,
            right: room - left,
        }
    }

    fn bar(&self, length: Option<f64>, paper: Paper) -> String {
        let blank = " ".repeat(self.left);
        match length {
            Some(length) if length < 0.0 => paper.bar_to_left(-length / self.below, self.left),
            Some(length) if length > 0.0 => blank + &paper.bar(length / self.above, self.right),
            _ => blank,
        }
    }
}

/// The value of a row, for charts that draw one.
pub(super) fn the_value<'r>(record: &'r [Value], chart: &Chart) -> &'r Value {
    chart.values.first().map_or(&Value::Null, |at| &record[*at])
}
