//! What several tests need: the program.

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
