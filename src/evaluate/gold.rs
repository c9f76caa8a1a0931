//! Files of annotated articles.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Sheet;
use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::load::error::LoadError;
use crate::load::{Cleaning, Loaded, Piece, pieces};
use crate::record::{ArticleRecord, EntityRecord, Record};

/// Annotated articles with the entities that they name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gold {
    /// Articles with at least one list of annotations.
    pub articles: Vec<GoldArticle>,
    /// Documents annotated in a form of others.
    pub sheets: Vec<Sheet>,
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
    /// Reads files of Dateline JSON Lines or of annotations of others, plain or gzipped, `-` for standard
    /// input; goes on behind what cannot be used.
    pub fn read(paths: &[PathBuf], lexicon: &BoilerplateLexicon) -> (Self, Vec<Unread>) {
        let mut gold = Self::default();
        let mut unread = Vec::new();
        for piece in pieces(paths) {
            let read = match piece {
                Ok(piece) => gold.read_piece(piece, lexicon),
                Err(error) => Err(Unread::of(&error)),
            };
            unread.extend(read.err());
        }
        (gold, unread)
    }

    fn read_piece(&mut self, piece: Piece, lexicon: &BoilerplateLexicon) -> Result<(), Unread> {
        let object = piece.object();
        let loaded = piece.read(lexicon, Cleaning::Raw);
        match loaded.map_err(|error| Unread::of(&error))? {
            Loaded::Article(article) => {
                let place = article.origin.clone().unwrap_or_default();
                let before = self.sheets.last();
                let sheet = object.as_ref().map_or(Ok(None), |object| {
                    Sheet::read(object, place.clone(), *article, before)
                });
                match sheet.map_err(|fault| Unread::new(place, &fault))? {
                    Some(sheet) => self.sheets.push(sheet),
                    None => self.n_bare += 1,
                }
            }
            Loaded::Record { place, object } => {
                let record = Record::from_object(object);
                let record = record.map_err(|error| Unread::new(place.to_string(), &error))?;
                self.add(record, place.to_string());
            }
            // A table of coded events has no text to be scored on.
            Loaded::Rows(_) => self.n_bare += 1,
        }
        Ok(())
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

impl Unread {
    fn new(place: String, reason: &impl ToString) -> Self {
        Self {
            place,
            reason: reason.to_string(),
        }
    }

    fn of(error: &LoadError) -> Self {
        Self::new(error.place.to_string(), &error.fault)
    }
}

fn is_annotated(article: &ArticleRecord) -> bool {
    article.mentions.is_some()
        || article.dates.is_some()
        || article.quotes.is_some()
        || article.figures.is_some()
        || article.events.is_some()
}
