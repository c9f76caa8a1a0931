//! ACLED: a living set, whose rows are revised; of two rows of one event the newer one counts.

use super::cast::Cast;
use super::place::PlaceHint;
use super::row::{Named, Read, bad};
use super::write::{CodedEvent, Count, Head, Party, Spot, Writer};
use crate::lexicon::codes::{CodedKind, TypedSet};
use crate::model::date::{PartialDate, Precision};
use crate::model::entity::{Entity, EntityKind, PlaceType};
use crate::model::figure::Measure;

/// Reads a row, which is an article of its own.
pub(super) fn read(row: Named<'_>, writer: &mut Writer<'_>) -> Read<()> {
    const IDS: &[&str] = &["event_id_cnty", "data_id", "event_id_no_cnty"];
    let has_ids = IDS
        .iter()
        .any(|column| row.layout.position(column).is_some());
    let id = row.first(IDS).map(str::to_owned);
    // Excerpts come without ids.
    let id = id.or_else(|| (!has_ids).then(|| row.content_id()));
    let id = id.ok_or_else(|| bad("event_id_cnty", "", "the id of an event"))?;
    let name = row.required("event_type", "a type of events")?;
    let subtype = row.get("sub_event_type").unwrap_or_default();
    let known = &writer.cast.lexicon.codes;
    let coded = known
        .typed(TypedSet::Acled, name, subtype)
        .ok_or_else(|| bad("event_type", name, "a type of events of ACLED"))?;
    let date = date(row)?;
    let point = row.point("latitude", "longitude")?;
    let fatalities = row.count(&["fatalities"])?;
    let version = version(row)?;
    let id = format!("acled:{id}");
    writer.head(Head {
        id: id.clone(),
        url: None,
        outlet: row.get("source").and_then(first_source).map(str::to_owned),
        title: None,

        author: None,
        language: None,
        published: None,
    });
    let event = event(row, &mut writer.cast, id, coded, date, point);
    writer.event(CodedEvent {
        code: if subtype.is_empty() { name } else { subtype },
        counts: fatalities
            .filter(|best| *best > 0.0)
            .map(|best| Count {
                measure: Measure::Killed,
                best,
                low: best,
                high: best,
            })
            .into_iter()
            .collect(),
        version,
        ..event
    });
    Ok(())
}

fn event<'row>(
    row: Named<'row>,
    cast: &mut Cast<'_>,
    id: String,
    coded: &'row CodedKind,
    date: PartialDate,
    point: Option<(f64, f64)>,
) -> CodedEvent<'row> {
    let country = row.get("country").and_then(|name| cast.country_named(name));
    let mut parties = |number: char| -> Vec<Party> {
        let inter = row.get(&format!("inter{number}")).unwrap_or_default();
        let main = row.get(&format!("actor{number}"));
        let main = main.map(|name| party(name, inter, country, cast));
        // The older name of the column comes second.
        let columns = ["assoc", "ally"].map(|what| format!("{what}_actor_{number}"));
        let allies = columns.iter().find_map(|column| row.get(column));
        let allies = allies.unwrap_or_default();
        let allies: Vec<Party> = allies
            .split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| party(name, "", country, cast))
            .collect();
        main.into_iter().chain(allies).collect()
    };
    let (actors, targets) = (parties('1'), parties('2'));
    CodedEvent {
        id,
        coded,
        words: None,
        code: "",
        date,
        actors,
        targets,
        place: place(row, country, point, cast),
        counts: Vec::new(),
        notes: row.get("notes"),
        version: None,
        cluster: None,
        row: row.object(),
    }
}

/// The day, or the week or month that it stands for.
fn date(row: Named<'_>) -> Read<PartialDate> {
    let day = row.day("event_date")?;
    Ok(match row.get("time_precision") {
        Some("2") => PartialDate::unit(day.first, Precision::Week),
        Some("3") => PartialDate::unit(day.first, Precision::Month),
        _ => day,
    })
}

/// When the row was last written, in seconds, or as a day.
fn version(row: Named<'_>) -> Read<Option<i64>> {
    let Some(cell) = row.get("timestamp") else {
        return Ok(None);
    };
    let day = || row.day_in(cell).map(|date| i64::from(date.first) * 86_400);
    cell.parse()
        .ok()
        .or_else(day)
        .map(Some)
        .ok_or_else(|| bad("timestamp", cell, "a count of seconds or a day"))
}

/// The first of the sources, which are joined by `;`.
fn first_source(cell: &str) -> Option<&str> {
    let first = cell.split(';').next()?.trim();
    (!first.is_empty()).then_some(first)
}

/// Who takes part. Crowds, civilians and the unidentified are words.
fn party(name: &str, inter: &str, country: Option<&Entity>, cast: &mut Cast<'_>) -> Party {
    let (bare, of) = without_bracket(name, cast);
    // `Military Forces of Iran (1989-) Islamic Revolutionary Guard Corps` names a part of them.
    let branch = name.rsplit_once(") ").map(|(_, branch)| branch);
    if let Some(known) = branch.and_then(|branch| cast.body_named(branch, of.or(country))) {
        return cast.party(known, name);
    }
    if let Some(state) = force_of(bare, cast) {
        return Party {
            text: name.to_owned(),
            ..state
        };
    }
    let (short, full) = abbreviated(bare).map_or((None, bare), |(short, full)| (Some(short), full));
    // One of two is neither.
    let is_one = !bare.contains(" and/or ");
    let names = [Some(bare), Some(full), short, without_region(bare, cast)];
    let mut names = names.into_iter().flatten();
    let known = branch_in(name, country, cast)
        .or_else(|| names.find_map(|name| cast.body_named(name, of.or(country))));
    if let Some(known) = known.filter(|_| is_one) {
        return cast.party(known, name);
    }
    match kind_of(full, inter) {
        Some(kind) if is_one => Party {
            text: name.to_owned(),
            // Of two countries, groups that go by one description are two.
            ..match (short, of) {
                (None, Some(_)) => cast.new_body(kind, name, Some(bare), of),
                _ => cast.new_body(kind, full, short, of),
            }
        },
        _ => Party {
            text: name.to_owned(),
            entity: None,
        },
    }
}

/// The branch of a body in a country or region: `Islamic State (Libya)` is Islamic State in Libya.
fn branch_in<'run>(name: &str, home: Option<&Entity>, cast: &Cast<'run>) -> Option<&'run Entity> {
    let (body, of) = name.strip_suffix(')')?.rsplit_once(" (")?;
    let names = [format!("{body} in {of}"), format!("{body} in the {of}")];
    names.iter().find_map(|name| cast.body_named(name, home))
}

/// `Military Forces of Syria (2000-2024)` without its years and what comes behind them, `Protesters (Iran)` without
/// its country, and that. Other brackets are part of the name: `Communist Party of India (Maoist)`.
fn without_bracket<'name, 'run>(
    name: &'name str,
    cast: &Cast<'run>,
) -> (&'name str, Option<&'run Entity>) {
    let is_year = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | ' ');
    let mut brackets = name.match_indices(" (");
    let years = brackets.find(|(start, _)| {
        let inside = name[start + 2..].split_once(')').map(|(inside, _)| inside);
        inside.is_some_and(|inside| inside.len() >= 4 && inside.chars().all(is_year))
    });
    if let Some((start, _)) = years {
        return (&name[..start], None);
    }
    let last = name
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once(" ("));
    let of = last.and_then(|(bare, of)| Some((bare, cast.country_named(of)?)));
    of.map_or((name, None), |(bare, of)| (bare, Some(of)))
}

/// The body whose branch in a region has a name such as `Islamic State (Sahel)`.
fn without_region<'name>(name: &'name str, cast: &Cast<'_>) -> Option<&'name str> {
    let (body, of) = name.strip_suffix(')')?.rsplit_once(" (")?;
    let is_place = cast.named(of, None)?.kind == EntityKind::Place;
    is_place.then_some(body)
}

/// `GHB: Grey Heron Brigade` as its abbreviation and its name.
fn abbreviated(name: &str) -> Option<(&str, &str)> {
    let (short, full) = name.split_once(": ")?;
    let word = short.split(" (").next()?;
    let is_short = !word.contains(' ') && word.starts_with(char::is_uppercase);
    (is_short && !full.trim().is_empty()).then(|| (short, full.trim()))
}

/// The forces or the government of a country: a body that belongs to it, or the country.
fn force_of(name: &str, cast: &mut Cast<'_>) -> Option<Party> {
    let (what, of) = name.split_once(" of ")?;
    let country = cast.country_named(of)?;
    match what {
        "Government" => Some(cast.party(country, name)),
        "Military Forces" | "Police Forces" | "Military Forces and Police" => {
            Some(cast.new_party(EntityKind::Organization, name, Some(country)))
        }
        _ => None,
    }
}

/// The kind of an actor by the code or words of its class; none for those who are not one body.
fn kind_of(name: &str, inter: &str) -> Option<EntityKind> {
    let is_nobody = [
        "Unidentified",
        "Unknown",
        "Protesters",
        "Rioters",
        "Civilians",
    ]
    .iter()
    .any(|word| name.starts_with(word));
    if is_nobody {
        return None;
    }
    match inter.to_lowercase().as_str() {
        "1" | "state forces" | "8" | "external/other forces" | "other forces" => {
            Some(EntityKind::Organization)
        }
        "2" | "rebel group" | "rebel groups" | "rebel forces" | "3" | "political militia"
        | "political militias" | "4" | "identity militia" | "identity militias" => {
            Some(EntityKind::ArmedGroup)
        }
        _ => None,
    }
}

fn place(
    row: Named<'_>,
    country: Option<&Entity>,
    point: Option<(f64, f64)>,
    cast: &mut Cast<'_>,
) -> Option<Spot> {
    let region = row.first(&["admin1", "admin2", "admin3"]);
    let is_region = row.get("geo_precision") == Some("3");
    let name = row.get("location").or(region)?;
    cast.place(PlaceHint {
        name,
        place_type: is_region.then_some(PlaceType::Region),
        region,
        country,
        point,
    })
}
