//! What several tests need: the program.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use rusqlite::Connection;

/// The program under test.
pub(crate) fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_dateline"))
}

/// A run of the program, cut off from the settings of whoever runs the tests.
pub(crate) fn dateline() -> Command {
    let mut command = Command::new(program());
    command.env_remove("DATELINE_DB").env("NO_COLOR", "1");
    command
}

/// Exit status, standard output and standard error of a run.
pub(crate) fn outcome(command: &mut Command) -> (i32, String, String) {
    let done = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        done.status.code().unwrap(),
        text(done.stdout),
        text(done.stderr),
    )
}

/// Exit status, standard output and standard error of a run in a folder, with its database.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    outcome(
        dateline()
            .args(arguments)
            .current_dir(folder)
            .env("DATELINE_DB", "news.db"),
    )
}

/// What a run prints that must do well.
pub(crate) fn done(folder: &Path, arguments: &[&str]) -> String {
    let (status, out, err) = run(folder, arguments);
    assert_eq!(status, 0, "{arguments:?}: {out}{err}");
    out
}

/// Checks the file itself, its references and its full-text tables.
pub(crate) fn assert_sound(database: &Path) {
    let connection = Connection::open(database).unwrap();
    let check: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(check, "ok");
    let mut broken = connection.prepare("PRAGMA foreign_key_check").unwrap();
    assert_eq!(broken.query_map([], |_| Ok(())).unwrap().count(), 0);
    for table in ["sentence_fts", "article_fts"] {
        if has_table(&connection, table) {
            let sql = format!("INSERT INTO {table} ({table}) VALUES ('integrity-check')");
            connection.execute_batch(&sql).unwrap();
        }
    }
}

/// A load that ended early may not have made it.
pub(crate) fn has_table(connection: &Connection, table: &str) -> bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1)";
    connection
        .query_row(sql, [table], |row| row.get(0))
        .unwrap()
}
