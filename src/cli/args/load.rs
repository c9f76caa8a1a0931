//! What fills a database, and what measures how it is filled.

use std::path::PathBuf;

use clap::Args;

use super::{Database, Format};
use crate::model::date::PartialDate;

/// `dateline load`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline load news/ --db news.db\n  \
    dateline load news/ --db news.db --lexicon names.tsv\n  \
    dateline load strikes.csv --db news.db --map strikes.toml\n\n\
    A line of names.tsv (tabs between; country and handle may be left out):\n  \
    armed_group<TAB>Grey Heron Brigade<TAB>Grey Herons;GHB<TAB>France<TAB>grey-heron-brigade\n\n\
    A map says what the columns of a table, or the paths of JSON, are:\n  \
    [event]\n  \
    id = \"ref\"\n  \
    date = { column = \"day\", format = \"%d/%m/%Y\" }\n  \
    kind = { column = \"type\", values = { \"Air raid\" = \"airstrike\", \"Clash\" = \"assault/clash\" } }\n  \
    actors = \"who\"\n  \
    targets = \"whom\"\n  \
    place = \"town\"\n  \
    country = \"land\"\n  \
    figures = { killed = \"dead\" }\n  \
    [article]\n  \
    source = { value = \"Field Desk\" }\n\
    [article] may have id, title, text, url, published, source, author and language; without [event] its text is \
    read as any article's. [event] may have mode, end, region, lat, lon and summary, too. Besides them: name, \
    separator, and items, the path of the list in JSON.\n\n\
    The names are kept in the database: later loads know them without --lexicon, and a line with the same \
    handle replaces the earlier one. A file with a line that cannot be used is refused as a whole. When \
    names are new, articles that were loaded before are read again if they are among the paths.")]
pub(in crate::cli) struct Load {
    /// Files and folders of text, pages, feeds, messages, web archives, JSON, JSON Lines or tables of coded events
    /// (GDELT, ICEWS, UCDP GED, ACLED; others with --map), also compressed or in
    /// archives; `-` is standard input
    #[arg(required_unless_present = "undo", value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Undo a load: its articles go, and what it replaced comes back. `dateline loads` lists the loads
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["paths", "lexicons", "map", "raw", "strict", "max_errors", "limit", "since", "dry_run", "rejects", "jobs", "batch"])]
    pub(in crate::cli) undo: Option<i64>,
    #[command(flatten)]
    pub(in crate::cli) database: Database,
    /// Keep every line of the text: classify nothing as advert, ticker or comment
    #[arg(long)]
    pub(in crate::cli) raw: bool,
    /// What the columns of tables or the keys of JSON are, as a file of TOML says (see the examples)
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) map: Option<PathBuf>,
    /// A file of your own names: kind, name, aliases, country and handle of one entity a line, separated by
    /// tabs, the aliases by `;`. May be given several times
    #[arg(long = "lexicon", value_name = "FILE")]
    pub(in crate::cli) lexicons: Vec<PathBuf>,
    /// Take in nothing that was published before this date, or nobody knows when
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) since: Option<PartialDate>,
    /// Stop after so many articles
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// Say what loading would do, and do nothing: it is done to a copy of the database that is thrown away
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Stop at the first input that cannot be used
    #[arg(long, conflicts_with = "max_errors")]
    pub(in crate::cli) strict: bool,
    /// Stop when more inputs than so many cannot be used
    #[arg(long, value_name = "N")]
    pub(in crate::cli) max_errors: Option<usize>,
    /// List what cannot be used in this file; beside the database unless given
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) rejects: Option<PathBuf>,
    /// Threads that read articles; as many as there are cores unless given
    #[arg(long, value_name = "N")]
    pub(in crate::cli) jobs: Option<usize>,
    /// Articles that are written in one transaction at most, 4096 unless given: fewer are sooner safe, more are faster
    #[arg(long, value_name = "N")]
    pub(in crate::cli) batch: Option<usize>,
    /// Print nothing but errors
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,
}

/// `dateline loads`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline loads --db news.db\n  \
    dateline loads 3 --db news.db\n  \
    dateline load --undo 3 --db news.db\n\n\
    Times are in UTC. A load that is `running` though nobody is loading was cut off: run its command again, \
    and it goes on.")]
pub(in crate::cli) struct Loads {
    /// List what this load did not take in, with file, line and reason
    #[arg(value_name = "NUMBER")]
    pub(in crate::cli) number: Option<i64>,
    #[command(flatten)]
    pub(in crate::cli) database: Database,
    /// How to print the list
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<Format>,
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
pub(in crate::cli) struct Learn {
    #[command(flatten)]
    pub(in crate::cli) database: Database,
    /// Take away what was learned, and read the stored articles again without it
    #[arg(long)]
    pub(in crate::cli) forget: bool,
    /// Learn and measure, but change nothing
    #[arg(long, conflicts_with = "forget")]
    pub(in crate::cli) dry_run: bool,
}

/// `dateline extract`
#[derive(Debug, Args)]
pub(in crate::cli) struct Extract {
    /// Files and folders of text, pages, feeds, messages, web archives, JSON, JSON Lines or tables of coded events
    /// (GDELT, ICEWS, UCDP GED, ACLED; others with --map), also compressed or in
    /// archives; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Keep every line of the text: classify nothing as advert, ticker or comment
    #[arg(long)]
    pub(in crate::cli) raw: bool,
    /// What the columns of tables or the keys of JSON are, as a file of TOML says (see the examples)
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) map: Option<PathBuf>,
    /// A file of your own names: kind, name, aliases, country and handle of one entity a line, separated by
    /// tabs, the aliases by `;`. May be given several times
    #[arg(long = "lexicon", value_name = "FILE")]
    pub(in crate::cli) lexicons: Vec<PathBuf>,
    /// Know the names that are kept in this database, and what was learned in it, too
    #[arg(long = "db", value_name = "FILE")]
    pub(in crate::cli) database: Option<PathBuf>,
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
pub(in crate::cli) struct Eval {
    /// Files of annotated articles, plain or gzipped; `-` is standard input
    #[arg(required = true, value_name = "GOLD")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Know the names that are kept in this database, and what was learned in it, too
    #[arg(long = "db", value_name = "FILE")]
    pub(in crate::cli) database: Option<PathBuf>,
    /// Tell each mistake below the scores: file and line, article, what, and the sentence
    #[arg(long)]
    pub(in crate::cli) errors: bool,
    /// Print one JSON object: articles, scores, and with --errors the mistakes
    #[arg(long, conflicts_with = "format")]
    pub(in crate::cli) json: bool,
    /// Print a Markdown table for a report: one row for each set and what is scored in it
    #[arg(long, conflicts_with_all = ["json", "format", "errors"])]
    pub(in crate::cli) table: bool,
    /// How to print the scores; a table on a terminal, else tab-separated values
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<Format>,
}

/// `dateline demo`
#[derive(Debug, Args)]
pub(in crate::cli) struct Demo {
    /// The database file to make
    #[arg(long = "db", value_name = "FILE", default_value = "demo.db")]
    pub(in crate::cli) database: PathBuf,
}
