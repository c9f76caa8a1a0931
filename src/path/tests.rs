use std::collections::BTreeMap;

use super::*;
use crate::span::Span;

/// Links by both ends, with their weight; ids order as keys do backwards.
struct Graph {
    links: BTreeMap<(i64, i64), i64>,
    members: BTreeMap<i64, Vec<i64>>,
    n_read: usize,
}

impl Links for Graph {
    type Error = ();

    fn each(&mut self, statement: &Statement, row: &mut dyn FnMut(&[i64])) -> Result<(), ()> {
        self.n_read += 1;
        let text = match &statement.parameters[0] {
            Parameter::Text(text) => text.trim_matches(['[', ']']).to_owned(),
            Parameter::Integer(number) => number.to_string(),
            other => panic!("{other:?}"),
        };
        let mut nodes: Vec<i64> = text
            .split(',')
            .filter_map(|part| part.parse().ok())
            .collect();
        match statement.sql.as_str() {
            "onward" => self.lead(&nodes, false, row),
            "back" => self.lead(&nodes, true, row),
            "order" => {
                nodes.sort_unstable();
                nodes.iter().rev().for_each(|node| row(&[*node]));
            }
            "evidence" => row(&[nodes[0] * 1000]),
            "members" => self.members[&nodes[0]]
                .iter()
                .for_each(|node| row(&[*node])),
            other => panic!("{other}"),
        }
        Ok(())
    }

    fn look(&mut self) -> Result<(), ()> {
        Ok(())
    }
}

impl Graph {
    fn lead(&self, nodes: &[i64], is_back: bool, row: &mut dyn FnMut(&[i64])) {
        for ((a, b), weight) in &self.links {
            let (node, next) = if is_back { (b, a) } else { (a, b) };
            if nodes.contains(node) {
                row(&[*node, *next, *weight]);
            }
        }
    }

    /// The entities of the best path, by going every way.
    fn best(&self, from: &[i64], to: &[i64], max: usize) -> Option<Vec<i64>> {
        let mut ways: Vec<Vec<i64>> = from.iter().map(|node| vec![*node]).collect();
        for _ in 0..max {
            let longer = ways.iter().flat_map(|way| {
                let at = way[way.len() - 1];
                let next = self
                    .links
                    .keys()
                    .filter(move |(a, b)| *a == at && !way.contains(b));
                next.map(|(_, b)| way.iter().copied().chain([*b]).collect::<Vec<i64>>())
            });
            ways = longer.collect();
            let arrived = ways.iter().filter(|way| to.contains(&way[way.len() - 1]));
            let weakest = |way: &[i64]| {
                let weights = way.windows(2).map(|pair| self.links[&(pair[0], pair[1])]);
                weights.min()
            };
            let backwards = |way: &[i64]| way.iter().map(|node| -node).collect::<Vec<i64>>();
            let key = |way: &&Vec<i64>| (std::cmp::Reverse(weakest(way)), backwards(way));
            if let Some(best) = arrived.min_by_key(key) {
                return Some(best.clone());
            }
        }
        None
    }
}

fn statement(sql: &str, later: &[Later]) -> Statement {
    Statement {
        sql: sql.to_owned(),
        parameters: later.iter().map(|later| Parameter::Later(*later)).collect(),
        columns: Vec::new(),
    }
}

fn search(from: (i64, bool), to: (i64, bool), max: u64, is_directed: bool) -> PathSearch {
    let end = |(key, is_wide): (i64, bool)| End {
        key,
        name: format!("e{key}"),
        members: is_wide.then(|| Statement {
            parameters: vec![Parameter::Integer(key)],
            ..statement("members", &[])
        }),
        span: Span::default(),
    };
    PathSearch {
        from: end(from),
        to: end(to),
        max,
        onward: statement("onward", &[Later::Nodes]),
        back: statement("back", &[Later::Nodes]),
        order: statement("order", &[Later::Nodes]),
        evidence: statement("evidence", &[Later::Start, Later::End]),
        is_directed,
        span: Span::default(),
    }
}

/// A graph of `n_nodes` with about so many links.
fn graph(seed: u64, n_nodes: u64, n_links: u64, is_directed: bool) -> Graph {
    let mut dice = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = |n: u64| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        i64::try_from(dice % n).unwrap()
    };
    let mut links = BTreeMap::new();
    for _ in 0..n_links {
        let (a, b, weight) = (below(n_nodes), below(n_nodes), below(4) + 1);
        if a != b {
            links.insert((a, b), weight);
            if !is_directed {
                links.insert((b, a), weight);
            }
        }
    }
    let members =
        (0..i64::try_from(n_nodes).unwrap()).map(|key| (key, vec![key, (key * 7 + 3) % 9]));
    Graph {
        links,
        members: members.collect(),
        n_read: 0,
    }
}

fn nodes(found: &Found) -> Option<Vec<i64>> {
    match found {
        Found::Path(steps) => {
            let ends = steps.iter().map(|step| step.b);
            Some(
                steps
                    .iter()
                    .take(1)
                    .map(|step| step.a)
                    .chain(ends)
                    .collect(),
            )
        }
        Found::Nothing(_) => None,
    }
}

#[test]
fn the_path_is_the_one_found_by_going_every_way() {
    let mut lengths = BTreeMap::new();
    for seed in 0..400 {
        let is_directed = seed % 3 == 0;
        let mut graph = graph(seed + 1, 9, 8 + seed % 12, is_directed);
        for (from, to) in [
            ((0, false), (8, false)),
            ((1, true), (5, false)),
            ((2, true), (7, true)),
        ] {
            let max = seed % 6 + 1;
            let found = find(&search(from, to, max, is_directed), &mut graph).unwrap();
            let all = |(key, is_wide): (i64, bool)| {
                if is_wide {
                    graph.members[&key].clone()
                } else {
                    vec![key]
                }
            };
            let without = |end: (i64, bool), other: (i64, bool)| {
                let mut own = all(end);
                own.retain(|key| !(end.1 && all(other).contains(key)));
                own
            };
            let (starts, ends) = (without(from, to), without(to, from));
            let expected = graph.best(&starts, &ends, usize::try_from(max).unwrap());
            assert_eq!(
                nodes(&found),
                expected,
                "seed {seed}, {from:?} to {to:?} max {max}"
            );
            *lengths.entry(expected.map(|path| path.len())).or_insert(0) += 1;
        }
    }
    assert!(lengths.len() > 5, "{lengths:?}");
}

#[test]
fn each_step_has_its_weight_and_sentence() {
    let mut graph = graph(1, 2, 0, false);
    graph.links = BTreeMap::from([((4, 6), 2), ((6, 4), 2), ((6, 9), 5), ((9, 6), 5)]);
    let found = find(&search((4, false), (9, false), 2, false), &mut graph).unwrap();
    let Found::Path(steps) = found else {
        panic!("{found:?}");
    };
    assert_eq!(as_value(&steps), "[[1,4,6,2,4000],[2,6,9,5,6000]]");
}

#[test]
fn what_is_known_of_the_ends_is_told_where_there_is_no_path() {
    let chain = |links: &[(i64, i64)], is_directed: bool| {
        let mut graph = graph(1, 2, 0, false);
        for (a, b) in links {
            graph.links.insert((*a, *b), 1);
            if !is_directed {
                graph.links.insert((*b, *a), 1);
            }
        }
        graph
    };
    let told = |links: &[(i64, i64)], from: i64, to: i64, max: u64, is_directed: bool| {
        let search = search((from, false), (to, false), max, is_directed);
        find(&search, &mut chain(links, is_directed)).unwrap()
    };
    let long: Vec<(i64, i64)> = (0..9).map(|node| (node, node + 1)).collect();
    assert_eq!(
        told(&long, 0, 5, 3, false),
        Found::Nothing(NoPath::Longer { steps: 5 })
    );
    assert_eq!(
        told(&long, 0, 9, 3, false),
        Found::Nothing(NoPath::UpTo { steps: 6 })
    );
    let name = "e3".to_owned();
    assert_eq!(
        told(&long, 3, 3, 3, false),
        Found::Nothing(NoPath::SameEnds { name })
    );
    let name = "e77".to_owned();
    assert_eq!(
        told(&long, 0, 77, 6, false),
        Found::Nothing(NoPath::NoLinks { name })
    );
    let split = [(0, 1), (5, 6)];
    assert_eq!(told(&split, 0, 6, 6, false), Found::Nothing(NoPath::Apart));
    assert_eq!(
        told(&long, 4, 2, 3, true),
        Found::Nothing(NoPath::OtherWay { steps: 2 })
    );
}

#[test]
fn few_statements_are_read() {
    let mut graph = graph(3, 60, 300, false);
    find(&search((0, false), (59, false), 6, false), &mut graph).unwrap();
    assert!(graph.n_read < 20, "{} statements", graph.n_read);
}
