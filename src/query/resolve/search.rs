//! `about` and `matching`: full text, as words only.

use super::frame::Frame;
use super::{Outcome, Resolver, error};
use crate::query::ast::{FullText, Term};
use crate::query::catalog::Noun;
use crate::query::error::QueryErrorKind;
use crate::query::plan::{Expr, FullTextIndex, Search};

/// Words allowed between phrases where `near` does not say.
const NEAR_WORDS: u64 = 10;

impl Resolver<'_> {
    /// Whether every word of a text occurs.
    pub(super) fn about(&mut self, frame: &mut Frame, term: &Term, key: Key) -> Outcome<Expr> {
        let words = self.search_words(term)?;
        let words = words.into_iter().map(|word| Search::Phrase {
            words: vec![word],
            is_prefix: false,
        });
        let mut words: Vec<Search> = words.collect();
        let search = if words.len() == 1 {
            words.remove(0)
        } else {
            Search::And(words)
        };
        let _ = frame;
        Ok(key.found(search))
    }

    /// Whether a text matches an expression of phrases.
    pub(super) fn matching(&mut self, text: &FullText, key: &Key) -> Outcome<Expr> {
        if let Some(search) = self.positive(text)? {
            return Ok(key.clone().found(search));
        }
        let mut all = |parts: &[FullText]| -> Outcome<Vec<Expr>> {
            parts.iter().map(|part| self.matching(part, key)).collect()
        };
        Ok(match text {
            FullText::Or(parts) => Expr::Or(all(parts)?),
            FullText::And(parts) => Expr::And(all(parts)?),
            FullText::Not(inner) => self.matching(inner, key)?.negated(),
            FullText::Phrase { .. } | FullText::Near { .. } => Expr::Bool(false),
        })
    }

    /// The search for an expression without `not`.
    fn positive(&self, text: &FullText) -> Outcome<Option<Search>> {
        let all = |parts: &[FullText]| -> Outcome<Option<Vec<Search>>> {
            parts.iter().map(|part| self.positive(part)).collect()
        };
        Ok(match text {
            FullText::Or(parts) => all(parts)?.map(Search::Or),
            FullText::And(parts) => all(parts)?.map(Search::And),
            FullText::Not(_) => None,
            FullText::Phrase { term, is_prefix } => Some(Search::Phrase {
                words: self.search_words(term)?,
                is_prefix: *is_prefix,
            }),
            FullText::Near {
                terms, distance, ..
            } => {
                let phrases: Outcome<Vec<Vec<String>>> =
                    terms.iter().map(|term| self.search_words(term)).collect();
                Some(Search::Near {
                    phrases: phrases?,
                    distance: distance.map_or(NEAR_WORDS, |count| count.value),
                })
            }
        })
    }

    fn search_words(&self, term: &Term) -> Outcome<Vec<String>> {
        let text = self.word(&term.kind, term.span)?;
        let words: Vec<String> = text
            .split(|letter: char| !is_word_letter(letter))
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .map(str::to_owned)
            .collect();
        if words.is_empty() {
            return error(
                QueryErrorKind::Incomplete {
                    after: self.text(term.span).to_owned(),
                    needs: "at least one word".to_owned(),
                    examples: vec!["\"convoy\"".to_owned()],
                },
                term.span,
            );
        }
        Ok(words)
    }
}

/// Letters, digits and the marks that combine with them.
fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter)
}

/// The text that is searched for a row.
#[derive(Debug, Clone)]
pub(super) struct Key {
    index: FullTextIndex,
    key: Expr,
}

impl Key {
    fn found(self, search: Search) -> Expr {
        Expr::FullText {
            index: self.index,
            key: Box::new(self.key),
            search,
        }
    }
}

impl Resolver<'_> {
    /// The text of a row: an article's own, else that of its sentence. `None` if it has none.
    pub(super) fn searched(&mut self, frame: &mut Frame, noun: Noun, key: &Expr) -> Option<Key> {
        let key = match noun {
            Noun::Articles | Noun::Sentences => key.clone(),
            Noun::Mentions | Noun::Events | Noun::Quotes | Noun::Figures => {
                self.column(frame, (noun, key), "sentence", false)
            }
            Noun::Sources | Noun::Entities | Noun::Clusters => return None,
        };
        let index = if noun == Noun::Articles {
            FullTextIndex::Article
        } else {
            FullTextIndex::Sentence
        };
        Some(Key { index, key })
    }
}
