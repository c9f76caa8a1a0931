//! ICEWS coded events.

use super::cast::Cast;
use super::place::PlaceHint;
use super::row::{Named, Read, bad};
use super::write::{CodedEvent, Head, Party, Spot, Writer};
use crate::model::entity::{Entity, EntityKind, PlaceType};

/// Sectors of actors that act for their state, as whole names: parties in government do not, nor do organizations of
/// several governments.
const STATE: &[&str] = &[
    "government",
    "military",
    "army",
    "navy",
    "air force",
    "police",
    "executive",
    "executive office",
    "judicial",
    "legislative / parliamentary",
];

/// Reads a row into its article.
pub(super) fn read(row: Named<'_>, writer: &mut Writer<'_>) -> Read<()> {
    let number = row.required("Event ID", "the number of an event")?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(bad("Event ID", number, "the number of an event"));
    }
    let date = row.day("Event Date")?;
    let code = row.required("CAMEO Code", "a CAMEO code")?;
    let known = &writer.cast.lexicon.codes;
    // Programs that take the code for a number lose its leading zero.
    let whole = format!("0{code}");
    let coded = known
        .cameo(code)
        .or_else(|| known.cameo(&whole))
        // Some years have codes such as `13y`: the digits tell the kind.
        .or_else(|| known.cameo(code.strip_suffix(char::is_alphabetic)?))
        .ok_or_else(|| bad("CAMEO Code", code, "a CAMEO code"))?;
    let point = row.point("Latitude", "Longitude")?;
    let id = format!("icews:{number}");
    writer.head(Head {
        id: row
            .get("Story ID")
            .map_or_else(|| id.clone(), |story| format!("icews:{story}")),
        url: None,
        outlet: row.get("Publisher").map(str::to_owned),
        title: None,

        author: None,
        language: None,
        // The events of a story are dated by its publication.
        published: Some(date),
    });
    let event = CodedEvent {
        id,
        coded,
        words: row.get("Event Text"),
        code,
        date,
        actors: party(row, "Source", &mut writer.cast).into_iter().collect(),
        targets: party(row, "Target", &mut writer.cast).into_iter().collect(),
        place: place(row, point, &mut writer.cast),
        counts: Vec::new(),
        notes: None,
        version: None,
        cluster: None,
        row: row.object(),
    };
    writer.event(event);
    Ok(())
}

/// Who takes part: a name, or a role with its country, `Police (Japan)`.
fn party(row: Named<'_>, whose: &str, cast: &mut Cast<'_>) -> Option<Party> {
    let name = row.get(&format!("{whose} Name"))?;
    let country = row.get(&format!("{whose} Country"));
    let country = country.and_then(|name| cast.country_named(name));
    let sectors = row.get(&format!("{whose} Sectors"));
    let sectors = sectors.unwrap_or_default().to_lowercase();
    let words = || Party {
        text: name.to_owned(),
        entity: None,
    };
    let bracket = name
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once(" ("));
    if let Some((_, of)) = bracket {
        let mut sectors = sectors.split(',').map(str::trim);
        let is_state = sectors.any(|sector| STATE.contains(&sector));
        let state = cast.country_named(of).filter(|_| is_state);
        return Some(state.map_or_else(words, |state| cast.party(state, name)));
    }
    if let Some(state) = cast.country_named(name) {
        return Some(cast.party(state, name));
    }
    if let Some(known) = known_by_name(name, country, cast) {
        return Some(cast.party(known, name));
    }
    Some(match cast.kind_of(name) {
        Some(EntityKind::Place) | None => words(),
        Some(kind) => cast.new_party(kind, name, country),
    })
}

/// Somebody known by the whole name, by its first and last word, or by these in the other order.
fn known_by_name<'run>(
    name: &str,
    country: Option<&Entity>,
    cast: &Cast<'run>,
) -> Option<&'run Entity> {
    let country = country.map(|country| country.id.as_str());
    let words: Vec<&str> = name.split_whitespace().collect();
    let (first, last) = (words.first()?, words.last()?);
    let mut spellings = vec![name.to_owned()];
    if words.len() > 1 {
        spellings.push(format!("{first} {last}"));
        spellings.push(format!("{last} {first}"));
    }
    spellings
        .iter()
        .find_map(|spelling| cast.named(spelling, country))
}

fn place(row: Named<'_>, point: Option<(f64, f64)>, cast: &mut Cast<'_>) -> Option<Spot> {
    let country = row.get("Country").and_then(|name| cast.country_named(name));
    let region = row.first(&["Province", "District"]);
    let (name, place_type) = match (row.get("City"), region) {
        (Some(city), _) => (city, PlaceType::City),
        (None, Some(region)) => (region, PlaceType::Region),
        (None, None) => return country.map(|country| cast.country_spot(country)),
    };
    cast.place(PlaceHint {
        name,
        place_type: Some(place_type),
        region: region.filter(|region| *region != name),
        country,
        point,
    })
}
