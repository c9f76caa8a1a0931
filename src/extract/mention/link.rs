//! Candidates → mentions of entities: one kind for equal names, short names to long ones.

use foldhash::{HashMap, HashMapExt};

use super::FoundMention;
use super::alias::{Aliases, find_aliases};
use super::candidate::{Candidate, Scores};
use super::learned::Verdict;
use super::person::{PersonNames, is_person_link};
use super::registry::Registry;
use super::score::score;
use super::sense::{Countries, choose, container_after};
use super::words::Words;
use crate::lexicon::names::class::WordClass;
use crate::model::entity::{EntityKind, MentionForm, PlaceType};
use crate::model::facts::EntityIndex;

/// Points below which a candidate is no name.
const THRESHOLD: i32 = 15;

/// A document's candidates with what was decided about them.
pub(super) struct Linker<'step, 'doc> {
    pub(super) words: &'step Words<'doc>,
    pub(super) candidates: &'step [Candidate<'doc>],
    /// One a candidate: what weights that were learned say of it.
    pub(super) verdicts: &'step [Verdict],
    pub(super) local: Vec<Scores>,
    pub(super) totals: HashMap<&'step str, Scores>,
    pub(super) countries: Countries<'doc>,
    pub(super) aliases: Aliases,
    pub(super) persons: PersonNames,
    /// Folded general name → the body that had it last.
    pub(super) bodies_by_name: HashMap<&'step str, EntityIndex>,
    /// Folded head word → the body of several words whose name had it last.
    pub(super) bodies_by_head: HashMap<&'step str, EntityIndex>,
    pub(super) registry: Registry<'doc>,
    pub(super) entities: Vec<Option<EntityIndex>>,
}

/// Decides what each candidate names. The mentions are in reading order.
pub(super) fn link<'doc>(
    words: &Words<'doc>,
    candidates: &[Candidate<'doc>],
    verdicts: &[Verdict],
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
        verdicts,
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

/// Points of each candidate, with those of equal names in the document.
pub(super) fn points(words: &Words<'_>, candidates: &[Candidate<'_>]) -> Vec<Scores> {
    let local: Vec<Scores> = candidates
        .iter()
        .map(|candidate| score(words, candidate))
        .collect();
    let totals = sum_by_name(words, candidates, &local);
    let both = candidates.iter().zip(local);
    both.map(|(candidate, mut scores)| {
        if let Some(total) = totals.get(words.key(&candidate.tokens)) {
            scores.add_all(*total);
        }
        scores
    })
    .collect()
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
        self.judged(position, scores.best())
    }

    /// The kind and points of a candidate by the rules, unless the learned weights know better; what the
    /// rules take for a person stays one.
    fn judged(&self, position: usize, by_rules: (EntityKind, i32)) -> (EntityKind, i32) {
        let Verdict::Kind(kind, is_sure) = self.verdicts[position] else {
            return by_rules;
        };
        let points = if is_sure {
            by_rules.1.max(THRESHOLD * 2)
        } else {
            by_rules.1
        };
        let is_person = by_rules.0 == EntityKind::Person && by_rules.1 >= THRESHOLD;
        (if is_person { by_rules.0 } else { kind }, points)
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
                if let Some(known) = self.words.names.gazetteer.other_spelling(&key) {
                    let index = self.registry.known(known);
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
        if let Some(body) = self.body_by_last_word(candidate) {
            self.entities[position] = Some(body);
            return;
        }
        if self.verdicts[position] == Verdict::Denied {
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

    /// "the Sentinels": the body named before whose name ends so.
    fn body_by_last_word(&self, candidate: &Candidate<'_>) -> Option<EntityIndex> {
        let words = self.words;
        let at = candidate.tokens.start;
        let is_definite = at > 0 && words.folded(at - 1) == "the";
        let is_plain = candidate.tokens.len() == 1 && !words.has(at, WordClass::BODY_HEAD);
        if !is_definite || !is_plain {
            return None;
        }
        self.bodies_by_head.get(words.folded(at)).copied()
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
            if self.is_bare_head(candidate) && !self.follows_demonym(candidate) {
                MentionForm::Role
            } else {
                MentionForm::Name
            }
        })
    }

    /// "the Egyptian Embassy": the adjective makes it the name of one body.
    fn follows_demonym(&self, candidate: &Candidate<'_>) -> bool {
        let Some(before) = candidate.tokens.start.checked_sub(1) else {
            return false;
        };
        let gazetteer = &self.words.names.gazetteer;
        let senses = gazetteer.senses(self.words.folded(before));
        senses
            .iter()
            .any(|sense| sense.form == MentionForm::Demonym)
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
