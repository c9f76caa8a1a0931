//! A row under a map → an article, or an event.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::flat::BETWEEN;
use super::parse::kind_of;
use super::{Field, TableMap};
use crate::lexicon::codes::{CodedKind, CountryStandard};
use crate::load::dataset::cast::Cast;
use crate::load::dataset::day;
use crate::load::dataset::place::PlaceHint;
use crate::load::dataset::row::{Named, Read, bad};
use crate::load::dataset::write::{CodedEvent, Count, Head, Party, Spot, Writer};
use crate::model::date::PartialDate;
use crate::model::entity::{Entity, EntityKind};
use crate::model::event::EventMode;

type Fields = BTreeMap<&'static str, Field>;

impl Field {
    /// What the field says in a row.
    fn read(&self, row: Named<'_>) -> Option<String> {
        let cells = self.columns.iter().filter_map(|column| row.get(column));
        let cells: Vec<&str> = cells.collect();
        let Some(cell) = (!cells.is_empty()).then(|| cells.join(BETWEEN)) else {
            return self.value.clone();
        };
        Some(self.values.get(&cell).cloned().unwrap_or(cell))
    }

    /// All that a field names.
    fn list(&self, row: Named<'_>) -> Vec<String> {
        let text = self.read(row).unwrap_or_default();
        text.split(self.split.as_deref().unwrap_or(";"))
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    }

    fn column(&self) -> &str {
        self.columns.first().map_or("value", String::as_str)
    }

    fn date(&self, row: Named<'_>) -> Read<Option<PartialDate>> {
        let Some(cell) = self.read(row) else {
            return Ok(None);
        };
        let date = match &self.format {
            Some(format) => formatted(&cell, format),
            None => day::read(&cell, None).or_else(|| cell.trim().parse().ok()),
        };
        let expected = if self.format.is_some() {
            "a date of the `format` that the map gives"
        } else {
            "a date such as 2024-01-31; say its `format` in the map, such as \"%d/%m/%Y\""
        };
        date.map(Some)
            .ok_or_else(|| bad(self.column(), &cell, expected))
    }

    fn number(&self, row: Named<'_>) -> Read<Option<f64>> {
        let Some(cell) = self.read(row) else {
            return Ok(None);
        };
        let number = cell.trim().parse().ok();
        number
            .filter(|number: &f64| number.is_finite())
            .map(Some)
            .ok_or_else(|| bad(self.column(), &cell, "a number"))
    }
}

/// A date after a format of `strftime`; what has a time or a zone behind it is its day.
fn formatted(cell: &str, format: &str) -> Option<PartialDate> {
    let parsed = jiff::fmt::strtime::parse(format, cell.trim()).ok()?;
    let year = parsed.year()?;
    match (parsed.month(), parsed.day()) {
        (Some(month), Some(day)) => PartialDate::ymd(year, month, day),
        (Some(month), None) => PartialDate::month(year, month),
        _ => Some(PartialDate::year(year)),
    }
}

/// The row as an article in the shape that crawlers use, to be read as any other.
pub(in crate::load::dataset) fn article_object(row: Named<'_>, map: &TableMap) -> Value {
    let mut object = Map::new();
    for (name, field) in &map.article {
        let value = match *name {
            "text" => {
                let cells = field.columns.iter().filter_map(|column| row.get(column));
                let paragraphs: Vec<&str> = cells.collect();
                Some(paragraphs.join("\n")).filter(|text| !text.is_empty())
            }
            "author" => {
                let names = field.list(row);
                if !names.is_empty() {
                    object.insert("authors".to_owned(), names.into());
                }
                continue;
            }
            "published" if field.format.is_some() => {
                let date = field.date(row).ok().flatten();
                date.map(|date| date.to_string())
            }
            _ => field.read(row),
        };
        if let Some(value) = value {
            object.insert((*name).to_owned(), Value::String(value));
        }
    }
    Value::Object(object)
}

/// What rows of one article have in common.
pub(in crate::load::dataset) fn key_of(row: Named<'_>, map: &TableMap) -> Option<String> {
    let field = map.article.get("id").or(map.article.get("url"))?;
    field.read(row)
}

/// Reads a row into its article.
pub(in crate::load::dataset) fn read_event(
    row: Named<'_>,
    map: &TableMap,
    writer: &mut Writer<'_>,
) -> Read<()> {
    let Some(event) = &map.event else {
        return Ok(());
    };
    let coded = coded(event, row)?;
    let date = date(event, row)?;
    let point = point(event, row)?;
    let counts = counts(map, row)?;
    let published = map.article.get("published");
    let published = published.map_or(Ok(None), |field| field.date(row))?;
    let say = |fields: &Fields, name: &str| fields.get(name).and_then(|field| field.read(row));
    let id = say(event, "id").unwrap_or_else(|| row.content_id());
    let id = format!("{}:{id}", map.name);
    let key = key_of(row, map).map(|key| format!("{}:{key}", map.name));
    writer.head(Head {
        id: key.unwrap_or_else(|| id.clone()),
        url: say(&map.article, "url"),
        outlet: say(&map.article, "source"),
        title: say(&map.article, "title"),
        author: say(&map.article, "author"),
        language: say(&map.article, "language"),
        published,
    });
    let country = say(event, "country");
    let country = country.and_then(|name| country_of(&name, &writer.cast));
    let summary = say(event, "summary");
    let text = say(&map.article, "text").or(summary);
    let code = event.get("kind").or(event.get("mode"));
    let code = code.and_then(|field| row.first(&columns(field)));
    let event = CodedEvent {
        id,
        coded: &coded,
        words: None,
        code: code.unwrap_or_default(),
        date,
        actors: parties(event.get("actors"), row, country, &mut writer.cast),
        targets: parties(event.get("targets"), row, country, &mut writer.cast),
        place: place(event, row, country, point, &mut writer.cast),
        counts,
        notes: text.as_deref(),
        version: None,
        cluster: None,
        row: row.object(),
    };
    writer.event(event);
    Ok(())
}

fn columns(field: &Field) -> Vec<&str> {
    field.columns.iter().map(String::as_str).collect()
}

fn coded(event: &Fields, row: Named<'_>) -> Read<CodedKind> {
    const EXPECTED: &str = "a kind or mode of events; say what it stands for in `values`";
    let read = |name: &str| -> Read<Option<_>> {
        let Some(field) = event.get(name) else {
            return Ok(None);
        };
        let Some(word) = field.read(row) else {
            return Ok(None);
        };
        kind_of(&word)
            .map(Some)
            .ok_or_else(|| bad(field.column(), &word, EXPECTED))
    };
    let (kind, mode) = (read("kind")?, read("mode")?);
    let mode: Option<EventMode> = mode.and_then(|(_, mode)| mode);
    let Some((kind, mode)) = kind
        .map(|(kind, own)| (kind, mode.filter(|mode| mode.kind() == kind).or(own)))
        .or_else(|| mode.map(|mode| (mode.kind(), Some(mode))))
    else {
        return Err(bad("kind", "", EXPECTED));
    };
    Ok(CodedKind {
        kind,
        mode,
        words: mode.map_or(kind.word(), EventMode::word).replace('_', " "),
    })
}

fn date(event: &Fields, row: Named<'_>) -> Read<PartialDate> {
    let read = |name: &str| event.get(name).map_or(Ok(None), |field| field.date(row));
    let column = event.get("date").map_or("date", Field::column);
    let first = read("date")?.ok_or_else(|| bad(column, "", "a date"))?;
    Ok(match read("end")? {
        Some(last) if last < first => {
            let column = event.get("end").map_or("end", Field::column);
            return Err(bad(column, &last.to_string(), "a date after the first"));
        }
        Some(last) if last != first => first.to(last),
        _ => first,
    })
}

fn point(event: &Fields, row: Named<'_>) -> Read<Option<(f64, f64)>> {
    let read = |name: &str, limit: f64, expected: &'static str| -> Read<Option<f64>> {
        let Some(field) = event.get(name) else {
            return Ok(None);
        };
        let number = field.number(row)?;
        if number.is_some_and(|number| number.abs() > limit) {
            let cell = field.read(row).unwrap_or_default();
            return Err(bad(field.column(), &cell, expected));
        }
        Ok(number)
    };
    let lat = read("lat", 90.0, "a latitude from -90 to 90")?;
    let lon = read("lon", 180.0, "a longitude from -180 to 180")?;
    Ok(lat.zip(lon))
}

fn counts(map: &TableMap, row: Named<'_>) -> Read<Vec<Count>> {
    let mut counts = Vec::new();
    for (measure, field) in &map.figures {
        if let Some(best) = field.number(row)? {
            counts.push(Count {
                measure: *measure,
                best,
                low: best,
                high: best,
            });
        }
    }
    Ok(counts)
}

fn country_of<'run>(name: &str, cast: &Cast<'run>) -> Option<&'run Entity> {
    cast.country_named(name)
        .or_else(|| cast.country(CountryStandard::Cameo, name))
        .or_else(|| cast.country(CountryStandard::IsoTwo, name))
}

fn parties(
    field: Option<&Field>,
    row: Named<'_>,
    country: Option<&Entity>,
    cast: &mut Cast<'_>,
) -> Vec<Party> {
    let names = field.map(|field| field.list(row)).unwrap_or_default();
    names
        .iter()
        .map(|name| party(name, country, cast))
        .collect()
}

/// A country, somebody known, a new body or person where the words tell which; else words.
fn party(name: &str, country: Option<&Entity>, cast: &mut Cast<'_>) -> Party {
    let known = cast.country_named(name);
    if let Some(known) = known.or_else(|| cast.body_named(name, country)) {
        return cast.party(known, name);
    }
    match cast.kind_of(name) {
        Some(EntityKind::Place) | None => Party {
            text: name.to_owned(),
            entity: None,
        },
        Some(kind) => cast.new_party(kind, name, None),
    }
}

fn place(
    event: &Fields,
    row: Named<'_>,
    country: Option<&Entity>,
    point: Option<(f64, f64)>,
    cast: &mut Cast<'_>,
) -> Option<Spot> {
    let say = |name: &str| event.get(name).and_then(|field| field.read(row));
    let region = say("region");
    let Some(name) = say("place").or_else(|| region.clone()) else {
        return country.map(|country| cast.country_spot(country));
    };
    if let Some(country) = cast.country_named(&name).filter(|_| point.is_none()) {
        return Some(cast.country_spot(country));
    }
    cast.place(PlaceHint {
        name: &name,
        place_type: None,
        region: region.as_deref().filter(|region| *region != name),
        country,
        point,
    })
}
