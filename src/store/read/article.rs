//! Articles with everything that was read out of them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Result, Row};

use super::{date, entity, extra, fact, member, optional_member};
use crate::model::article::{PublishedBasis, Zone};
use crate::model::entity::MentionForm;
use crate::model::facts::TimexType;
use crate::record::{
    ArticleRecord, EntityRecord, MentionRecord, SentenceRecord, TimeExpressionRecord, Timex,
};
use crate::store::{Store, StoreError};

/// An article as it is stored, with what its facts name.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredArticle {
    /// The article with its facts.
    pub record: ArticleRecord,
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// Entities by handle: those of the facts, and what these belong to.
    pub entities: BTreeMap<String, EntityRecord>,
}

impl Store {
    /// The article with this id.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn article(&self, id: &str) -> std::result::Result<Option<StoredArticle>, StoreError> {
        read_article(&self.connection, id).map_err(|error| StoreError::of(&self.path, error))
    }
}

pub(in crate::store) fn read_article(
    connection: &Connection,
    id: &str,
) -> Result<Option<StoredArticle>> {
    let Some((record, outlet)) = read_record(connection, id)? else {
        return Ok(None);
    };
    let entities = entities(connection, &record)?;
    Ok(Some(StoredArticle {
        record,
        outlet,
        entities,
    }))
}

/// An article with its facts, and the name of its outlet.
pub(in crate::store) fn read_record(
    connection: &Connection,
    id: &str,
) -> Result<Option<(ArticleRecord, Option<String>)>> {
    let Some((key, mut record, outlet)) = find_head(connection, id)? else {
        return Ok(None);
    };
    add_facts(connection, key, &mut record)?;
    Ok(Some((record, outlet)))
}

/// The article of this key with its facts, found without the index of the ids.
pub(in crate::store) fn record_at(
    connection: &Connection,
    key: i64,
) -> Result<Option<ArticleRecord>> {
    let found = connection
        .prepare_cached(&format!("{HEAD} WHERE article.key = ?1"))?
        .query_row([key], head)
        .optional()?;
    let Some((key, mut record, _)) = found else {
        return Ok(None);
    };
    add_facts(connection, key, &mut record)?;
    Ok(Some(record))
}

/// The article of this key as it was before anything was read out of it, from no other tables than its
/// own two.
pub(in crate::store) fn text_at(
    connection: &Connection,
    key: i64,
) -> Result<Option<ArticleRecord>> {
    connection
        .prepare_cached(
            "SELECT id, title, url, author, language, published_first, published_last,
               published_precision, published_basis, text, origin
             FROM article JOIN article_text ON article_text.article = article.key
             WHERE article.key = ?1",
        )?
        .query_row([key], |row| {
            let basis = optional_member(row, 8, PublishedBasis::from_word)?;
            let is_inferred = basis == Some(PublishedBasis::Text);
            Ok(ArticleRecord {
                id: row.get(0)?,
                title: row.get(1)?,
                url: row.get(2)?,
                author: row.get(3)?,
                language: row.get(4)?,
                published: date(row, 5)?.filter(|_| !is_inferred),
                published_basis: basis.filter(|_| !is_inferred),
                text: row.get(9)?,
                origin: row.get(10)?,
                ..ArticleRecord::default()
            })
        })
        .optional()
}

fn add_facts(connection: &Connection, key: i64, record: &mut ArticleRecord) -> Result<()> {
    record.sentences = Some(sentences(connection, key)?);
    record.mentions = Some(mentions(connection, key)?);
    record.dates = Some(times(connection, key)?);
    record.events = Some(fact::events(connection, key)?);
    record.quotes = Some(fact::quotes(connection, key)?);
    record.figures = Some(fact::figures(connection, key)?);
    Ok(())
}

/// An article with its sentences. A date that was inferred from its text and a story that it was found to
/// tell are left out: they follow from the text.
pub(in crate::store) fn bare_article(
    connection: &Connection,
    id: &str,
) -> Result<Option<ArticleRecord>> {
    let Some((key, mut record, _)) = find_head(connection, id)? else {
        return Ok(None);
    };
    record.sentences = Some(sentences(connection, key)?);
    if record.published_basis == Some(PublishedBasis::Text) {
        record.published = None;
        record.published_basis = None;
    }
    if record.extracted {
        record.story = None;
    }
    Ok(Some(record))
}

const HEAD: &str = "
    SELECT article.key, article.id, source.id, title, url, author, language,
      published_first, published_last, published_precision, published_basis,
      article_text.text, cluster.id, is_extracted, origin, article.extra, source.name
    FROM article JOIN article_text ON article_text.article = article.key
    LEFT JOIN source ON source.key = article.source
    LEFT JOIN cluster ON cluster.key = article.story";

fn find_head(
    connection: &Connection,
    id: &str,
) -> Result<Option<(i64, ArticleRecord, Option<String>)>> {
    connection
        .prepare_cached(&format!("{HEAD} WHERE article.id = ?1"))?
        .query_row([id], head)
        .optional()
}

fn head(row: &Row<'_>) -> Result<(i64, ArticleRecord, Option<String>)> {
    let record = ArticleRecord {
        id: row.get(1)?,
        source: row.get(2)?,
        title: row.get(3)?,
        url: row.get(4)?,
        author: row.get(5)?,
        language: row.get(6)?,
        published: date(row, 7)?,
        published_basis: optional_member(row, 10, PublishedBasis::from_word)?,
        text: row.get(11)?,
        story: row.get(12)?,
        extracted: row.get(13)?,
        origin: row.get(14)?,
        extra: extra(row, 15)?,
        ..ArticleRecord::default()
    };
    Ok((row.get(0)?, record, row.get(16)?))
}

fn sentences(connection: &Connection, article: i64) -> Result<Vec<SentenceRecord>> {
    connection
        .prepare_cached(
            "SELECT start, stop, zone, extra FROM sentence WHERE article = ?1 ORDER BY ord",
        )?
        .query_map([article], |row| {
            Ok(SentenceRecord {
                start: row.get(0)?,
                end: row.get(1)?,
                zone: member(row, 2, Zone::from_word)?,
                extra: extra(row, 3)?,
            })
        })?
        .collect()
}

fn mentions(connection: &Connection, article: i64) -> Result<Vec<MentionRecord>> {
    connection
        .prepare_cached(
            "SELECT start, stop, entity.id, form, mention.title, mention.extra
             FROM mention JOIN entity ON entity.key = mention.entity
             WHERE article = ?1 ORDER BY mention.key",
        )?
        .query_map([article], |row| {
            Ok(MentionRecord {
                start: row.get(0)?,
                end: row.get(1)?,
                entity: row.get(2)?,
                form: member(row, 3, MentionForm::from_word)?,
                title: row.get(4)?,
                extra: extra(row, 5)?,
            })
        })?
        .collect()
}

fn times(connection: &Connection, article: i64) -> Result<Vec<TimeExpressionRecord>> {
    connection
        .prepare_cached(
            "SELECT start, stop, value, timex_type, timex_value, extra
             FROM time_expression WHERE article = ?1 ORDER BY start, stop",
        )?
        .query_map([article], |row| {
            let value: Option<String> = row.get(2)?;
            Ok(TimeExpressionRecord {
                start: row.get(0)?,
                end: row.get(1)?,
                value: value.and_then(|value| value.parse().ok()),
                timex3: Some(Timex {
                    timex_type: member(row, 3, TimexType::from_word)?,
                    value: row.get(4)?,
                }),
                extra: extra(row, 5)?,
            })
        })?
        .collect()
}

/// The entities that an article's facts name, and those that these belong to.
fn entities(
    connection: &Connection,
    record: &ArticleRecord,
) -> Result<BTreeMap<String, EntityRecord>> {
    let mut found = BTreeMap::new();
    let handles = record.handles().into_iter().flatten();
    let mut wanted: BTreeSet<String> = handles.map(str::to_owned).collect();
    for is_last in [false, true] {
        let mut further = BTreeSet::new();
        for id in wanted {
            let Some(entity) = entity::record(connection, &id)? else {
                continue;
            };
            let wholes = [&entity.country, &entity.parent, &entity.org];
            further.extend(wholes.into_iter().flatten().cloned());
            found.insert(id, entity);
        }
        if is_last {
            break;
        }
        wanted = further;
        wanted.retain(|id| !found.contains_key(id));
    }
    Ok(found)
}
