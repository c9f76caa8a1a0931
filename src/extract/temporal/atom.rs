//! Document → atoms: tokens with hyphened words taken apart, each with what it can say about time.

use crate::lexicon::time::{TimeLexicon, TimeWord};
use crate::span::Span;
use crate::text::document::Document;
use crate::text::token::{Shape, Token, TokenKind};

/// The smallest piece that the grammar of time reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom<'text> {
    /// The text as written.
    pub(super) text: &'text str,
    /// Bytes of the document's text.
    pub(super) span: Span,
    /// Position of its token.
    pub(super) token: usize,
    /// What it can say about time.
    pub(super) piece: Piece,
    /// Whether a sentence starts with it.
    pub(super) starts_sentence: bool,
    /// Whether a time expression can begin with it.
    pub(super) may_open: bool,
}

/// What an atom can say about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word of time.
    Time(TimeWord),
    /// Digits without comma or point.
    Number { value: u32, digits: usize },
    /// "1980s", as its first year.
    Decade(i16),
    /// Any other word or mark.
    Other,
}

impl Atom<'_> {
    /// Whether the first letter is a capital one.
    pub(super) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is a hyphen or dash.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "–" | "—" | "‑" | "−")
    }
}

/// The atoms of a document in reading order.
pub(super) fn atoms<'text>(document: &Document<'text>, lexicon: &TimeLexicon) -> Vec<Atom<'text>> {
    let mut atoms = Vec::with_capacity(document.tokens.len() + document.tokens.len() / 8);
    let mut starts = document
        .sentences
        .iter()
        .map(|sentence| sentence.tokens.start)
        .peekable();
    for (position, token) in document.tokens.iter().enumerate() {
        let starts_sentence = starts.next_if_eq(&position).is_some();
        let text = token.span.of(document.text);
        let whole = if token.is_plain {
            plain_piece(text, *token, lexicon)
        } else {
            piece(text, token.kind, token.shape, lexicon)
        };
        let is_compound = token.kind == TokenKind::Word
            && whole == Piece::Other
            && !token.is_plain
            && text.contains(['-', '–', '‑']);
        if !is_compound {
            atoms.push(Atom {
                text,
                span: token.span,
                token: position,
                piece: whole,
                starts_sentence,
                may_open: whole != Piece::Other || lexicon.opens_expression_by_key(token.key, text),
            });
            continue;
        }
        let mut offset = token.span.start;
        for part in text.split_inclusive(['-', '–', '‑']) {
            let word = part.trim_end_matches(['-', '–', '‑']);
            for (text, kind) in [
                (word, TokenKind::Word),
                (&part[word.len()..], TokenKind::Punctuation),
            ] {
                if text.is_empty() {
                    continue;
                }
                let piece = piece(text, kind, Shape::Lower, lexicon);
                atoms.push(Atom {
                    text,
                    span: Span::new(offset, offset + text.len()),
                    token: position,
                    piece,
                    may_open: piece != Piece::Other || lexicon.opens_expression(text),
                    starts_sentence: starts_sentence && offset == token.span.start,
                });
                offset += text.len();
            }
        }
    }
    atoms
}

/// The same as [`piece`] for a token of ASCII letters and digits.
fn plain_piece(text: &str, token: Token, lexicon: &TimeLexicon) -> Piece {
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return digits(text);
    }
    word_piece(lexicon.word_by_key(token.key, text), text, token.shape)
}

fn piece(text: &str, kind: TokenKind, shape: Shape, lexicon: &TimeLexicon) -> Piece {
    if kind == TokenKind::Punctuation || kind == TokenKind::Symbol {
        return Piece::Other;
    }
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return digits(text);
    }
    let word = text.strip_suffix('.').unwrap_or(text);
    for (spelling, is_afternoon) in [("a.m", false), ("p.m", true)] {
        if word.eq_ignore_ascii_case(spelling) {
            return Piece::Time(TimeWord::Meridiem(is_afternoon));
        }
    }
    word_piece(lexicon.word(word), text, shape)
}

fn word_piece(found: Option<TimeWord>, text: &str, shape: Shape) -> Piece {
    match found {
        // "US", "IT", "MAY": in capitals only zones and eras are words of time, but for headlines.
        Some(TimeWord::Month(_) | TimeWord::Era(_)) if shape == Shape::Lower && is_small(text) => {
            Piece::Other
        }
        Some(word) => Piece::Time(word),
        None => Piece::Other,
    }
}

fn is_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

fn digits(text: &str) -> Piece {
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    let Ok(value) = text[..end].parse::<u32>() else {
        return Piece::Other;
    };
    match &text[end..] {
        "" => Piece::Number { value, digits: end },
        "s" | "S" if (3..=4).contains(&end) && value % 10 == 0 => {
            i16::try_from(value).map_or(Piece::Other, Piece::Decade)
        }
        "st" | "nd" | "rd" | "th" => Piece::Time(TimeWord::Ordinal(value)),
        _ => Piece::Other,
    }
}
