//! What several tests need: the program, and material that lies beside the project.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The program under test.
pub fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_dateline"))
}

/// A run of the program, cut off from the settings of whoever runs the tests.
pub fn dateline() -> Command {
    let mut command = Command::new(program());
    command.env_remove("DATELINE_DB").env("NO_COLOR", "1");
    command
}

/// A path in the folder of given material beside the project, or `None`, said once on standard error,
/// where that is absent.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("skipped: {} is not beside the project", found.display());
    None
}
