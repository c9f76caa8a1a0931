//! Article, Document, Lexicon → Facts: the order of the steps, nothing else.

mod erratum;
pub mod event;
pub mod figure;
pub mod mention;
pub mod speech;
pub mod temporal;

use crate::lexicon::Lexicon;
use crate::model::article::Article;
use crate::model::date::PartialDate;
use crate::model::entity::Entity;
use crate::model::facts::{FactSentence, Facts, NamedEntity};
use crate::text::document::Document;

/// The language whose facts the rules read.
const LANGUAGE: &str = "en";

/// Whether the rules read articles of a language; one that nobody knows may be theirs.
pub fn reads(language: Option<&str>) -> bool {
    language.is_none_or(|language| language == LANGUAGE)
}

/// Reads everything the rules find in a document of an English article.
pub fn extract(article: &Article, document: &Document<'_>, lexicon: &Lexicon) -> Facts {
    let mut entities = mention::find(document, lexicon);
    let (times, published) = temporal::find(article, document, lexicon);
    let attributions = speech::find_attributions(document, lexicon, &entities);
    speech::add_first_person(document, &attributions, &mut entities);
    let reading = Reading {
        document,
        lexicon,
        entities: &entities,
        times: &times,
        published: article.published.or(published.map(|(date, _)| date)),
    };
    let quotes = speech::find_quotes(&reading, &attributions);
    let events = event::find(&reading, &attributions);
    let figures = figure::find(&reading, &attributions, &events);
    Facts {
        published,
        sentences: sentences(document),
        mentions: entities
            .mentions
            .iter()
            .map(mention::FoundMention::fact)
            .collect(),
        events,
        quotes,
        figures,
        dates: times.into_iter().map(|time| time.fact).collect(),
        entities: entities
            .list
            .into_iter()
            .map(NamedEntity::Described)
            .collect(),
    }
}

/// Reads sentences and time expressions alone, and when the article was published.
pub fn read_times(article: &Article, document: &Document<'_>, lexicon: &Lexicon) -> Facts {
    let (times, published) = temporal::find(article, document, lexicon);
    Facts {
        published,
        sentences: sentences(document),
        dates: times.into_iter().map(|time| time.fact).collect(),
        ..Facts::default()
    }
}

fn sentences(document: &Document<'_>) -> Vec<FactSentence> {
    let sentences = document.sentences.iter();
    sentences
        .map(|sentence| FactSentence {
            span: sentence.span,
            zone: sentence.zone,
        })
        .collect()
}

/// What the later steps read: the document and what the earlier steps found in it.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'step, 'text> {
    /// The text, cut into tokens and sentences.
    pub document: &'step Document<'text>,
    /// What the program knows about words.
    pub lexicon: &'step Lexicon,
    /// Entities and their mentions.
    pub entities: &'step mention::DocumentEntities,
    /// Time expressions in reading order.
    pub times: &'step [temporal::FoundTime],
    /// When the article was published, stated or inferred.
    pub published: Option<PartialDate>,
}

impl Reading<'_, '_> {
    /// The entity that a mention refers to.
    pub fn entity(&self, mention: &mention::FoundMention) -> &Entity {
        &self.entities.list[mention.entity.0]
    }
}
