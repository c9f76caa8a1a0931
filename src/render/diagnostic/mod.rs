//! Errors and warnings of a query, with its source → text with a caret under the place and a remedy
//! below it. What they say stands in [`message`], what to do in [`remedy`].

pub mod lesson;
mod message;
mod name;
mod remedy;

use annotate_snippets::renderer::Style;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::Letters;
use super::cell::{cells, clean};
use super::table::broken;
use crate::query::error::{Diagnostics, QueryError, Warning};
use crate::span::Span;

/// Characters of a long line that are shown on either side of the place.
const CONTEXT: usize = 200;
/// Messages are not broken into lines narrower than this.
const NARROWEST: usize = 20;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DiagnosticStyle<'a> {
    /// What the letters of the terminal can show.
    pub letters: Letters,
    /// What the source is called where it is not what was just typed: a file.
    pub origin: Option<&'a str>,
    /// The width that messages are broken to, at words, in terminal cells; not at all where it is not known.
    pub width: Option<usize>,
}

/// Writes all errors of a source, each with a blank line after it but the last.
///
/// ```
/// use dateline::query::parse::parse;
/// use dateline::render::diagnostic::{DiagnosticStyle, diagnostics};
///
/// let source = "articles | were title ~ \"x\"";
/// let text = diagnostics(&parse(source).unwrap_err(), source, DiagnosticStyle::default());
/// assert!(text.starts_with("error[E001]: there is no stage `were`"));
/// assert!(text.contains("help: did you mean `where`?"));
/// ```
pub fn diagnostics(errors: &Diagnostics, source: &str, style: DiagnosticStyle<'_>) -> String {
    let texts: Vec<String> = errors
        .errors()
        .iter()
        .map(|error| query_error(error, source, style))
        .collect();
    texts.join("\n\n")
}

/// Writes one error of a source, without a line end after it.
pub fn query_error(error: &QueryError, source: &str, style: DiagnosticStyle<'_>) -> String {
    let note = Note {
        level: Level::ERROR,
        code: Some(error.kind.code()),
        title: message::of_error(&error.kind),
        help: remedy::of_error(&error.kind),
    };
    note.render(source, error.span, style)
}

/// Writes one warning about a source, without a line end after it.
pub fn warning(warning: &Warning, source: &str, style: DiagnosticStyle<'_>) -> String {
    let note = Note {
        level: Level::WARNING,
        code: Some(warning.kind.code()),
        title: message::of_warning(&warning.kind),
        help: remedy::of_warning(&warning.kind),
    };
    note.render(source, warning.span, style)
}

/// Writes what is wrong with a text that is no query, without a line end after it: a title, a remedy if there is one, and
/// the place in the text.
pub fn fault(
    title: &str,
    help: Option<String>,
    (source, span): (&str, Span),
    style: DiagnosticStyle<'_>,
) -> String {
    let note = Note {
        level: Level::ERROR,
        code: None,
        title: title.to_owned(),
        help: help.into_iter().collect(),
    };
    note.render(source, span, style)
}

struct Note {
    level: Level<'static>,
    code: Option<&'static str>,
    title: String,
    help: Vec<String>,
}

impl Note {
    fn render(self, source: &str, span: Span, style: DiagnosticStyle<'_>) -> String {
        let excerpt = Excerpt::new(source, span).fitted(style.width);
        let snippet = Snippet::source(excerpt.text)
            .line_start(excerpt.line)
            .path(style.origin.map(clean))
            .annotation(AnnotationKind::Primary.span(excerpt.span.into()));
        let helps = self.help.into_iter();
        let helps = helps.map(|help| Level::HELP.message(lines(&help, HELP, style)));
        let title = lines(&self.title, TITLE, style);
        let title = self.level.primary_title(title);
        let title = match self.code {
            Some(code) => title.id(code),
            None => title,
        };
        let report = [title.element(snippet).elements(helps)];
        let renderer = match style.letters {
            Letters::Coloured => Renderer::styled(),
            Letters::Weighted => weighted(),
            Letters::Plain => Renderer::plain(),
        };
        renderer.render(&report)
    }
}

/// Without colours: what is bold among them is bold.
fn weighted() -> Renderer {
    let bold = Style::new().bold();
    Renderer::plain()
        .error(bold)
        .warning(bold)
        .help(bold)
        .emphasis(bold)
}

/// The cells before a help, and before a title with its code.
const HELP: usize = "  = help: ".len();
const TITLE: usize = "warning[W001]: ".len();

/// A message in lines that fit beside what stands before it.
fn lines(message: &str, before: usize, style: DiagnosticStyle<'_>) -> String {
    let message = clean(message);
    match style.width.map(|width| width.saturating_sub(before)) {
        Some(room) if room >= NARROWEST => broken(&message, room).join("\n"),
        _ => message,
    }
}

/// The line of a source in which a place begins, safe for a terminal.
struct Excerpt {
    text: String,
    /// The place, in bytes of `text`.
    span: Span,
    /// Its number, from 1.
    line: usize,
}

impl Excerpt {
    fn new(source: &str, span: Span) -> Self {
        let start = floor(source, span.start);
        let line_start = source[..start].rfind('\n').map_or(0, |end| end + 1);
        let line_end = source[start..]
            .find('\n')
            .map_or(source.len(), |end| start + end);
        let end = floor(source, span.end).clamp(start, line_end);
        let (before, is_cut_before) = tail(&source[line_start..start]);
        let (inside, _) = head(&source[start..end]);
        let (after, is_cut_after) = head(&source[start + inside.len()..line_end]);
        let mark = |is_cut| if is_cut { "…" } else { "" };
        let before = format!("{}{}", mark(is_cut_before), clean(before));
        let inside = clean(inside);
        let place = Span::new(before.len(), before.len() + inside.len());
        let line = 1 + source[..line_start].matches('\n').count();
        let text = format!("{before}{inside}{}{}", clean(after), mark(is_cut_after));
        Self {
            text,
            span: place,
            line,
        }
    }
}

impl Excerpt {
    /// The excerpt with no more around its place than a page of this width has room for beside the line's number: a line
    /// that goes on in the next one would tear its carets off.
    fn fitted(self, width: Option<usize>) -> Self {
        let gutter = self.line.to_string().len() + " | ".len();
        let room = width.map(|width| width.saturating_sub(gutter));
        let room = room.filter(|room| (NARROWEST..cells(&self.text)).contains(room));
        let Some(room) = room else {
            return self;
        };
        let (before, rest) = self.text.split_at(self.span.start);
        let (inside, after) = rest.split_at(self.span.end - self.span.start);
        // A mark on either side.
        let inside = start_of(inside, room - 2);
        let left = room - 2 - cells(inside);
        let n_before = cells(before).min(left - cells(after).min(left / 3));
        let (short_before, short_after) =
            (end_of(before, n_before), start_of(after, left - n_before));
        let mark = |is_whole| if is_whole { "" } else { "…" };
        let start = format!("{}{short_before}", mark(short_before == before));
        let end = format!("{short_after}{}", mark(short_after == after));
        Self {
            span: Span::new(start.len(), start.len() + inside.len()),
            text: format!("{start}{inside}{end}"),
            line: self.line,
        }
    }
}

/// As much of a text as so many cells hold.
fn start_of(text: &str, room: usize) -> &str {
    let ends = text
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    let end = ends.take_while(|end| cells(&text[..*end]) <= room).last();
    &text[..end.unwrap_or(0)]
}

/// As much of the end of a text as so many cells hold.
fn end_of(text: &str, room: usize) -> &str {
    let starts = text.char_indices().rev().map(|(at, _)| at);
    let start = starts
        .take_while(|start| cells(&text[*start..]) <= room)
        .last();
    &text[start.unwrap_or(text.len())..]
}

/// The nearest character boundary at or before a byte.
fn floor(source: &str, byte: usize) -> usize {
    let mut byte = byte.min(source.len());
    while !source.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// The first characters of a text, and whether some were left out.
fn head(text: &str) -> (&str, bool) {
    match text.char_indices().nth(CONTEXT) {
        Some((end, _)) => (&text[..end], true),
        None => (text, false),
    }
}

/// The last characters of a text, and whether some were left out.
fn tail(text: &str) -> (&str, bool) {
    match text.char_indices().nth_back(CONTEXT) {
        Some((start, character)) => (&text[start + character.len_utf8()..], true),
        None => (text, false),
    }
}

#[cfg(test)]
mod tests;
