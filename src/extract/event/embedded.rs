//! Events inside the words of another: "denied that it had shelled the town" is told as denied, and the
//! denial with it; "demanded that they withdraw" tells a demand and no withdrawal.

use super::draft::Draft;
use crate::model::event::{EventKind, EventMode, Modality};

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

/// Leaves out what somebody only asks for.
pub(super) fn leave_out_asked(drafts: &mut Vec<Draft>) {
    let asked: Vec<(usize, usize)> = drafts
        .iter()
        .filter(|draft| draft.kind == EventKind::Request)
        .map(|draft| (draft.trigger.end, draft.clause.end))
        .collect();
    drafts.retain(|draft| {
        let trigger = draft.trigger.start;
        let is_asked = asked
            .iter()
            .any(|(start, end)| (*start..*end).contains(&trigger));
        !(is_asked && draft.modality == Modality::Hypothetical)
    });
}
