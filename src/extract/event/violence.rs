//! Nouns of violence: whose murder it is, and whether one particular happening is told.

use std::ops::Range;

use super::code::Coder;
use super::group::Form;
use super::participant::Party;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::frame::{Flag, NounFrame, OfRole};
use crate::lexicon::action::word::{NounClass, VerbClass};
use crate::model::date::{OPEN_END, Precision};
use crate::model::entity::EntityKind;
use crate::model::event::{EventKind, EventMode};
use crate::model::facts::EntityIndex;

impl Coder<'_, '_, '_> {
    /// "the minister's murder": a person who owns a murder, abduction or arrest is its victim.
    pub(super) fn settle_victim(
        &self,
        frame: &NounFrame,
        actors: &mut Vec<Party>,
        targets: &mut Vec<Party>,
    ) {
        let is_of_persons = frame.of == OfRole::Target
            && match frame.kind {
                EventKind::Assault => matches!(
                    frame.mode,
                    None | Some(
                        EventMode::Assassination | EventMode::Abduction | EventMode::Massacre
                    )
                ),
                EventKind::Coerce => frame.mode == Some(EventMode::Arrest),
                _ => false,
            };
        if frame.kind == EventKind::Assault {
            targets.retain(|target| !self.is_medium(target));
        }
        if !is_of_persons || !targets.is_empty() {
            return;
        }
        let (victims, others) = actors.drain(..).partition(|actor| self.is_person(actor));
        *targets = victims;
        *actors = others;
    }

    /// "claimed the attack on a website": where something is said, and no target.
    fn is_medium(&self, party: &Party) -> bool {
        let text = party.text.as_deref().unwrap_or_default();
        party.entity.is_none() && self.is_of_class(text, NounClass::Medium)
    }

    /// Whether the last word of a description is a noun of the class.
    pub(super) fn is_of_class(&self, text: &str, class: NounClass) -> bool {
        let last = text.rsplit(' ').next().unwrap_or(text).to_lowercase();
        let lexicon = &self.syntax.reading.lexicon.action;
        lexicon
            .word(&last)
            .and_then(|word| word.noun)
            .is_some_and(|noun| lexicon.noun(noun).classes.has(class))
    }

    fn is_person(&self, party: &Party) -> bool {
        let entities = &self.syntax.reading.entities.list;
        match party.entity {
            Some(entity) => entities[entity.0].kind == EntityKind::Person,
            None => party
                .text
                .as_deref()
                .is_some_and(|text| self.is_of_class(text, NounClass::Person)),
        }
    }

    /// Whether a noun of violence tells one particular happening: one that has a victim, a place, a day
    /// or a toll of its own. "attacks on the police have increased" tells none.
    pub(super) fn is_particular(
        &self,
        phrase: usize,
        frame: &NounFrame,
        reach: &Range<usize>,
        (actors, targets): (&[Party], &[Party]),
    ) -> bool {
        let syntax = self.syntax;
        let named = |parties: &[Party]| {
            parties
                .iter()
                .any(|party| party.is_name || party.entity.is_some())
        };
        if frame.is(Flag::Weak) {
            return named(actors) && named(targets);
        }
        let is_fire = matches!(
            frame.mode,
            Some(EventMode::Airstrike | EventMode::Shelling | EventMode::Clash)
        );
        if is_fire && (named(actors) || named(targets) || !actors.is_empty()) {
            return true;
        }
        let tokens = &syntax.phrases[phrase].tokens;
        let head = syntax.phrases[phrase].head;
        let is_attack = !matches!(
            frame.mode,
            Some(EventMode::GroundAdvance | EventMode::Clash)
        );
        let is_dated = is_attack && (syntax.has_day(tokens) || syntax.has_day(reach));
        let is_placed = syntax.place_in(reach, head).is_some();
        let is_plural = syntax.at(head).word.is_some_and(|word| word.is_plural);
        let is_told = named(targets) || self.takes_toll(phrase);
        let of_whom = syntax.after_preposition(reach, &["of", "on", "against"]);
        if !is_told
            && !is_dated
            && !is_placed
            && of_whom.is_some_and(|list| self.is_of_a_sort(&list))
        {
            return false;
        }
        if is_plural {
            return is_dated || is_told && (is_placed || !actors.is_empty() || named(targets));
        }
        is_told || is_dated || is_placed || !targets.is_empty() || !actors.is_empty()
    }

    /// "the attack left two dead": whether the noun is the subject of a verb that tells what it did.
    fn takes_toll(&self, phrase: usize) -> bool {
        let syntax = self.syntax;
        syntax.groups.iter().enumerate().any(|(index, group)| {
            group.form == Form::Finite
                && !group.is_passive
                && syntax.clauses[index].subject == Some(phrase)
                && syntax.is_verb(group.verb, VerbClass::Toll)
        })
    }
}

impl Syntax<'_, '_> {
    /// Whether a party is nothing but a place.
    pub(super) fn is_place_of(&self, party: &Party) -> bool {
        let list = &self.reading.entities.list;
        let is_place = |entity: EntityIndex| list[entity.0].kind == EntityKind::Place;
        !party.is_part && party.entity.is_some_and(is_place)
    }

    /// "three Russian missiles": what is nowhere at home.
    pub(super) fn is_weapon(&self, party: &Party) -> bool {
        let head = party
            .text
            .as_deref()
            .and_then(|text| text.rsplit(' ').next());
        let lexicon = &self.reading.lexicon.action;
        let noun = head.and_then(|head| lexicon.word(head)?.noun);
        noun.is_some_and(|noun| {
            let classes = lexicon.noun(noun).classes;
            classes.has(NounClass::Weapon) || classes.has(NounClass::Aircraft)
        })
    }

    /// "killed seven": a number alone counts people where they are harmed.
    pub(super) fn is_harmed_number(&self, index: usize) -> bool {
        let phrase = &self.phrases[index];
        let group = self.group_from(phrase.tokens.start).checked_sub(1);
        self.tag(phrase.head) == Tag::Number
            && !self.is_word(phrase.tokens.end, "of")
            && group.map(|group| &self.groups[group]).is_some_and(|group| {
                group.tokens.end == phrase.tokens.start
                    && self.is_verb(group.verb, VerbClass::Harming)
            })
    }

    /// "killed in a US drone strike", "wounded during the attack": the deed in which somebody suffers.
    pub(super) fn deed_around(&self, group: usize) -> Option<usize> {
        let verb = self.reading.lexicon.action.verb(self.groups[group].verb);
        let is_assault = verb
            .frames
            .iter()
            .any(|frame| frame.kind == EventKind::Assault);
        if !is_assault {
            return None;
        }
        let is_passive = self.groups[group].is_passive;
        self.phrases_in(&self.clauses[group].complement)
            .find(|phrase| {
                let phrase = &self.phrases[*phrase];
                let is_inside = phrase.preposition.is_some_and(|at| {
                    self.is_any(at, &["in", "during"]) || self.is_word(at, "by") && is_passive
                });
                is_inside && self.is_deed(phrase.head)
            })
    }

    /// "died in a crash", "killed when the bus overturned", "the flood killed": whether nobody attacked.
    pub(super) fn is_mishap(&self, group: usize) -> bool {
        let told = &self.groups[group];
        if !self.is_verb(told.verb, VerbClass::Harming) {
            return false;
        }
        let is_noun = |phrase: usize| {
            self.noun(self.phrases[phrase].head)
                .is_some_and(|noun| noun.classes.has(NounClass::Mishap))
        };
        let mut around = self
            .phrases_in(&self.clauses[group].complement)
            .filter(|phrase| self.phrases[*phrase].preposition.is_some());
        if around.any(is_noun) || self.clauses[group].subject.is_some_and(is_noun) {
            return true;
        }
        let Some(next) = self.groups.get(group + 1) else {
            return false;
        };
        let between = told.tokens.end..next.tokens.start;
        let is_cause = self.is_verb(next.verb, VerbClass::Mishap)
            && next.form == Form::Finite
            && between
                .into_iter()
                .any(|position| self.is_any(position, &["when", "after", "as"]));
        let is_driven = self.clauses[group + 1].subject.is_some_and(|subject| {
            self.noun(self.phrases[subject].head)
                .is_some_and(|noun| noun.classes.is_participant())
        });
        is_cause && !is_driven
    }

    /// Whether a date that is finer than a year is told inside a range.
    pub(super) fn has_day(&self, range: &Range<usize>) -> bool {
        self.date_in(range).is_some_and(|date| {
            !matches!(date.precision, Precision::Year | Precision::Decade) && date.last != OPEN_END
        })
    }

    /// "were killed on Tuesday": whether a verb has a day of its own.
    fn is_of_a_day(&self, group: usize) -> bool {
        self.date_in(&self.clauses[group].complement)
            .is_some_and(|date| date.precision == Precision::Day && date.last != OPEN_END)
    }

    /// Whether a noun tells fighting that may go on for long.
    fn is_battle(&self, head: usize) -> bool {
        self.noun(head).is_some_and(|noun| {
            noun.frames.iter().all(|frame| {
                matches!(
                    frame.mode,
                    Some(EventMode::Clash | EventMode::GroundAdvance)
                )
            })
        })
    }

    /// Whether a noun tells a single act of violence, and neither a war nor the weapon.
    pub(super) fn is_deed(&self, head: usize) -> bool {
        self.noun(head).is_some_and(|noun| {
            noun.frames.iter().any(|frame| {
                frame.kind == EventKind::Assault
                    && !frame.is(Flag::Weak)
                    && (!frame.is(Flag::Light) || frame.mode == Some(EventMode::Bombing))
            })
        })
    }

    /// Whether what a verb did is told as the effect of one deed: "killed in a bombing", "the blast killed".
    pub(super) fn is_of_deed(&self, group: usize) -> bool {
        if self.groups[group].is_passive {
            // The dead of a battle are counted, those of a bombing are its victims.
            let deed = self.deed_around(group);
            return deed.is_some_and(|deed| !self.is_battle(self.phrases[deed].head))
                || self.is_of_a_day(group);
        }
        let subject = self.clauses[group].subject;
        subject.is_some_and(|subject| {
            let head = self.phrases[subject].head;
            let noun = self.noun(head);
            self.is_deed(head) || noun.is_some_and(|noun| noun.classes.has(NounClass::Weapon))
        })
    }
}
