//! `dateline extract`

use super::Streams;
use super::args::Extract;
use super::exit::{Failure, Outcome};

/// Runs the command.
pub(super) fn run(_arguments: &Extract, _streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    Err(Failure::Failed(
        "this command is not available yet".to_owned(),
    ))
}
