//! `dateline lint`: scripts are compiled without being run.

use std::path::Path;

use super::Streams;
use super::args::Lint;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::question::{read_file, without_mark};
use crate::query::Options;
use crate::query::lint::lint;
use crate::query::names::Names;
use crate::render::diagnostic::{DiagnosticStyle, diagnostics, warning};
use crate::report::Source;
use crate::store::Store;

/// Runs the command.
pub(super) fn run(
    arguments: &Lint,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let store = given.named_database().map(|(path, _)| Store::open(&path));
    let store = store.transpose();
    let store = store.map_err(|error| Failure::Failed(error.to_string()))?;
    if store.is_none() && !given.is_quiet() {
        writeln!(
            streams.err,
            "names are not checked: no database is given with --db"
        )?;
    }
    let options = Options {
        now: given.today(),
        parameters: arguments.parameters.iter().cloned().collect(),
        ..Options::default()
    };
    let names = store.as_ref().map(|store| store as &dyn Names);
    let mut errors = Vec::new();
    let mut is_unread = false;
    for path in &arguments.paths {
        match read_file(path) {
            Ok(text) => errors.extend(check(path, without_mark(&text), names, &options, streams)?),
            Err(failure) => {
                is_unread = true;
                writeln!(streams.err, "error: {failure}")?;
            }
        }
    }
    if !errors.is_empty() {
        return Err(Failure::Question(errors.join("\n\n")));
    }
    if is_unread {
        return Err(Failure::Reported);
    }
    Ok(Outcome::Done)
}

/// Says what is worth saying about a file, and gives what is wrong with it.
fn check(
    path: &Path,
    text: &str,
    names: Option<&dyn Names>,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<Option<String>, Failure> {
    let name = path.display().to_string();
    if Source::is_report(text) {
        return Ok(Some(super::report::not_a_script(&name)));
    }
    let style = DiagnosticStyle {
        letters: super::error_letters(),
        origin: Some(&name),
        width: None,
    };
    let found = lint(text, names, options);
    for one in &found.warnings {
        writeln!(streams.err, "{}\n", warning(one, text, style))?;
    }
    Ok(found.errors.map(|errors| diagnostics(&errors, text, style)))
}
