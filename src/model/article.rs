//! Articles: one piece of news as published, after cleaning.

use super::date::PartialDate;
use super::words::closed_set;
use crate::span::Span;

closed_set! {
    /// What a line or sentence is within its article.
    Zone {
        /// The headline.
        Title = "title",
        /// Running text.
        Body = "body",
        /// Under a picture.
        Caption = "caption",
        /// A heading between paragraphs.
        Subhead = "subhead",
    }
}

closed_set! {
    /// How a publication date is known, from the best evidence to the weakest.
    PublishedBasis {
        /// Stated by the page's or record's metadata.
        Metadata = "metadata",
        /// Part of the address.
        Url = "url",
        /// A full date at the head of the text or in a caption.
        Dateline = "dateline",
        /// Inferred from what the text says.
        Text = "text",
    }
}

/// An outlet as an article names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Public id, if the record gives one; else it is made from the name.
    pub id: Option<String>,
    /// Name as shown.
    pub name: String,
    /// Domain of its site, without `www.`.
    pub domain: Option<String>,
}

/// One article: clean text and what is known about it without reading the text for facts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// Public id, if the record gives one; else it is derived from the content.
    pub id: Option<String>,
    /// Outlet.
    pub source: Option<Source>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Author line.
    pub author: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Publication date, never finer than the evidence.
    pub published: Option<PartialDate>,
    /// How `published` is known.
    pub published_basis: Option<PublishedBasis>,
    /// Clean text: what was classified as ticker, advert, comment or boilerplate is not in it.
    pub text: String,
    /// The lines of `text` with their zones: byte spans, disjoint, in order, without line ends.
    pub lines: Vec<Line>,
    /// Path or address that the article came from (with `:line` in JSON Lines).
    pub origin: Option<String>,
}

/// A line of an article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Bytes of the article's text, without the line end.
    pub span: Span,
    /// What the line is.
    pub zone: Zone,
}
