//! A line of text → tokens, in one pass. Looks a few characters ahead and never back, so that the time is
//! linear in the length of the line.

use super::token::{Shape, Token, TokenKind, is_apostrophe, is_blank, is_hyphen};
use crate::lexicon::abbreviation::{AbbreviationLexicon, StopUse};
use crate::lexicon::key::WordKey;
use crate::span::Span;

/// Appends the tokens of `text[line]` to `tokens`. Token spans are bytes of `text`.
pub(super) fn tokenize(
    text: &str,
    line: Span,
    abbreviations: &AbbreviationLexicon,
    tokens: &mut Vec<Token>,
) {
    let mut scanner = Scanner {
        line: &text[..line.end],
        position: line.start,
        abbreviations,
    };
    let first = tokens.len();
    while let Some(character) = scanner.peek() {
        if character == ' ' || is_blank(character) {
            scanner.position += character.len_utf8();
            continue;
        }
        let start = scanner.position;
        let kind = scanner.scan(character, &tokens[first..]);
        let span = Span::new(start, scanner.position);
        let word = span.of(text);
        let is_plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let shape = match kind {
            TokenKind::Word if is_plain => Shape::of_plain(word),
            TokenKind::Word => Shape::of(word),
            _ => Shape::Lower,
        };
        let key = WordKey::of(word);
        tokens.push(Token {
            span,
            kind,
            shape,
            key,
            is_plain,
        });
    }
}

/// A place in a line.
struct Scanner<'text> {
    /// The text up to the end of the line.
    line: &'text str,
    /// Byte offset of the next character.
    position: usize,
    abbreviations: &'text AbbreviationLexicon,
}

impl<'text> Scanner<'text> {
    fn rest(&self) -> &'text str {
        &self.line[self.position..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character after the next one.
    fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    /// Moves over the token that begins with `first`, after the line's tokens `before`, and says what it is.
    fn scan(&mut self, first: char, before: &[Token]) -> TokenKind {
        if first.is_ascii_alphabetic() || is_word_character(first) && !first.is_numeric() {
            return self.scan_word();
        }
        if first.is_numeric() {
            return self.scan_number();
        }
        if is_apostrophe(first)
            && let Some(token) = before.last()
            && token.span.end == self.position
            && let Some(length) = self.possessive_after(*token)
        {
            self.position += length;
            return TokenKind::Possessive;
        }
        self.scan_mark(first)
    }

    fn scan_word(&mut self) -> TokenKind {
        let start = self.position;
        let mut part_start = start;
        loop {
            self.position += n_plain(&self.line.as_bytes()[self.position..]);
            if self.is_plain_end() {
                break;
            }
            let Some(character) = self.peek() else {
                break;
            };
            let next = self.peek_second();
            let length = character.len_utf8();
            let is_joined = is_word_character(character)
                || (is_apostrophe(character)
                    && next.is_some_and(char::is_alphabetic)
                    && !self.is_possessive_s())
                || (character == '&' && self.is_between_capitals(start));
            if is_joined {
                self.position += length;
            } else if is_hyphen(character) && next.is_some_and(char::is_alphanumeric) {
                self.position += length;
                part_start = self.position;
            } else if character == '.' && self.owns_stop(part_start) {
                self.position += length;
                part_start = self.position;
                if !self.continues_after_stop() {
                    break;
                }
            } else {
                break;
            }
        }
        TokenKind::Word
    }

    /// Whether the word ends here, as the next byte alone tells of most words.
    fn is_plain_end(&self) -> bool {
        let next = self.line.as_bytes().get(self.position);
        next.is_none_or(|next| next.is_ascii() && !matches!(next, b'\'' | b'&' | b'-' | b'.'))
    }

    /// Digits with inner `,` and `.`, and the letters of an ordinal or a decade.
    fn scan_number(&mut self) -> TokenKind {
        while let Some(character) = self.peek() {
            let joins = match character {
                ',' => is_thousands_group(self.rest()),
                '.' => self.peek_second().is_some_and(char::is_numeric),
                _ => character.is_numeric(),
            };
            if !joins {
                break;
            }
            self.position += character.len_utf8();
        }
        let rest = self.rest();
        let suffix = ["st", "nd", "rd", "th", "s"].into_iter().find(|suffix| {
            rest.get(..suffix.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(suffix))
                && !rest[suffix.len()..].starts_with(is_word_character)
        });
        match suffix {
            Some(suffix) => {
                self.position += suffix.len();
                TokenKind::Word
            }
            None => TokenKind::Number,
        }
    }

    /// One mark, or a run of stops, dashes or the two halves of a doubled quote.
    fn scan_mark(&mut self, first: char) -> TokenKind {
        self.position += first.len_utf8();
        let longest_run = match first {
            '.' | '-' => usize::MAX,
            '\'' | '`' => 2,
            _ => 1,
        };
        let mut length = 1;
        while length < longest_run && self.peek() == Some(first) {
            self.position += first.len_utf8();
            length += 1;
        }
        if is_punctuation(first) {
            TokenKind::Punctuation
        } else {
            TokenKind::Symbol
        }
    }

    /// Length in bytes of the possessive that begins here, right after `token`.
    fn possessive_after(&self, token: Token) -> Option<usize> {
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            return None;
        }
        let apostrophe = self.peek()?.len_utf8();
        if self.is_possessive_s() {
            return Some(apostrophe + 1);
        }
        let is_plural = token.span.of(self.line).ends_with(['s', 'S', 'x', 'z']);
        let next = self.peek_second();
        let is_doubled = next.is_some_and(is_apostrophe);
        let ends_word = !next.is_some_and(is_word_character);
        (token.kind == TokenKind::Word && is_plural && ends_word && !is_doubled)
            .then_some(apostrophe)
    }

    /// Whether an apostrophe, an `s` and the end of a word come next.
    fn is_possessive_s(&self) -> bool {
        let mut characters = self.rest().chars();
        characters.next().is_some_and(is_apostrophe)
            && matches!(characters.next(), Some('s' | 'S'))
            && !characters
                .next()
                .is_some_and(|next| is_word_character(next) || is_apostrophe(next))
    }

    /// Whether the next character stands between capital letters, as in `AT&T`.
    fn is_between_capitals(&self, word_start: usize) -> bool {
        let is_after_capital = self.line[word_start..self.position]
            .chars()
            .next_back()
            .is_some_and(char::is_uppercase);
        is_after_capital && self.peek_second().is_some_and(char::is_uppercase)
    }

    /// Whether the stop that comes next belongs to the word whose last part begins at `part_start`.
    fn owns_stop(&self, part_start: usize) -> bool {
        let part = &self.line[part_start..self.position];
        let after = &self.rest()[1..];
        let mut letters = part.chars();
        let is_single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        if is_single {
            return self.owns_letter_stop(part, after);
        }
        let mut following = after.trim_start_matches(is_blank).chars();
        match self.abbreviations.stop_use(part) {
            None => false,
            Some(StopUse::Number) => following.next().is_some_and(char::is_numeric),
            Some(StopUse::Name | StopUse::Ending) => !after.starts_with('.'),
        }
    }

    /// The same for a last part that is a single letter: `U.S.`, `a.m.`, `F. Smith`.
    fn owns_letter_stop(&self, part: &str, after: &str) -> bool {
        let is_after_stop = self.line[..self.position - part.len()].ends_with('.');
        let mut next = after.chars();
        let (first, second) = (next.next(), next.next());
        let is_dotted = first.is_some_and(char::is_alphabetic) && second == Some('.');
        let is_upper = part.chars().all(char::is_uppercase);
        let is_initial = is_upper
            && after
                .trim_start_matches(is_blank)
                .starts_with(char::is_uppercase);
        let is_numbered = self.abbreviations.stop_use(part) == Some(StopUse::Number)
            && after
                .trim_start_matches(is_blank)
                .starts_with(char::is_numeric);
        let is_listed = self.abbreviations.stop_use(part) == Some(StopUse::Name);
        is_dotted || is_after_stop || is_initial || is_numbered || is_listed
    }

    /// After a stop inside a word: whether another single letter and stop, or a hyphen, carry the word on.
    fn continues_after_stop(&self) -> bool {
        let mut next = self.rest().chars();
        match (next.next(), next.next()) {
            (Some(first), Some(second)) if is_hyphen(first) => second.is_alphabetic(),
            (Some(first), second) if first.is_alphabetic() => {
                !second.is_some_and(is_word_character)
            }
            _ => false,
        }
    }
}

/// How many bytes from the start of `rest` are ASCII letters and digits, which most words are made of.
fn n_plain(rest: &[u8]) -> usize {
    rest.iter()
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(rest.len())
}

/// Whether `character` can stand inside a word: letters, digits, combining marks, invisible joiners.
fn is_word_character(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(
            character,
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}'
        )
}

/// Whether `rest` begins with a comma and exactly three digits.
fn is_thousands_group(rest: &str) -> bool {
    let digits = rest[1..]
        .chars()
        .take(4)
        .take_while(|next| next.is_numeric());
    digits.count() == 3
}

fn is_punctuation(character: char) -> bool {
    let is_bullet_or_per_mille =
        matches!(character, '\u{2022}' | '\u{2023}' | '\u{2030}' | '\u{2031}');
    let is_general = matches!(character, '\u{2010}'..='\u{205e}') && !is_bullet_or_per_mille;
    let is_wide = matches!(character, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}');
    is_general || is_wide || ".,;:!?'\"()[]{}-/`¡¿«»،؛؟۔٫٬।॥։።။។！，：；？（）".contains(character)
}

#[cfg(test)]
#[path = "tokenizer_tests.rs"]
mod tests;
