//! The last result written to a file or the clipboard; scripts read from a file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Done, Next, Output, Session};
use crate::ask::replace;
use crate::query::suggest::nearest;
use crate::render::footer::counted;
use crate::render::{OutputFormat, Page, render, render_page};
use crate::repl::answers::Answers;
use crate::repl::{clipboard, script};
use crate::value::Rows;

/// Endings of files that are offered.
const ENDINGS: [&str; 8] = ["csv", "tsv", "json", "jsonl", "xlsx", "md", "html", "txt"];

/// Files that may read one another.
const MOST_SCRIPTS: usize = 16;

/// The format that the name of a file asks for.
///
/// # Errors
/// A sentence for the user: the ending says nothing.
fn format_of(path: &Path) -> Result<OutputFormat, String> {
    let ending = path.extension().unwrap_or_default();
    let ending = ending.to_string_lossy().to_lowercase();
    OutputFormat::from_extension(&ending).ok_or_else(|| {
        let meant = nearest(&ending, ENDINGS).map(|it| format!(" did you mean `.{it}`?"));
        format!(
            "how to write {} is not clear from its ending;{} endings are .{}",
            path.display(),
            meant.unwrap_or_default(),
            ENDINGS.join(" .")
        )
    })
}

/// Rows as a file has them.
fn bytes_of(rows: &Rows, format: OutputFormat) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if format == OutputFormat::Html {
        render_page(rows, &mut bytes)?;
    } else {
        render(rows, format, Page::default(), &mut bytes)?;
    }
    Ok(bytes)
}

impl<A: Answers> Session<A> {
    /// `.export`
    pub(super) fn export(&mut self, path: &Path, output: &mut Output<'_>) -> io::Result<Done> {
        let Some(last) = self.results.last() else {
            return self.nothing_asked(output);
        };
        if let Some(missing) = last.what_is_missing() {
            return self.refuse(output, &missing);
        }
        let done = self.write_file(path, &last.rows, output)?;
        if done == Done::Answered && last.is_stopped {
            let line = "the answer was stopped: these are its first rows";
            writeln!(output.notes, "{line}")?;
        }
        Ok(done)
    }

    /// `.once`
    pub(super) fn set_once(&mut self, path: PathBuf, output: &mut Output<'_>) -> io::Result<Done> {
        if let Err(message) = format_of(&path) {
            return self.refuse(output, &message);
        }
        self.once = Some(path);
        Ok(Done::Answered)
    }

    /// Writes rows to a file, whole or not at all.
    pub(super) fn write_file(
        &self,
        path: &Path,
        rows: &Arc<Rows>,
        output: &mut Output<'_>,
    ) -> io::Result<Done> {
        let format = match format_of(path) {
            Ok(format) => format,
            Err(message) => return self.refuse(output, &message),
        };
        let is_there = path.exists();
        let written = Arc::clone(rows);
        let bytes = match self.patiently(move || bytes_of(&written, format)) {
            Ok(bytes) => bytes?,
            Err(given_up) => return self.give_up(&given_up, output),
        };
        if let Err(error) = replace(path, bytes) {
            return self.refuse(output, &format!("cannot write {}: {error}", path.display()));
        }
        let n_rows = counted(rows.records.len(), "row");
        let replaced = if is_there {
            ", in place of what it held"
        } else {
            ""
        };
        let line = format!("wrote {}: {n_rows}{replaced}", path.display());
        writeln!(output.notes, "{}", self.dim(&line))?;
        Ok(Done::Answered)
    }

    /// `.copy`: through the terminal, so that it works over a remote connection too.
    pub(super) fn copy(&mut self, output: &mut Output<'_>) -> io::Result<Done> {
        let Some(last) = self.results.last() else {
            return self.nothing_asked(output);
        };
        if !self.page.is_screen {
            return self.refuse(
                output,
                "there is no terminal to copy through; `.export FILE` writes a file",
            );
        }
        if let Some(missing) = last.what_is_missing() {
            return self.refuse(output, &missing);
        }
        let paper = (OutputFormat::Tsv, Page::default());
        let text = match self.drawn(&last.rows, None, Vec::new(), paper) {
            Ok(drawn) => drawn?.0,
            Err(given_up) => return self.give_up(&given_up, output),
        };
        if text.len() > clipboard::MOST_BYTES {
            let message = "this is more than a terminal takes for the clipboard; `.export FILE` writes a file";
            return self.refuse(output, message);
        }
        let n_rows = counted(last.rows.records.len(), "row");
        output
            .data
            .write_all(clipboard::sequence(&text).as_bytes())?;
        output.data.flush()?;
        let line = format!("copied {n_rows}, if your terminal allows it");
        writeln!(output.notes, "{}", self.dim(&line))?;
        Ok(Done::Answered)
    }

    /// `.read`: each question and command of a file, as if it were typed, up to the first that is wrong.
    pub(super) fn read_file(&mut self, path: &Path, output: &mut Output<'_>) -> io::Result<Next> {
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("cannot read {}: {error}", path.display());
                return self.refuse(output, &message).map(Next::Go);
            }
        };
        if self.n_scripts == MOST_SCRIPTS {
            let message = format!("{MOST_SCRIPTS} files read one another; does one read itself?");
            return self.refuse(output, &message).map(Next::Go);
        }
        self.n_scripts += 1;
        let origin = path.display().to_string();
        let ended = script::run(self, &mut text.as_slice(), &origin, output);
        self.n_scripts -= 1;
        let ended = ended?;
        Ok(if ended.is_quit {
            Next::Quit
        } else {
            Next::Go(ended.done)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_file_tells_its_format() {
        let format = |path: &str| format_of(Path::new(path));
        assert_eq!(format("a/b.CSV"), Ok(OutputFormat::Csv));
        assert_eq!(format("b.jsonl"), Ok(OutputFormat::JsonLines));
        assert!(
            format("b.jsno")
                .unwrap_err()
                .contains("did you mean `.json`?")
        );
        assert!(format("b").unwrap_err().contains("endings are .csv"));
    }
}
