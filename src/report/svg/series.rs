//! Rows → values of several series at the same places, gaps where no row is.

use std::collections::BTreeMap;

use super::canvas::{Anchor, Canvas, LINE, fitted, width_of};
use crate::render::cell::shown;
use crate::render::chart::read::{Texts, in_order, label, number, unit_number};
use crate::value::{Chart, ColumnType, Rows, Value};

/// Series that are drawn; the rest is one more.
const MOST_SERIES: usize = 12;
/// Places of which rows may leave some empty.
const MOST_PLACES: i64 = 20_000;

/// Values at the same places.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Series {
    pub(super) name: String,
    pub(super) points: Vec<Option<f64>>,
    pub(super) texts: Vec<String>,
}

impl Series {
    fn empty(name: String, count: usize) -> Self {
        Self {
            name,
            points: vec![None; count],
            texts: vec![String::new(); count],
        }
    }
}

/// All that is drawn along an axis.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Along {
    /// The places that have a name, with their numbers.
    pub(super) names: Vec<(usize, String)>,
    /// How many places there are, named or not.
    pub(super) count: usize,
    /// The greatest sum first.
    pub(super) series: Vec<Series>,
    /// What lies at no place: the text of its label with its number.
    pub(super) beside: Vec<String>,
}

/// Reads rows along the first label that is time, else along the first.
pub(super) fn read(rows: &Rows, chart: &Chart) -> Along {
    let along = along(rows, chart);
    let mut read = Along::default();
    let places = places(rows, chart, along, &mut read);
    let mut names = Texts::default();
    for record in &rows.records {
        let others = chart
            .labels
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != along);
        let others: Vec<String> = others.map(|(_, it)| label(rows, record, it)).collect();
        let at = along.map_or(String::new(), |at| label(rows, record, &chart.labels[at]));
        for value in &chart.values {
            let column = &rows.columns[*value];
            let mut name = others.clone();
            if chart.values.len() > 1 || name.is_empty() {
                name.push(column.name.replace('_', " "));
            }
            let text = shown(&record[*value], column);
            match (places.get(&at), number(&record[*value])) {
                (Some(place), Some(number)) => {
                    let name = name.join(" · ");
                    let at = names.place(name.clone());
                    if at == read.series.len() {
                        read.series.push(Series::empty(name, read.count));
                    }
                    let series = &mut read.series[at];
                    series.points[*place] = Some(series.points[*place].unwrap_or(0.0) + number);
                    series.texts[*place] = text;
                }
                (None, Some(_)) => {
                    let which = if others.is_empty() {
                        String::new()
                    } else {
                        format!("{} ", others.join(" · "))
                    };
                    read.beside.push(format!("{which}{at}: {text}"));
                }
                (_, None) => {}
            }
        }
    }
    gather(&mut read);
    read
}

/// Puts the greatest first, and the least together as one.
fn gather(read: &mut Along) {
    if read.series.len() <= 1 {
        return;
    }
    let sum = |series: &Series| series.points.iter().flatten().sum::<f64>();
    let series = std::mem::take(&mut read.series).into_iter();
    let mut summed: Vec<(f64, Series)> = series.map(|series| (sum(&series), series)).collect();
    summed.sort_by(|one, other| {
        let by_sum = other.0.total_cmp(&one.0);
        by_sum.then_with(|| one.1.name.cmp(&other.1.name))
    });
    read.series = summed.into_iter().map(|(_, series)| series).collect();
    if read.series.len() <= MOST_SERIES {
        return;
    }
    let rest = read.series.split_off(MOST_SERIES - 1);
    let mut other = Series::empty(format!("other ({})", rest.len()), read.count);
    for series in &rest {
        for (at, point) in series.points.iter().enumerate() {
            if let Some(value) = point {
                other.points[at] = Some(other.points[at].unwrap_or(0.0) + value);
            }
        }
    }
    read.series.push(other);
}

fn along(rows: &Rows, chart: &Chart) -> Option<usize> {
    let is_time = |at: &usize| {
        let column = chart.labels[*at].column;
        rows.columns[column].kind == ColumnType::Date
            || rows
                .records
                .iter()
                .any(|record| unit_number(&record[column]).is_some())
    };
    let mut labels = 0..chart.labels.len();
    labels
        .find(is_time)
        .or((!chart.labels.is_empty()).then_some(0))
}

/// The place of each label by its text. Units of time have places whether a row is there or not.
fn places(
    rows: &Rows,
    chart: &Chart,
    along: Option<usize>,
    read: &mut Along,
) -> BTreeMap<String, usize> {
    let mut known: Vec<(&Value, String)> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    if let Some(along) = along.map(|at| &chart.labels[at]) {
        for record in &rows.records {
            let value = &record[along.column];
            let text = label(rows, record, along);
            if *value != Value::Null && seen.insert(text.clone()) {
                known.push((value, text));
            }
        }
    }
    let units: Option<Vec<_>> = known.iter().map(|(value, _)| unit_number(value)).collect();
    let is_even = |units: &Vec<(_, i64)>| units.windows(2).all(|pair| pair[0].0 == pair[1].0);
    let units = units.filter(|units| !units.is_empty() && is_even(units));
    if let Some(units) = units {
        let first = units.iter().map(|unit| unit.1).min().unwrap_or(0);
        let last = units.iter().map(|unit| unit.1).max().unwrap_or(0);
        if last - first < MOST_PLACES {
            let place = |number: i64| usize::try_from(number - first).unwrap_or(0);
            let names = known.iter().zip(&units);
            read.names = names
                .map(|((_, name), unit)| (place(unit.1), name.clone()))
                .collect();
            read.names.sort();
            read.count = place(last) + 1;
            return read
                .names
                .iter()
                .map(|(at, name)| (name.clone(), *at))
                .collect();
        }
    }
    let is_text = known
        .iter()
        .any(|(value, _)| matches!(value, Value::Text(_)));
    if !is_text {
        known.sort_by(|one, other| in_order(one.0, other.0));
    }
    read.names = known
        .into_iter()
        .map(|(_, name)| name)
        .enumerate()
        .collect();
    read.count = read.names.len();
    read.names
        .iter()
        .map(|(at, name)| (name.clone(), *at))
        .collect()
}

/// Names the colours above a chart, on as many lines as they need; gives the height used.
pub(super) fn legend(canvas: &mut Canvas, series: &[Series]) -> f64 {
    if series.len() < 2 {
        return 0.0;
    }
    let (mut x, mut y) = (0.0, LINE - 4.0);
    for (at, one) in series.iter().enumerate() {
        let name = fitted(&one.name, canvas.width - 24.0);
        let width = 18.0 + width_of(&name) + 14.0;
        if x > 0.0 && x + width > canvas.width {
            (x, y) = (0.0, y + LINE);
        }
        canvas.rect((x, y - 9.0), (11.0, 11.0), &format!("f{at}"), "");
        canvas.text((x + 16.0, y), Anchor::Start, "key", &name);
        x += width;
    }
    y + 12.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{ChartKind, ChartLabel, Column, Format};

    fn rows(records: &[(i64, &str, i64)]) -> (Rows, Chart) {
        let mut columns =
            ["year", "outlet", "count"].map(|name| Column::new(name, ColumnType::Plain));
        columns[0].format = Format::Year;
        let record = |(year, outlet, count): &(i64, &str, i64)| {
            let outlet = Value::Text((*outlet).to_owned());
            vec![Value::Integer(*year), outlet, Value::Integer(*count)]
        };
        let label = |column| ChartLabel {
            column,
            missing: "(none)",
        };
        let chart = Chart {
            kind: ChartKind::Line,
            labels: vec![label(0), label(1)],
            values: vec![2],
        };
        let rows = Rows {
            columns: columns.into(),
            records: records.iter().map(record).collect(),
        };
        (rows, chart)
    }

    #[test]
    fn a_year_without_a_row_is_a_gap() {
        let (rows, chart) = rows(&[(2015, "a", 3), (2018, "a", 5), (2016, "b", 1)]);
        let along = read(&rows, &chart);
        assert_eq!(along.count, 4);
        assert_eq!(along.series[0].points, [Some(3.0), None, None, Some(5.0)]);
        assert_eq!(along.series[1].points, [None, Some(1.0), None, None]);
    }

    #[test]
    fn of_many_series_the_least_are_one() {
        let names: Vec<String> = (0..20).map(|at| format!("outlet {at:02}")).collect();
        let records: Vec<(i64, &str, i64)> = names
            .iter()
            .zip(1..)
            .map(|(name, count)| (2015, name.as_str(), count))
            .collect();
        let (rows, chart) = rows(&records);
        let along = read(&rows, &chart);
        assert_eq!(along.series.len(), MOST_SERIES);
        let last = along.series.last().unwrap();
        // 1 + 2 + … + 9
        assert_eq!(
            (last.name.as_str(), last.points[0]),
            ("other (9)", Some(45.0))
        );
    }
}
