//! Values along time or another order: one series as columns on a scale, several as a line of signs
//! each. Units of time that no row has stay empty, and what lies at no time is told below.

use std::collections::{BTreeMap, HashSet};

use super::Sheet;
use super::paper::{Paper, left, right, share_width};
use super::read::{Texts, in_order, label, number, unit_number};
use crate::render::cell::{cells, shown, thousands};
use crate::value::{Chart, ColumnType, Rows, Value};

/// Lines of a plot.
const HEIGHT: usize = 8;
/// Series that are drawn.
const MOST_SERIES: usize = 12;
/// Places along the page, of which rows may leave some empty.
const MOST_PLACES: i64 = 100_000;

/// A number with how it is written.
type Point = (f64, String);

/// Values at the same places.
struct Series {
    name: String,
    points: Vec<Option<Point>>,
    /// What lies at no place, with its label.
    beside: Vec<(String, String)>,
}

/// The places of rows along the page.
struct Places {
    /// By the text of a label, its place.
    of: BTreeMap<String, usize>,
    count: usize,
    /// What the places are called, where rows have them.
    names: Vec<(usize, String)>,
}

pub(super) fn draw(rows: &Rows, chart: &Chart, paper: Paper, sheet: &mut Sheet) {
    let along = along(rows, chart);
    let places = places(rows, chart, along);
    let (all, n_others) = series(rows, chart, along, &places);
    match all.as_slice() {
        [one] => plot(one, &places, paper, sheet),
        all => sparks((all, n_others), &places, paper, sheet),
    }
}

/// One series as a single line of signs, on what it has below it.
pub(super) fn strip(rows: &Rows, chart: &Chart, paper: Paper, sheet: &mut Sheet) {
    let along = along(rows, chart);
    let places = places(rows, chart, along);
    let (all, _) = series(rows, chart, along, &places);
    let Some(one) = all.first() else { return };
    let known = || one.points.iter().flatten();
    let high = known().max_by(|one, other| one.0.total_cmp(&other.0));
    let low = known().min_by(|one, other| one.0.total_cmp(&other.0));
    let (Some(high), Some(low)) = (high, low) else {
        return;
    };
    let steps = Steps::of(places.count, paper.width);
    let top = high.0.max(f64::MIN_POSITIVE);
    let signs = steps.highest(&one.points).into_iter();
    let signs =
        signs.map(|point| steps.sign(point.map_or(" ", |point| paper.spark(point.0 / top))));
    sheet.line(&signs.collect::<String>());
    sheet.line(&names(&places, &steps, paper.width));
    steps.note(sheet);
    let told = extremes(one, &places, low, high);
    sheet.parts(paper, &told, paper.sign(" · ", ", "));
}

/// The label along which the values lie: the first that is time, else the first.
fn along(rows: &Rows, chart: &Chart) -> Option<usize> {
    let is_time = |at: usize| {
        let column = chart.labels[at].column;
        let is_unit = |record: &Vec<Value>| unit_number(&record[column]).is_some();
        rows.columns[column].kind == ColumnType::Date || rows.records.iter().any(is_unit)
    };
    let mut labels = 0..chart.labels.len();
    labels
        .find(|at| is_time(*at))
        .or((!chart.labels.is_empty()).then_some(0))
}

fn places(rows: &Rows, chart: &Chart, along: Option<usize>) -> Places {
    let mut known: Vec<(&Value, String)> = Vec::new();
    let mut seen = HashSet::new();
    if let Some(along) = along.map(|at| &chart.labels[at]) {
        for record in &rows.records {
            let value = &record[along.column];
            let text = label(rows, record, along);
            if *value != Value::Null && seen.insert(text.clone()) {
                known.push((value, text));
            }
        }
    }
    let units: Vec<_> = known.iter().map(|(value, _)| unit_number(value)).collect();
    let numbers: Option<Vec<_>> = units.into_iter().collect();
    let of_one_unit =
        numbers.filter(|numbers| numbers.windows(2).all(|pair| pair[0].0 == pair[1].0));
    if let Some(numbers) = of_one_unit
        && let (Some(first), Some(last)) = (
            numbers.iter().map(|it| it.1).min(),
            numbers.iter().map(|it| it.1).max(),
        )
        && last - first < MOST_PLACES
    {
        let place = |number: i64| usize::try_from(number - first).unwrap_or(0);
        let mut names: Vec<(usize, String)> = known
            .iter()
            .zip(&numbers)
            .map(|((_, name), (_, number))| (place(*number), name.clone()))
            .collect();
        names.sort();
        return Places {
            of: names.iter().map(|(at, name)| (name.clone(), *at)).collect(),
            count: place(last) + 1,
            names,
        };
    }
    known.sort_by(|one, other| in_order(one.0, other.0));
    let names: Vec<(usize, String)> = known
        .into_iter()
        .map(|(_, name)| name)
        .enumerate()
        .collect();
    Places {
        of: names.iter().map(|(at, name)| (name.clone(), *at)).collect(),
        count: names.len(),
        names,
    }
}

/// The values of a series that are there, by their places: of thousands of series most are never drawn.
#[derive(Default)]
struct Found {
    points: BTreeMap<usize, Point>,
    beside: Vec<(String, String)>,
}

/// The series that are drawn, and how many are not, the lowest in all.
fn series(
    rows: &Rows,
    chart: &Chart,
    along: Option<usize>,
    places: &Places,
) -> (Vec<Series>, usize) {
    let (names, mut found) = found(rows, chart, along, places);
    let sum = |found: &Found| -> f64 { found.points.values().map(|point| point.0).sum() };
    let sums: Vec<f64> = found.iter().map(sum).collect();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|one, other| sums[*other].total_cmp(&sums[*one]).then(other.cmp(one)));
    order.truncate(MOST_SERIES);
    order.sort_unstable();
    let drawn = order.into_iter().map(|at| {
        let found = std::mem::take(&mut found[at]);
        let mut points = vec![None; places.count];
        for (place, point) in found.points {
            points[place] = Some(point);
        }
        Series {
            name: names[at].clone(),
            points,
            beside: found.beside,
        }
    });
    let drawn: Vec<Series> = drawn.collect();
    let n_others = names.len() - drawn.len();
    (drawn, n_others)
}

/// All series by their names, in the order of the rows.
fn found(
    rows: &Rows,
    chart: &Chart,
    along: Option<usize>,
    places: &Places,
) -> (Vec<String>, Vec<Found>) {
    let mut names = Texts::default();
    let mut all: Vec<Found> = Vec::new();
    let is_made = chart.values.len() > 1;
    for record in &rows.records {
        let others = chart.labels.iter().enumerate();
        let others = others.filter(|(at, _)| Some(*at) != along);
        let others: Vec<String> = others.map(|(_, it)| label(rows, record, it)).collect();
        let at = along.map(|at| label(rows, record, &chart.labels[at]));
        let at = at.unwrap_or_default();
        for value in &chart.values {
            let column = &rows.columns[*value];
            let mut name = others.clone();
            if is_made || name.is_empty() {
                name.push(column.name.clone());
            }
            let name = name.join("  ");
            let found = names.place(name);
            all.resize_with(names.count(), Found::default);
            let text = shown(&record[*value], column);
            match (places.of.get(&at), number(&record[*value])) {
                (Some(place), Some(number)) => {
                    all[found].points.insert(*place, (number, text));
                }
                (None, _) => all[found].beside.push((at.clone(), text)),
                (Some(_), None) => {}
            }
        }
    }
    (names.into_all(), all)
}

/// The width of a place, or how many places share a cell.
struct Steps {
    width: usize,
    shared: usize,
}

impl Steps {
    fn of(count: usize, room: usize) -> Self {
        let shared = count.div_ceil(room.max(1)).max(1);
        Self {
            width: (room / count.div_ceil(shared).max(1)).clamp(1, 8),
            shared,
        }
    }

    /// The highest point of each step.
    fn highest<'p>(&self, points: &'p [Option<Point>]) -> Vec<Option<&'p Point>> {
        let highest = |part: &'p [Option<Point>]| {
            let known = part.iter().flatten();
            known.max_by(|one, other| one.0.total_cmp(&other.0))
        };
        points.chunks(self.shared).map(highest).collect()
    }

    /// A sign as wide as a step, with a gap after it where there is room.
    fn sign(&self, sign: &str) -> String {
        if self.width == 1 {
            sign.to_owned()
        } else {
            left(&sign.repeat(self.width - 1), self.width)
        }
    }

    fn note(&self, sheet: &mut Sheet) {
        if self.shared > 1 {
            sheet.line(&format!(
                "each cell shows the highest of {} places",
                self.shared
            ));
        }
    }
}

fn plot(series: &Series, places: &Places, paper: Paper, sheet: &mut Sheet) {
    let known = || series.points.iter().flatten();
    let high = known().max_by(|one, other| one.0.total_cmp(&other.0));
    let low = known().min_by(|one, other| one.0.total_cmp(&other.0));
    let (Some(high), Some(low)) = (high, low) else {
        sheet.line(&series.name);
        beside(series, sheet);
        return;
    };
    let (top, foot) = (high.0.max(0.0), low.0.min(0.0));
    let zero = "0".to_owned();
    let top_text = if high.0 >= 0.0 { &high.1 } else { &zero };
    let foot_text = if low.0 < 0.0 { &low.1 } else { &zero };
    let scale_width = cells(top_text).max(cells(foot_text));
    let steps = Steps::of(places.count, paper.width.saturating_sub(scale_width + 3));
    let points = steps.highest(&series.points);
    sheet.line(&series.name);
    let zero_row = (foot < 0.0).then(|| row_of(0.0, (foot, top)));
    for row in (0..HEIGHT).rev() {
        let text = match row {
            0 => foot_text.as_str(),
            _ if row == HEIGHT - 1 => top_text.as_str(),
            _ if zero_row == Some(row) => "0",
            _ => "",
        };
        let axis = paper.sign(if text.is_empty() { "│" } else { "┤" }, "|");
        let mut line = format!("{} {axis} ", right(text, scale_width));
        for point in &points {
            let sign = if zero_row.is_some() {
                point_sign(*point, (foot, top), (row, zero_row), paper)
            } else {
                point.map_or(" ", |point| height_sign(point.0, top, row, paper))
            };
            line += &steps.sign(sign);
        }
        sheet.line(&line);
    }
    let indent = " ".repeat(scale_width + 3);
    sheet.line(&format!(
        "{indent}{}",
        names(places, &steps, paper.width - indent.len())
    ));
    let widest = known().map(|point| cells(&point.1)).max().unwrap_or(0);
    if steps.shared == 1 && widest < steps.width {
        let numbers = points
            .iter()
            .map(|point| left(point.map_or("", |point| point.1.as_str()), steps.width));
        sheet.line(&format!("{indent}{}", numbers.collect::<String>()));
    }
    steps.note(sheet);
    sheet.line("");
    let mut told = extremes(series, places, low, high);
    let empty = series.points.iter().filter(|point| point.is_none()).count();
    if empty > 0 {
        told.push(format!("{} without a value", thousands(&empty.to_string())));
    }
    sheet.parts(paper, &told, paper.sign(" · ", ", "));
    beside(series, sheet);
}

/// What stands in a line of the plot for a value that is not below 0: a part of a column.
#[expect(clippy::cast_precision_loss, reason = "lines of a plot")]
fn height_sign(value: f64, top: f64, row: usize, paper: Paper) -> &'static str {
    let height = value / top.max(f64::MIN_POSITIVE) * HEIGHT as f64 - row as f64;
    if height >= 1.0 {
        paper.spark(1.0)
    } else if height > 0.0 {
        paper.spark(height.max(0.01))
    } else if row == 0 {
        paper.spark(0.0)
    } else {
        " "
    }
}

/// What stands in a line of the plot where some values are below 0: a point at its height, and the
/// line of 0.
fn point_sign(
    point: Option<&Point>,
    ends: (f64, f64),
    (row, zero_row): (usize, Option<usize>),
    paper: Paper,
) -> &'static str {
    match point {
        Some(point) if row_of(point.0, ends) == row => paper.sign("●", "o"),
        _ if zero_row == Some(row) => paper.sign("┈", "."),
        _ => " ",
    }
}

/// The line of a value, from the foot.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lines of a plot"
)]
fn row_of(value: f64, (foot, top): (f64, f64)) -> usize {
    // Halves, for the difference of two huge numbers may be infinite.
    let whole = (top / 2.0 - foot / 2.0).max(f64::MIN_POSITIVE);
    let height = (value / 2.0 - foot / 2.0) / whole * (HEIGHT - 1) as f64;
    (height.round() as usize).min(HEIGHT - 1)
}

/// The names of places under them, as many as there is room for; the first and the last always.
fn names(places: &Places, steps: &Steps, room: usize) -> String {
    let start = |place: usize| place / steps.shared * steps.width;
    let mut line = String::new();
    let last = places.names.last();
    let last_start = last.map_or(0, |(place, name)| {
        start(*place).min(room.saturating_sub(cells(name)))
    });
    for (place, name) in &places.names {
        let (at, used) = (start(*place), cells(&line));
        let is_first = line.is_empty();
        let is_free = is_first || at > used;
        if is_free && at + cells(name) < last_start {
            line = left(&line, at) + name;
        }
    }
    match last {
        Some((_, name)) if line.is_empty() || last_start > cells(&line) => {
            left(&line, last_start) + name
        }
        _ => line,
    }
}

fn extremes(series: &Series, places: &Places, low: &Point, high: &Point) -> Vec<String> {
    let at = |wanted: &Point| {
        let mut found = places.names.iter().filter(|(place, _)| {
            series.points[*place]
                .as_ref()
                .is_some_and(|point| point.0.total_cmp(&wanted.0).is_eq())
        });
        let first = found.next().map_or("", |(_, name)| name.as_str());
        match found.count() {
            0 => first.to_owned(),
            1 => format!("{first} and once more"),
            more => format!("{first} and {more} times more"),
        }
    };
    let mut told = if low.0.total_cmp(&high.0).is_eq() {
        vec![format!("always {}", high.1)]
    } else {
        vec![
            format!("highest {} ({})", high.1, at(high)),
            format!("lowest {} ({})", low.1, at(low)),
        ]
    };
    let last = places.names.iter().rev();
    let last = last.filter_map(|(place, name)| Some((series.points[*place].as_ref()?, name)));
    if let Some((point, name)) = last.into_iter().next() {
        told.push(format!("last {} ({name})", point.1));
    }
    told
}

fn beside(series: &Series, sheet: &mut Sheet) {
    for (label, text) in &series.beside {
        sheet.line(&format!("{label}  {text}"));
    }
}

/// A line of signs for each series, all on one scale, and how many others there are.
fn sparks((all, n_others): (&[Series], usize), places: &Places, paper: Paper, sheet: &mut Sheet) {
    let points = || all.iter().flat_map(|series| series.points.iter().flatten());
    let top = points().map(|point| point.0).fold(0.0, f64::max);
    let foot = points().map(|point| point.0).fold(0.0, f64::min);
    let ranges: Vec<String> = all.iter().map(|series| range(series, paper)).collect();
    let range_width = ranges
        .iter()
        .map(|range| cells(range))
        .max()
        .unwrap_or(0)
        .max(14);
    let name_width = all
        .iter()
        .map(|series| cells(&series.name))
        .max()
        .unwrap_or(0);
    let name_width = share_width(vec![name_width], paper.width / 3, 8)[0];
    let room = paper.width.saturating_sub(name_width + range_width + 4);
    let steps = Steps::of(places.count, room);
    let drawn_width = steps.width * places.count.div_ceil(steps.shared);
    let blank = " ".repeat(name_width + 2);
    sheet.line(
        &format!("{blank}{}  lowest–highest", " ".repeat(drawn_width))
            .replace('–', paper.sign("–", "-")),
    );
    for (series, range) in all.iter().zip(&ranges) {
        let name = sheet.fitted(paper, &series.name, name_width);
        let whole = (top / 2.0 - foot / 2.0).max(f64::MIN_POSITIVE);
        let signs = steps.highest(&series.points).into_iter().map(|point| {
            steps.sign(point.map_or(" ", |point| {
                paper.spark((point.0 / 2.0 - foot / 2.0) / whole)
            }))
        });
        let signs: String = signs.collect();
        sheet.line(&format!("{}{signs}  {range}", left(&name, name_width + 2)));
    }
    sheet.line(&format!("{blank}{}", names(places, &steps, room)));
    steps.note(sheet);
    if n_others > 0 {
        let n_others = thousands(&n_others.to_string());
        sheet.line(&format!("other ({n_others}): not drawn, the lowest in all"));
    }
}

fn range(series: &Series, paper: Paper) -> String {
    let known = || series.points.iter().flatten();
    let low = known().min_by(|one, other| one.0.total_cmp(&other.0));
    let high = known().max_by(|one, other| one.0.total_cmp(&other.0));
    let mut told = match (low, high) {
        (Some(low), Some(high)) => format!("{}{}{}", low.1, paper.sign("–", "-"), high.1),
        _ => String::new(),
    };
    for (label, text) in &series.beside {
        told.push_str("  ");
        told += label;
        told.push(' ');
        told += text;
    }
    told
}
