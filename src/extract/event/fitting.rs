//! Whether what was found around a verb is enough for its frame.

use super::code::Coder;
use super::group::Form;
use super::participant::Party;
use super::tag::Tag;
use super::verb::Slots;
use crate::lexicon::action::frame::{Flag, VerbFrame};
use crate::lexicon::action::word::NounClass;
use crate::model::entity::MentionForm;
use crate::model::event::EventKind;

impl Coder<'_, '_, '_> {
    /// Whether the frame has all that it asks for.
    pub(super) fn meets(&self, slots: &Slots<'_>, actors: &[Party], targets: &[Party]) -> bool {
        let syntax = self.syntax;
        let Slots {
            group,
            frame,
            object,
            after,
            ..
        } = *slots;
        let named = |parties: &[Party]| {
            parties
                .iter()
                .any(|party| party.is_name || party.entity.is_some())
        };
        let subject_is = |classes: &[NounClass]| {
            syntax.clauses[group].subject.is_some_and(|subject| {
                syntax
                    .noun(syntax.phrases[subject].head)
                    .is_some_and(|noun| classes.iter().any(|class| noun.classes.has(*class)))
            })
        };
        // "rebels backed by Rwanda"
        let is_backed = syntax.groups[group].is_passive
            && named(actors)
            && targets.iter().any(|target| target.can_act);
        if frame.is(Flag::Weak) && !(named(actors) && named(targets)) && !is_backed {
            return false;
        }
        if frame.is(Flag::Alone) && object.is_some() {
            return false;
        }
        if frame.is(Flag::Crowd) {
            let is_crowd = subject_is(&[NounClass::Crowd, NounClass::People, NounClass::Group])
                || self.are_several(group) && subject_is(&[NounClass::Person])
                || self.is_of_a_people(group)
                || frame.object.is_empty() && named(targets);
            return is_crowd && !actors.is_empty();
        }
        if frame.is(Flag::Weapon) {
            return subject_is(&[NounClass::Weapon, NounClass::Installation]);
        }
        if frame.is(Flag::Control) {
            let is_followed = self.governs_infinitive(slots);
            return !actors.is_empty()
                && (is_followed || syntax.is_word(syntax.past_time(after), "that"));
        }
        if frame.is(Flag::Statement) {
            let has_content = syntax.opens_clause(frame.kind, after) || object.is_some();
            let is_certain = |party: &Party| party.is_particular && party.can_act;
            return (named(actors) || actors.iter().any(is_certain)) && has_content;
        }
        if frame.is(Flag::With) {
            // "charged with using a weapon"
            let end = syntax.clauses[group].complement.end;
            let mut around = syntax.groups[group].tokens.end..(end + 1).min(syntax.tokens.end);
            if !around.any(|position| syntax.is_word(position, "with")) {
                return false;
            }
        }
        if frame.is(Flag::Out) {
            let complement = syntax.clauses[group].complement.clone();
            let leaves = complement
                .into_iter()
                .any(|position| syntax.is_any(position, &["out", "from", "away", "back"]));
            if !leaves {
                return false;
            }
        }
        if frame.is(Flag::Place) {
            return !actors.is_empty();
        }
        if frame.is(Flag::Swap) {
            return !targets.is_empty();
        }
        if frame.is(Flag::Optional) {
            return !actors.is_empty() || named(targets);
        }
        if frame.is(Flag::Reciprocal) && targets.is_empty() {
            return actors.len() > 1 || self.is_plural_subject(group, actors);
        }
        !targets.is_empty()
            && (!actors.is_empty() || self.may_lack_actor(group, frame, named(targets)))
    }

    /// Whether an infinitive follows the verb, its object and the relative clauses of that.
    fn governs_infinitive(&self, slots: &Slots<'_>) -> bool {
        let syntax = self.syntax;
        let mut end = slots.object.map_or(slots.after, |object| {
            syntax.phrases[object].tokens.end.max(slots.after)
        });
        for next in syntax.group_from(slots.after)..syntax.groups.len() {
            let group = &syntax.groups[next];
            if group.form == Form::Infinitive {
                return group.tokens.start <= end + 1;
            }
            let is_relative = syntax
                .before(group.tokens.start)
                .is_some_and(|before| syntax.tag(before) == Tag::Relative);
            if !is_relative {
                return false;
            }
            end = syntax.clauses[next].complement.end;
        }
        false
    }

    /// A passive or participle may leave out who did it; so may a bomb that killed, and a pronoun that
    /// nothing explains.
    fn may_lack_actor(&self, group: usize, frame: &VerbFrame, has_named_target: bool) -> bool {
        let syntax = self.syntax;
        if syntax.groups[group].is_passive || syntax.clauses[group].noun.is_some() {
            return true;
        }
        let Some(subject) = syntax.clauses[group].subject else {
            return false;
        };
        let head = syntax.phrases[subject].head;
        let is_deed = frame.kind == EventKind::Assault
            && syntax.noun(head).is_some_and(|noun| {
                noun.classes.has(NounClass::Weapon)
                    || noun
                        .frames
                        .iter()
                        .any(|frame| frame.kind == EventKind::Assault)
            });
        let is_person = syntax.is_any(head, &["he", "she", "they"]);
        is_deed || (is_person && has_named_target)
    }

    /// "Up to 100 ethnic Albanians", "Algerians".
    fn is_of_a_people(&self, group: usize) -> bool {
        let subject = self.syntax.clauses[group].subject;
        subject.is_some_and(|subject| {
            let head = self.syntax.phrases[subject].head;
            self.syntax.tag(head) == Tag::Demonym
                || self
                    .syntax
                    .mention(head)
                    .is_some_and(|mention| mention.form == MentionForm::Demonym)
        })
    }

    /// "teachers", "lawyers".
    fn are_several(&self, group: usize) -> bool {
        self.syntax.clauses[group].subject.is_some_and(|subject| {
            let head = self.syntax.phrases[subject].head;
            self.syntax.at(head).word.is_some_and(|word| word.is_plural)
        })
    }

    fn is_plural_subject(&self, group: usize, actors: &[Party]) -> bool {
        !actors.is_empty() && self.are_several(group)
    }
}
