//! What is observed about a word and the words beside it, each as the number of a row of weights.

use std::ops::Range;

use super::super::words::Words;
use crate::lexicon::learned::{N_ROWS, Tag};
use crate::text::token::{Shape, TokenKind};

/// Observations that do not depend on what the words before are taken for.
const N_FIXED: usize = 16;
/// Observations that do.
const N_FOLLOWING: usize = 5;

/// All observations about a word.
pub type Rows = [u32; N_FIXED + N_FOLLOWING];

/// A word of a sentence as the tagger sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObservedWord {
    fixed: [u32; N_FIXED],
    /// Hashes of the word, of its classes and of its form, which are seen together with the tags before.
    word: u64,
    classes: u64,
    form: u64,
    /// Whether it may begin a name.
    pub is_capital: bool,
}

impl ObservedWord {
    /// The rows of its observations, given what the word before and the one before that are.
    pub fn rows(&self, previous: Tag, before: Tag) -> Rows {
        let (previous, before) = (previous.index() as u64, before.index() as u64);
        let mut rows = [0; N_FIXED + N_FOLLOWING];
        rows[..N_FIXED].copy_from_slice(&self.fixed);
        rows[N_FIXED..].copy_from_slice(&[
            row(100, previous, 0),
            row(101, previous, self.word),
            row(102, previous, before),
            row(103, previous, self.classes),
            row(104, previous, self.form),
        ]);
        rows
    }
}

/// What one word is by itself.
#[derive(Debug, Clone, Copy, Default)]
struct Alone {
    word: u64,
    classes: u64,
    form: u64,
    ending: u64,
    beginning: u64,
}

/// The words of a sentence.
pub(super) fn observe(words: &Words<'_>, tokens: &Range<usize>) -> Vec<ObservedWord> {
    let alone: Vec<Alone> = tokens.clone().map(|at| alone(words, at)).collect();
    let at = |position: usize, offset: isize| {
        let place = position.checked_add_signed(offset);
        place
            .and_then(|place| alone.get(place))
            .copied()
            .unwrap_or_default()
    };
    let observed = |(index, position): (usize, usize)| {
        let here = alone[index];
        let (before, after) = (at(index, -1), at(index, 1));
        let (far_before, far_after) = (at(index, -2), at(index, 2));
        ObservedWord {
            fixed: [
                row(0, 0, 0),
                row(1, here.word, 0),
                row(2, before.word, 0),
                row(3, after.word, 0),
                row(4, far_before.word, 0),
                row(5, far_after.word, 0),
                row(6, before.word, here.word),
                row(7, here.word, after.word),
                row(8, here.form, here.classes),
                row(9, mixed(before.form, here.form), after.form),
                row(10, here.ending, here.form),
                row(11, here.beginning, here.form),
                row(12, before.classes, here.form),
                row(13, after.classes, here.form),
                row(14, mixed(before.classes, here.classes), after.classes),
                row(15, before.word, after.word),
            ],
            word: here.word,
            classes: here.classes,
            form: mixed(here.form, after.form),
            is_capital: words.is_capital(position),
        }
    };
    tokens.clone().enumerate().map(observed).collect()
}

fn alone(words: &Words<'_>, position: usize) -> Alone {
    let folded = words.folded(position);
    let shape = words.document.tokens[position].shape;
    let kind = match words.kind(position) {
        Some(TokenKind::Word) => 0,
        Some(TokenKind::Possessive) => 1,
        Some(TokenKind::Number) => 2,
        Some(TokenKind::Punctuation) => 3,
        Some(TokenKind::Symbol) | None => 4,
    };
    let shape = match shape {
        Shape::Lower => 0,
        Shape::Capital => 1,
        Shape::Upper => 2,
        Shape::Initial => 3,
    };
    let opens = u64::from(words.is_opener(position));
    let has_break = u64::from(folded.contains(' '));
    let end = folded.len();
    Alone {
        word: hashed(folded.as_bytes()),
        classes: 1 + u64::from(words.class(position).bits()),
        form: 1 + kind + 8 * shape + 64 * opens + 128 * has_break,
        ending: hashed(&folded.as_bytes()[end.saturating_sub(3)..]),
        beginning: hashed(&folded.as_bytes()[..end.min(3)]),
    }
}

/// FNV-1a; kept weights depend on it.
fn hashed(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn mixed(one: u64, other: u64) -> u64 {
    let sum = one.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23) ^ other;
    let product = sum.wrapping_mul(0xd6e8_feb8_6659_fd93);
    product ^ (product >> 32)
}

/// The row of an observation: its number, and what was seen.
#[expect(clippy::cast_possible_truncation, reason = "below N_ROWS")]
fn row(number: u64, one: u64, other: u64) -> u32 {
    (mixed(mixed(number, one), other) % N_ROWS as u64) as u32
}
