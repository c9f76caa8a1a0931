//! `path from A to B`: every path is tried.

use dateline::query::ast::{Clause, LinkKind, Walk};

use super::cell::{Cell, Ref, count};
use super::memory::once;
use super::network::Pair;
use super::schema::{Kind, Noun};
use super::scope::Context;
use super::table::{Column, Outcome, Row, Table};

/// Steps where the walk does not say how many.
const MAX_STEPS: u64 = 3;

impl Context<'_> {
    /// One shortest path: the one with the largest smallest weight, then by ids.
    pub(super) fn walk(&self, walk: &Walk, clauses: &[Clause]) -> Outcome<Table> {
        let link = walk.via.unwrap_or(LinkKind::Comention);
        let pairs = self.pairs(link, clauses)?;
        let from = self.entity(&walk.from, None)?;
        let to = self.entity(&walk.to, None)?;
        let max = walk.max.map_or(MAX_STEPS, |max| max.value);
        let mut paths: Vec<Vec<Ref>> = vec![vec![from]];
        let mut found: Vec<Vec<Ref>> = Vec::new();
        for _ in 0..max {
            paths = Self::longer(&paths, &pairs, link);
            found = paths
                .iter()
                .filter(|path| path.last() == Some(&to))
                .cloned()
                .collect();
            if !found.is_empty() || from == to {
                break;
            }
        }
        let ids =
            |path: &[Ref]| -> Vec<String> { path.iter().map(|row| self.memory.id(*row)).collect() };
        found.sort_by_key(|path| {
            let weakest = path.windows(2).map(|step| weight(&pairs, step, link)).min();
            (std::cmp::Reverse(weakest), ids(path))
        });
        let best = if from == to { None } else { found.first() };
        Ok(self.steps(best.map_or(&[], Vec::as_slice), &pairs, link))
    }

    fn longer(paths: &[Vec<Ref>], pairs: &[Pair], link: LinkKind) -> Vec<Vec<Ref>> {
        let mut longer = Vec::new();
        for path in paths {
            let last = path[path.len() - 1];
            let next = pairs
                .iter()
                .filter_map(|pair| other_end(pair, last, link))
                .collect();
            for next in once(next) {
                if !path.contains(&next) {
                    longer.push(path.iter().copied().chain([next]).collect());
                }
            }
        }
        longer
    }

    fn steps(&self, path: &[Ref], pairs: &[Pair], link: LinkKind) -> Table {
        let row = Kind::Row(Noun::Entities);
        let mut table = Table::of_columns(vec![
            Column::new("step", Kind::Int),
            Column::new("a", row.clone()),
            Column::new("b", row),
            Column::new("weight", Kind::Int),
            Column::new("sentence", Kind::Row(Noun::Sentences)),
        ]);
        for (at, step) in path.windows(2).enumerate() {
            table.rows.push(Row {
                subject: None,
                cells: vec![
                    count(at + 1),
                    Cell::Row(step[0]),
                    Cell::Row(step[1]),
                    count(weight(pairs, step, link)),
                    self.evidence(pairs, step, link),
                ],
                ties: vec![count(at + 1)],
            });
        }
        table
    }

    /// The first sentence that links the two.
    fn evidence(&self, pairs: &[Pair], step: &[Ref], link: LinkKind) -> Cell {
        let own = pairs
            .iter()
            .filter(|pair| other_end(pair, step[0], link) == Some(step[1]));
        let sentence = |row: Ref| match row.noun {
            Noun::Sentences => Cell::Row(row),
            _ => self.memory.value(row, "sentence"),
        };
        let sentences: Vec<Cell> = own.map(|pair| sentence(pair.by)).collect();
        super::aggregates::extreme(self.memory, &sentences, false)
    }
}

/// The entity to which a pair leads from one of its ends.
fn other_end(pair: &Pair, from: Ref, link: LinkKind) -> Option<Ref> {
    if pair.a == from {
        Some(pair.b)
    } else if pair.b == from && link == LinkKind::Quotes {
        Some(pair.a)
    } else {
        None
    }
}

fn weight(pairs: &[Pair], step: &[Ref], link: LinkKind) -> usize {
    let own = pairs
        .iter()
        .filter(|pair| other_end(pair, step[0], link) == Some(step[1]));
    once(own.map(|pair| pair.by).collect()).len()
}
