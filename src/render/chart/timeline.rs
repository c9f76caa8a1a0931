//! Rows along time: each with its date, where that lies between the first and the last, and what it
//! is. A vague date is drawn as long as it may be.

use jiff::civil::Date;

use super::Sheet;
use super::paper::{Paper, left};
use super::read::{is_closed, label};
use crate::model::date::{Day, PartialDate, civil};
use crate::render::cell::{cells, shown};
use crate::value::{Chart, ColumnType, Rows, Value};

pub(super) fn draw(rows: &Rows, chart: &Chart, paper: Paper, sheet: &mut Sheet) {
    let dates = chart
        .labels
        .iter()
        .position(|label| rows.columns[label.column].kind == ColumnType::Date);
    let Some(dates) = dates else {
        return;
    };
    let of = |record: &[Value]| match &record[chart.labels[dates].column] {
        Value::Date(date) => Some(*date),
        _ => None,
    };
    let known: Vec<PartialDate> = rows.records.iter().filter_map(|row| of(row)).collect();
    let ends = known.iter().filter(|date| is_closed(**date));
    let first = ends.clone().map(|date| date.first).min();
    let last = ends.map(|date| date.last).max();
    let texts: Vec<String> = rows
        .records
        .iter()
        .map(|record| label(rows, record, &chart.labels[dates]))
        .collect();
    let date_width = texts
        .iter()
        .map(|text| cells(text))
        .max()
        .unwrap_or(0)
        .max(4);
    let room = paper.width.saturating_sub(date_width + 4);
    let axis = Axis {
        first: first.unwrap_or(0),
        last: last.unwrap_or(0),
        width: (room / 3).clamp(8, 60),
    };
    let widths = label_widths(rows, chart, dates);
    let text_width = room.saturating_sub(axis.width);
    sheet.line(&format!("{}  {}", left("", date_width), axis.years(paper)));
    for (record, text) in rows.records.iter().zip(&texts) {
        let drawn =
            of(record).map_or_else(|| " ".repeat(axis.width), |date| axis.mark(date, paper));
        let told = told(rows, record, chart, (dates, &widths));
        let told = sheet.fitted(paper, &told, text_width);
        sheet.line(&format!("{}  {drawn}  {told}", left(text, date_width)));
    }
}

/// A label that others follow has at most so many cells of its own.
const MOST_LABEL: usize = 24;

/// The widths of the labels beside the date; the last needs none.
fn label_widths(rows: &Rows, chart: &Chart, dates: usize) -> Vec<usize> {
    let others = chart.labels.iter().enumerate();
    let others = others.filter(|(at, _)| *at != dates);
    let mut widths: Vec<usize> = others
        .map(|(_, it)| {
            let texts = rows
                .records
                .iter()
                .map(|record| cells(&label(rows, record, it)));
            texts.max().unwrap_or(0).min(MOST_LABEL)
        })
        .collect();
    if chart.values.is_empty() {
        widths.pop();
    }
    widths
}

/// What a row is: its other labels, then its numbers with their names.
fn told(
    rows: &Rows,
    record: &[Value],
    chart: &Chart,
    (dates, widths): (usize, &[usize]),
) -> String {
    let others = chart.labels.iter().enumerate();
    let others = others.filter(|(at, _)| *at != dates);
    let labels = others.enumerate().map(|(at, (_, it))| {
        let width = widths.get(at).copied().unwrap_or(0);
        left(&label(rows, record, it), width)
    });
    let numbers = chart.values.iter().map(|at| {
        let column = &rows.columns[*at];
        format!("{} {}", column.name, shown(&record[*at], column))
    });
    labels.chain(numbers).collect::<Vec<_>>().join("  ")
}

/// The time between two days on so many cells.
struct Axis {
    first: Day,
    last: Day,
    width: usize,
}

impl Axis {
    /// The cell of a day.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "cells of a page"
    )]
    fn cell(&self, day: Day) -> usize {
        let day = day.clamp(self.first, self.last);
        let span = f64::from(self.last - self.first).max(1.0);
        let place = f64::from(day - self.first) / span * (self.width - 1) as f64;
        place.round() as usize
    }

    fn mark(&self, date: PartialDate, paper: Paper) -> String {
        let (from, to) = (self.cell(date.first), self.cell(date.last));
        let mut signs = vec![paper.sign("┈", "."); self.width];
        if from == to {
            signs[from] = paper.sign("●", "o");
        } else {
            signs[from..=to].fill(paper.sign("─", "-"));
            signs[from] = paper.sign("├", "|");
            signs[to] = paper.sign("┤", "|");
        }
        signs.concat()
    }

    /// The first and the last day, and the years between where there is room for them.
    fn years(&self, paper: Paper) -> String {
        let (first, last) = (civil(self.first), civil(self.last));
        let mut line = vec![' '; self.width];
        let mut free = 0;
        let mut put = |line: &mut Vec<char>, at: usize, text: &str| {
            let at = at.min(self.width.saturating_sub(text.len()));
            if at >= free {
                for (place, sign) in text.chars().enumerate() {
                    line[at + place] = sign;
                }
                free = at + text.len() + 2;
            }
        };
        if first == last {
            put(&mut line, 0, &first.to_string());
        } else if first.year() == last.year() {
            // Two names that are the same would name nothing.
            let is_one_month = first.month() == last.month();
            let name = |day: Date| {
                if is_one_month {
                    day.to_string()
                } else {
                    format!("{:04}-{:02}", day.year(), day.month())
                }
            };
            put(&mut line, 0, &name(first));
            put(&mut line, self.width, &name(last));
        } else {
            let step = ((i32::from(last.year()) - i32::from(first.year())) * 7
                / i32::try_from(self.width).unwrap_or(i32::MAX)
                + 1)
            .max(1);
            let years = (i32::from(first.year())..=i32::from(last.year()))
                .step_by(step.unsigned_abs() as usize);
            for year in years.filter_map(|year| i16::try_from(year).ok()) {
                let start = PartialDate::year(year).first;
                let sign = paper.sign("╵", "'");
                put(
                    &mut line,
                    self.cell(start),
                    &format!("{sign}{year}").replace('╵', "'"),
                );
            }
        }
        line.into_iter().collect()
    }
}
