//! What a clause takes over from the verbs before it: "said it would", "asked to let it", ", accusing".

use super::group::{Form, combine};
use super::syntax::{Clause, Syntax};
use super::tag::Tag;
use crate::lexicon::action::word::{CuePlace, Forms, VerbClass};
use crate::model::event::Modality;

impl Syntax<'_, '_> {
    /// "said it would send troops": "would" is the "will" of who said so before.
    pub(super) fn is_announced(&self, index: usize, clause: &Clause) -> bool {
        let group = &self.groups[index];
        let first = group.tokens.start;
        let Some(before) = index.checked_sub(1).map(|before| &self.groups[before]) else {
            return false;
        };
        let is_said = self.is_verb(before.verb, VerbClass::Telling)
            && before.form == Form::Finite
            && !before.is_passive
            && before.modality == Modality::Asserted
            && self.at(before.main).forms().has(Forms::PAST);
        let is_own = clause.subject.is_some_and(|subject| {
            self.phrases[subject].tokens.start >= before.tokens.end
                && self.is_any(self.phrases[subject].head, &["it", "he", "she", "they"])
        });
        let is_conditional = self.tagged.iter().any(|tagged| {
            tagged
                .word
                .and_then(|word| word.cue)
                .is_some_and(|(place, _)| place == CuePlace::Condition)
        });
        is_said
            && is_own
            && !is_conditional
            && self.is_word(first, "would")
            && group.modality == Modality::Hypothetical
    }

    /// "asked Oslo to let it bomb": what is wanted of "let" is wanted.
    pub(super) fn wanted_by_let(&self, index: usize) -> Option<Modality> {
        let before = index.checked_sub(1)?;
        let group = &self.groups[index];
        let is_base = self
            .at(group.main)
            .verb
            .is_some_and(|(_, forms)| forms.has(Forms::BASE))
            && group.tokens.len() == 1;
        let lets = self.reading.lexicon.action.verb(self.groups[before].verb);
        let mut between = self.groups[before].tokens.end..group.tokens.start;
        let is_beside =
            between.all(|at| !matches!(self.tag(at), Tag::Comma | Tag::Break | Tag::Conjunction));
        (is_base && lets.lemma == "let" && is_beside).then(|| self.clauses[before].modality)
    }

    /// "threatened to leave, accusing Chad": after a comma, the verb in -ing goes on from the finite one and
    /// not from what that governs.
    pub(super) fn go_on_from_finite(&self, index: usize, clause: &mut Clause) {
        let governor = &self.groups[index - 1];
        let is_after_comma = self
            .before(self.groups[index].tokens.start)
            .is_some_and(|before| self.tag(before) == Tag::Comma);
        if governor.form == Form::Finite || !is_after_comma {
            return;
        }
        let finite = (0..index)
            .rev()
            .find(|before| self.groups[*before].form == Form::Finite);
        if let Some(finite) = finite {
            clause.modality = combine(self.groups[index].modality, self.clauses[finite].modality);
            clause.subject = self.clauses[finite].subject;
        }
    }
}
