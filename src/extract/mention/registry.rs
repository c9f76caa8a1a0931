//! The document's list of entities while it grows.

use foldhash::{HashMap, HashMapExt};

use super::{DocumentEntities, FoundMention};
use crate::lexicon::names::gazetteer::Gazetteer;
use crate::model::entity::{Entity, EntityKind, Handle};
use crate::model::facts::EntityIndex;
use crate::model::fold::{fold, handle};

/// The entities of a document. No handle occurs twice, and what an entity refers to is in the list.
pub(super) struct Registry<'lexicon> {
    gazetteer: &'lexicon Gazetteer,
    pub(super) list: Vec<Entity>,
    by_handle: HashMap<Handle, EntityIndex>,
}

impl<'lexicon> Registry<'lexicon> {
    pub(super) fn new(gazetteer: &'lexicon Gazetteer) -> Self {
        Self {
            gazetteer,
            list: Vec::new(),
            by_handle: HashMap::new(),
        }
    }

    pub(super) fn entity(&self, index: EntityIndex) -> &Entity {
        &self.list[index.0]
    }

    pub(super) fn entity_mut(&mut self, index: EntityIndex) -> &mut Entity {
        &mut self.list[index.0]
    }

    /// The gazetteer's entity at a position, with all that it refers to.
    pub(super) fn known(&mut self, position: usize) -> EntityIndex {
        let entity = self.gazetteer.entity(position);
        if let Some(index) = self.by_handle.get(&entity.id) {
            return *index;
        }
        let index = self.push(entity.clone());
        let references = [&entity.country, &entity.parent, &entity.org];
        for reference in references.into_iter().flatten() {
            if let Some(position) = self.gazetteer.position(reference) {
                self.known(position);
            }
        }
        index
    }

    /// The gazetteer's entity with this handle.
    pub(super) fn known_handle(&mut self, handle: &Handle) -> Option<EntityIndex> {
        let position = self.gazetteer.position(handle)?;
        Some(self.known(position))
    }

    /// A new entity with this name, or the one that was made of it before. The handle is made of
    /// `stem`, and says the kind where it would else be that of another kind's entity.
    pub(super) fn named(&mut self, kind: EntityKind, name: &str, stem: &str) -> EntityIndex {
        let mut id = Handle(handle(stem));
        let known = self
            .gazetteer
            .position(&id)
            .map(|at| self.gazetteer.entity(at).kind);
        let present = self.by_handle.get(&id).map(|index| self.list[index.0].kind);
        let is_taken = |taken: Option<EntityKind>| taken.is_some_and(|other| other != kind);
        if is_taken(known) || is_taken(present) {
            id = Handle(format!("{id}-{}", kind.word().replace('_', "-")));
        }
        if let Some(index) = self.by_handle.get(&id) {
            return *index;
        }
        match self.gazetteer.position(&id) {
            Some(position) => self.known(position),
            None => self.push(Entity::new(id, kind, name)),
        }
    }

    /// Adds another name to an entity, unless it has it.
    pub(super) fn add_alias(&mut self, index: EntityIndex, name: &str) {
        let entity = self.entity_mut(index);
        let folded = fold(name);
        let is_known = fold(&entity.name) == folded
            || entity.aliases.iter().any(|alias| fold(alias) == folded);
        if !is_known {
            entity.aliases.push(name.to_owned());
        }
    }

    /// The list without what nothing refers to any more, and the mentions that fit it.
    pub(super) fn finish(self, mentions: Vec<FoundMention>) -> DocumentEntities {
        let mut is_used = vec![false; self.list.len()];
        let mut open: Vec<usize> = mentions.iter().map(|mention| mention.entity.0).collect();
        while let Some(index) = open.pop() {
            if std::mem::replace(&mut is_used[index], true) {
                continue;
            }
            let entity = &self.list[index];
            let references = [&entity.country, &entity.parent, &entity.org];
            let known = references.into_iter().flatten();
            open.extend(known.filter_map(|handle| self.by_handle.get(handle).map(|at| at.0)));
        }
        let mut places = Vec::with_capacity(self.list.len());
        let mut list = Vec::new();
        for (entity, is_used) in self.list.into_iter().zip(is_used) {
            places.push(EntityIndex(list.len()));
            if is_used {
                list.push(entity);
            }
        }
        let mut mentions = mentions;
        for mention in &mut mentions {
            mention.entity = places[mention.entity.0];
        }
        let country_of = |entity: &Entity| {
            let country = self.by_handle.get(entity.country.as_ref()?)?;
            Some(places[country.0])
        };
        DocumentEntities {
            countries: list.iter().map(country_of).collect(),
            list,
            mentions,
        }
    }

    fn push(&mut self, entity: Entity) -> EntityIndex {
        let index = EntityIndex(self.list.len());
        self.by_handle.insert(entity.id.clone(), index);
        self.list.push(entity);
        index
    }
}
