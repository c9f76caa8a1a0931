//! One piece of input → records, on any thread.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Rejection;
use crate::extract::{extract, read_times, reads};
use crate::lexicon::Lexicon;
use crate::load::{Cleaning, Coded, Loaded, Piece, Place};
use crate::model::article::Article;
use crate::model::date::PartialDate;
use crate::model::facts::{FactSentence, Facts};
use crate::record::{ArticleRecord, Described, EntityRecord, Record, bare, describe};
use crate::store::KnownTexts;
use crate::text::analyze;
use crate::text::document::Document;

/// What every thread needs.
pub(super) struct Workshop<'run> {
    pub(super) lexicon: &'run Lexicon,
    pub(super) cleaning: Cleaning,
    /// Articles published before are not wanted.
    pub(super) since: Option<PartialDate>,
    /// Articles that need not be extracted again.
    pub(super) known: KnownTexts,
}

/// A piece of input, ready to be written.
#[derive(Debug)]
pub(super) enum Prepared {
    /// An article with what was read out of it, and the fingerprints of its text and of its facts.
    Extracted(Box<Described>, [String; 2]),
    /// A record that came in as it is; an article's missing lists have been filled, and its ids and
    /// fingerprints made.
    Given {
        place: Place,
        record: Box<Record>,
        prints: [String; 2],
        /// The entities that filling them has found.
        entities: Vec<EntityRecord>,
    },
    /// An article made of rows of a table, and the rows that cannot be used.
    Coded(Box<Coded>),
    /// An article that is stored in the same words, by its id.
    Known { id: String },
    /// An article published before those that are wanted.
    PassedOver,
    /// Cannot be used.
    Rejected(Rejection),
}

impl Workshop<'_> {
    /// Reads a piece and everything in it.
    pub(super) fn prepare(&self, piece: Piece) -> Prepared {
        let place = piece.place().clone();
        // A fault in the rules must not cost the run: it is reported like bad input.
        let result = catch_unwind(AssertUnwindSafe(|| self.read(piece)));
        result.unwrap_or_else(|_| {
            let reason = "a fault in Dateline: reading it failed; please report it".to_owned();
            Prepared::Rejected(Rejection::new(place, reason))
        })
    }

    fn read(&self, piece: Piece) -> Prepared {
        match piece.read(&self.lexicon.boilerplate, self.cleaning) {
            Ok(Loaded::Article(article)) => self.read_article(&article),
            Ok(Loaded::Record { place, object }) => match Record::from_object(object) {
                Ok(record) => self.read_record(record, place),
                Err(error) => Prepared::Rejected(Rejection::new(place, error.to_string())),
            },
            Ok(Loaded::Rows(rows)) => {
                let mut coded = rows.read(self.lexicon);
                if let Some(described) = &mut coded.described {
                    described.article.forget_found_clusters();
                    described.article.identify();
                    if !described.article.is_partial()
                        && self.is_unwanted(described.article.published)
                    {
                        return Prepared::PassedOver;
                    }
                }
                Prepared::Coded(Box::new(coded))
            }
            Err(error) => Prepared::Rejected(Rejection::of(&error)),
        }
    }

    fn read_article(&self, article: &Article) -> Prepared {
        let mut record = bare(article);
        let id = record.identify();
        if self.known.contains(&id, &record.text_fingerprint()) {
            return Prepared::Known { id };
        }
        // A date that is given need not be looked for in the text.
        if article.published.is_some() && self.is_unwanted(article.published) {
            return Prepared::PassedOver;
        }
        let described = describe(article, &self.facts(article));
        if self.is_unwanted(described.article.published) {
            return Prepared::PassedOver;
        }
        let prints = described.article.fingerprints();
        Prepared::Extracted(Box::new(described), prints)
    }

    fn read_record(&self, record: Record, place: Place) -> Prepared {
        let Record::Article(mut article) = record else {
            return Prepared::Given {
                place,
                record: Box::new(record),
                prints: Default::default(),
                entities: Vec::new(),
            };
        };
        if article.origin.is_none() {
            article.origin = Some(place.to_string());
        }
        let mut entities = Vec::new();
        if !article.is_annotated() {
            let read = article.article();
            let facts = if article.has_facts() {
                self.times(&read)
            } else {
                self.facts(&read)
            };
            let mut extracted = describe(&read, &facts);
            complete(&mut article, &mut extracted.article);
            entities = extracted.entities;
        }
        if !article.is_partial() && self.is_unwanted(article.published) {
            return Prepared::PassedOver;
        }
        article.forget_found_clusters();
        article.identify();
        Prepared::Given {
            place,
            prints: article.fingerprints(),
            record: Box::new(Record::Article(article)),
            entities,
        }
    }

    fn is_unwanted(&self, published: Option<PartialDate>) -> bool {
        let starts = |date: PartialDate| published.is_some_and(|it| it.first >= date.first);
        self.since.is_some_and(|since| !starts(since))
    }

    /// What the rules find; only the sentences where the language is not theirs.
    fn facts(&self, article: &Article) -> Facts {
        let document = analyze(article, &self.lexicon.abbreviations);
        if reads(article.language.as_deref()) {
            return extract(article, &document, self.lexicon);
        }
        sentences_of(&document)
    }

    /// Sentences and time expressions: what an article whose facts were given still lacks.
    fn times(&self, article: &Article) -> Facts {
        let document = analyze(article, &self.lexicon.abbreviations);
        if reads(article.language.as_deref()) {
            return read_times(article, &document, self.lexicon);
        }
        sentences_of(&document)
    }
}

fn sentences_of(document: &Document<'_>) -> Facts {
    let sentences = document.sentences.iter();
    Facts {
        sentences: sentences
            .map(|sentence| FactSentence {
                span: sentence.span,
                zone: sentence.zone,
            })
            .collect(),
        ..Facts::default()
    }
}

/// Fills the lists that were not given.
fn complete(given: &mut ArticleRecord, extracted: &mut ArticleRecord) {
    if given.published.is_none() {
        given.published = extracted.published;
        given.published_basis = extracted.published_basis;
    }
    // The figures of the extraction name its events, which are not there if events were given.
    if given.events.is_some() {
        for figure in extracted.figures.iter_mut().flatten() {
            figure.event = None;
        }
    }
    fill(&mut given.sentences, &mut extracted.sentences);
    fill(&mut given.mentions, &mut extracted.mentions);
    fill(&mut given.events, &mut extracted.events);
    fill(&mut given.quotes, &mut extracted.quotes);
    fill(&mut given.figures, &mut extracted.figures);
    fill(&mut given.dates, &mut extracted.dates);
}

fn fill<T>(given: &mut Option<Vec<T>>, extracted: &mut Option<Vec<T>>) {
    if given.is_none() {
        *given = extracted.take();
    }
}
