//! Who is given something without "to": "gave Tanzania a grant", "Libya was given boats".

use super::code::Coder;
use super::participant::Party;
use crate::lexicon::action::frame::{Slot, VerbFrame};

impl Coder<'_, '_, '_> {
    /// What is given and who receives it, where the frame's target stands after "to" and both stand without
    /// it.
    pub(super) fn given(
        &self,
        group: usize,
        frame: &VerbFrame,
        after: usize,
    ) -> Option<(usize, Vec<Party>)> {
        let syntax = self.syntax;
        let is_giving = frame
            .target
            .iter()
            .any(|slot| matches!(slot, Slot::After(preposition) if preposition == "to"));
        if !is_giving || frame.object.is_empty() {
            return None;
        }
        let end = syntax.clauses[group].complement.end.max(after);
        let first = syntax.object_at(after, end)?;
        if syntax.groups[group].is_passive {
            let receivers = syntax.subject_parties(group);
            return syntax
                .passes(first, &frame.object)
                .then_some((first, receivers));
        }
        let is_whole = syntax.passes(first, &frame.object);
        if let Some(receiver) = self.receiver(first).filter(|_| is_whole) {
            return Some((first, vec![receiver]));
        }
        let second = syntax.phrases.get(first + 1)?;
        let is_beside = second.tokens.start == syntax.phrases[first].tokens.end
            && second.preposition.is_none()
            && second.tokens.end <= end;
        (is_beside && syntax.passes(first + 1, &frame.object))
            .then(|| (first + 1, syntax.parties(&[first])))
    }
}
