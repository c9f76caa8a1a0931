//! load → text → extract → store: the one composition of the loading side.
//!
//! One thread cuts the input into batches, some threads read and extract the articles of a batch, and
//! the caller's thread writes batch after batch, in the order of the input, each in one transaction. So
//! a run that is cut off leaves whole batches, and the same command goes on behind them. How much of the
//! input is in memory at once is bounded in bytes, however many articles that is.

mod error;
mod prepare;
mod printed;
mod queue;
mod stream;
mod summary;
mod weight;
mod write;

pub use error::IngestError;
pub use summary::{Phase, Rejection, Summary};

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::lexicon::Lexicon;
use crate::load::{Cleaning, Pieces, TableMap, pieces};
use crate::model::date::{Day, PartialDate};
use crate::record::Record;
use crate::store::{RunCommand, RunHead, Store};

use prepare::Workshop;

/// How input is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// What is done to the text of an article.
    pub cleaning: Cleaning,
    /// The run ends when more inputs than so many cannot be used.
    pub most_rejected: Option<usize>,
    /// The run ends when so many articles were taken in or found to be there.
    pub most_articles: Option<usize>,
    /// Articles published before, or at no known date, are passed over.
    pub since: Option<PartialDate>,
    /// The day after which nothing can have been published.
    pub today: Day,
    /// Whether articles that are stored in the same words are read again: the names that are known have
    /// changed since.
    pub is_reread: bool,
    /// Number of threads that read and extract; at least one is used.
    pub n_threads: usize,
    /// Most articles that are read, and then written, together; at least one.
    pub n_together: usize,
}

impl Options {
    /// Articles that are written together at most, unless somebody wants another number.
    pub const TOGETHER: usize = 4_096;
}

impl Default for Options {
    /// Everything is taken in, on one thread.
    fn default() -> Self {
        Self {
            cleaning: Cleaning::Clean,
            most_rejected: None,
            most_articles: None,
            since: None,
            today: Day::MAX,
            is_reread: false,
            n_threads: 1,
            n_together: Self::TOGETHER,
        }
    }
}

/// What is loaded.
#[derive(Debug, Clone, Copy)]
pub struct Input<'run> {
    /// Files, folders and standard input (`-`).
    pub paths: &'run [PathBuf],
    /// The database, which is passed over in the folders, with the files that belong to it.
    pub database: Option<&'run Path>,
    /// What tables and JSON hold, where somebody says so.
    pub map: Option<&'run Arc<TableMap>>,
}

impl Input<'_> {
    fn pieces(&self) -> Pieces {
        pieces(self.paths)
            .passing_over(self.database)
            .mapped(self.map.cloned())
    }
}

/// Loads files, folders and standard input into a database.
///
/// `progress` is told after each batch. When `stop` becomes true, the batch at work is finished, what is derived from
/// the articles is left for the next run, and the summary says that the run was stopped.
///
/// # Errors
/// The database cannot be written, or more inputs than were allowed cannot be used. What was committed before stays.
pub fn load(
    input: Input<'_>,
    store: &mut Store,
    lexicon: &Lexicon,
    options: Options,
    progress: &mut dyn FnMut(&Summary),
    stop: &Arc<AtomicBool>,
) -> Result<Summary, IngestError> {
    let workshop = Workshop {
        lexicon,
        cleaning: options.cleaning,
        since: options.since,
        known: if options.is_reread {
            crate::store::KnownTexts::default()
        } else {
            store.known_texts()?
        },
    };
    let inputs: Vec<String> = input
        .paths
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    let head = RunHead {
        command: RunCommand::Load,
        inputs: &inputs,
    };
    let mut run = write::Run::begin(store, head, options)?;
    let pieces = input.pieces().stopped_by(stop);
    let written = stream::each_batch(pieces, &workshop, options, stop, |batch| {
        let written = run.write(batch);
        progress(run.summary());
        written.map_err(Cut::Failed)?;
        if run.is_full() {
            Err(Cut::Full)
        } else {
            Ok(())
        }
    });
    let written = match written {
        Ok(()) | Err(Cut::Full) => Ok(()),
        Err(Cut::Failed(error)) => Err(error),
    };
    let ended = written.and_then(|()| run.finish(stop, progress));
    if ended.is_err() {
        run.fail();
    }
    ended
}

/// Why a run does not go on to the end of its input.
enum Cut {
    /// It has as many articles as were wanted.
    Full,
    Failed(IngestError),
}

/// Gives the records that loading would store, in order, without a database: before an article the
/// outlet and the entities that it names, each once, and again when more was learned of it.
///
/// # Errors
/// `print` failed, or more inputs than were allowed cannot be used.
pub fn extract(
    input: Input<'_>,
    lexicon: &Lexicon,
    options: Options,
    print: &mut dyn FnMut(&Record) -> std::io::Result<()>,
) -> Result<Summary, IngestError> {
    let workshop = Workshop {
        lexicon,
        cleaning: options.cleaning,
        since: options.since,
        known: crate::store::KnownTexts::default(),
    };
    let mut printed = printed::Printed::new(print, options.most_rejected);
    let stop = AtomicBool::new(false);
    stream::each_batch(input.pieces(), &workshop, options, &stop, |batch| {
        printed.write(batch)
    })?;
    Ok(printed.into_summary())
}
