//! Upright columns along an axis, several series on top of each other; a place without a row stays empty.

use super::Drawn;
use super::axis::{Scale, names};
use super::canvas::{Anchor, count, width_of};
use super::series::{Along, legend, read};
use crate::value::{Chart, Rows};

const HEIGHT: f64 = 230.0;

pub(super) fn draw(rows: &Rows, chart: &Chart, drawn: &mut Drawn) {
    let along = read(rows, chart);
    drawn.remarks.extend(beside(&along));
    let canvas = &mut drawn.canvas;
    let top = legend(canvas, &along.series) + 16.0;
    let foot = top + HEIGHT;
    let sums = |is_wanted: fn(f64) -> bool| {
        let at = |place: usize| {
            let points = along
                .series
                .iter()
                .filter_map(move |series| series.points[place]);
            points.filter(|value| is_wanted(*value)).sum::<f64>()
        };
        (0..along.count).map(at).collect::<Vec<_>>()
    };
    let high = sums(|value| value > 0.0).into_iter().fold(0.0, f64::max);
    let low = sums(|value| value < 0.0).into_iter().fold(0.0, f64::min);
    let scale = Scale::new((low, high), (foot, top));
    let left = scale.room();
    scale.draw(canvas, left, canvas.width);
    let step = (canvas.width - left) / count(along.count.max(1));
    let width = (step * 0.78).clamp(1.0, 56.0);
    let middle = |place: usize| left + (count(place) + 0.5) * step;
    let is_single = along.series.len() == 1;
    let place_name = |place: usize| {
        along
            .names
            .iter()
            .find(|(at, _)| *at == place)
            .map_or("", |(_, name)| name)
    };
    for place in 0..along.count {
        let (mut above, mut below) = (0.0, 0.0);
        for (number, series) in along.series.iter().enumerate() {
            let Some(value) = series.points[place] else {
                continue;
            };
            let base = if value < 0.0 { &mut below } else { &mut above };
            let (from, to) = (scale.at(*base), scale.at(*base + value));
            *base += value;
            let text = if series.texts[place].is_empty() {
                value.to_string()
            } else {
                series.texts[place].clone()
            };
            let told = format!("{} {}: {text}", place_name(place), series.name);
            let size = (width, (from - to).abs().max(1.0));
            canvas.rect(
                (middle(place) - width / 2.0, from.min(to)),
                size,
                &format!("f{number}"),
                &told,
            );
            if is_single && width_of(&text) <= step - 2.0 {
                canvas.text(
                    (middle(place), from.min(to) - 4.0),
                    Anchor::Middle,
                    "number",
                    &text,
                );
            }
        }
    }
    let named: Vec<(f64, String)> = along
        .names
        .iter()
        .map(|(at, name)| (middle(*at), name.clone()))
        .collect();
    names(canvas, &named, foot + 17.0, "tick");
    canvas.height = foot + 24.0;
}

/// What lies at no place of the axis.
pub(super) fn beside(along: &Along) -> Option<String> {
    const MOST: usize = 8;
    if along.beside.is_empty() {
        return None;
    }
    let more = along.beside.len().saturating_sub(MOST);
    let more = if more > 0 {
        format!("; {more} more")
    } else {
        String::new()
    };
    let told: Vec<&str> = along.beside.iter().take(MOST).map(String::as_str).collect();
    Some(format!("Not on the axis: {}{more}.", told.join("; ")))
}
