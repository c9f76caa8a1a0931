//! Figures: numbers with what they count, their bounds, and who states them.

use super::Reading;
use super::speech::Attribution;
use crate::model::facts::{Event, Figure};

/// Finds the figures of a document in reading order.
pub fn find(
    _reading: &Reading<'_, '_>,
    _attributions: &[Attribution],
    _events: &[Event],
) -> Vec<Figure> {
    Vec::new()
}
