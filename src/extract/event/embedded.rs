//! Events inside the words of another: "denied that it had shelled the town" tells a denial and a denied
//! shelling; "demanded that they withdraw" tells a demand and no withdrawal.

use super::draft::Draft;
use crate::model::event::{EventKind, Modality};

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
