//! An event while it is being made.

use std::ops::Range;

use super::participant::Party;
use super::telling::Telling;
use crate::model::date::PartialDate;
use crate::model::event::{EventKind, EventMode, Modality};
use crate::model::facts::EntityIndex;

/// An event whose entities are known but which is not yet merged with its other tellings.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: EventKind,
    pub(super) mode: Option<EventMode>,
    /// Positions in the document's tokens.
    pub(super) trigger: Range<usize>,
    /// The clause, as positions in the document's tokens.
    pub(super) clause: Range<usize>,
    /// Position of the sentence in the document.
    pub(super) sentence: usize,
    pub(super) actors: Vec<Party>,
    pub(super) targets: Vec<Party>,
    pub(super) modality: Modality,
    pub(super) place: Option<EntityIndex>,
    pub(super) date: Option<PartialDate>,
    pub(super) claimant: Option<EntityIndex>,
    pub(super) telling: Telling,
    pub(super) rule: &'static str,
    pub(super) confidence: f64,
}

impl Draft {
    /// Whether a noun tells it by itself.
    pub(super) fn is_of_noun(&self) -> bool {
        self.rule == "noun" || self.is_anchored()
    }

    /// Whether a noun tells it that only the words around bind to one happening.
    pub(super) fn is_anchored(&self) -> bool {
        self.rule == "anchored_noun"
    }

    /// Whether someone named takes part.
    pub(super) fn is_named(&self) -> bool {
        self.parties()
            .any(|party| party.is_name || party.entity.is_some())
    }

    /// Whether someone certain takes part, named or not.
    pub(super) fn is_told(&self) -> bool {
        self.is_named()
            || self
                .parties()
                .any(|party| party.is_particular && party.can_act)
    }

    /// Whether it tells who takes part, where or when.
    pub(super) fn says_something(&self) -> bool {
        self.parties().next().is_some() || self.place.is_some() || self.date.is_some()
    }

    /// Actors, then targets.
    pub(super) fn parties(&self) -> impl Iterator<Item = &Party> {
        self.actors.iter().chain(&self.targets)
    }
}
