//! A feed → its entries, as objects in the shape that crawlers use: RSS 0.9 to 2.0, Atom, JSON Feed.

use feed_rs::model::{Entry, Feed, Link, Text};
use feed_rs::parser;
use serde_json::{Value, json};

use super::encoding;
use super::error::{LoadError, LoadFault, Place};
use super::piece::{Content, Piece};
use super::unpack::{Cut, Cutter};

/// Reads a feed as a whole; each entry is an article.
///
/// # Errors
/// [`LoadFault::InvalidFeed`], and [`LoadFault::Empty`] where there are no entries.
pub(super) fn read(bytes: &[u8], place: &Place) -> Result<Cutter, LoadError> {
    let feed = parser::parse(bytes).or_else(|error| match as_utf8(bytes) {
        Some(text) => parser::parse(text.as_bytes()).map_err(|_| error),
        None => Err(error),
    });
    let feed = feed.map_err(|error| {
        place.error(LoadFault::InvalidFeed {
            reason: error.to_string(),
        })
    })?;
    if feed.entries.is_empty() {
        return Err(place.error(LoadFault::Empty));
    }
    let place = place.clone();
    let articles: Vec<Value> = feed
        .entries
        .iter()
        .map(|entry| article(&feed, entry))
        .collect();
    let articles = articles.into_iter().enumerate();
    Ok(Box::new(articles.map(move |(index, article)| {
        Ok(Cut::Piece(Piece {
            place: place.at_item(index + 1),
            content: Content::Item(article),
        }))
    })))
}

/// A feed that is not in the encoding that it names, decoded, and without that name.
fn as_utf8(bytes: &[u8]) -> Option<String> {
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let text = encoding::decode(bytes);
    let rest = match text.trim_start().strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>")?.1,
        None => &text,
    };
    Some(rest.to_owned())
}

/// An entry with what the feed says of all its entries. What has only a headline tells that.
fn article(feed: &Feed, entry: &Entry) -> Value {
    let body = entry
        .content
        .as_ref()
        .and_then(|content| content.body.clone());
    let summary = words(entry.summary.as_ref());
    let title = words(entry.title.as_ref());
    let text = [body, summary, title.clone()].into_iter().flatten();
    let authors = if entry.authors.is_empty() {
        &feed.authors
    } else {
        &entry.authors
    };
    let authors: Vec<&str> = authors
        .iter()
        .filter_map(|author| author.name.as_deref())
        .collect();
    let published = entry.published.or(entry.updated);
    json!({
        "title": title,
        "text": text.into_iter().find(|text| !text.trim().is_empty()),
        "url": address(&entry.links),
        "published": published.map(|time| time.to_rfc3339()),
        "authors": authors,
        "source": words(feed.title.as_ref()),
        "language": entry.language.as_ref().or(feed.language.as_ref()),
    })
}

fn words(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.content.clone())
}

/// The address of the entry itself, not of sounds or pictures that come with it.
fn address(links: &[Link]) -> Option<&str> {
    let is_own = |link: &&Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = links.iter().find(is_own).or(links.first())?;
    Some(&link.href)
}
