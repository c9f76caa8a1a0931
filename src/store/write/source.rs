//! Outlets.

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::entity::optional_reference;
use super::{Authority, Batch, Outcome, extra_column, merged_extra};
use crate::model::entity::EntityKind;
use crate::model::fold::{fold, handle};
use crate::record::SourceRecord;
use crate::store::runs;

/// An outlet as it is stored.
#[derive(Debug, Clone, PartialEq)]
struct Stored {
    key: i64,
    id: String,
    name: String,
    domain: Option<String>,
    country: Option<i64>,
    entity: Option<i64>,
    extra: Option<String>,
}

pub(super) fn write(
    batch: &mut Batch<'_>,
    record: &SourceRecord,
    authority: Authority,
) -> Result<Outcome> {
    let outcome = put(batch, record, authority)?;
    let mut add = batch.transaction.prepare_cached(
        "INSERT OR IGNORE INTO source_alias (id, source)
         SELECT ?1, key FROM source WHERE id = ?2
           AND NOT EXISTS (SELECT 1 FROM source WHERE id = ?1)",
    )?;
    let mut n_added = 0;
    for id in &record.other_ids {
        n_added += add.execute([id, &record.id])?;
    }
    Ok(match outcome {
        Outcome::Unchanged if n_added > 0 => Outcome::Updated,
        outcome => outcome,
    })
}

fn put(batch: &mut Batch<'_>, record: &SourceRecord, authority: Authority) -> Result<Outcome> {
    let country = optional_reference(batch, record.country.as_deref(), EntityKind::Place)?;
    let entity = optional_reference(batch, record.entity.as_deref(), EntityKind::Organization)?;
    let stored = match find(batch, &record.id)? {
        None if authority == Authority::Extracted => find_variant(batch, record)?,
        stored => stored,
    };
    let Some(stored) = stored else {
        batch
            .transaction
            .prepare_cached(
                "INSERT INTO source (id, name, domain, country, entity, extra, run)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                record.id,
                record.name,
                record.domain,
                country,
                entity,
                extra_column(&record.extra),
                batch.run_key()
            ])?;
        batch.is_renamed = true;
        return Ok(Outcome::New);
    };
    // A name that only repeats the id was made from a reference, one that repeats the domain from an
    // address.
    let is_named = authority == Authority::Extracted
        && stored.name != record.id
        && stored.domain.as_ref() != Some(&stored.name);
    let described = Stored {
        key: stored.key,
        id: stored.id.clone(),
        name: if is_named {
            stored.name.clone()
        } else {
            record.name.clone()
        },
        domain: authority.choose(stored.domain.clone(), record.domain.clone()),
        country: authority.choose(stored.country, country),
        entity: authority.choose(stored.entity, entity),
        extra: merged_extra(stored.extra.as_deref(), &record.extra),
    };
    if described == stored {
        return Ok(Outcome::Unchanged);
    }
    runs::keep_source(batch, &stored.id)?;
    batch
        .transaction
        .prepare_cached(
            "UPDATE source SET name = ?2, domain = ?3, country = ?4, entity = ?5, extra = ?6,
               run = coalesce(?7, run)
             WHERE key = ?1",
        )?
        .execute(params![
            described.key,
            described.name,
            described.domain,
            described.country,
            described.entity,
            described.extra,
            batch.run_key()
        ])?;
    Ok(Outcome::Updated)
}

/// The outlet that is stored under another spelling of the name, or under the domain where one of both
/// is only named by it. The id is kept as another one of it.
fn find_variant(batch: &Batch<'_>, record: &SourceRecord) -> Result<Option<Stored>> {
    let connection = &batch.transaction;
    let other_id: Option<String> = connection
        .prepare_cached(
            "SELECT source.id FROM source JOIN source_alias ON source_alias.source = source.key
               WHERE source_alias.id = ?1
             UNION ALL
             SELECT id FROM source WHERE replace(id, '-', '') = ?2
             UNION ALL
             SELECT id FROM source
               WHERE domain = ?3 AND (name = ?3 OR ?4 = ?3)
             LIMIT 1",
        )?
        .query_row(
            params![
                record.id,
                record.id.replace('-', ""),
                record.domain,
                record.name
            ],
            |row| row.get(0),
        )
        .optional()?;
    let Some(other_id) = other_id else {
        return Ok(None);
    };
    let stored = find(batch, &other_id)?;
    if let Some(stored) = &stored {
        connection
            .prepare_cached("INSERT OR IGNORE INTO source_alias (id, source) VALUES (?1, ?2)")?
            .execute(params![record.id, stored.key])?;
    }
    Ok(stored)
}

fn find(batch: &Batch<'_>, id: &str) -> Result<Option<Stored>> {
    batch
        .transaction
        .prepare_cached(
            "SELECT key, id, name, domain, country, entity, extra FROM source WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Stored {
                key: row.get(0)?,
                id: row.get(1)?,
                name: row.get(2)?,
                domain: row.get(3)?,
                country: row.get(4)?,
                entity: row.get(5)?,
                extra: row.get(6)?,
            })
        })
        .optional()
}

/// The key of the outlet that is named by id or by name; `None` if it is not known yet.
pub(super) fn known(batch: &Batch<'_>, name: &str) -> Result<Option<i64>> {
    let mut find = batch.transaction.prepare_cached(
        "SELECT key FROM source WHERE id = ?1
             UNION ALL SELECT source FROM source_alias WHERE id = ?1 LIMIT 1",
    )?;
    for id in [name, &handle(name)] {
        if let Some(key) = find.query_row([id], |row| row.get(0)).optional()? {
            return Ok(Some(key));
        }
    }
    Ok(None)
}

/// The key of the outlet that an article names by id or by name; made if it is not known yet.
pub(super) fn reference(batch: &Batch<'_>, name: &str) -> Result<i64> {
    if let Some(key) = known(batch, name)? {
        return Ok(key);
    }
    batch
        .transaction
        .prepare_cached("INSERT INTO source (id, name, run) VALUES (?1, ?2, ?3)")?
        .insert(params![handle(name), name, batch.run_key()])
}

/// An outlet is the organization that bears its name, where there is exactly one.
pub(super) fn link_to_organizations(connection: &Connection) -> Result<()> {
    let mut open =
        connection.prepare_cached("SELECT key, name FROM source WHERE entity IS NULL")?;
    let open: Vec<(i64, String)> = open
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let mut link = connection.prepare_cached(
        "WITH same AS (
           SELECT DISTINCT alias.entity FROM alias JOIN entity ON entity.key = alias.entity
           WHERE alias.norm = ?2 AND entity.kind = 'organization' AND entity.is_stub = 0)
         UPDATE source SET entity = (SELECT entity FROM same)
         WHERE key = ?1 AND (SELECT count(*) FROM same) = 1",
    )?;
    for (key, name) in open {
        link.execute(params![key, fold(&name)])?;
    }
    Ok(())
}
