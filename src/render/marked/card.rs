//! One event, quote or figure by itself: what it says, who says it, the words around it, and the article.

use super::entity::{self, EntityCounts};
use super::fact::{event_words, figure_words, quote_words};
use super::head;
use super::ink::{Ink, Sort};
use super::wrap::Writer;
use super::{Known, Paper};
use crate::model::article::Zone;
use crate::record::{
    ArticleRecord, CharOffsets, EventRecord, FigureRecord, QuoteRecord, SentenceRecord,
};

/// Something that an article tells.
#[derive(Debug, Clone, Copy)]
pub enum Told<'record> {
    /// Who did what to whom.
    Event(&'record EventRecord),
    /// Who said what.
    Quote(&'record QuoteRecord),
    /// How many of what.
    Figure(&'record FigureRecord),
}

impl<'record> Told<'record> {
    /// Handle of the entity by whose account it is told.
    pub fn voice(self) -> Option<&'record str> {
        match self {
            Self::Event(event) => event.claimant.as_deref(),
            Self::Quote(quote) => quote.speaker.as_deref(),
            Self::Figure(figure) => figure.claimant.as_deref(),
        }
    }

    /// The characters of the text that tell it.
    fn range(self) -> (usize, usize) {
        match self {
            Self::Event(event) => (event.start, event.end),
            Self::Quote(quote) => (quote.start, quote.end),
            Self::Figure(figure) => (figure.start, figure.end),
        }
    }

    /// The characters that are marked among those of some sentences, and how.
    fn mark(self, within: (usize, usize)) -> (usize, usize, Sort) {
        let (start, end) = self.range();
        match self {
            Self::Event(event) => {
                let trigger = event.trigger.map(<(usize, usize)>::from);
                let (start, end) = trigger
                    .filter(|trigger| within.0 <= trigger.0 && trigger.1 <= within.1)
                    .unwrap_or((start, end));
                (start, end, Sort::Event)
            }
            Self::Quote(_) => (start, end, Sort::Quote),
            Self::Figure(_) => (start, end, Sort::Figure),
        }
    }
}

/// Prints something that an article tells; `counts` are those of its [`Told::voice`].
pub fn card(
    told: Told<'_>,
    counts: EntityCounts,
    record: &ArticleRecord,
    known: Known<'_>,
    paper: Paper,
) -> String {
    let offsets = CharOffsets::new(&record.text);
    let mut writer = Writer::new(paper);
    match told {
        Told::Event(event) => event_words(event, known, &mut writer),
        Told::Quote(quote) => {
            let said = offsets.slice(quote.start, quote.end);
            quote_words(quote, said, known, &mut writer);
        }
        Told::Figure(figure) => figure_words(figure, known, &mut writer),
    }
    writer.end_line();
    writer.end_line();
    if let Some(voice) = told.voice().and_then(|handle| known.entities.get(handle)) {
        entity::name(voice, &mut writer);
        entity::whole(voice, known, &mut writer);
        writer.end_line();
        entity::how_often(counts, &mut writer);
        writer.end_line();
    }
    passage(told, record, &offsets, &mut writer);
    head::write(record, known, &mut writer);
    writer.finish()
}

/// The sentences that tell it, with its own words marked, between the one before and the one behind.
fn passage(told: Told<'_>, record: &ArticleRecord, offsets: &CharOffsets<'_>, writer: &mut Writer) {
    let (start, end) = told.range();
    let sentences = record.sentences.as_deref().unwrap_or_default();
    let first = sentences.partition_point(|sentence| sentence.end <= start);
    let after = sentences.partition_point(|sentence| sentence.start < end);
    let own = sentences.get(first..after).unwrap_or_default();
    let whole = (
        own.first().map_or(start, |one| one.start.min(start)),
        own.last().map_or(end, |one| one.end.max(end)),
    );
    let (mark_start, mark_end, sort) = told.mark(whole);
    // A headline is no part of what is told below it.
    let is_title = |one: &SentenceRecord| one.zone == Zone::Title;
    let is_beside =
        |other: &&SentenceRecord| own.iter().all(|one| is_title(one) == is_title(other));
    let before = first.checked_sub(1).and_then(|at| sentences.get(at));
    if let Some(before) = before.filter(is_beside) {
        line(offsets.slice(before.start, before.end), writer);
    }
    writer.indent(2);
    writer.stick("  ", Ink::PLAIN);
    writer.quote(&flat(offsets.slice(whole.0, mark_start)), Ink::PLAIN);
    let is_coloured = writer.is_coloured();
    let bracket = |sign: &str, writer: &mut Writer| {
        if !is_coloured {
            writer.stick(sign, Ink::PLAIN);
        }
    };
    bracket("[", writer);
    writer.quote(&flat(offsets.slice(mark_start, mark_end)), Ink::of(sort));
    bracket("]", writer);
    writer.quote(&flat(offsets.slice(mark_end, whole.1)), Ink::PLAIN);
    writer.end_line();
    if let Some(behind) = sentences.get(after).filter(is_beside) {
        line(offsets.slice(behind.start, behind.end), writer);
    }
    writer.indent(0);
    writer.end_line();
}

/// A sentence beside the one that matters.
fn line(sentence: &str, writer: &mut Writer) {
    writer.indent(2);
    writer.stick("  ", Ink::PLAIN);
    writer.quote(flat(sentence).trim(), Ink::DIM);
    writer.end_line();
}

/// The text with one blank wherever it has blanks or ends of lines.
fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_whitespace() {
            flat.push(character);
        } else if !flat.ends_with(' ') {
            flat.push(' ');
        }
    }
    flat
}
