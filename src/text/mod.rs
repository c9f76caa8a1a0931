//! Text → [`document::Document`]: tokens, sentences, quotations. No knowledge of the domain.

pub mod document;
pub mod token;

use crate::model::article::Article;
use document::Document;

/// Cuts an article's text into tokens, sentences and quotations, keeping the zones of its lines.
pub fn analyze(article: &Article) -> Document<'_> {
    Document {
        text: &article.text,
        tokens: Vec::new(),
        sentences: Vec::new(),
        quotations: Vec::new(),
    }
}
