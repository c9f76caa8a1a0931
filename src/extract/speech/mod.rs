//! Who says what: attributions of clauses to speakers, and quotes.

use std::ops::Range;

use super::Reading;
use super::mention::DocumentEntities;
use crate::lexicon::Lexicon;
use crate::model::facts::{EntityIndex, Quote};
use crate::text::document::Document;

/// A stretch of text that is somebody's word: the complement of a reporting verb, what stands beside
/// "according to X", or a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words attributed, as positions in [`Document::tokens`].
    pub scope: Range<usize>,
    /// Who says so, where it is known.
    pub speaker: Option<EntityIndex>,
    /// The reporting verb or cue, as positions in [`Document::tokens`].
    pub cue: Range<usize>,
    /// What the cue says about the truth of the words.
    pub stance: Stance,
}

/// What a reporting verb says about the truth of what is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Said, announced, reported: the words are the speaker's, and taken as told.
    Neutral,
    /// Claimed, alleged, accused: doubtful.
    Alleged,
    /// Denied, rejected: said not to be so.
    Denied,
    /// Promised, vowed, announced a plan: not yet so.
    Promised,
    /// Urged, demanded, asked: wanted, not so.
    Wanted,
    /// Warned, feared, expected: might become so.
    Possible,
}

/// Finds the attributions of a document in reading order of their scopes; scopes may nest.
pub fn find_attributions(
    _document: &Document<'_>,
    _lexicon: &Lexicon,
    _entities: &DocumentEntities,
) -> Vec<Attribution> {
    Vec::new()
}

/// Finds the quotes of a document in reading order.
pub fn find_quotes(_reading: &Reading<'_, '_>, _attributions: &[Attribution]) -> Vec<Quote> {
    Vec::new()
}
