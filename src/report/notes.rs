//! Footnotes: numbered in the order in which a page first refers to them.

use std::collections::BTreeMap;

use super::proof::Proof;

/// Stands before the sentences that the text cites, and after them.
const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// Whether the character is one of ours, which no text may have.
pub(super) fn is_mark(character: char) -> bool {
    MARKS.contains(&character)
}

/// A proof as it travels through the text.
pub(super) fn mark(proof: &Proof) -> String {
    let keys = |keys: &[i64]| {
        let keys: Vec<String> = keys.iter().map(i64::to_string).collect();
        keys.join(",")
    };
    let (named, further) = (keys(&proof.named), keys(&proof.further));
    format!("{}{named}+{further}+{}{}", MARKS[0], proof.more, MARKS[1])
}

/// A piece of text with marks in it.
pub(super) enum Piece<'text> {
    /// Text.
    Text(&'text str),
    /// What stood in a mark.
    Proof(Proof),
}

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for (at, part) in text.split(MARKS[0]).enumerate() {
        match part.split_once(MARKS[1]) {
            Some((proof, rest)) if at > 0 => {
                pieces.push(Piece::Proof(read(proof)));
                pieces.push(Piece::Text(rest));
            }
            _ => pieces.push(Piece::Text(part)),
        }
    }
    pieces
}

fn read(text: &str) -> Proof {
    let mut parts = text.split('+');
    let mut keys = || -> Vec<i64> {
        let keys = parts.next().unwrap_or_default().split(',');
        keys.filter_map(|key| key.parse().ok()).collect()
    };
    let (named, further) = (keys(), keys());
    Proof {
        named,
        further,
        more: parts.next().and_then(|more| more.parse().ok()).unwrap_or(0),
    }
}

/// The footnotes of a page in the making.
#[derive(Debug, Default)]
pub(super) struct Notes {
    numbers: BTreeMap<i64, usize>,
    /// Keys in order of their numbers, with how often each is referred to.
    pub(super) order: Vec<(i64, usize)>,
    /// Sentences that are listed at the end, a list for each number that names but some of its own.
    pub(super) further: Vec<Further>,
}

/// Sentences that a number was counted from and does not name where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Further {
    /// Their keys.
    pub(super) keys: Vec<i64>,
    /// How many there are, listed or not.
    pub(super) count: usize,
}

impl Notes {
    /// The number of a sentence's note, and of which reference to it this is; both from 1.
    pub(super) fn refer(&mut self, key: i64) -> (usize, usize) {
        let number = self.numbered(key);
        let uses = &mut self.order[number - 1].1;
        *uses += 1;
        (number, *uses)
    }

    /// The number that a sentence's note has or would have.
    pub(super) fn number(&self, key: i64) -> usize {
        self.numbers
            .get(&key)
            .copied()
            .unwrap_or(self.order.len() + 1)
    }

    /// The number of a sentence's note, which from now on it has.
    pub(super) fn numbered(&mut self, key: i64) -> usize {
        let next = self.order.len() + 1;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.order.push((key, 0));
        }
        number
    }

    /// The number, from 1, of the list of what a proof does not name.
    pub(super) fn refer_further(&mut self, proof: &Proof) -> usize {
        let further = Further {
            keys: proof.further.clone(),
            count: proof.more,
        };
        let known = self.further.iter().position(|it| *it == further);
        known.unwrap_or_else(|| {
            self.further.push(further);
            self.further.len() - 1
        }) + 1
    }
}
