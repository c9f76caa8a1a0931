//! Which of several meanings a known name has here: decided by what else the document mentions.

use foldhash::HashMap;

use super::candidate::Candidate;
use super::words::Words;
use crate::lexicon::names::gazetteer::Sense;
use crate::model::entity::{Entity, EntityKind, Handle, MentionForm, PlaceType};

/// How often a document mentions each country, by name, by adjective, or by a place in it.
#[derive(Debug, Default)]
pub(super) struct Countries<'doc> {
    counts: HashMap<&'doc Handle, usize>,
    /// The same for the regions of countries.
    regions: HashMap<&'doc Handle, usize>,
    total: usize,
}

impl<'doc> Countries<'doc> {
    /// Counts over the candidates with one meaning.
    pub(super) fn count(words: &Words<'doc>, candidates: &[Candidate<'_>]) -> Self {
        let mut countries = Self::default();
        for candidate in candidates {
            let mut names = candidate
                .senses
                .iter()
                .filter(|sense| sense.form != MentionForm::Metonym);
            let (Some(sense), None) = (names.next(), names.next()) else {
                continue;
            };
            let entity = words.names.gazetteer.entity(sense.entity);
            if let Some(country) = &entity.country {
                *countries.counts.entry(country).or_default() += 1;
                countries.total += 1;
            }
            let is_part = entity.parent != entity.country;
            let is_region = entity.place_type == Some(PlaceType::Region);
            let region = entity.parent.as_ref().filter(|_| is_part);
            for region in region.into_iter().chain(is_region.then_some(&entity.id)) {
                *countries.regions.entry(region).or_default() += 1;
            }
        }
        countries
    }

    pub(super) fn of(&self, country: &Handle) -> usize {
        self.counts.get(country).copied().unwrap_or(0)
    }

    /// How much the document speaks for an entity: mentions of its country, and of its region more.
    fn support(&self, entity: &Entity) -> usize {
        let country = entity.country.as_ref().map_or(0, |at| self.of(at).min(50));
        country + self.support_of_region(entity)
    }

    /// How much the document speaks for an entity by mentions of its region.
    fn support_of_region(&self, entity: &Entity) -> usize {
        let region = entity.parent.as_ref().and_then(|at| self.regions.get(at));
        3 * region.map_or(0, |count| (*count).min(10))
    }

    /// The country that most of the mentions belong to.
    pub(super) fn main(&self) -> Option<&'doc Handle> {
        let best = self
            .counts
            .iter()
            .max_by(|one, other| one.1.cmp(other.1).then_with(|| other.0.cmp(one.0)))?;
        (*best.1 * 2 > self.total && *best.1 > 1).then_some(*best.0)
    }
}

/// The meaning of `kind` that fits the document best; a name goes before a demonym. For a town that shares its
/// name with a country or a capital only mentions of its region speak: any article may mention its country.
pub(super) fn choose(
    words: &Words<'_>,
    candidate: &Candidate<'_>,
    kind: EntityKind,
    countries: &Countries<'_>,
) -> Option<Sense> {
    let gazetteer = &words.names.gazetteer;
    let container = container_after(words, candidate);
    let better_known = better_known(words, candidate);
    let mut best: Option<(usize, Sense)> = None;
    for sense in candidate.senses {
        let entity = gazetteer.entity(sense.entity);
        if entity.kind != kind || sense.form == MentionForm::Metonym {
            continue;
        }
        let is_lesser = better_known.is_some_and(|known| known != sense.entity);
        let mut points = if is_lesser && is_town_of_region(entity) {
            countries.support_of_region(entity)
        } else {
            countries.support(entity)
        };
        if let Some(container) = container.filter(|container| is_within(words, entity, *container))
        {
            points += 100 + usize::from(container == sense.entity);
        }
        if sense.form == MentionForm::Name {
            points += 200;
        }
        if best.is_none_or(|(most, _)| points > most) {
            best = Some((points, *sense));
        }
    }
    best.map(|(_, sense)| sense)
}

/// The place that most people mean by a name: a country or a capital, if the lexicon lists it first.
fn better_known(words: &Words<'_>, candidate: &Candidate<'_>) -> Option<usize> {
    let gazetteer = &words.names.gazetteer;
    let is_place = |sense: &&Sense| gazetteer.entity(sense.entity).kind == EntityKind::Place;
    let mut places = candidate.senses.iter().filter(is_place);
    let first = places
        .clone()
        .find(|sense| sense.form == MentionForm::Name)?;
    let entity = gazetteer.entity(first.entity);
    let is_governed_from_it = |sense: &Sense| {
        sense.form == MentionForm::Metonym
            && entity.country.as_ref() == Some(&gazetteer.entity(sense.entity).id)
    };
    let is_country = entity.place_type == Some(PlaceType::Country);
    (is_country || places.any(is_governed_from_it)).then_some(first.entity)
}

/// Whether an entity lies in a region of its country, and is none itself.
fn is_town_of_region(entity: &Entity) -> bool {
    let is_town = matches!(
        entity.place_type,
        Some(PlaceType::City | PlaceType::Site | PlaceType::Water)
    );
    is_town && entity.parent != entity.country
}

/// The place named after a comma: "Tripoli, Lebanon".
pub(super) fn container_after(words: &Words<'_>, candidate: &Candidate<'_>) -> Option<usize> {
    let next = candidate.tokens.end + 1;
    if words.text(candidate.tokens.end) != "," || !words.is_capital(next) {
        return None;
    }
    let limit = words.document.tokens.len().min(next + 4);
    let short = words.text(next).trim_end_matches('.');
    let senses = match words.names.gazetteer.short_senses(short) {
        [] => words.longest_match(next, limit)?.1,
        senses => senses,
    };
    senses
        .iter()
        .find(|sense| {
            sense.form == MentionForm::Name
                && words.names.gazetteer.entity(sense.entity).kind == EntityKind::Place
        })
        .map(|sense| sense.entity)
}

fn is_within(words: &Words<'_>, entity: &Entity, container: usize) -> bool {
    let gazetteer = &words.names.gazetteer;
    let id = &gazetteer.entity(container).id;
    let mut parent = entity.parent.as_ref();
    for _ in 0..6 {
        let Some(handle) = parent else {
            return entity.country.as_ref() == Some(id);
        };
        if handle == id {
            return true;
        }
        parent = gazetteer
            .position(handle)
            .and_then(|position| gazetteer.entity(position).parent.as_ref());
    }
    false
}
