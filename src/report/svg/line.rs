//! Lines along an axis, or areas on top of each other; a place without a row is a gap.

use super::Drawn;
use super::axis::{Scale, names};
use super::canvas::{Canvas, count};
use super::column::beside;
use super::series::{Along, Series, legend, read};
use crate::value::{Chart, Rows};

const HEIGHT: f64 = 240.0;
/// Points are marked where they stand so far apart.
const MARKED: f64 = 14.0;

/// What is below a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Paper.
    None,
    /// Its colour, down to the line below it.
    Below,
}

pub(super) fn draw(rows: &Rows, chart: &Chart, fill: Fill, drawn: &mut Drawn) {
    let along = read(rows, chart);
    drawn.remarks.extend(beside(&along));
    let canvas = &mut drawn.canvas;
    let top = legend(canvas, &along.series) + 10.0;
    let foot = top + HEIGHT;
    let stacks = stacks(&along, fill);
    let values = || {
        stacks
            .iter()
            .flat_map(|stack| stack.iter().flatten().map(|(_, to)| *to))
    };
    let range = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let scale = Scale::new(range, (foot, top));
    let left = scale.room();
    scale.draw(canvas, left, canvas.width);
    let (start, room) = (left + 6.0, canvas.width - left - 12.0);
    let step = room / count(along.count.saturating_sub(1).max(1));
    let x = |place: usize| {
        if along.count == 1 {
            start + room / 2.0
        } else {
            start + count(place) * step
        }
    };
    for (number, (series, stack)) in along.series.iter().zip(&stacks).enumerate() {
        for run in runs(stack) {
            let upper: Vec<(f64, f64)> = run
                .iter()
                .map(|(at, (_, to))| (x(*at), scale.at(*to)))
                .collect();
            if fill == Fill::Below {
                let lower = run
                    .iter()
                    .rev()
                    .map(|(at, (from, _))| (x(*at), scale.at(*from)));
                let around: Vec<(f64, f64)> = upper.iter().copied().chain(lower).collect();
                canvas.area(&around, &format!("f{number} area"));
            }
            canvas.path(&upper, &format!("s{number}"));
            let is_alone = upper.len() == 1;
            if is_alone || step >= MARKED && fill == Fill::None {
                mark(canvas, (series, number), &run, &upper, &along);
            }
        }
    }
    let named: Vec<(f64, String)> = along
        .names
        .iter()
        .map(|(at, name)| (x(*at), name.clone()))
        .collect();
    names(canvas, &named, foot + 18.0, "tick");
    canvas.height = foot + 25.0;
}

/// From where to where something is drawn at a place.
type Band = (f64, f64);
/// Places next to each other with their bands.
type Run = Vec<(usize, Band)>;

fn mark(
    canvas: &mut Canvas,
    (series, number): (&Series, usize),
    run: &Run,
    upper: &[(f64, f64)],
    along: &Along,
) {
    for ((at, (_, value)), point) in run.iter().zip(upper) {
        let name = along
            .names
            .iter()
            .find(|(place, _)| place == at)
            .map_or("", |(_, name)| name);
        let text = if series.texts[*at].is_empty() {
            value.to_string()
        } else {
            series.texts[*at].clone()
        };
        canvas.circle(
            *point,
            3.0,
            &format!("f{number}"),
            &format!("{name} {}: {text}", series.name),
        );
    }
}

/// For each series and place the band drawn; areas stand on those before them.
fn stacks(along: &Along, fill: Fill) -> Vec<Vec<Option<Band>>> {
    let mut below = vec![0.0; along.count];
    let all = along.series.iter().map(|series| {
        let points = series.points.iter().enumerate();
        let bands = points.map(|(at, point)| {
            let is_somewhere = along.series.iter().any(|other| other.points[at].is_some());
            match (fill, point) {
                (Fill::None, point) => point.map(|value| (0.0, value)),
                // Where another series has a row, one without has 0 there.
                (Fill::Below, point) if is_somewhere => {
                    let from = below[at];
                    below[at] += point.unwrap_or(0.0);
                    Some((from, below[at]))
                }
                (Fill::Below, _) => None,
            }
        });
        bands.collect()
    });
    all.collect()
}

/// Places next to each other that have a value.
fn runs(stack: &[Option<Band>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut is_open = false;
    for (at, band) in stack.iter().enumerate() {
        match band {
            Some(band) if is_open => {
                if let Some(run) = runs.last_mut() {
                    run.push((at, *band));
                }
            }
            Some(band) => runs.push(vec![(at, *band)]),
            None => {}
        }
        is_open = band.is_some();
    }
    runs
}
