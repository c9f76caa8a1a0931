//! A chart in words, for who does not see it.

use super::map::points;
use crate::render::cell::shown;
use crate::render::chart::read::{labels, number};
use crate::report::ask::Taken;
use crate::report::listing::counted;
use crate::report::source::Picture;
use crate::value::{Chart, Rows};

/// What is drawn, of how much, and its greatest and least number.
pub(in crate::report) fn in_words(taken: &Taken, picture: Picture) -> String {
    let kind = match picture {
        Picture::Bar => "Bar chart",
        Picture::Column => "Column chart",
        Picture::Line => "Line chart",
        Picture::Area => "Area chart",
        Picture::Hist => "Histogram",
        Picture::Timeline => "Timeline",
        Picture::Heat => "Heat map",
        Picture::Network => "Network",
        Picture::Map => "Map",
    };
    let rows = &taken.rows;
    let size = counted(rows.records.len(), "row");
    let ends = match (picture, &taken.chart) {
        (Picture::Map, _) => {
            let (placed, _) = points(rows);
            let far = placed.iter().max_by(|one, other| {
                one.value
                    .unwrap_or(0.0)
                    .total_cmp(&other.value.unwrap_or(0.0))
            });
            far.filter(|it| it.value.is_some())
                .map(|it| format!("Greatest: {} ({}).", it.name, it.text))
        }
        (Picture::Timeline, Some(chart)) => from_to(rows, chart),
        (Picture::Hist, _) | (_, None) => None,
        (_, Some(chart)) => extremes(rows, chart),
    };
    format!(
        "{kind} of {size}. {} The table below has all numbers.",
        ends.unwrap_or_default()
    )
    .replace("  ", " ")
}

fn extremes(rows: &Rows, chart: &Chart) -> Option<String> {
    let value = *chart.values.first()?;
    let mut known: Vec<_> = rows
        .records
        .iter()
        .filter_map(|record| Some((number(&record[value])?, record)))
        .collect();
    known.sort_by(|one, other| one.0.total_cmp(&other.0));
    let told = |(_, record): &(f64, &Vec<crate::value::Value>)| {
        format!(
            "{} ({})",
            labels(rows, record, chart).join(", "),
            shown(&record[value], &rows.columns[value])
        )
    };
    let (least, greatest) = (known.first()?, known.last()?);
    if least.0.total_cmp(&greatest.0).is_eq() {
        return Some(format!("{}.", told(greatest)));
    }
    Some(format!(
        "Greatest: {}. Least: {}.",
        told(greatest),
        told(least)
    ))
}

fn from_to(rows: &Rows, chart: &Chart) -> Option<String> {
    let told = |record: &Vec<crate::value::Value>| labels(rows, record, chart).join(", ");
    Some(format!(
        "First: {}. Last: {}.",
        told(rows.records.first()?),
        told(rows.records.last()?)
    ))
}
