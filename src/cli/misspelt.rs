//! What somebody meant who typed a command that does not exist.

use std::ffi::OsString;
use std::path::Path;

use clap::error::ErrorKind;
use clap::{Arg, CommandFactory};

use super::args::Arguments;
use crate::model::suggest::nearest;
use crate::query::catalog::noun_word;

/// A better message than that of the parser of arguments, where there is one: it takes a word that is no command for a
/// database.
pub(super) fn explained(arguments: &[OsString], error: &clap::Error) -> Option<String> {
    let is_one_too_many = matches!(
        error.kind(),
        ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument
    );
    if !is_one_too_many {
        return None;
    }
    let words = bare(arguments);
    let mut words = words.iter().map(String::as_str);
    let word = words.next()?;
    if !is_command(word) {
        // A file that is there is a database, and something else is wrong.
        let is_meant = !Path::new(word).exists();
        return is_meant.then(|| format!("error: there is no command `{word}`{}", help(word)));
    }
    let name = words.next()?;
    (word == "show" && error.kind() == ErrorKind::InvalidSubcommand).then(|| {
        format!(
            "error: `show` takes what is to be shown first\n  \
             help: dateline show entity \"{name}\", or show article, event, quote or figure and its id"
        )
    })
}

/// The words that are neither options nor values of those that stand before every command.
fn bare(arguments: &[OsString]) -> Vec<String> {
    let program = Arguments::command();
    let takes_value = |word: &str| {
        let named = |option: &&Arg| {
            let long = option.get_long().map(|long| format!("--{long}"));
            let short = option.get_short().map(|short| format!("-{short}"));
            [long, short].iter().flatten().any(|name| name == word)
        };
        let option = program.get_arguments().find(named);
        option.is_some_and(|option| option.get_action().takes_values())
    };
    let mut found = Vec::new();
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if takes_value(&word) {
            words.next();
        } else if !word.starts_with('-') {
            found.push(word.into_owned());
        }
    }
    found
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
