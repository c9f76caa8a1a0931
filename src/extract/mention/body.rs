//! Bodies whose names are general words: which country's they are, and what they are part of.

use super::link::Linker;
use super::sense::choose;
use super::words::Words;
use crate::lexicon::names::class::WordClass;
use crate::lexicon::names::context::NamingWord;
use crate::model::entity::{EntityKind, PlaceType};
use crate::model::facts::EntityIndex;
use crate::model::fold::fold;
use crate::text::token::TokenKind;

impl Linker<'_, '_> {
    /// A body with a general name belongs to the country named beside it: "Iraqi Defense Ministry".
    pub(super) fn new_body(&mut self, position: usize, kind: EntityKind) -> Option<EntityIndex> {
        let words = self.words;
        let tokens = &self.candidates[position].tokens;
        let name = words.document.text_of(tokens);
        let is_general = tokens.clone().all(|at| is_general_word(words, at));
        let is_bare_head = tokens.len() == 1 && words.has(tokens.start, WordClass::BODY_HEAD);
        let beside = self
            .country_beside(position)
            .or_else(|| self.country_of_officer(position));
        if is_bare_head && beside.is_none() {
            let is_modifier =
                words.is_lower(tokens.end) && words.has(tokens.end, WordClass::OFFICE);
            let head = words.folded(tokens.start);
            let earlier = self.bodies_by_head.get(head).copied();
            if is_modifier || earlier.is_some() {
                return earlier.filter(|_| !is_modifier);
            }
            if !words.has(tokens.start, WordClass::INSTITUTION) {
                return None;
            }
        }
        if is_general
            && beside.is_none()
            && let Some(earlier) = self.bodies_by_name.get(words.key(tokens))
        {
            return Some(*earlier);
        }
        let is_of_state = is_general && tokens.clone().any(|at| is_of_state(words, at));
        let country = beside.or_else(|| {
            let speaking = self.country_speaking(position).filter(|_| is_of_state);
            speaking.or_else(|| {
                let main = self.countries.main().filter(|_| is_of_state)?.clone();
                self.registry.known_handle(&main)
            })
        });
        let Some(country) = country else {
            return Some(self.registry.named(kind, name, name));
        };
        let country_id = self.registry.entity(country).id.clone();
        let index = if is_general {
            let adjective = words
                .names
                .gazetteer
                .position(&country_id)
                .and_then(|at| words.names.gazetteer.adjective(at))
                .unwrap_or(&self.registry.entity(country).name);
            let full = format!("{adjective} {name}");
            match self.known_body(&full) {
                Some(known) => self.registry.known(known),
                None => self.registry.named(kind, &full, &full),
            }
        } else {
            self.registry.named(kind, name, name)
        };
        let entity = self.registry.entity_mut(index);
        if entity.country.is_none() {
            entity.country = Some(country_id);
        }
        Some(index)
    }

    /// The body that the gazetteer knows under a name.
    fn known_body(&self, name: &str) -> Option<usize> {
        let gazetteer = &self.words.names.gazetteer;
        let is_body = |entity: usize| {
            matches!(
                gazetteer.entity(entity).kind,
                EntityKind::Organization | EntityKind::ArmedGroup
            )
        };
        let senses = gazetteer.senses(&fold(name));
        senses
            .iter()
            .map(|sense| sense.entity)
            .find(|entity| is_body(*entity))
    }

    /// The country whose name or adjective stands directly before a candidate, or after "of".
    fn country_beside(&mut self, position: usize) -> Option<EntityIndex> {
        let tokens = self.candidates[position].tokens.clone();
        let before = position.checked_sub(1).filter(|previous| {
            let mut gap = self.candidates[*previous].tokens.end..tokens.start;
            gap.len() <= 1 && gap.all(|at| self.words.kind(at) == Some(TokenKind::Possessive))
        });
        let after = Some(position + 1).filter(|next| {
            self.candidates.get(*next).is_some_and(|next| {
                let gap = tokens.end..next.tokens.start;
                (1..=2).contains(&gap.len()) && self.words.folded(tokens.end) == "of"
            })
        });
        [before, after].into_iter().flatten().find_map(|at| {
            let candidate = &self.candidates[at];
            if let Some(body) = self.entities[at].filter(|index| self.is_body(*index)) {
                let country = self.registry.entity(body).country.clone()?;
                return self.registry.known_handle(&country);
            }
            let sense = choose(self.words, candidate, EntityKind::Place, &self.countries)?;
            let entity = self.words.names.gazetteer.entity(sense.entity);
            (entity.place_type == Some(PlaceType::Country))
                .then(|| self.registry.known(sense.entity))
        })
    }

    /// "Defence Ministry spokesman Ana Roe": the country of the person whose office a body gives, if it is known.
    fn country_of_officer(&mut self, position: usize) -> Option<EntityIndex> {
        const LONGEST: usize = 3;
        let end = self.candidates[position].tokens.end;
        let next = self.candidates.get(position + 1)?;
        let mut office = end..next.tokens.start;
        let is_office = (1..=LONGEST).contains(&office.len())
            && office.all(|at| {
                self.words
                    .has(at, WordClass::OFFICE | WordClass::TITLE_MODIFIER)
            });
        if !is_office {
            return None;
        }
        let gazetteer = &self.words.names.gazetteer;
        let country = next.senses.iter().find_map(|sense| {
            let entity = gazetteer.entity(sense.entity);
            let is_person = entity.kind == EntityKind::Person;
            is_person.then(|| entity.country.clone()).flatten()
        })?;
        self.registry.known_handle(&country)
    }

    /// "Peru denied it. … the Interior Ministry said": the country that is the last to open a sentence before
    /// in the paragraph.
    fn country_speaking(&self, position: usize) -> Option<EntityIndex> {
        const FURTHEST: usize = 24;
        let document = self.words.document;
        let at = self.candidates[position].tokens.start;
        let paragraph = document.sentences[document.sentence_of(at)].paragraph;
        let before = position.saturating_sub(FURTHEST)..position;
        before.rev().find_map(|earlier| {
            let start = self.candidates[earlier].tokens.start;
            let sentence = &document.sentences[document.sentence_of(start)];
            let entity = self.entities[earlier]?;
            let is_country = self.registry.entity(entity).place_type == Some(PlaceType::Country);
            let opens = sentence.paragraph == paragraph && sentence.tokens.start == start;
            let acts = self.words.is_lower(self.candidates[earlier].tokens.end);
            (opens && is_country && acts).then_some(entity)
        })
    }

    fn is_body(&self, index: EntityIndex) -> bool {
        matches!(
            self.registry.entity(index).kind,
            EntityKind::Organization | EntityKind::ArmedGroup
        )
    }

    /// "Committee of the Iranian Parliament": the first body is part of the second.
    pub(super) fn link_parents(&mut self) {
        for position in 1..self.candidates.len() {
            let pair = (self.entities[position - 1], self.entities[position]);
            let (Some(part), Some(whole)) = pair else {
                continue;
            };
            let from = self.candidates[position - 1].tokens.end;
            let gap = from..self.candidates[position].tokens.start;
            let is_of = (1..=2).contains(&gap.len()) && self.words.folded(from) == "of";
            if !is_of || part == whole || !self.is_body(part) || !self.is_body(whole) {
                continue;
            }
            let gazetteer = &self.words.names.gazetteer;
            let (id, country) = {
                let whole = self.registry.entity(whole);
                (whole.id.clone(), whole.country.clone())
            };
            // Only a new body gets a parent, and only a known one: so no circle can close.
            let is_new = gazetteer.position(&self.registry.entity(part).id).is_none();
            if !is_new || gazetteer.position(&id).is_none() {
                continue;
            }
            let entity = self.registry.entity_mut(part);
            if entity.country.is_none() || entity.country == country {
                entity.parent = Some(id);
                entity.country = country;
            }
        }
    }
}

/// Whether a word is one for a body of a state; papers and companies are told by their names alone.
fn is_of_state(words: &Words<'_>, position: usize) -> bool {
    words.is_of(position, NamingWord::BodyOfState)
}

fn is_general_word(words: &Words<'_>, position: usize) -> bool {
    words.has(
        position,
        WordClass::COMMON
            | WordClass::FUNCTION
            | WordClass::BODY_HEAD
            | WordClass::TITLE_MODIFIER
            | WordClass::INSTITUTION
            | WordClass::ADJECTIVE,
    )
}
