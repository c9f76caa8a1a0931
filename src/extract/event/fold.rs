//! "killed in an air strike", "the strike killed": the deed and what it did to somebody are one event.

use super::code::Coder;
use super::draft::Draft;
use super::participant::Party;
use crate::model::event::{EventKind, EventMode};

impl Coder<'_, '_, '_> {
    /// Folds the events of nouns into the verbs that tell what they did.
    pub(super) fn fold_deeds(&mut self) {
        for position in (0..self.drafts.len()).rev() {
            let noun = &self.drafts[position];
            if !matches!(noun.rule, "noun" | "light_verb") || noun.kind != EventKind::Assault {
                continue;
            }
            let head = noun.trigger.start;
            let verb = (0..self.drafts.len()).find(|verb| self.is_done_by(*verb, head));
            if let Some(verb) = verb.filter(|verb| *verb != position) {
                let noun = self.drafts.remove(position);
                let verb = if verb > position { verb - 1 } else { verb };
                join(&mut self.drafts[verb], noun);
            }
        }
        for position in 0..self.drafts.len() {
            let mode = self.mode_around(&self.drafts[position]);
            let draft = &mut self.drafts[position];
            draft.mode = draft.mode.or(mode);
        }
    }

    /// Whether the draft tells what the deed at a token did: "killed in the attack", "the attack killed".
    fn is_done_by(&self, position: usize, head: usize) -> bool {
        let syntax = self.syntax;
        let draft = &self.drafts[position];
        let Some(group) = self.group_of(draft) else {
            return false;
        };
        let deed = if syntax.groups[group].is_passive {
            syntax.deed_around(group)
        } else {
            syntax.clauses[group].subject
        };
        draft.kind == EventKind::Assault
            && deed.is_some_and(|deed| syntax.phrases[deed].head == head)
    }

    /// "killed in a clash": the mode that the deed gives to what it did.
    fn mode_around(&self, draft: &Draft) -> Option<EventMode> {
        let syntax = self.syntax;
        let group = self.group_of(draft)?;
        if draft.kind != EventKind::Assault || !syntax.groups[group].is_passive {
            return None;
        }
        let deed = &syntax.phrases[syntax.deed_around(group)?];
        let frames = &syntax.noun(deed.head)?.frames;
        let mut before = deed.tokens.start..deed.head;
        let frame = frames.iter().find(|frame| {
            let document = syntax.reading.document;
            frame.with.is_empty() || before.any(|at| document.is_any_word(at, &frame.with))
        })?;
        frame.mode.filter(|mode| mode.kind() == EventKind::Assault)
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
                .filter(|party| !shares_entity(&verb.targets, party))
                .collect(),
            Vec::new(),
        )
    } else {
        (noun.actors, noun.targets)
    };
    if verb.actors.is_empty() {
        verb.actors = actors;
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
