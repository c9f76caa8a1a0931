//! Events: trigger and arguments → who did what to whom, when, where, and whether it happened.

use super::Reading;
use super::speech::Attribution;
use crate::model::facts::Event;

/// Finds the events of a document in reading order.
pub fn find(_reading: &Reading<'_, '_>, _attributions: &[Attribution]) -> Vec<Event> {
    Vec::new()
}
