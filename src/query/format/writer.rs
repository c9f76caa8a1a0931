//! Tokens → pieces of a layout: each token of the source is written once, in order, with its comments.

use super::layout::Piece;
use super::tokens::{Comment, Word};
use crate::span::Span;

/// Writes the tokens of a script, as the tree asks for them.
pub(super) struct Writer<'a> {
    source: &'a str,
    words: Vec<Word<'a>>,
    /// The word that comes next.
    at: usize,
    pieces: Vec<Piece<'a>>,
    /// Whether the tree asked for a word that is not there.
    is_lost: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(source: &'a str, words: Vec<Word<'a>>) -> Self {
        Self {
            source,
            words,
            at: 0,
            pieces: Vec::new(),
            is_lost: false,
        }
    }

    /// All pieces; nothing if the tree and the words did not agree.
    pub(super) fn finish(self) -> Option<Vec<Piece<'a>>> {
        (!self.is_lost && self.at == self.words.len()).then_some(self.pieces)
    }

    pub(super) fn push(&mut self, piece: Piece<'a>) {
        self.pieces.push(piece);
    }

    pub(super) fn space(&mut self) {
        self.push(Piece::Text(" "));
    }

    /// The next word, if there is one.
    pub(super) fn next(&self) -> Option<&Word<'a>> {
        self.words.get(self.at)
    }

    /// Whether the next word is this.
    pub(super) fn is_next(&self, text: &str) -> bool {
        self.next()
            .is_some_and(|word| word.text.eq_ignore_ascii_case(text))
    }

    /// Writes the comments before the next word.
    pub(super) fn comments_before(&mut self) {
        if let Some(word) = self.words.get_mut(self.at) {
            let comments = std::mem::take(&mut word.before);
            self.comments(&comments);
        }
    }

    /// Writes comments on lines of their own.
    pub(super) fn comments(&mut self, comments: &[Comment<'a>]) {
        for comment in comments {
            if comment.is_apart {
                self.push(Piece::Empty);
            }
            self.push(Piece::Comment {
                text: comment.text,
                is_alone: true,
            });
        }
    }

    /// Writes the next word as typed.
    pub(super) fn word(&mut self) {
        match self.next() {
            Some(word) => self.written(word.text),
            None => self.is_lost = true,
        }
    }

    /// Writes the next word, which must be this keyword or symbol, as it is here.
    pub(super) fn known(&mut self, text: &'static str) {
        if self.is_next(text) {
            self.written(text);
        } else {
            self.is_lost = true;
        }
    }

    fn written(&mut self, text: &'a str) {
        self.comments_before();
        self.push(Piece::Text(text));
        let Some(word) = self.words.get_mut(self.at) else {
            self.is_lost = true;
            return;
        };
        let after = word.after.take();
        self.at += 1;
        if let Some(comment) = after {
            self.push(Piece::Comment {
                text: comment.text,
                is_alone: false,
            });
        }
    }

    /// Writes a text of the source that is one word, however it was split.
    pub(super) fn whole(&mut self, span: Span) {
        self.written(span.of(self.source));
        while self.next().is_some_and(|word| word.start < span.end) {
            self.at += 1;
        }
    }

    /// Writes all words of a span with nothing between them.
    pub(super) fn glued(&mut self, span: Span) {
        while self.next().is_some_and(|word| word.start < span.end) {
            self.word();
        }
    }

    /// Writes all words of a span with blanks between them.
    pub(super) fn spaced(&mut self, span: Span) {
        self.word();
        while self.next().is_some_and(|word| word.start < span.end) {
            self.space();
            self.word();
        }
    }

    /// What `build` writes, on one line if it fits.
    pub(super) fn group(&mut self, build: impl FnOnce(&mut Self)) {
        self.wrapped(Piece::Group, build);
    }

    /// What `build` writes, further right.
    pub(super) fn nest(&mut self, build: impl FnOnce(&mut Self)) {
        self.wrapped(Piece::Nest, build);
    }

    fn wrapped(&mut self, wrap: fn(Vec<Piece<'a>>) -> Piece<'a>, build: impl FnOnce(&mut Self)) {
        let outer = std::mem::take(&mut self.pieces);
        build(self);
        let mut inner = std::mem::replace(&mut self.pieces, outer);
        // A comment at the end of the last line does not break the line it follows.
        let last = inner.pop_if(|last| {
            matches!(
                last,
                Piece::Comment {
                    is_alone: false,
                    ..
                }
            )
        });
        self.push(wrap(inner));
        self.pieces.extend(last);
    }

    /// Brackets round what `build` writes.
    pub(super) fn brackets(&mut self, build: impl FnOnce(&mut Self)) {
        self.group(|writer| {
            writer.known("(");
            writer.nest(|writer| {
                writer.push(Piece::Soft);
                build(writer);
                writer.comments_before();
            });
            writer.push(Piece::Soft);
            writer.known(")");
        });
    }

    /// Items with commas between them, each of which may end a line.
    pub(super) fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        for (position, item) in items.iter().enumerate() {
            if position > 0 {
                self.known(",");
                self.push(Piece::Line);
            }
            write(self, item);
        }
    }

    /// Items after a keyword: several go below it, one to a line, where they do not fit beside it.
    pub(super) fn hanging<T>(&mut self, items: &[T], write: impl FnMut(&mut Self, &T)) {
        if items.len() == 1 {
            self.space();
            self.list(items, write);
        } else {
            self.nest(|writer| {
                writer.push(Piece::Line);
                writer.list(items, write);
            });
        }
    }
}
