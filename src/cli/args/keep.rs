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
