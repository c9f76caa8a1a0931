//! An entity as it is known: names, what it belongs to, how often it is spoken of, when, and where last.

use super::ink::{Ink, Sort};
use super::legend::belongs;
use super::wrap::Writer;
use super::{Known, Paper};
use crate::model::date::PartialDate;
use crate::record::EntityRecord;
use crate::render::chart::strip;
use crate::value::thousands;

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

/// How often an entity is spoken of, when, and where last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spoken {
    /// How often.
    pub counts: EntityCounts,
    /// Months in which it is mentioned, ascending, with how often.
    pub months: Vec<(PartialDate, u64)>,
    /// Mentions that lie in no one month.
    pub n_vague: u64,
    /// The newest articles that mention it.
    pub newest: Vec<LastMention>,
}

/// An article that mentions an entity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LastMention {
    /// Public id of the article.
    pub article: String,
    /// Its headline.
    pub title: Option<String>,
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Its address.
    pub url: Option<String>,
}

/// Prints an entity.
pub fn entity(record: &EntityRecord, spoken: &Spoken, known: Known<'_>, paper: Paper) -> String {
    let mut writer = Writer::new(paper);
    name(record, &mut writer);
    writer.end_line();
    writer.say(
        &record.kind.word().replace('_', " "),
        Ink::of(Sort::of(record.kind)),
    );
    whole(record, known, &mut writer);
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
    how_often(spoken.counts, &mut writer);
    months(spoken, paper, &mut writer);
    newest(&spoken.newest, &mut writer);
    writer.finish()
}

/// The name an entity is shown by, and its handle.
pub(super) fn name(record: &EntityRecord, writer: &mut Writer) {
    writer.quote(&record.name, Ink::BOLD);
    writer.quote(&format!(" @{}", record.id), Ink::DIM);
}

/// What an entity is and belongs to, each behind a point.
pub(super) fn whole(record: &EntityRecord, known: Known<'_>, writer: &mut Writer) {
    for part in belongs(record, known) {
        writer.say(" · ", Ink::DIM);
        writer.quote(&part, Ink::PLAIN);
    }
}

/// A line that tells how often an entity is spoken of.
pub(super) fn how_often(counts: EntityCounts, writer: &mut Writer) {
    let counts = [
        (counts.mentions, "mention", "mentions"),
        (counts.articles, "article", "articles"),
        (counts.events, "event", "events"),
        (counts.quotes, "quote", "quotes"),
    ];
    let counts = counts.map(|(n, one, many)| {
        let noun = if n == 1 { one } else { many };
        format!("{} {noun}", thousands(&n.to_string()))
    });
    writer.say(&counts.join(" · "), Ink::PLAIN);
    writer.end_line();
}

/// Mentions by month: drawn where lines have a width, else in numbers.
fn months(spoken: &Spoken, paper: Paper, writer: &mut Writer) {
    if spoken.months.is_empty() {
        return;
    }
    heading("Mentions by month", writer);
    if let Some(width) = paper.width {
        for line in strip("mentions", &spoken.months, width, paper.is_ascii).lines() {
            writer.stick(line, Ink::PLAIN);
            writer.end_line();
        }
    } else {
        for (month, count) in &spoken.months {
            writer.say(&format!("  {month}  {count}"), Ink::PLAIN);
            writer.end_line();
        }
    }
    if spoken.n_vague > 0 {
        let line = format!("{} in articles whose month is not known", spoken.n_vague);
        writer.say(&line, Ink::DIM);
        writer.end_line();
    }
}

fn newest(newest: &[LastMention], writer: &mut Writer) {
    if newest.is_empty() {
        return;
    }
    heading("Newest articles", writer);
    for article in newest {
        let date = article.published.map(|date| date.to_string());
        let date = date.unwrap_or_else(|| "no date".to_owned());
        writer.indent(4);
        writer.stick("  ", Ink::PLAIN);
        writer.quote(article.title.as_deref().unwrap_or("(no title)"), Ink::PLAIN);
        writer.end_line();
        writer.stick("    ", Ink::PLAIN);
        let outlet = article.outlet.as_deref().unwrap_or("no outlet");
        writer.quote(outlet, Ink::DIM);
        for part in [Some(&date), Some(&article.article), article.url.as_ref()]
            .into_iter()
            .flatten()
        {
            writer.say(" · ", Ink::DIM);
            writer.quote(part, Ink::DIM);
        }
        writer.end_line();
        writer.indent(0);
    }
}

fn heading(words: &str, writer: &mut Writer) {
    writer.end_line();
    writer.say(words, Ink::BOLD);
    writer.end_line();
}
