//! A text in the user's editor.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempPath;

/// What a text has become in an editor, and the file in which it was edited.
#[derive(Debug)]
pub struct Edited {
    /// The text, without blanks at its end.
    pub text: String,
    file: TempPath,
}

impl Edited {
    /// Leaves the file where it is, and tells where; it is deleted otherwise.
    ///
    /// # Errors
    /// The system does not let go of it.
    pub fn keep(self) -> io::Result<PathBuf> {
        self.file.keep().map_err(|error| error.error)
    }
}

/// Opens a text in `$DATELINE_EDITOR`, `$VISUAL` or `$EDITOR`, and gives what it has become.
///
/// # Errors
/// No editor can be started, or it ended badly.
pub fn edit(text: &str) -> io::Result<Edited> {
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let line = ["DATELINE_EDITOR", "VISUAL", "EDITOR"]
        .into_iter()
        .find_map(set);
    let line = line.unwrap_or_else(|| "vi".to_owned());
    let mut file = tempfile::Builder::new()
        .prefix("question-")
        .suffix(".dq")
        .tempfile()?;
    writeln!(file, "{text}")?;
    file.flush()?;
    let mut words = line.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = Command::new(program).args(words).arg(file.path()).status();
    let status = status.map_err(|error| {
        let kind = error.kind();
        io::Error::new(
            kind,
            format!("cannot start the editor `{program}`: {error}; set EDITOR"),
        )
    })?;
    if !status.success() {
        return Err(io::Error::other(format!(
            "the editor `{program}` ended badly"
        )));
    }
    // Read by its name: an editor may have put another file in its place.
    let file = file.into_temp_path();
    let text = std::fs::read_to_string(&file)?.trim_end().to_owned();
    Ok(Edited { text, file })
}
