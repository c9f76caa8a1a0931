//! Whether a database is what it was written to be: the file, what its rows say of one another, and what
//! is derived of them.
//!
//! A new derived table gets its check in [`statements`] where one statement finds what is wrong, else a
//! module of its own in [`DERIVED`]; and a line in [`rebuild`].

mod article;
mod copies;
mod counts;
mod damage;
mod file;
mod index;
mod links;
mod rebuild;
mod statements;
mod sums;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Result};

use super::StoreError;
pub use damage::Damage;
pub(super) use sums::AGAIN as SUM_AGAIN;

/// Examples that are named of what is wrong.
const NAMED: usize = 5;

/// What was looked at, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What was looked at.
    pub name: &'static str,
    /// What was found.
    pub finding: Finding,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// All is as it should be.
    Sound,
    /// Something is not.
    Wrong {
        /// How many rows or messages.
        count: u64,
        /// The first few, by public id or as SQLite says it.
        examples: Vec<String>,
    },
    /// Not up to date yet, after a load that was cut off; the next load or a rebuild ends its work.
    Waiting {
        /// How many articles or indexes wait.
        count: u64,
    },
    /// It could not be looked at, though nothing shows that it is wrong.
    Unchecked {
        /// Why.
        reason: String,
    },
    /// The file could not be read there.
    Unreadable {
        /// What SQLite says.
        reason: String,
    },
}

impl Finding {
    /// Whether the database is not what it should be.
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong { .. } | Self::Unreadable { .. })
    }
}

/// What is wrong of one kind, as it is found.
#[derive(Debug, Clone, Default)]
struct Faults {
    count: u64,
    examples: Vec<String>,
}

impl Faults {
    fn add(&mut self, example: impl FnOnce() -> String) {
        self.count += 1;
        if self.examples.len() < NAMED {
            self.examples.push(example());
        }
    }

    fn finding(self) -> Finding {
        if self.count == 0 {
            return Finding::Sound;
        }
        Finding::Wrong {
            count: self.count,
            examples: self.examples,
        }
    }
}

/// How thorough a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thoroughness {
    /// The file's structure, references, and what waits.
    Quick,
    /// Every row.
    Full,
}

/// A database opened to be looked at. Nothing is written to it.
#[derive(Debug)]
pub struct Inspection {
    connection: Connection,
    path: PathBuf,
}

type Derived = (&'static str, fn(&Connection) -> Result<Finding>);

/// What is derived and takes more than a statement to check.
const DERIVED: &[Derived] = &[
    ("links", links::check),
    ("counts", counts::check),
    ("sums", sums::check),
];

impl Inspection {
    /// Opens a database.
    ///
    /// # Errors
    /// As [`super::Store::open`].
    pub fn open(path: &Path) -> std::result::Result<Self, StoreError> {
        let connection = super::open::open_reader(path)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
        })
    }

    /// Makes the checks and tells of each what it found, in order.
    pub fn check(&self, how: Thoroughness, tell: &mut dyn FnMut(Checked)) {
        let connection = &self.connection;
        let mut told = |name: &'static str, found: Result<Finding>| {
            let finding = found.unwrap_or_else(|error| unreadable(&error));
            tell(Checked { name, finding });
        };
        told("file", file::structure(connection, how));
        told("references", file::references(connection));
        if how == Thoroughness::Full {
            match article::check(connection) {
                Ok(findings) => {
                    for (name, finding) in findings {
                        told(name, Ok(finding));
                    }
                }
                Err(error) => told("texts", Err(error)),
            }
            for (name, sql) in statements::CHECKS {
                told(name, statements::check(connection, sql));
            }
            told("names", article::check_names(connection));
            told("search index", index::check(connection, &self.path));
            for (name, check) in DERIVED {
                told(name, check(connection));
            }
        }
        for (name, sql) in statements::WAITING {
            told(name, statements::waiting(connection, sql));
        }
    }

    /// What of a damaged file can still be read.
    pub fn damage(&self) -> Damage {
        damage::survey(&self.connection)
    }
}

fn unreadable(error: &rusqlite::Error) -> Finding {
    Finding::Unreadable {
        reason: error.to_string(),
    }
}
