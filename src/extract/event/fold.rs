//! "killed in an air strike": the deed and what it did to somebody are one event.

use super::code::Coder;
use crate::model::event::EventKind;

impl Coder<'_, '_, '_> {
    /// Folds the event of a noun without a target into the passive verb that it explains.
    pub(super) fn fold_deeds(&mut self) {
        let syntax = self.syntax;
        for position in (0..self.drafts.len()).rev() {
            let noun = &self.drafts[position];
            let is_bare =
                noun.rule == "noun" && noun.kind == EventKind::Assault && noun.targets.is_empty();
            if !is_bare {
                continue;
            }
            let (head, mode) = (noun.trigger.start, noun.mode);
            let suffered = self.drafts.iter_mut().find(|draft| {
                let group = syntax
                    .groups
                    .iter()
                    .position(|group| group.main == draft.trigger.start);
                draft.rule == "verb_passive"
                    && draft.kind == EventKind::Assault
                    && group
                        .and_then(|group| syntax.deed_around(group))
                        .is_some_and(|deed| syntax.phrases[deed].head == head)
            });
            if let Some(suffered) = suffered {
                suffered.mode = suffered.mode.or(mode);
                self.drafts.remove(position);
            }
        }
    }
}
