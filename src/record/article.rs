//! Records of articles, with their sentences, mentions and time expressions.

use serde::Serialize;

use super::error::{RecordError, RecordFault};
use super::fact::{EventRecord, FigureRecord, QuoteRecord};
use super::fields::Fields;
use super::{CharOffsets, Extra};
use crate::model::article::{Article, Line, PublishedBasis, Source, Zone};
use crate::model::date::PartialDate;
use crate::model::entity::MentionForm;
use crate::model::facts::TimexType;
use crate::model::fold::handle;
use crate::span::Span;

/// An article. A list that is `None` was not given, and is made by extraction; an empty one was given.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct ArticleRecord {
    /// Public id; derived from the content if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Id of the outlet, or its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Author line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// ISO 639-1 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Publication date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// How the date is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_basis: Option<PublishedBasis>,
    /// Clean text.
    pub text: String,
    /// Id of the cluster of articles that tell the same story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// Sentences in reading order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<SentenceRecord>>,
    /// Mentions in reading order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mentions: Option<Vec<MentionRecord>>,
    /// Events in reading order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<EventRecord>>,
    /// Quotes in reading order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Vec<QuoteRecord>>,
    /// Figures in reading order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Vec<FigureRecord>>,
    /// Time expressions in reading order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<Vec<TimeExpressionRecord>>,
    /// Whether the program itself read all of this out of the text; then it also finds the clusters.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub extracted: bool,
    /// Path or address that the article came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ArticleRecord {
    pub(super) fn read(mut fields: Fields) -> Result<Self, RecordError> {
        let record = Self {
            id: fields.optional("id")?,
            source: fields.optional("source")?,
            title: fields.optional("title")?,
            url: fields.optional("url")?,
            author: fields.optional("author")?,
            language: fields.optional("language")?,
            published: fields.optional("published")?,
            published_basis: fields.optional("published_basis")?,
            text: fields.required("text")?,
            story: fields.optional("story")?,
            sentences: fields.objects("sentences", SentenceRecord::read)?,
            mentions: fields.objects("mentions", MentionRecord::read)?,
            events: fields.objects("events", EventRecord::read)?,
            quotes: fields.objects("quotes", QuoteRecord::read)?,
            figures: fields.objects("figures", FigureRecord::read)?,
            dates: fields.objects("dates", TimeExpressionRecord::read)?,
            extracted: fields.optional("extracted")?.unwrap_or_default(),
            origin: fields.optional("origin")?,
            extra: fields.extra(),
        };
        record.check_offsets()?;
        Ok(record)
    }

    /// Every list of the record with its key and the characters that its items cover.
    fn ranges(&self) -> impl Iterator<Item = (&'static str, usize, usize, usize)> {
        macro_rules! ranges_of {
            ($($list:ident),+) => {
                std::iter::empty()$(.chain(self.$list.iter().flatten().enumerate().map(
                    |(position, item)| (stringify!($list), position, item.start, item.end),
                )))+
            };
        }
        let triggers = self.events.iter().flatten().enumerate();
        let triggers = triggers.filter_map(|(position, event)| {
            let [start, end] = event.trigger?;
            Some(("events", position, start, end))
        });
        ranges_of!(sentences, mentions, events, quotes, figures, dates).chain(triggers)
    }

    fn check_offsets(&self) -> Result<(), RecordError> {
        let length = self.text.chars().count();
        for (list, position, start, end) in self.ranges() {
            if start > end || end > length {
                return Err(RecordError::new(
                    format!("{list}[{position}]"),
                    RecordFault::OutsideText { start, end, length },
                ));
            }
        }
        Ok(())
    }

    /// Whether extraction has nothing to add.
    pub fn is_annotated(&self) -> bool {
        self.sentences.is_some()
            && self.mentions.is_some()
            && self.events.is_some()
            && self.quotes.is_some()
            && self.figures.is_some()
            && self.dates.is_some()
    }

    /// Whether mentions, events, quotes and figures were all given: only sentences and time expressions
    /// may be missing.
    pub fn has_facts(&self) -> bool {
        self.mentions.is_some()
            && self.events.is_some()
            && self.quotes.is_some()
            && self.figures.is_some()
    }

    /// The article as the extraction reads it. A line has the zone of the first sentence that was
    /// given in it, else it is body.
    pub fn article(&self) -> Article {
        let offsets = CharOffsets::new(&self.text);
        Article {
            id: self.id.clone(),
            source: self.source.as_ref().map(|name| Source {
                id: None,
                name: name.clone(),
                domain: None,
            }),
            title: self.title.clone(),
            url: self.url.clone(),
            author: self.author.clone(),
            language: self.language.clone(),
            published: self.published,
            published_basis: self.published_basis,
            text: self.text.clone(),
            lines: self.lines(&offsets),
            origin: self.origin.clone(),
        }
    }

    fn lines(&self, offsets: &CharOffsets<'_>) -> Vec<Line> {
        let zones: Vec<(usize, Zone)> = self
            .sentences
            .iter()
            .flatten()
            .filter_map(|sentence| Some((offsets.byte_at(sentence.start)?, sentence.zone)))
            .collect();
        let zone_of = |span: Span| {
            let next = zones.partition_point(|(start, _)| *start < span.start);
            zones
                .get(next)
                .filter(|(start, _)| *start < span.end)
                .map_or(Zone::Body, |(_, zone)| *zone)
        };
        let mut lines = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let words = line.trim_end_matches(['\n', '\r']);
            let span = Span::new(start, start + words.len());
            start += line.len();
            if !words.trim().is_empty() {
                let zone = zone_of(span);
                lines.push(Line { span, zone });
            }
        }
        lines
    }
}

/// The public id of an outlet that an article names.
pub fn source_id(source: &Source) -> String {
    source.id.clone().unwrap_or_else(|| handle(&source.name))
}

/// A sentence: characters of the article's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentenceRecord {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// What it is within its article.
    pub zone: Zone,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl SentenceRecord {
    fn read(mut fields: Fields) -> Result<Self, RecordError> {
        Ok(Self {
            start: fields.required("start")?,
            end: fields.required("end")?,
            zone: fields.optional("zone")?.unwrap_or(Zone::Body),
            extra: fields.extra(),
        })
    }
}

/// A mention: characters of the article's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MentionRecord {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Handle of the entity.
    pub entity: String,
    /// How it is referred to.
    pub form: MentionForm,
    /// Office written beside the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl MentionRecord {
    fn read(mut fields: Fields) -> Result<Self, RecordError> {
        Ok(Self {
            start: fields.required("start")?,
            end: fields.required("end")?,
            entity: fields.required("entity")?,
            form: fields.optional("form")?.unwrap_or(MentionForm::Name),
            title: fields.optional("title")?,
            extra: fields.extra(),
        })
    }
}

/// A time expression: characters of the article's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimeExpressionRecord {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The interval; none for durations, sets and what cannot be placed.
    pub value: Option<PartialDate>,
    /// Type and value after the TIMEX3 standard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timex3: Option<Timex>,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A time expression after the TIMEX3 standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timex {
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub timex_type: TimexType,
    /// The value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl TimeExpressionRecord {
    fn read(mut fields: Fields) -> Result<Self, RecordError> {
        let (start, end) = (fields.required("start")?, fields.required("end")?);
        let value = fields.optional("value")?;
        let timex3 = match fields.object("timex3")? {
            Some(mut timex) => Some(Timex {
                timex_type: timex.required("type")?,
                value: timex.optional("value")?,
            }),
            None => None,
        };
        Ok(Self {
            start,
            end,
            value,
            timex3,
            extra: fields.extra(),
        })
    }
}
