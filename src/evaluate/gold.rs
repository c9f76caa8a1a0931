//! Files of annotated articles.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::load::{Cleaning, Loaded, pieces};
use crate::record::{ArticleRecord, EntityRecord, Record};

/// Annotated articles with the entities that they name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gold {
    /// Articles with at least one list of annotations.
    pub articles: Vec<GoldArticle>,
    /// Entities by handle.
    pub entities: BTreeMap<String, EntityRecord>,
    /// Articles without any annotation.
    pub n_bare: usize,
}

/// An annotated article.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldArticle {
    /// File and line.
    pub place: String,
    /// The article with its annotations.
    pub record: ArticleRecord,
}

/// A line that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// File and line.
    pub place: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Gold {
    /// Reads files of Dateline JSON Lines, plain or gzipped, `-` for standard input; goes on behind what
    /// cannot be used.
    pub fn read(paths: &[PathBuf], lexicon: &BoilerplateLexicon) -> (Self, Vec<Unread>) {
        let mut gold = Self::default();
        let mut unread = Vec::new();
        for piece in pieces(paths) {
            let read = piece.and_then(|piece| piece.read(lexicon, Cleaning::Raw));
            match read {
                Ok(Loaded::Article(_)) => gold.n_bare += 1,
                Ok(Loaded::Record { place, object }) => match Record::from_object(object) {
                    Ok(record) => gold.add(record, place.to_string()),
                    Err(error) => unread.push(Unread {
                        place: place.to_string(),
                        reason: error.to_string(),
                    }),
                },
                Err(error) => unread.push(Unread {
                    place: error.place.to_string(),
                    reason: error.fault.to_string(),
                }),
            }
        }
        (gold, unread)
    }

    /// Adds a record that stands at a place.
    pub fn add(&mut self, record: Record, place: String) {
        match record {
            Record::Entity(entity) => {
                self.entities.insert(entity.id.clone(), entity);
            }
            Record::Article(mut article) if is_annotated(&article) => {
                article.identify();
                self.articles.push(GoldArticle {
                    place,
                    record: *article,
                });
            }
            Record::Article(_) => self.n_bare += 1,
            Record::Source(_) | Record::Cluster(_) => {}
        }
    }
}

fn is_annotated(article: &ArticleRecord) -> bool {
    article.mentions.is_some()
        || article.dates.is_some()
        || article.quotes.is_some()
        || article.figures.is_some()
        || article.events.is_some()
}
