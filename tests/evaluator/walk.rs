//! `path from A to B`: every path is tried.

use dateline::query::ast::{Clause, LinkKind, Walk};

use super::cell::{Cell, Ref, count};
use super::memory::once;
use super::network::Pair;
use super::schema::{Kind, Noun, primary_date};
use super::scope::Context;
use super::table::{Column, Outcome, Row, Table, refuse};

/// Steps where the walk does not say how many.
const MAX_STEPS: u64 = 3;

impl Context<'_> {
    /// One shortest path: the one with the largest smallest weight, then by ids.
    pub(super) fn walk(&self, walk: &Walk, clauses: &[Clause]) -> Outcome<Table> {
        let link = walk.via.unwrap_or(LinkKind::Comention);
        let pairs = self.pairs(link, clauses)?;
        let from = self.set_of(&walk.from, None)?;
        let to = self.set_of(&walk.to, None)?;
        let max = walk.max.map_or(MAX_STEPS, |max| max.value);
        if !(1..=6).contains(&max) {
            return refuse("E048");
        }
        let mut paths: Vec<Vec<Ref>> = from.into_iter().map(|row| vec![row]).collect();
        let mut found: Vec<Vec<Ref>> = Vec::new();
        for _ in 0..max {
            paths = Self::longer(&paths, &pairs);
            found = paths
                .iter()
                .filter(|path| path.last().is_some_and(|last| to.contains(last)))
                .cloned()
                .collect();
            if !found.is_empty() {
                break;
            }
        }
        let ids =
            |path: &[Ref]| -> Vec<String> { path.iter().map(|row| self.memory.id(*row)).collect() };
        found.sort_by_key(|path| {
            let weakest = path.windows(2).map(|step| weight(&pairs, step)).min();
            (std::cmp::Reverse(weakest), ids(path))
        });
        let best = found.first();
        Ok(self.steps(best.map_or(&[], Vec::as_slice), &pairs))
    }

    fn longer(paths: &[Vec<Ref>], pairs: &[Pair]) -> Vec<Vec<Ref>> {
        let mut longer = Vec::new();
        for path in paths {
            let last = path[path.len() - 1];
            let next = pairs
                .iter()
                .filter_map(|pair| other_end(pair, last))
                .collect();
            for next in once(next) {
                if !path.contains(&next) {
                    longer.push(path.iter().copied().chain([next]).collect());
                }
            }
        }
        longer
    }

    fn steps(&self, path: &[Ref], pairs: &[Pair]) -> Table {
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
                    count(weight(pairs, step)),
                    self.evidence(pairs, step),
                ],
                ties: vec![count(at + 1)],
            });
        }
        table
    }

    /// The earliest sentence that links the two: by date, undated ones last, then in reading order.
    fn evidence(&self, pairs: &[Pair], step: &[Ref]) -> Cell {
        let own = pairs
            .iter()
            .filter(|pair| other_end(pair, step[0]) == Some(step[1]));
        let sentence = |row: Ref| match row.noun {
            Noun::Sentences => Cell::Row(row),
            _ => self.memory.value(row, "sentence"),
        };
        let date = |row: Ref| match primary_date(row.noun) {
            Some(date) => self.memory.value(row, date),
            None => Cell::Null,
        };
        let mut told: Vec<[Cell; 2]> = own.map(|pair| [date(pair.by), sentence(pair.by)]).collect();
        told.sort_by(|one, other| self.memory.order_all(one, other));
        told.first()
            .map_or(Cell::Null, |[_, sentence]| sentence.clone())
    }
}

/// The entity to which a pair leads from one of its ends.
fn other_end(pair: &Pair, from: Ref) -> Option<Ref> {
    (pair.a == from).then_some(pair.b)
}

fn weight(pairs: &[Pair], step: &[Ref]) -> usize {
    let own = pairs
        .iter()
        .filter(|pair| other_end(pair, step[0]) == Some(step[1]));
    once(own.map(|pair| pair.by).collect()).len()
}
