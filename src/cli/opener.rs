//! A file shown by the program that the desktop has for it.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Whoever fails does so within this time; a browser that stays open is not waited for.
const FAILS_WITHIN: Duration = Duration::from_millis(1_500);

/// Opens a file: by `$BROWSER`, else by what the desktop has. No shell sees the name.
///
/// # Errors
/// A sentence for the user: there is nothing that opens it.
pub(super) fn open(path: &Path) -> Result<(), String> {
    let whole = path
        .canonicalize()
        .map_err(|error| format!("cannot open {}: {error}", path.display()))?;
    let mut reason = None;
    for words in openers() {
        let mut words = words.into_iter();
        let Some(program) = words.next() else {
            continue;
        };
        match start(Command::new(&program).args(words).arg(&whole)) {
            Ok(()) => return Ok(()),
            Err(wrong) => reason = reason.or(Some(format!("{program}: {wrong}"))),
        }
    }
    let reason = reason.unwrap_or_default();
    Err(format!(
        "cannot open {} ({reason}); open it yourself, or name a program with BROWSER",
        whole.display()
    ))
}

/// The programs that may open it, with their own arguments, in the order in which they are tried.
fn openers() -> Vec<Vec<String>> {
    let line = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    // Several are separated as folders of a path are.
    let own = env::var("BROWSER").unwrap_or_default();
    let own = own.split(':').filter(|text| !text.trim().is_empty());
    let usual: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        &["rundll32 url.dll,FileProtocolHandler"]
    } else {
        &["xdg-open", "gio open", "wslview"]
    };
    own.chain(usual.iter().copied()).map(line).collect()
}

/// Starts a program and sees whether it fails at once.
fn start(command: &mut Command) -> Result<(), String> {
    let command = command.stdin(Stdio::null()).stdout(Stdio::null());
    let spawned = command.stderr(Stdio::null()).spawn();
    let mut child = spawned.map_err(|error| error.to_string())?;
    let started = Instant::now();
    while started.elapsed() < FAILS_WITHIN {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(status.to_string()),
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(())
}
