//! Saved questions: a folder of scripts `NAME.dq`, each with its parameters and a title in its first
//! comment.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::query::ast::StatementKind;
use crate::query::error::Diagnostics;
use crate::query::format::format;
use crate::query::parse::parse;

/// Characters that a name may have.
const LONGEST_NAME: usize = 64;

/// A folder of saved questions. It need not exist before something is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuestions {
    folder: PathBuf,
}

/// A saved question as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuestion {
    /// What it is called.
    pub name: String,
    /// Its first comment; empty without one.
    pub title: String,
    /// Its parameters as declared: `$who: entity = @islamic-state`.
    pub parameters: Vec<String>,
}

/// Why a question is not saved or read.
#[derive(Debug, thiserror::Error)]
pub enum SavedError {
    /// The name cannot be that of a file everywhere.
    #[error(
        "`{name}` is no name for a question: use letters, digits, `-` and `_`, \
         with a letter or digit first"
    )]
    Name {
        /// As typed.
        name: String,
    },
    /// There is none of that name.
    #[error("there is no saved question `{name}`{hint}", hint = known_names(.similar.as_deref(), .known))]
    Missing {
        /// As typed.
        name: String,
        /// One of nearly that name.
        similar: Option<String>,
        /// All that there are.
        known: Vec<String>,
    },
    /// Another is called so.
    #[error(
        "another question is saved as `{name}`; replace it with --force, or choose another name"
    )]
    Taken {
        /// The name.
        name: String,
    },
    /// The script does not parse.
    #[error("the question does not parse")]
    Question(Diagnostics),
    /// The folder or a file in it cannot be used.
    #[error("cannot use {}: {error}", path.display())]
    Unusable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

fn known_names(similar: Option<&str>, known: &[String]) -> String {
    match similar {
        Some(similar) => format!(": did you mean `{similar}`?"),
        None if known.is_empty() => "; none is saved yet".to_owned(),
        None => format!(" (saved: {})", known.join(", ")),
    }
}

impl SavedQuestions {
    /// Those in a folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where they are unless told otherwise: `dateline/queries` among the user's data.
    pub fn usual_folder() -> Option<PathBuf> {
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let home = || variable("HOME").map(|home| PathBuf::from(home).join(".local/share"));
        let data = variable("XDG_DATA_HOME").or_else(|| variable("APPDATA"));
        let data = data.map(PathBuf::from).filter(|data| data.is_absolute());
        Some(data.or_else(home)?.join("dateline/queries"))
    }

    /// The file of a question.
    ///
    /// # Errors
    /// [`SavedError::Name`]
    pub fn path(&self, name: &str) -> Result<PathBuf, SavedError> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let is_name = name.starts_with(char::is_alphanumeric)
            && name.chars().all(is_part)
            && name.chars().count() <= LONGEST_NAME;
        if is_name {
            Ok(self.folder.join(format!("{name}.dq")))
        } else {
            let name = name.to_owned();
            Err(SavedError::Name { name })
        }
    }

    /// All of them by name.
    ///
    /// # Errors
    /// [`SavedError::Unusable`]
    pub fn list(&self) -> Result<Vec<SavedQuestion>, SavedError> {
        let mut all = Vec::new();
        for name in self.names()? {
            let text = self.read(&name)?;
            all.push(described(name, &text));
        }
        Ok(all)
    }

    /// The script of a question, as saved.
    ///
    /// # Errors
    /// [`SavedError::Name`], [`SavedError::Missing`], [`SavedError::Unusable`]
    pub fn read(&self, name: &str) -> Result<String, SavedError> {
        let path = self.path(name)?;
        match fs::read_to_string(&path) {
            Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(self.missing(name)),
            Err(error) => Err(SavedError::Unusable { path, error }),
        }
    }

    /// Saves a script in its form; tells whether anything changed. Another of that name is replaced only
    /// if `is_forced`.
    ///
    /// # Errors
    /// Any but [`SavedError::Missing`].
    pub fn add(&self, name: &str, script: &str, is_forced: bool) -> Result<bool, SavedError> {
        let path = self.path(name)?;
        let text = format(script).map_err(SavedError::Question)?;
        match self.read(name) {
            Ok(known) if known == text => return Ok(false),
            Ok(_) if !is_forced => {
                let name = name.to_owned();
                return Err(SavedError::Taken { name });
            }
            Ok(_) | Err(SavedError::Missing { .. }) => {}
            Err(other) => return Err(other),
        }
        let written = fs::create_dir_all(&self.folder).and_then(|()| replace(&path, &text));
        written.map_err(|error| SavedError::Unusable { path, error })?;
        Ok(true)
    }

    /// Deletes a question.
    ///
    /// # Errors
    /// [`SavedError::Name`], [`SavedError::Missing`], [`SavedError::Unusable`]
    pub fn remove(&self, name: &str) -> Result<(), SavedError> {
        let path = self.path(name)?;
        match fs::remove_file(&path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(self.missing(name)),
            Err(error) => Err(SavedError::Unusable { path, error }),
        }
    }

    fn names(&self) -> Result<Vec<String>, SavedError> {
        let unusable = |error| SavedError::Unusable {
            path: self.folder.clone(),
            error,
        };
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(unusable(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let path = entry.map_err(unusable)?.path();
            let is_script = path.extension().is_some_and(|end| end == "dq");
            let name = path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            names.extend(name.filter(|name| is_script && self.path(name).is_ok()));
        }
        names.sort();
        Ok(names)
    }

    fn missing(&self, name: &str) -> SavedError {
        let known = self.names().unwrap_or_default();
        let similar = crate::query::suggest::nearest(name, known.iter().map(String::as_str));
        SavedError::Missing {
            name: name.to_owned(),
            similar: similar.map(str::to_owned),
            known,
        }
    }
}

fn described(name: String, text: &str) -> SavedQuestion {
    let comment = text.lines().map(str::trim).find(|line| !line.is_empty());
    let title = comment.and_then(|line| line.strip_prefix('#'));
    let statements = parse(text).map_or_else(|_| Vec::new(), |script| script.statements);
    let parameters = statements.iter().filter_map(|statement| {
        let is_parameter = matches!(statement.kind, StatementKind::Param { .. });
        let typed = statement.span.of(text);
        is_parameter.then(|| typed.find('$').map_or(typed, |at| &typed[at..]).to_owned())
    });
    SavedQuestion {
        name,
        title: title.unwrap_or_default().trim().to_owned(),
        parameters: parameters.collect(),
    }
}

/// Puts bytes in the place of a file, whole or not at all; the file may be new. A link stays a link, and
/// the permissions of what is replaced stay.
///
/// # Errors
/// The folder or the file cannot be written.
pub fn replace(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|known| !known.is_file()) {
        // A device or a pipe is written to as it is.
        return fs::OpenOptions::new()
            .write(true)
            .open(path)?
            .write_all(bytes.as_ref());
    }
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // In the same folder, so that it can be moved over the other in one step.
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let written = write_new(&beside, bytes.as_ref())
        .and_then(|()| match fs::metadata(&path) {
            Ok(known) => fs::set_permissions(&beside, known.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // It may not have been made at all.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
