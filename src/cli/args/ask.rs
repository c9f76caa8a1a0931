//! Questions: what is asked, and how it is printed, saved and checked.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};

use crate::query::date_in_words;
use crate::render::TableStyle;

/// `dateline help`
#[derive(Debug, Args)]
pub(in crate::cli) struct Help {
    /// What to explain; what there is to read is listed if nothing is given
    pub(in crate::cli) topic: Option<String>,
}

/// Where a question comes from and what it depends on.
#[derive(Debug, Args)]
pub(in crate::cli) struct Question {
    /// The question; read from standard input if neither this nor -f is given
    #[arg(value_name = "QUERY", conflicts_with = "file")]
    pub(in crate::cli) text: Option<String>,
    /// Read the question from a file
    #[arg(short, long, value_name = "FILE.dq")]
    pub(in crate::cli) file: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) asked: Asked,
}

/// What a question depends on.
#[derive(Debug, Args)]
pub(in crate::cli) struct Asked {
    /// The value of a parameter of the question
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub(in crate::cli) parameters: Vec<(String, String)>,
}

/// `dateline query`
#[derive(Debug, Args)]
pub(in crate::cli) struct Query {
    #[command(flatten)]
    pub(in crate::cli) question: Question,
    /// Show how the names were understood and the plan of the database, and run nothing
    #[arg(long)]
    pub(in crate::cli) explain: bool,
    /// Show the statement, and run nothing
    #[arg(long, conflicts_with = "explain")]
    pub(in crate::cli) sql: bool,
    #[command(flatten)]
    pub(in crate::cli) output: Output,
}

/// How an answer is printed, and how long it may take.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "switches of the command line"
)]
pub(in crate::cli) struct Output {
    /// Write FILE.meta.json too: the question, its parameters, the database, the version, the time and the number of rows
    #[arg(long, requires = "output")]
    pub(in crate::cli) meta: bool,
    /// Print the first value alone
    #[arg(long, conflicts_with_all = ["format", "output"])]
    pub(in crate::cli) first: bool,
    /// CSV for spreadsheets: marked as UTF-8, and no text becomes a formula
    #[arg(long)]
    pub(in crate::cli) excel: bool,
    /// HTML as a page of its own
    #[arg(long)]
    pub(in crate::cli) standalone: bool,
    /// End with status 4 if there are no rows
    #[arg(long)]
    pub(in crate::cli) exit_status: bool,
    /// The lines of tables
    #[arg(long, value_enum)]
    pub(in crate::cli) style: Option<Style>,
    /// Stop after so many seconds; without a limit unless given
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(in crate::cli) timeout: Option<Duration>,
}

/// `dateline sql`
#[derive(Debug, Args)]
pub(in crate::cli) struct Sql {
    #[command(flatten)]
    pub(in crate::cli) question: Question,
    /// Whose SQL
    #[arg(long, value_enum, default_value = "sqlite")]
    pub(in crate::cli) dialect: SqlDialect,
}

/// `dateline run`
#[derive(Debug, Args)]
pub(in crate::cli) struct Run {
    /// What the question is saved as
    pub(in crate::cli) name: String,
    #[command(flatten)]
    pub(in crate::cli) folder: SavedFolder,
    #[command(flatten)]
    pub(in crate::cli) asked: Asked,
    #[command(flatten)]
    pub(in crate::cli) output: Output,
}

/// Where saved questions are.
#[derive(Debug, Args)]
pub(in crate::cli) struct SavedFolder {
    /// The folder of saved questions; that of `DATELINE_QUERIES`, else of dateline.toml, else `dateline/queries` among the
    /// user's data unless given
    #[arg(long = "queries", value_name = "FOLDER", global = true)]
    pub(in crate::cli) queries: Option<PathBuf>,
}

/// `dateline saved`
#[derive(Debug, Args)]
pub(in crate::cli) struct Saved {
    #[command(subcommand)]
    pub(in crate::cli) command: SavedCommand,
    #[command(flatten)]
    pub(in crate::cli) folder: SavedFolder,
}

/// The commands of `dateline saved`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum SavedCommand {
    /// List them with their titles and parameters
    List,
    /// Print one
    Show {
        /// Its name
        name: String,
    },
    /// Save a question, in its form
    #[command(alias = "save")]
    Add {
        /// What to save it as: letters, digits, `-` and `_`
        name: String,
        /// The question; read from standard input if neither this nor -f is given
        #[arg(value_name = "QUERY", conflicts_with = "file")]
        text: Option<String>,
        /// Read the question from a file
        #[arg(short, long, value_name = "FILE.dq")]
        file: Option<PathBuf>,
        /// Replace another of that name
        #[arg(long)]
        force: bool,
    },
    /// Open one in the editor of `DATELINE_EDITOR`, `VISUAL` or `EDITOR`
    Edit {
        /// Its name
        name: String,
    },
    /// Delete one
    #[command(aliases = ["delete", "remove"])]
    Rm {
        /// Its name
        name: String,
    },
}

/// `dateline lint`
#[derive(Debug, Args)]
pub(in crate::cli) struct Lint {
    /// Files to compile
    #[arg(required = true, value_name = "FILE.dq")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// The value of a parameter; one without a value stands for any of its type
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub(in crate::cli) parameters: Vec<(String, String)>,
}

/// `dateline fmt`
#[derive(Debug, Args)]
pub(in crate::cli) struct Fmt {
    /// Files to rewrite in place; standard input to standard output if none is given, or for `-`
    #[arg(value_name = "FILE.dq")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Write nothing; name the files that would change, and end with status 1 if there are any
    #[arg(long)]
    pub(in crate::cli) check: bool,
}

/// `dateline schema`
#[derive(Debug, Args)]
pub(in crate::cli) struct Schema {
    /// A noun, such as `events`
    pub(in crate::cli) noun: Option<String>,
}

/// The lines of tables, as words of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Style {
    Utf8,
    Rounded,
    Ascii,
    Plain,
    Markdown,
    None,
}

impl From<Style> for TableStyle {
    fn from(style: Style) -> Self {
        match style {
            Style::Utf8 => Self::Utf8,
            Style::Rounded => Self::Rounded,
            Style::Ascii => Self::Ascii,
            Style::Plain => Self::Plain,
            Style::Markdown => Self::Markdown,
            Style::None => Self::None,
        }
    }
}

/// The SQL dialects, as words of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SqlDialect {
    Sqlite,
    Postgres,
}

pub(super) fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as name=value")?;
    Ok((name.trim_start_matches('$').to_owned(), value.to_owned()))
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number: f64 = text
        .trim_end_matches('s')
        .parse()
        .map_err(|_| "write it in seconds: 10 or 0.5".to_owned())?;
    Duration::try_from_secs_f64(number).map_err(|_| "it must be 0 or more".to_owned())
}

/// The time zone of a name.
///
/// # Errors
/// There is none.
pub(in crate::cli) fn zone(text: &str) -> Result<jiff::tz::TimeZone, String> {
    jiff::tz::TimeZone::get(text)
        .map_err(|_| "there is no such time zone; write it as Europe/Paris or UTC".to_owned())
}

pub(super) fn day(text: &str) -> Result<i32, String> {
    let Ok(date) = text.parse::<crate::model::date::PartialDate>() else {
        let now = crate::model::date::days(jiff::Zoned::now().date());
        return date_in_words(text, now).ok_or_else(|| {
            "write it as 2018-09-02, or yesterday, 3 days ago, last week".to_owned()
        });
    };
    if date.first == date.last {
        Ok(date.first)
    } else {
        Err("it must be one day".to_owned())
    }
}
