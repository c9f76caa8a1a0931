//! Paths → articles and records.
//!
//! [`pieces`] finds files, decompresses them and cuts them into pieces on one thread; [`Piece::read`]
//! makes an article of a piece, on any thread: format, encoding, metadata, clean text with zones. An
//! input that cannot be used is an error with its place, and the next one follows.

mod awaited;
mod byline;
mod count;
mod dataset;
mod date;
mod dateline;
mod draft;
mod elements;
mod encoding;
pub mod error;
mod feed;
mod format;
mod html;
mod json;
mod language;
mod line;
mod lines;
mod mail;
mod mapped;
mod markdown;
mod named;
mod piece;
mod pieces;
mod plain;
mod site;
mod table;
mod unpack;
mod walk;
mod warc;

use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::lexicon::boilerplate::BoilerplateLexicon;
use crate::model::article::Article;
pub use count::{Extent, extent_of};
use dataset::map::{Mapped, read_item};
pub use dataset::{Coded, MapError, MapFault, Rows, TableMap};
pub use error::Place;
use error::{LoadError, LoadFault};
use piece::Content;
pub use piece::Piece;
pub use pieces::Pieces;

/// What is done to the text of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cleaning {
    /// Lines are classified; what is no part of the article is left out.
    #[default]
    Clean,
    /// The text stays as it is, so that offsets into it are offsets into the input.
    Raw,
}

/// What a piece turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded {
    /// An article that is still to be read for facts.
    Article(Box<Article>),
    /// An object of Dateline JSON Lines: it has the key `record`.
    Record {
        /// Where it stands.
        place: Place,
        /// The object, its keys in their order.
        object: Map<String, Value>,
    },
    /// Rows of a table of coded events that belong to one article.
    Rows(Box<Rows>),
}

/// Finds the pieces of files, folders (recursively, in sorted order) and standard input (`-`).
pub fn pieces(paths: &[PathBuf]) -> Pieces {
    Pieces::new(paths)
}

impl Piece {
    /// Reads the piece.
    ///
    /// # Errors
    /// [`LoadFault::InvalidJson`], [`LoadFault::NotAnArticle`], [`LoadFault::TooLong`] and
    /// [`LoadFault::NoText`], with the place.
    pub fn read(
        self,
        lexicon: &BoilerplateLexicon,
        cleaning: Cleaning,
    ) -> Result<Loaded, LoadError> {
        let place = self.place;
        let draft = match self.content {
            Content::Plain(text) => plain::read(text, lexicon, cleaning),
            Content::Html(page) => html::read(&page, lexicon, cleaning),
            Content::Line(line) => {
                let value =
                    piece::parse(&line).map_err(|error| piece::invalid_json(&place, &error))?;
                return read_value(value, place, lexicon, cleaning);
            }
            Content::Page(page) => {
                let mut draft = if page.is_html {
                    html::read(&page.text, lexicon, cleaning)
                } else {
                    plain::read(page.text, lexicon, cleaning)
                };
                draft.url = draft.url.or(page.url);
                draft
            }
            Content::Mail(bytes) => mail::read(&bytes, lexicon, cleaning)
                .ok_or_else(|| place.error(LoadFault::NoText))?,
            Content::Rows(rows) => return Ok(Loaded::Rows(rows)),
            Content::Mapped(value, map) => {
                let mapped = read_item(&value, &place, &map);
                return match mapped.map_err(|fault| place.error(fault))? {
                    Mapped::Rows(rows) => Ok(Loaded::Rows(rows)),
                    Mapped::Article(value) => read_value(value, place, lexicon, cleaning),
                };
            }
            Content::Item(value) => return read_value(value, place, lexicon, cleaning),
        };
        finish(draft, &place, lexicon, cleaning)
    }
}

fn read_value(
    value: Value,
    place: Place,
    lexicon: &BoilerplateLexicon,
    cleaning: Cleaning,
) -> Result<Loaded, LoadError> {
    if let Value::Object(object) = &value
        && let Some(rows) = dataset::row_of(object, &place)
    {
        return Ok(Loaded::Rows(rows));
    }
    match value {
        Value::Object(object) if object.contains_key("record") => {
            Ok(Loaded::Record { place, object })
        }
        Value::Object(object) if object.values().any(is_too_long) => Err(too_long(&place)),
        Value::Object(object) => {
            let linked = html::json_ld::articles(&Value::Object(object.clone()));
            let object = match linked.into_iter().next() {
                Some(Value::Object(article)) => article,
                _ => object,
            };
            let draft = json::read(&object, lexicon, cleaning).ok_or_else(|| {
                place.error(LoadFault::NotAnArticle {
                    reason: "no text in it",
                })
            })?;
            finish(draft, &place, lexicon, cleaning)
        }
        _ => Err(place.error(LoadFault::NotAnArticle {
            reason: "not an object",
        })),
    }
}

fn finish(
    draft: draft::Draft,
    place: &Place,
    lexicon: &BoilerplateLexicon,
    cleaning: Cleaning,
) -> Result<Loaded, LoadError> {
    let article = draft.into_article(place.to_string(), lexicon);
    if article.text.len() as u64 > piece::LONGEST_PAGE {
        return Err(too_long(place));
    }
    let is_blank = !article.text.contains(char::is_alphanumeric);
    if is_blank || article.lines.is_empty() && cleaning == Cleaning::Clean {
        return Err(place.error(LoadFault::NoText));
    }
    Ok(Loaded::Article(Box::new(article)))
}

/// Whether cleaning a text could only end in its refusal.
fn is_too_long(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.len() as u64 > piece::LONGEST_PAGE)
}

fn too_long(place: &Place) -> LoadError {
    place.error(LoadFault::TooLong {
        what: "the text",
        limit: piece::LONGEST_PAGE,
    })
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod web_tests;
