//! `dateline fmt`: scripts → the same scripts as everybody writes them.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::Streams;
use super::args::Fmt;
use super::exit::{Failure, Outcome};
use crate::ask::replace;
use crate::query::format::format;
use crate::render::diagnostic::{DiagnosticStyle, diagnostics};
use crate::report::Source;

/// What standard input is called.
const INPUT: &str = "standard input";

/// What became of the scripts.
#[derive(Default)]
struct Tally {
    /// What is wrong with scripts that do not parse.
    errors: Vec<String>,
    /// Why files could not be read or written.
    reasons: Vec<String>,
    n_changed: usize,
}

/// Runs the command.
pub(super) fn run(arguments: &Fmt, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut tally = Tally::default();
    if arguments.paths.is_empty() {
        tally.input(arguments.check, streams)?;
    }
    for path in &arguments.paths {
        if path == Path::new("-") {
            tally.input(arguments.check, streams)?;
        } else {
            tally.file(path, arguments.check, streams)?;
        }
    }
    tally.end(arguments.check, streams)
}

impl Tally {
    fn input(&mut self, is_check: bool, streams: &mut Streams<'_>) -> io::Result<()> {
        let mut text = String::new();
        if let Err(error) = io::stdin().read_to_string(&mut text) {
            self.reasons.push(format!("cannot read {INPUT}: {error}"));
            return Ok(());
        }
        let Some(formatted) = self.formatted(&text, INPUT) else {
            return Ok(());
        };
        if !is_check {
            return write!(streams.out, "{formatted}");
        }
        self.checked(&text, &formatted, INPUT, streams)
    }

    fn file(&mut self, path: &Path, is_check: bool, streams: &mut Streams<'_>) -> io::Result<()> {
        let name = path.display().to_string();
        let text = match fs::read(path).map(String::from_utf8) {
            Ok(Ok(text)) => text,
            Ok(Err(_)) => {
                self.reasons.push(format!("{name} is not UTF-8 text"));
                return Ok(());
            }
            Err(error) => {
                self.reasons.push(format!("cannot read {name}: {error}"));
                return Ok(());
            }
        };
        let Some(formatted) = self.formatted(&text, &name) else {
            return Ok(());
        };
        if is_check {
            return self.checked(&text, &formatted, &name, streams);
        }
        if text != formatted
            && let Err(error) = replace(path, &formatted)
        {
            self.reasons.push(format!("cannot write {name}: {error}"));
        }
        Ok(())
    }

    fn checked(
        &mut self,
        text: &str,
        formatted: &str,
        name: &str,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        if text == formatted {
            return Ok(());
        }
        self.n_changed += 1;
        writeln!(streams.out, "{name}")
    }

    fn formatted(&mut self, text: &str, name: &str) -> Option<String> {
        match format(text) {
            Ok(formatted) => Some(formatted),
            Err(_) if Source::is_report(text) => {
                self.errors.push(super::report::not_a_script(name));
                None
            }
            Err(errors) => {
                let style = DiagnosticStyle {
                    letters: super::error_letters(),
                    origin: Some(name),
                    width: None,
                };
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                self.errors.push(diagnostics(&errors, text, style));
                None
            }
        }
    }

    fn end(self, is_check: bool, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
        for reason in &self.reasons {
            writeln!(streams.err, "error: {reason}")?;
        }
        if !self.errors.is_empty() {
            return Err(Failure::Question(self.errors.join("\n\n")));
        }
        if !self.reasons.is_empty() || is_check && self.n_changed > 0 {
            return Err(Failure::Reported);
        }
        Ok(Outcome::Done)
    }
}
