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
    let named: Vec<String> = proof.named.iter().map(i64::to_string).collect();
    format!("{}{}+{}{}", MARKS[0], named.join(","), proof.more, MARKS[1])
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
    let (named, more) = text.split_once('+').unwrap_or((text, "0"));
    Proof {
        named: named
            .split(',')
            .filter_map(|key| key.parse().ok())
            .collect(),
        more: more.parse().unwrap_or(0),
    }
}

/// The footnotes of a page in the making.
#[derive(Debug, Default)]
pub(super) struct Notes {
    numbers: BTreeMap<i64, usize>,
    /// Keys in order of their numbers, with how often each is referred to.
    pub(super) order: Vec<(i64, usize)>,
}

impl Notes {
    /// The number of a sentence's note, and of which reference to it this is; both from 1.
    pub(super) fn refer(&mut self, key: i64) -> (usize, usize) {
        let next = self.order.len() + 1;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.order.push((key, 0));
        }
        let uses = &mut self.order[number - 1].1;
        *uses += 1;
        (number, *uses)
    }
}

impl Notes {
    /// The number that a sentence's note has or would have.
    pub(super) fn number(&self, key: i64) -> usize {
        self.numbers
            .get(&key)
            .copied()
            .unwrap_or(self.order.len() + 1)
    }
}
