//! What was typed on the command line, and nothing else.

mod ask;
mod everywhere;
mod export;
mod keep;
mod load;
mod report;
mod script;
mod show;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::exit::Failure;
use crate::render::OutputFormat;
use crate::render::columnar::IS_BUILT_IN;

pub(super) use ask::{
    Asked, Fmt, Help, Lint, Output, Query, Run, Saved, SavedCommand, SavedFolder, Schema, Sql,
    SqlDialect, zone,
};
pub(super) use everywhere::Everywhere;
pub(super) use export::{Export, Exported, Link};
pub(super) use keep::{Check, Merge};
pub(super) use load::{Demo, Eval, Extract, Learn, Load, Loads};
pub(super) use report::{Brief, Report};
pub(super) use script::Script;
pub(super) use show::{Entity, EntityCommand, Show, ShowCommand};

/// Ask a folder of news who did what to whom, when, where, and according to whom.
#[derive(Debug, Parser)]
#[command(name = "dateline", version)]
#[command(disable_help_subcommand = true)]
#[command(
    after_help = "Exit status: 0 done, 1 failed, 2 wrong usage or a query that does not \
    compile, 3 loaded but some input was rejected, 4 no rows (--exit-status), 130 stopped by Ctrl-C."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    #[command(flatten)]
    pub(super) everywhere: Everywhere,

    /// The database to open in the prompt, if no command is given
    #[arg(value_name = "DB", conflicts_with = "database")]
    pub(super) opened: Option<PathBuf>,

    #[command(flatten)]
    pub(super) script: Script,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Load articles and records into a database, which is made if it is missing
    Load(Load),
    /// List the loads, or what one of them did not take in
    Loads(Loads),
    /// Ask a question
    Query(Query),
    /// Print the SQL statement of a question and its parameters
    Sql(Sql),
    /// Ask a saved question
    Run(Run),
    /// List, show, save and delete saved questions
    Saved(Saved),
    /// Make a report: Markdown with questions becomes one HTML page, or Markdown with pictures
    Report(Report),
    /// Make a brief about a name or the articles of a question: what is known, when, who, where, and who says so
    Brief(Brief),
    /// Show an article with everything marked that was found in it, an entity, or an event
    Show(Show),
    /// Compile question files without running them; status 2 if one does not compile
    Lint(Lint),
    /// Write question files in one form; comments and meaning stay
    Fmt(Fmt),
    /// Count what the database holds: articles by source and language, entities, events, quotes, figures, loads
    Stats,
    /// Describe the nouns, or the fields of one
    Schema(Schema),
    /// Explain a command, the code of an error such as `E010`, a noun or a function
    #[command(alias = "explain")]
    Help(Help),
    /// Print what loading would store, as JSON Lines, without a database
    Extract(Extract),
    /// Write everything as Dateline JSON Lines, one noun as a table, or a file for another tool
    Export(Export),
    /// Check that a database is sound, and make again what is derived in it
    Check(Check),
    /// Bring in what another database holds
    Merge(Merge),
    /// Learn to find more names from the articles of a database
    Learn(Learn),
    /// List and remove your own names, those given with --lexicon
    Lexicon(super::lexicon::Lexicon),
    /// Correct entities: merge, split, rename, give names; list and undo corrections
    Entity(Entity),
    /// Score the built-in extraction against annotated articles
    Eval(Eval),
    /// Load the demonstration corpus, show what can be asked, and open the prompt
    Demo(Demo),
    /// Tell where your settings are, list them, change one
    Config(Config),
    /// Print what a shell needs to complete commands and options
    Completions(Completions),
    /// Print the manual page: `dateline man > dateline.1`
    Man,
}

/// `dateline config`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline config show\n  \
    dateline config set keys vi\n  \
    dateline config set timeout 120\n\n\
    Settings are those of `.set` at the prompt. A file dateline.toml in the working directory may name the \
    database, the folder of saved questions and how reports are made:\n  \
    db = \"desk.db\"\n  \
    queries = \"questions\"\n  \
    [report]\n  \
    tz = \"Europe/Paris\"\n  \
    sortable = true")]
pub(super) struct Config {
    #[command(subcommand)]
    pub(super) command: ConfigCommand,
}

/// The commands of `dateline config`.
#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print where the file is
    Path,
    /// List every setting with its value and where that comes from
    Show,
    /// Change a setting in the file; comments and all else in it stay
    Set {
        /// The setting
        #[arg(value_name = "KEY")]
        name: String,
        /// Its value
        #[arg(allow_hyphen_values = true)]
        value: String,
    },
}

/// `dateline completions`
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell: `dateline completions bash > ~/.local/share/bash-completion/completions/dateline`
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// When something is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

impl Colour {
    /// Lets the whole program follow it.
    pub(super) fn choose(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// The output formats, as words of the command line: those of rows, then those for other tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Table,
    Record,
    Csv,
    Tsv,
    Json,
    Jsonl,
    Markdown,
    Html,
    List,
    Xlsx,
    Parquet,
    Graphml,
    Gexf,
    Dot,
    Geojson,
    Bib,
}

impl Format {
    /// How rows are written so.
    ///
    /// # Errors
    /// They are not.
    pub(super) fn of_rows(self) -> Result<OutputFormat, Failure> {
        Ok(match self {
            Self::Table => OutputFormat::Table,
            Self::Record => OutputFormat::Record,
            Self::Csv => OutputFormat::Csv,
            Self::Tsv => OutputFormat::Tsv,
            Self::Json => OutputFormat::Json,
            Self::Jsonl => OutputFormat::JsonLines,
            Self::Markdown => OutputFormat::Markdown,
            Self::Html => OutputFormat::Html,
            Self::List => OutputFormat::List,
            Self::Xlsx => OutputFormat::Xlsx,
            Self::Parquet => {
                self.check_is_built()?;
                OutputFormat::Parquet
            }
            Self::Graphml | Self::Gexf | Self::Dot | Self::Geojson | Self::Bib => {
                return Err(Failure::Question(format!(
                    "error: rows are not written as {}; `dateline export` writes such files",
                    self.word()
                )));
            }
        })
    }

    /// Tells whether the program was built with it.
    ///
    /// # Errors
    /// It was not.
    pub(super) fn check_is_built(self) -> Result<(), Failure> {
        if self != Self::Parquet || IS_BUILT_IN {
            return Ok(());
        }
        Err(Failure::Question(
            "error: this program was built without Parquet; build it with `cargo install --path . --features parquet`, \
             or write .csv or .jsonl, which the same tools read"
                .to_owned(),
        ))
    }

    /// The word by which it is asked for.
    pub(super) fn word(self) -> String {
        let known = self.to_possible_value();
        known.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn no_two_options_share_a_name() {
        Arguments::command().debug_assert();
    }
}
