//! Candidates → mentions of entities: one kind for equal names, short names to long ones.

use std::collections::HashMap;

use super::FoundMention;
use super::alias::{Aliases, find_aliases};
use super::candidate::{Candidate, Scores};
use super::person::{PersonNames, is_person_link};
use super::registry::Registry;
use super::score::score;
use super::sense::{Countries, choose, container_after};
use super::words::Words;
use crate::lexicon::names::class::WordClass;
use crate::model::entity::{EntityKind, MentionForm, PlaceType};
use crate::model::facts::EntityIndex;
use crate::model::fold::fold;

/// Points below which a candidate is no name.
const THRESHOLD: i32 = 15;

/// A document's candidates with what was decided about them.
struct Linker<'step, 'doc> {
    words: &'step Words<'doc>,
    candidates: &'step [Candidate<'doc>],
    local: Vec<Scores>,
    totals: HashMap<&'step str, Scores>,
    countries: Countries,
    aliases: Aliases,
    persons: PersonNames,
    /// Folded general name → the body that had it last.
    bodies_by_name: HashMap<&'step str, EntityIndex>,
    /// Folded head word → the body of several words whose name had it last.
    bodies_by_head: HashMap<&'step str, EntityIndex>,
    registry: Registry<'doc>,
    entities: Vec<Option<EntityIndex>>,
}

/// Decides what each candidate names. The mentions are in reading order.
pub(super) fn link<'doc>(
    words: &Words<'doc>,
    candidates: &[Candidate<'doc>],
) -> (Registry<'doc>, Vec<FoundMention>) {
    let local: Vec<Scores> = candidates
        .iter()
        .map(|candidate| score(words, candidate))
        .collect();
    let mut linker = Linker {
        totals: sum_by_name(words, candidates, &local),
        countries: Countries::count(words, candidates),
        aliases: find_aliases(words, candidates),
        persons: PersonNames::default(),
        bodies_by_name: HashMap::new(),
        bodies_by_head: HashMap::new(),
        registry: Registry::new(&words.names.gazetteer),
        entities: vec![None; candidates.len()],
        words,
        candidates,
        local,
    };
    for position in 0..candidates.len() {
        linker.link_whole_name(position);
    }
    linker.bodies_by_name.clear();
    linker.bodies_by_head.clear();
    for position in 0..candidates.len() {
        match linker.entities[position] {
            Some(index) => linker.remember(position, index),
            None => linker.link_short_name(position),
        }
    }
    linker.link_aliases();
    linker.link_parents();
    let mentions = linker.mentions();
    (linker.registry, mentions)
}

/// Lines in title case do not vote, unless nothing else does.
fn sum_by_name<'step>(
    words: &'step Words<'_>,
    candidates: &[Candidate<'_>],
    local: &[Scores],
) -> HashMap<&'step str, Scores> {
    let mut totals: HashMap<&str, Scores> = HashMap::new();
    for (candidate, scores) in candidates.iter().zip(local) {
        if !candidate.is_title_case && candidate.part.is_none() {
            let total = totals.entry(words.key(&candidate.tokens)).or_default();
            total.add_all(*scores);
        }
    }
    totals
}

impl Linker<'_, '_> {
    fn kind_of(&self, position: usize) -> (EntityKind, i32) {
        let candidate = &self.candidates[position];
        let mut scores = self.local[position];
        match self.totals.get(self.words.key(&candidate.tokens)) {
            Some(total) => scores.add_all(*total),
            None if candidate.is_title_case && candidate.senses.is_empty() => {
                return (EntityKind::Person, 0);
            }
            None => {}
        }
        scores.best()
    }

    /// Links what needs no longer name: known names, and new ones of several words.
    fn link_whole_name(&mut self, position: usize) {
        let candidate = &self.candidates[position];
        let (kind, points) = self.kind_of(position);
        if candidate.part.is_some() || !candidate.senses.is_empty() {
            self.entities[position] = match self.namesake(position) {
                Some(person) => Some(person),
                None => self.known_entity(position, kind),
            };
        } else if candidate.tokens.len() > 1 && points >= THRESHOLD * 2 {
            self.entities[position] = self.new_entity(position, kind);
        }
        let Some(index) = self.entities[position] else {
            return;
        };
        self.remember(position, index);
    }

    /// The person named before whose family name is also a place's: "Lincoln" after "Abraham Lincoln",
    /// unless the words beside it speak of a place.
    fn namesake(&self, position: usize) -> Option<EntityIndex> {
        let words = self.words;
        let candidate = &self.candidates[position];
        let start = candidate.tokens.start;
        let gazetteer = &words.names.gazetteer;
        let is_town = candidate.tokens.len() == 1
            && candidate.part.is_none()
            && candidate.senses.iter().all(|sense| {
                let entity = gazetteer.entity(sense.entity);
                let is_country = entity.place_type == Some(PlaceType::Country);
                entity.kind == EntityKind::Place && !is_country && sense.form == MentionForm::Name
            });
        let is_located = start > 0 && words.has(start - 1, WordClass::LOCATIVE)
            || container_after(words, candidate).is_some();
        if !is_town || is_located {
            return None;
        }
        let person = self.persons.by_last_name(words.key(&candidate.tokens))?;
        (self.registry.entity(person).kind == EntityKind::Person).then_some(person)
    }

    /// Keeps a linked name for the short forms that follow.
    fn remember(&mut self, position: usize, index: EntityIndex) {
        let words = self.words;
        let tokens = &self.candidates[position].tokens;
        match self.registry.entity(index).kind {
            EntityKind::Person => self.persons.add(words.key(tokens), index),
            EntityKind::Organization | EntityKind::ArmedGroup => {
                self.bodies_by_name.insert(words.key(tokens), index);
                if tokens.len() > 1 {
                    let head = words.folded(words.head_end(tokens) - 1);
                    self.bodies_by_head.insert(head, index);
                }
            }
            EntityKind::Place => {}
        }
    }

    fn known_entity(&mut self, position: usize, kind: EntityKind) -> Option<EntityIndex> {
        let candidate = &self.candidates[position];
        let sense = choose(self.words, candidate, kind, &self.countries).or_else(|| {
            EntityKind::ALL
                .iter()
                .find_map(|kind| choose(self.words, candidate, *kind, &self.countries))
        });
        let sense = sense.or_else(|| candidate.senses.first().copied())?;
        let known = self.words.names.gazetteer.entity(sense.entity);
        let is_person_here = kind == EntityKind::Person && known.kind != EntityKind::Person;
        if is_person_here && candidate.tokens.len() == 1 {
            return None;
        }
        Some(self.registry.known(sense.entity))
    }

    fn new_entity(&mut self, position: usize, kind: EntityKind) -> Option<EntityIndex> {
        let tokens = &self.candidates[position].tokens;
        let name = self.words.document.text_of(tokens);
        match kind {
            EntityKind::Person => {
                let key = self.words.key(tokens).to_owned();
                if let Some(index) = self.persons.same_person(&key) {
                    self.registry.add_alias(index, name);
                    return Some(index);
                }
                Some(self.registry.named(kind, name, name))
            }
            EntityKind::Organization | EntityKind::ArmedGroup => self.new_body(position, kind),
            EntityKind::Place => {
                let index = self.registry.named(kind, name, name);
                if self.registry.entity(index).place_type.is_none() {
                    let place_type = self.place_type(position);
                    self.registry.entity_mut(index).place_type = place_type;
                }
                Some(index)
            }
        }
    }

    fn place_type(&self, position: usize) -> Option<PlaceType> {
        let tokens = &self.candidates[position].tokens;
        [tokens.end - 1, tokens.start]
            .into_iter()
            .find_map(|at| self.words.names.place_type(self.words.folded(at)))
    }

    /// A body with a general name belongs to the country named beside it: "Iraqi Defense Ministry".
    fn new_body(&mut self, position: usize, kind: EntityKind) -> Option<EntityIndex> {
        let words = self.words;
        let tokens = &self.candidates[position].tokens;
        let name = words.document.text_of(tokens);
        let is_general = tokens.clone().all(|at| is_general_word(words, at));
        let is_bare_head = tokens.len() == 1 && words.has(tokens.start, WordClass::BODY_HEAD);
        let beside = self.country_beside(position);
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
        let country = beside.or_else(|| {
            let main = self.countries.main().filter(|_| is_general)?.clone();
            self.registry.known_handle(&main)
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
            gap.len() <= 1
                && gap.all(|at| {
                    self.words.kind(at) == Some(crate::text::token::TokenKind::Possessive)
                })
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

    fn is_body(&self, index: EntityIndex) -> bool {
        matches!(
            self.registry.entity(index).kind,
            EntityKind::Organization | EntityKind::ArmedGroup
        )
    }

    /// "Committee of the Iranian Parliament": the first body is part of the second.
    fn link_parents(&mut self) {
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

    /// Links single words: to a longer name of the same person, or as names of their own.
    fn link_short_name(&mut self, position: usize) {
        let candidate = &self.candidates[position];
        if candidate.part.is_some() {
            return;
        }
        let words = self.words;
        let key = words.key(&candidate.tokens);
        let (kind, points) = self.kind_of(position);
        let has_support = points >= THRESHOLD && kind == EntityKind::Person;
        if let Some(index) = self.persons.by_part(key, has_support)
            && is_person_link(words, candidate, kind)
        {
            self.entities[position] = Some(index);
            return;
        }
        if !candidate.senses.is_empty() || candidate.tokens.len() > 1 && points < THRESHOLD {
            return;
        }
        let is_vague_body = kind == EntityKind::Organization && candidate.tokens.len() > 1;
        let least = if candidate.is_doubtful || is_vague_body {
            THRESHOLD * 2
        } else {
            THRESHOLD
        };
        if points >= least && !is_only_common(words, candidate, kind) {
            self.entities[position] = self.new_entity(position, kind);
            if let Some(index) = self.entities[position] {
                self.remember(position, index);
            }
        }
    }

    /// Lets the names that the text equates mean one entity: the one that is known beforehand, else
    /// the one of the longer name.
    fn link_aliases(&mut self) {
        let mut by_name: HashMap<&str, EntityIndex> = HashMap::new();
        let mut by_entity: HashMap<EntityIndex, EntityIndex> = HashMap::new();
        for &(alias, name) in &self.aliases.pairs {
            let Some(target) = self.entities[name] else {
                continue;
            };
            let (short, long) = (&self.candidates[alias], &self.candidates[name]);
            let is_known = !short.senses.is_empty() && long.senses.is_empty();
            let own = self.entities[alias];
            let (winner, loser) = match own {
                Some(own) if is_known => (own, Some(target)),
                _ => (target, own),
            };
            by_name.insert(self.words.key(&short.tokens), winner);
            if let Some(loser) = loser.filter(|loser| *loser != winner) {
                by_entity.insert(loser, winner);
            }
            for candidate in [short, long] {
                let name = self.words.document.text_of(&candidate.tokens);
                self.registry.add_alias(winner, name);
            }
        }
        if by_name.is_empty() {
            return;
        }
        for (candidate, entity) in self.candidates.iter().zip(&mut self.entities) {
            let winner = entity
                .and_then(|entity| by_entity.get(&entity))
                .or_else(|| by_name.get(self.words.key(&candidate.tokens)));
            if let Some(winner) = winner {
                *entity = Some(*winner);
            }
        }
    }

    fn mentions(&self) -> Vec<FoundMention> {
        let linked = self.candidates.iter().zip(&self.entities);
        linked
            .filter_map(|(candidate, entity)| {
                let entity = (*entity)?;
                let span = candidate
                    .part
                    .unwrap_or_else(|| self.words.document.span_of(&candidate.tokens));
                Some(FoundMention {
                    tokens: candidate.tokens.clone(),
                    span,
                    entity,
                    form: self.form(candidate, entity),
                    title: None,
                })
            })
            .collect()
    }

    fn form(&self, candidate: &Candidate<'_>, entity: EntityIndex) -> MentionForm {
        let id = &self.registry.entity(entity).id;
        let forms = candidate
            .senses
            .iter()
            .filter(|sense| &self.words.names.gazetteer.entity(sense.entity).id == id);
        let mut best = None;
        for sense in forms {
            match sense.form {
                MentionForm::Name => return MentionForm::Name,
                other => best = best.or(Some(other)),
            }
        }
        best.unwrap_or_else(|| {
            if self.is_bare_head(candidate) {
                MentionForm::Role
            } else {
                MentionForm::Name
            }
        })
    }

    /// "The Agency": a head word that only points to a body named elsewhere.
    fn is_bare_head(&self, candidate: &Candidate<'_>) -> bool {
        let head = candidate.tokens.end - 1;
        candidate.tokens.len() == 1
            && candidate.senses.is_empty()
            && self.words.has(head, WordClass::BODY_HEAD)
            && !self.words.has(head, WordClass::INSTITUTION)
            && !self.words.is_upper(head)
    }
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

/// A capitalised common word is a name only as a body's: "the Quartet" is not a person.
fn is_only_common(words: &Words<'_>, candidate: &Candidate<'_>, kind: EntityKind) -> bool {
    let is_common = candidate.tokens.clone().all(|at| {
        words.has(
            at,
            WordClass::COMMON | WordClass::ADJECTIVE | WordClass::FUNCTION,
        ) && !words.has(at, WordClass::GIVEN | WordClass::SURNAME)
            && !words.is_upper(at)
    });
    let is_body = matches!(kind, EntityKind::Organization | EntityKind::ArmedGroup);
    let has_head = candidate
        .tokens
        .clone()
        .any(|at| words.has(at, WordClass::BODY_HEAD | WordClass::INSTITUTION));
    is_common && !(is_body && has_head)
}
