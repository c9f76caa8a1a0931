//! A text in the user's pager.

use std::env;
use std::io::{self, ErrorKind, Write};
use std::process::{Command, Stdio};

/// What less says below the text, instead of a colon that says nothing.
const PROMPT: &str = "arrows move, q goes back";

/// Shows a text in `$DATELINE_PAGER`, `$PAGER` or `less`, and waits until the user leaves it.
///
/// # Errors
/// It cannot be started.
pub fn page(text: &str, is_wide: bool) -> io::Result<()> {
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let line = ["DATELINE_PAGER", "PAGER"].into_iter().find_map(set);
    let line = line.unwrap_or_else(|| "less".to_owned());
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("less"));
    command.args(words).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        // Colours pass, long lines are cut and can be scrolled, and the text stays on the screen. What is wide is not
        // seen whole where it ends below the screen's last line.
        let leaves = if is_wide { "" } else { "F" };
        command.env("LESS", format!("{leaves}RSXPs{PROMPT}$"));
    }
    // Keys that were meant for the prompt start no editor and no shell there.
    command.env("LESSSECURE", "1");
    let mut pager = command.spawn()?;
    if let Some(mut input) = pager.stdin.take() {
        match input.write_all(text.as_bytes()) {
            // Who leaves the pager early has read enough.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    pager.wait().map(|_| ())
}
