//! Characters ↔ bytes of one text.

use crate::span::Span;

/// The byte at which each character of a text starts.
#[derive(Debug)]
pub struct CharOffsets<'text> {
    text: &'text str,
    /// Starts of the characters and the text's end; none for ASCII, where bytes are characters.
    starts: Option<Vec<usize>>,
}

impl<'text> CharOffsets<'text> {
    /// Reads the text once.
    pub fn new(text: &'text str) -> Self {
        let starts = (!text.is_ascii()).then(|| {
            let starts = text.char_indices().map(|(start, _)| start);
            starts.chain([text.len()]).collect()
        });
        Self { text, starts }
    }

    /// Number of characters.
    pub fn n_chars(&self) -> usize {
        match &self.starts {
            Some(starts) => starts.len() - 1,
            None => self.text.len(),
        }
    }

    /// The number of the character that starts at, or holds, this byte; the number of characters for
    /// the text's end.
    pub fn char_at(&self, byte: usize) -> usize {
        match &self.starts {
            Some(starts) => starts.partition_point(|start| *start <= byte) - 1,
            None => byte,
        }
    }

    /// The byte at which this character starts, if the text has so many.
    pub fn byte_at(&self, character: usize) -> Option<usize> {
        match &self.starts {
            Some(starts) => starts.get(character).copied(),
            None => (character <= self.text.len()).then_some(character),
        }
    }

    /// The bytes of the characters `[start, end)`, if they lie in the text.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (from, until) = (self.byte_at(start)?, self.byte_at(end)?);
        (from <= until).then(|| Span::new(from, until))
    }

    /// The words of the characters `[start, end)`; empty if they do not lie in the text.
    pub fn slice(&self, start: usize, end: usize) -> &'text str {
        self.span(start, end).map_or("", |span| span.of(self.text))
    }

    /// The characters `[start, end)` of a span of bytes.
    pub fn chars(&self, span: Span) -> (usize, usize) {
        (self.char_at(span.start), self.char_at(span.end))
    }
}
