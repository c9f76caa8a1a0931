//! "his Russian and Syrian counterparts, A and B": countries and offices given out in order.

use super::draft::Draft;
use super::office::{Office, Owner};
use crate::lexicon::key::WordSet;
use crate::lexicon::names::class::WordClass;
use crate::model::entity::{EntityKind, Handle};
use crate::model::facts::EntityIndex;

/// Those who have in their own country the office of the one spoken of.
const COUNTERPARTS: WordSet<2> = WordSet::new(["counterparts", "counterpart"]);
const INCLUDING: WordSet<1> = WordSet::new(["including"]);

/// Gives each person named after "counterparts" the country in the same place of the list before it,
/// and the office of the person whose counterparts they are. The offices stay in reading order.
pub(super) fn distribute(draft: &mut Draft<'_>, offices: &mut Vec<Office>) {
    for position in 0..draft.words.document.tokens.len() {
        if !draft.words.is_in(position, &COUNTERPARTS) {
            continue;
        }
        let countries = countries_before(draft, position);
        let persons = persons_after(draft, position);
        if persons.is_empty() || countries.len() != persons.len() {
            continue;
        }
        let model = offices
            .iter()
            .rev()
            .find(|office| {
                office.tokens.start < position
                    && draft.words.has(office.head, WordClass::OFFICE)
                    && draft.words.folded(office.head) != "counterpart"
            })
            .cloned();
        for (country, person) in countries.into_iter().zip(persons) {
            let id = draft.registry.entity(country).id.clone();
            let title = model
                .as_ref()
                .and_then(|office| draft.registry.entity(office.person).title.clone());
            let entity = draft.registry.entity_mut(person);
            entity.country = Some(id);
            if entity
                .title
                .as_deref()
                .is_none_or(|held| held.contains("counterpart"))
            {
                entity.title = title;
            }
            if let Some(model) = &model {
                offices.push(Office {
                    person,
                    country: Some(country),
                    body: None,
                    ..model.clone()
                });
            }
        }
    }
    offices.sort_by_key(|office| office.tokens.start);
}

/// The countries listed directly before a token, in order.
fn countries_before(draft: &Draft<'_>, position: usize) -> Vec<EntityIndex> {
    let mut countries = Vec::new();
    let mut at = position;
    while let Some(previous) = at.checked_sub(1) {
        if let Some(mention) = draft.covering(previous) {
            let Owner::Country(country) = draft.owner(mention) else {
                break;
            };
            countries.push(country);
            at = mention.tokens.start;
        } else if is_list_joint(draft, previous) && !countries.is_empty() {
            at = previous;
        } else {
            break;
        }
    }
    countries.reverse();
    countries
}

/// The persons listed after a token, in order: directly, or after a comma.
fn persons_after(draft: &Draft<'_>, position: usize) -> Vec<EntityIndex> {
    let mut persons = Vec::new();
    let mut at = position + 1;
    while at < draft.words.document.tokens.len() {
        match draft.covering(at) {
            Some(mention) if draft.kind(mention.entity) == EntityKind::Person => {
                persons.push(mention.entity);
                at = mention.tokens.end;
            }
            None if is_list_joint(draft, at) => at += 1,
            _ => break,
        }
    }
    persons
}

fn is_list_joint(draft: &Draft<'_>, position: usize) -> bool {
    draft.words.text(position) == "," || draft.words.folded(position) == "and"
}

/// "senior Syrian officials, including President A and Foreign Minister B": persons listed after
/// "including" have the country of those among whom they are.
pub(super) fn inherit(draft: &mut Draft<'_>) {
    for position in 1..draft.words.document.tokens.len() {
        if !draft.words.is_in(position, &INCLUDING) {
            continue;
        }
        let Some(country) = country_of_many(draft, position) else {
            continue;
        };
        let end = draft.sentence_end(position);
        let persons: Vec<EntityIndex> = (position..end)
            .filter_map(|at| draft.covering(at))
            .map(|mention| mention.entity)
            .filter(|entity| draft.kind(*entity) == EntityKind::Person)
            .collect();
        for person in persons {
            let entity = draft.registry.entity_mut(person);
            if entity.country.is_none() {
                entity.country = Some(country.clone());
            }
        }
    }
}

/// The country of the people named in general before "including".
fn country_of_many(draft: &Draft<'_>, including: usize) -> Option<Handle> {
    let words = draft.words;
    let mut noun = including - 1;
    if words.text(noun) == "," {
        noun = noun.checked_sub(1)?;
    }
    let singular = words.folded(noun).strip_suffix('s')?;
    let is_office = words.names.classes(singular).has(WordClass::OFFICE);
    let owner = draft.covering(noun.checked_sub(1)?)?;
    match draft.owner(owner) {
        Owner::Country(country) if is_office => Some(draft.registry.entity(country).id.clone()),
        _ => None,
    }
}
