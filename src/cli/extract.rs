//! `dateline extract`: what loading would store, as JSON Lines.

use std::io::{self, IsTerminal, Write as _};

use super::Streams;
use super::args::Extract;
use super::exit::{Failure, Outcome};
use super::load::{
    Display, built_in_lexicon, check_paths, failed, ingest_failed, options, read_map,
};
use super::own;
use crate::ingest::{Input, extract};
use crate::render::cell::disarm;
use crate::store::Store;

/// Runs the command.
pub(super) fn run(arguments: &Extract, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    check_paths(&arguments.paths)?;
    let map = read_map(arguments.map.as_deref())?;
    let mut lexicon = built_in_lexicon()?;
    own::learn(&mut lexicon, &arguments.lexicons)?;
    if let Some(path) = &arguments.database {
        let store = Store::open(path).map_err(failed)?;
        own::learn_kept(&mut lexicon, &store).map_err(failed)?;
    }
    let options = options(arguments.raw, None);
    let out = &mut streams.out;
    let is_screen = io::stdout().is_terminal();
    let input = Input {
        paths: &arguments.paths,
        database: None,
        map: map.as_ref(),
    };
    let summary = extract(input, &lexicon, options, &mut |record| {
        let line = record.to_line();
        if is_screen {
            writeln!(out, "{}", disarm(&line))
        } else {
            writeln!(out, "{line}")
        }
    });
    let summary = summary.map_err(ingest_failed)?;
    Display::new(true).end(&summary, streams.err)?;
    Ok(if summary.n_rejected > 0 {
        Outcome::Rejected
    } else {
        Outcome::Done
    })
}
