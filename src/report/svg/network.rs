//! What is linked with what, and which way where that is known; a word says what a link is.

use std::collections::BTreeMap;

use super::Drawn;
use super::canvas::{Anchor, Canvas, fitted, width_of};
use super::layout::lay_out;
use super::names::{Used, free_place, is_free, unnamed};
use crate::render::cell::shown;
use crate::render::chart::read::{label, number};
use crate::value::{Chart, Rows, Value};

/// Points that are drawn, those with the strongest links.
const MOST: usize = 40;
/// Links that have words; more could not be read.
const MOST_WORDED: usize = 24;
/// Columns whose rows go from one to the other.
const DIRECTED: [&str; 5] = ["actor", "by", "from", "speaker", "claimant"];

struct Link {
    ends: (usize, usize),
    weight: f64,
    /// Its number as it is written.
    text: String,
    /// What it is, if a column tells.
    words: Vec<String>,
}

pub(super) fn draw(rows: &Rows, chart: &Chart, drawn: &mut Drawn) {
    let (names, links) = read(rows, chart, drawn);
    if names.is_empty() {
        return;
    }
    let canvas = &mut drawn.canvas;
    let ends: Vec<(usize, usize)> = links.iter().map(|link| link.ends).collect();
    let side = if canvas.is_narrow() { 52.0 } else { 84.0 };
    let layout = lay_out(names.len(), &ends, canvas.width, side);
    canvas.height = layout.height;
    let strength = strengths(names.len(), &links);
    let strongest = strength.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let radius = |at: &f64| 4.0 + 7.0 * (at / strongest).max(0.0).sqrt();
    let network = Network {
        radius: strength.iter().map(radius).collect(),
        is_directed: is_directed(rows, chart),
        places: layout.places,
        names,
        links,
    };
    let drawn_links = network.draw_links(canvas);
    for (at, name) in network.names.iter().enumerate() {
        canvas.circle(network.places[at], network.radius[at], "f0 node", name);
    }
    let n_unnamed = network.write(canvas, &strength, &drawn_links);
    drawn.remarks.extend(unnamed(n_unnamed));
}

fn is_directed(rows: &Rows, chart: &Chart) -> bool {
    let first = chart.labels.first().map(|it| &rows.columns[it.column].name);
    first.is_some_and(|name| DIRECTED.contains(&name.as_str()))
}

struct Network {
    names: Vec<String>,
    links: Vec<Link>,
    places: Vec<(f64, f64)>,
    radius: Vec<f64>,
    is_directed: bool,
}

/// A drawn line.
type Line = ((f64, f64), (f64, f64));

impl Network {
    fn draw_links(&self, canvas: &mut Canvas) -> Vec<Line> {
        let weights = self.links.iter().map(|link| link.weight);
        let heaviest = weights.fold(f64::MIN_POSITIVE, f64::max);
        let draw = |link: &Link| {
            let (one, other) = link.ends;
            let width = 1.0 + 4.0 * (link.weight / heaviest).max(0.0).sqrt();
            let sign = if self.is_directed { "→" } else { "–" };
            let words = match link.words.join(", ") {
                words if words.is_empty() => words,
                words => format!(" ({words})"),
            };
            let told = format!(
                "{} {sign} {}: {}{words}",
                self.names[one], self.names[other], link.text
            );
            let (from, to) = self.line(link);
            if self.is_directed {
                canvas.arrow(from, to, width, &told);
            } else {
                canvas.link(from, to, width, &told);
            }
            (from, to)
        };
        self.links.iter().map(draw).collect()
    }

    /// From the edge of one point to that of the other; two that go both ways lie beside each other.
    fn line(&self, link: &Link) -> Line {
        let (one, other) = link.ends;
        let ((x1, y1), (x2, y2)) = (self.places[one], self.places[other]);
        let far = (x2 - x1).hypot(y2 - y1).max(0.01);
        let (dx, dy) = ((x2 - x1) / far, (y2 - y1) / far);
        let is_back = |other: &Link| other.ends == (link.ends.1, link.ends.0);
        let beside = if one != other && self.is_directed && self.links.iter().any(is_back) {
            5.0
        } else {
            0.0
        };
        let at = |(x, y): (f64, f64), along: f64| {
            (x + dx * along - dy * beside, y + dy * along + dx * beside)
        };
        let (before, behind) = (self.radius[one], self.radius[other] + 1.5);
        let (before, behind) = if before + behind + 12.0 > far {
            (0.0, 0.0)
        } else {
            (before, behind)
        };
        (at((x1, y1), before), at((x2, y2), -behind))
    }

    /// Writes names beside points and words beside links, off other signs where there is room; gives how many names have none.
    fn write(&self, canvas: &mut Canvas, strength: &[f64], lines: &[Line]) -> usize {
        let points = self.places.iter().zip(&self.radius);
        let mut taken: Vec<Used> = points
            .map(|(place, radius)| Used::around(*place, *radius))
            .collect();
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by(|one, other| strength[*other].total_cmp(&strength[*one]));
        let along: Vec<Used> = lines
            .iter()
            .flat_map(|(from, to)| Used::along(*from, *to))
            .collect();
        let mut n_unnamed = 0;
        for at in order {
            let text = fitted(&self.names[at], 160.0);
            let size = (canvas.width, canvas.height);
            let free = |taken: &[&[Used]]| {
                free_place(self.places[at], self.radius[at], &text, size, taken)
            };
            match free(&[&taken, &along]).or_else(|| free(&[&taken])) {
                Some(place) => {
                    taken.push(place.used(&text));
                    canvas.text(place.at, place.anchor, "name halo", &text);
                }
                None => n_unnamed += 1,
            }
        }
        if self.links.len() <= MOST_WORDED {
            for (link, line) in self.links.iter().zip(lines) {
                word(link, *line, canvas, &mut taken);
            }
        }
        n_unnamed
    }
}

/// Writes what a link is on its line, where there is room.
fn word(link: &Link, ((x1, y1), (x2, y2)): Line, canvas: &mut Canvas, taken: &mut Vec<Used>) {
    let text = link.words.join(", ");
    if text.is_empty() {
        return;
    }
    let half = width_of(&text) / 2.0;
    let place = [0.5, 0.4, 0.6, 0.3, 0.7].into_iter().find_map(|part| {
        let (x, y) = (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part + 4.0);
        let wanted = Used::of_text((x - half, y), &text);
        is_free(&wanted, (canvas.width, canvas.height), &[taken]).then_some(((x, y), wanted))
    });
    if let Some((place, used)) = place {
        taken.push(used);
        canvas.text(place, Anchor::Middle, "key halo", &text);
    }
}

/// The points and links, the strongest first; rows of the same two ends are one link.
fn read(rows: &Rows, chart: &Chart, drawn: &mut Drawn) -> (Vec<String>, Vec<Link>) {
    let [from, to, ..] = chart.labels.as_slice() else {
        return (Vec::new(), Vec::new());
    };
    let is_word = |at: &usize| {
        let is_used = *at == from.column || *at == to.column || chart.values.contains(at);
        !is_used
            && rows
                .records
                .iter()
                .any(|record| matches!(record[*at], Value::Text(_)))
    };
    let word = (0..rows.columns.len()).find(is_word);
    let value = chart.values.first().copied();
    let mut merged: BTreeMap<(String, String), (f64, Vec<String>)> = BTreeMap::new();
    let mut texts: BTreeMap<(String, String), String> = BTreeMap::new();
    for record in &rows.records {
        let ends = (label(rows, record, from), label(rows, record, to));
        let weight = value.and_then(|at| number(&record[at])).unwrap_or(1.0);
        if let Some(at) = value {
            texts.insert(ends.clone(), shown(&record[at], &rows.columns[at]));
        }
        let known = merged.entry(ends).or_default();
        known.0 += weight;
        known
            .1
            .extend(word.map(|at| shown(&record[at], &rows.columns[at])));
    }
    let mut links: Vec<_> = merged.into_iter().collect();
    links.sort_by(|one, other| other.1.0.total_cmp(&one.1.0));
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let (mut all, mut n_left) = (Vec::new(), 0);
    for (ends, (weight, words)) in links {
        let n_new = [&ends.0, &ends.1]
            .into_iter()
            .filter(|name| !names.contains_key(*name))
            .count();
        if names.len() + n_new > MOST {
            n_left += 1;
            continue;
        }
        // A sum of several rows has no text of its own.
        let own = texts.remove(&ends).filter(|_| words.len() < 2);
        let text = own.unwrap_or_else(|| weight.to_string());
        let mut place = |name: String| {
            let next = names.len();
            *names.entry(name).or_insert(next)
        };
        let ends = (place(ends.0), place(ends.1));
        all.push(Link {
            ends,
            weight,
            text,
            words,
        });
    }
    if n_left > 0 {
        let remark = format!("{n_left} weaker links are in the table only.");
        drawn.remarks.push(remark);
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
