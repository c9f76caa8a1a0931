//! What somebody meant who typed a command that does not exist.

use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::args::Arguments;
use crate::model::suggest::nearest;
use crate::query::catalog::noun_word;

/// A better message than that of the parser of arguments, where there is one: it takes a word that is no command for a
/// database.
pub(super) fn explained(arguments: &[OsString], error: &clap::Error) -> Option<String> {
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    match error.kind() {
        ErrorKind::ArgumentConflict => {
            let word = words.find(|word| !word.starts_with('-'))?;
            // A file that is there is a database, and something else is wrong.
            let is_meant = !is_command(&word) && !Path::new(word.as_ref()).exists();
            is_meant.then(|| format!("error: there is no command `{word}`{}", help(&word)))
        }
        ErrorKind::InvalidSubcommand => {
            let mut words = words.filter(|word| !word.starts_with('-'));
            let (group, name) = (words.next()?, words.next()?);
            (group == "show").then(|| {
                format!(
                    "error: `show` takes what is to be shown first\n  \
                     help: dateline show entity \"{name}\", or show article, event, quote or figure and its id"
                )
            })
        }
        _ => None,
    }
}

/// The hint that follows a word that is neither a command nor a database.
pub(super) fn help(word: &str) -> String {
    let command = Arguments::command();
    let names: Vec<&str> = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let first = word.split_whitespace().next().unwrap_or(word);
    if let Some(name) = nearest(word, names) {
        format!("\n  help: did you mean `dateline {name}`?")
    } else if noun_word(first).is_some() {
        format!(
            "\n  help: ask a question with `dateline query \"{word}\"`, or open the prompt with `dateline FILE.db`"
        )
    } else {
        "\n  help: `dateline --help` lists the commands".to_owned()
    }
}

fn is_command(word: &str) -> bool {
    let command = Arguments::command();
    let mut names = command.get_subcommands().map(clap::Command::get_name);
    names.any(|name| name == word)
}
