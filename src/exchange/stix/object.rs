//! Single objects of STIX, their ids and their confidence.

use serde_json::{Value as Json, json};
use sha1::{Digest, Sha1};

use crate::exchange::text::{hexadecimal, iso};
use crate::model::date::Day;
use crate::model::entity::{EntityKind, PlaceType};
use crate::model::event::Modality;
use crate::record::{EntityRecord, EventRecord, SourceRecord};

/// The namespace of the ids: that of the standard is for cyber-observable objects alone.
const NAMESPACE: [u8; 16] = [
    0x6f, 0x1d, 0x8c, 0x52, 0x0b, 0x57, 0x4e, 0x0a, 0x9a, 0x3d, 0x5e, 0x2c, 0x71, 0xb4, 0x90, 0xd6,
];

/// What reports refer to. Whatever acts for a place comes before the place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// An outlet.
    Outlet(String),
    /// A person, organization or armed group.
    Entity(String),
    /// Those who act for a place.
    Acting(String),
    /// A place.
    Place(String),
}

impl Part {
    /// The id of its object.
    pub(super) fn id(&self) -> String {
        match self {
            Self::Outlet(source) => id("identity", &format!("outlet {source}")),
            Self::Entity(handle) => id("identity", &format!("entity {handle}")),
            Self::Acting(handle) => id("identity", &format!("acting {handle}")),
            Self::Place(handle) => id("location", handle),
        }
    }
}

/// An id that is always the same for the same thing: a UUID of version 5 (RFC 9562).
pub(super) fn id(kind: &str, name: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(NAMESPACE);
    hash.update(kind.as_bytes());
    hash.update(b" ");
    hash.update(name.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x50;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let digits = hexadecimal(&bytes);
    format!(
        "{kind}--{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    )
}

/// The beginning of a day; of 1970 where the day is not known, or before the year 1.
pub(super) fn timestamp(day: Day) -> String {
    let day = iso(day).filter(|day| day.as_str() >= "0001");
    let day = day.unwrap_or_else(|| "1970-01-01".to_owned());
    format!("{day}T00:00:00.000Z")
}

/// How sure it is that an event happened, of 100: the extraction's confidence, all of it where the text
/// asserts the event, half where it is somebody's claim, less where it is to come, none where it is denied.
pub(super) fn confidence(event: &EventRecord) -> u8 {
    let most = match event.modality {
        Modality::Asserted => 100.0,
        Modality::Alleged => 50.0,
        Modality::Planned => 30.0,
        Modality::Hypothetical => 15.0,
        Modality::Denied => 0.0,
    };
    let share = event.confidence.unwrap_or(1.0).clamp(0.0, 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    let percent = (most * share).round() as u8;
    percent
}

fn common(part: &Part, name: &str, (first, last): (Day, Day)) -> Json {
    let id = part.id();
    let kind = id.split("--").next().unwrap_or_default();
    let name = if name.is_empty() { "unnamed" } else { name };
    json!({
        "type": kind,
        "spec_version": "2.1",
        "id": id,
        "created": timestamp(first),
        "modified": timestamp(last),
        "name": name,
    })
}

/// A person, organization or armed group.
pub(super) fn identity(entity: &EntityRecord, days: (Day, Day)) -> Json {
    let mut object = common(&Part::Entity(entity.id.clone()), &entity.name, days);
    object["identity_class"] = match entity.kind {
        EntityKind::Person => "individual",
        EntityKind::ArmedGroup => "group",
        EntityKind::Organization | EntityKind::Place => "organization",
    }
    .into();
    object["labels"] = json!([entity.kind.word().replace('_', "-")]);
    if let Some(title) = entity.title.as_deref().filter(|title| !title.is_empty()) {
        object["roles"] = json!([title]);
    }
    if !entity.aliases.is_empty() {
        object["description"] = format!("Also: {}", entity.aliases.join("; ")).into();
    }
    object
}

/// An outlet.
pub(super) fn outlet(source: &SourceRecord, days: (Day, Day)) -> Json {
    let mut object = common(&Part::Outlet(source.id.clone()), &source.name, days);
    object["identity_class"] = "organization".into();
    object["labels"] = json!(["news-outlet"]);
    if let Some(domain) = source.domain.as_deref().filter(|domain| !domain.is_empty()) {
        object["contact_information"] = domain.into();
    }
    object
}

/// Those who act for a place.
pub(super) fn acting(place: &EntityRecord, days: (Day, Day)) -> Json {
    let mut object = common(&Part::Acting(place.id.clone()), &place.name, days);
    object["identity_class"] = "organization".into();
    object["labels"] = json!(["acts-for-place"]);
    object
}

/// That those who act for a place are there.
pub(super) fn located(handle: &str, (first, last): (Day, Day)) -> Json {
    json!({
        "type": "relationship",
        "spec_version": "2.1",
        "id": id("relationship", &format!("located {handle}")),
        "created": timestamp(first),
        "modified": timestamp(last),
        "relationship_type": "located-at",
        "source_ref": Part::Acting(handle.to_owned()).id(),
        "target_ref": Part::Place(handle.to_owned()).id(),
    })
}

/// A place.
pub(super) fn location(place: &EntityRecord, country: Option<&str>, days: (Day, Day)) -> Json {
    let mut object = common(&Part::Place(place.id.clone()), &place.name, days);
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        object["latitude"] = lat.into();
        object["longitude"] = lon.into();
    }
    if let Some(country) = country {
        object["country"] = country.into();
    }
    match place.place_type {
        Some(PlaceType::City) => object["city"] = place.name.as_str().into(),
        Some(PlaceType::Region) => object["administrative_area"] = place.name.as_str().into(),
        _ => {}
    }
    if let Some(kind) = place.place_type {
        object["labels"] = json!([kind.word()]);
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_of_version_five() {
        // Python: uuid.uuid5(uuid.UUID("6f1d8c52-0b57-4e0a-9a3d-5e2c71b490d6"), "location aleppo")
        assert_eq!(
            id("location", "aleppo"),
            "location--4b3dead9-cfc7-5c53-a04d-5a827e84b169"
        );
    }
}
