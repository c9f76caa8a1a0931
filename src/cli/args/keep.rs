//! What checks a database and brings another one's content in.

use std::path::PathBuf;

use clap::Args;

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
    /// Change nothing, but tell what would be done
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}
