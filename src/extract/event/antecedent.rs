//! What a relative pronoun stands for.

use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::word::VerbClass;

/// Prepositions by which hangs on a deed whom or what it reached, and where.
const REACHED: [&str; 12] = [
    "on", "in", "at", "near", "against", "inside", "outside", "of", "around", "from", "across",
    "over",
];

impl Syntax<'_, '_> {
    /// The phrase before a relative pronoun; of "an attack on the camp that wounded six" the attack.
    pub(super) fn antecedent(&self, group: usize, relative: usize) -> Option<usize> {
        let nearest = self.phrase_ending_before(relative)?;
        let verb = self.groups[group].verb;
        let is_of_harm =
            self.is_verb(verb, VerbClass::Toll) || self.is_verb(verb, VerbClass::Harming);
        let may_be_deed = is_of_harm
            && !self.groups[group].is_passive
            && self.is_any(relative, &["that", "which"])
            && !self.is_deed(self.phrases[nearest].head);
        if !may_be_deed {
            return Some(nearest);
        }
        Some(self.deed_above(nearest, relative).unwrap_or(nearest))
    }

    /// The deed on which a phrase hangs by prepositions. After a comma those who can act are meant themselves.
    fn deed_above(&self, phrase: usize, relative: usize) -> Option<usize> {
        const CHAIN: usize = 3;
        let is_apart = self
            .before(relative)
            .is_some_and(|at| self.tag(at) == Tag::Comma);
        let can_act = self
            .parties_of(phrase)
            .iter()
            .any(|party| party.can_act && party.entity.is_none());
        if is_apart && can_act {
            return None;
        }
        let mut at = phrase;
        for _ in 0..CHAIN {
            let preposition = self.phrases[at].preposition?;
            if !self.is_any(preposition, &REACHED) {
                return None;
            }
            at = self.phrase_at(self.before(preposition)?)?;
            let head = self.phrases[at].head;
            if self.is_deed(head) || self.is_word(head, "one") {
                return Some(at);
            }
        }
        None
    }
}
