//! Whether two tellings of violence are of one happening: what they say of it must agree, and something
//! must bind them.

use super::draft::Draft;
use super::participant::Party;
use super::telling::Telling;
use crate::extract::Reading;
use crate::model::entity::{EntityKind, PlaceType};
use crate::model::event::{EventKind, EventMode, Modality};
use crate::model::facts::EntityIndex;
use crate::model::fold::fold;

/// How what two tellings say of the same thing stands to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// Both say the same.
    Shared,
    /// One of them says nothing, or nothing that decides.
    Open,
    /// They speak of different ones.
    Apart,
}

/// Whether a later telling of violence is of the same happening as an earlier one.
pub(super) fn is_same_violence(reading: &Reading<'_, '_>, known: &Draft, other: &Draft) -> bool {
    let may_be = known.kind == EventKind::Assault
        && agree_in_mode(known.mode, other.mode)
        && other.telling != Telling::Fresh;
    if !may_be {
        return false;
    }
    let time = match (known.date, other.date) {
        (Some(one), Some(two)) if one.intersect(two).is_some() => Relation::Shared,
        (Some(_), Some(_)) => Relation::Apart,
        _ => Relation::Open,
    };
    let place = places(reading, known.place, other.place);
    if [time, place].contains(&Relation::Apart) {
        return false;
    }
    let victims = relation(reading, &known.targets, &other.targets);
    let actors = match relation(reading, &known.actors, &other.actors) {
        // "gunmen", then "two men"
        Relation::Apart if is_unnamed(&known.actors) || is_unnamed(&other.actors) => Relation::Open,
        relation => relation,
    };
    let is_harm = known.telling == Telling::Harm || other.telling == Telling::Harm;
    if actors == Relation::Apart || victims == Relation::Apart && !is_harm {
        return false;
    }
    let distance = other.sentence.saturating_sub(known.sentence);
    if known.modality != other.modality {
        return known.modality == Modality::Asserted
            && other.telling == Telling::Known
            && other.modality == Modality::Hypothetical
            && victims != Relation::Apart
            && distance <= REACH;
    }
    let is_here = time == Relation::Shared && place == Relation::Shared;
    let is_known =
        other.telling == Telling::Known && distance <= REACH && !is_told_apart(known, other);
    match victims {
        // Nobody is killed or abducted twice; an army is attacked every day.
        Relation::Shared => {
            is_of_single(reading, known) && is_of_single(reading, other)
                || time == Relation::Shared
                || place == Relation::Shared
                || is_known
                || distance <= 1
        }
        Relation::Open => {
            is_here
                || is_known
                || (actors == Relation::Shared && distance <= 2 && is_unnamed(&other.actors))
                || is_effect(known, other, victims, distance)
        }
        Relation::Apart => is_effect(known, other, victims, distance),
    }
}

/// "Explosions broke windows", then "the October attack by the rebels": what has its own day and doers is not
/// what has neither.
fn is_told_apart(known: &Draft, other: &Draft) -> bool {
    let is_bare = known.date.is_none() && known.place.is_none() && known.actors.is_empty();
    is_bare && other.date.is_some() && !is_unnamed(&other.actors)
}

/// Whether nobody among them is known by name: "the gunmen".
fn is_unnamed(parties: &[Party]) -> bool {
    parties
        .iter()
        .all(|party| party.entity.is_none() && !party.is_name)
}

/// Whether a single person, or some that are counted, are among those who suffered.
fn is_of_single(reading: &Reading<'_, '_>, draft: &Draft) -> bool {
    draft.targets.iter().any(|target| match target.entity {
        Some(entity) if !target.is_part => {
            reading.entities.list[entity.0].kind == EntityKind::Person
        }
        _ => words(target).is_some_and(|words| number(reading, &words).is_some()),
    })
}

/// How many sentences back "the attack" may have been told.
const REACH: usize = 12;

/// "Two policemen were wounded" after the attack, or before it is told.
fn is_effect(known: &Draft, other: &Draft, victims: Relation, distance: usize) -> bool {
    /// How many sentences back the deed may have been told.
    const NEAR: usize = 2;
    /// The same where the harm has no place or day of its own.
    const FAR: usize = 6;
    let is_bare = other.place.is_none() && other.date.is_none();
    if distance > if is_bare { FAR } else { NEAR } {
        return false;
    }
    let is_deed = |draft: &Draft| draft.telling != Telling::Harm;
    let is_named = |draft: &Draft| {
        draft
            .targets
            .iter()
            .any(|target| target.entity.is_some() && !target.is_part)
    };
    if other.telling == Telling::Harm && other.actors.is_empty() {
        return is_deed(known)
            && !(victims == Relation::Apart && is_named(known) && is_named(other));
    }
    known.telling == Telling::Harm
        && known.actors.is_empty()
        && victims == Relation::Open
        && (known.date.is_none() || other.date.is_none() || known.place.is_none())
        && distance <= 1
        && !is_named(other)
}

/// Whether one happening can be told by both modes.
fn agree_in_mode(one: Option<EventMode>, other: Option<EventMode>) -> bool {
    use EventMode::{
        Abduction, Airstrike, Assassination, Bombing, Clash, Destruction, GroundAdvance, Massacre,
        Shelling, SuicideBombing,
    };
    const FAMILIES: [&[EventMode]; 5] = [
        &[
            Bombing,
            SuicideBombing,
            Destruction,
            Assassination,
            Massacre,
        ],
        &[Airstrike, Bombing, Destruction, Massacre],
        &[Shelling, Destruction, Massacre],
        &[Assassination, Massacre, Clash],
        &[Clash, GroundAdvance, Destruction],
    ];
    let (Some(one), Some(other)) = (one, other) else {
        return one != Some(Abduction) && other != Some(Abduction) || one == other;
    };
    one == other
        || FAMILIES
            .iter()
            .any(|family| family.contains(&one) && family.contains(&other))
}

/// How two lists of parties stand to each other.
fn relation(reading: &Reading<'_, '_>, one: &[Party], other: &[Party]) -> Relation {
    let mut found = Relation::Open;
    for first in one {
        for second in other {
            match of_parties(reading, first, second) {
                Relation::Shared => return Relation::Shared,
                Relation::Apart => found = Relation::Apart,
                Relation::Open => {}
            }
        }
    }
    found
}

fn of_parties(reading: &Reading<'_, '_>, one: &Party, other: &Party) -> Relation {
    let list = &reading.entities.list;
    if let (Some(first), Some(second)) = (one.entity, other.entity) {
        let (entity, second_entity) = (&list[first.0], &list[second.0]);
        let is_whole = !one.is_part && !other.is_part;
        if first == second {
            // "Afghan soldiers" and "Afghan civilians" are not the same people.
            let is_certain = is_whole && entity.place_type != Some(PlaceType::Country)
                || is_same_text(reading, one, other);
            return if is_certain {
                Relation::Shared
            } else {
                Relation::Open
            };
        }
        let is_person = |kind: EntityKind| kind == EntityKind::Person;
        if is_whole && (is_person(entity.kind) && is_person(second_entity.kind)) {
            return Relation::Apart;
        }
        let contains = |inner: EntityIndex, outer: EntityIndex| is_inside(reading, inner, outer);
        if contains(first, second) || contains(second, first) {
            return Relation::Open;
        }
        return Relation::Apart;
    }
    if is_same_text(reading, one, other) {
        return Relation::Shared;
    }
    let is_alike = one.can_act && other.can_act || one.is_thing && other.is_thing;
    let is_told = one.entity.is_none() && other.entity.is_none() && is_alike;
    if counts_differ(reading, one, other) || names_differ(one, other) || is_told {
        return Relation::Apart;
    }
    Relation::Open
}

/// Whether both bear a name, of which at most one is known.
fn names_differ(one: &Party, other: &Party) -> bool {
    one.is_name && other.is_name && !one.is_part && !other.is_part
}

/// Whether two descriptions have one head, and no number in which they differ.
fn is_same_text(reading: &Reading<'_, '_>, one: &Party, other: &Party) -> bool {
    let (Some(first), Some(second)) = (words(one), words(other)) else {
        return false;
    };
    head(&first) == head(&second) && !counts_differ(reading, one, other)
}

fn words(party: &Party) -> Option<String> {
    party.text.as_deref().or(party.written.as_deref()).map(fold)
}

/// The last word before "of", without its plural.
fn head(text: &str) -> &str {
    let first = text.split(" of ").next().unwrap_or(text);
    let last = first.rsplit(' ').next().unwrap_or(first);
    last.strip_suffix('s').unwrap_or(last)
}

fn counts_differ(reading: &Reading<'_, '_>, one: &Party, other: &Party) -> bool {
    let (Some(one), Some(other)) = (words(one), words(other)) else {
        return false;
    };
    let counts = (number(reading, &one), number(reading, &other));
    head(&one) == head(&other) && matches!(counts, (Some(one), Some(other)) if one != other)
}

/// The number that a description begins with, in digits or in a word.
fn number<'words>(reading: &Reading<'_, '_>, words: &'words str) -> Option<&'words str> {
    let first = words.split(' ').next()?;
    let is_digits = first.bytes().all(|byte| byte.is_ascii_digit());
    (is_digits || reading.lexicon.quantity.number(first).is_some()).then_some(first)
}

fn places(
    reading: &Reading<'_, '_>,
    one: Option<EntityIndex>,
    other: Option<EntityIndex>,
) -> Relation {
    let (Some(one), Some(other)) = (one, other) else {
        return Relation::Open;
    };
    let list = &reading.entities.list;
    if one == other {
        let is_wide = list[one.0].place_type == Some(PlaceType::Country);
        return if is_wide {
            Relation::Open
        } else {
            Relation::Shared
        };
    }
    if is_inside(reading, one, other) || is_inside(reading, other, one) {
        Relation::Open
    } else {
        Relation::Apart
    }
}

/// Whether one place, body or person belongs to another by its containers or its country.
fn is_inside(reading: &Reading<'_, '_>, inner: EntityIndex, outer: EntityIndex) -> bool {
    let list = &reading.entities.list;
    let (inner, outer) = (&list[inner.0], &list[outer.0].id);
    inner.country.as_ref() == Some(outer)
        || inner.parent.as_ref() == Some(outer)
        || inner.org.as_ref() == Some(outer)
}
