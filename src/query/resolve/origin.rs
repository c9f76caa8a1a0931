//! Where a row stands, for those who want to open it: a column that is never shown, with the key of the article, or of a
//! sentence in it.

use super::Resolver;
use super::frame::{Frame, Named};
use super::value::{Type, Typed};
use crate::query::Carried;
use crate::query::catalog::Noun;

/// The column of a result that holds keys of articles; no field has such a name.
pub const ARTICLE_ORIGIN: &str = " article";
/// The column of a result that holds keys of sentences.
pub const SENTENCE_ORIGIN: &str = " sentence";

impl Resolver<'_> {
    /// Where the rows stand, if that is asked for and each is one thing in one article.
    pub(super) fn origin(&mut self, frame: &mut Frame) -> Option<Named> {
        if self.carried != Carried::Origins || frame.spread.is_some() {
            return None;
        }
        let subject = frame.subject.clone()?;
        let (name, key) = match subject.noun {
            Noun::Articles => (ARTICLE_ORIGIN, subject.key),
            Noun::Sentences => (SENTENCE_ORIGIN, subject.key),
            noun if noun.field("sentence").is_some() => {
                let sentence = self.known_path(frame, noun, &subject.key, &["sentence"]);
                (SENTENCE_ORIGIN, sentence.expr())
            }
            _ => return None,
        };
        Some(Named::new(name, Typed::new(Type::Int, key)))
    }
}
