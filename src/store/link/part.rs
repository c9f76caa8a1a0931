//! Links that are counted together: those that start from some entities, in the order in which they are
//! stored.

use std::ops::Range;

use rusqlite::{Connection, Result};

use super::stage::{Occasions, Staged};

/// Some entities, by place, and from which end of the links they are seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Which of the staged kinds.
    kind: usize,
    is_turned: bool,
    places: Range<usize>,
    pub(super) n_pairs: usize,
}

/// A row of `link`: kind, whether turned, both ends; weight, first, last, sentence.
pub(in crate::store) type StoredLink = [Option<i64>; 8];

/// All parts, in the order in which links are stored. One has at most so many pairs, or one entity.
pub(super) fn parts(staged: &Staged, together: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    for (kind, occasions) in staged.kinds.iter().enumerate() {
        for (is_turned, n_pairs) in [false, true].into_iter().zip(&occasions.n_pairs) {
            let empty = |start| Part {
                kind,
                is_turned,
                places: start..start,
                n_pairs: 0,
            };
            let mut part = empty(0);
            for (place, n_here) in n_pairs.iter().enumerate() {
                if part.n_pairs > 0 && part.n_pairs + n_here > together {
                    parts.push(std::mem::replace(&mut part, empty(place)));
                }
                part.places.end = place + 1;
                part.n_pairs += n_here;
            }
            if part.n_pairs > 0 {
                parts.push(part);
            }
        }
    }
    parts
}

impl Part {
    /// Counts the links, and gives them in order.
    pub(super) fn count(
        &self,
        connection: &Connection,
        staged: &Staged,
        take: &mut dyn FnMut(StoredLink) -> Result<()>,
    ) -> Result<()> {
        let occasions = &staged.kinds[self.kind];
        let dated = occasions.dated();
        let (mut pairs, ends) = self.pairs(connection, occasions)?;
        let mut start = 0;
        for (place, end) in (number(self.places.start)..).zip(ends) {
            let pairs = &mut pairs[start..end];
            start = end;
            pairs.sort_unstable_by_key(|pair| u64::from(pair.other) << 32 | u64::from(pair.rank));
            for of_two in pairs.chunk_by(|one, next| one.other == next.other) {
                let first = of_two[0];
                let n_dated = of_two.partition_point(|pair| dated.contains(&pair.rank));
                let last = of_two[..n_dated].last();
                take([
                    Some(occasions.kind.code()),
                    Some(i64::from(self.is_turned)),
                    Some(staged.standing.key(place)),
                    Some(staged.standing.key(first.other)),
                    Some(i64::try_from(of_two.len()).unwrap_or(i64::MAX)),
                    occasions.date(first.rank),
                    last.and_then(|pair| occasions.date(pair.rank)),
                    Some(occasions.sentence(first.rank)),
                ])?;
            }
        }
        Ok(())
    }

    /// The pairs of each entity, and where those of each end.
    fn pairs(
        &self,
        connection: &Connection,
        occasions: &Occasions,
    ) -> Result<(Vec<Pair>, Vec<usize>)> {
        let n_pairs = &occasions.n_pairs[usize::from(self.is_turned)][self.places.clone()];
        let mut ends: Vec<usize> = Vec::with_capacity(n_pairs.len());
        let mut n_before = 0;
        for n_here in n_pairs {
            ends.push(n_before);
            n_before += n_here;
        }
        let mut pairs = vec![Pair { other: 0, rank: 0 }; self.n_pairs];
        let is_directed = occasions.kind.is_directed();
        occasions.each(connection, &mut |rank, present| {
            for (position, place) in present.iter().enumerate() {
                let Some(at) = (*place as usize).checked_sub(self.places.start) else {
                    continue;
                };
                let Some(end) = ends.get_mut(at) else {
                    continue;
                };
                let n_first = if is_directed { 1 } else { present.len() };
                let others = if self.is_turned {
                    &present[..position.min(n_first)]
                } else if position < n_first {
                    &present[position + 1..]
                } else {
                    &[]
                };
                for other in others {
                    pairs[*end] = Pair {
                        other: *other,
                        rank,
                    };
                    *end += 1;
                }
            }
        })?;
        Ok((pairs, ends))
    }
}

/// Places are numbers of 32 bits.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Whom an entity is linked to, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pair {
    other: u32,
    rank: u32,
}
