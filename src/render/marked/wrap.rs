//! Inked words → lines of at most the paper's width.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::Paper;
use super::ink::Ink;
use crate::render::cell::{cells, clean};

/// A text with the signs that ASCII lacks, and what is written for them.
const ASCII: [(char, &str); 6] = [
    ('–', "-"),
    ('“', "\""),
    ('”', "\""),
    ('·', "|"),
    ('→', "->"),
    ('…', "..."),
];

/// Collects lines; breaks them between words.
pub(super) struct Writer {
    paper: Paper,
    out: String,
    /// Cells used in the open line.
    column: usize,
    /// Blanks that stand before the next word unless the line is broken there.
    blanks: Vec<Ink>,
    /// The word that is not ended yet, in pieces.
    word: Vec<(String, Ink)>,
    word_cells: usize,
    /// Blanks at the start of lines after a break.
    indent: usize,
    ink: Ink,
}

impl Writer {
    pub(super) fn new(paper: Paper) -> Self {
        Self {
            paper,
            out: String::new(),
            column: 0,
            blanks: Vec::new(),
            word: Vec::new(),
            word_cells: 0,
            indent: 0,
            ink: Ink::PLAIN,
        }
    }

    pub(super) fn is_coloured(&self) -> bool {
        self.paper.letters.have_colours()
    }

    /// Lets lines after a break start further right.
    pub(super) fn indent(&mut self, cells: usize) {
        self.indent = cells;
    }

    /// Adds words of the program itself; may break between them.
    pub(super) fn say(&mut self, words: &str, ink: Ink) {
        let words = self.written(words);
        self.add(&words, ink);
    }

    /// Adds words of others, made safe for a terminal; may break between them.
    pub(super) fn quote(&mut self, words: &str, ink: Ink) {
        self.add(&clean(words), ink);
    }

    /// Adds what must not be parted from the words beside it.
    pub(super) fn stick(&mut self, text: &str, ink: Ink) {
        let text = self.written(text);
        self.push(&text, ink);
    }

    /// Ends the line; an empty one if nothing is on it.
    pub(super) fn end_line(&mut self) {
        self.end_word();
        self.blanks.clear();
        self.set(Ink::PLAIN);
        self.out.push('\n');
        self.column = 0;
    }

    pub(super) fn finish(mut self) -> String {
        if self.column > 0 || !self.word.is_empty() {
            self.end_line();
        }
        self.out
    }

    /// The program's own words in the signs that the paper can show.
    fn written<'words>(&self, words: &'words str) -> Cow<'words, str> {
        if !self.paper.is_ascii {
            return Cow::Borrowed(words);
        }
        let mut plain = String::with_capacity(words.len());
        for character in words.chars() {
            match ASCII.iter().find(|(sign, _)| *sign == character) {
                Some((_, instead)) => plain.push_str(instead),
                None => plain.push(character),
            }
        }
        Cow::Owned(plain)
    }

    fn add(&mut self, words: &str, ink: Ink) {
        for (position, part) in words.split(' ').enumerate() {
            if position > 0 {
                self.end_word();
                self.blanks.push(ink);
            }
            if !part.is_empty() {
                self.push(part, ink);
            }
        }
    }

    fn push(&mut self, text: &str, ink: Ink) {
        self.word_cells += cells(text);
        match self.word.last_mut() {
            Some((open, last)) if *last == ink => open.push_str(text),
            _ => self.word.push((text.to_owned(), ink)),
        }
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let width = self.paper.width.unwrap_or(usize::MAX);
        let is_long = self.column + self.blanks.len() + self.word_cells > width;
        if is_long && self.column > self.indent {
            self.break_line();
        }
        for ink in std::mem::take(&mut self.blanks) {
            self.set(ink);
            self.out.push(' ');
            self.column += 1;
        }
        for (text, ink) in std::mem::take(&mut self.word) {
            self.put(&text, ink, width);
        }
        self.word_cells = 0;
    }

    fn break_line(&mut self) {
        self.set(Ink::PLAIN);
        self.out.push('\n');
        self.out.push_str(&" ".repeat(self.indent));
        self.column = self.indent;
        self.blanks.clear();
    }

    /// Writes a word, broken anywhere where it is wider than a whole line.
    fn put(&mut self, text: &str, ink: Ink, width: usize) {
        self.set(ink);
        if self.column + cells(text) <= width {
            self.out.push_str(text);
            self.column += cells(text);
            return;
        }
        for letter in text.graphemes(true) {
            if self.column + cells(letter) > width && self.column > self.indent {
                self.break_line();
                self.set(ink);
            }
            self.out.push_str(letter);
            self.column += cells(letter);
        }
    }

    fn set(&mut self, ink: Ink) {
        let ink = if self.is_coloured() {
            ink
        } else {
            ink.without_marks()
        };
        if self.paper.letters.have_weights() && ink != self.ink {
            self.out.push_str(&ink.on());
            self.ink = ink;
        }
    }
}
