//! UCDP Georeferenced Event Dataset.

use super::cast::Cast;
use super::place::{PlaceHint, without_type};
use super::row::{Named, Read, bad};
use super::write::{CodedEvent, Count, Head, Party, Spot, Writer};
use crate::lexicon::codes::TypedSet;
use crate::model::date::PartialDate;
use crate::model::entity::{EntityKind, PlaceType};
use crate::model::figure::Measure;

/// Reads a row, which is an article of its own.
pub(super) fn read<'row>(row: Named<'row>, writer: &mut Writer<'row>) -> Read<()> {
    let number = row.required("id", "the number of an event")?;
    let code = row.required("type_of_violence", "1, 2 or 3")?;
    let coded = writer
        .cast
        .lexicon
        .codes
        .typed(TypedSet::Ucdp, code, "")
        .ok_or_else(|| bad("type_of_violence", code, "1, 2 or 3"))?;
    let first = row.day("date_start")?;
    let last = match row.get("date_end") {
        Some(_) => row.day("date_end")?,
        None => first,
    };
    if last < first {
        let cell = row.get("date_end").unwrap_or_default();
        return Err(bad("date_end", cell, "a day after `date_start`"));
    }
    let date = if first == last { first } else { first.to(last) };
    let point = row.point("latitude", "longitude")?;
    let killed = killed(row)?;
    let id = format!("ucdp:{number}");
    writer.head(Head {
        id: id.clone(),
        url: None,
        outlet: single(row.get("source_office")).map(str::to_owned),
        title: single(row.get("source_headline")).map(str::to_owned),

        author: None,
        language: None,
        published: single(row.get("source_date")).and_then(|cell| row.day_in(cell)),
    });
    let event = event(row, writer, id, coded, code, date, point, killed);
    writer.event(event);
    Ok(())
}

#[expect(
    clippy::too_many_arguments,
    reason = "what was checked before the entities are named"
)]
fn event<'row>(
    row: Named<'row>,
    writer: &mut Writer<'row>,
    id: String,
    coded: &'row crate::lexicon::codes::CodedKind,
    code: &'row str,
    date: PartialDate,
    point: Option<(f64, f64)>,
    killed: Vec<Count>,
) -> CodedEvent<'row> {
    CodedEvent {
        id,
        coded,
        words: None,
        code,
        date,
        actors: side(row, "side_a", &mut writer.cast).into_iter().collect(),
        targets: side(row, "side_b", &mut writer.cast).into_iter().collect(),
        place: place(row, point, &mut writer.cast),
        counts: killed,
        notes: None,
        version: None,
        cluster: None,
        row: row.object(),
    }
}

/// What one source says; several are joined by `;`, and then nothing is said of the one.
fn single(cell: Option<&str>) -> Option<&str> {
    cell.filter(|cell| !cell.contains(';'))
}

fn killed(row: Named<'_>) -> Read<Vec<Count>> {
    let best = row.count(&["best", "best_est"])?;
    let low = row.count(&["low", "low_est"])?;
    let high = row.count(&["high", "high_est"])?;
    let Some(best) = best.or(low) else {
        return Ok(Vec::new());
    };
    let (low, high) = (low.unwrap_or(best), high.unwrap_or(best));
    let count = Count {
        measure: Measure::Killed,
        best,
        low,
        high,
    };
    Ok(if high > 0.0 { vec![count] } else { Vec::new() })
}

/// A side of a conflict: a government is its country, civilians are words, all else is a group under arms.
fn side(row: Named<'_>, column: &str, cast: &mut Cast<'_>) -> Option<Party> {
    let name = row.get(column)?;
    if let Some(of) = name.strip_prefix("Government of ")
        && let Some(country) = cast.country_named(of)
    {
        return Some(cast.party(country, name));
    }
    let is_nobody = name == "Civilians"
        || name.starts_with("XXX")
        || name.starts_with("Supporters of ")
        || name.starts_with("Government of ");
    if is_nobody {
        return Some(Party {
            text: name.to_owned(),
            entity: None,
        });
    }
    let home = row.get("country").and_then(|name| cast.country_named(name));
    let known = cast
        .body_named(name, home)
        .filter(|entity| entity.kind != EntityKind::Person);
    Some(match known {
        Some(known) => cast.party(known, name),
        None => cast.new_party(EntityKind::ArmedGroup, name, None),
    })
}

/// Where it happened. The precision tells whether the point is of a place, a region or the whole country.
fn place(row: Named<'_>, point: Option<(f64, f64)>, cast: &mut Cast<'_>) -> Option<Spot> {
    let country = row.get("country").and_then(|name| cast.country_named(name));
    let (adm_1, adm_2) = (row.get("adm_1"), row.get("adm_2"));
    let written = row.get("where_coordinates");
    let (name, place_type) = match row.get("where_prec") {
        Some("6") => return country.map(|country| cast.country_spot(country)),
        Some("4") => (adm_1.or(written), Some(PlaceType::Region)),
        Some("3") => (adm_2.or(written), Some(PlaceType::Region)),
        _ => (written, None),
    };
    let Some(name) = name else {
        return country.map(|country| cast.country_spot(country));
    };
    let (name, place_type) = without_type(name).map_or((name, place_type), |(name, found)| {
        (name, place_type.or(Some(found)))
    });
    cast.place(PlaceHint {
        name,
        place_type,
        region: adm_1.map(|region| without_type(region).map_or(region, |(name, _)| name)),
        country,
        point,
    })
}
