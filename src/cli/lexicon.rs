//! `dateline lexicon`: the user's own names that a database keeps.

use std::path::Path;

use clap::{Args, Subcommand};

use super::Streams;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::load::{built_in_lexicon, counted, failed, stop_at_interrupt};
use super::own;
use super::rows::print;
use super::turn::open_in_turn;
use crate::learn::{LearnError, reread};
use crate::model::entity::{Entity, Handle};
use crate::model::fold::fold;
use crate::render::cell::clean;
use crate::store::Store;
use crate::value::{Column, ColumnType, Rows, Value};

/// `dateline lexicon`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    dateline lexicon list --db news.db\n  \
    dateline lexicon list --format tsv > names.tsv\n  \
    dateline lexicon remove grey-heron-brigade\n\n\
    The list as tab-separated values is a file that `dateline load --lexicon` reads. When names are \
    removed, the stored articles are read again without them, in one transaction.")]
pub(super) struct Lexicon {
    #[command(subcommand)]
    command: LexiconCommand,
}

/// The commands of `dateline lexicon`.
#[derive(Debug, Subcommand)]
enum LexiconCommand {
    /// List the names that were given with --lexicon
    List,
    /// Recognize names no longer, in the stored articles either
    Remove {
        /// Handles, with or without @, or names
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
}

impl Lexicon {
    /// Whether it lists the names.
    pub(super) fn is_list(&self) -> bool {
        matches!(self.command, LexiconCommand::List)
    }
}

/// Runs the command.
pub(super) fn run(
    arguments: &Lexicon,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let path = &given.database();
    let store = Store::open(path).map_err(failed)?;
    let kept = store.own_names().map_err(failed)?;
    match &arguments.command {
        LexiconCommand::List => print(&listed(&kept), given, streams),
        LexiconCommand::Remove { names } => {
            given.check_may_write("lexicon remove")?;
            let removed = names
                .iter()
                .map(|typed| find(&kept, typed).map(|entity| entity.id.clone()))
                .collect::<Result<Vec<Handle>, Failure>>()?;
            drop(store);
            remove(path, &removed, streams)
        }
    }
}

/// The columns are those of a file for --lexicon.
fn listed(kept: &[Entity]) -> Rows {
    let column = |name: &str| Column::new(name.to_owned(), ColumnType::Plain);
    let record = |one: &Entity| {
        let country = one.country.as_ref().map(|country| country.0.clone());
        vec![
            Value::Text(one.kind.word().to_owned()),
            Value::Text(one.name.clone()),
            Value::Text(one.aliases.join(";")),
            Value::Text(country.unwrap_or_default()),
            Value::Text(one.id.0.clone()),
        ]
    };
    Rows {
        columns: ["kind", "name", "aliases", "country", "handle"]
            .map(column)
            .into(),
        records: kept.iter().map(record).collect(),
    }
}

/// The kept name that was typed as a handle, a name or an alias.
fn find<'kept>(kept: &'kept [Entity], typed: &str) -> Result<&'kept Entity, Failure> {
    let bare = typed.strip_prefix('@').unwrap_or(typed);
    let folded = fold(bare);
    let by_handle = kept.iter().find(|entity| entity.id.as_str() == bare);
    let goes_by = |entity: &&Entity| {
        let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
        names.any(|name| fold(name) == folded)
    };
    let named: Vec<&Entity> = match by_handle {
        Some(entity) => vec![entity],
        None => kept.iter().filter(goes_by).collect(),
    };
    let shown = clean(typed);
    match named.as_slice() {
        [entity] => Ok(entity),
        [] => Err(Failure::Question(format!(
            "error: no name of your own is \"{shown}\"; `dateline lexicon list` lists them"
        ))),
        several => {
            let handles: Vec<&str> = several.iter().map(|entity| entity.id.as_str()).collect();
            let handles = handles.join(", @");
            Err(Failure::Question(format!(
                "error: several of your own names are \"{shown}\"; name one by its handle: @{handles}"
            )))
        }
    }
}

fn remove(path: &Path, removed: &[Handle], streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let (_turn, mut store) = open_in_turn(path, streams)?;
    let mut lexicon = built_in_lexicon()?;
    own::learn_kept_but(&mut lexicon, &store, removed).map_err(failed)?;
    let stop = stop_at_interrupt();
    let result = reread(&mut store, &lexicon, &stop, &|batch| {
        batch.remove_own_names(removed)
    });
    let reread = match result {
        Ok(reread) => reread,
        Err(LearnError::Stopped) => {
            writeln!(streams.err, "stopped; nothing was changed")?;
            return Ok(Outcome::Interrupted);
        }
        Err(error) => return Err(failed(error)),
    };
    writeln!(
        streams.out,
        "Removed {}: {} of {} read differently",
        counted(removed.len(), "name", "names"),
        reread.n_changed,
        counted(reread.n_articles, "article", "articles")
    )?;
    Ok(Outcome::Done)
}
