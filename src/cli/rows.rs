//! Rows that no question asked for: lists of loads, corrections, saved questions.

use super::Streams;
use super::exit::{Failure, Outcome};
use super::given::Given;
use crate::render::render;
use crate::value::Rows;

/// Writes rows as is wanted.
pub(super) fn print(
    rows: &Rows,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    render(rows, given.row_format()?, given.page(), streams.out)?;
    Ok(Outcome::Done)
}
