//! The command line: arguments in, exit status out. Data goes to standard output, everything else to
//! standard error.

mod answer;
mod args;
mod check;
mod demo;
mod entity;
mod eval;
mod eval_table;
mod exit;
mod export;
mod extract;
mod format;
mod help;
mod learn;
mod lexicon;
mod lint;
mod load;
mod loads;
mod manual;
mod merge;
mod misspelt;
mod output;
mod own;
mod prompt;
mod query;
mod report;
mod saved;
mod show;
mod topic;
mod turn;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::render::cell::disarm;
use args::{Arguments, Command};
use exit::Failure;
use exit::Outcome;

/// Where a command writes.
pub(crate) struct Streams<'run> {
    /// Standard output: data.
    pub(crate) out: &'run mut dyn Write,
    /// Standard error: everything else.
    pub(crate) err: &'run mut dyn Write,
}

/// Runs the program with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        Err(error) => {
            if let Some(message) = misspelt::explained(&typed, &error) {
                // Nothing is left to be done if even standard error cannot be written.
                let _ = writeln!(io::stderr(), "{}", disarm(&message));
                return ExitCode::from(2);
            }
            // Help and version are not failures; clap knows which stream and status each has.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr();
    let result = dispatch(
        arguments,
        &mut Streams {
            out: &mut out,
            err: &mut err,
        },
    );
    let result = result.and_then(|outcome| Ok(out.flush().map(|()| outcome)?));
    exit::report(result, &mut err)
}

fn dispatch(arguments: Arguments, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    if let Some(colour) = arguments.colour {
        colour.choose();
    }
    match arguments.command {
        Some(Command::Load(load)) => load::run(&load, streams),
        Some(Command::Loads(loads)) => loads::run(&loads, streams),
        Some(Command::Query(query)) => query::run(&query, streams),
        Some(Command::Sql(sql)) => query::sql(&sql, streams),
        Some(Command::Run(run)) => saved::run(&run, streams),
        Some(Command::Saved(command)) => saved::command(&command, streams),
        Some(Command::Report(report)) => report::run(&report, streams),
        Some(Command::Brief(brief)) => report::brief(&brief, streams),
        Some(Command::Show(show)) => show::run(&show, streams),
        Some(Command::Lint(lint)) => lint::run(&lint, streams),
        Some(Command::Fmt(fmt)) => format::run(&fmt, streams),
        Some(Command::Schema(schema)) => query::schema(&schema, streams),
        Some(Command::Help(help)) => help::run(help.topic.as_deref(), streams),
        Some(Command::Check(check)) => check::run(&check, streams),
        Some(Command::Export(export)) => export::run(&export, streams),
        Some(Command::Merge(merge)) => merge::run(&merge, streams),
        Some(Command::Extract(extract)) => extract::run(&extract, streams),
        Some(Command::Learn(learn)) => learn::run(&learn, streams),
        Some(Command::Lexicon(names)) => lexicon::run(&names, streams),
        Some(Command::Entity(entity)) => entity::run(&entity, streams),
        Some(Command::Eval(eval)) => eval::run(&eval, streams),
        Some(Command::Demo(demo)) => demo::run(&demo, streams),
        Some(Command::Completions(shell)) => manual::completions(&shell, streams),
        Some(Command::Man) => manual::man(streams),
        None => prompt::run(&arguments.database, !arguments.no_config, streams),
    }
}

/// Whether errors are shown in colours: on a terminal, unless the user wants none.
fn is_coloured() -> bool {
    anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never
}

/// Whether data is shown in colours: on a terminal, unless the user wants none.
fn is_output_coloured() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// The width of the terminal that data goes to; nothing is fitted to a width elsewhere.
fn terminal_width() -> Option<usize> {
    let asked = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    io::stdout()
        .is_terminal()
        .then(|| asked.or_else(crate::render::terminal_width))
        .flatten()
}

/// Whether the locale says that the terminal knows no signs but ASCII; one that says nothing does not.
fn is_ascii() -> bool {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    locale.is_some_and(|locale| !locale.to_lowercase().replace('-', "").contains("utf8"))
}
