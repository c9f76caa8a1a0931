//! What stands below an article: what each mark means.

use super::Known;
use super::fact::{event_words, figure_words, quote_words};
use super::ink::{Ink, Sort};
use super::label::{Labels, label};
use super::wrap::Writer;
use crate::model::entity::MentionForm;
use crate::record::{ArticleRecord, CharOffsets, EntityRecord, TimeExpressionRecord};

/// Where the words behind a label begin.
pub(super) const INDENT: usize = 7;
/// Other ways in which an entity is named, at most.
const SURFACES: usize = 6;

pub(super) fn write(
    record: &ArticleRecord,
    labels: &Labels<'_>,
    known: Known<'_>,
    offsets: &CharOffsets<'_>,
    writer: &mut Writer,
) {
    for sort in Sort::ENTITIES {
        let handles = labels.list(sort);
        heading(sort, handles.len(), writer);
        for (position, handle) in handles.iter().enumerate() {
            item(sort, position, writer);
            entity(record, handle, known, offsets, writer);
            end(writer);
        }
    }
    let dates: Vec<_> = record.dates.iter().flatten().collect();
    heading(Sort::Date, dates.len(), writer);
    for (position, date) in dates.into_iter().enumerate() {
        item(Sort::Date, position, writer);
        time(date, offsets, writer);
        end(writer);
    }
    let events: Vec<_> = record.events.iter().flatten().collect();
    heading(Sort::Event, events.len(), writer);
    for (position, event) in events.into_iter().enumerate() {
        item(Sort::Event, position, writer);
        event_words(event, known, writer);
        end(writer);
    }
    let quotes: Vec<_> = record.quotes.iter().flatten().collect();
    heading(Sort::Quote, quotes.len(), writer);
    for (position, quote) in quotes.into_iter().enumerate() {
        item(Sort::Quote, position, writer);
        quote_words(quote, offsets.slice(quote.start, quote.end), known, writer);
        end(writer);
    }
    let figures: Vec<_> = record.figures.iter().flatten().collect();
    heading(Sort::Figure, figures.len(), writer);
    for (position, figure) in figures.into_iter().enumerate() {
        item(Sort::Figure, position, writer);
        figure_words(figure, known, writer);
        end(writer);
    }
}

fn heading(sort: Sort, n_items: usize, writer: &mut Writer) {
    if n_items > 0 {
        writer.end_line();
        writer.say(sort.heading(), Ink::BOLD);
        writer.end_line();
    }
}

fn item(sort: Sort, position: usize, writer: &mut Writer) {
    writer.indent(INDENT);
    let label = label(sort, position + 1);
    let text = format!("  {label:<width$}", width = INDENT - 2);
    writer.stick(&text, Ink::of(sort));
}

fn end(writer: &mut Writer) {
    writer.end_line();
    writer.indent(0);
}

/// Name, handle, what it belongs to, and how else the article names it.
fn entity<'record>(
    record: &'record ArticleRecord,
    handle: &'record str,
    known: Known<'record>,
    offsets: &CharOffsets<'_>,
    writer: &mut Writer,
) {
    let name = known.name(handle);
    writer.quote(name, Ink::BOLD);
    writer.quote(&format!(" @{handle}"), Ink::DIM);
    if let Some(entity) = known.entities.get(handle) {
        for part in belongs(entity, known) {
            writer.say(" · ", Ink::DIM);
            writer.quote(&part, Ink::PLAIN);
        }
    }
    let mut surfaces: Vec<String> = Vec::new();
    for mention in record.mentions.iter().flatten() {
        let surface = offsets.slice(mention.start, mention.end);
        let shown = match mention.form {
            MentionForm::Name if surface == name => continue,
            MentionForm::Name => format!("“{surface}”"),
            form => format!("“{surface}” ({form})"),
        };
        if mention.entity == handle && !surfaces.contains(&shown) {
            surfaces.push(shown);
        }
    }
    let n_more = surfaces.len().saturating_sub(SURFACES);
    surfaces.truncate(SURFACES);
    if !surfaces.is_empty() {
        writer.say(" · as ", Ink::DIM);
        writer.quote(&surfaces.join(", "), Ink::PLAIN);
    }
    if n_more > 0 {
        writer.say(&format!(" and {n_more} more"), Ink::PLAIN);
    }
}

/// What an entity is and belongs to: office, body, container, country.
pub(super) fn belongs<'record>(
    entity: &'record EntityRecord,
    known: Known<'record>,
) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(entity.title.clone());
    parts.extend(entity.place_type.map(|place| place.word().to_owned()));
    for whole in [&entity.org, &entity.parent, &entity.country] {
        let Some(whole) = whole.as_deref().filter(|whole| *whole != entity.id) else {
            continue;
        };
        let name = known.name(whole).to_owned();
        if !parts.contains(&name) {
            parts.push(name);
        }
    }
    parts
}

fn time(date: &TimeExpressionRecord, offsets: &CharOffsets<'_>, writer: &mut Writer) {
    writer.quote(offsets.slice(date.start, date.end), Ink::of(Sort::Date));
    writer.say(" → ", Ink::DIM);
    let timex = date.timex3.as_ref();
    let value = match (date.value, timex) {
        (Some(value), _) => value.to_string(),
        (None, Some(timex)) => {
            let kind = timex.timex_type.word().to_lowercase();
            let value = timex.value.as_deref().unwrap_or("not placed");
            format!("{kind} {value}")
        }
        (None, None) => "not placed".to_owned(),
    };
    writer.quote(&value, Ink::PLAIN);
}
