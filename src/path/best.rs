//! Of all shortest paths the best: the strongest weakest link, then the first by ids.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::reach::{Edge, Reach};
use super::{Links, of_nodes};
use crate::query::path_search::PathSearch;

/// The best path between ends that meet.
pub(super) fn path<L: Links>(
    reach: &Reach,
    search: &PathSearch,
    links: &mut L,
) -> Result<Vec<Edge>, L::Error> {
    let steps = between(reach);
    let weakest = strongest_weakest(&steps);
    let steps = at_least(&steps, weakest);
    let nodes: BTreeSet<i64> = steps
        .iter()
        .flatten()
        .flat_map(|edge| [edge.a, edge.b])
        .collect();
    let nodes: Vec<i64> = nodes.into_iter().collect();
    let mut rank: HashMap<i64, usize> = HashMap::new();
    links.each(&of_nodes(&search.order, &nodes), &mut |row| {
        for node in row {
            let next = rank.len();
            rank.entry(*node).or_insert(next);
        }
    })?;
    Ok(first_by_rank(&steps, &rank))
}

/// The links of each step that are on some shortest path.
fn between(reach: &Reach) -> Vec<Vec<Edge>> {
    let (steps, middle) = reach.steps_of_links();
    let mut kept: Vec<Vec<Edge>> = vec![Vec::new(); steps.len()];
    let mut alive = reach.middle();
    for step in (0..middle).rev() {
        kept[step] = matching(steps[step], |edge| alive.contains(&edge.b));
        alive = kept[step].iter().map(|edge| edge.a).collect();
    }
    alive = reach.middle();
    for step in middle..steps.len() {
        kept[step] = matching(steps[step], |edge| alive.contains(&edge.a));
        alive = kept[step].iter().map(|edge| edge.b).collect();
    }
    kept
}

/// The weight that the weakest link of a path can have at most.
fn strongest_weakest(steps: &[Vec<Edge>]) -> i64 {
    let mut width: HashMap<i64, i64> = HashMap::new();
    for (position, step) in steps.iter().enumerate() {
        let mut next: HashMap<i64, i64> = HashMap::new();
        for edge in step {
            let so_far = if position == 0 {
                i64::MAX
            } else {
                width.get(&edge.a).copied().unwrap_or(0)
            };
            let through = so_far.min(edge.weight);
            let best = next.entry(edge.b).or_insert(through);
            *best = through.max(*best);
        }
        width = next;
    }
    width.into_values().max().unwrap_or(0)
}

/// The links of paths without a weaker link than that.
fn at_least(steps: &[Vec<Edge>], weakest: i64) -> Vec<Vec<Edge>> {
    let mut kept: Vec<Vec<Edge>> = Vec::with_capacity(steps.len());
    for step in steps {
        let reached: Option<HashSet<i64>> = kept
            .last()
            .map(|step| step.iter().map(|edge| edge.b).collect());
        kept.push(matching(step, |edge| {
            edge.weight >= weakest && reached.as_ref().is_none_or(|nodes| nodes.contains(&edge.a))
        }));
    }
    for position in (1..kept.len()).rev() {
        let leading: HashSet<i64> = kept[position].iter().map(|edge| edge.a).collect();
        kept[position - 1].retain(|edge| leading.contains(&edge.b));
    }
    kept
}

/// The path whose entities come first, step by step.
fn first_by_rank(steps: &[Vec<Edge>], rank: &HashMap<i64, usize>) -> Vec<Edge> {
    let mut path: Vec<Edge> = Vec::with_capacity(steps.len());
    for step in steps {
        let at = path.last().map(|edge| edge.b);
        let possible = step.iter().filter(|edge| at.is_none_or(|at| at == edge.a));
        let place = |edge: &&Edge| (rank.get(&edge.a), rank.get(&edge.b));
        path.extend(possible.min_by_key(place));
    }
    path
}

fn matching(edges: &[Edge], is_kept: impl Fn(&Edge) -> bool) -> Vec<Edge> {
    edges.iter().filter(|edge| is_kept(edge)).copied().collect()
}
