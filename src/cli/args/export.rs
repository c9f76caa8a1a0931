//! What takes a database's content out.

use clap::{Args, ValueEnum};

use super::Asked;

/// `dateline export`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline export all --db news.db -o news.jsonl.zst\n  \
    dateline export events -o events.xlsx\n  \
    dateline export entities | jq -r .name\n  \
    dateline export network -o russia.gexf --kind coevent --of Russia --since 2015\n  \
    dateline export map 'events of assault within \"Syria\"' -o assaults.geojson\n  \
    dateline export citations 'figures of killed' -o dead.bib\n  \
    dateline export stix 'events of assault' -o assaults.json\n  \
    dateline export ftm -o news.ftm.json\n\n\
    `all` writes every record: entities, sources, clusters, articles with their facts, each in the order of \
    the ids. Loading that into an empty database gives the same database, and exporting it again the same \
    bytes. Not among the records are names given with --lexicon, learned weights, and the list of \
    corrections; what corrections have changed is.\n\n\
    The export shows one state of the database, also while others load into it. FILE appears when it is \
    complete, and is compressed if it ends in .gz or .zst.\n\n\
    CSV is that of RFC 4180 in UTF-8, with dates as EDTF, and names of others beside their ids. A spreadsheet \
    takes a cell that begins with = + - or @ for a formula: such texts get an apostrophe in front, unless \
    --verbatim is given. Numbers stay as they are. In .xlsx texts are texts, whatever they begin with.\n\n\
    QUERY chooses what `map` shows: events, figures or articles. For `citations`, `stix` and `ftm` it chooses \
    the articles: those that its answer comes from. Without it, everything is written (`map`: every event).")]
pub(in crate::cli) struct Export {
    /// Everything, one noun, or a file for another tool
    #[arg(value_enum, default_value = "all", value_name = "WHAT")]
    pub(in crate::cli) what: Exported,
    /// What `map`, `citations`, `stix` or `ftm` shows
    #[arg(value_name = "QUERY")]
    pub(in crate::cli) question: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) asked: Asked,
    /// Go on where the file is damaged, and name what cannot be read; only of `all`
    #[arg(long)]
    pub(in crate::cli) salvage: bool,
    /// In CSV, write texts as they are, also those that a spreadsheet takes for formulas
    #[arg(long)]
    pub(in crate::cli) verbatim: bool,
    #[command(flatten)]
    pub(in crate::cli) network: NetworkOptions,
}

/// What belongs to a network.
#[derive(Debug, Args)]
#[command(next_help_heading = "Of a network")]
pub(in crate::cli) struct NetworkOptions {
    /// What links two entities
    #[arg(long, value_enum)]
    pub(in crate::cli) kind: Option<Link>,
    /// Only the links of this entity
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) of: Option<String>,
    /// Only what was published, happened or was said since then
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) since: Option<String>,
    /// Only links of at least this weight
    #[arg(long, value_name = "N")]
    pub(in crate::cli) least: Option<u32>,
}

/// What links two entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Link {
    /// They are named in one sentence; unless another kind is given
    Comention,
    /// They take part in one event
    Coevent,
    /// One speaks of the other
    Quotes,
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
    /// Who is linked to whom: .graphml, .gexf (with a timeline) or .dot
    #[value(alias = "graph")]
    Network,
    /// Where it happened: .geojson
    #[value(alias = "geo")]
    Map,
    /// The articles as a bibliography: .bib, or .json for CSL
    Citations,
    /// A bundle of STIX 2.1: .json
    Stix,
    /// Entities for Aleph (Follow the Money), one a line: .json
    Ftm,
}
