//! All that one article yields: what the extraction makes and the store writes.
//!
//! Spans are bytes of the article's text. Facts name entities and sentences by position in the lists
//! beside them; row ids are given by the store.

use super::article::{PublishedBasis, Zone};
use super::date::PartialDate;
use super::entity::{Entity, EntityKind, Handle, MentionForm};
use super::event::{ArgumentRole, EventKind, EventMode, Modality};
use super::figure::{Bound, Measure};
use super::quote::QuoteForm;
use crate::span::Span;

/// Position of an entity in [`Facts::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityIndex(pub usize);

/// Position of a sentence in [`Facts::sentences`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceIndex(pub usize);

/// Everything extracted from one article, or given with it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// Publication date inferred from the text, where the article has none.
    pub published: Option<(PartialDate, PublishedBasis)>,
    /// Entities that the facts name, and those that these refer to as country, parent or body.
    pub entities: Vec<NamedEntity>,
    /// Sentences in reading order.
    pub sentences: Vec<FactSentence>,
    /// Mentions in reading order.
    pub mentions: Vec<Mention>,
    /// Events in reading order.
    pub events: Vec<Event>,
    /// Quotes in reading order.
    pub quotes: Vec<Quote>,
    /// Figures in reading order.
    pub figures: Vec<Figure>,
    /// Time expressions in reading order.
    pub dates: Vec<TimeExpression>,
}

/// An entity of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum NamedEntity {
    /// Described here.
    Described(Entity),
    /// Described elsewhere: only its handle is known here.
    Reference(Handle),
}

impl NamedEntity {
    /// The handle, in either form.
    pub fn id(&self) -> &Handle {
        match self {
            Self::Described(entity) => &entity.id,
            Self::Reference(id) => id,
        }
    }

    /// The kind, if the entity is described here.
    pub fn kind(&self) -> Option<EntityKind> {
        match self {
            Self::Described(entity) => Some(entity.kind),
            Self::Reference(_) => None,
        }
    }
}

/// A sentence's place and zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactSentence {
    /// Bytes of the article's text.
    pub span: Span,
    /// What the sentence is within its article.
    pub zone: Zone,
}

/// A place in the text that refers to an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Bytes of the article's text.
    pub span: Span,
    /// The entity referred to.
    pub entity: EntityIndex,
    /// How it is referred to.
    pub form: MentionForm,
    /// Office written beside the name.
    pub title: Option<String>,
}

/// Someone in an event: an entity, a text as written, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    /// The part played.
    pub role: ArgumentRole,
    /// The entity, where it is known.
    pub entity: Option<EntityIndex>,
    /// The words, where they say more than the entity's name does.
    pub text: Option<String>,
}

/// Something that happened, was planned, alleged or denied.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Public id, if the record gives one.
    pub id: Option<String>,
    /// Kind.
    pub kind: EventKind,
    /// Mode, of the same kind.
    pub mode: Option<EventMode>,
    /// The clause or sentence that tells it: bytes of the article's text.
    pub span: Span,
    /// The word that names it: bytes of the article's text.
    pub trigger: Option<Span>,
    /// When it happened; never the publication date by default.
    pub date: Option<PartialDate>,
    /// Where it happened.
    pub place: Option<EntityIndex>,
    /// Actors, then targets, then others, each in the order told.
    pub participants: Vec<Participant>,
    /// Whether it happened.
    pub modality: Modality,
    /// Who says so.
    pub claimant: Option<EntityIndex>,
    /// One line of words.
    pub summary: Option<String>,
    /// Public id of the cluster.
    pub cluster: Option<String>,
    /// Between 0 and 1.
    pub confidence: Option<f64>,
    /// Name of the rule that made it.
    pub rule: Option<String>,
}

/// Something somebody said.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// Public id, if the record gives one.
    pub id: Option<String>,
    /// The words said, without quotation marks around them: bytes of the article's text.
    pub span: Span,
    /// Who said it.
    pub speaker: Option<EntityIndex>,
    /// How the words are given.
    pub form: QuoteForm,
    /// The reporting verb as written.
    pub verb: Option<String>,
    /// When it was said.
    pub date: Option<PartialDate>,
    /// Public id of the cluster.
    pub cluster: Option<String>,
}

/// A number stated about the world.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Public id, if the record gives one.
    pub id: Option<String>,
    /// The number with its qualifier and unit: bytes of the article's text.
    pub span: Span,
    /// What is measured.
    pub measure: Measure,
    /// What is counted, in words.
    pub what: Option<String>,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// How the numbers bound the truth.
    pub bound: Bound,
    /// `people`, `percent`, `km`, `km2`, `days`, `years`, `items`, or an ISO 4217 code.
    pub unit: Option<String>,
    /// Start of the counting.
    pub counted_from: Option<PartialDate>,
    /// The date for which the figure holds.
    pub as_of: Option<PartialDate>,
    /// Where.
    pub place: Option<EntityIndex>,
    /// Who says so.
    pub claimant: Option<EntityIndex>,
    /// Public id of the event that the figure counts the victims of; as found in a text, the label that
    /// the event has within its article.
    pub event: Option<String>,
    /// Public id of the cluster.
    pub cluster: Option<String>,
}

/// Words that say when.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Bytes of the article's text.
    pub span: Span,
    /// The interval; none for durations, sets and what cannot be placed.
    pub value: Option<PartialDate>,
    /// TIMEX3 type: DATE, TIME, DURATION or SET.
    pub timex_type: TimexType,
    /// TIMEX3 value.
    pub timex_value: Option<String>,
}

super::words::closed_set! {
    /// The types of the TIMEX3 standard.
    TimexType {
        /// A calendar date.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A repeated time.
        Set = "SET",
    }
}
