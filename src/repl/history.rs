//! Where the inputs of earlier runs are kept.

use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;

/// The history file: `$XDG_STATE_HOME/dateline/history`, else below `~/.local/state`. Its folder is
/// made if it is missing. `None` where the machine has no such place.
pub(super) fn file() -> Option<PathBuf> {
    let state = env::var_os("XDG_STATE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".local/state")))?;
    let folder = state.join("dateline");
    fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}

/// Makes the file readable by its owner alone, since it tells what somebody asks about.
pub(super) fn protect(path: &std::path::Path) -> io::Result<()> {
    let file = fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    drop(file);
    Ok(())
}
