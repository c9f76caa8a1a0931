//! "Russia said that Sudan must return it": what somebody says another must do is asked for.

use super::code::{Coder, confidence};
use super::draft::Draft;
use super::group::Form;
use super::telling::Telling;
use crate::lexicon::action::word::VerbClass;
use crate::model::event::{EventKind, EventMode, Modality};

impl Coder<'_, '_, '_> {
    /// The demand that a clause with "must" makes, where speaker and addressee are named and differ.
    pub(super) fn demand(&self, group: usize) -> Option<Draft> {
        let syntax = self.syntax;
        let demanded = &syntax.groups[group];
        let is_demand = demanded
            .tokens
            .clone()
            .any(|position| syntax.is_word(position, "must"));
        let before = group.checked_sub(1)?;
        let saying = &syntax.groups[before];
        let subject = syntax.clauses[group].subject?;
        if !is_demand
            || saying.form != Form::Finite
            || saying.is_passive
            || !syntax.is_verb(saying.verb, VerbClass::Saying)
            || syntax.phrases[subject].tokens.start < saying.tokens.end
        {
            return None;
        }
        let mut actors = syntax.actors_of(before);
        actors.retain(|actor| actor.entity.is_some() || actor.is_name);
        let mut targets = syntax.subject_parties(group);
        targets.retain(|target| target.can_act);
        let is_other = !actors.iter().any(|actor| {
            targets
                .iter()
                .any(|target| target.entity.is_some() && target.entity == actor.entity)
        });
        let is_named = targets
            .iter()
            .any(|target| target.entity.is_some() || target.is_name);
        (!actors.is_empty() && is_named && is_other).then(|| Draft {
            kind: EventKind::Request,
            mode: Some(EventMode::CallForAction),
            trigger: saying.main..saying.tokens.end,
            clause: syntax.clauses[before].start.min(saying.tokens.start)
                ..syntax.clauses[before].complement.end,
            sentence: self.sentence,
            confidence: confidence(&actors, &targets),
            actors,
            targets,
            modality: Modality::Asserted,
            place: None,
            date: None,
            claimant: None,
            telling: Telling::Plain,
            rule: "demand",
        })
    }
}
