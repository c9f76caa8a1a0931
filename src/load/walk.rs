//! Paths → files, folders in sorted order.
//!
//! Below a folder, hidden files and links to folders are passed over (so no loop of links is followed),
//! and so is what is no file. A path that was given is opened whatever it is.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{LoadError, LoadFault, Place};

/// The files that some paths stand for, one by one.
#[derive(Debug)]
pub(super) struct Files {
    /// What is still to come, the next one last.
    pending: Vec<Step>,
    /// A database, by its folder and name: it and the files whose names begin with it are passed over.
    database: Option<(PathBuf, OsString)>,
}

#[derive(Debug)]
enum Step {
    Given(PathBuf),
    Folder(PathBuf),
    File(PathBuf),
}

impl Files {
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        Self {
            pending: paths.iter().rev().cloned().map(Step::Given).collect(),
            database: None,
        }
    }

    pub(super) fn pass_over(&mut self, database: Option<&Path>) {
        self.database = database.and_then(|path| {
            let whole = fs::canonicalize(path).ok()?;
            Some((whole.parent()?.to_owned(), whole.file_name()?.to_owned()))
        });
    }

    /// Whether a file of this folder is the database, or belongs to it.
    fn is_passed_over(&self, folder: Option<&Path>, name: &OsStr) -> bool {
        self.database
            .as_ref()
            .is_some_and(|(its_folder, database)| {
                let name = name.as_encoded_bytes();
                let rest = name.strip_prefix(database.as_encoded_bytes());
                let is_its = |rest| [&b""[..], b"-wal", b"-shm", b".rejected.csv"].contains(&rest);
                folder == Some(its_folder) && rest.is_some_and(is_its)
            })
    }

    /// Puts the content of a folder next.
    fn enter(&mut self, folder: &Path) -> Result<(), LoadError> {
        let place = Place::file(folder.to_string_lossy());
        let unreadable = |reason| place.error(LoadFault::Unreadable { reason });
        let mut steps = Vec::new();
        let whole = self
            .database
            .as_ref()
            .and_then(|_| fs::canonicalize(folder).ok());
        let mut has_others = false;
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if self.is_passed_over(whole.as_deref(), &entry.file_name()) {
                has_others = true;
                continue;
            }
            let path = entry.path();
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            if path.is_dir() {
                if !is_link {
                    steps.push(Step::Folder(path));
                }
            } else if path.is_file() || !path.exists() {
                steps.push(Step::File(path));
            }
        }
        if steps.is_empty() && !has_others {
            return Err(place.error(LoadFault::EmptyFolder));
        }
        steps.sort_by(|a, b| b.path().cmp(a.path()));
        self.pending.extend(steps);
        Ok(())
    }
}

impl Step {
    fn path(&self) -> &Path {
        match self {
            Self::Given(path) | Self::Folder(path) | Self::File(path) => path,
        }
    }
}

impl Iterator for Files {
    type Item = Result<PathBuf, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (folder, is_given) = match self.pending.pop()? {
                Step::Given(path) if path.is_dir() => (path, true),
                Step::Folder(path) => (path, false),
                Step::Given(path) | Step::File(path) => return Some(Ok(path)),
            };
            match self.enter(&folder) {
                // Who names a folder expects something in it; one among others may well be empty.
                Err(error) if is_given || !matches!(error.fault, LoadFault::EmptyFolder) => {
                    return Some(Err(error));
                }
                _ => {}
            }
        }
    }
}
