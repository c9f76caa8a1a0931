//! What is linked with what: each link once, under the end that has the greater weight of links in
//! all, from the strongest to the weakest.

use super::Sheet;
use super::paper::{Paper, left, right};
use super::read::{Texts, labels, number};
use crate::render::cell::{cells, shown};
use crate::value::{Chart, Rows};

/// A link between two of the names.
struct Edge {
    ends: [usize; 2],
    weight: f64,
    told: String,
}

pub(super) fn draw(rows: &Rows, chart: &Chart, paper: Paper, sheet: &mut Sheet) {
    let (names, edges) = read(rows, chart);
    let mut strength = vec![0.0; names.len()];
    for edge in &edges {
        for end in edge.ends {
            strength[end] += edge.weight;
        }
    }
    let mut hubs: Vec<usize> = (0..names.len()).collect();
    hubs.sort_by(|one, other| {
        strength[*other]
            .total_cmp(&strength[*one])
            .then_with(|| names[*one].cmp(&names[*other]))
    });
    let mut places = vec![0; names.len()];
    for (place, hub) in hubs.iter().enumerate() {
        places[*hub] = place;
    }
    // Each link with its other end, under its stronger one.
    let mut links: Vec<Vec<(&Edge, usize)>> = vec![Vec::new(); names.len()];
    for edge in &edges {
        let [one, other] = edge.ends;
        if places[one] <= places[other] {
            links[one].push((edge, other));
        } else {
            links[other].push((edge, one));
        }
    }
    let most = edges.iter().map(|edge| edge.weight).fold(0.0, f64::max);
    let told_width = edges
        .iter()
        .map(|edge| cells(&edge.told))
        .max()
        .unwrap_or(0);
    let bar_width = (paper.width / 5).max(6);
    let name_width = paper.width.saturating_sub(told_width + bar_width + 9);
    for hub in &hubs {
        let mut own = std::mem::take(&mut links[*hub]);
        if own.is_empty() {
            continue;
        }
        own.sort_by(|one, other| {
            let by_weight = other.0.weight.total_cmp(&one.0.weight);
            by_weight.then_with(|| names[one.1].cmp(&names[other.1]))
        });
        let name = sheet.fitted(paper, &names[*hub], paper.width);
        sheet.line(&name);
        for (at, (edge, other)) in own.iter().enumerate() {
            let branch = if at + 1 == own.len() {
                paper.sign(" └─ ", " `- ")
            } else {
                paper.sign(" ├─ ", " |- ")
            };
            let bar = paper.bar(edge.weight / most.max(f64::MIN_POSITIVE), bar_width);
            let name = sheet.fitted(paper, &names[*other], name_width);
            let told = right(&edge.told, told_width);
            sheet.line(&format!("{branch}{told}  {} {name}", left(&bar, bar_width)));
        }
    }
    sheet.line("");
    let plural = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    sheet.line(&format!(
        "{}, {}, {}",
        plural(names.len(), "name"),
        plural(edges.len(), "link"),
        parts(names.len(), &edges)
    ));
}

/// The names at the ends of links, and the links.
fn read(rows: &Rows, chart: &Chart) -> (Vec<String>, Vec<Edge>) {
    let mut names = Texts::default();
    let mut edges = Vec::new();
    for record in &rows.records {
        let ends: Vec<String> = labels(rows, record, chart);
        let mut end = |at: usize| {
            let name = ends.get(at).cloned();
            // Of a network of one its own name is in no row.
            names.place(name.unwrap_or_else(|| "(the one asked for)".to_owned()))
        };
        let ends = if ends_are_two(chart) {
            [end(0), end(1)]
        } else {
            [end(1), end(0)]
        };
        let value = chart
            .values
            .first()
            .map(|at| (&record[*at], &rows.columns[*at]));
        edges.push(Edge {
            ends,
            weight: value
                .and_then(|(value, _)| number(value))
                .unwrap_or(0.0)
                .max(0.0),
            told: value.map_or(String::new(), |(value, column)| shown(value, column)),
        });
    }
    (names.into_all(), edges)
}

fn ends_are_two(chart: &Chart) -> bool {
    chart.labels.len() > 1
}

/// How many parts the links leave unconnected, in words.
fn parts(n: usize, edges: &[Edge]) -> String {
    let mut part: Vec<usize> = (0..n).collect();
    for edge in edges {
        let [one, other] = edge.ends.map(|end| root(&mut part, end));
        part[other] = one;
    }
    let n_parts = (0..n).filter(|name| part[*name] == *name).count();
    match n_parts {
        1 => "all connected".to_owned(),
        n => format!("{n} parts not connected"),
    }
}

/// The name that stands for the part in which a name is.
fn root(part: &mut [usize], mut name: usize) -> usize {
    while part[name] != name {
        part[name] = part[part[name]];
        name = part[name];
    }
    name
}
