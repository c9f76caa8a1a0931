//! Document → time expressions, and the publication date where nothing better is known.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::model::article::{Article, PublishedBasis};
use crate::model::date::PartialDate;
use crate::model::facts::TimeExpression;
use crate::text::document::Document;

/// A time expression with its tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundTime {
    /// Positions in [`Document::tokens`].
    pub tokens: Range<usize>,
    /// The fact that leaves the extraction.
    pub fact: TimeExpression,
    /// Whether the value starts an open interval: "since March 2011".
    pub is_since: bool,
}

/// Finds the time expressions of a document, placed relative to the article's date, and infers that
/// date where the article has none.
pub fn find(
    _article: &Article,
    _document: &Document<'_>,
    _lexicon: &Lexicon,
) -> (Vec<FoundTime>, Option<(PartialDate, PublishedBasis)>) {
    (Vec::new(), None)
}
