//! Tokens: the smallest pieces of text that the extraction looks at.

use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens and apostrophes; dotted abbreviations (`U.S.`) and initials.
    Word,
    /// `'s`, `’s` or a bare apostrophe after a plural, split off from its word.
    Possessive,
    /// Digits with inner `,` and `.`; a sign is not part of it.
    Number,
    /// One mark of punctuation.
    Punctuation,
    /// Anything else: `%`, `$`, `€`, `&`, bullets.
    Symbol,
}

/// How the letters of a word are cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// No upper-case letter, or no letter at all.
    Lower,
    /// First letter upper case, not all of them: `Moscow`, `al-Zawr` counts by its last part.
    Capital,
    /// Every letter upper case, and more than one letter: `SNSC`.
    Upper,
    /// A single upper-case letter, with or without a stop: `F.`.
    Initial,
}

/// A token: a span of its text and what it looks like. It owns no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the document's text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is cased.
    pub shape: Shape,
}
