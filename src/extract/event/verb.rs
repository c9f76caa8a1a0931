//! Verbs that tell an event by themselves.

use super::code::{Coder, confidence, is_between_people, is_verbal};
use super::draft::Draft;
use super::group::{Form, combine};
use super::participant::Party;
use super::tag::Tag;
use super::telling::Telling;
use crate::lexicon::action::frame::{Flag, VerbFrame};
use crate::lexicon::action::word::NounClass;
use crate::model::entity::PlaceType;
use crate::model::event::{EventKind, EventMode, Modality};
use crate::text::token::TokenKind;

/// A verb with a frame of its own and what fills it.
pub(super) struct Slots<'frame> {
    pub(super) group: usize,
    pub(super) frame: &'frame VerbFrame,
    /// The token after the words that belong to the verb.
    pub(super) after: usize,
    /// One past the last token of the clause.
    pub(super) end: usize,
    /// The phrase that the verb is done to.
    pub(super) object: Option<usize>,
    /// Whether the object is the subject of a passive.
    pub(super) is_suffered: bool,
    /// Whether it is done to those who do it: "accused each other".
    pub(super) is_mutual: bool,
    /// Who is given the object without "to".
    pub(super) receivers: Vec<Party>,
}

impl Coder<'_, '_, '_> {
    /// Codes a verb by one of its frames, if all that the frame asks for is there. `after` is the token after
    /// the words that belong to the verb.
    pub(super) fn code_frame(
        &self,
        group: usize,
        frame: &VerbFrame,
        after: usize,
    ) -> Option<Draft> {
        let slots = self.slots(group, frame, after)?;
        if self.only_describes(&slots) {
            return None;
        }
        let (mut actors, mut targets) = self.participants(&slots);
        if !self.meets(&slots, &actors, &targets)
            || self.is_told_by_number(&slots, &actors, &targets)
        {
            return None;
        }
        self.settle_fire(group, frame, &mut actors);
        let refusal = self.refusal(group, frame);
        let modality = match refusal {
            Some(_) => Modality::Asserted,
            None => self.verb_modality(&slots),
        };
        let (kind, mode) = refusal.or_else(|| self.by_subject(group, frame))?;
        if kind == EventKind::Mobilize {
            targets.retain(|target| !target.is_name || target.is_part);
        }
        let syntax = self.syntax;
        let words = &syntax.groups[group];
        Some(Draft {
            kind,
            mode,
            trigger: words.main..after.max(words.tokens.end),
            clause: self.start_of(group)..slots.end,
            sentence: self.sentence,
            confidence: confidence(&actors, &targets),
            actors,
            targets,
            modality,
            place: None,
            date: None,
            claimant: None,
            telling: Telling::Plain,
            rule: if words.is_passive {
                "verb_passive"
            } else {
                "verb"
            },
        })
    }

    /// What stands where the frame asks for something; nothing if its object is not what it must be.
    fn slots<'frame>(
        &self,
        group: usize,
        frame: &'frame VerbFrame,
        after: usize,
    ) -> Option<Slots<'frame>> {
        let end = self.syntax.clauses[group].complement.end.max(after);
        let (object, is_suffered, receivers) =
            if let Some((object, receivers)) = self.given(group, frame, after) {
                (Some(object), false, receivers)
            } else {
                let (object, is_suffered) = self.object_of(group, frame, after, end);
                (object, is_suffered, Vec::new())
            };
        let is_mutual = self.is_mutual(after);
        (is_mutual || self.has_object(group, frame, object, is_suffered)).then_some(Slots {
            group,
            frame,
            after,
            end,
            object,
            is_suffered,
            is_mutual,
            receivers,
        })
    }

    /// Whether the verb says what somebody is or tells a deed that has its own words.
    fn only_describes(&self, slots: &Slots<'_>) -> bool {
        let syntax = self.syntax;
        let words = &syntax.groups[slots.group];
        let kind = slots.frame.kind;
        // "backed by air strikes": the strikes are the event, and no words of support.
        let is_by_deed = words.is_passive
            && is_verbal(kind)
            && (syntax.is_done_by_deed(slots.group)
                || syntax.actors_of(slots.group).is_empty()
                    && !syntax.agents(slots.group).is_empty());
        // "militias backed by Tehran", "commanders allied with it": what they are, not what was done.
        let is_lasting = matches!(kind, EventKind::Support | EventKind::Cooperate);
        let is_none = kind == EventKind::Assault
            && (syntax.is_mishap(slots.group)
                || syntax.is_statistic(slots.group)
                || syntax.is_habit(slots.group, slots.object));
        // "was met with anger": what it was met with is nobody.
        let is_greeted =
            words.is_passive && kind == EventKind::Consult && !slots.frame.then.is_empty();
        is_by_deed || is_none || is_greeted || is_lasting && words.form == Form::Participle
    }

    /// Who does it, and to whom.
    fn participants(&self, slots: &Slots<'_>) -> (Vec<Party>, Vec<Party>) {
        let syntax = self.syntax;
        let (group, frame) = (slots.group, slots.frame);
        let mut actors = syntax.actors_of(group);
        let mut targets = if slots.is_mutual {
            actors.clone()
        } else {
            self.targets(slots)
        };
        if targets.is_empty() {
            targets.clone_from(&slots.receivers);
        }
        if frame.is(Flag::Swap) {
            let agents = std::mem::replace(&mut actors, targets);
            actors.retain(|party| party.can_act);
            targets = if syntax.groups[group].is_passive && !agents.is_empty() {
                agents
            } else {
                syntax.subject_parties(group)
            };
        }
        let told: Vec<Party> = targets.clone();
        if is_verbal(frame.kind)
            && !targets
                .iter()
                .any(|party| party.is_name || party.entity.is_some() || party.can_act)
        {
            targets.clear();
        }
        self.add_remote_targets(slots, &mut targets);
        if targets.is_empty() && !is_verbal(frame.kind) {
            targets = told;
        }
        if is_between_people(frame.kind, frame.mode) {
            targets.retain(|party| !self.is_spot(party));
        }
        if matches!(
            frame.kind,
            EventKind::Agree | EventKind::Cooperate | EventKind::Consult
        ) {
            self.drop_adversaries(slots, &mut targets);
        }
        // "soldiers were sent to the border": those who are sent.
        let is_sent = syntax.groups[group].is_passive && frame.kind == EventKind::Mobilize;
        if is_sent && actors.is_empty() {
            actors.extend(syntax.subject_parties(group));
            actors.retain(|party| party.can_act);
        }
        (actors, targets)
    }

    /// Whether a party is a town or a site under its own name.
    fn is_spot(&self, party: &Party) -> bool {
        let entities = &self.syntax.reading.entities.list;
        let kind = party
            .entity
            .and_then(|entity| entities[entity.0].place_type);
        !party.can_act
            && !party.is_part
            && matches!(
                kind,
                Some(PlaceType::City | PlaceType::Site | PlaceType::Water)
            )
    }

    fn verb_modality(&self, slots: &Slots<'_>) -> Modality {
        if slots.object.is_some_and(|object| self.is_negated(object)) {
            return Modality::Denied;
        }
        let told = self.syntax.clauses[slots.group].modality;
        if slots.frame.is(Flag::Planned) {
            combine(told, Modality::Planned)
        } else {
            told
        }
    }

    /// The first token of what a verb tells: that of its subject or its own.
    fn start_of(&self, group: usize) -> usize {
        let syntax = self.syntax;
        let clause = &syntax.clauses[group];
        let subject = clause.subject.map_or(clause.start, |subject| {
            syntax.phrases[subject]
                .tokens
                .start
                .max(syntax.tokens.start)
        });
        subject.min(syntax.groups[group].tokens.start)
    }

    /// A weapon is no actor; air strikes to which nobody's name is put stand for those who fly them.
    fn settle_fire(&self, group: usize, frame: &VerbFrame, actors: &mut Vec<Party>) {
        if frame.is(Flag::Weapon) {
            actors.clear();
            let subject = self.syntax.clauses[group].subject;
            actors.extend(subject.map_or_else(Vec::new, |subject| self.syntax.owners(subject)));
        } else if actors.is_empty()
            && frame.kind == EventKind::Assault
            && !self.syntax.groups[group].is_passive
        {
            actors.extend(self.syntax.fire_itself(group));
        }
    }

    /// "36 people were killed", "the war has killed thousands": what only counts victims is told by a figure.
    fn is_told_by_number(&self, slots: &Slots<'_>, actors: &[Party], targets: &[Party]) -> bool {
        let syntax = self.syntax;
        let counted = if syntax.groups[slots.group].is_passive {
            syntax.clauses[slots.group].subject
        } else {
            slots.object
        };
        let is_count = counted.is_some_and(|counted| {
            let tokens = &syntax.reading.document.tokens[syntax.phrases[counted].tokens.clone()];
            tokens.iter().any(|token| token.kind == TokenKind::Number)
        });
        slots.frame.kind == EventKind::Assault
            && actors.is_empty()
            && is_count
            && !syntax.is_of_deed(slots.group)
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
            (_, Some(EventMode::Withdrawal))
                if noun.classes.has(NounClass::Force) && self.relieves(group) =>
            {
                Some((EventKind::Assault, Some(EventMode::GroundAdvance)))
            }
            _ => Some(told),
        }
    }

    /// "ended the siege": whether troops end what others laid, and not "their siege".
    fn relieves(&self, group: usize) -> bool {
        let syntax = self.syntax;
        let start = syntax.groups[group].tokens.end;
        let object = syntax.object_at(start, syntax.clauses[group].complement.end);
        object.is_some_and(|object| {
            let phrase = &syntax.phrases[object];
            syntax.is_word(phrase.head, "siege")
                && syntax.tag(phrase.tokens.start) == Tag::Determiner
        })
    }

    pub(super) fn is_negated(&self, phrase: usize) -> bool {
        self.syntax.names_nobody(phrase)
    }
}
