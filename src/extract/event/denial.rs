//! "denied that it had shelled the town": what is denied is told as such, and the denial with it.

use super::draft::Draft;
use crate::model::event::{EventMode, Modality};

/// Leaves out denials of what the same sentence tells as denied.
pub(super) fn leave_out_told(drafts: &mut Vec<Draft>) {
    let is_denied = |draft: &&Draft| draft.modality == Modality::Denied;
    let last = drafts
        .iter()
        .filter(is_denied)
        .map(|draft| draft.trigger.start)
        .max();
    drafts.retain(|draft| {
        draft.mode != Some(EventMode::Denial)
            || last.is_none_or(|denied| denied < draft.trigger.end)
    });
}
