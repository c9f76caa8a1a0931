//! A correction that was made or undone → what is stored.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::apply::Corrections;
use super::original;
use crate::model::correction::Deed;
use crate::record::{ArticleRecord, EntityRecord, SourceRecord};
use crate::store::StoreError;
use crate::store::read;
use crate::store::write::Batch;

/// Applies all corrections anew to what the deed is about, which was made or taken back; `batch` knows
/// the list before. Returns how many articles name other entities than before.
pub(super) fn rework(batch: &mut Batch<'_>, deed: &Deed) -> std::result::Result<usize, StoreError> {
    let list = super::read(&batch.transaction).map_err(|error| batch.error(error))?;
    let handles = related(&list, deed);
    let before = std::mem::replace(&mut batch.corrections, Corrections::new(list));
    let effective = entities(batch, &handles, &before).map_err(|error| batch.error(error))?;
    let articles = articles(batch, &handles)?;
    finish(batch, &handles, &effective).map_err(|error| batch.error(error))?;
    Ok(articles)
}

/// The handles of the deed, with those that corrections relate to them.
fn related(list: &[crate::model::correction::Correction], deed: &Deed) -> BTreeSet<String> {
    let owned =
        |deed: &Deed| -> Vec<String> { deed.handles().into_iter().map(str::to_owned).collect() };
    let mut handles: BTreeSet<String> = owned(deed).into_iter().collect();
    loop {
        let before = handles.len();
        for correction in list {
            let own = owned(&correction.deed);
            if own.iter().any(|handle| handles.contains(handle)) {
                handles.extend(own);
            }
        }
        if handles.len() == before {
            return handles;
        }
    }
}

/// Writes the entities as the corrections leave them. Those that are merged into others are still there:
/// rows may name them.
fn entities(
    batch: &mut Batch<'_>,
    handles: &BTreeSet<String>,
    before: &Corrections,
) -> Result<BTreeMap<String, EntityRecord>> {
    let mut originals = original::entities(&batch.transaction)?;
    for handle in handles.iter().cloned().chain(referring(batch, handles)?) {
        if !originals.contains_key(&handle)
            && !before.makes(&handle)
            && let Some(record) = described(&batch.transaction, &handle)?
        {
            originals.insert(handle, record);
        }
    }
    let effective = batch.corrections.entities(&originals);
    for record in effective.values() {
        batch.put_entity(record)?;
    }
    for (handle, original) in &originals {
        if effective.get(handle) == Some(original) && !batch.corrections.makes(handle) {
            original::forget_entity(&batch.transaction, handle)?;
        } else {
            original::keep_entity(&batch.transaction, original)?;
        }
    }
    Ok(effective)
}

/// The entity as it came: without the office that articles write beside the name.
fn described(connection: &Connection, handle: &str) -> Result<Option<EntityRecord>> {
    let Some(mut record) = read::entity(connection, handle)? else {
        return Ok(None);
    };
    let is_learned: bool = connection
        .prepare_cached("SELECT title_day IS NOT NULL FROM entity WHERE id = ?1")?
        .query_row([handle], |row| row.get(0))?;
    if is_learned {
        record.title = None;
    }
    Ok(Some(record))
}

/// The handles of entities that belong to one of these.
fn referring(batch: &Batch<'_>, handles: &BTreeSet<String>) -> Result<Vec<String>> {
    let mut find = batch.transaction.prepare_cached(
        "SELECT e.id FROM entity AS e, entity AS whole
         WHERE whole.id = ?1 AND whole.key IN (e.country, e.parent, e.org)",
    )?;
    let mut found = Vec::new();
    for handle in handles {
        for id in find.query_map([handle], |row| row.get(0))? {
            found.push(id?);
        }
    }
    Ok(found)
}

/// Writes the articles anew that name one of the entities and now name another.
fn articles(
    batch: &mut Batch<'_>,
    handles: &BTreeSet<String>,
) -> std::result::Result<usize, StoreError> {
    let ids = naming(&batch.transaction, handles).map_err(|error| batch.error(error))?;
    let mut n_changed = 0;
    for id in ids {
        let stored = read::article(&batch.transaction, &id).map_err(|error| batch.error(error))?;
        let Some(stored) = stored else { continue };
        let original =
            article_as_it_came(&batch.transaction, &id).map_err(|error| batch.error(error))?;
        let Some(original) = original else { continue };
        let corrected = batch.corrections.article(&original);
        let is_changed = corrected.is_some();
        let new = corrected.unwrap_or_else(|| original.clone());
        if new.handles() != stored.record.handles() {
            n_changed += 1;
            batch.rewrite_article(&new)?;
        }
        let kept = is_changed.then_some(&original);
        original::keep_article(&batch.transaction, &id, kept)
            .map_err(|error| batch.error(error))?;
    }
    Ok(n_changed)
}

/// An article without corrections, and without the clusters that it was found to be of.
pub(in crate::store) fn article_as_it_came(
    connection: &Connection,
    id: &str,
) -> Result<Option<ArticleRecord>> {
    if let Some(original) = original::article(connection, id)? {
        return Ok(Some(original));
    }
    let stored = read::article_record(connection, id)?;
    Ok(stored.map(|(mut record, _)| {
        record.forget_found_clusters();
        record
    }))
}

/// Ids of the articles whose facts name one of the entities.
fn naming(connection: &Connection, handles: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let mut find = connection.prepare_cached(
        "WITH asked AS (SELECT key FROM entity WHERE id = ?1)
         SELECT id FROM article WHERE key IN (
           SELECT article FROM mention WHERE entity IN asked
           UNION SELECT event.article FROM participant JOIN event ON event.key = participant.event
             WHERE entity IN asked
           UNION SELECT article FROM event WHERE place IN asked
           UNION SELECT article FROM event WHERE claimant IN asked
           UNION SELECT article FROM quote WHERE speaker IN asked
           UNION SELECT article FROM figure WHERE place IN asked
           UNION SELECT article FROM figure WHERE claimant IN asked)",
    )?;
    let mut found = BTreeSet::new();
    for handle in handles {
        for id in find.query_map([handle], |row| row.get(0))? {
            found.insert(id?);
        }
    }
    Ok(found)
}

/// Redirects outlets, takes away the entities that are merged into others, and brings up to date what
/// follows from the rest.
fn finish(
    batch: &mut Batch<'_>,
    handles: &BTreeSet<String>,
    effective: &BTreeMap<String, EntityRecord>,
) -> Result<()> {
    sources(batch, handles)?;
    for handle in handles {
        let connection = &batch.transaction;
        let key: Option<i64> = connection
            .prepare_cached("SELECT key FROM entity WHERE id = ?1")?
            .query_row([handle], |row| row.get(0))
            .optional()?;
        let Some(key) = key else { continue };
        if effective.contains_key(handle) {
            // The label of a happening names its place.
            for sql in [
                "INSERT OR IGNORE INTO unclustered SELECT DISTINCT article FROM event
                 JOIN article ON article.key = event.article
                 WHERE place = ?1 AND cluster IS NOT NULL AND is_extracted = 1",
                LEARN_TITLE,
            ] {
                connection.prepare_cached(sql)?.execute([key])?;
            }
            batch.moved.insert(key);
        } else {
            connection
                .prepare_cached("DELETE FROM entity WHERE key = ?1")?
                .execute([key])?;
            batch.moved.remove(&key);
        }
    }
    Ok(())
}

/// The office that the latest article writes beside the name, unless a record gave one.
pub(in crate::store) const LEARN_TITLE: &str = "
    WITH written AS (
      SELECT mention.title, coalesce(article.published_first, -8388608) AS day
      FROM mention JOIN article ON article.key = mention.article
      WHERE mention.entity = ?1 AND mention.title IS NOT NULL
      ORDER BY day DESC, article.key, mention.key LIMIT 1)
    UPDATE entity SET title = (SELECT title FROM written), title_day = (SELECT day FROM written)
    WHERE key = ?1 AND (title_day IS NOT NULL OR title IS NULL)";

/// Lets outlets be and belong to what their organization and country have become.
fn sources(batch: &mut Batch<'_>, handles: &BTreeSet<String>) -> Result<()> {
    let mut find = batch.transaction.prepare_cached(
        "SELECT source.id, source.name, country.id, organization.id FROM source
         LEFT JOIN entity AS country ON country.key = source.country
         LEFT JOIN entity AS organization ON organization.key = source.entity
         WHERE country.id = ?1 OR organization.id = ?1",
    )?;
    let mut found: BTreeMap<String, SourceRecord> = BTreeMap::new();
    for handle in handles {
        let rows = find.query_map([handle], |row| {
            Ok(SourceRecord {
                id: row.get(0)?,
                name: row.get(1)?,
                country: row.get(2)?,
                entity: row.get(3)?,
                ..SourceRecord::default()
            })
        })?;
        for source in rows {
            let source = source?;
            found.insert(source.id.clone(), source);
        }
    }
    drop(find);
    for stored in found.into_values() {
        let connection = &batch.transaction;
        let original = original::source(connection, &stored.id)?.unwrap_or(stored);
        let redirect = |handle: &Option<String>| {
            handle
                .as_ref()
                .map(|handle| batch.corrections.redirect(handle))
        };
        connection
            .prepare_cached(
                "UPDATE source SET country = (SELECT key FROM entity WHERE id = ?2),
                   entity = (SELECT key FROM entity WHERE id = ?3)
                 WHERE id = ?1",
            )?
            .execute(params![
                original.id,
                redirect(&original.country),
                redirect(&original.entity)
            ])?;
        original::keep_source(connection, &original)?;
    }
    Ok(())
}
