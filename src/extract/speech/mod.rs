//! Who says what: attributions of clauses to speakers, and quotes.

mod clause;
mod complement;
mod cue;
mod first_person;
mod fronted;
mod postponed;
mod quote;
mod relay;
mod report;
mod report_noun;
mod speaker;
mod tally;

use std::ops::Range;

use super::Reading;
use super::mention::DocumentEntities;
use crate::lexicon::Lexicon;
use crate::lexicon::speech::ReportingClass;
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
    /// The reporting verb or cue, as positions in [`Document::tokens`]; empty where a quotation stands
    /// without one.
    pub cue: Range<usize>,
    /// The words beside the scope that name who says so and where, as positions in [`Document::tokens`];
    /// empty where a quotation stands without them.
    pub source: Range<usize>,
    /// What the cue says about the truth of the words.
    pub stance: Stance,
    /// In what form the words are given.
    pub kind: AttributionKind,
}

/// In what form attributed words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttributionKind {
    /// A clause of somebody described: "said that …".
    Clause,
    /// A quotation on its own.
    Quotation,
    /// A number that somebody gives: "put the toll at".
    Count,
    /// A phrase, an infinitive, what nobody in particular says, or what stands beside "according to".
    Phrase,
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

impl From<ReportingClass> for Stance {
    fn from(class: ReportingClass) -> Self {
        match class {
            ReportingClass::Neutral => Self::Neutral,
            ReportingClass::Alleged => Self::Alleged,
            ReportingClass::Denied => Self::Denied,
            ReportingClass::Promised => Self::Promised,
            ReportingClass::Wanted => Self::Wanted,
            ReportingClass::Possible => Self::Possible,
        }
    }
}

/// Finds the attributions of a document in reading order of their scopes; scopes may nest.
pub fn find_attributions(
    document: &Document<'_>,
    lexicon: &Lexicon,
    entities: &DocumentEntities,
) -> Vec<Attribution> {
    report::find(document, lexicon, entities)
}

/// Adds to the mentions of a document those of speakers by themselves: "we" in a quotation.
pub fn add_first_person(
    document: &Document<'_>,
    attributions: &[Attribution],
    entities: &mut DocumentEntities,
) {
    first_person::add(document, attributions, entities);
}

/// Finds the quotes of a document in reading order.
pub fn find_quotes(reading: &Reading<'_, '_>, attributions: &[Attribution]) -> Vec<Quote> {
    quote::find(reading, attributions)
}

#[cfg(test)]
mod tests;
