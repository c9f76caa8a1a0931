//! What can be reached from both ends, step by step, until they meet.

use std::collections::HashSet;

use super::{Links, of_nodes};
use crate::query::path_search::PathSearch;

/// A link from one entity to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) a: i64,
    pub(super) b: i64,
    pub(super) weight: i64,
}

/// From which end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    From,
    To,
}

/// What was reached from one end.
#[derive(Debug)]
struct Half {
    seen: HashSet<i64>,
    /// Entities by their distance from the end; each once, in the order in which they were found.
    levels: Vec<Vec<i64>>,
    /// Links from each level to the next, pointing away from the start of the path.
    edges: Vec<Vec<Edge>>,
}

/// What was reached from both ends.
#[derive(Debug)]
pub(super) struct Reach {
    from: Half,
    to: Half,
}

impl Half {
    fn new(nodes: &[i64]) -> Self {
        Self {
            seen: nodes.iter().copied().collect(),
            levels: vec![nodes.to_vec()],
            edges: Vec::new(),
        }
    }

    fn frontier(&self) -> &[i64] {
        self.levels.last().map_or(&[], Vec::as_slice)
    }

    fn is_exhausted(&self) -> bool {
        self.frontier().is_empty()
    }

    /// How much the next step outward may cost.
    fn effort(&self) -> (usize, usize) {
        (self.frontier().len(), self.levels.len())
    }

    fn n_edges(&self) -> usize {
        self.edges.iter().map(Vec::len).sum()
    }

    /// Goes one step outward.
    fn widen<L: Links>(
        &mut self,
        side: Side,
        search: &PathSearch,
        links: &mut L,
    ) -> Result<(), L::Error> {
        let statement = match side {
            Side::From => &search.onward,
            Side::To => &search.back,
        };
        let statement = of_nodes(statement, self.frontier());
        let (mut level, mut edges) = (Vec::new(), Vec::new());
        let mut is_new: HashSet<i64> = HashSet::new();
        links.each(&statement, &mut |row| {
            let &[node, next, weight] = row else {
                return;
            };
            if self.seen.contains(&next) {
                return;
            }
            if is_new.insert(next) {
                level.push(next);
            }
            let (a, b) = match side {
                Side::From => (node, next),
                Side::To => (next, node),
            };
            edges.push(Edge { a, b, weight });
        })?;
        self.seen.extend(is_new);
        self.levels.push(level);
        self.edges.push(edges);
        Ok(())
    }
}

impl Reach {
    /// Nothing but the ends, which have nothing in common.
    pub(super) fn new(from: &[i64], to: &[i64]) -> Self {
        Self {
            from: Half::new(from),
            to: Half::new(to),
        }
    }

    /// Goes outward from the end where less is to be read, until the ends meet or there are so many
    /// steps between them, or so many links were read; returns whether they meet.
    pub(super) fn meet<L: Links>(
        &mut self,
        search: &PathSearch,
        max: u64,
        budget: usize,
        links: &mut L,
    ) -> Result<bool, L::Error> {
        while self.steps() < max
            && !self.is_exhausted()
            && self.from.n_edges() + self.to.n_edges() < budget
        {
            links.look()?;
            if self.from.effort() <= self.to.effort() {
                self.from.widen(Side::From, search, links)?;
            } else {
                self.to.widen(Side::To, search, links)?;
            }
            if !self.middle().is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Steps between the outermost entities of both ends.
    pub(super) fn steps(&self) -> u64 {
        (self.from.edges.len() + self.to.edges.len()) as u64
    }

    /// Whether one end can reach nothing more.
    pub(super) fn is_exhausted(&self) -> bool {
        self.from.is_exhausted() || self.to.is_exhausted()
    }

    /// An end from which no link leads anywhere.
    pub(super) fn lonely(&self) -> Option<Side> {
        let is_lonely = |half: &Half| half.levels.get(1).is_some_and(Vec::is_empty);
        [(Side::From, &self.from), (Side::To, &self.to)]
            .into_iter()
            .find_map(|(side, half)| is_lonely(half).then_some(side))
    }

    /// The entities where the ends meet.
    pub(super) fn middle(&self) -> HashSet<i64> {
        let (one, other) = (self.from.frontier(), self.to.frontier());
        let (few, many) = if one.len() <= other.len() {
            (one, &self.to)
        } else {
            (other, &self.from)
        };
        let is_met = |node: &&i64| many.seen.contains(node);
        few.iter().filter(is_met).copied().collect()
    }

    /// Links by step, from the start of the path to its end, and the number of the step that begins
    /// in the middle.
    pub(super) fn steps_of_links(&self) -> (Vec<&[Edge]>, usize) {
        let onward = self.from.edges.iter();
        let all = onward.chain(self.to.edges.iter().rev());
        (all.map(Vec::as_slice).collect(), self.from.edges.len())
    }
}
