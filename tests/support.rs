//! What several tests need: the program.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

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
