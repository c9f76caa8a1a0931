//! Disjoint sets over positions.

use std::collections::BTreeMap;

/// Which positions belong together.
#[derive(Debug)]
pub(super) struct DisjointSets {
    parents: Vec<usize>,
}

impl DisjointSets {
    /// `length` positions, each by itself.
    pub(super) fn new(length: usize) -> Self {
        Self {
            parents: (0..length).collect(),
        }
    }

    /// The first position of the set.
    pub(super) fn root(&mut self, position: usize) -> usize {
        let mut root = position;
        while self.parents[root] != root {
            self.parents[root] = self.parents[self.parents[root]];
            root = self.parents[root];
        }
        root
    }

    pub(super) fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        self.parents[left.max(right)] = left.min(right);
    }

    /// The sets, each in order.
    pub(super) fn sets(&mut self) -> Vec<Vec<usize>> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for position in 0..self.parents.len() {
            sets.entry(self.root(position)).or_default().push(position);
        }
        sets.into_values().collect()
    }
}
