//! Tokens: the smallest pieces of text that the extraction looks at.

use crate::lexicon::key::WordKey;
use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, then letters or digits, with inner hyphens and apostrophes (`AK-47`, `al-Nusra`, `don't`);
    /// abbreviations with their stops (`U.S.`, `Gen.`), initials (`F.`), ordinals and decades (`25th`, `1990s`).
    Word,
    /// `'s`, `’s` or a bare apostrophe after a plural, split off from its word.
    Possessive,
    /// Digits with inner `,` and `.`; a sign is not part of it. What follows without a space is a token of
    /// its own: `10km` and `12-year-old` begin with a number, `2016-17` holds two.
    Number,
    /// One mark of punctuation; runs of stops or dashes and doubled quotes (`...`, `--`, `''`) are one.
    Punctuation,
    /// Anything else: `%`, `$`, `€`, `&`, bullets.
    Symbol,
}

/// How the letters of a word are cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// No upper-case letter, or no letter at all.
    Lower,
    /// First letter of the word or of its last part upper case, not all letters: `Moscow`, `al-Zawr`, `anti-ISIL`.
    Capital,
    /// Every letter upper case, and more than one letter or digit: `SNSC`, `U.S.`, `F-16`.
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
    /// What look-ups compare instead of its text.
    pub key: WordKey,
    /// Whether it is made of ASCII letters and digits only, as most words are.
    pub is_plain: bool,
}

impl Shape {
    /// How a word of ASCII letters and digits is cased.
    pub(super) fn of_plain(word: &str) -> Self {
        if !word.starts_with(|first: char| first.is_ascii_uppercase()) {
            Self::Lower
        } else if word.bytes().any(|byte| byte.is_ascii_lowercase()) {
            Self::Capital
        } else if word.len() == 1 {
            Self::Initial
        } else {
            Self::Upper
        }
    }

    /// How `word` is cased.
    pub fn of(word: &str) -> Self {
        if !word
            .bytes()
            .any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())
        {
            return Self::Lower;
        }
        let mut letters = word.chars().filter(|letter| letter.is_alphanumeric());
        let Some(first) = letters.next() else {
            return Self::Lower;
        };
        let is_single = letters.next().is_none();
        let is_all_upper = !word.chars().any(char::is_lowercase);
        if first.is_uppercase() && is_all_upper {
            return if is_single {
                Self::Initial
            } else {
                Self::Upper
            };
        }
        let last_part = word.rsplit(is_hyphen).next().unwrap_or(word);
        if first.is_uppercase() || last_part.starts_with(char::is_uppercase) {
            Self::Capital
        } else {
            Self::Lower
        }
    }
}

/// Whether `character` joins the parts of a word.
pub(super) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether `character` is an apostrophe, typed in any of the usual ways.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2bc}')
}

/// Whether `character` separates tokens and shows nothing: white space of any width, control characters,
/// marks of direction, zero-width space, byte order mark.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}
