//! The text with its marks, line by line.

use super::ink::Ink;
use super::mark::Mark;
use super::wrap::Writer;

/// Writes the text. `marks` are nested and in order.
pub(super) fn write(text: &str, marks: Vec<Mark>, writer: &mut Writer) {
    let mut layers = Layers {
        text,
        cursor: 0,
        open: Vec::new(),
        writer,
    };
    for mark in marks {
        layers.close_until(mark.span.start);
        layers.write_until(mark.span.start);
        layers.open(mark);
    }
    layers.close_until(text.len());
    layers.write_until(text.len());
    layers.writer.end_line();
}

struct Layers<'run> {
    text: &'run str,
    cursor: usize,
    /// Open marks, the innermost last.
    open: Vec<Mark>,
    writer: &'run mut Writer,
}

impl Layers<'_> {
    fn ink(&self) -> Ink {
        let sorts = self.open.iter().flat_map(|mark| &mark.sorts);
        sorts.fold(Ink::PLAIN, |ink, sort| ink.with(*sort))
    }

    fn open(&mut self, mark: Mark) {
        if !self.writer.is_coloured() {
            let bracket = if mark.is_continued { "[…" } else { "[" };
            self.writer.stick(bracket, Ink::PLAIN);
        }
        self.open.push(mark);
    }

    fn close_until(&mut self, place: usize) {
        while self.open.last().is_some_and(|mark| mark.span.end <= place) {
            let Some(end) = self.open.last().map(|mark| mark.span.end) else {
                return;
            };
            self.write_until(end);
            if let Some(mark) = self.open.pop() {
                self.close(&mark);
            }
        }
    }

    fn close(&mut self, mark: &Mark) {
        let labels = mark.labels.join(",");
        let more = if mark.goes_on { "…" } else { "" };
        if self.writer.is_coloured() {
            if !mark.goes_on {
                self.writer.stick(&format!("[{labels}]"), Ink::DIM);
            }
        } else if mark.span.is_empty() {
            self.writer.stick(&format!("{labels}]"), Ink::PLAIN);
        } else {
            self.writer.stick(&format!("{more} {labels}]"), Ink::PLAIN);
        }
    }

    fn write_until(&mut self, place: usize) {
        let ink = self.ink();
        let words = &self.text[self.cursor..place];
        for (position, line) in words.split('\n').enumerate() {
            if position > 0 {
                self.writer.end_line();
            }
            self.writer.quote(line, ink);
        }
        self.cursor = place;
    }
}
