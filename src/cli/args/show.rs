//! What is shown of a database, and corrected in it.

use clap::{Args, Subcommand};

/// `dateline show`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline show article a1f4c2d09be37a55 --db news.db\n  \
    dateline show article \"Ministers meet\"\n  \
    dateline show entity islamic-state\n  \
    dateline show quote a1f4c2d09be37a55-q0001\n\n\
    Ids are those of `dateline query \"articles | select id, title\"`, and of `quotes`, `events` and `figures` \
    likewise. Marks are colours with a label \
    on a terminal, else brackets with a label; the list below the text tells what each label means: \
    P people, O organizations, G armed groups, L places, D dates, E events, Q quotes, F figures.")]
pub(in crate::cli) struct Show {
    #[command(subcommand)]
    pub(in crate::cli) what: ShowCommand,
}

/// The commands of `dateline show`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ShowCommand {
    /// The text with mentions, dates, events, quotes and figures marked in place
    Article {
        /// The id, or how the id or the title begins
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Names, what it belongs to, how often and when it is spoken of, the newest articles
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
    /// Who said it, in the article's words
    Quote {
        /// The id
        #[arg(value_name = "ID")]
        id: String,
    },
    /// How many of what, by whose account, in the article's words
    Figure {
        /// The id
        #[arg(value_name = "ID")]
        id: String,
    },
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
pub(in crate::cli) struct Entity {
    #[command(subcommand)]
    pub(in crate::cli) command: EntityCommand,
}

/// The commands of `dateline entity`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum EntityCommand {
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
    Corrections,
    /// Take a correction back
    Undo {
        /// Its number
        number: i64,
    },
}
