//! Whom a verb's event is done to: the slots of its frame, and what stands further off.

use super::code::{Coder, is_verbal, plausible};
use super::group::Form;
use super::participant::Party;
use super::verb::Slots;
use crate::lexicon::action::frame::{Flag, Slot};
use crate::model::event::{EventKind, EventMode};

impl Coder<'_, '_, '_> {
    /// The parties of the first of the frame's slots that holds any.
    pub(super) fn targets(&self, slots: &Slots<'_>) -> Vec<Party> {
        let syntax = self.syntax;
        let (group, frame, range) = (slots.group, slots.frame, slots.after..slots.end);
        for slot in &frame.target {
            let list = match slot {
                Slot::Object if slots.is_suffered && self.stands_for_subject(group) => {
                    let parties = syntax.subject_parties(group);
                    if !parties.is_empty() {
                        return plausible(frame.kind, frame.mode, parties);
                    }
                    None
                }
                Slot::Object => slots.object.map(|object| {
                    let limit = if slots.is_suffered {
                        syntax.groups[group]
                            .tokens
                            .start
                            .max(syntax.phrases[object].tokens.end)
                    } else {
                        range.end
                    };
                    syntax.object_list(object, limit)
                }),
                Slot::After(preposition) => syntax.after_preposition(&range, &[preposition]),
            };
            let parties = list.map(|list| syntax.parties(&list)).unwrap_or_default();
            let mut parties = plausible(frame.kind, frame.mode, parties);
            // "exploded in Mogadishu at noon": what stands there is a place or a time, and no target.
            if frame.mode == Some(EventMode::Bombing) && matches!(slot, Slot::After(_)) {
                parties
                    .retain(|party| party.is_thing || party.can_act && !syntax.is_place_of(party));
            }
            if !parties.is_empty() {
                return parties;
            }
        }
        // "all were freed", "arrested them"; but the dead are those of a deed that is told elsewhere.
        let may_stand = frame.target.contains(&Slot::Object)
            && frame.kind != EventKind::Aid
            && (frame.kind != EventKind::Assault || !slots.is_suffered);
        slots
            .object
            .filter(|_| may_stand)
            .and_then(|object| syntax.stand_in(object))
            .into_iter()
            .collect()
    }

    /// Targets that do not stand in the slots of the verb itself.
    pub(super) fn add_remote_targets(&self, slots: &Slots<'_>, targets: &mut Vec<Party>) {
        let syntax = self.syntax;
        let Slots {
            group,
            frame,
            object,
            after,
            ..
        } = *slots;
        if !targets.is_empty() {
            return;
        }
        let next = syntax.group_from(after);
        if frame.kind == EventKind::Request
            && syntax.is_word(after, "that")
            && next < syntax.groups.len()
        {
            targets.extend(syntax.subject_parties(next));
        }
        // "agreed to lift the embargo on Chad"
        let bound = syntax.group_from(syntax.groups[group].tokens.end);
        let agrees_to = frame.kind == EventKind::Agree
            && syntax
                .groups
                .get(bound)
                .is_some_and(|bound| bound.form == Form::Infinitive && bound.tokens.start <= after);
        if agrees_to {
            targets.extend(self.inner_targets(bound));
        } else if frame.is(Flag::Control) && next < syntax.groups.len() {
            targets.extend(self.inner_targets(next));
        }
        // "used tear gas to disperse the crowd"
        let is_means = matches!(frame.kind, EventKind::Coerce | EventKind::Assault)
            && object.is_some_and(|object| {
                let end = syntax.phrases[object].tokens.end;
                syntax
                    .groups
                    .get(next)
                    .is_some_and(|next| next.form == Form::Infinitive && next.tokens.start == end)
            });
        if is_means {
            targets.extend(self.inner_targets(next));
        }
        if matches!(
            frame.kind,
            EventKind::Reject | EventKind::Agree | EventKind::Concede | EventKind::Request
        ) && let Some(object) = object
            && !frame.target.contains(&Slot::Object)
        {
            targets.extend(syntax.owners(object));
            if targets.is_empty() {
                targets.extend(syntax.unknown_owner(object));
            }
        }
        if is_verbal(frame.kind)
            && let Some(object) = object
        {
            let reach = syntax.reach_of_noun(object);
            let list = syntax.after_preposition(&reach, &["by", "between", "with", "from"]);
            targets.extend(list.map(|list| syntax.parties(&list)).unwrap_or_default());
        }
        let subject = syntax.clauses[group].subject;
        targets.retain(|party| party.entity.is_some() || party.is_name || party.can_act);
        if subject.is_some() {
            let actors = syntax.actors_of(group);
            targets.retain(|party| !actors.contains(party));
        }
    }

    /// Whom the governed verb would reach: "threatened to attack X".
    fn inner_targets(&self, group: usize) -> Vec<Party> {
        let syntax = self.syntax;
        let complement = &syntax.clauses[group].complement;
        let start = syntax.groups[group].tokens.end;
        let object = syntax
            .object_at(start, complement.end)
            .map(|object| syntax.parties(&syntax.object_list(object, complement.end)))
            .unwrap_or_default();
        if object.iter().any(|party| party.entity.is_some()) {
            return object;
        }
        ["with", "against", "on", "to", "from", "in"]
            .iter()
            .filter_map(|preposition| syntax.after_preposition(complement, &[preposition]))
            .map(|list| syntax.parties(&list))
            .find(|parties| {
                parties
                    .iter()
                    .any(|party| party.entity.is_some() || party.is_name)
            })
            .unwrap_or_default()
    }

    /// "agreed to cooperate in their fight against Daesh": whom parties fight together is no party to it.
    pub(super) fn drop_adversaries(&self, slots: &Slots<'_>, targets: &mut Vec<Party>) {
        let syntax = self.syntax;
        if targets.is_empty() {
            return;
        }
        let behind = slots.after..syntax.tokens.end;
        let adversaries: Vec<Party> = syntax
            .phrases_in(&behind)
            .filter(|phrase| self.is_fought(*phrase))
            .flat_map(|phrase| syntax.parties(&syntax.list(phrase, behind.end)))
            .collect();
        targets.retain(|target| !adversaries.contains(target));
    }

    /// Whether a phrase stands after "fight against", "war on".
    fn is_fought(&self, phrase: usize) -> bool {
        let syntax = self.syntax;
        let Some(at) = syntax.phrases[phrase].preposition else {
            return false;
        };
        let fight = at
            .checked_sub(1)
            .and_then(|before| syntax.phrase_at(before));
        syntax.is_any(at, &["against", "on"])
            && fight.is_some_and(|fight| {
                let noun = syntax.noun(syntax.phrases[fight].head);
                noun.is_some_and(|noun| {
                    noun.frames
                        .iter()
                        .any(|frame| frame.kind == EventKind::Assault)
                })
            })
    }
}
