//! How far grouping is, and whether it is still wanted.

use rusqlite::{Error, Result, ffi};

/// What grouping is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupStep {
    /// Articles are compared with those that share words with them.
    #[default]
    Texts,
    /// Events are compared with those of the same place and time.
    Events,
    /// Quotes and figures are put with those that say the same.
    Words,
}

/// How far grouping is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupProgress {
    /// What it is at.
    pub step: GroupStep,
    /// Articles or events that are compared.
    pub n_done: usize,
    /// Articles or events that are known to be compared; 0 where they are not counted.
    pub n_all: usize,
}

/// Tells somebody how far it is, who may end it.
pub(super) struct Pace<'run> {
    goes_on: &'run mut dyn FnMut(GroupProgress) -> bool,
    progress: GroupProgress,
}

impl<'run> Pace<'run> {
    pub(super) fn new(goes_on: &'run mut dyn FnMut(GroupProgress) -> bool) -> Self {
        Self {
            goes_on,
            progress: GroupProgress::default(),
        }
    }

    pub(super) fn begin(&mut self, step: GroupStep) -> Result<()> {
        self.progress = GroupProgress {
            step,
            ..GroupProgress::default()
        };
        self.check()
    }

    pub(super) fn reach(&mut self, n_done: usize, n_all: usize) -> Result<()> {
        self.progress = GroupProgress {
            n_done,
            n_all,
            ..self.progress
        };
        self.check()
    }

    /// Ends the work as SQLite ends a statement that is no longer wanted.
    pub(super) fn check(&mut self) -> Result<()> {
        if (self.goes_on)(self.progress) {
            return Ok(());
        }
        let code = ffi::Error::new(ffi::SQLITE_INTERRUPT);
        Err(Error::SqliteFailure(code, None))
    }
}
