//! A mistyped command looks like a database that is missing, and what stands behind it like the command.

use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory;
use clap::error::{Error, ErrorKind};

use super::args::Arguments;
use crate::query::suggest::nearest;

/// The command that may be meant by a word.
pub(super) fn meant(word: &str) -> Option<String> {
    let program = Arguments::command();
    let commands = program.get_subcommands().map(clap::Command::get_name);
    nearest(word, commands).map(str::to_owned)
}

/// What is to be said of arguments that are wrong because their first word is no command.
pub(super) fn command(error: &Error, words: &[OsString]) -> Option<String> {
    let is_one_too_many = matches!(
        error.kind(),
        ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument
    );
    if !is_one_too_many {
        return None;
    }
    let word = words.iter().skip(1).filter_map(|word| word.to_str());
    let word = word.into_iter().find(|word| !word.starts_with('-'))?;
    if Path::new(word).exists() {
        return None;
    }
    let meant = meant(word)?;
    Some(format!(
        "error: there is no command `{word}`; did you mean `{meant}`?"
    ))
}
