//! GDELT events, versions 1.0 and 2.0.

use std::borrow::Cow;

use super::cast::Cast;
use super::place::PlaceHint;
use super::row::{Named, Read, bad};
use super::write::{CodedEvent, Head, Party, Spot, Writer};
use crate::lexicon::codes::CountryStandard;
use crate::model::entity::PlaceType;
use crate::record::ArticleRecord;

/// Types of actors that act for their state.
const STATE: &[&str] = &["GOV", "MIL", "COP", "JUD", "LEG", "SPY"];

/// Reads a row into its article.
pub(super) fn read(row: Named<'_>, writer: &mut Writer<'_>) -> Read<()> {
    let number = event_number(row)?;
    let code = code(row)?;
    let code = code.as_ref();
    let date = row.day("SQLDATE")?;
    let coded = writer
        .cast
        .lexicon
        .codes
        .cameo(code)
        .ok_or_else(|| bad("EventCode", code, "a CAMEO code"))?;
    for whose in ["Actor1Geo", "Actor2Geo"] {
        row.point(&format!("{whose}_Lat"), &format!("{whose}_Long"))?;
    }
    let point = row.point("ActionGeo_Lat", "ActionGeo_Long")?;
    let published = match row.get("DATEADDED") {
        Some(_) => Some(row.day("DATEADDED")?),
        None => None,
    };
    let id = format!("gdelt:{number}");
    writer.head(head(row.get("SOURCEURL"), &id, published));
    let event = CodedEvent {
        coded,
        words: None,
        code,
        date,
        actors: party(row, "Actor1", &mut writer.cast).into_iter().collect(),
        targets: party(row, "Actor2", &mut writer.cast).into_iter().collect(),
        place: place(row, point, &mut writer.cast),
        counts: Vec::new(),
        notes: None,
        version: None,
        cluster: Some(id.clone()),
        row: row.object(),
        id,
    };
    writer.event(event);
    Ok(())
}

/// The code of an event. Spreadsheets take it for a number and drop its leading zero, in its root as well.
fn code(row: Named<'_>) -> Read<Cow<'_, str>> {
    let code = row.required("EventCode", "a CAMEO code")?;
    let root = row.get("EventRootCode");
    let is_short = root.is_some_and(|root| root.len() == 1 && code.starts_with(root));
    Ok(if is_short {
        Cow::Owned(format!("0{code}"))
    } else {
        Cow::Borrowed(code)
    })
}

/// The number of an event, which is its id.
pub(super) fn event_number(row: Named<'_>) -> Read<&str> {
    const COLUMN: &str = "GLOBALEVENTID";
    let number = row.required(COLUMN, "the number of an event")?;
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(number)
    } else {
        Err(bad(COLUMN, number, "the number of an event"))
    }
}

/// The article at an address; what has none is an article of its own.
pub(super) fn head(
    address: Option<&str>,
    id: &str,
    published: Option<crate::model::date::PartialDate>,
) -> Head {
    let url = address.filter(|address| address.contains("://"));
    let key = address.map(|address| {
        let mut record = ArticleRecord {
            url: Some(address.to_owned()),
            ..ArticleRecord::default()
        };
        format!("gdelt:{}", record.identify())
    });
    Head {
        id: key.unwrap_or_else(|| id.to_owned()),
        url: url.map(str::to_owned),
        outlet: None,
        title: None,

        author: None,
        language: None,
        published,
    }
}

/// Who takes part. A name that the program knows is who it means; a role of a state's own people, or no role at
/// all, is the state; everybody else is words.
fn party(row: Named<'_>, whose: &str, cast: &mut Cast<'_>) -> Option<Party> {
    let get = |column: &str| row.get(&format!("{whose}{column}"));
    let (name, code) = (get("Name"), get("Code"));
    let text = name.or(code)?;
    let country = get("CountryCode");
    let country = country.and_then(|code| cast.country(CountryStandard::Cameo, code));
    let named = cast.named(text, country.map(|country| country.id.as_str()));
    if let Some(entity) = named {
        return Some(cast.party(entity, text));
    }
    let types: Vec<&str> = ["Type1Code", "Type2Code", "Type3Code"]
        .into_iter()
        .filter_map(get)
        .collect();
    let is_state = types.iter().all(|code| STATE.contains(code));
    match country {
        Some(country) if is_state => Some(cast.party(country, text)),
        Some(country) => Some(Party {
            text: format!("{text} ({})", country.name),
            entity: None,
        }),
        None => Some(Party {
            text: text.to_owned(),
            entity: None,
        }),
    }
}

/// Where it happened: `Minsk, Belarus (general), Belarus` with a country of FIPS and a type from 1 to 5.
fn place(row: Named<'_>, point: Option<(f64, f64)>, cast: &mut Cast<'_>) -> Option<Spot> {
    let full_name = row.get("ActionGeo_FullName")?;
    let country = row.get("ActionGeo_CountryCode");
    let country = country.and_then(|code| cast.country(CountryStandard::Fips, code));
    let place_type = row.get("ActionGeo_Type").unwrap_or_default();
    named_place(full_name, place_type, country, point, cast)
}

/// The place of a full name, whose first part is its own name.
pub(super) fn named_place(
    full_name: &str,
    place_type: &str,
    country: Option<&crate::model::entity::Entity>,
    point: Option<(f64, f64)>,
    cast: &mut Cast<'_>,
) -> Option<Spot> {
    let parts: Vec<&str> = full_name.split(", ").collect();
    let place_type = match place_type {
        "1" => return country.map(|country| cast.country_spot(country)),
        "2" | "5" => Some(PlaceType::Region),
        "3" | "4" => Some(PlaceType::City),
        _ => None,
    };
    let region = (parts.len() > 2).then(|| parts[1]);
    cast.place(PlaceHint {
        name: parts.first()?,
        place_type,
        region: region.filter(|region| !region.ends_with("(general)")),
        country,
        point,
    })
}

/// The language of an article by what is said of its translation, `srclc:ara;eng:GT-ARA 1.0`. Nothing is said of
/// one that was written in English.
pub(super) fn original_language(translation: Option<&str>, cast: &Cast<'_>) -> Option<String> {
    let Some(translation) = translation else {
        return Some("en".to_owned());
    };
    let code = translation
        .split(';')
        .find_map(|part| part.trim().strip_prefix("srclc:"))?;
    cast.lexicon.codes.language(code.trim()).map(str::to_owned)
}
