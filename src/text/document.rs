//! A text cut into tokens and sentences. Every span points into the unchanged text.

use std::ops::Range;

use super::token::{Token, TokenKind};
use crate::lexicon::classed::{Class, ClassedWords};
use crate::lexicon::key::{WordKey, WordSet};
use crate::model::article::Zone;
use crate::span::Span;

/// A text with its tokens, sentences and quotations.
#[derive(Debug, Clone)]
pub struct Document<'text> {
    /// The text, unchanged.
    pub text: &'text str,
    /// In order, disjoint; what lies between them is white space.
    pub tokens: Vec<Token>,
    /// In order, disjoint; every token belongs to exactly one.
    pub sentences: Vec<Sentence>,
    /// Balanced quotations in order of their opening marks, at most a paragraph long.
    pub quotations: Vec<Quotation>,
}

/// A sentence of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text, from the first token's start to the last one's end.
    pub span: Span,
    /// Its tokens, as positions in [`Document::tokens`]. Never empty.
    pub tokens: Range<usize>,
    /// What it is within its article.
    pub zone: Zone,
    /// Number of its paragraph (a line of the article), from 0.
    pub paragraph: usize,
}

/// A stretch of text between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Bytes between the marks.
    pub span: Span,
    /// Tokens between the marks, as positions in [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// Whether a closing mark was found; if not, it ends with the paragraph.
    pub is_closed: bool,
}

impl<'text> Document<'text> {
    /// The text of the token at `position`.
    pub fn token_text(&self, position: usize) -> &'text str {
        self.tokens[position].span.of(self.text)
    }

    /// The bytes covered by a range of tokens, which must not be empty.
    pub fn span_of(&self, tokens: &Range<usize>) -> Span {
        self.tokens[tokens.start]
            .span
            .join(self.tokens[tokens.end - 1].span)
    }

    /// The text covered by a range of tokens, which must not be empty.
    pub fn text_of(&self, tokens: &Range<usize>) -> &'text str {
        self.span_of(tokens).of(self.text)
    }

    /// The position of the sentence that holds the token at `position`.
    pub fn sentence_of(&self, position: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.tokens.end <= position)
    }

    /// Whether the token is a word, spelled like this without regard to case (ASCII).
    #[inline]
    pub fn is_word(&self, position: usize, word: &str) -> bool {
        self.tokens
            .get(position)
            .is_some_and(|token| token.kind == TokenKind::Word && self.is_spelled(token, word))
    }

    /// Whether the token is a word, spelled like one of these without regard to case (ASCII).
    pub fn is_any_word<W: AsRef<str>>(&self, position: usize, words: &[W]) -> bool {
        self.tokens
            .get(position)
            .filter(|token| token.kind == TokenKind::Word)
            .is_some_and(|token| {
                let text = token.span.of(self.text);
                let length = text.len();
                words.iter().any(|word| {
                    let word = word.as_ref();
                    word.len() == length && word.eq_ignore_ascii_case(text)
                })
            })
    }

    /// Whether the token is a word of a set, in any case (ASCII).
    #[inline]
    pub fn is_in<const N: usize>(&self, position: usize, words: &WordSet<N>) -> bool {
        self.tokens.get(position).is_some_and(|token| {
            token.kind == TokenKind::Word && words.has(token.key, || token.span.of(self.text))
        })
    }

    /// Whether the token is a word of a class, in any case (ASCII).
    #[inline]
    pub fn is_of<C: Class>(&self, position: usize, words: &ClassedWords<C>, class: C) -> bool {
        self.tokens.get(position).is_some_and(|token| {
            token.kind == TokenKind::Word
                && words.has_by_key(class, token.key, token.span.of(self.text))
        })
    }

    /// Short words are told apart by their keys, which cost nothing where `word` is written in the program.
    #[inline]
    fn is_spelled(&self, token: &Token, word: &str) -> bool {
        token.span.len() == word.len()
            && if word.len() <= WordKey::LONGEST_EXACT && word.is_ascii() {
                token.key == WordKey::of(word)
            } else {
                self.is_text(token, word)
            }
    }

    #[inline(never)]
    fn is_text(&self, token: &Token, word: &str) -> bool {
        token.span.of(self.text).eq_ignore_ascii_case(word)
    }
}
