//! The tokens of a script, each with the comments that belong to it. Separators that say nothing are
//! left out, and comments beside a separator go where the layout has a place for them.

use crate::query::parse::scan::{Token, TokenKind};

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Comment<'a> {
    /// With its `#`, without white space at its end.
    pub(super) text: &'a str,
    /// Whether an empty line stands before it.
    pub(super) is_apart: bool,
    /// Whether it follows something on the same line.
    is_trailing: bool,
}

/// A token with the comments that go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// As typed.
    pub(super) text: &'a str,
    /// Its first byte in the source.
    pub(super) start: usize,
    /// Whether an empty line stands before it, after the comments before it.
    pub(super) is_apart: bool,
    /// Comments before it, on lines of their own.
    pub(super) before: Vec<Comment<'a>>,
    /// A comment after it, on its line.
    pub(super) after: Option<Comment<'a>>,
}

/// A script as words and comments.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    /// In order.
    pub(super) words: Vec<Word<'a>>,
    /// Comments after the last word's line.
    pub(super) last: Vec<Comment<'a>>,
}

/// What stands between two tokens.
#[derive(Default)]
struct Gap<'a> {
    comments: Vec<Comment<'a>>,
    is_apart: bool,
}

/// Reads the comments between tokens and gives each its place.
pub(super) fn words<'a>(source: &'a str, tokens: &[Token]) -> Words<'a> {
    let mut gaps: Vec<Gap<'a>> = Vec::new();
    let mut kept: Vec<Token> = Vec::new();
    let mut gap = Gap::default();
    let mut end = 0;
    for (index, token) in tokens.iter().enumerate() {
        gap.add(&source[end..token.span.start], end > 0);
        end = token.span.end;
        let next = tokens.get(index + 1);
        if is_needless(source, *token, kept.last(), next) {
            continue;
        }
        gaps.push(std::mem::take(&mut gap));
        kept.push(*token);
    }
    gap.add(&source[end..], end > 0);
    gaps.push(gap);
    move_aside(source, &kept, &mut gaps);
    attach(source, &kept, gaps)
}

/// Whether a token separates nothing: a semicolon without a statement, a comma before a brace.
fn is_needless(source: &str, token: Token, before: Option<&Token>, next: Option<&Token>) -> bool {
    let is_semicolon = |token: &Token| token.depth == 0 && token.is(source, ";");
    if is_semicolon(&token) {
        return before.is_none_or(is_semicolon) || next.is_none_or(is_semicolon);
    }
    token.is(source, ",") && next.is_some_and(|next| next.is(source, "}"))
}

impl<'a> Gap<'a> {
    /// Reads white space and comments.
    fn add(&mut self, text: &'a str, follows: bool) {
        let mut rest = text;
        let mut is_first = follows && self.comments.is_empty();
        while let Some(hash) = rest.find('#') {
            let n_ends = rest[..hash].matches('\n').count();
            let end = rest[hash..].find('\n').map_or(rest.len(), |end| hash + end);
            self.comments.push(Comment {
                text: rest[hash..end].trim_end(),
                is_apart: n_ends > 1,
                is_trailing: is_first && n_ends == 0,
            });
            is_first = false;
            rest = &rest[end..];
        }
        self.is_apart = rest.matches('\n').count() > 1;
    }
}

/// Comments stand before a bar and an arrow, and after a comma and a semicolon.
fn move_aside(source: &str, tokens: &[Token], gaps: &mut [Gap<'_>]) {
    for (index, token) in tokens.iter().enumerate() {
        let is_one_of = |words: &[&str]| words.iter().any(|word| token.is(source, word));
        if token.kind != TokenKind::Symbol {
            continue;
        }
        let (from, to) = if is_one_of(&["|", "->"]) {
            (index + 1, index)
        } else if is_one_of(&[",", ";"]) {
            (index, index + 1)
        } else {
            continue;
        };
        let moved = std::mem::take(&mut gaps[from].comments);
        if from > to {
            gaps[to].comments.extend(moved);
        } else {
            gaps[to].comments.splice(0..0, moved);
        }
    }
}

fn attach<'a>(source: &'a str, tokens: &[Token], gaps: Vec<Gap<'a>>) -> Words<'a> {
    let mut words = Words::default();
    let mut between_statements = true;
    for (index, mut gap) in gaps.into_iter().enumerate() {
        let is_last = index == tokens.len();
        let first = gap.comments.first().copied();
        if let (Some(first), Some(word)) = (first, words.words.last_mut())
            && first.is_trailing
        {
            word.after = Some(first);
            gap.comments.remove(0);
        }
        if !between_statements && !is_last {
            for comment in &mut gap.comments {
                comment.is_apart = false;
            }
        }
        let Some(token) = tokens.get(index) else {
            words.last = gap.comments;
            break;
        };
        words.words.push(Word {
            text: token.text(source),
            start: token.span.start,
            is_apart: between_statements && gap.is_apart,
            before: gap.comments,
            after: None,
        });
        between_statements = token.depth == 0 && token.is(source, ";");
    }
    words
}
