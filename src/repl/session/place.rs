//! Where an input stands, and what is said of one that is not answered: with its place where it is a part of a
//! script, as somebody who typed it needs none.

use std::borrow::Cow;
use std::io;

use super::question::number_of;
use super::{Done, Output, Session};
use crate::ask::Trouble;
use crate::query::error::{Diagnostics, QueryError, QueryErrorKind, Warning};
use crate::render::cell::clean;
use crate::render::diagnostic::{DiagnosticStyle, diagnostics, fault, warning};
use crate::render::in_lines;
use crate::repl::answers::Answers;
use crate::span::Span;

/// An input in a script.
#[derive(Debug, Clone, Default)]
pub(in crate::repl) struct Place {
    /// What the script is called.
    pub(in crate::repl) origin: String,
    /// Lines of it before the input.
    pub(in crate::repl) lines_before: usize,
    /// The input, as it stands there.
    pub(in crate::repl) input: String,
}

impl Place {
    /// A text that has an excerpt of the input in the line where the script has it, and the byte where the excerpt begins.
    fn source(&self, excerpt: &str) -> Option<(String, usize)> {
        let at = self.input.find(excerpt)?;
        let before = "\n".repeat(self.lines_before);
        Some((format!("{before}{}", self.input), self.lines_before + at))
    }
}

impl<A: Answers> Session<A> {
    /// The source that errors in an input are shown with, and the byte where the input begins in it.
    fn source<'text>(&self, input: &'text str) -> (Cow<'text, str>, usize) {
        let placed = self.place.as_ref().and_then(|place| place.source(input));
        placed.map_or((Cow::Borrowed(input), 0), |(source, start)| {
            (Cow::Owned(source), start)
        })
    }

    pub(super) fn style(&self) -> DiagnosticStyle<'_> {
        DiagnosticStyle {
            letters: self.letters,
            origin: self.place.as_ref().map(|place| place.origin.as_str()),
            width: self.page().width,
        }
    }

    /// A text of our own in the signs that the screen knows, and in lines that it has room for.
    pub(super) fn lines(&self, text: &str) -> String {
        if !self.page.is_ascii {
            return in_lines(text, self.page.width, 0);
        }
        let text = text.replace(" · ", " | ").replace('…', "...");
        in_lines(&text, self.page.width, 0)
    }

    /// An error or warning in the signs that the screen knows.
    fn told(&self, text: String) -> String {
        if !self.page.is_ascii {
            return text;
        }
        let is_quoted = |line: &str| {
            let start = line.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ' ');
            start.starts_with('|')
        };
        let lines = text.lines().map(|line| {
            if is_quoted(line) {
                // As wide as before: there are marks below it.
                line.replace('…', "~")
            } else {
                line.replace('…', "...")
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Shows what went wrong with an input that stands `offset` bytes into the compiled script.
    pub(super) fn trouble(
        &self,
        trouble: &Trouble,
        input: &str,
        offset: usize,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        match trouble {
            Trouble::Question(errors) => {
                let text = self.errors(errors, input, offset);
                writeln!(output.notes, "{}", self.told(text))?;
                let mut unknown = errors.errors().iter().filter_map(result_of);
                if let Some(number) = unknown.next()
                    && !self.results.has_been(number)
                {
                    let help = format!("  = help: {}", self.results.why_missing(number));
                    writeln!(output.notes, "{}", self.lines(&help))?;
                }
                // A question that takes too long compiles nevertheless.
                let is_late =
                    |error: &QueryError| matches!(error.kind, QueryErrorKind::TooExpensive { .. });
                Ok(if errors.errors().iter().any(is_late) {
                    Done::Failed
                } else {
                    Done::Wrong
                })
            }
            Trouble::Stopped(_) => {
                writeln!(output.notes, "stopped")?;
                Ok(Done::Failed)
            }
            Trouble::Failed(reason) => {
                if self.place.is_some() {
                    return self.refuse(output, reason);
                }
                let reason = format!("error: {}", clean(reason));
                writeln!(output.notes, "{}", self.lines(&reason))?;
                Ok(Done::Failed)
            }
        }
    }

    /// The errors in an input, after those in what was defined before it.
    fn errors(&self, errors: &Diagnostics, input: &str, offset: usize) -> String {
        let is_earlier = |error: &&QueryError| offset > 0 && error.span.end < offset;
        let (earlier, own): (Vec<&QueryError>, Vec<&QueryError>) =
            errors.errors().iter().partition(is_earlier);
        let style = DiagnosticStyle {
            origin: None,
            ..self.style()
        };
        let earlier = earlier.into_iter().cloned().collect();
        let earlier = Diagnostics::new(earlier)
            .map(|errors| diagnostics(&errors, &self.definitions_for(input), style));
        let (source, start) = self.source(input);
        let own = own.into_iter().map(|error| QueryError {
            kind: error.kind.clone(),
            span: moved_span(error.span, offset, start),
        });
        let own = Diagnostics::new(own.collect())
            .map(|errors| diagnostics(&errors, &source, self.style()));
        let texts: Vec<String> = earlier.into_iter().chain(own).collect();
        texts.join("\n\n")
    }

    /// Shows a warning about an input that stands `offset` bytes into the compiled script.
    pub(super) fn warn(
        &self,
        found: &Warning,
        input: &str,
        offset: usize,
        output: &mut Output<'_>,
    ) -> io::Result<()> {
        let (source, start) = self.source(input);
        let mut found = found.clone();
        found.span = moved_span(found.span, offset, start);
        let text = warning(&found, &source, self.style());
        writeln!(output.notes, "{}", self.told(text))
    }

    /// Says why something is not done.
    pub(super) fn refuse(&self, output: &mut Output<'_>, message: &str) -> io::Result<Done> {
        let source = self.place.as_ref();
        let source = source.and_then(|place| place.source(place.input.trim()));
        match source {
            Some((source, start)) => {
                let end = source[start..]
                    .find('\n')
                    .map_or(source.len(), |at| start + at);
                let end = start + source[start..end].trim_end().len();
                let text = fault(
                    message,
                    None,
                    (&source, Span::new(start, end)),
                    self.style(),
                );
                writeln!(output.notes, "{text}")?;
            }
            None => writeln!(output.notes, "{}", self.lines(&clean(message)))?,
        }
        Ok(Done::Failed)
    }

    /// Says why an input cannot be read.
    pub(super) fn reject(&self, output: &mut Output<'_>, message: &str) -> io::Result<Done> {
        self.refuse(output, message)?;
        Ok(Done::Wrong)
    }

    /// Says that there is no result yet.
    pub(super) fn nothing_asked(&self, output: &mut Output<'_>) -> io::Result<Done> {
        self.refuse(output, "nothing has been asked yet")
    }
}

/// The number of the result that an unknown name would be.
fn result_of(error: &QueryError) -> Option<usize> {
    match &error.kind {
        QueryErrorKind::UnknownSource { name, .. } => number_of(name),
        _ => None,
    }
}

/// A place `offset` bytes into a script as one in a source where the same input begins at `start`.
fn moved_span(span: Span, offset: usize, start: usize) -> Span {
    let moved = |byte: usize| start + byte.saturating_sub(offset);
    Span::new(moved(span.start), moved(span.end))
}
