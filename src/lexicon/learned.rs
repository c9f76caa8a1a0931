//! Weights that a tagger of names has learned from a user's own articles, and how they are kept.
//!
//! A row of weights speaks for one observation about a word ("the word before is *near*"); which
//! observations there are is known to the extraction alone.

use crate::model::entity::EntityKind;

/// Number of rows; a power of two.
pub const N_ROWS: usize = 1 << 18;

/// Number of the observations' present meaning. Weights that were learned with another one say nothing.
pub const VERSION: u32 = 1;

/// What a word is within a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// Part of no name.
    Outside,
    /// First word of the name of something of this kind.
    Begin(EntityKind),
    /// A later word of such a name.
    Inside(EntityKind),
}

impl Tag {
    /// Every tag, in the order of [`Tag::index`].
    pub const ALL: [Self; 9] = [
        Self::Outside,
        Self::Begin(EntityKind::Person),
        Self::Inside(EntityKind::Person),
        Self::Begin(EntityKind::Organization),
        Self::Inside(EntityKind::Organization),
        Self::Begin(EntityKind::ArmedGroup),
        Self::Inside(EntityKind::ArmedGroup),
        Self::Begin(EntityKind::Place),
        Self::Inside(EntityKind::Place),
    ];

    /// Its number, below [`Tag::ALL`]'s length.
    pub fn index(self) -> usize {
        match self {
            Self::Outside => 0,
            Self::Begin(kind) => 1 + 2 * place(kind),
            Self::Inside(kind) => 2 + 2 * place(kind),
        }
    }

    /// The kind of the name that the word is part of.
    pub fn kind(self) -> Option<EntityKind> {
        match self {
            Self::Outside => None,
            Self::Begin(kind) | Self::Inside(kind) => Some(kind),
        }
    }

    /// Whether a word may be this after one that is `previous`.
    pub fn may_follow(self, previous: Self) -> bool {
        match self {
            Self::Outside | Self::Begin(_) => true,
            Self::Inside(kind) => previous.kind() == Some(kind),
        }
    }
}

fn place(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Organization => 1,
        EntityKind::ArmedGroup => 2,
        EntityKind::Place => 3,
    }
}

/// Points for each tag, in the order of [`Tag::ALL`].
pub type TagPoints = [i32; Tag::ALL.len()];

/// A weight for each row and tag.
#[derive(Clone, PartialEq, Eq)]
pub struct LearnedWeights {
    rows: Box<[[i16; Tag::ALL.len()]]>,
}

impl std::fmt::Debug for LearnedWeights {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "LearnedWeights({})", self.n_weights())
    }
}

/// Why kept weights cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeightsFault {
    /// They were learned by a version of the program whose observations were others.
    #[error("the learned weights are of another version of the program")]
    OtherVersion,
    /// They are not what was written.
    #[error("the learned weights are damaged")]
    Damaged,
}

/// Bytes of a kept weight: number of its cell, weight.
const CELL: usize = 6;

impl Default for LearnedWeights {
    /// Weights that say nothing.
    fn default() -> Self {
        Self {
            rows: vec![[0; Tag::ALL.len()]; N_ROWS].into(),
        }
    }
}

impl LearnedWeights {
    /// Sets the weight of a row, below [`N_ROWS`], for a tag.
    pub fn set(&mut self, row: usize, tag: Tag, weight: i16) {
        self.rows[row][tag.index()] = weight;
    }

    /// Adds up what the rows, each below [`N_ROWS`], say.
    pub fn points(&self, rows: &[u32]) -> TagPoints {
        let mut points = [0; Tag::ALL.len()];
        for row in rows {
            let weights = &self.rows[*row as usize];
            for (total, weight) in points.iter_mut().zip(weights) {
                *total += i32::from(*weight);
            }
        }
        points
    }

    /// Number of weights that are not 0.
    pub fn n_weights(&self) -> usize {
        self.rows.iter().flatten().filter(|one| **one != 0).count()
    }

    /// The weights that are not 0, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = VERSION.to_le_bytes().to_vec();
        for (cell, weight) in (0_u32..).zip(self.rows.iter().flatten()) {
            if *weight != 0 {
                bytes.extend(cell.to_le_bytes());
                bytes.extend(weight.to_le_bytes());
            }
        }
        bytes
    }

    /// Weights as [`LearnedWeights::to_bytes`] wrote them.
    ///
    /// # Errors
    /// They are of another version, or no such bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsFault> {
        let (version, cells) = bytes.split_first_chunk().ok_or(WeightsFault::Damaged)?;
        if u32::from_le_bytes(*version) != VERSION {
            return Err(WeightsFault::OtherVersion);
        }
        let mut weights = Self::default();
        let (cells, rest) = cells.as_chunks::<CELL>();
        if !rest.is_empty() {
            return Err(WeightsFault::Damaged);
        }
        for [a, b, c, d, low, high] in cells {
            let cell = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
            let row = weights.rows.get_mut(cell / Tag::ALL.len());
            let row = row.ok_or(WeightsFault::Damaged)?;
            row[cell % Tag::ALL.len()] = i16::from_le_bytes([*low, *high]);
        }
        Ok(weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_has_its_place() {
        for (position, tag) in Tag::ALL.into_iter().enumerate() {
            assert_eq!(tag.index(), position, "{tag:?}");
        }
        for kind in EntityKind::ALL {
            assert_eq!(Tag::ALL[Tag::Begin(*kind).index()], Tag::Begin(*kind));
        }
    }

    #[test]
    fn weights_are_read_as_they_were_written() {
        let mut weights = LearnedWeights::default();
        weights.set(0, Tag::Outside, 7);
        weights.set(N_ROWS - 1, Tag::Inside(EntityKind::Place), i16::MIN);
        let bytes = weights.to_bytes();
        assert_eq!(bytes.len(), 4 + 2 * CELL);
        assert_eq!(LearnedWeights::from_bytes(&bytes), Ok(weights));
    }

    #[test]
    fn what_was_not_written_so_is_refused() {
        let mut other = VERSION.to_le_bytes();
        other[0] += 1;
        let outside = [VERSION.to_le_bytes().as_slice(), &[255; CELL]].concat();
        for (bytes, fault) in [
            (&other[..], WeightsFault::OtherVersion),
            (&[][..], WeightsFault::Damaged),
            (&[1, 0, 0, 0, 9][..], WeightsFault::Damaged),
            (&outside[..], WeightsFault::Damaged),
        ] {
            assert_eq!(LearnedWeights::from_bytes(bytes), Err(fault), "{bytes:?}");
        }
    }
}
