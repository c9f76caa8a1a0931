//! How an event is told: as something new, as something known, or by what it did.

use super::code::Coder;
use super::draft::Draft;
use super::tag::Tag;
use crate::lexicon::action::word::{NounClass, VerbClass, WordClass};
use crate::model::event::EventKind;

/// How a sentence tells an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Telling {
    /// As anything else.
    #[default]
    Plain,
    /// As known already: "the attack", "his murder", "the bomb went off".
    Known,
    /// As one more: "another attack", "a second bomb".
    Fresh,
    /// By what it did, without who did it: "two soldiers were killed".
    Harm,
}

impl Coder<'_, '_, '_> {
    /// Notes of every draft how it is told.
    pub(super) fn note_tellings(&mut self) {
        for position in 0..self.drafts.len() {
            self.drafts[position].telling = self.telling(&self.drafts[position]);
        }
    }

    fn telling(&self, draft: &Draft) -> Telling {
        let syntax = self.syntax;
        if let Some(phrase) = self.noun_of(draft) {
            if self.is_said_of_known(phrase) {
                return Telling::Known;
            }
            return self.reference(phrase);
        }
        let Some(group) = self.group_of(draft) else {
            return Telling::Plain;
        };
        let is_harm = draft.kind == EventKind::Assault
            && syntax.is_verb(syntax.groups[group].verb, VerbClass::Harming);
        let weapon = syntax.clauses[group]
            .subject
            .filter(|subject| {
                let noun = syntax.noun(syntax.phrases[*subject].head);
                noun.is_some_and(|noun| {
                    noun.classes.has(NounClass::Weapon) || !noun.frames.is_empty()
                })
            })
            .filter(|_| draft.kind == EventKind::Assault);
        let is_active = !syntax.groups[group].is_passive;
        let told = weapon
            .filter(|_| is_active || !is_harm)
            .map_or(Telling::Plain, |weapon| self.reference(weapon));
        let is_own = weapon.is_some() && is_active && told != Telling::Known;
        if is_harm && !is_own && !draft.actors.iter().any(|actor| actor.can_act) {
            return Telling::Harm;
        }
        told
    }

    /// "This was an attack on all of us": whether the noun only says what something known was.
    fn is_said_of_known(&self, phrase: usize) -> bool {
        let syntax = self.syntax;
        let start = syntax.phrases[phrase].tokens.start;
        let Some(group) = syntax.group_from(start).checked_sub(1) else {
            return false;
        };
        let verb = &syntax.groups[group];
        let is_copula =
            verb.tokens.end == start && syntax.tag(verb.main) == Tag::Auxiliary && !verb.is_passive;
        is_copula
            && verb
                .tokens
                .start
                .checked_sub(1)
                .is_some_and(|before| syntax.is_any(before, &["this", "that", "it"]))
    }

    /// The phrase whose noun tells a draft.
    pub(super) fn noun_of(&self, draft: &Draft) -> Option<usize> {
        let phrase = self.syntax.phrase_at(draft.trigger.start)?;
        ((draft.is_of_noun() || draft.rule == "light_verb")
            && self.syntax.phrases[phrase].head == draft.trigger.start)
            .then_some(phrase)
    }

    /// The group whose verb tells a draft.
    pub(super) fn group_of(&self, draft: &Draft) -> Option<usize> {
        let groups = &self.syntax.groups;
        let index = groups.partition_point(|group| group.main < draft.trigger.start);
        groups
            .get(index)
            .filter(|group| group.main == draft.trigger.start && draft.rule.starts_with("verb"))
            .map(|_| index)
    }

    /// "will return after the attack", "ordered raids in response to the killings": what lies behind has
    /// happened, whatever becomes of the rest.
    pub(super) fn is_presupposed(&self, phrase: usize) -> bool {
        let syntax = self.syntax;
        let behind = syntax.phrases[phrase]
            .preposition
            .is_some_and(|at| syntax.at(at).has(WordClass::Behind));
        behind && self.reference(phrase) == Telling::Known
    }

    /// Whether a phrase speaks of something known.
    fn reference(&self, phrase: usize) -> Telling {
        let syntax = self.syntax;
        let phrase = &syntax.phrases[phrase];
        let mut before = phrase.tokens.start..phrase.head;
        let is_fresh = |position| syntax.at(position).has(WordClass::Fresh);
        if before.clone().any(is_fresh) {
            return Telling::Fresh;
        }
        let is_known = before.any(|position| {
            syntax.at(position).has(WordClass::Definite)
                || matches!(syntax.tag(position), Tag::Genitive | Tag::Possessive)
        });
        if is_known {
            Telling::Known
        } else {
            Telling::Plain
        }
    }
}
