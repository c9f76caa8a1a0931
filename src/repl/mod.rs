//! The interactive prompt: lines in, answers out.
//!
//! [`Session`] knows no terminal: it is given a whole input and writes what is to be seen. [`run`] reads
//! inputs, from a terminal with editing, history and completion, or from a pipe. What answers the
//! questions is behind [`Answers`], so that a session can be tested without a database.

mod answers;
mod clipboard;
mod command;
mod config;
mod editor;
mod helper;
mod lines;
mod output;
mod pager;
mod preferences;
mod script;
mod session;
mod settings;
mod stop;
mod terminal;
mod value;

use std::io::{self, IsTerminal, Write};

pub use answers::{Answers, Completion};
pub use editor::{Edited, edit};
pub use output::Output;
pub use pager::page;
pub use preferences::{PATIENCE, Preference, preferences, settings_file, with_preference};
pub use session::{Done, Next, Request, Session};
pub use value::{Missing, Typed};

use crate::query::parse::{Completeness, completeness};

/// Reads and answers until the input ends or `.quit` comes. Tells how what comes through a pipe was done: as its first
/// input that was not answered. On a terminal mistakes are part of it.
///
/// # Errors
/// The output cannot be written, or the terminal cannot be read.
pub fn run<A: Answers>(
    mut session: Session<A>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Done> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return terminal::run(session, out);
    }
    let mut output = Output {
        data: &mut *out,
        notes: err,
        height: None,
    };
    let mut input = io::stdin().lock();
    let ended = script::run(&mut session, &mut input, script::STDIN, &mut output)?;
    out.flush()?;
    Ok(ended.done)
}

/// Whether an input waits for more lines. A semicolon or an empty line at its end always runs it, and
/// a command is one line.
fn is_open(input: &str) -> bool {
    let is_command = input.trim_start().starts_with('.');
    let is_ended = input.trim_end().ends_with(';')
        || input
            .rsplit_once('\n')
            .is_some_and(|(_, last)| last.trim().is_empty());
    !is_command && !is_ended && completeness(input) == Completeness::Open
}

#[cfg(test)]
mod tests;
