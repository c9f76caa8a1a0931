//! Where a question comes from, whom it is asked, and how what is wrong with it is shown.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use super::exit::Failure;
use super::given::Given;
use crate::ask::{Asker, Trouble};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::render::diagnostic::{DiagnosticStyle, diagnostics};
use crate::store::Store;

/// A question as typed, of a file, or of standard input.
pub(super) fn source(typed: Option<&str>, file: Option<&Path>) -> Result<String, Failure> {
    if let Some(text) = typed.filter(|text| *text != "-") {
        return Ok(text.to_owned());
    }
    let text = match file {
        Some(path) => read_file(path)?,
        None => read_input()?,
    };
    Ok(without_mark(&text).to_owned())
}

/// A text without the mark that some editors put at its start.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Reads a text file.
pub(super) fn read_file(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path)
        .map_err(|error| Failure::Failed(format!("cannot read {}: {error}", path.display())))?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::Failed(format!("{} is not UTF-8 text", path.display())))
}

fn read_input() -> Result<String, Failure> {
    if io::stdin().is_terminal() {
        return Err(Failure::Question(
            "error: no question given; write it in quotes, name a file with -f, or pipe it in"
                .to_owned(),
        ));
    }
    let mut text = String::new();
    io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Failure::Failed(format!("cannot read standard input: {error}")))?;
    Ok(text)
}

/// The database that questions are asked, with these values of parameters.
pub(super) fn asker(given: &Given, parameters: BTreeMap<String, String>) -> Result<Asker, Failure> {
    let store =
        Store::open(&given.database()).map_err(|error| Failure::Failed(error.to_string()))?;
    Ok(Asker::new(store, given.today(), parameters))
}

/// How errors of a file, or of what was typed, are shown.
pub(super) fn style<'file>(file: Option<&'file Path>, given: &Given) -> DiagnosticStyle<'file> {
    DiagnosticStyle {
        letters: super::error_letters(),
        origin: file.and_then(Path::to_str),
        width: given.width.or_else(super::terminal_width),
    }
}

/// The failure that a trouble ends the program with.
pub(super) fn failure(trouble: Trouble, source: &str, style: DiagnosticStyle<'_>) -> Failure {
    match trouble {
        Trouble::Question(errors) => {
            let is_late =
                |error: &QueryError| matches!(error.kind, QueryErrorKind::TooExpensive { .. });
            let text = diagnostics(&errors, source, style);
            if errors.errors().iter().all(is_late) {
                Failure::Late(text)
            } else {
                Failure::Question(text)
            }
        }
        Trouble::Failed(reason) => Failure::Failed(reason),
        Trouble::Stopped(_) => Failure::Failed("stopped".to_owned()),
    }
}
