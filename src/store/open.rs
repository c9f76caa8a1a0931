//! Opening a database: for writing, made if absent; for reading, never made and never changed.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags};

use super::completion::CompletionCell;
use super::migration::{APPLICATION_ID, LATEST, migrate, version};
use super::watch::Watch;
use super::{Store, StoreError};

/// How long to wait for another program's transaction.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Statements that are kept ready: more than a load has.
const STATEMENTS: usize = 256;

/// The page cache of whoever writes: what a hundred articles touch of a database of millions.
pub(super) const WRITING: &str = "PRAGMA cache_size = -262144";

impl Store {
    /// Opens a database for loading; makes the file if there is none, and brings the schema of an
    /// older one up to date.
    ///
    /// # Errors
    /// The file is something else, of a newer version, locked, or cannot be written.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        if path.is_dir() {
            let path = path.to_owned();
            return Err(StoreError::Folder { path });
        }
        check_head(path)?;
        let fail = |error| StoreError::of(path, error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(fail)?;
        connection.busy_timeout(PATIENCE).map_err(fail)?;
        if !is_empty(&connection).map_err(fail)? {
            check(&connection, path)?;
        }
        connection
            .execute_batch(
                "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
                 PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 16384; PRAGMA threads = 2;",
            )
            .and_then(|()| connection.execute_batch(WRITING))
            .map_err(fail)?;
        // Otherwise a statement that compares a column with a parameter is compiled anew for every value.
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .map_err(fail)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        migrate(&mut connection, path)?;
        let mut store = Self {
            connection,
            path: path.to_owned(),
            watch: Watch::new(),
            completion: CompletionCell::default(),
        };
        store.end_bulk()?;
        Ok(store)
    }

    /// Opens a database for reading. Works beside a running load, and in a folder that cannot be
    /// written to. Statements that do anything but read are refused.
    ///
    /// # Errors
    /// There is no such file, it is something else, or it is of another version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let fail = |error| StoreError::of(path, error);
        let mut connection = open_reader(path)?;
        // SQLite sorts as much at a time as the cache holds and hears no interrupt meanwhile: 16 MB took half a second on a
        // busy machine, 4 MB a tenth of one. All of a sort takes no longer, and what is read is mapped.
        connection
            .execute_batch(
                "PRAGMA query_only = ON; PRAGMA cache_size = -4096;
                 PRAGMA mmap_size = 2147418112; PRAGMA threads = 2;",
            )
            .map_err(fail)?;
        super::functions::define(&connection).map_err(fail)?;
        connection.authorizer(Some(only_reading)).map_err(fail)?;
        let watch = Watch::new();
        watch.attach(&mut connection).map_err(fail)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            watch,
            completion: CompletionCell::default(),
        })
    }
}

/// A connection that reads a database of this version.
pub(super) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let fail = |error| StoreError::of(path, error);
    if !path.exists() {
        let path = path.to_owned();
        return Err(StoreError::Missing { path });
    }
    if path.is_dir() {
        let path = path.to_owned();
        return Err(StoreError::Folder { path });
    }
    if path.metadata().is_ok_and(|file| file.len() == 0) {
        let path = path.to_owned();
        return Err(StoreError::Empty { path });
    }
    check_head(path)?;
    let connection = open_read_only(path)?;
    connection.busy_timeout(PATIENCE).map_err(fail)?;
    if is_empty(&connection).map_err(fail)? {
        let path = path.to_owned();
        return Err(StoreError::NotOurs { path });
    }
    let found = check(&connection, path)?;
    if found < LATEST {
        return Err(StoreError::TooOld {
            path: path.to_owned(),
            found,
            known: LATEST,
        });
    }
    Ok(connection)
}

/// SQLite takes a file that is shorter than a page for an empty database, whatever is in it.
fn check_head(path: &Path) -> Result<(), StoreError> {
    const HEAD: &[u8] = b"SQLite format 3\0";
    let mut head = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(HEAD.len() as u64).read_to_end(&mut head));
    if read.is_ok() && !head.is_empty() && head != HEAD {
        let path = path.to_owned();
        return Err(StoreError::NotADatabase { path });
    }
    Ok(())
}

/// A reader of a WAL database needs its shared-memory file. Where that can neither be found nor made,
/// nobody is writing, and the file may be read as it stands.
fn open_read_only(path: &Path) -> Result<Connection, StoreError> {
    let fail = |error| StoreError::of(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(fail)?;
    let error = match version(&connection) {
        Ok(_) => return Ok(connection),
        Err(error) => StoreError::of(path, error),
    };
    let log = path.with_file_name(format!(
        "{}-wal",
        path.file_name().unwrap_or_default().to_string_lossy()
    ));
    let has_log = log.metadata().is_ok_and(|log| log.len() > 0);
    if has_log || !matches!(error, StoreError::Unusable { .. }) {
        return Err(error);
    }
    let address = format!("file:{}?immutable=1", percent_encoded(path));
    Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI).map_err(fail)
}

/// The characters that mean something in a file address, written by their codes.
fn percent_encoded(path: &Path) -> String {
    let mut encoded = String::new();
    for character in path.to_string_lossy().chars() {
        match character {
            '%' => encoded.push_str("%25"),
            '?' => encoded.push_str("%3f"),
            '#' => encoded.push_str("%23"),
            other => encoded.push(other),
        }
    }
    encoded
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    let n_tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(n_tables == 0)
}

/// The schema version of a database that is ours and not too new.
fn check(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let fail = |error| StoreError::of(path, error);
    let application: i64 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(fail)?;
    if application != APPLICATION_ID {
        let path = path.to_owned();
        return Err(StoreError::NotOurs { path });
    }
    let found = version(connection).map_err(fail)?;
    if found > LATEST {
        return Err(StoreError::TooNew {
            path: path.to_owned(),
            found,
            known: LATEST,
        });
    }
    Ok(found)
}

/// The second lock beside the read-only file: no statement attaches, changes or configures anything.
/// The full-text index asks for `data_version` itself.
fn only_reading(context: AuthContext<'_>) -> Authorization {
    match context.action {
        // A transaction holds what several statements read in one state.
        AuthAction::Select
        | AuthAction::Read { .. }
        | AuthAction::Recursive
        | AuthAction::Transaction { .. }
        | AuthAction::Pragma {
            pragma_name: "data_version",
            ..
        } => Authorization::Allow,
        AuthAction::Function { function_name } if function_name != "load_extension" => {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    }
}
