//! Events, quotes and figures in one line of words each.

use super::Known;
use super::ink::{Ink, Sort};
use super::wrap::Writer;
use crate::model::figure::Bound;
use crate::model::quote::QuoteForm;
use crate::record::{EventRecord, FigureRecord, ParticipantRecord, QuoteRecord};
use crate::render::cell::number_text;

/// An event: who – kind – whom, when, where, according to whom, modality, rule.
pub(super) fn event_words(event: &EventRecord, known: Known<'_>, writer: &mut Writer) {
    let actors = names(&event.actors, known);
    let actors = if actors.is_empty() {
        "(nobody named)"
    } else {
        &actors
    };
    writer.quote(actors, Ink::PLAIN);
    writer.say(" – ", Ink::DIM);
    let kind = match event.mode {
        Some(mode) => format!("{}/{mode}", event.kind),
        None => event.kind.to_string(),
    };
    writer.say(&kind, Ink::of(Sort::Event));
    let targets = names(&event.targets, known);
    if !targets.is_empty() {
        writer.say(" – ", Ink::DIM);
        writer.quote(&targets, Ink::PLAIN);
    }
    let others = names(&event.others, known);
    let name =
        |handle: &Option<String>| handle.as_ref().map(|handle| known.name(handle).to_owned());
    let details = [
        (!others.is_empty()).then(|| format!("with {others}")),
        Some(
            event
                .date
                .map_or("no date".to_owned(), |date| date.to_string()),
        ),
        name(&event.place),
        name(&event.claimant).map(|claimant| format!("according to {claimant}")),
        Some(event.modality.to_string()),
        event.rule.as_ref().map(|rule| format!("rule {rule}")),
        event
            .confidence
            .map(|confidence| format!("confidence {}", number_text(confidence, Some(2)))),
    ];
    add_details(details.into_iter().flatten(), writer);
}

/// Participants by name; what is only written, in quotation marks.
fn names(participants: &[ParticipantRecord], known: Known<'_>) -> String {
    let shown = participants
        .iter()
        .map(|one| match (&one.entity, &one.text) {
            (Some(entity), _) => known.name(entity).to_owned(),
            (None, Some(text)) => format!("“{text}”"),
            (None, None) => String::new(),
        });
    shown.collect::<Vec<_>>().join("; ")
}

fn add_details(details: impl Iterator<Item = String>, writer: &mut Writer) {
    for detail in details {
        writer.quote(", ", Ink::DIM);
        writer.quote(&detail, Ink::PLAIN);
    }
}

pub(super) fn quote_words(quote: &QuoteRecord, said: &str, known: Known<'_>, writer: &mut Writer) {
    let speaker = quote.speaker.as_deref();
    let speaker = speaker.map_or("(speaker not named)", |speaker| known.name(speaker));
    writer.quote(speaker, Ink::PLAIN);
    let form = match &quote.verb {
        Some(verb) => format!(" ({}, {verb})", quote.form),
        None => format!(" ({})", quote.form),
    };
    writer.quote(&form, Ink::DIM);
    if let Some(date) = quote.date {
        writer.quote(&format!(", {date}"), Ink::PLAIN);
    }
    let said: Vec<&str> = said.split_whitespace().collect();
    let said = said.join(" ");
    let said = match quote.form {
        QuoteForm::Indirect => format!(": {said}"),
        QuoteForm::Direct | QuoteForm::Mixed => format!(": “{said}”"),
    };
    writer.quote(&said, Ink::of(Sort::Quote));
}

pub(super) fn figure_words(figure: &FigureRecord, known: Known<'_>, writer: &mut Writer) {
    writer.say(figure.measure.word(), Ink::of(Sort::Figure));
    writer.quote(&format!(" {}", amount(figure)), Ink::PLAIN);
    if let Some(what) = &figure.what {
        writer.quote(&format!(" ({what})"), Ink::PLAIN);
    }
    let name =
        |handle: &Option<String>| handle.as_ref().map(|handle| known.name(handle).to_owned());
    let details = [
        figure.counted_from.map(|date| format!("since {date}")),
        figure.as_of.map(|date| format!("as of {date}")),
        name(&figure.place),
        name(&figure.claimant).map(|claimant| format!("according to {claimant}")),
    ];
    add_details(details.into_iter().flatten(), writer);
}

/// The number with how it bounds the truth, and its unit.
fn amount(figure: &FigureRecord) -> String {
    let number = |number: f64| number_text(number, Some(2));
    let range = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low < high => format!("{}–{}", number(low), number(high)),
        (Some(one), _) | (None, Some(one)) => number(one),
        (None, None) => "?".to_owned(),
    };
    let bound = match figure.bound {
        Bound::Exact | Bound::Between => "",
        Bound::About => "about ",
        Bound::Over => "over ",
        Bound::Under => "under ",
    };
    let unit = figure.unit.as_deref().unwrap_or_default();
    format!("{bound}{range} {unit}").trim_end().to_owned()
}
