//! What was typed on the command line, and nothing else.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::render::OutputFormat;

/// Ask a folder of news who did what to whom, when, where, and according to whom.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true)]
#[command(disable_help_subcommand = true)]
#[command(
    after_help = "Exit status: 0 done, 1 failed, 2 wrong usage or a query that does not \
    compile, 3 loaded but some input was rejected, 130 stopped by Ctrl-C."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// The database to open in the prompt, if no command is given
    #[arg(value_name = "DB", env = "DATELINE_DB", default_value = "news.db")]
    pub(super) database: PathBuf,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Load articles and records into a database, which is made if it is missing
    Load(Load),
    /// Ask a question
    Query(Query),
    /// Print the SQL statement of a question and its parameters
    Sql(Sql),
    /// Ask a saved question
    Run(Run),
    /// List, show, save and delete saved questions
    Saved(Saved),
    /// Show an article with everything marked that was found in it, an entity, or an event
    Show(Show),
    /// Compile question files without running them; status 2 if one does not compile
    Lint(Lint),
    /// Write question files in one form; comments and meaning stay
    Fmt(Fmt),
    /// Describe the nouns, or the fields of one
    Schema(Schema),
    /// Explain a command, the code of an error such as `E010`, a noun or a function
    #[command(alias = "explain")]
    Help(Help),
    /// Print what loading would store, as JSON Lines, without a database
    Extract(Extract),
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
}

/// Which database.
#[derive(Debug, Args)]
pub(super) struct Database {
    /// The database file
    #[arg(
        global = true,
        long = "db",
        value_name = "FILE",
        env = "DATELINE_DB",
        default_value = "news.db"
    )]
    pub(super) path: PathBuf,
}

/// `dateline load`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline load news/ --db news.db\n  \
    dateline load news/ --db news.db --lexicon names.tsv\n\n\
    A line of names.tsv (tabs between; country and handle may be left out):\n  \
    armed_group<TAB>Grey Heron Brigade<TAB>Grey Herons;GHB<TAB>France<TAB>grey-heron-brigade\n\n\
    The names are kept in the database: later loads know them without --lexicon, and a line with the same \
    handle replaces the earlier one. A file with a line that cannot be used is refused as a whole. When \
    names are new, articles that were loaded before are read again if they are among the paths.")]
pub(super) struct Load {
    /// Files and folders of text, HTML or JSON Lines, plain or gzipped; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) database: Database,
    /// Keep every line of the text: classify nothing as advert, ticker or comment
    #[arg(long)]
    pub(super) raw: bool,
    /// A file of your own names: kind, name, aliases, country and handle of one entity a line, separated by
    /// tabs, the aliases by `;`. May be given several times
    #[arg(long = "lexicon", value_name = "FILE")]
    pub(super) lexicons: Vec<PathBuf>,
    /// Stop at the first input that cannot be used
    #[arg(long)]
    pub(super) strict: bool,
    /// Threads that read articles; as many as there are cores unless given
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<usize>,
    /// Print nothing but errors
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// `dateline help`
#[derive(Debug, Args)]
pub(super) struct Help {
    /// What to explain; what there is to read is listed if nothing is given
    pub(super) topic: Option<String>,
}

/// `dateline learn`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline learn --db news.db\n  \
    dateline learn --db news.db --forget\n\n\
    What the built-in rules find in the articles teaches weights, which find more names and tell their \
    kinds better. They are kept in the database only if built-in articles, whose names are marked by a \
    person, are not read worse with them. Then the stored articles are read again, and later loads into \
    the database use the weights. All of it happens in one transaction.")]
pub(super) struct Learn {
    #[command(flatten)]
    pub(super) database: Database,
    /// Take away what was learned, and read the stored articles again without it
    #[arg(long)]
    pub(super) forget: bool,
    /// Learn and measure, but change nothing
    #[arg(long, conflicts_with = "forget")]
    pub(super) dry_run: bool,
}

/// `dateline extract`
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// Files and folders of text, HTML or JSON Lines, plain or gzipped; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Keep every line of the text: classify nothing as advert, ticker or comment
    #[arg(long)]
    pub(super) raw: bool,
    /// A file of your own names: kind, name, aliases, country and handle of one entity a line, separated by
    /// tabs, the aliases by `;`. May be given several times
    #[arg(long = "lexicon", value_name = "FILE")]
    pub(super) lexicons: Vec<PathBuf>,
    /// Know the names that are kept in this database, and what was learned in it, too
    #[arg(long = "db", value_name = "FILE")]
    pub(super) database: Option<PathBuf>,
}

/// Where a question comes from and what it depends on.
#[derive(Debug, Args)]
pub(super) struct Question {
    /// The question; read from standard input if neither this nor -f is given
    #[arg(value_name = "QUERY", conflicts_with = "file")]
    pub(super) text: Option<String>,
    /// Read the question from a file
    #[arg(short, long, value_name = "FILE.dq")]
    pub(super) file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) asked: Asked,
}

/// What a question depends on.
#[derive(Debug, Args)]
pub(super) struct Asked {
    #[command(flatten)]
    pub(super) database: Database,
    /// The value of a parameter of the question
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub(super) parameters: Vec<(String, String)>,
    /// The day that `today` means; the day of the clock unless given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) now: Option<i32>,
}

/// `dateline query`
#[derive(Debug, Args)]
pub(super) struct Query {
    #[command(flatten)]
    pub(super) question: Question,
    #[command(flatten)]
    pub(super) output: Output,
}

/// How an answer is printed, and how long it may take.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// How to print the answer; a table on a terminal, else tab-separated values
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
    /// Fit tables to this many columns; the terminal's width unless given
    #[arg(long, value_name = "N")]
    pub(super) width: Option<usize>,
    /// Do not print the line below the answer
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// Stop after so many seconds; without a limit unless given
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(super) timeout: Option<Duration>,
}

/// `dateline sql`
#[derive(Debug, Args)]
pub(super) struct Sql {
    #[command(flatten)]
    pub(super) question: Question,
    /// Whose SQL
    #[arg(long, value_enum, default_value = "sqlite")]
    pub(super) dialect: SqlDialect,
}

/// `dateline run`
#[derive(Debug, Args)]
pub(super) struct Run {
    /// What the question is saved as
    pub(super) name: String,
    #[command(flatten)]
    pub(super) folder: SavedFolder,
    #[command(flatten)]
    pub(super) asked: Asked,
    #[command(flatten)]
    pub(super) output: Output,
}

/// Where saved questions are.
#[derive(Debug, Args)]
pub(super) struct SavedFolder {
    /// The folder of saved questions; `dateline/queries` among the user's data unless given
    #[arg(
        long = "queries",
        value_name = "FOLDER",
        env = "DATELINE_QUERIES",
        global = true
    )]
    pub(super) queries: Option<PathBuf>,
}

/// `dateline saved`
#[derive(Debug, Args)]
pub(super) struct Saved {
    #[command(subcommand)]
    pub(super) command: SavedCommand,
    #[command(flatten)]
    pub(super) folder: SavedFolder,
}

/// The commands of `dateline saved`.
#[derive(Debug, Subcommand)]
pub(super) enum SavedCommand {
    /// List them with their titles and parameters
    List {
        /// How to print the list
        #[arg(long, value_enum)]
        format: Option<Format>,
    },
    /// Print one
    Show {
        /// Its name
        name: String,
    },
    /// Save a question, in its form
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
    /// Delete one
    Rm {
        /// Its name
        name: String,
    },
}

/// `dateline show`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline show article a1f4c2d09be37a55 --db news.db\n  \
    dateline show article \"Ministers meet\"\n  \
    dateline show entity islamic-state\n\n\
    Ids are those of `dateline query \"articles | select id, title\"`. Marks are colours with a label \
    on a terminal, else brackets with a label; the list below the text tells what each label means: \
    P people, O organizations, G armed groups, L places, D dates, E events, Q quotes, F figures.")]
pub(super) struct Show {
    #[command(subcommand)]
    pub(super) what: ShowCommand,
    #[command(flatten)]
    pub(super) database: Database,
    /// Break lines at this many columns; at the terminal's width unless given
    #[arg(long, value_name = "N", global = true)]
    pub(super) width: Option<usize>,
}

/// The commands of `dateline show`.
#[derive(Debug, Subcommand)]
pub(super) enum ShowCommand {
    /// The text with mentions, dates, events, quotes and figures marked in place
    Article {
        /// The id, or how the id or the title begins
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Names, what it belongs to, how often it is spoken of
    Entity {
        /// The handle, or a name
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Who did what to whom, and the article's words that say so
    Event {
        /// The id
        #[arg(value_name = "ID")]
        id: String,
    },
}

/// `dateline lint`
#[derive(Debug, Args)]
pub(super) struct Lint {
    /// Files to compile
    #[arg(required = true, value_name = "FILE.dq")]
    pub(super) paths: Vec<PathBuf>,
    /// The database whose names count; without one, names are not checked
    #[arg(long = "db", value_name = "FILE", env = "DATELINE_DB")]
    pub(super) database: Option<PathBuf>,
    /// The value of a parameter; one without a value stands for any of its type
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub(super) parameters: Vec<(String, String)>,
    /// The day that `today` means; the day of the clock unless given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) now: Option<i32>,
}

/// `dateline fmt`
#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// Files to rewrite in place; standard input to standard output if none is given, or for `-`
    #[arg(value_name = "FILE.dq")]
    pub(super) paths: Vec<PathBuf>,
    /// Write nothing; name the files that would change, and end with status 1 if there are any
    #[arg(long)]
    pub(super) check: bool,
}

/// `dateline schema`
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// A noun, such as `events`
    pub(super) noun: Option<String>,
    /// How to print the answer
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
}

/// `dateline entity`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline entity merge hossein-dehqan hossein-dehghan --db news.db\n  \
    dateline entity split abu-omar \"Omar the Chechen\"\n  \
    dateline entity rename pmu \"Popular Mobilization Units\"\n  \
    dateline entity alias pmu Hashd \"Hashd al-Shaabi\"\n  \
    dateline entity corrections\n  \
    dateline entity undo 3\n\n\
    An ENTITY is a handle, with or without @, or a name that only one entity has. Corrections are kept in \
    the database and hold for what is loaded later, too.")]
pub(super) struct Entity {
    #[command(subcommand)]
    pub(super) command: EntityCommand,
    #[command(flatten)]
    pub(super) database: Database,
}

/// The commands of `dateline entity`.
#[derive(Debug, Subcommand)]
pub(super) enum EntityCommand {
    /// Two entities are one: the first stays, and gets the names and everything said of the second
    Merge {
        /// The one that stays
        #[arg(value_name = "ENTITY")]
        kept: String,
        /// The one that is the same
        #[arg(value_name = "OTHER")]
        merged: String,
    },
    /// Names of an entity are those of another one, which gets what is said of it under them
    Split {
        /// The entity that has the names
        entity: String,
        /// The names that are not its own; the first makes the other's handle
        #[arg(required = true, value_name = "ALIAS")]
        names: Vec<String>,
    },
    /// Show an entity by another name; the former stays an alias
    Rename {
        /// The entity
        entity: String,
        /// The name
        name: String,
    },
    /// Give an entity more names, by which it is found and recognized
    Alias {
        /// The entity
        entity: String,
        /// The names
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// List the corrections with their numbers
    Corrections {
        /// How to print the list
        #[arg(long, value_enum)]
        format: Option<Format>,
    },
    /// Take a correction back
    Undo {
        /// Its number
        number: i64,
    },
}

/// `dateline eval`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline eval gold.jsonl\n  \
    dateline eval gold.jsonl --errors | less\n  \
    dateline eval gold.jsonl --json > scores.json\n  \
    dateline eval names.jsonl events.jsonl --table\n\n\
    GOLD is Dateline JSON Lines as `dateline extract` writes them: entity records, and article records \
    with `text` and the lists that were annotated by a person (mentions, dates, quotes, figures, events). \
    A list that an article lacks is not scored for it.\n\n\
    Or it is a set of others, one document a line: `text` and the list `gold` or `spans`, of names \
    ({\"start\", \"end\", \"type\": PER, ORG, LOC or NORP}), places (with \"lat\" and \"lon\"), time \
    expressions (\"timex_type\", \"value\") or events (\"kind\", \"actors\", \"targets\", \"places\", each by \
    the names that are right). A line with \"complete\": false has not all its events annotated.")]
pub(super) struct Eval {
    /// Files of annotated articles, plain or gzipped; `-` is standard input
    #[arg(required = true, value_name = "GOLD")]
    pub(super) paths: Vec<PathBuf>,
    /// Know the names that are kept in this database, and what was learned in it, too
    #[arg(long = "db", value_name = "FILE")]
    pub(super) database: Option<PathBuf>,
    /// Tell each mistake below the scores: file and line, article, what, and the sentence
    #[arg(long)]
    pub(super) errors: bool,
    /// Print one JSON object: articles, scores, and with --errors the mistakes
    #[arg(long, conflicts_with = "format")]
    pub(super) json: bool,
    /// Print a Markdown table for a report: one row for each set and what is scored in it
    #[arg(long, conflicts_with_all = ["json", "format", "errors"])]
    pub(super) table: bool,
    /// How to print the scores; a table on a terminal, else tab-separated values
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
}

/// `dateline demo`
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// The database file to make
    #[arg(long = "db", value_name = "FILE", default_value = "demo.db")]
    pub(super) database: PathBuf,
}

/// The output formats, as words of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Table,
    Record,
    Csv,
    Tsv,
    Json,
    Jsonl,
    Markdown,
}

impl From<Format> for OutputFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Table => Self::Table,
            Format::Record => Self::Record,
            Format::Csv => Self::Csv,
            Format::Tsv => Self::Tsv,
            Format::Json => Self::Json,
            Format::Jsonl => Self::JsonLines,
            Format::Markdown => Self::Markdown,
        }
    }
}

/// The SQL dialects, as words of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SqlDialect {
    Sqlite,
    Postgres,
}

fn parameter(text: &str) -> Result<(String, String), String> {
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

fn day(text: &str) -> Result<i32, String> {
    let date: crate::model::date::PartialDate = text
        .parse()
        .map_err(|_| "write it as 2018-09-02".to_owned())?;
    if date.first == date.last {
        Ok(date.first)
    } else {
        Err("it must be one day".to_owned())
    }
}
