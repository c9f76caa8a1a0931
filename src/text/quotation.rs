//! Pairs quotation marks within a paragraph.
//!
//! Straight double quotes open and close by what stands beside them; a curly opening mark may be closed by
//! a straight one; what is not closed ends with the paragraph. Single quotes count only when both marks
//! are there, because an apostrophe looks the same.

use std::ops::Range;

use super::document::Quotation;
use super::token::{Token, TokenKind, is_blank};
use crate::span::Span;

/// More quotations are not within one another: further opening marks are none. All that are never closed end
/// with the paragraph, so that a text of many would be read over and over.
const DEEPEST: usize = 4;

/// The two kinds of marks, which are paired apart from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Width {
    Double,
    Single,
}

/// What a mark can be, where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    /// Opens or closes, as needed: a straight quote with space, or with none, on both sides.
    Either,
    /// An apostrophe that may be a closing single quote.
    Perhaps,
}

/// Finds the quotations in `text[line]`, whose tokens are `tokens[range]`.
///
/// Appends them to `quotations` in order of their opening marks, and the position of every closing mark to
/// `closers` in order. Apostrophes that turn out to close a quotation become punctuation.
pub(super) fn pair(
    text: &str,
    line: Span,
    tokens: &mut [Token],
    range: Range<usize>,
    paragraph: usize,
    found: &mut Found,
) {
    let first = found.quotations.len();
    let mut doubles: Vec<usize> = Vec::new();
    let mut single: Option<OpenSingle> = None;
    for position in range.clone() {
        let Some((width, role)) = mark(text, line, tokens[position]) else {
            continue;
        };
        match (width, role) {
            (Width::Double, Role::Opens) if doubles.len() >= DEEPEST => {}
            (Width::Double, Role::Opens) => doubles.push(found.open(position, paragraph)),
            (Width::Double, Role::Either) if doubles.is_empty() => {
                doubles.push(found.open(position, paragraph));
            }
            (Width::Double, _) => {
                if let Some(quotation) = doubles.pop() {
                    found.close(quotation, position);
                }
            }
            (Width::Single, Role::Opens | Role::Either) => {
                found.close_perhaps(single.take(), tokens);
                single = Some(OpenSingle {
                    quotation: found.open(position, paragraph),
                    perhaps_closed: None,
                });
            }
            (Width::Single, Role::Closes) => {
                if let Some(open) = single.take() {
                    found.close(open.quotation, position);
                }
            }
            (Width::Single, Role::Perhaps) => {
                if let Some(open) = &mut single {
                    open.perhaps_closed = Some(position);
                }
            }
        }
    }
    found.close_perhaps(single, tokens);
    for quotation in doubles {
        found.end_with_paragraph(quotation, range.end);
    }
    found.finish(first, text, tokens);
}

/// A single quotation mark that waits for its partner.
#[derive(Debug)]
struct OpenSingle {
    quotation: usize,
    perhaps_closed: Option<usize>,
}

/// Quotations found so far, and the tokens that close them.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) quotations: Vec<Quotation>,
    pub(super) closers: Vec<usize>,
}

impl Found {
    /// Notes an opening mark; returns the number of its quotation, which ends nowhere yet.
    fn open(&mut self, position: usize, paragraph: usize) -> usize {
        self.quotations.push(Quotation {
            span: Span::default(),
            tokens: position + 1..0,
            paragraph,
            is_closed: false,
        });
        self.quotations.len() - 1
    }

    fn close(&mut self, quotation: usize, position: usize) {
        self.quotations[quotation].tokens.end = position;
        self.quotations[quotation].is_closed = true;
        self.closers.push(position);
    }

    fn close_perhaps(&mut self, open: Option<OpenSingle>, tokens: &mut [Token]) {
        if let Some(open) = open
            && let Some(position) = open.perhaps_closed
        {
            tokens[position].kind = TokenKind::Punctuation;
            self.close(open.quotation, position);
        }
    }

    fn end_with_paragraph(&mut self, quotation: usize, end: usize) {
        self.quotations[quotation].tokens.end = end;
    }

    /// Drops what holds no token, and gives the others from `first` on their spans.
    fn finish(&mut self, first: usize, text: &str, tokens: &[Token]) {
        let mut kept = first;
        for index in first..self.quotations.len() {
            let range = self.quotations[index].tokens.clone();
            if range.is_empty() {
                continue;
            }
            let start = tokens[range.start - 1].span.end;
            let end = match tokens.get(range.end) {
                Some(closer) if self.quotations[index].is_closed => closer.span.start,
                _ => tokens[range.end - 1].span.end,
            };
            let within = &text[start..end];
            let leading = within.len() - within.trim_start_matches(is_blank).len();
            let trailing = within.len() - within.trim_end_matches(is_blank).len();
            self.quotations[index].span = Span::new(start + leading, end - trailing);
            self.quotations.swap(kept, index);
            kept += 1;
        }
        self.quotations.truncate(kept);
        self.closers.sort_unstable();
    }
}

/// Reads a token as a quotation mark.
fn mark(text: &str, line: Span, token: Token) -> Option<(Width, Role)> {
    let mark = token.span.of(text);
    if token.kind == TokenKind::Possessive {
        let is_bare = mark.chars().count() == 1;
        return is_bare.then_some((Width::Single, Role::Perhaps));
    }
    if token.kind != TokenKind::Punctuation {
        return None;
    }
    Some(match mark {
        "“" | "„" | "‟" | "«" | "``" => (Width::Double, Role::Opens),
        "”" | "»" | "''" => (Width::Double, Role::Closes),
        "\"" => (Width::Double, straight(text, line, token.span)),
        "‘" => (Width::Single, Role::Opens),
        "'" | "’" => match straight(text, line, token.span) {
            Role::Opens if mark == "'" => (Width::Single, Role::Opens),
            Role::Closes => (Width::Single, Role::Closes),
            _ => return None,
        },
        _ => return None,
    })
}

/// What a straight mark does, by the characters beside it.
fn straight(text: &str, line: Span, mark: Span) -> Role {
    let before = text[line.start..mark.start].chars().next_back();
    let after = text[mark.end..line.end].chars().next();
    let is_free_before = before
        .is_none_or(|before| is_blank(before) || matches!(before, '(' | '[' | '—' | '–' | '/'));
    let is_free_after = after.is_none_or(|after| {
        is_blank(after)
            || matches!(
                after,
                ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?' | '—' | '–'
            )
    });
    match (is_free_before, is_free_after) {
        (true, false) => Role::Opens,
        (false, true) => Role::Closes,
        _ => Role::Either,
    }
}
