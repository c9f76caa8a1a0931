//! Refusals: the refusal is the event, and what is refused is none.

use super::code::Coder;
use super::draft::Draft;
use super::group::Form;
use crate::lexicon::action::frame::{Flag, VerbFrame};
use crate::model::event::{EventKind, EventMode, Modality};

impl Coder<'_, '_, '_> {
    /// "rejected a proposal for signing a trade deal": leaves out what would have been, had it not been
    /// refused. What is denied stays: somebody has said that it happened.
    pub(super) fn drop_refused(&mut self) {
        let refusals: Vec<usize> = self
            .drafts
            .iter()
            .filter(|draft| draft.mode == Some(EventMode::Refusal))
            .map(|draft| draft.trigger.start)
            .collect();
        if refusals.is_empty() {
            return;
        }
        let syntax = self.syntax;
        let is_refused = |draft: &Draft| {
            let at = draft.trigger.start;
            !matches!(draft.modality, Modality::Asserted | Modality::Alleged)
                && refusals.iter().any(|refusal| {
                    let between = syntax.group_from(refusal + 1)..syntax.group_from(at + 1);
                    *refusal < at
                        && syntax.groups[between]
                            .iter()
                            .all(|group| group.form != Form::Finite)
                })
        };
        self.drafts.retain(|draft| !is_refused(draft));
    }

    /// Whether the verb tells a refusal.
    pub(super) fn refuses(&self, group: usize) -> bool {
        let verb = self.syntax.groups[group].verb;
        let frames = &self.syntax.reading.lexicon.action.verb(verb).frames;
        frames
            .iter()
            .any(|frame| frame.mode == Some(EventMode::Refusal))
    }

    /// "did not allow the convoy to pass": not to let others do something is to refuse it.
    pub(super) fn refusal(
        &self,
        group: usize,
        frame: &VerbFrame,
    ) -> Option<(EventKind, Option<EventMode>)> {
        let is_refused = frame.kind == EventKind::Concede
            && frame.is(Flag::Control)
            && self.syntax.groups[group].modality == Modality::Denied;
        is_refused.then_some((EventKind::Reject, Some(EventMode::Refusal)))
    }
}
