//! How often values of each size occur: columns over round ranges.

use super::Drawn;
use super::axis::{Scale, names};
use super::canvas::{Anchor, count};
use crate::render::cell::number_text;
use crate::render::chart::read::number;
use crate::value::{Chart, Rows};

const HEIGHT: f64 = 220.0;
const MOST_BINS: f64 = 16.0;

pub(super) fn draw(rows: &Rows, chart: &Chart, drawn: &mut Drawn) {
    let values = rows
        .records
        .iter()
        .flat_map(|record| chart.values.iter().map(|at| number(&record[*at])));
    let known: Vec<f64> = values
        .clone()
        .flatten()
        .filter(|value| value.is_finite())
        .collect();
    let n_missing = values.count() - known.len();
    if n_missing > 0 {
        drawn.remarks.push(format!("{n_missing} without a number."));
    }
    if known.is_empty() {
        return;
    }
    let low = known.iter().copied().fold(f64::INFINITY, f64::min);
    let high = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let width = bin_width(high - low);
    let first = (low / width).floor();
    let bin = |value: f64| (value / width).floor() - first;
    let mut bins: Vec<usize> = Vec::new();
    for value in &known {
        let at = place(bin(*value));
        if bins.len() <= at {
            bins.resize(at + 1, 0);
        }
        bins[at] += 1;
    }
    let canvas = &mut drawn.canvas;
    let (top, foot) = (16.0, 16.0 + HEIGHT);
    let highest = bins.iter().copied().max().unwrap_or(0);
    let scale = Scale::new((0.0, count(highest)), (foot, top));
    let left = scale.room();
    scale.draw(canvas, left, canvas.width);
    let step = (canvas.width - left) / count(bins.len());
    let edge = |at: usize| number_text((first + count(at)) * width, Some(2));
    for (at, number) in bins.iter().enumerate().filter(|(_, number)| **number > 0) {
        let x = left + count(at) * step;
        let y = scale.at(count(*number));
        let told = format!("{} to {}: {number}", edge(at), edge(at + 1));
        canvas.rect((x + 1.0, y), (step - 2.0, foot - y), "f0", &told);
        canvas.text(
            (x + step / 2.0, y - 4.0),
            Anchor::Middle,
            "number",
            &number.to_string(),
        );
    }
    let edges: Vec<(f64, String)> = (0..=bins.len())
        .map(|at| (left + count(at) * step, edge(at)))
        .collect();
    names(canvas, &edges, foot + 17.0, "tick");
    canvas.height = foot + 24.0;
}

fn bin_width(range: f64) -> f64 {
    let least = (range / MOST_BINS).max(f64::MIN_POSITIVE);
    if range == 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|times| times * power)
        .find(|width| *width >= least)
        .unwrap_or(10.0 * power)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most so many as MOST_BINS tells"
)]
fn place(bin: f64) -> usize {
    (bin.max(0.0) as usize).min(1_000)
}
