//! Commands that write into a database take turns.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Streams;
use super::exit::Failure;
use crate::store::{Store, StoreError, Turn};

/// Waits until no other load is at work on the database; none if it was interrupted.
pub(super) fn take_turn(
    database: &Path,
    stop: &AtomicBool,
    streams: &mut Streams<'_>,
) -> Result<Option<Turn>, Failure> {
    let mut is_told = false;
    let mut told = Ok(());
    let turn = Turn::take(database, &mut || {
        if !is_told {
            is_told = true;
            told = writeln!(
                streams.err,
                "another load into {} is at work: waiting for its end (Ctrl-C gives up)",
                database.display()
            );
        }
        !stop.load(Ordering::Relaxed)
    });
    told?;
    Ok(turn)
}

/// Refuses a database that is not there, where none is to be made.
pub(super) fn check_is_there(database: &Path) -> Result<(), Failure> {
    if database.exists() {
        return Ok(());
    }
    let path = database.to_owned();
    Err(Failure::Failed(StoreError::Missing { path }.to_string()))
}

/// A database to be changed, once no load is at work on it.
pub(super) fn open_in_turn(
    database: &Path,
    streams: &mut Streams<'_>,
) -> Result<(Option<Turn>, Store), Failure> {
    // Nothing is held while it waits, so an interrupt may end the program.
    let turn = take_turn(database, &AtomicBool::new(false), streams)?;
    let store = Store::create(database).map_err(|error| Failure::Failed(error.to_string()))?;
    Ok((turn, store))
}
