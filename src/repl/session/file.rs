//! The last result written to a file or the clipboard; scripts read from a file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Output, Session, nothing_asked, refuse};
use crate::ask::replace;
use crate::query::suggest::nearest;
use crate::render::{OutputFormat, Page, render};
use crate::repl::answers::Answers;
use crate::repl::clipboard;
use crate::value::Rows;

/// Endings of files, with the format that each asks for.
const ENDINGS: [(&str, OutputFormat); 9] = [
    ("csv", OutputFormat::Csv),
    ("tsv", OutputFormat::Tsv),
    ("tab", OutputFormat::Tsv),
    ("json", OutputFormat::Json),
    ("jsonl", OutputFormat::JsonLines),
    ("ndjson", OutputFormat::JsonLines),
    ("md", OutputFormat::Markdown),
    ("markdown", OutputFormat::Markdown),
    ("txt", OutputFormat::Table),
];

/// The format that the name of a file asks for.
///
/// # Errors
/// A sentence for the user: the ending says nothing.
fn format_of(path: &Path) -> Result<OutputFormat, String> {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let found = ENDINGS.iter().find(|(known, _)| *known == ending);
    found.map(|(_, format)| *format).ok_or_else(|| {
        let known = || ENDINGS.iter().map(|(known, _)| *known);
        let meant = nearest(&ending, known()).map(|it| format!(" did you mean `.{it}`?"));
        let all: Vec<String> = known().map(|known| format!(".{known}")).collect();
        format!(
            "how to write {} is not clear from its ending;{} endings are {}",
            path.display(),
            meant.unwrap_or_default(),
            all.join(" ")
        )
    })
}

impl<A: Answers> Session<A> {
    /// `.export`
    pub(super) fn export(&mut self, path: &Path, output: &mut Output<'_>) -> io::Result<bool> {
        let Some(last) = &self.last else {
            return nothing_asked(output);
        };
        if let Some(missing) = last.what_is_missing() {
            return refuse(output, &missing);
        }
        let is_written = self.write_file(path, &last.rows, output)?;
        if is_written && last.is_stopped {
            let line = "the answer was stopped: these are its first rows";
            writeln!(output.notes, "{line}")?;
        }
        Ok(is_written)
    }

    /// `.once`
    pub(super) fn set_once(&mut self, path: PathBuf, output: &mut Output<'_>) -> io::Result<bool> {
        if let Err(message) = format_of(&path) {
            return refuse(output, &message);
        }
        self.once = Some(path);
        Ok(true)
    }

    /// Writes rows to a file, whole or not at all.
    pub(super) fn write_file(
        &self,
        path: &Path,
        rows: &Rows,
        output: &mut Output<'_>,
    ) -> io::Result<bool> {
        let format = match format_of(path) {
            Ok(format) => format,
            Err(message) => return refuse(output, &message),
        };
        let mut text = Vec::new();
        render(rows, format, Page::default(), &mut text)?;
        if let Err(error) = replace(path, &String::from_utf8_lossy(&text)) {
            return refuse(output, &format!("cannot write {}: {error}", path.display()));
        }
        let n_rows = rows.records.len();
        let noun = if n_rows == 1 { "row" } else { "rows" };
        let line = format!("wrote {}: {n_rows} {noun}", path.display());
        writeln!(output.notes, "{}", self.dim(&line))?;
        Ok(true)
    }

    /// `.copy`: through the terminal, so that it works over a remote connection too.
    pub(super) fn copy(&mut self, output: &mut Output<'_>) -> io::Result<bool> {
        let Some(last) = &self.last else {
            return nothing_asked(output);
        };
        if !self.page.is_screen {
            return refuse(
                output,
                "there is no terminal to copy through; `.export FILE` writes a file",
            );
        }
        if let Some(missing) = last.what_is_missing() {
            return refuse(output, &missing);
        }
        let mut text = Vec::new();
        render(&last.rows, OutputFormat::Tsv, Page::default(), &mut text)?;
        if text.len() > clipboard::MOST_BYTES {
            let message = "this is more than a terminal takes for the clipboard; `.export FILE` writes a file";
            return refuse(output, message);
        }
        let n_rows = last.rows.records.len();
        output
            .data
            .write_all(clipboard::sequence(&text).as_bytes())?;
        output.data.flush()?;
        let noun = if n_rows == 1 { "row" } else { "rows" };
        let line = format!("copied {n_rows} {noun}, if your terminal allows it");
        writeln!(output.notes, "{}", self.dim(&line))?;
        Ok(true)
    }

    /// `.read`
    pub(super) fn read_file(&mut self, path: &Path, output: &mut Output<'_>) -> io::Result<bool> {
        match fs::read_to_string(path) {
            Ok(text) => self.question(text.trim_start_matches('\u{feff}'), output),
            Err(error) => refuse(output, &format!("cannot read {}: {error}", path.display())),
        }
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
