//! "killed in an air strike", "the strike killed": the deed and what it did to somebody are one event.

use super::code::Coder;
use super::draft::Draft;
use super::group::{Form, combine};
use super::participant::Party;
use crate::lexicon::action::word::VerbClass;
use crate::model::event::{EventKind, EventMode, Modality};

impl Coder<'_, '_, '_> {
    /// Folds the events of nouns into the verbs that tell what they did.
    pub(super) fn fold_deeds(&mut self) {
        for position in (0..self.drafts.len()).rev() {
            let noun = &self.drafts[position];
            if !matches!(noun.rule, "noun" | "light_verb") || noun.kind != EventKind::Assault {
                continue;
            }
            let head = noun.trigger.start;
            let is_told = matches!(noun.modality, Modality::Asserted | Modality::Alleged);
            let verb = (0..self.drafts.len()).find(|verb| is_told && self.is_done_by(*verb, head));
            if let Some(verb) = verb.filter(|verb| *verb != position) {
                let noun = self.drafts.remove(position);
                let verb = if verb > position { verb - 1 } else { verb };
                join(&mut self.drafts[verb], noun);
            }
        }
        for position in 0..self.drafts.len() {
            let Some((mode, modality)) = self.deed_of(&self.drafts[position]) else {
                continue;
            };
            let draft = &mut self.drafts[position];
            draft.mode = draft.mode.or(mode);
            // "killed in a suspected gas attack"
            if modality == Modality::Alleged {
                draft.modality = combine(draft.modality, modality);
            }
        }
    }

    /// "Ten people died in an attack": those who died are its victims.
    pub(super) fn add_dead(&mut self) {
        let syntax = self.syntax;
        for group in 0..syntax.groups.len() {
            let dying = &syntax.groups[group];
            if !syntax.is_verb(dying.verb, VerbClass::Dying) || dying.form != Form::Finite {
                continue;
            }
            let next = syntax.groups.get(group + 1);
            let when = next.filter(|next| {
                let mut between = dying.tokens.end..next.tokens.start;
                between.any(|position| syntax.is_any(position, &["when", "after", "as"]))
            });
            let complement = syntax.clauses[group].complement.clone();
            let deed = self.drafts.iter_mut().find(|draft| {
                let trigger = draft.trigger.start;
                draft.kind == EventKind::Assault
                    && draft.mode != Some(EventMode::Abduction)
                    && (complement.contains(&trigger)
                        && syntax.phrase_at(trigger).is_some_and(|phrase| {
                            let preposition = syntax.phrases[phrase].preposition;
                            preposition.is_some_and(|at| syntax.is_any(at, &["in", "during"]))
                        })
                        || when.is_some_and(|when| when.main == trigger))
            });
            if let Some(deed) = deed {
                let mut victims = syntax.subject_parties(group);
                victims.retain(|party| party.can_act);
                add(&mut victims, std::mem::take(&mut deed.targets));
                deed.targets = victims;
            }
        }
    }

    /// Whether the draft tells what the deed at a token did: "killed in the attack", "the attack killed".
    fn is_done_by(&self, position: usize, head: usize) -> bool {
        let syntax = self.syntax;
        let draft = &self.drafts[position];
        let Some(group) = self.group_of(draft) else {
            return false;
        };
        let is_passive = syntax.groups[group].is_passive;
        let subject = syntax.clauses[group].subject.filter(|_| !is_passive);
        let is_this = |deed: usize| syntax.phrases[deed].head == head;
        draft.kind == EventKind::Assault
            && (subject.is_some_and(is_this) || syntax.deed_around(group).is_some_and(is_this))
    }

    /// "killed in a clash": the mode that the deed gives to what it did, and whether it is certain.
    fn deed_of(&self, draft: &Draft) -> Option<(Option<EventMode>, Modality)> {
        let syntax = self.syntax;
        let group = self.group_of(draft)?;
        if draft.kind != EventKind::Assault {
            return None;
        }
        let index = syntax.deed_around(group)?;
        let deed = &syntax.phrases[index];
        let frames = &syntax.noun(deed.head)?.frames;
        let mut before = deed.tokens.start..deed.head;
        let frame = frames.iter().find(|frame| {
            let document = syntax.reading.document;
            frame.with.is_empty() || before.any(|at| document.is_any_word(at, &frame.with))
        })?;
        let mode = frame.mode.filter(|mode| mode.kind() == EventKind::Assault);
        Some((mode, self.noun_modality(index, None)))
    }
}

/// Adds to what was suffered who did it, and what else it hit.
fn join(verb: &mut Draft, noun: Draft) {
    verb.mode = verb.mode.or(noun.mode);
    verb.clause = verb.clause.start.min(noun.clause.start)..verb.clause.end.max(noun.clause.end);
    // "killed in clashes with the army"
    let is_clash = noun.mode == Some(EventMode::Clash);
    let (actors, targets): (Vec<Party>, Vec<Party>) = if is_clash {
        let parties = noun.actors.into_iter().chain(noun.targets);
        (
            parties
                .filter(|party| party.can_act && !shares_entity(&verb.targets, party))
                .collect(),
            Vec::new(),
        )
    } else {
        (noun.actors, noun.targets)
    };
    // "began a bombardment that killed": the fire is not told for itself.
    let is_fire = verb
        .actors
        .iter()
        .all(|actor| actor.is_part && actor.entity.is_none());
    if is_fire && !actors.is_empty() {
        verb.actors = actors;
        // "accused of the bombing that killed"
        if noun.modality == Modality::Alleged {
            verb.modality = combine(verb.modality, noun.modality);
        }
    }
    add(&mut verb.targets, targets);
}

/// Adds the parties that are not there yet.
pub(super) fn add(known: &mut Vec<Party>, others: Vec<Party>) {
    for other in others {
        let is_known = known.contains(&other) || shares_entity(known, &other);
        if !is_known {
            known.push(other);
        }
    }
}

fn shares_entity(known: &[Party], other: &Party) -> bool {
    known
        .iter()
        .any(|party| party.entity.is_some() && party.entity == other.entity && !party.is_part)
}
