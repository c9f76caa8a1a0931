//! What is linked with what: points that push each other away, held together by their links. The same rows always give the
//! same picture.

use std::collections::BTreeMap;

use super::Drawn;
use super::canvas::{Anchor, count, fitted};
use super::names::{Used, free_place, unnamed};
use crate::render::cell::shown;
use crate::render::chart::read::{label, number};
use crate::value::{Chart, Rows};

/// Points that are drawn, those with the strongest links.
const MOST: usize = 40;
const STEPS: usize = 400;

struct Link {
    ends: (usize, usize),
    weight: f64,
    text: String,
}

pub(super) fn draw(rows: &Rows, chart: &Chart, drawn: &mut Drawn) {
    let (names, links) = read(rows, chart, drawn);
    if names.is_empty() {
        return;
    }
    let canvas = &mut drawn.canvas;
    canvas.height = if canvas.is_narrow() { 380.0 } else { 460.0 };
    let strength = strengths(names.len(), &links);
    let places = fit(
        layout(names.len(), &links),
        canvas.width,
        canvas.height,
        canvas.is_narrow(),
    );
    let heaviest = links
        .iter()
        .map(|link| link.weight)
        .fold(f64::MIN_POSITIVE, f64::max);
    for link in &links {
        let (one, other) = link.ends;
        let width = 1.0 + 5.0 * (link.weight / heaviest).max(0.0).sqrt();
        let told = format!("{} – {}: {}", names[one], names[other], link.text);
        canvas.link(places[one], places[other], width, &told);
    }
    let strongest = strength.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let radius = |at: usize| 4.0 + 8.0 * (strength[at] / strongest).max(0.0).sqrt();
    for (at, name) in names.iter().enumerate() {
        canvas.circle(places[at], radius(at), "f0 node", name);
    }
    let mut taken: Vec<Used> = places
        .iter()
        .enumerate()
        .map(|(at, place)| Used::around(*place, radius(at)))
        .collect();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|one, other| strength[*other].total_cmp(&strength[*one]));
    let mut n_unnamed = 0;
    for at in order {
        let text = fitted(&names[at], 150.0);
        match free_place(
            places[at],
            radius(at),
            &text,
            (canvas.width, canvas.height),
            &taken,
        ) {
            Some((x, y)) => {
                taken.push(Used::of_text((x, y), &text));
                canvas.text((x, y), Anchor::Start, "name halo", &text);
            }
            None => n_unnamed += 1,
        }
    }
    drawn.remarks.extend(unnamed(n_unnamed));
}

fn read(rows: &Rows, chart: &Chart, drawn: &mut Drawn) -> (Vec<String>, Vec<Link>) {
    let [from, to, ..] = chart.labels.as_slice() else {
        return (Vec::new(), Vec::new());
    };
    let mut links: Vec<(String, String, f64, String)> = Vec::new();
    for record in &rows.records {
        let value = chart.values.first();
        let weight = value.and_then(|at| number(&record[*at])).unwrap_or(1.0);
        let text = value.map_or(String::new(), |at| shown(&record[*at], &rows.columns[*at]));
        links.push((
            label(rows, record, from),
            label(rows, record, to),
            weight,
            text,
        ));
    }
    links.sort_by(|one, other| other.2.total_cmp(&one.2));
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let (mut all, mut n_left) = (Vec::new(), 0);
    for (one, other, weight, text) in links {
        let n_new = [&one, &other]
            .into_iter()
            .filter(|name| !names.contains_key(*name))
            .count();
        if names.len() + n_new > MOST {
            n_left += 1;
            continue;
        }
        let mut place = |name: String| {
            let next = names.len();
            *names.entry(name).or_insert(next)
        };
        let ends = (place(one), place(other));
        all.push(Link { ends, weight, text });
    }
    if n_left > 0 {
        drawn
            .remarks
            .push(format!("{n_left} weaker links are in the table only."));
    }
    let mut ordered = vec![String::new(); names.len()];
    for (name, at) in names {
        ordered[at] = name;
    }
    (ordered, all)
}

fn strengths(n: usize, links: &[Link]) -> Vec<f64> {
    let mut strength = vec![0.0; n];
    for link in links {
        strength[link.ends.0] += link.weight;
        strength[link.ends.1] += link.weight;
    }
    strength
}

/// Places without measure, found from a circle in small steps.
fn layout(n: usize, links: &[Link]) -> Vec<(f64, f64)> {
    let angle = |at: usize| count(at) * 2.399_963_229_7;
    let mut places: Vec<(f64, f64)> = (0..n)
        .map(|at| {
            let far = (count(at) + 0.5).sqrt();
            (far * angle(at).cos(), far * angle(at).sin())
        })
        .collect();
    let near = 1.6;
    for step in 0..STEPS {
        let heat = 0.6 * (1.0 - count(step) / count(STEPS));
        let mut moves = vec![(0.0, 0.0); n];
        for one in 0..n {
            for other in 0..n {
                let (dx, dy) = (
                    places[one].0 - places[other].0,
                    places[one].1 - places[other].1,
                );
                let far = dx.hypot(dy).max(0.01);
                if one != other {
                    let force = near * near / far;
                    moves[one].0 += dx / far * force;
                    moves[one].1 += dy / far * force;
                }
            }
            // A weak pull to the middle keeps parts without a link between them together.
            moves[one].0 -= places[one].0 * 0.25;
            moves[one].1 -= places[one].1 * 0.25;
        }
        for link in links {
            let (one, other) = link.ends;
            let (dx, dy) = (
                places[one].0 - places[other].0,
                places[one].1 - places[other].1,
            );
            let far = dx.hypot(dy).max(0.01);
            let force = far * far / near;
            for (at, sign) in [(one, -1.0), (other, 1.0)] {
                moves[at].0 += sign * dx / far * force;
                moves[at].1 += sign * dy / far * force;
            }
        }
        for (place, (dx, dy)) in places.iter_mut().zip(moves) {
            let far = dx.hypot(dy).max(0.01);
            let most = far.min(heat);
            place.0 += dx / far * most;
            place.1 += dy / far * most;
        }
    }
    places
}

/// The places inside the drawing, with room for names on the right.
fn fit(places: Vec<(f64, f64)>, width: f64, height: f64, is_narrow: bool) -> Vec<(f64, f64)> {
    let range = |of: fn(&(f64, f64)) -> f64| {
        let low = places.iter().map(of).fold(f64::INFINITY, f64::min);
        let high = places.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        (low, (high - low).max(0.001))
    };
    let ((left, across), (top, down)) = (range(|place| place.0), range(|place| place.1));
    let side = if is_narrow { 50.0 } else { 90.0 };
    let scaled = places.into_iter().map(|(x, y)| {
        let x = side + (x - left) / across * (width - 2.0 * side);
        (x, 24.0 + (y - top) / down * (height - 48.0))
    });
    scaled.collect()
}
