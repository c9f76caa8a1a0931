//! Deeds that somebody holds out: "offered to guard", "promised to dispatch".

use super::code::Coder;
use super::group::{Form, combine};
use crate::lexicon::action::word::VerbClass;
use crate::model::event::{EventKind, Modality};

impl Coder<'_, '_, '_> {
    /// An offer of a deed is no agreement where the deed is told and the offer is made to nobody named, and
    /// else one that is yet to come.
    pub(super) fn settle_offers(&mut self) {
        let syntax = self.syntax;
        let offered: Vec<Option<usize>> = self
            .drafts
            .iter()
            .map(|draft| {
                let group = self.group_of(draft)?;
                let offers = draft.kind == EventKind::Agree
                    && syntax.is_verb(syntax.groups[group].verb, VerbClass::Offering);
                offers.then_some(group)
            })
            .collect();
        let told: Vec<bool> = offered
            .iter()
            .map(|group| {
                let deed = group.and_then(|group| syntax.groups.get(group + 1));
                deed.is_some_and(|deed| {
                    let is_told = |draft: &super::draft::Draft| {
                        draft.trigger.start >= deed.main && draft.clause.contains(&deed.main)
                    };
                    deed.form == Form::Infinitive && self.drafts.iter().any(is_told)
                })
            })
            .collect();
        for (draft, _) in self
            .drafts
            .iter_mut()
            .zip(&offered)
            .filter(|(_, group)| group.is_some())
        {
            draft.modality = combine(draft.modality, Modality::Planned);
        }
        let mut told = told.into_iter();
        self.drafts
            .retain(|draft| !told.next().unwrap_or(false) || !draft.targets.is_empty());
    }
}
