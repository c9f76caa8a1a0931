//! Places of a set → places that the program knows, or new ones with their coordinates.

use super::cast::{Cast, described};
use super::write::Spot;
use crate::model::entity::{Entity, EntityKind, MentionForm, PlaceType};
use crate::model::fold::{fold, handle};
use crate::record::EntityRecord;

/// Degrees within which two points may be of one place that has one name.
const NEAR: f64 = 1.5;
/// The same for regions, whose points are anywhere inside.
const NEAR_REGION: f64 = 6.0;

/// What a row says of a place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PlaceHint<'row> {
    /// Its own name, without what it lies in.
    pub(super) name: &'row str,
    pub(super) place_type: Option<PlaceType>,
    /// Name of the region that it lies in.
    pub(super) region: Option<&'row str>,
    pub(super) country: Option<&'row Entity>,
    /// Degrees north and east.
    pub(super) point: Option<(f64, f64)>,
}

impl Cast<'_> {
    /// A country as a place.
    pub(super) fn country_spot(&mut self, country: &Entity) -> Spot {
        Spot {
            name: country.name.clone(),
            entity: self.known(country),
        }
    }

    /// The place that a row means.
    pub(super) fn place(&mut self, hint: PlaceHint<'_>) -> Option<Spot> {
        let name = hint.name.trim();
        if name.is_empty() {
            return hint.country.map(|country| self.country_spot(country));
        }
        let known = self.gazetteer_place(name, &hint);
        let entity = match known.map(|place| place.id.0.clone()) {
            Some(id) => self.by_handle(&id)?,
            None => self.new_place(name, &hint),
        };
        Some(Spot {
            name: name.to_owned(),
            entity,
        })
    }

    /// The place of a name in a country, near a point where both have one; also without the word for what it
    /// is: `Aleppo town`.
    fn gazetteer_place(&self, name: &str, hint: &PlaceHint<'_>) -> Option<&Entity> {
        let (bare, place_type) = without_type(name).unzip();
        let found = self.place_of_type(name, hint.place_type, hint);
        found.or_else(|| self.place_of_type(bare?, hint.place_type.or(place_type), hint))
    }

    fn place_of_type(
        &self,
        name: &str,
        place_type: Option<PlaceType>,
        hint: &PlaceHint<'_>,
    ) -> Option<&Entity> {
        let gazetteer = self.gazetteer();
        let senses = gazetteer.senses(&fold(name)).iter();
        let named = senses.filter(|sense| sense.form == MentionForm::Name);
        let mut places = named
            .map(|sense| gazetteer.entity(sense.entity))
            .filter(|entity| entity.kind == EntityKind::Place);
        places.find(|entity| {
            let is_inside = hint.country.is_none_or(|country| {
                entity.country.as_ref() == Some(&country.id) || entity.id == country.id
            });
            let is_region = entity.place_type == Some(PlaceType::Region);
            let is_of_type =
                place_type.is_none_or(|wanted| is_region == (wanted == PlaceType::Region));
            let distance = if is_region { NEAR_REGION } else { NEAR };
            is_inside && is_of_type && is_near(entity.coordinates, hint.point, distance)
        })
    }

    fn new_place(&mut self, name: &str, hint: &PlaceHint<'_>) -> String {
        let region = hint.region.and_then(|region| {
            let region_hint = PlaceHint {
                place_type: Some(PlaceType::Region),
                point: None,
                ..*hint
            };
            let found = self.gazetteer_place(region, &region_hint);
            found.map(|region| region.id.0.clone())
        });
        let region = region.and_then(|id| self.by_handle(&id));
        let parts = [
            Some(name),
            hint.region.filter(|region| fold(region) != fold(name)),
            hint.country.map(|country| country.name.as_str()),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        let country = hint.country.map(|country| country.id.0.clone());
        let record = EntityRecord {
            parent: region.or_else(|| country.clone()),
            country,
            place_type: hint.place_type,
            lat: hint.point.map(|(lat, _)| lat),
            lon: hint.point.map(|(_, lon)| lon),
            ..described(handle(&parts.join(" ")), EntityKind::Place, name)
        };
        self.own(record)
    }
}

/// Whether two points can be of one place; a point that is not known can be anywhere.
fn is_near(one: Option<(f64, f64)>, other: Option<(f64, f64)>, distance: f64) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            (one.0 - other.0).abs() < distance && (one.1 - other.1).abs() < distance
        }
        _ => true,
    }
}

/// The name without the word for what it names: `Achham district`, `Aleppo town`.
pub(super) fn without_type(name: &str) -> Option<(&str, PlaceType)> {
    let (before, word) = name.rsplit_once(' ')?;
    let place_type = match word {
        "town" | "city" | "village" | "municipality" => PlaceType::City,
        "district" | "province" | "governorate" | "state" | "zone" | "region" | "county"
        | "department" | "oblast" => PlaceType::Region,
        _ => return None,
    };
    Some((before, place_type))
}
