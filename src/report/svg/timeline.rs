//! Rows along time: each with its date, what it is and who says so; a vague date is drawn as long as it may be.

use super::Drawn;
use super::axis::names;
use super::canvas::{Anchor, Canvas, count, width_of, wrapped};
use crate::model::date::{MONTHS, PartialDate, civil};
use crate::render::cell::shown;
use crate::render::chart::read::{is_closed, label};
use crate::report::ask::Taken;
use crate::report::words;
use crate::value::{Chart, ChartLabel, ColumnType, Rows, Value};

/// Rows that are drawn.
const MOST: usize = 60;
/// Lines that tell what a row is.
const MOST_LINES: usize = 3;
/// Height of a line.
const LINE: f64 = 16.0;
/// Between two rows.
const GAP: f64 = 9.0;
/// Height of a track that has a line of its own.
const TRACK: f64 = 10.0;
/// Room for the names of years.
const TOP: f64 = 26.0;

/// A row that has a date.
struct Dated {
    date: PartialDate,
    /// The date as it is written.
    text: String,
    /// What the row is.
    told: String,
    /// Who says so; empty where no column tells.
    by: String,
}

pub(super) fn draw(taken: &Taken, chart: &Chart, drawn: &mut Drawn) {
    let mut all = dated(taken, chart);
    let n_undated = taken.rows.records.len() - all.len();
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
    let axis = Axis::new((first, last), &all, &drawn.canvas);
    let texts: Vec<Lines> = all
        .iter()
        .map(|row| axis.lines(row, &drawn.canvas))
        .collect();
    let canvas = &mut drawn.canvas;
    let top = if axis.is_drawn() { TOP } else { 4.0 };
    canvas.height = top + texts.iter().map(Lines::height).sum::<f64>();
    axis.draw(canvas);
    let mut y = top;
    for (row, lines) in all.iter().zip(&texts) {
        axis.row(canvas, row, lines, y);
        y += lines.height();
    }
}

/// The rows with a date that has two ends, in its order.
fn dated(taken: &Taken, chart: &Chart) -> Vec<Dated> {
    let rows = &taken.rows;
    let mut labels = chart.labels.iter();
    let Some(dates) = labels.position(|it| rows.columns[it.column].kind == ColumnType::Date) else {
        return Vec::new();
    };
    let read = |(at, record): (usize, &Vec<Value>)| match &record[chart.labels[dates].column] {
        Value::Date(date) if is_closed(*date) => Some(Dated {
            date: *date,
            text: words::date(*date),
            told: told(rows, record, chart, dates),
            by: by(taken, at, chart),
        }),
        _ => None,
    };
    let mut all: Vec<Dated> = rows.records.iter().enumerate().filter_map(read).collect();
    all.sort_by_key(|row| row.date);
    all
}

/// What a row says, broken into lines.
struct Lines {
    told: Vec<String>,
    by: Vec<String>,
    /// Whether the date has a line of its own above them.
    has_head: bool,
}

impl Lines {
    fn height(&self) -> f64 {
        let head = if self.has_head { LINE + TRACK } else { 0.0 };
        count(self.told.len() + self.by.len()) * LINE + head + GAP
    }
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
    fn new(days: (i32, i32), all: &[Dated], canvas: &Canvas) -> Self {
        let texts = all.iter().map(|row| width_of(&row.text));
        let date_width = texts.fold(0.0, f64::max);
        let (left, right) = match (canvas.is_narrow(), days.0 == days.1) {
            (true, _) => (4.0, canvas.width - 4.0),
            // Of a single day there is no course of time to draw.
            (false, true) => (date_width + 4.0, date_width + 4.0),
            (false, false) => (date_width + 16.0, canvas.width * 0.4),
        };
        Self {
            days,
            left,
            right,
            date_width,
        }
    }

    fn is_drawn(&self) -> bool {
        self.days.0 < self.days.1
    }

    fn x(&self, day: i32) -> f64 {
        let (first, last) = self.days;
        let part = f64::from(day - first) / f64::from((last - first).max(1));
        self.left + part * (self.right - self.left)
    }

    fn lines(&self, row: &Dated, canvas: &Canvas) -> Lines {
        let has_head = canvas.is_narrow();
        let room = if has_head {
            canvas.width - self.left
        } else {
            canvas.width - self.right - 18.0
        };
        Lines {
            told: wrapped(&row.told, room, MOST_LINES),
            by: if row.by.is_empty() {
                Vec::new()
            } else {
                wrapped(&row.by, room, 2)
            },
            has_head,
        }
    }

    fn draw(&self, canvas: &mut Canvas) {
        if !self.is_drawn() {
            return;
        }
        let ticks = ticks(self.days.0, self.days.1).into_iter();
        let ticks: Vec<(f64, String)> = ticks.map(|(day, name)| (self.x(day), name)).collect();
        let height = canvas.height;
        for (x, _) in &ticks {
            canvas.line((*x, TOP - 4.0), (*x, height), "grid");
        }
        names(canvas, &ticks, 14.0, "tick");
    }

    /// Draws a row whose top is there.
    fn row(&self, canvas: &mut Canvas, row: &Dated, lines: &Lines, top: f64) {
        let middle = top + if lines.has_head { 5.0 } else { 9.0 };
        let told = format!("{}: {}", row.text, row.told);
        if self.is_drawn() {
            canvas.line((self.left, middle), (self.right, middle), "track");
            let (from, to) = (self.x(row.date.first), self.x(row.date.last));
            if to - from > 7.0 {
                canvas.rect((from, middle - 3.5), (to - from, 7.0), "f0 span", &told);
            } else {
                canvas.circle((f64::midpoint(from, to), middle), 4.5, "f0", &told);
            }
        }
        let (start, mut y) = if lines.has_head {
            let foot = top + TRACK + 13.5;
            canvas.text((self.left, foot), Anchor::Start, "strong", &row.text);
            (self.left, foot + LINE)
        } else {
            let foot = top + 13.5;
            canvas.text((self.date_width, foot), Anchor::End, "number", &row.text);
            (self.right + 18.0, foot)
        };
        let told = lines.told.iter().map(|line| (line, "name"));
        for (line, class) in told.chain(lines.by.iter().map(|line| (line, "key"))) {
            canvas.text((start, y), Anchor::Start, class, line);
            y += LINE;
        }
    }
}

/// Whether a column tells who says what the row tells.
fn is_speaker(rows: &Rows, label: &ChartLabel) -> bool {
    matches!(
        rows.columns[label.column].name.as_str(),
        "claimant" | "source"
    )
}

/// Who says so, by the columns `claimant` and `source`.
fn by(taken: &Taken, at: usize, chart: &Chart) -> String {
    let (rows, record) = (&taken.rows, &taken.rows.records[at]);
    let set = taken.sets.get(at).and_then(Option::as_deref);
    let speakers = chart.labels.iter().filter(|it| is_speaker(rows, it));
    let told = |name: &str| {
        let mut named = speakers
            .clone()
            .filter(|it| rows.columns[it.column].name == name);
        named.find_map(|it| match &record[it.column] {
            Value::Null => None,
            value => Some(shown(value, &rows.columns[it.column])),
        })
    };
    match (told("claimant"), told("source")) {
        (None, None) if set.is_none() || speakers.clone().next().is_none() => String::new(),
        (claimant, source) => words::attribution(claimant.as_deref(), source.as_deref(), set),
    }
}

/// What a row is: its other labels, then its numbers with their names.
fn told(rows: &Rows, record: &[Value], chart: &Chart, dates: usize) -> String {
    let others = chart
        .labels
        .iter()
        .enumerate()
        .filter(|(at, it)| *at != dates && !is_speaker(rows, it));
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

/// Days that are named along the axis, as fine as it is long; no name stands twice.
fn ticks(first: i32, last: i32) -> Vec<(i32, String)> {
    let inside = |date: &PartialDate| (first..=last).contains(&date.first);
    let (from, to) = (civil(first), civil(last));
    let months = |step: usize| {
        let years = from.year()..=to.year().saturating_add(1);
        let all = years.flat_map(move |year| {
            (1..=12)
                .step_by(step)
                .filter_map(move |month| PartialDate::month(year, month))
        });
        all.filter(inside)
    };
    match last - first {
        0..=90 => {
            let step = if last - first <= 14 { 1 } else { 7 };
            let days = (first..=last).step_by(step);
            days.map(|day| (day, short_day(day))).collect()
        }
        91..=800 => {
            let step = if last - first <= 400 { 1 } else { 3 };
            months(step)
                .map(|date| (date.first, short_month(date.first)))
                .collect()
        }
        _ => months(12)
            .map(|date| (date.first, civil(date.first).year().to_string()))
            .collect(),
    }
}

/// `5 Apr`
fn short_day(day: i32) -> String {
    let name = short_month(day);
    format!("{} {}", civil(day).day(), &name[..3])
}

/// `Apr 2017`
fn short_month(day: i32) -> String {
    let date = civil(day);
    let name = MONTHS[usize::try_from(date.month() - 1).unwrap_or(0).min(11)];
    format!(
        "{}{} {}",
        name[..1].to_uppercase(),
        &name[1..3],
        date.year()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice_on_the_axis() {
        for length in [1, 5, 14, 40, 89, 91, 300, 500, 900, 4_000, 20_000] {
            let ticks = ticks(16_000, 16_000 + length);
            assert!(!ticks.is_empty(), "{length}");
            let mut names: Vec<&String> = ticks.iter().map(|(_, name)| name).collect();
            names.dedup();
            assert_eq!(names.len(), ticks.len(), "{length}");
        }
        assert_eq!(ticks(17_261, 17_262)[0].1, "5 Apr");
    }
}
