//! Records of events, quotes and figures: characters of the article's text.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::Extra;
use super::error::{RecordError, RecordFault};
use super::fields::{Fields, plain_number};
use crate::model::date::PartialDate;
use crate::model::event::{EventKind, EventMode, Modality};
use crate::model::figure::{Bound, Measure};
use crate::model::quote::QuoteForm;

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRecord {
    /// Public id; derived from the article's if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Kind.
    pub kind: EventKind,
    /// Mode, of the same kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<EventMode>,
    /// First character of the clause or sentence that tells it.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// The characters of the word that names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<[usize; 2]>,
    /// When it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Handle of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who did it.
    pub actors: Vec<ParticipantRecord>,
    /// To whom.
    pub targets: Vec<ParticipantRecord>,
    /// Who else took part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<ParticipantRecord>,
    /// Whether it happened.
    pub modality: Modality,
    /// Handle of who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<String>,
    /// One line of words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Id of the cluster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// Between 0 and 1.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "plain_number"
    )]
    pub confidence: Option<f64>,
    /// Name of the rule that made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl EventRecord {
    pub(super) fn read(mut fields: Fields) -> Result<Self, RecordError> {
        let mode: Option<EventMode> = fields.optional("mode")?;
        let kind = match (fields.optional("kind")?, mode) {
            (Some(kind), Some(mode)) if mode.kind() != kind => {
                let fault = RecordFault::ModeOfOtherKind {
                    mode: mode.word(),
                    expected: mode.kind().word(),
                    found: kind.word(),
                };
                return Err(fields.fault("mode", fault));
            }
            (Some(kind), _) => kind,
            (None, Some(mode)) => mode.kind(),
            (None, None) => return Err(fields.fault("kind", RecordFault::Missing)),
        };
        Ok(Self {
            id: fields.optional("id")?,
            kind,
            mode,
            start: fields.required("start")?,
            end: fields.required("end")?,
            trigger: fields.optional("trigger")?,
            date: fields.optional("date")?,
            place: fields.optional("place")?,
            actors: participants(&mut fields, "actors")?,
            targets: participants(&mut fields, "targets")?,
            others: participants(&mut fields, "others")?,
            modality: fields.optional("modality")?.unwrap_or(Modality::Asserted),
            claimant: fields.optional("claimant")?,
            summary: fields.optional("summary")?,
            cluster: fields.optional("cluster")?,
            confidence: fields.optional("confidence")?,
            rule: fields.optional("rule")?,
            extra: fields.extra(),
        })
    }
}

/// Someone in an event: an entity, the words as written, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParticipantRecord {
    /// Handle of the entity, where it is known.
    pub entity: Option<String>,
    /// The words as written.
    pub text: Option<String>,
}

impl Serialize for ParticipantRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        if let (Some(entity), None) = (&self.entity, &self.text) {
            return serializer.serialize_str(entity);
        }
        let mut object = serializer.serialize_map(None)?;
        if let Some(entity) = &self.entity {
            object.serialize_entry("entity", entity)?;
        }
        if let Some(text) = &self.text {
            object.serialize_entry("text", text)?;
        }
        object.end()
    }
}

fn participants(fields: &mut Fields, key: &str) -> Result<Vec<ParticipantRecord>, RecordError> {
    let values: Vec<Value> = fields.optional(key)?.unwrap_or_default();
    let path = fields.path_of(key);
    let items = values.into_iter().enumerate().map(|(position, value)| {
        let fault = |fault| RecordError::new(format!("{path}[{position}]"), fault);
        match value {
            Value::String(entity) => Ok(ParticipantRecord {
                entity: Some(entity),
                text: None,
            }),
            Value::Object(object) => {
                let mut fields = Fields::new(object);
                let entity = fields.optional("entity")?;
                let text = fields.optional("text")?;
                if entity.is_none() && text.is_none() {
                    return Err(fault(RecordFault::Missing));
                }
                Ok(ParticipantRecord { entity, text })
            }
            _ => Err(fault(RecordFault::Invalid {
                reason: "expected an entity's id, or an object with `entity` or `text`".to_owned(),
            })),
        }
    });
    items.collect()
}

/// A quote; its words are the characters `[start, end)`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuoteRecord {
    /// Public id; derived from the article's if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Handle of who said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// How the words are given.
    pub form: QuoteForm,
    /// The reporting verb as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// When it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Id of the cluster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl QuoteRecord {
    pub(super) fn read(mut fields: Fields) -> Result<Self, RecordError> {
        Ok(Self {
            id: fields.optional("id")?,
            start: fields.required("start")?,
            end: fields.required("end")?,
            speaker: fields.optional("speaker")?,
            form: fields.required("form")?,
            verb: fields.optional("verb")?,
            date: fields.optional("date")?,
            cluster: fields.optional("cluster")?,
            extra: fields.extra(),
        })
    }
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRecord {
    /// Public id; derived from the article's if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// What is measured.
    pub measure: Measure,
    /// What is counted, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Lower end.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "plain_number"
    )]
    pub low: Option<f64>,
    /// Upper end.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "plain_number"
    )]
    pub high: Option<f64>,
    /// How the numbers bound the truth.
    pub bound: Bound,
    /// Unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Start of the counting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<PartialDate>,
    /// The date for which the figure holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<PartialDate>,
    /// Handle of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Handle of who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<String>,
    /// Id of the event counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Id of the cluster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl FigureRecord {
    pub(super) fn read(mut fields: Fields) -> Result<Self, RecordError> {
        Ok(Self {
            id: fields.optional("id")?,
            start: fields.required("start")?,
            end: fields.required("end")?,
            measure: fields.required("measure")?,
            what: fields.optional("what")?,
            low: fields.optional("low")?,
            high: fields.optional("high")?,
            bound: fields.optional("bound")?.unwrap_or(Bound::Exact),
            unit: fields.optional("unit")?,
            counted_from: fields.optional("counted_from")?,
            as_of: fields.optional("as_of")?,
            place: fields.optional("place")?,
            claimant: fields.optional("claimant")?,
            event: fields.optional("event")?,
            cluster: fields.optional("cluster")?,
            extra: fields.extra(),
        })
    }
}
