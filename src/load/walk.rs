//! Paths → files, folders in sorted order.
//!
//! Below a folder, hidden files and links to folders are passed over (so no loop of links is followed),
//! and so is what is no file. A path that was given is opened whatever it is.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::{LoadError, LoadFault, Place};

/// The files that some paths stand for, one by one.
#[derive(Debug)]
pub(super) struct Files {
    /// What is still to come, the next one last.
    pending: Vec<Step>,
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
        }
    }

    /// Puts the content of a folder next.
    fn enter(&mut self, folder: &Path) -> Result<(), LoadError> {
        let place = Place::file(folder.to_string_lossy());
        let unreadable = |reason| place.error(LoadFault::Unreadable { reason });
        let mut steps = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            if entry.file_name().to_string_lossy().starts_with('.') {
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
        if steps.is_empty() {
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
            let folder = match self.pending.pop()? {
                Step::Given(path) if path.is_dir() => path,
                Step::Folder(path) => path,
                Step::Given(path) | Step::File(path) => return Some(Ok(path)),
            };
            if let Err(error) = self.enter(&folder) {
                return Some(Err(error));
            }
        }
    }
}
