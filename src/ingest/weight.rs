//! Prepared pieces → the bytes of memory that they take, so that what waits can be bounded.
//!
//! Near enough: an item counts as its own size with an allowance for its short words, and long texts and
//! unknown keys count as what they hold.

use std::mem::size_of;

use serde_json::Value;

use super::prepare::Prepared;
use crate::record::{
    ArticleRecord, Described, EntityRecord, EventRecord, Extra, FigureRecord, MentionRecord,
    ParticipantRecord, QuoteRecord, Record, SentenceRecord, TimeExpressionRecord,
};

/// A short word on the heap: an id, a handle, a name.
const WORD: usize = 48;
/// A key of an object besides its value: its word, its hash and its place in the order.
const KEY: usize = 96;

impl Prepared {
    /// Bytes that it takes, about.
    pub(super) fn weight(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Extracted(described, _) => of_described(described),
                Self::Given {
                    record, entities, ..
                } => of_record(record) + of_entities(entities),
                Self::Coded(coded) => {
                    coded.described.as_deref().map_or(0, of_described)
                        + coded.clusters.len() * (size_of::<Record>() + 2 * WORD)
                        + coded.refused.len() * 4 * WORD
                }
                Self::Known { id } => id.len(),
                Self::PassedOver => 0,
                Self::Rejected(rejection) => rejection.reason.len() + 2 * WORD,
            }
    }
}

fn of_described(described: &Described) -> usize {
    size_of::<Described>() + of_article(&described.article) + of_entities(&described.entities)
}

fn of_record(record: &Record) -> usize {
    size_of::<Record>()
        + match record {
            Record::Article(article) => size_of::<ArticleRecord>() + of_article(article),
            Record::Entity(entity) => of_entity(entity),
            Record::Source(source) => 4 * WORD + of_extra(&source.extra),
            Record::Cluster(cluster) => 2 * WORD + of_extra(&cluster.extra),
        }
}

fn of_entities(entities: &[EntityRecord]) -> usize {
    entities
        .iter()
        .map(|entity| size_of::<EntityRecord>() + of_entity(entity))
        .sum()
}

fn of_entity(entity: &EntityRecord) -> usize {
    (4 + entity.aliases.len()) * WORD + of_extra(&entity.extra)
}

fn of_article(article: &ArticleRecord) -> usize {
    let lists = [
        of_items(article.sentences.as_deref(), |item: &SentenceRecord| {
            of_extra(&item.extra)
        }),
        of_items(article.mentions.as_deref(), |item: &MentionRecord| {
            WORD + of_extra(&item.extra)
        }),
        of_items(article.events.as_deref(), of_event),
        of_items(article.quotes.as_deref(), |item: &QuoteRecord| {
            3 * WORD + of_extra(&item.extra)
        }),
        of_items(article.figures.as_deref(), |item: &FigureRecord| {
            4 * WORD + of_extra(&item.extra)
        }),
        of_items(article.dates.as_deref(), |item: &TimeExpressionRecord| {
            WORD + of_extra(&item.extra)
        }),
    ];
    article.text.len() + 6 * WORD + of_extra(&article.extra) + lists.iter().sum::<usize>()
}

fn of_items<T>(items: Option<&[T]>, held: impl Fn(&T) -> usize) -> usize {
    let items = items.unwrap_or_default().iter();
    items.map(|item| size_of::<T>() + held(item)).sum()
}

fn of_event(event: &EventRecord) -> usize {
    let n_participants = event.actors.len() + event.targets.len() + event.others.len();
    let summary = event.summary.as_ref().map_or(0, String::len);
    4 * WORD
        + summary
        + n_participants * (size_of::<ParticipantRecord>() + 2 * WORD)
        + of_extra(&event.extra)
}

fn of_extra(extra: &Extra) -> usize {
    extra
        .iter()
        .map(|(key, value)| KEY + key.len() + of_value(value))
        .sum()
}

fn of_value(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(|item| WORD + of_value(item)).sum(),
        Value::Object(object) => of_extra(object),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}
