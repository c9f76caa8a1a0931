//! Rows as they were before a load replaced them.

use rusqlite::{OptionalExtension, Result, params};
use serde::{Deserialize, Serialize};

use crate::record::Record;
use crate::store::write::Batch;
use crate::store::{correct, read};

/// What a kept row is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    Article,
    Entity,
    Source,
    Cluster,
}

impl Noun {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Entity => "entity",
            Self::Source => "source",
            Self::Cluster => "cluster",
        }
    }
}

/// What a record does not tell of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct State {
    /// Of an article: the fingerprints of its text and of its facts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) prints: Option<[String; 2]>,
    /// Of an entity or cluster: referred to, but not described.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_stub: bool,
    /// Of an entity: described by nothing but articles that were read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_only_read: bool,
    /// Of an entity: the day of the article that its title was read in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) title_day: Option<i32>,
}

/// A row as it was, and the load that had written it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Former {
    pub(super) id: String,
    pub(super) run: Option<i64>,
    pub(super) record: Record,
    pub(super) state: State,
}

/// Keeps an article that is replaced, as it came: without the clusters that it was found to be of, and
/// without corrections.
pub(in crate::store) fn keep_article(
    batch: &Batch<'_>,
    id: &str,
    prints: &[String; 2],
    writer: Option<i64>,
) -> Result<()> {
    if !batch.is_journaled(writer) {
        return Ok(());
    }
    let Some(record) = correct::article_as_it_came(&batch.transaction, id)? else {
        return Ok(());
    };
    let former = Former {
        id: id.to_owned(),
        run: writer,
        record: Record::Article(Box::new(record)),
        state: State {
            prints: Some(prints.clone()),
            ..State::default()
        },
    };
    put(batch, Noun::Article, &former)
}

/// The fingerprints that an article had before the load; none if it was not there, or is as it was.
pub(in crate::store) fn former_prints(batch: &Batch<'_>, id: &str) -> Result<Option<[String; 2]>> {
    let state: Option<String> = batch
        .transaction
        .prepare_cached("SELECT state FROM journal WHERE noun = ?1 AND id = ?2 AND run = ?3")?
        .query_row(params![Noun::Article.word(), id, batch.run_key()], |row| {
            row.get(0)
        })
        .optional()?;
    let state = state.and_then(|state| serde_json::from_str::<State>(&state).ok());
    Ok(state.and_then(|state| state.prints))
}

/// Keeps an entity whose description changes.
pub(in crate::store) fn keep_entity(batch: &Batch<'_>, id: &str) -> Result<()> {
    let Some(record) = read::entity(&batch.transaction, id)? else {
        return Ok(());
    };
    let (run, state) = batch
        .transaction
        .prepare_cached(
            "SELECT run, is_stub, title_day, EXISTS (SELECT 1 FROM only_read WHERE entity = key)
             FROM entity WHERE id = ?1",
        )?
        .query_row([id], |row| {
            let state = State {
                is_stub: row.get(1)?,
                title_day: row.get(2)?,
                is_only_read: row.get(3)?,
                ..State::default()
            };
            Ok((row.get(0)?, state))
        })?;
    let former = Former {
        id: id.to_owned(),
        run,
        record: Record::Entity(record),
        state,
    };
    put(batch, Noun::Entity, &former)
}

/// Keeps an outlet whose description changes.
pub(in crate::store) fn keep_source(batch: &Batch<'_>, id: &str) -> Result<()> {
    let Some(record) = read::source(&batch.transaction, id)? else {
        return Ok(());
    };
    let former = Former {
        id: id.to_owned(),
        run: writer(batch, "SELECT run FROM source WHERE id = ?1", id)?,
        record: Record::Source(record),
        state: State::default(),
    };
    put(batch, Noun::Source, &former)
}

/// Keeps a cluster whose description changes.
pub(in crate::store) fn keep_cluster(batch: &Batch<'_>, id: &str) -> Result<()> {
    let Some((record, is_stub)) = read::cluster(&batch.transaction, id)? else {
        return Ok(());
    };
    let former = Former {
        id: id.to_owned(),
        run: writer(batch, "SELECT run FROM cluster WHERE id = ?1", id)?,
        record: Record::Cluster(record),
        state: State {
            is_stub,
            ..State::default()
        },
    };
    put(batch, Noun::Cluster, &former)
}

fn writer(batch: &Batch<'_>, sql: &str, id: &str) -> Result<Option<i64>> {
    let found = batch
        .transaction
        .prepare_cached(sql)?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}

fn put(batch: &Batch<'_>, noun: Noun, former: &Former) -> Result<()> {
    if !batch.is_journaled(former.run) {
        return Ok(());
    }
    let state = serde_json::to_string(&former.state).unwrap_or_else(|_| "{}".to_owned());
    batch
        .transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO journal (noun, id, run, former_run, record, state)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            noun.word(),
            former.id,
            batch.run_key(),
            former.run,
            former.record.to_line(),
            state
        ])
        .map(drop)
}
