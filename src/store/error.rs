//! What can go wrong with a database, with the file where it went wrong.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a database cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("no database at {}; make one with `dateline load PATH --db {}`", .path.display(), .path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The path is a folder.
    #[error("{} is a folder, not a database; load it with `dateline load {} --db news.db`", .path.display(), .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// The file is empty.
    #[error("{} is empty; load news into it with `dateline load PATH --db {}`", .path.display(), .path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is no SQLite database.
    #[error("{} is not a database", .path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is an SQLite database of another program.
    #[error("{} is a database, but not one made by Dateline", .path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file was made by a later version of this program.
    #[error("{} has schema version {found}; this program reads up to {known}: use a newer Dateline", .path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The latest version known here.
        known: i64,
    },
    /// The file was made by an earlier version, and was opened for reading.
    #[error("{} has schema version {found}, older than {known}: run `dateline load` on it once to bring it up to date", .path.display())]
    TooOld {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The version expected here.
        known: i64,
    },
    /// The file's pages are not what SQLite wrote.
    #[error("{} is damaged ({reason}): `dateline check --db {}` says what is lost, `dateline export --salvage --db {} -o saved.jsonl` writes what can be read", .path.display(), .path.display(), .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
    /// Another program is writing.
    #[error("{} is locked: another program is writing to it", .path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// No room is left; what was committed before is safe.
    #[error("no room left on the disk of {}: everything up to the last finished batch is kept; make room and run the same command to go on", .path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be read or written.
    #[error("cannot open {}: {reason}; the file must be readable, and to load, it and its folder must be writable", .path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Stopped by [`super::Interrupt`].
    #[error("stopped")]
    Interrupted,
    /// Stopped by [`super::TimeLimit`].
    #[error("stopped because it took too long")]
    OutOfTime {
        /// Rows of whole tables that the statement had read by then. What it found through an index
        /// is not among them, so there were at least so many.
        rows_read: u64,
    },
    /// More tables, columns or levels than SQLite takes in one statement.
    #[error("the question is too large for one statement")]
    TooLarge,
    /// A statement that SQLite does not understand, which no user has written.
    #[error(
        "{reason}: that is a mistake of Dateline, not yours; please report the question, with what `sql` before it shows"
    )]
    Misbuilt {
        /// What SQLite says, without the statement.
        reason: String,
    },
    /// A result column holds what its type does not allow.
    #[error("the column `{column}` holds a value of another type than announced")]
    BadValue {
        /// Name of the column.
        column: String,
    },
    /// An id is already taken by a fact of another article.
    #[error("the {noun} id `{id}` already belongs to another article")]
    IdTaken {
        /// event, quote or figure.
        noun: &'static str,
        /// The id.
        id: String,
    },
    /// SQLite refuses the work for another reason.
    #[error("{}: {source}", .path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Names what an error of SQLite means for the file.
    pub(super) fn of(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotADatabase { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::DatabaseCorrupt) => {
                let reason = source.to_string();
                Self::Damaged { path, reason }
            }
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
                let reason = source.to_string();
                Self::Unusable { path, reason }
            }
            _ if is_limit(&source) => Self::TooLarge,
            _ => match source {
                rusqlite::Error::SqlInputError { msg, .. } => Self::Misbuilt { reason: msg },
                source => Self::Sqlite { path, source },
            },
        }
    }

    /// Whether the next article would meet the same error, so that going on makes no sense.
    pub fn is_fatal(&self) -> bool {
        !matches!(self, Self::IdTaken { .. })
    }
}

/// Whether SQLite refuses a statement for its size alone.
fn is_limit(source: &rusqlite::Error) -> bool {
    const WORDS: [&str; 10] = [
        "too large",
        "too deep",
        "too many",
        "tables in a join",
        "stack overflow",
        "Recursion limit",
        "too big",
        "too long",
        "too complex",
        "too much",
    ];
    let text = match source {
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    };
    WORDS.iter().any(|word| text.contains(word))
}
