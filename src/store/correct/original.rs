//! Records as they came, kept where corrections changed them.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::record::{ArticleRecord, EntityRecord, Record, SourceRecord};

/// What a kept record is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Noun {
    Entity,
    Source,
    Article,
}

impl Noun {
    fn word(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Source => "source",
            Self::Article => "article",
        }
    }
}

fn get(connection: &Connection, noun: Noun, id: &str) -> Result<Option<Record>> {
    let line: Option<String> = connection
        .prepare_cached("SELECT record FROM uncorrected WHERE noun = ?1 AND id = ?2")?
        .query_row([noun.word(), id], |row| row.get(0))
        .optional()?;
    Ok(line.and_then(|line| Record::read(&line).ok()))
}

fn put(connection: &Connection, noun: Noun, id: &str, record: &Record) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO uncorrected (noun, id, record) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![noun.word(), id, record.to_line()])
        .map(drop)
}

fn forget(connection: &Connection, noun: Noun, id: &str) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM uncorrected WHERE noun = ?1 AND id = ?2")?
        .execute([noun.word(), id])
        .map(drop)
}

pub(in crate::store) fn article(
    connection: &Connection,
    id: &str,
) -> Result<Option<ArticleRecord>> {
    Ok(match get(connection, Noun::Article, id)? {
        Some(Record::Article(article)) => Some(*article),
        _ => None,
    })
}

/// Keeps an article as it came, or forgets it where that is how it is stored.
pub(super) fn keep_article(
    connection: &Connection,
    id: &str,
    original: Option<&ArticleRecord>,
) -> Result<()> {
    match original {
        Some(original) => {
            let record = Record::Article(Box::new(original.clone()));
            put(connection, Noun::Article, id, &record)
        }
        None => forget(connection, Noun::Article, id),
    }
}

/// Every entity that is kept, by handle.
pub(in crate::store) fn entities(
    connection: &Connection,
) -> Result<BTreeMap<String, EntityRecord>> {
    let mut found = BTreeMap::new();
    let mut statement =
        connection.prepare_cached("SELECT record FROM uncorrected WHERE noun = 'entity'")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if let Ok(Record::Entity(entity)) = Record::read(&line) {
            found.insert(entity.id.clone(), entity);
        }
    }
    Ok(found)
}

pub(super) fn keep_entity(connection: &Connection, original: &EntityRecord) -> Result<()> {
    let record = Record::Entity(original.clone());
    put(connection, Noun::Entity, &original.id, &record)
}

pub(super) fn forget_entity(connection: &Connection, id: &str) -> Result<()> {
    forget(connection, Noun::Entity, id)
}

pub(super) fn source(connection: &Connection, id: &str) -> Result<Option<SourceRecord>> {
    Ok(match get(connection, Noun::Source, id)? {
        Some(Record::Source(source)) => Some(source),
        _ => None,
    })
}

pub(super) fn keep_source(connection: &Connection, original: &SourceRecord) -> Result<()> {
    let record = Record::Source(original.clone());
    put(connection, Noun::Source, &original.id, &record)
}
