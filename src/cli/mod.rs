//! The command line: arguments in, exit status out. Data goes to standard output, everything else to
//! standard error.

mod answer;
mod args;
mod banner;
mod check;
mod config;
mod demo;
mod entity;
mod eval;
mod eval_table;
mod exit;
mod export;
mod extract;
mod format;
mod given;
mod help;
mod learn;
mod lexicon;
mod lint;
mod load;
mod loads;
mod manual;
mod merge;
mod misspelt;
mod opener;
mod output;
mod own;
mod project;
mod prompt;
mod query;
mod question;
mod report;
mod rows;
mod run;
mod saved;
mod show;
mod stats;
mod topic;
mod turn;
mod verbose;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use crate::render::Letters;
use crate::render::cell::disarm;
use args::{Arguments, Command, ConfigCommand, EntityCommand, SavedCommand};
use exit::{Failure, Outcome};
use given::Given;
use output::OutputFile;

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
    if let Some(colour) = arguments.everywhere.colour {
        colour.choose();
    }
    let mut given = Given::new(arguments.everywhere, streams.err)?;
    if let Some(path) = arguments.opened {
        given.set_database(path);
    }
    given.script = arguments.script;
    let command = arguments.command;
    check_format(command.as_ref(), &given)?;
    match given.output.clone() {
        Some(path) if !writes_itself(command.as_ref()) => into_file(&path, command, given, streams),
        _ => run_command(command, given, streams),
    }
}

/// Whether a command makes its file itself, because what it writes depends on it.
fn writes_itself(command: Option<&Command>) -> bool {
    matches!(
        command,
        Some(
            Command::Query(_)
                | Command::Run(_)
                | Command::Report(_)
                | Command::Brief(_)
                | Command::Export(_)
        )
    )
}

/// Refuses a format where no rows and no file are written.
fn check_format(command: Option<&Command>, given: &Given) -> Result<(), Failure> {
    let has_rows = match command {
        Some(Command::Entity(entity)) => matches!(entity.command, EntityCommand::Corrections),
        Some(Command::Saved(saved)) => matches!(saved.command, SavedCommand::List),
        Some(Command::Config(config)) => matches!(config.command, ConfigCommand::Show),
        Some(Command::Lexicon(names)) => names.is_list(),
        None
        | Some(
            Command::Stats
            | Command::Loads(_)
            | Command::Schema(_)
            | Command::Help(_)
            | Command::Eval(_),
        ) => true,
        command => writes_itself(command),
    };
    match &given.format {
        Some(format) if !has_rows => Err(Failure::Question(format!(
            "error: no rows are written here: --format {} means nothing",
            format.word()
        ))),
        _ => Ok(()),
    }
}

/// Runs a command whose standard output goes into a file, which is there once it is whole.
fn into_file(
    path: &Path,
    command: Option<Command>,
    given: Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let cannot =
        |error: io::Error| Failure::Failed(format!("cannot write {}: {error}", path.display()));
    let mut file = OutputFile::create(path).map_err(cannot)?;
    let outcome = run_command(
        command,
        given,
        &mut Streams {
            out: &mut file,
            err: streams.err,
        },
    )?;
    if outcome != Outcome::Interrupted {
        file.finish().map_err(cannot)?;
    }
    Ok(outcome)
}

fn run_command(
    command: Option<Command>,
    given: Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    match command {
        Some(Command::Load(load)) => load::run(&load, &given, streams),
        Some(Command::Loads(loads)) => loads::run(&loads, &given, streams),
        Some(Command::Query(query)) => query::run(&query, &given, streams),
        Some(Command::Sql(sql)) => query::sql(&sql, &given, streams),
        Some(Command::Run(run)) => run::run(&run, &given, streams),
        Some(Command::Saved(command)) => saved::command(&command, &given, streams),
        Some(Command::Report(report)) => report::run(&report, &given, streams),
        Some(Command::Brief(brief)) => report::brief(&brief, &given, streams),
        Some(Command::Show(show)) => show::run(&show, &given, streams),
        Some(Command::Stats) => stats::run(&given, streams),
        Some(Command::Lint(lint)) => lint::run(&lint, &given, streams),
        Some(Command::Fmt(fmt)) => format::run(&fmt, streams),
        Some(Command::Schema(schema)) => query::schema(&schema, &given, streams),
        Some(Command::Help(help)) => help::run(help.topic.as_deref(), &given, streams),
        Some(Command::Check(check)) => check::run(&check, &given, streams),
        Some(Command::Export(export)) => export::run(&export, &given, streams),
        Some(Command::Merge(merge)) => merge::run(&merge, &given, streams),
        Some(Command::Extract(extract)) => extract::run(&extract, &given, streams),
        Some(Command::Learn(learn)) => learn::run(&learn, &given, streams),
        Some(Command::Lexicon(names)) => lexicon::run(&names, &given, streams),
        Some(Command::Entity(entity)) => entity::run(&entity, &given, streams),
        Some(Command::Eval(eval)) => eval::run(&eval, &given, streams),
        Some(Command::Demo(_)) => demo::run(given, streams),
        Some(Command::Config(config)) => config::run(&config, &given, streams),
        Some(Command::Completions(shell)) => manual::completions(&shell, streams),
        Some(Command::Man) => manual::man(streams),
        None => prompt::run(&given, streams),
    }
}

/// What the letters of errors can show: colours on a terminal, unless the user wants none.
fn error_letters() -> Letters {
    letters(&io::stderr())
}

/// What the letters of data can show.
fn output_letters() -> Letters {
    letters(&io::stdout())
}

/// What the letters of a stream can show. `NO_COLOR` is about colours alone: a terminal still knows bold and dim.
fn letters<Stream: anstream::stream::RawStream>(stream: &Stream) -> Letters {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let has_choice = anstream::ColorChoice::global() != anstream::ColorChoice::Auto;
    let has_weights = stream.is_terminal()
        && set("NO_COLOR").is_some()
        && set("TERM").is_some_and(|terminal| terminal != "dumb");
    match anstream::AutoStream::choice(stream) {
        anstream::ColorChoice::Never if has_weights && !has_choice => Letters::Weighted,
        anstream::ColorChoice::Never => Letters::Plain,
        _ => Letters::Coloured,
    }
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
