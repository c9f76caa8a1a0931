//! Verbs that tell an event by themselves.

use std::ops::Range;

use super::code::{Coder, confidence, is_verbal, plausible};
use super::draft::Draft;
use super::group::{Form, combine};
use super::participant::Party;
use super::tag::Tag;
use super::telling::Telling;
use crate::lexicon::action::frame::{Flag, Slot, VerbFrame};
use crate::lexicon::action::word::NounClass;
use crate::model::event::{EventKind, EventMode, Modality};

impl Coder<'_, '_, '_> {
    pub(super) fn code_frame(
        &self,
        group: usize,
        frame: &VerbFrame,
        after: usize,
    ) -> Option<Draft> {
        let syntax = self.syntax;
        let clause = &syntax.clauses[group];
        let is_passive = syntax.groups[group].is_passive;
        let end = clause.complement.end.max(after);
        let (object, is_suffered) = self.object_of(group, frame, after, end);
        let is_mutual = self.is_mutual(after);
        if !is_mutual && !self.has_object(group, frame, object, is_suffered) {
            return None;
        }
        let mut actors = syntax.actors_of(group);
        if is_passive
            && actors.is_empty()
            && is_verbal(frame.kind)
            && !syntax.agents(group).is_empty()
        {
            return None;
        }
        // "backed by air strikes": the strikes are the event, and no words of support.
        if is_passive && is_verbal(frame.kind) && syntax.is_done_by_deed(group) {
            return None;
        }
        // "militias backed by Tehran", "commanders allied with it": what they are, not what was done.
        let is_lasting = matches!(frame.kind, EventKind::Support | EventKind::Cooperate);
        if is_lasting && syntax.groups[group].form == Form::Participle {
            return None;
        }
        let mut targets = if is_mutual {
            actors.clone()
        } else {
            self.targets(frame, object, is_suffered, &(after..end), group)
        };
        let told: Vec<Party> = targets.clone();
        if is_verbal(frame.kind)
            && !targets
                .iter()
                .any(|party| party.is_name || party.entity.is_some() || party.can_act)
        {
            targets.clear();
        }
        self.add_remote_targets(group, frame, object, after, &mut targets);
        if targets.is_empty() {
            targets = told;
        }
        if !self.meets(group, frame, &actors, &targets, object, after)
            || self.is_told_by_number(group, frame, &actors, (object, &targets))
        {
            return None;
        }
        self.settle_fire(group, frame, &mut actors);
        let mut modality = clause.modality;
        if frame.is(Flag::Planned) {
            modality = combine(modality, Modality::Planned);
        }
        if object.is_some_and(|object| self.is_negated(object)) {
            modality = Modality::Denied;
        }
        let start = clause.subject.map_or(clause.start, |subject| {
            syntax.phrases[subject]
                .tokens
                .start
                .max(syntax.tokens.start)
        });
        let (kind, mode) = self.by_subject(group, frame)?;
        if kind == EventKind::Mobilize {
            targets.retain(|target| !target.is_name || target.is_part);
        }
        Some(Draft {
            kind,
            mode,
            trigger: syntax.groups[group].main..after.max(syntax.groups[group].tokens.end),
            clause: start.min(syntax.groups[group].tokens.start)..end,
            sentence: self.sentence,
            confidence: confidence(&actors, &targets),
            actors,
            targets,
            modality,
            place: None,
            date: None,
            claimant: None,
            telling: Telling::Plain,
            rule: if is_passive { "verb_passive" } else { "verb" },
        })
    }

    /// A weapon is no actor; air strikes to which nobody's name is put stand for those who fly them.
    fn settle_fire(&self, group: usize, frame: &VerbFrame, actors: &mut Vec<Party>) {
        if frame.is(Flag::Weapon) {
            actors.clear();
        } else if actors.is_empty()
            && frame.kind == EventKind::Assault
            && !self.syntax.groups[group].is_passive
        {
            actors.extend(self.syntax.fire_itself(group));
        }
    }

    /// "36 people were killed", "the war has killed thousands": what only counts victims is told by a figure.
    fn is_told_by_number(
        &self,
        group: usize,
        frame: &VerbFrame,
        actors: &[Party],
        (object, targets): (Option<usize>, &[Party]),
    ) -> bool {
        let syntax = self.syntax;
        let counted = if syntax.groups[group].is_passive {
            syntax.clauses[group].subject
        } else {
            object
        };
        let is_count = counted.is_some_and(|counted| {
            let mut tokens = syntax.phrases[counted].tokens.clone();
            tokens.any(|position| syntax.tag(position) == Tag::Number)
        });
        frame.kind == EventKind::Assault
            && actors.is_empty()
            && is_count
            && !targets.iter().any(|target| target.is_name)
    }

    /// What the subject makes of the verb: warplanes that bomb fly air strikes, troops that arrive are
    /// deployed, and civilians who flee do not withdraw.
    fn by_subject(
        &self,
        group: usize,
        frame: &VerbFrame,
    ) -> Option<(EventKind, Option<EventMode>)> {
        let told = (frame.kind, frame.mode);
        let noun = self.syntax.clauses[group]
            .subject
            .and_then(|subject| self.syntax.noun(self.syntax.phrases[subject].head));
        let Some(noun) = noun else {
            return Some(told);
        };
        match told {
            (EventKind::Assault, None | Some(EventMode::Bombing))
                if noun.classes.has(NounClass::Aircraft)
                    && !self.syntax.groups[group].is_passive =>
            {
                Some((EventKind::Assault, Some(EventMode::Airstrike)))
            }
            (_, Some(EventMode::Visit)) if noun.classes.has(NounClass::Force) => {
                Some((EventKind::Mobilize, Some(EventMode::Deployment)))
            }
            (_, Some(EventMode::Withdrawal)) if noun.classes.has(NounClass::People) => None,
            _ => Some(told),
        }
    }

    fn targets(
        &self,
        frame: &VerbFrame,
        object: Option<usize>,
        is_passive: bool,
        range: &Range<usize>,
        group: usize,
    ) -> Vec<Party> {
        let syntax = self.syntax;
        for slot in &frame.target {
            let list = match slot {
                Slot::Object if is_passive && self.stands_for_subject(group) => {
                    let parties = syntax.subject_parties(group);
                    if !parties.is_empty() {
                        return plausible(frame.kind, frame.mode, parties);
                    }
                    None
                }
                Slot::Object => object.map(|object| {
                    let limit = if is_passive {
                        syntax.groups[group]
                            .tokens
                            .start
                            .max(syntax.phrases[object].tokens.end)
                    } else {
                        range.end
                    };
                    syntax.object_list(object, limit)
                }),
                Slot::After(preposition) => syntax.after_preposition(range, &[preposition]),
            };
            let parties = list.map(|list| syntax.parties(&list)).unwrap_or_default();
            let parties = plausible(frame.kind, frame.mode, parties);
            if !parties.is_empty() {
                return parties;
            }
        }
        Vec::new()
    }

    /// Targets that do not stand in the slots of the verb itself.
    fn add_remote_targets(
        &self,
        group: usize,
        frame: &VerbFrame,
        object: Option<usize>,
        after: usize,
        targets: &mut Vec<Party>,
    ) {
        let syntax = self.syntax;
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
        let agrees_to = frame.kind == EventKind::Agree
            && syntax
                .groups
                .get(next)
                .is_some_and(|next| next.form == Form::Infinitive && next.tokens.start <= after);
        if (frame.is(Flag::Control) || agrees_to) && next < syntax.groups.len() {
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

    /// Whether the frame has all that it asks for.
    #[expect(
        clippy::too_many_arguments,
        reason = "one question about all that was found"
    )]
    fn meets(
        &self,
        group: usize,
        frame: &VerbFrame,
        actors: &[Party],
        targets: &[Party],
        object: Option<usize>,
        after: usize,
    ) -> bool {
        let syntax = self.syntax;
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
        if frame.is(Flag::Crowd) {
            let is_crowd = subject_is(&[NounClass::Crowd, NounClass::People, NounClass::Group])
                || self.is_of_a_people(group)
                || frame.object.is_empty() && named(targets);
            if !is_crowd {
                return false;
            }
        }
        if frame.is(Flag::Weapon) {
            return subject_is(&[NounClass::Weapon, NounClass::Installation]);
        }
        if frame.is(Flag::Control) {
            let next = syntax.group_from(after);
            let is_followed = syntax.groups.get(next).is_some_and(|next| {
                next.form == Form::Infinitive && next.tokens.start <= after + 1
            });
            return !actors.is_empty() && (is_followed || syntax.is_word(after, "that"));
        }
        if frame.is(Flag::Statement) {
            let has_content = syntax.is_word(after, "that") || object.is_some();
            return named(actors) && has_content;
        }
        if frame.is(Flag::With)
            && syntax
                .after_preposition(&syntax.clauses[group].complement, &["with"])
                .is_none()
        {
            return false;
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
        if frame.is(Flag::Optional) {
            return !actors.is_empty() || named(targets);
        }
        if frame.is(Flag::Reciprocal) && targets.is_empty() {
            return actors.len() > 1 || self.is_plural_subject(group, actors);
        }
        !targets.is_empty()
            && (!actors.is_empty() || self.may_lack_actor(group, frame, named(targets)))
    }

    /// A passive or participle may leave out who did it; so may a bomb that killed, and a pronoun that
    /// nothing explains.
    fn may_lack_actor(&self, group: usize, frame: &VerbFrame, has_named_target: bool) -> bool {
        let syntax = self.syntax;
        if syntax.groups[group].is_passive {
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
        })
    }

    fn is_plural_subject(&self, group: usize, actors: &[Party]) -> bool {
        !actors.is_empty()
            && self.syntax.clauses[group].subject.is_some_and(|subject| {
                let head = self.syntax.phrases[subject].head;
                self.syntax.at(head).word.is_some_and(|word| word.is_plural)
            })
    }

    pub(super) fn is_negated(&self, phrase: usize) -> bool {
        self.syntax.names_nobody(phrase)
    }
}
