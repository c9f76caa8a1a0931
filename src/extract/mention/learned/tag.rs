//! Weights, words → names, from left to right.

use std::ops::Range;

use super::super::words::Words;
use super::rows::{ObservedWord, observe};
use crate::lexicon::learned::{LearnedWeights, Tag, TagPoints};
use crate::model::entity::EntityKind;

/// A name that the learned weights see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SeenName {
    /// Positions in the document's tokens.
    pub(super) tokens: Range<usize>,
    pub(super) kind: EntityKind,
    /// By how many points its first word is rather part of this name than of none.
    pub(super) margin: i32,
}

/// What the weights see in a document.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Names in reading order, disjoint.
    pub(super) names: Vec<SeenName>,
    /// One a token: by how many points it is rather part of no name than of any; 0 if it is of one.
    pub(super) outside: Vec<i32>,
}

/// What a word is, and its points.
pub fn decide(points: &TagPoints, previous: Tag) -> Tag {
    let mut best = Tag::Outside;
    for tag in Tag::ALL {
        if tag.may_follow(previous) && points[tag.index()] > points[best.index()] {
            best = tag;
        }
    }
    best
}

/// Whether a word can only be outside of names, so that no weights are asked.
pub fn is_plainly_outside(word: &ObservedWord, previous: Tag) -> bool {
    !word.is_capital && previous == Tag::Outside
}

/// Adds what is seen in a sentence.
pub(super) fn look(
    words: &Words<'_>,
    tokens: &Range<usize>,
    weights: &LearnedWeights,
    seen: &mut Seen,
) {
    let (mut previous, mut before) = (Tag::Outside, Tag::Outside);
    for (position, word) in tokens.clone().zip(observe(words, tokens)) {
        let mut tag = Tag::Outside;
        if !is_plainly_outside(&word, previous) {
            let points = weights.points(&word.rows(previous, before));
            tag = decide(&points, previous);
            let margin = points[tag.index()] - points[Tag::Outside.index()];
            match tag {
                Tag::Outside => seen.outside[position] = lead_of_outside(&points, previous),
                Tag::Begin(kind) => seen.names.push(SeenName {
                    tokens: position..position + 1,
                    kind,
                    margin,
                }),
                Tag::Inside(_) => {
                    if let Some(name) = seen.names.last_mut() {
                        name.tokens.end = position + 1;
                    }
                }
            }
        }
        (previous, before) = (tag, previous);
    }
}

fn lead_of_outside(points: &TagPoints, previous: Tag) -> i32 {
    let others = Tag::ALL
        .into_iter()
        .skip(1)
        .filter(|tag| tag.may_follow(previous));
    let best = others.map(|tag| points[tag.index()]).max();
    points[Tag::Outside.index()] - best.unwrap_or(0)
}
