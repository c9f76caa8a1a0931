//! Entities with their names.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Result, Row, params};

use super::{Authority, Batch, Outcome, merged_extra};
use crate::model::date::Day;
use crate::model::entity::{EntityKind, PlaceType};
use crate::model::fold::fold;
use crate::record::EntityRecord;
use crate::store::runs;

impl Authority {
    /// How much a record counts that came in as it is.
    pub(super) fn of(record: &EntityRecord) -> Self {
        if record.extracted {
            Self::Extracted
        } else {
            Self::Given
        }
    }

    /// Which of two values stands.
    pub(super) fn choose<T>(self, stored: Option<T>, new: Option<T>) -> Option<T> {
        match self {
            Self::Given => new.or(stored),
            Self::Extracted => stored.or(new),
        }
    }
}

/// An entity's row.
#[derive(Debug, Clone, PartialEq)]
struct Stored {
    key: i64,
    name: String,
    kind: String,
    country: Option<i64>,
    parent: Option<i64>,
    org: Option<i64>,
    title: Option<String>,
    title_day: Option<Day>,
    place_type: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    is_stub: bool,
    extra: Option<String>,
    /// The load that wrote it last.
    run: Option<i64>,
}

impl Stored {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            key: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            country: row.get(3)?,
            parent: row.get(4)?,
            org: row.get(5)?,
            title: row.get(6)?,
            title_day: row.get(7)?,
            place_type: row.get(8)?,
            lat: row.get(9)?,
            lon: row.get(10)?,
            is_stub: row.get(11)?,
            extra: row.get(12)?,
            run: row.get(13)?,
        })
    }

    /// What [`super::closure`] follows.
    fn links(&self) -> (&str, [Option<i64>; 3]) {
        (&self.kind, [self.country, self.parent, self.org])
    }

    fn save(&self, batch: &Batch<'_>) -> Result<usize> {
        batch
            .transaction
            .prepare_cached(
                "UPDATE entity SET name = ?2, kind = ?3, country = ?4, parent = ?5, org = ?6,
                   title = ?7, title_day = ?8, place_type = ?9, lat = ?10, lon = ?11, is_stub = ?12,
                   extra = ?13, run = coalesce(?14, run)
                 WHERE key = ?1",
            )?
            .execute(params![
                self.key,
                self.name,
                self.kind,
                self.country,
                self.parent,
                self.org,
                self.title,
                self.title_day,
                self.place_type,
                self.lat,
                self.lon,
                self.is_stub,
                self.extra,
                batch.run_key()
            ])
    }
}

pub(super) fn write(
    batch: &mut Batch<'_>,
    record: &EntityRecord,
    authority: Authority,
) -> Result<Outcome> {
    let (key, is_new) = find_or_insert(batch, &record.id, record.kind)?;
    let stored = batch
        .transaction
        .prepare_cached(
            "SELECT key, name, kind, country, parent, org, title, title_day, place_type, lat, lon,
               is_stub, extra, run
             FROM entity WHERE key = ?1",
        )?
        .query_row([key], Stored::read)?;
    let described = describe(batch, record, authority, &stored)?;
    let is_changed = described != stored;
    let new_names = new_names(batch, &described, &stored, record)?;
    if is_changed || !new_names.is_empty() {
        runs::keep_entity(batch, &record.id)?;
        put_names(batch, &described, &new_names)?;
        batch.is_renamed = true;
        described.save(batch)?;
    }
    if described.links() != stored.links() {
        batch.moved.insert(key);
    }
    note_origin(batch, authority, &stored)?;
    Ok(
        match (
            is_new || stored.is_stub,
            is_changed || !new_names.is_empty(),
        ) {
            (true, _) => Outcome::New,
            (false, true) => Outcome::Updated,
            (false, false) => Outcome::Unchanged,
        },
    )
}

/// Notes whether nobody but articles that were read described an entity.
fn note_origin(batch: &Batch<'_>, authority: Authority, before: &Stored) -> Result<()> {
    let sql = match authority {
        Authority::Given => "DELETE FROM only_read WHERE entity = ?1",
        Authority::Extracted if before.is_stub => {
            "INSERT OR IGNORE INTO only_read (entity) VALUES (?1)"
        }
        Authority::Extracted => return Ok(()),
    };
    batch
        .transaction
        .prepare_cached(sql)?
        .execute([before.key])?;
    Ok(())
}

fn describe(
    batch: &mut Batch<'_>,
    record: &EntityRecord,
    authority: Authority,
    stored: &Stored,
) -> Result<Stored> {
    let part_of = if record.kind == EntityKind::Place {
        EntityKind::Place
    } else {
        EntityKind::Organization
    };
    let mut country = optional_reference(batch, record.country.as_deref(), EntityKind::Place)?;
    if record.place_type == Some(PlaceType::Country) {
        country = country.or(Some(stored.key));
    }
    let parent = optional_reference(batch, record.parent.as_deref(), part_of)?;
    let org = optional_reference(batch, record.org.as_deref(), EntityKind::Organization)?;
    let takes_name = stored.is_stub || authority == Authority::Given;
    let (title, title_day) = title(record, authority, stored);
    let place_type = record.place_type.map(|place| place.word().to_owned());
    let has_point = record.lat.is_some() && record.lon.is_some();
    let new_point = has_point.then_some((record.lat, record.lon));
    let old_point = stored.lat.map(|lat| (Some(lat), stored.lon));
    let (lat, lon) = authority.choose(old_point, new_point).unwrap_or_default();
    Ok(Stored {
        key: stored.key,
        name: if takes_name {
            record.name.clone()
        } else {
            stored.name.clone()
        },
        kind: if takes_name {
            record.kind.word().to_owned()
        } else {
            stored.kind.clone()
        },
        country: authority.choose(stored.country, country),
        parent: authority.choose(stored.parent, parent),
        org: authority.choose(stored.org, org),
        title,
        title_day,
        place_type: authority.choose(stored.place_type.clone(), place_type),
        lat,
        lon,
        is_stub: false,
        extra: merged_extra(stored.extra.as_deref(), &record.extra),
        run: stored.run,
    })
}

/// The office and the day of the article that it was read in: a later one replaces an earlier one, and
/// what a record says without a day replaces both.
fn title(
    record: &EntityRecord,
    authority: Authority,
    stored: &Stored,
) -> (Option<String>, Option<Day>) {
    let day = record.title_date.map(|date| date.first);
    let takes_new = match day {
        _ if stored.title.is_none() => true,
        None => authority == Authority::Given,
        Some(day) => stored.title_day.is_some_and(|stored| stored < day),
    };
    match &record.title {
        Some(title) if takes_new => (Some(title.clone()), day),
        _ => (stored.title.clone(), stored.title_day),
    }
}

/// The names of a record that the entity does not have yet, the one shown before among them.
fn new_names(
    batch: &Batch<'_>,
    entity: &Stored,
    before: &Stored,
    record: &EntityRecord,
) -> Result<Vec<String>> {
    let known: HashSet<String> = batch
        .transaction
        .prepare_cached("SELECT text FROM alias WHERE entity = ?1")?
        .query_map([entity.key], |row| row.get(0))?
        .collect::<Result<_>>()?;
    // The name of a stub is only its handle.
    let former = (!before.is_stub).then_some(&before.name);
    let mut new: Vec<String> = Vec::new();
    for name in std::iter::once(&record.name)
        .chain(&record.aliases)
        .chain(former)
    {
        // The name shown before makes room for the new one.
        let is_known = known.contains(name) && *name != before.name;
        if *name != entity.name && !is_known && !new.contains(name) {
            new.push(name.clone());
        }
    }
    Ok(new)
}

/// Writes the name shown, and the new names after those that are known.
fn put_names(batch: &Batch<'_>, entity: &Stored, new: &[String]) -> Result<()> {
    let connection = &batch.transaction;
    connection
        .prepare_cached("DELETE FROM alias WHERE entity = ?1 AND ord > 0 AND text = ?2")?
        .execute(params![entity.key, entity.name])?;
    connection
        .prepare_cached(
            "INSERT INTO alias (entity, ord, text, norm) VALUES (?1, 0, ?2, ?3)
             ON CONFLICT (entity, ord) DO UPDATE SET text = excluded.text, norm = excluded.norm
             WHERE text <> excluded.text",
        )?
        .execute(params![entity.key, entity.name, fold(&entity.name)])?;
    let mut add = connection.prepare_cached(
        "INSERT INTO alias (entity, ord, text, norm)
         SELECT ?1, max(ord) + 1, ?2, ?3 FROM alias WHERE entity = ?1",
    )?;
    for name in new {
        add.execute(params![entity.key, name, fold(name)])?;
    }
    Ok(())
}

/// Makes an entity that is only named, if it is not there; what names it may have taken it for one of
/// another kind.
pub(super) fn write_stub(batch: &mut Batch<'_>, record: &EntityRecord) -> Result<bool> {
    let (key, is_new) = find_or_insert(batch, &record.id, record.kind)?;
    let n_changed = batch
        .transaction
        .prepare_cached(
            "UPDATE entity SET kind = ?2 WHERE key = ?1 AND is_stub = 1 AND kind <> ?2",
        )?
        .execute(params![key, record.kind.word()])?;
    if n_changed > 0 {
        batch.moved.insert(key);
    }
    Ok(is_new)
}

fn find_or_insert(batch: &mut Batch<'_>, id: &str, kind: EntityKind) -> Result<(i64, bool)> {
    if let Some(key) = batch.entities.get(id) {
        return Ok((*key, false));
    }
    let known = batch
        .transaction
        .prepare_cached("SELECT key FROM entity WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    if let Some(key) = known {
        batch.remember(id, key);
        return Ok((key, false));
    }
    let key = batch
        .transaction
        .prepare_cached(
            "INSERT INTO entity (id, name, kind, is_stub, run) VALUES (?1, ?1, ?2, 1, ?3)",
        )?
        .insert(params![id, kind.word(), batch.run_key()])?;
    batch
        .transaction
        .prepare_cached("INSERT INTO alias (entity, ord, text, norm) VALUES (?1, 0, ?2, ?3)")?
        .execute(params![key, id, fold(id)])?;
    batch.moved.insert(key);
    batch.remember(id, key);
    Ok((key, true))
}

/// The key of an entity; a stub of a likely kind if it is not known yet.
pub(super) fn reference(batch: &mut Batch<'_>, id: &str, likely: EntityKind) -> Result<i64> {
    find_or_insert(batch, id, likely).map(|(key, _)| key)
}

/// The key of an entity that may not be named at all.
pub(super) fn optional_reference(
    batch: &mut Batch<'_>,
    id: Option<&str>,
    likely: EntityKind,
) -> Result<Option<i64>> {
    id.map(|id| reference(batch, id, likely)).transpose()
}

/// Takes the office written beside a name as the person's, unless a record gave one or a later
/// article wrote another.
pub(super) fn learn_title(
    batch: &Batch<'_>,
    key: i64,
    title: &str,
    published: Option<Day>,
) -> Result<()> {
    batch
        .transaction
        .prepare_cached(
            "UPDATE entity SET title = ?2, title_day = ?3
             WHERE key = ?1 AND (title IS NULL OR title_day < ?3)",
        )?
        .execute(params![
            key,
            title,
            published.unwrap_or(crate::model::date::OPEN_START)
        ])?;
    Ok(())
}
