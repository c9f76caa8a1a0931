//! What will be one article or record, still to be read.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::dataset::{Rows, TableMap};
use super::error::{LoadError, LoadFault, Place};

/// The longest file that is read as one article, in bytes. No article comes near it.
pub(super) const LONGEST_PAGE: u64 = 16 << 20;

/// What will be one article or record, still to be read.
#[derive(Debug)]
pub struct Piece {
    pub(super) place: Place,
    pub(super) content: Content,
}

/// The content of a piece.
#[derive(Debug)]
pub(super) enum Content {
    Plain(String),
    Html(String),
    /// A line of JSON Lines.
    Line(String),
    /// An item of a JSON array.
    Item(Value),
    /// A page from a web archive.
    Page(Page),
    /// A message of e-mail, or a page saved as one.
    Mail(Vec<u8>),
    /// An item of JSON that a map describes.
    Mapped(Value, Arc<TableMap>),
    /// Rows of a table of coded events.
    Rows(Box<Rows>),
}

/// A page with the address from which it was fetched.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) is_html: bool,
    pub(super) url: Option<String>,
}

impl Piece {
    /// Where the piece stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Bytes of the piece's content; roughly, for an item of a JSON array.
    pub fn n_bytes(&self) -> usize {
        match &self.content {
            Content::Plain(text) | Content::Html(text) | Content::Line(text) => text.len(),
            Content::Page(page) => page.text.len(),
            Content::Mail(bytes) => bytes.len(),
            Content::Rows(rows) => rows.n_bytes(),
            Content::Item(value) | Content::Mapped(value, _) => {
                value.as_object().map_or(0, |object| {
                    let texts = object.values().filter_map(Value::as_str);
                    texts.map(str::len).sum()
                })
            }
        }
    }

    /// The JSON object that the piece is, if it is one.
    pub fn object(&self) -> Option<Map<String, Value>> {
        match &self.content {
            Content::Line(line) => parse(line).ok().and_then(|value| match value {
                Value::Object(object) => Some(object),
                _ => None,
            }),
            Content::Item(Value::Object(object)) => Some(object.clone()),
            _ => None,
        }
    }
}

/// Reads JSON. Half a pair of surrogates, as some programs write into texts, becomes U+FFFD.
pub(super) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text).or_else(|error| match without_halves(text) {
        Some(mended) => serde_json::from_str(&mended).map_err(|_| error),
        None => Err(error),
    })
}

/// JSON text with `\\ufffd` in the place of every escape that is half a pair of surrogates; none where there
/// is no such escape.
fn without_halves(text: &str) -> Option<String> {
    let unit_at = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut mended = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = text[at..].find('\\') {
        at += found;
        let (is_half, length) = match (unit_at(at), unit_at(at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => (false, 12),
            (Some(0xd800..0xe000), _) => (true, 6),
            // The character behind the backslash may be any.
            _ => (
                false,
                1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            ),
        };
        if is_half {
            mended.push_str(&text[copied..at]);
            mended.push_str("\\ufffd");
            copied = at + length;
        }
        at += length;
    }
    mended.push_str(&text[copied..]);
    (copied > 0).then_some(mended)
}

/// The error for text that is not JSON, at its line and column.
pub(super) fn invalid_json(place: &Place, error: &serde_json::Error) -> LoadError {
    let text = error.to_string();
    let reason = match error.classify() {
        serde_json::error::Category::Eof => "it ends in the middle".to_owned(),
        // The parser's name for `true`, `false` and `null`.
        _ if text.starts_with("expected ident") => "a bare word that JSON does not have".to_owned(),
        _ => text.split(" at line ").next().unwrap_or(&text).to_owned(),
    };
    let mut place = place.clone();
    place.line = Some(place.line.unwrap_or(0) + error.line() - usize::from(place.line.is_some()));
    place.column = Some(error.column());
    place.error(LoadFault::InvalidJson { reason })
}
