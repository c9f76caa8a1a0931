//! Whether what a noun tells happened, and how far its clause reaches.

use std::ops::Range;

use super::code::{Coder, LightContext};
use super::group::combine;
use super::tag::Tag;
use crate::lexicon::action::doubt::DoubtUse;
use crate::lexicon::action::word::{CuePlace, VerbClass};
use crate::lexicon::speech::ReportingClass;
use crate::model::event::Modality;

impl Coder<'_, '_, '_> {
    pub(super) fn noun_modality(&self, index: usize, light: Option<&LightContext>) -> Modality {
        let syntax = self.syntax;
        let phrase = &syntax.phrases[index];
        let mut modality = light.map_or(Modality::Asserted, |light| light.modality);
        for position in phrase.tokens.start..phrase.head {
            let Some((place, says)) = syntax.at(position).word.and_then(|word| word.cue) else {
                continue;
            };
            if place == CuePlace::Adjective
                || (place == CuePlace::Negation && syntax.is_word(position, "no"))
            {
                modality = combine(modality, says);
            }
        }
        if light.is_none() {
            modality = combine(modality, self.governing_modality(index));
        }
        modality = combine(modality, syntax.doubt_of_phrase(index));
        modality
    }

    /// What the verb of which a noun is the object or subject says: "will follow", "failed to stop".
    fn governing_modality(&self, index: usize) -> Modality {
        let syntax = self.syntax;
        if self.is_presupposed(index) {
            return Modality::Asserted;
        }
        let start = syntax.phrases[index].tokens.start;
        if syntax.phrases[index].preposition.is_none() {
            let as_subject = syntax
                .clauses
                .iter()
                .position(|clause| clause.subject == Some(index));
            if let Some(group) = as_subject {
                let suffered = if syntax.claiming_verb(index) == Some(group) {
                    Modality::Asserted
                } else {
                    combine(self.suffered_modality(group), self.predicated(group))
                };
                return combine(syntax.clauses[group].modality, suffered);
            }
        }
        let before = syntax
            .clauses
            .iter()
            .rev()
            .find(|clause| clause.complement.contains(&start));
        let Some(clause) = before else {
            return Modality::Asserted;
        };
        let is_object = syntax.phrases[index].preposition.is_none();
        if let Some(brought) = self.brought_modality(index) {
            return combine(clause.modality, brought);
        }
        if clause.is_purpose {
            return combine(clause.modality, Modality::Hypothetical);
        }
        if is_object {
            let governs = self.verb_before(start).unwrap_or(Modality::Asserted);
            return combine(clause.modality, governs);
        }
        match clause.modality {
            Modality::Planned | Modality::Hypothetical => clause.modality,
            _ => Modality::Asserted,
        }
    }

    /// What a passive verb says about its subject: "was averted", "is planned".
    fn suffered_modality(&self, group: usize) -> Modality {
        let syntax = self.syntax;
        let verb = &syntax.groups[group];
        let governs = syntax.at(verb.main).word.and_then(|word| word.governs);
        governs
            .filter(|_| verb.is_passive && !syntax.is_verb(verb.verb, VerbClass::Ending))
            .unwrap_or(Modality::Asserted)
    }

    /// What the words say that a noun is: "is unlikely", "is close", "looms".
    fn predicated(&self, group: usize) -> Modality {
        let syntax = self.syntax;
        let verb = &syntax.groups[group];
        let lexicon = &syntax.reading.lexicon.action;
        if lexicon.verb(verb.verb).lemma == "loom" {
            return Modality::Hypothetical;
        }
        let is_copula = syntax.tag(verb.main) == Tag::Auxiliary;
        let end = verb.tokens.end;
        (is_copula && syntax.tokens.contains(&end))
            .then(|| lexicon.doubt(syntax.reading.document.token_text(end), DoubtUse::Predicate))
            .flatten()
            .unwrap_or(Modality::Asserted)
    }

    /// Whether a noun is the object of a verb of denial that is itself asserted.
    pub(super) fn is_rejected(&self, index: usize) -> bool {
        let syntax = self.syntax;
        let start = syntax.phrases[index].tokens.start;
        let before = syntax.group_from(start).checked_sub(1);
        before
            .map(|group| &syntax.groups[group])
            .is_some_and(|group| {
                group.modality == Modality::Asserted
                    && start <= group.tokens.end + 1
                    && syntax
                        .reporting(group.main)
                        .is_some_and(|verb| verb.class == ReportingClass::Denied)
            })
    }

    /// What a verb says about what it brings by a preposition: "prepared for an attack", "accused Mali of an
    /// attack".
    fn brought_modality(&self, index: usize) -> Option<Modality> {
        let syntax = self.syntax;
        let preposition = syntax.phrases[index].preposition?;
        let group = syntax.group_from(preposition).checked_sub(1)?;
        let mut between = syntax.groups[group].tokens.end..preposition;
        // "called on Wednesday for talks"
        let is_beside = between.all(|at| match syntax.tag(at) {
            Tag::Preposition => syntax.tag(at + 1) == Tag::Time,
            Tag::Comma | Tag::Break => false,
            _ => true,
        });
        let governs = syntax.at(syntax.groups[group].main).word?.governs?;
        let brings = match governs {
            Modality::Hypothetical => syntax.is_any(preposition, &["for", "against", "of"]),
            Modality::Planned => syntax.is_any(preposition, &["for", "against"]),
            Modality::Alleged => syntax.is_any(preposition, &["of", "with"]),
            Modality::Asserted | Modality::Denied => false,
        };
        (brings && is_beside).then_some(governs)
    }

    /// What the verb right before a noun phrase says about its object: "demanded talks".
    fn verb_before(&self, start: usize) -> Option<Modality> {
        let syntax = self.syntax;
        let group = syntax.group_from(start).checked_sub(1)?;
        let main = syntax.groups[group].main;
        let is_near = start <= syntax.groups[group].tokens.end + 1;
        syntax
            .at(main)
            .word
            .and_then(|word| word.governs)
            .filter(|modality| is_near && *modality != Modality::Alleged)
    }

    pub(super) fn noun_clause(
        &self,
        phrase: usize,
        light: Option<&LightContext>,
        reach: &Range<usize>,
    ) -> Range<usize> {
        let syntax = self.syntax;
        let start = syntax.phrases[phrase].tokens.start;
        match light {
            Some(light) => {
                let group = &syntax.groups[light.group];
                let from = syntax.clauses[light.group].start.min(group.tokens.start);
                from.min(start)..reach.end.max(syntax.clauses[light.group].complement.end)
            }
            None => start..reach.end,
        }
    }
}
