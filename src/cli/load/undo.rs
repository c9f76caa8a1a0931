//! `dateline load --undo N`

use std::path::Path;

use super::super::Streams;
use super::super::exit::{Failure, Outcome};
use super::super::turn::{check_is_there, take_turn};
use super::{counted, failed, stop_at_interrupt};
use crate::store::{RunNumber, Store};

/// Runs the command.
pub(super) fn run(number: i64, path: &Path, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    check_is_there(path)?;
    let stop = stop_at_interrupt();
    let Some(turn) = take_turn(path, &stop, streams)? else {
        return Ok(Outcome::Interrupted);
    };
    let mut store = Store::create(path).map_err(failed)?;
    let undone = store.undo_run(RunNumber(number)).map_err(failed)?;
    drop(turn);
    writeln!(
        streams.out,
        "Load {number} into {} is undone: {} removed, {} as before it, {} removed",
        path.display(),
        counted(undone.n_removed, "article", "articles"),
        undone.n_restored,
        counted(undone.n_entities, "entity", "entities"),
    )?;
    if undone.n_kept > 0 {
        writeln!(
            streams.out,
            "  {} as later loads wrote them",
            counted(undone.n_kept, "article stays", "articles stay")
        )?;
    }
    Ok(Outcome::Done)
}
