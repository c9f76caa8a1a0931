//! How often numbers of each size occur: a bar for each range of sizes, with its count.

use super::Sheet;
use super::bar::{Line, the_value, write};
use super::paper::Paper;
use super::read::number;
use crate::render::cell::shown;
use crate::value::{Chart, Rows, Value};

/// About so many ranges of one width at most.
const MOST: f64 = 20.0;

pub(super) fn draw(rows: &Rows, chart: &Chart, paper: Paper, sheet: &mut Sheet) {
    let Some(column) = chart.values.first().map(|at| &rows.columns[*at]) else {
        return;
    };
    let values = rows.records.iter().map(|record| the_value(record, chart));
    let mut numbers: Vec<f64> = values.clone().filter_map(number).collect();
    numbers.sort_by(f64::total_cmp);
    let text = |number: f64| shown(&Value::Number(number), column);
    let mut lines: Vec<Line> = Vec::new();
    let ranges = ranges(&numbers);
    for (at, range) in ranges.iter().enumerate() {
        let is_last = at + 1 == ranges.len();
        let inside = |number: &&f64| {
            **number >= range.from && (**number < range.to || is_last && **number <= range.to)
        };
        let n = numbers.iter().filter(inside).count();
        let label = match range.last {
            Some(last) if last <= range.from => text(range.from),
            Some(last) => format!(
                "{} {} {}",
                text(range.from),
                paper.sign("–", "-"),
                text(last)
            ),
            None => format!(
                "{} to {} {}",
                text(range.from),
                sign(is_last),
                text(range.to)
            ),
        };
        lines.push(line(label, n));
    }
    let missing = values.filter(|value| number(value).is_none()).count();
    if missing > 0 {
        lines.push(line("(none)".to_owned(), missing));
    }
    write(
        std::slice::from_ref(&column.name),
        &["rows".to_owned()],
        &lines,
        paper,
        sheet,
    );
    if let (Some(least), Some(most)) = (numbers.first(), numbers.last()) {
        let middle = numbers.len() / 2;
        let median = if numbers.len() % 2 == 1 {
            numbers[middle]
        } else {
            f64::midpoint(numbers[middle - 1], numbers[middle])
        };
        let line = format!(
            "lowest {}, median {}, highest {}",
            text(*least),
            text(median),
            text(*most)
        );
        sheet.line("");
        sheet.line(&line);
    }
}

fn sign(is_last: bool) -> &'static str {
    if is_last { "at most" } else { "under" }
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows")]
fn line(label: String, n: usize) -> Line {
    Line {
        labels: vec![label],
        numbers: vec![shown(
            &Value::Integer(i64::try_from(n).unwrap_or(i64::MAX)),
            &crate::value::Column::new("rows".to_owned(), crate::value::ColumnType::Plain),
        )],
        length: Some(n as f64),
    }
}

/// Numbers from one up to another, which is not in it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Range {
    from: f64,
    to: f64,
    /// The last whole number in it, if all are whole.
    last: Option<f64>,
}

/// Ranges for sorted numbers: of one width 1, 2 or 5 times a power of ten, or, where a few are very
/// much larger than most, each ten times the one before.
fn ranges(numbers: &[f64]) -> Vec<Range> {
    let (Some(least), Some(most)) = (numbers.first().copied(), numbers.last().copied()) else {
        return Vec::new();
    };
    let are_whole = numbers.iter().all(|number| number.fract() == 0.0);
    let range = |from: f64, to: f64| Range {
        from,
        to,
        last: are_whole.then_some(to - 1.0),
    };
    if least.total_cmp(&most).is_eq() {
        return vec![Range {
            from: least,
            to: most,
            last: Some(least),
        }];
    }
    let high = numbers[numbers.len() * 9 / 10];
    let median = numbers[numbers.len() / 2].max(1.0);
    if least >= 0.0 && (most > 100.0 * median || most - least > 50.0 * high) {
        let mut made = vec![range(0.0, 1.0)];
        let mut from = 1.0;
        while from <= most {
            made.push(range(from, from * 10.0));
            from *= 10.0;
        }
        if least >= 1.0 {
            made.remove(0);
        }
        return made;
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of rows")]
    let count = numbers.len() as f64;
    let width = nice((most - least) / (2.0 * count.sqrt()).clamp(4.0, MOST)).max(if are_whole {
        1.0
    } else {
        0.0
    });
    let mut from = (least / width).floor() * width;
    let mut made = Vec::new();
    while from <= most && made.len() < 40 {
        made.push(range(from, from + width));
        from += width;
    }
    made
}

/// The next number above that is 1, 2 or 5 times a power of ten.
fn nice(width: f64) -> f64 {
    let power = 10_f64.powf(width.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0];
    let found = step.into_iter().find(|step| step * power >= width);
    found.unwrap_or(10.0) * power
}
