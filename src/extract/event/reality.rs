//! Whether what a noun tells happened, and how far its clause reaches.

use std::ops::Range;

use super::code::{Coder, LightContext};
use super::group::combine;
use super::tag::Tag;
use crate::lexicon::action::word::CuePlace;
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
        let start = syntax.phrases[index].tokens.start;
        if syntax.phrases[index].preposition.is_none() {
            let as_subject = syntax
                .clauses
                .iter()
                .find(|clause| clause.subject == Some(index));
            if let Some(clause) = as_subject {
                return clause.modality;
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

    /// What a verb says about what it brings by a preposition: "prepared for an attack", "accused Mali of an
    /// attack".
    fn brought_modality(&self, index: usize) -> Option<Modality> {
        let syntax = self.syntax;
        let preposition = syntax.phrases[index].preposition?;
        let group = syntax.group_from(preposition).checked_sub(1)?;
        let mut between = syntax.groups[group].tokens.end..preposition;
        let is_beside =
            between.all(|at| !matches!(syntax.tag(at), Tag::Comma | Tag::Break | Tag::Preposition));
        let governs = syntax.at(syntax.groups[group].main).word?.governs?;
        let brings = match governs {
            Modality::Hypothetical | Modality::Planned => {
                syntax.is_any(preposition, &["for", "against"])
            }
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
