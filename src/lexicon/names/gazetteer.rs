//! Entities known beforehand and the names they go by; longest match over folded words.

use foldhash::HashMap;

use super::spelling::skeleton;
use crate::model::entity::{Entity, EntityKind, Handle, MentionForm};
use crate::model::fold::fold;

/// Entities known beforehand. An entity is named by its position in the list.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entities: Vec<Entity>,
    handles: HashMap<Handle, usize>,
    senses: HashMap<Box<str>, Vec<Sense>>,
    /// Consonants of a person's name → the person.
    spellings: HashMap<String, usize>,
    /// Short names of regions that count only after a place and a comma: "Ill", "TX".
    short: HashMap<Box<str>, Vec<Sense>>,
    /// Position of a country → its first adjective.
    adjectives: HashMap<usize, Box<str>>,
    /// Folded first word → the largest number of folded words in a name that begins with it.
    longest: HashMap<Box<str>, usize>,
}

/// One meaning of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// Position of the entity in the gazetteer.
    pub entity: usize,
    /// Name, demonym or metonym.
    pub form: MentionForm,
    /// Whether the name is an abbreviation, which counts only in capitals: "US", "WHO".
    pub is_abbreviation: bool,
}

impl Gazetteer {
    /// Every entity, in the order of the files.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The entity at a position.
    pub fn entity(&self, position: usize) -> &Entity {
        &self.entities[position]
    }

    /// The position of the entity with this handle.
    pub fn position(&self, handle: &Handle) -> Option<usize> {
        self.handles.get(handle).copied()
    }

    /// The meanings of a folded name, in the order in which the files give them.
    pub fn senses(&self, folded: &str) -> &[Sense] {
        self.senses.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The meanings of a name, without stops, that counts only after a place and a comma: "Ill", "TX".
    pub fn short_senses(&self, name: &str) -> &[Sense] {
        self.short.get(name).map_or(&[], Vec::as_slice)
    }

    /// Adds a short name of the region with this handle; `false` if there is none.
    pub(super) fn add_short(&mut self, handle: &Handle, name: &str) -> bool {
        let Some(entity) = self.position(handle) else {
            return false;
        };
        let sense = Sense {
            entity,
            form: MentionForm::Name,
            is_abbreviation: false,
        };
        self.short.entry(name.into()).or_default().push(sense);
        true
    }

    /// The person known by another spelling of this folded name: "fahad jassim freij".
    pub fn other_spelling(&self, folded: &str) -> Option<usize> {
        self.spellings.get(&skeleton(folded)?).copied()
    }

    /// The largest number of words of a name that begins with this folded word; 0 if there is none.
    pub fn longest(&self, first_word: &str) -> usize {
        self.longest.get(first_word).copied().unwrap_or(0)
    }

    /// The adjective of the country at a position: "Iraqi".
    pub fn adjective(&self, country: usize) -> Option<&str> {
        self.adjectives.get(&country).map(AsRef::as_ref)
    }

    /// Adds an entity under its name and its aliases; `false` if the handle is taken.
    pub(super) fn add(&mut self, entity: Entity) -> bool {
        let position = self.entities.len();
        if self.handles.contains_key(&entity.id) {
            return false;
        }
        self.handles.insert(entity.id.clone(), position);
        self.add_name(position, &entity.name, MentionForm::Name);
        for alias in &entity.aliases {
            self.add_name(position, alias, MentionForm::Name);
        }
        if entity.kind == EntityKind::Person {
            for name in entity.aliases.iter().chain([&entity.name]) {
                if let Some(skeleton) = skeleton(&fold(name)) {
                    self.spellings.entry(skeleton).or_insert(position);
                }
            }
        }
        self.entities.push(entity);
        true
    }

    /// Adds a people, which goes by demonyms only; `false` if the handle is taken.
    pub(super) fn add_people(&mut self, people: Entity, words: &[&str]) -> bool {
        let position = self.entities.len();
        if self.handles.contains_key(&people.id) {
            return false;
        }
        self.handles.insert(people.id.clone(), position);
        for word in words {
            self.add_name(position, word, MentionForm::Demonym);
        }
        self.entities.push(people);
        true
    }

    /// Adds an entity whose names go before what else they mean; one that is known by its handle gets
    /// them beside its own.
    pub(super) fn learn(&mut self, entity: Entity) {
        let position = self.position(&entity.id).unwrap_or_else(|| {
            self.add(Entity {
                aliases: Vec::new(),
                ..entity.clone()
            });
            self.entities.len() - 1
        });
        for name in entity.aliases.iter().rev().chain([&entity.name]) {
            self.add_name(position, name, MentionForm::Name);
            let senses = self.senses.get_mut(fold(name).as_str());
            let place = senses.as_ref().and_then(|senses| {
                senses
                    .iter()
                    .position(|sense| sense.entity == position && sense.form == MentionForm::Name)
            });
            if let (Some(senses), Some(place)) = (senses, place) {
                senses[..=place].rotate_right(1);
            }
        }
        let known = &mut self.entities[position];
        for name in std::iter::once(entity.name).chain(entity.aliases) {
            if name != known.name && !known.aliases.contains(&name) {
                known.aliases.push(name);
            }
        }
        known.country = entity.country.or(known.country.take());
        if known.kind == EntityKind::Place && known.parent.is_none() {
            known.parent.clone_from(&known.country);
        }
    }

    /// Adds a name of the entity at `position`.
    pub(super) fn add_name(&mut self, position: usize, name: &str, form: MentionForm) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        if form == MentionForm::Demonym {
            self.adjectives
                .entry(position)
                .or_insert_with(|| name.into());
        }
        let sense = Sense {
            entity: position,
            form,
            is_abbreviation: is_abbreviation(name),
        };
        let first = folded.split(' ').next().unwrap_or_default();
        let words = folded.split(' ').count();
        let longest = self.longest.entry(first.into()).or_default();
        *longest = words.max(*longest);
        let senses = self.senses.entry(folded.into()).or_default();
        let known = senses
            .iter_mut()
            .find(|known| known.entity == position && known.form == form);
        match known {
            Some(known) => known.is_abbreviation &= sense.is_abbreviation,
            None => senses.push(sense),
        }
    }
}

fn is_abbreviation(name: &str) -> bool {
    let mut letters = name.chars().filter(|character| character.is_alphabetic());
    letters.clone().count() > 1
        && letters.all(char::is_uppercase)
        && !name.contains(char::is_whitespace)
}
