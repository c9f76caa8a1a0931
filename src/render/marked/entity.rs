//! An entity as it is known: names, what it belongs to, how often it is spoken of.

use super::ink::{Ink, Sort};
use super::legend::belongs;
use super::wrap::Writer;
use super::{Known, Paper};
use crate::record::EntityRecord;

/// How often an entity is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EntityCounts {
    /// Mentions.
    pub mentions: u64,
    /// Articles that mention it.
    pub articles: u64,
    /// Events that it takes part in.
    pub events: u64,
    /// Quotes that it speaks.
    pub quotes: u64,
}

/// Prints an entity.
pub fn entity(
    record: &EntityRecord,
    counts: EntityCounts,
    known: Known<'_>,
    paper: Paper,
) -> String {
    let mut writer = Writer::new(paper);
    writer.quote(&record.name, Ink::BOLD);
    writer.quote(&format!(" @{}", record.id), Ink::DIM);
    writer.end_line();
    writer.say(
        &record.kind.word().replace('_', " "),
        Ink::of(Sort::of(record.kind)),
    );
    for part in belongs(record, known) {
        writer.say(" · ", Ink::DIM);
        writer.quote(&part, Ink::PLAIN);
    }
    if let (Some(lat), Some(lon)) = (record.lat, record.lon) {
        writer.say(&format!(" · {lat}, {lon}"), Ink::PLAIN);
    }
    writer.end_line();
    if !record.aliases.is_empty() {
        writer.say("also ", Ink::DIM);
        writer.indent(5);
        writer.quote(&record.aliases.join("; "), Ink::PLAIN);
        writer.end_line();
        writer.indent(0);
    }
    let counts = [
        (counts.mentions, "mention", "mentions"),
        (counts.articles, "article", "articles"),
        (counts.events, "event", "events"),
        (counts.quotes, "quote", "quotes"),
    ];
    let counts = counts.map(|(n, one, many)| format!("{n} {}", if n == 1 { one } else { many }));
    writer.say(&counts.join(" · "), Ink::PLAIN);
    writer.end_line();
    writer.finish()
}
