//! Loads take turns: a lock file beside the database, held while one is at work.
//!
//! The lock is the system's, so one that a killed program held is free. Where locks cannot be had (some
//! network drives), loads go on without and take turns batch by batch.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Between two looks at the lock.
const PAUSE: Duration = Duration::from_millis(50);

/// The lock files that this program holds.
static HELD: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The right to load into a database, until it is dropped.
#[derive(Debug)]
pub struct Turn {
    /// None where no lock can be had.
    held: Option<(File, PathBuf)>,
}

impl Turn {
    /// Takes the turn for this database; while another program has it, asks `goes_on` again and again, and
    /// gives up when that says no.
    pub fn take(database: &Path, goes_on: &mut dyn FnMut() -> bool) -> Option<Self> {
        let path = lock_file(database);
        loop {
            let Ok(file) = File::create(&path) else {
                return Some(Self { held: None });
            };
            match file.try_lock() {
                Ok(()) if is_still_there(&file, &path) => {
                    held().push(path.clone());
                    let held = Some((file, path));
                    return Some(Self { held });
                }
                // The one who had it took the file away.
                Ok(()) => {}
                Err(TryLockError::Error(_)) => return Some(Self { held: None }),
                Err(TryLockError::WouldBlock) => {
                    if !goes_on() {
                        return None;
                    }
                    thread::sleep(PAUSE);
                }
            }
        }
    }
}

impl Turn {
    /// Takes the lock files of this program away, which is about to end at once.
    pub fn abandon_all() {
        for path in held().drain(..) {
            let _ = fs::remove_file(path);
        }
    }
}

fn held() -> MutexGuard<'static, Vec<PathBuf>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some((_, path)) = &self.held {
            held().retain(|held| held != path);
            // One that cannot be taken away is taken over by the next.
            let _ = fs::remove_file(path);
        }
    }
}

/// Hidden, so that a folder that holds its own database is not loaded with it.
fn lock_file(database: &Path) -> PathBuf {
    let name = database.file_name().unwrap_or_default().to_string_lossy();
    database.with_file_name(format!(".{name}.lock"))
}

/// Whether the path still names the locked file.
#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(locked), Ok(named)) => (locked.dev(), locked.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_there(_: &File, path: &Path) -> bool {
    path.exists()
}
