//! The types of parameters: `entity`, `list<int>`.

use super::{Outcome, error};
use crate::model::entity::EntityKind;
use crate::query::ast::Identifier;
use crate::query::catalog::Members;
use crate::query::error::QueryErrorKind;

/// A type as declared: `entity`, `list<int>`.
#[derive(Debug, Clone)]
pub(in crate::query) struct Declared {
    /// What it holds.
    pub(in crate::query) kind: Kind,
    /// Whether it may hold several.
    pub(in crate::query) is_list: bool,
    /// As typed, in lower case and without blanks.
    pub(super) word: String,
}

/// What a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) enum Kind {
    Text,
    Int,
    Num,
    Bool,
    Date,
    Duration,
    Entity(Option<EntityKind>),
    Outlet,
    Member(&'static [Members]),
}

/// The types by name.
const KINDS: [(&str, Kind); 23] = [
    ("text", Kind::Text),
    ("int", Kind::Int),
    ("num", Kind::Num),
    ("bool", Kind::Bool),
    ("date", Kind::Date),
    ("instant", Kind::Date),
    ("duration", Kind::Duration),
    ("entity", Kind::Entity(None)),
    ("person", Kind::Entity(Some(EntityKind::Person))),
    ("organization", Kind::Entity(Some(EntityKind::Organization))),
    ("armed_group", Kind::Entity(Some(EntityKind::ArmedGroup))),
    ("group", Kind::Entity(Some(EntityKind::ArmedGroup))),
    ("place", Kind::Entity(Some(EntityKind::Place))),
    ("source", Kind::Outlet),
    (
        "kind",
        Kind::Member(&[
            Members::EventKind,
            Members::EventMode,
            Members::EntityKind,
            Members::ClusterKind,
        ]),
    ),
    ("mode", Kind::Member(&[Members::EventMode])),
    ("modality", Kind::Member(&[Members::Modality])),
    (
        "form",
        Kind::Member(&[Members::QuoteForm, Members::MentionForm]),
    ),
    ("measure", Kind::Member(&[Members::Measure])),
    ("bound", Kind::Member(&[Members::Bound])),
    ("precision", Kind::Member(&[Members::Precision])),
    ("zone", Kind::Member(&[Members::Zone])),
    ("basis", Kind::Member(&[Members::PublishedBasis])),
];

/// The words for types of parameters.
pub(in crate::query) fn type_words() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(word, _)| *word).chain(["list<"])
}

impl Declared {
    /// Reads `entity`, `entity(place)`, `list<int>`; else the name that is no type.
    pub(in crate::query) fn read(typed: &str) -> Result<Self, String> {
        let text: String = typed.to_lowercase().split_whitespace().collect();
        let inner = text
            .strip_prefix("list<")
            .and_then(|rest| rest.strip_suffix('>'));
        let name = inner.unwrap_or(&text);
        let name = name
            .strip_prefix("entity(")
            .and_then(|rest| rest.strip_suffix(')'))
            .unwrap_or(name);
        match KINDS.iter().find(|(known, _)| *known == name) {
            Some((_, kind)) => Ok(Self {
                kind: *kind,
                is_list: inner.is_some(),
                word: text,
            }),
            None => Err(name.to_owned()),
        }
    }
}

/// The type that is declared by a word of a script.
pub(super) fn declared(word: &Identifier) -> Outcome<Declared> {
    Declared::read(&word.text).or_else(|name| {
        let names = KINDS.map(|(known, _)| known);
        let similar = crate::query::suggest::nearest(&name, names);
        error(
            QueryErrorKind::Unexpected {
                found: word.text.clone(),
                expected: names.map(str::to_owned).into(),
                similar: similar.map(str::to_owned),
            },
            word.span,
        )
    })
}
