//! What a chart reads in rows: labels as text, numbers, and the place of a label along time.

use std::collections::HashMap;

use crate::model::date::{OPEN_END, OPEN_START, PartialDate, Precision, civil};
use crate::render::cell::shown;
use crate::value::{Chart, ChartLabel, Rows, Value};

/// Texts, each once, in the order in which they came.
#[derive(Debug, Default)]
pub struct Texts {
    all: Vec<String>,
    places: HashMap<String, usize>,
}

impl Texts {
    /// The place of a text, which is the last where it is new.
    pub fn place(&mut self, text: String) -> usize {
        let next = self.all.len();
        *self.places.entry(text).or_insert_with_key(|text| {
            self.all.push(text.clone());
            next
        })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// All of them.
    pub fn into_all(self) -> Vec<String> {
        self.all
    }
}

/// By each text its place.
pub fn by_text(texts: &[String]) -> HashMap<&str, usize> {
    texts.iter().map(String::as_str).zip(0..).collect()
}

/// The text of a label.
pub fn label(rows: &Rows, record: &[Value], label: &ChartLabel) -> String {
    match &record[label.column] {
        Value::Null => label.missing.to_owned(),
        value => shown(value, &rows.columns[label.column]),
    }
}

/// All labels of a row.
pub fn labels(rows: &Rows, record: &[Value], chart: &Chart) -> Vec<String> {
    let labels = chart.labels.iter();
    labels.map(|it| label(rows, record, it)).collect()
}

/// A number as the charts measure it.
#[expect(clippy::cast_precision_loss, reason = "only lengths are made of it")]
pub fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

/// Numbers in columns that are neither labels nor values.
pub fn other_numbers(rows: &Rows, chart: &Chart) -> Vec<usize> {
    let is_used = |at: &usize| {
        chart.values.contains(at) || chart.labels.iter().any(|label| label.column == *at)
    };
    let has_number = |at: &usize| rows.records.iter().any(|row| number(&row[*at]).is_some());
    let columns = 0..rows.columns.len();
    columns
        .filter(|at| !is_used(at) && has_number(at))
        .collect()
}

/// Whether a date is closed on both sides.
pub fn is_closed(date: PartialDate) -> bool {
    date.first > OPEN_START && date.last < OPEN_END
}

/// The number of the unit that a value is, so that neighbouring units have neighbouring numbers;
/// `None` for what is no unit of time or year.
pub fn unit_number(value: &Value) -> Option<(Precision, i64)> {
    match value {
        Value::Integer(year) if (1000..=3000).contains(year) => Some((Precision::Year, *year)),
        Value::Date(date) if is_closed(*date) => {
            if *date != PartialDate::unit(date.first, date.precision) {
                return None;
            }
            let day = civil(date.first);
            let (year, month) = (i64::from(day.year()), i64::from(day.month()) - 1);
            let number = match date.precision {
                Precision::Day => i64::from(date.first),
                Precision::Week => i64::from(date.first).div_euclid(7),
                Precision::Month => year * 12 + month,
                Precision::Quarter => year * 4 + month / 3,
                Precision::Year => year,
                Precision::Decade => year.div_euclid(10),
            };
            Some((date.precision, number))
        }
        _ => None,
    }
}

/// Ascending, missing last.
pub fn in_order(one: &Value, other: &Value) -> std::cmp::Ordering {
    use std::cmp::Ordering;
    match (one, other) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Greater,
        (_, Value::Null) => Ordering::Less,
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        (Value::Date(one), Value::Date(other)) => one.cmp(other),
        _ => match (number(one), number(other)) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            _ => Ordering::Equal,
        },
    }
}
