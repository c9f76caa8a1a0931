//! (Article, Facts) → records: bytes become characters, positions become ids.

use std::collections::BTreeMap;

use super::article::source_id;
use super::{
    ArticleRecord, CharOffsets, EntityRecord, EventRecord, Extra, FigureRecord, MentionRecord,
    ParticipantRecord, QuoteRecord, SentenceRecord, SourceRecord, TimeExpressionRecord, Timex,
};
use crate::model::article::{Article, Source};
use crate::model::event::ArgumentRole;
use crate::model::facts::{EntityIndex, Event, Facts, Figure, NamedEntity, Quote};

/// An article as records, in the order in which they are written.
#[derive(Debug, Clone, PartialEq)]
pub struct Described {
    /// The outlet, if it is known.
    pub source: Option<SourceRecord>,
    /// The entities that are described with the article.
    pub entities: Vec<EntityRecord>,
    /// The article with every list filled in and every id made.
    pub article: ArticleRecord,
}

/// Turns an article and what was extracted from it into records.
pub fn describe(article: &Article, facts: &Facts) -> Described {
    let offsets = CharOffsets::new(&article.text);
    let records = Records {
        facts,
        offsets: &offsets,
    };
    let mut record = ArticleRecord {
        sentences: Some(records.sentences()),
        mentions: Some(records.mentions()),
        events: Some(
            facts
                .events
                .iter()
                .map(|event| records.event(event))
                .collect(),
        ),
        quotes: Some(
            facts
                .quotes
                .iter()
                .map(|quote| records.quote(quote))
                .collect(),
        ),
        figures: Some(
            facts
                .figures
                .iter()
                .map(|figure| records.figure(figure))
                .collect(),
        ),
        dates: Some(records.dates()),
        extracted: true,
        ..bare(article)
    };
    if record.published.is_none()
        && let Some((published, basis)) = facts.published
    {
        record.published = Some(published);
        record.published_basis = Some(basis);
    }
    identify_local(&mut record);
    Described {
        source: article.source.as_ref().map(source_record),
        entities: records.entities(),
        article: record,
    }
}

/// The article's record with nothing read out of its text.
pub fn bare(article: &Article) -> ArticleRecord {
    ArticleRecord {
        id: article.id.clone(),
        source: article.source.as_ref().map(source_id),
        title: article.title.clone(),
        url: article.url.clone(),
        author: article.author.clone(),
        language: article.language.clone(),
        published: article.published,
        published_basis: article.published_basis,
        text: article.text.clone(),
        origin: article.origin.clone(),
        ..ArticleRecord::default()
    }
}

fn source_record(source: &Source) -> SourceRecord {
    SourceRecord {
        id: source_id(source),
        name: source.name.clone(),
        domain: source.domain.clone(),
        ..SourceRecord::default()
    }
}

/// Extracted events are labelled within their article at most; figures that name a label follow it to
/// the id that the event gets.
fn identify_local(record: &mut ArticleRecord) {
    let mut labels = Vec::new();
    for event in record.events.iter_mut().flatten() {
        labels.push(event.id.take());
    }
    record.identify();
    let ids = record.events.iter().flatten().map(|event| &event.id);
    let of_label: BTreeMap<String, String> = labels
        .into_iter()
        .zip(ids)
        .filter_map(|(label, id)| Some((label?, id.clone()?)))
        .collect();
    for figure in record.figures.iter_mut().flatten() {
        figure.event = figure
            .event
            .take()
            .and_then(|label| of_label.get(&label).cloned());
    }
}

struct Records<'facts, 'text> {
    facts: &'facts Facts,
    offsets: &'facts CharOffsets<'text>,
}

impl Records<'_, '_> {
    fn handle(&self, index: EntityIndex) -> String {
        self.facts.entities[index.0].id().0.clone()
    }

    fn optional_handle(&self, index: Option<EntityIndex>) -> Option<String> {
        index.map(|index| self.handle(index))
    }

    /// An office has a date: that of the article whose mention gives it. The store keeps the latest; as
    /// a fact without a date it is not written.
    fn entities(&self) -> Vec<EntityRecord> {
        let described = self
            .facts
            .entities
            .iter()
            .filter_map(|entity| match entity {
                NamedEntity::Described(entity) => Some(entity),
                NamedEntity::Reference(_) => None,
            });
        described
            .map(|entity| EntityRecord {
                title: None,
                ..EntityRecord::from(entity)
            })
            .collect()
    }

    fn sentences(&self) -> Vec<SentenceRecord> {
        let sentences = self.facts.sentences.iter();
        sentences
            .map(|sentence| {
                let (start, end) = self.offsets.chars(sentence.span);
                SentenceRecord {
                    start,
                    end,
                    zone: sentence.zone,
                    extra: Extra::new(),
                }
            })
            .collect()
    }

    fn mentions(&self) -> Vec<MentionRecord> {
        let mentions = self.facts.mentions.iter();
        mentions
            .map(|mention| {
                let (start, end) = self.offsets.chars(mention.span);
                MentionRecord {
                    start,
                    end,
                    entity: self.handle(mention.entity),
                    form: mention.form,
                    title: mention.title.clone(),
                    extra: Extra::new(),
                }
            })
            .collect()
    }

    fn participants(&self, event: &Event, role: ArgumentRole) -> Vec<ParticipantRecord> {
        let participants = event.participants.iter();
        participants
            .filter(|participant| participant.role == role)
            .map(|participant| ParticipantRecord {
                entity: self.optional_handle(participant.entity),
                text: participant.text.clone(),
            })
            .filter(|record| record.entity.is_some() || record.text.is_some())
            .collect()
    }

    fn event(&self, event: &Event) -> EventRecord {
        let (start, end) = self.offsets.chars(event.span);
        EventRecord {
            id: event.id.clone(),
            kind: event.kind,
            mode: event.mode,
            start,
            end,
            trigger: event.trigger.map(|span| self.offsets.chars(span).into()),
            date: event.date,
            place: self.optional_handle(event.place),
            actors: self.participants(event, ArgumentRole::Actor),
            targets: self.participants(event, ArgumentRole::Target),
            others: self.participants(event, ArgumentRole::Other),
            modality: event.modality,
            claimant: self.optional_handle(event.claimant),
            summary: event.summary.clone(),
            cluster: event.cluster.clone(),
            confidence: event.confidence,
            rule: event.rule.clone(),
            extra: Extra::new(),
        }
    }

    fn quote(&self, quote: &Quote) -> QuoteRecord {
        let (start, end) = self.offsets.chars(quote.span);
        QuoteRecord {
            id: quote.id.clone(),
            start,
            end,
            speaker: self.optional_handle(quote.speaker),
            form: quote.form,
            verb: quote.verb.clone(),
            date: quote.date,
            cluster: quote.cluster.clone(),
            extra: Extra::new(),
        }
    }

    fn figure(&self, figure: &Figure) -> FigureRecord {
        let (start, end) = self.offsets.chars(figure.span);
        FigureRecord {
            id: figure.id.clone(),
            start,
            end,
            measure: figure.measure,
            what: figure.what.clone(),
            low: figure.low,
            high: figure.high,
            bound: figure.bound,
            unit: figure.unit.clone(),
            counted_from: figure.counted_from,
            as_of: figure.as_of,
            place: self.optional_handle(figure.place),
            claimant: self.optional_handle(figure.claimant),
            event: figure.event.clone(),
            cluster: figure.cluster.clone(),
            extra: Extra::new(),
        }
    }

    fn dates(&self) -> Vec<TimeExpressionRecord> {
        let dates = self.facts.dates.iter();
        dates
            .map(|date| {
                let (start, end) = self.offsets.chars(date.span);
                TimeExpressionRecord {
                    start,
                    end,
                    value: date.value,
                    timex3: Some(Timex {
                        timex_type: date.timex_type,
                        value: date.timex_value.clone(),
                    }),
                    extra: Extra::new(),
                }
            })
            .collect()
    }
}
