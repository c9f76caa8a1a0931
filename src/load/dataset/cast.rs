//! Who takes part, in the names and codes of a set → entities that the program knows, or words alone.

use std::collections::BTreeSet;

use super::write::Party;
use crate::lexicon::Lexicon;
use crate::lexicon::codes::CountryStandard;
use crate::lexicon::names::class::WordClass;
use crate::lexicon::names::gazetteer::Gazetteer;
use crate::model::entity::{Entity, EntityKind, Handle, MentionForm, PlaceType};
use crate::model::fold::{fold, handle};
use crate::record::{EntityRecord, Extra};

/// The entities of an article in the making.
#[derive(Debug)]
pub(super) struct Cast<'run> {
    pub(super) lexicon: &'run Lexicon,
    records: Vec<EntityRecord>,
    seen: BTreeSet<String>,
}

impl<'run> Cast<'run> {
    pub(super) fn new(lexicon: &'run Lexicon) -> Self {
        Self {
            lexicon,
            records: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    pub(super) fn into_records(self) -> Vec<EntityRecord> {
        self.records
    }

    pub(super) fn gazetteer(&self) -> &'run Gazetteer {
        &self.lexicon.names.gazetteer
    }

    /// Adds an entity that is known beforehand, with what it belongs to.
    pub(super) fn known(&mut self, entity: &Entity) -> String {
        let id = entity.id.0.clone();
        if self.seen.insert(id.clone()) {
            let wholes = [&entity.country, &entity.parent, &entity.org];
            for whole in wholes.into_iter().flatten() {
                self.by_handle(whole.as_str());
            }
            self.records.push(EntityRecord {
                title: None,
                ..EntityRecord::from(entity)
            });
        }
        id
    }

    /// Adds the entity with a handle, if it is known beforehand.
    pub(super) fn by_handle(&mut self, id: &str) -> Option<String> {
        let gazetteer = self.gazetteer();
        let position = gazetteer.position(&Handle::from(id))?;
        Some(self.known(gazetteer.entity(position)))
    }

    /// Adds an entity that only the set knows.
    pub(super) fn own(&mut self, record: EntityRecord) -> String {
        let id = record.id.clone();
        if let Some(country) = &record.country {
            self.by_handle(country);
        }
        if self.seen.insert(id.clone()) {
            self.records.push(record);
        }
        id
    }

    /// The name that an entity is shown by.
    pub(super) fn name_of(&self, id: &str) -> Option<&str> {
        let record = self.records.iter().find(|record| record.id == id)?;
        Some(&record.name)
    }

    /// The country with a code.
    pub(super) fn country(&self, standard: CountryStandard, code: &str) -> Option<&'run Entity> {
        let id = self.lexicon.codes.country(standard, code)?;
        let gazetteer = self.gazetteer();
        Some(gazetteer.entity(gazetteer.position(&Handle::from(id))?))
    }

    /// The country with a name, as sets spell it: `Yemen (North Yemen)`. Their spellings come before those of the
    /// press, which means another country by `Congo`.
    pub(super) fn country_named(&self, name: &str) -> Option<&'run Entity> {
        let gazetteer = self.gazetteer();
        let is_country = |entity: &&Entity| entity.place_type == Some(PlaceType::Country);
        let by_name = |name: &str| {
            let senses = gazetteer.senses(&fold(name)).iter();
            let mut named = senses.filter(|sense| sense.form == MentionForm::Name);
            named.find_map(|sense| Some(gazetteer.entity(sense.entity)).filter(is_country))
        };
        let by_code = || {
            let id = self.lexicon.codes.country_named(name)?;
            Some(gazetteer.entity(gazetteer.position(&Handle::from(id))?))
        };
        let before_bracket = || by_name(name.split_once(" (")?.0);
        by_code().or_else(|| by_name(name)).or_else(before_bracket)
    }

    /// The one entity that a name means; of several, the one of `country`. A name of a government's seat means
    /// its country.
    pub(super) fn named(&self, name: &str, country: Option<&str>) -> Option<&'run Entity> {
        let gazetteer = self.gazetteer();
        let is_written_large = name.chars().all(|letter| !letter.is_lowercase());
        let mut candidates: Vec<(MentionForm, &'run Entity)> = gazetteer
            .senses(&fold(name))
            .iter()
            .filter(|sense| is_written_large || !sense.is_abbreviation)
            .map(|sense| (sense.form, gazetteer.entity(sense.entity)))
            .collect();
        if let Some(country) = country {
            let is_itself = |entity: &Entity| entity.id.as_str() == country;
            let is_inside = |entity: &Entity| {
                let of = entity.country.as_ref();
                of.is_some_and(|id| id.as_str() == country)
            };
            // A body of several countries is of none.
            let is_above =
                |entity: &Entity| entity.country.is_none() && entity.kind != EntityKind::Place;
            let find = |is_meant: &dyn Fn(&Entity) -> bool| {
                let mut entities = candidates.iter().map(|(_, entity)| *entity);
                entities.find(|entity| is_meant(entity))
            };
            return find(&is_itself)
                .or_else(|| find(&is_inside))
                .or_else(|| find(&is_above));
        }
        candidates.retain(|(form, _)| *form != MentionForm::Metonym);
        let first = candidates.first()?.1;
        candidates
            .iter()
            .all(|(_, entity)| entity.id == first.id)
            .then_some(first)
    }

    /// A body or group that a set names without its country; an abbreviation means one of where it happened.
    pub(super) fn body_named(&self, name: &str, home: Option<&Entity>) -> Option<&'run Entity> {
        let known = self
            .named(name, None)
            .or_else(|| self.named(name, Some(home?.id.as_str())))?;
        let is_abbreviation = name.chars().all(|letter| !letter.is_lowercase());
        let is_foreign = |of: &Handle| home.is_none_or(|home| home.id != *of);
        // Armed groups cross borders; parties and ministries do not.
        let is_abbreviation = is_abbreviation && known.kind != EntityKind::ArmedGroup;
        let is_doubtful = is_abbreviation && known.country.as_ref().is_some_and(is_foreign);
        (known.kind != EntityKind::Place && !is_doubtful).then_some(known)
    }

    /// Somebody whom the gazetteer knows.
    pub(super) fn party(&mut self, entity: &Entity, text: &str) -> Party {
        Party {
            text: text.to_owned(),
            entity: Some(self.known(entity)),
        }
    }

    /// A body, armed group or person that only the set knows.
    pub(super) fn new_party(
        &mut self,
        kind: EntityKind,
        name: &str,
        country: Option<&Entity>,
    ) -> Party {
        self.new_body(kind, name, None, country)
    }

    /// The same, with an abbreviation of its name.
    pub(super) fn new_body(
        &mut self,
        kind: EntityKind,
        name: &str,
        abbreviation: Option<&str>,
        country: Option<&Entity>,
    ) -> Party {
        let record = EntityRecord {
            country: country.map(|country| country.id.0.clone()),
            aliases: abbreviation.map(str::to_owned).into_iter().collect(),
            ..described(handle(name), kind, name)
        };
        Party {
            text: name.to_owned(),
            entity: Some(self.own(record)),
        }
    }

    /// What the words of a name tell about its kind: a person's has a given name, a body's a head word.
    pub(super) fn kind_of(&self, name: &str) -> Option<EntityKind> {
        let words: Vec<String> = name.split_whitespace().map(fold).collect();
        let names = &self.lexicon.names;
        let body = words.iter().find_map(|word| names.body_kind(word));
        if body.is_some() {
            return body;
        }
        let is_given = |word: &String| names.classes(word).has(WordClass::GIVEN);
        let is_surname = |word: &String| names.classes(word).has(WordClass::SURNAME);
        let is_person = (2..=4).contains(&words.len())
            && words.iter().any(is_given)
            && words.iter().any(is_surname);
        is_person.then_some(EntityKind::Person)
    }
}

/// An entity of which only handle, kind and name are known.
pub(super) fn described(id: String, kind: EntityKind, name: &str) -> EntityRecord {
    EntityRecord {
        id,
        kind,
        name: name.to_owned(),
        aliases: Vec::new(),
        country: None,
        parent: None,
        org: None,
        title: None,
        place_type: None,
        lat: None,
        lon: None,
        title_date: None,
        stub: false,
        extracted: false,
        extra: Extra::new(),
    }
}
