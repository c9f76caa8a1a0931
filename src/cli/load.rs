//! `dateline load`

use super::Streams;
use super::args::Load;
use super::exit::{Failure, Outcome};

/// Runs the command.
pub(super) fn run(_arguments: &Load, _streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    Err(Failure::Failed(
        "this command is not available yet".to_owned(),
    ))
}
