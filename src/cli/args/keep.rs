//! What takes a database's content out, checks it, and brings another one's in.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Database;

/// `dateline export`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline export all --db news.db -o news.jsonl.zst\n  \
    dateline export events --format csv > events.csv\n  \
    dateline export entities | jq -r .name\n\n\
    `all` writes every record: entities, sources, clusters, articles with their facts, each in the order of \
    the ids. Loading that into an empty database gives the same database, and exporting it again the same \
    bytes. Not among the records are names given with --lexicon, learned weights, and the list of \
    corrections; what corrections have changed is.\n\n\
    The export shows one state of the database, also while others load into it. FILE appears when it is \
    complete, and is compressed if it ends in .gz or .zst.\n\n\
    CSV is that of RFC 4180 in UTF-8, with dates as EDTF, and names of others beside their ids. A spreadsheet \
    takes a cell that begins with = + - or @ for a formula: such texts get an apostrophe in front, unless \
    --verbatim is given. Numbers stay as they are.")]
pub(in crate::cli) struct Export {
    /// Everything, or one noun
    #[arg(value_enum, default_value = "all", value_name = "WHAT")]
    pub(in crate::cli) what: Exported,
    #[command(flatten)]
    pub(in crate::cli) database: Database,
    /// The file to write; standard output unless given
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// How to write it; CSV if FILE is named so, else JSON Lines
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<ExportFormat>,
    /// Go on where the file is damaged, and name what cannot be read; only of `all`
    #[arg(long)]
    pub(in crate::cli) salvage: bool,
    /// In CSV, write texts as they are, also those that a spreadsheet takes for formulas
    #[arg(long)]
    pub(in crate::cli) verbatim: bool,
}

/// What to export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Exported {
    /// Every record
    All,
    Articles,
    Entities,
    Events,
    Quotes,
    Figures,
    Mentions,
    Sources,
    Clusters,
    Sentences,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExportFormat {
    /// One JSON object a line; those of sources, entities, clusters and articles are records that can be
    /// loaded
    Jsonl,
    /// Comma-separated values with a head line
    Csv,
}

/// `dateline check`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline check --db news.db\n  \
    dateline check --quick\n  \
    dateline check --rebuild\n\n\
    One line is printed for each check: ok; wrong, with how many and the first of them; waiting, where a load \
    was cut off before it brought something up to date; unchecked, where something could not be looked at; \
    damaged, where the file cannot be read. What is lost of a damaged file is said at the end. The status is \
    1 if anything is wrong or damaged.\n\n\
    --rebuild makes again what is derived of the records: indexes, the search index, what lies in what and \
    belongs to what, links, clusters, statistics. What was loaded is not touched.")]
pub(in crate::cli) struct Check {
    #[command(flatten)]
    pub(in crate::cli) database: Database,
    /// Look only at the file's structure and its references, not at every row
    #[arg(long)]
    pub(in crate::cli) quick: bool,
    /// Make everything that is derived again, in one transaction, and then check
    #[arg(long)]
    pub(in crate::cli) rebuild: bool,
}

/// `dateline merge`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline merge colleague.db --db news.db --dry-run\n  \
    dateline merge colleague.db --db news.db\n  \
    dateline loads --db news.db\n\n\
    Articles, sources, entities, names of your own and corrections that are not here are taken in; what is \
    here already is not doubled, and merging again changes nothing. Entities are the same by handle, or where \
    kind and country agree and one is shown by a name that the other has, if only one here comes into \
    question. What both tell differently stays as it is here and is listed as a conflict: an article with \
    other words or facts, a kind, country or title, contrary corrections. Each article keeps where it came \
    from. OTHER is only read. A merge is a load: `dateline loads` lists it, `dateline load --undo` takes it \
    back, except for corrections and names. Learned weights are not merged.")]
pub(in crate::cli) struct Merge {
    /// The database to bring in
    #[arg(value_name = "OTHER.db")]
    pub(in crate::cli) other: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) database: Database,
    /// Change nothing, but tell what would be done
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}
