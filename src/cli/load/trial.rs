//! A load that changes nothing: it is done to a copy of the database, which is thrown away.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::exit::Failure;

/// A copy of a database, gone when this is dropped.
pub(super) struct Trial {
    _folder: TempDir,
    database: PathBuf,
}

impl Trial {
    /// Copies a database that nobody writes to; an empty place where there is none yet.
    pub(super) fn of(database: &Path) -> Result<Self, Failure> {
        let make = || -> std::io::Result<Self> {
            let folder = tempfile::tempdir()?;
            let copy = folder.path().join("trial.db");
            // What was committed last may still stand in the log.
            for suffix in ["", "-wal"] {
                let part = with_suffix(database, suffix);
                if part.exists() {
                    fs::copy(part, with_suffix(&copy, suffix))?;
                }
            }
            Ok(Self {
                _folder: folder,
                database: copy,
            })
        };
        make().map_err(|error| {
            Failure::Failed(format!(
                "{} cannot be copied for a trial: {error}; TMPDIR names a folder with more room",
                database.display()
            ))
        })
    }

    /// The copy.
    pub(super) fn database(&self) -> &Path {
        &self.database
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
