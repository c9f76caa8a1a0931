//! Articles with their sentences, mentions and time expressions; the full-text tables with them.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Result, params};

use super::fact::{self, Place};
use super::{Batch, Outcome, cluster, date_columns, entity, extra_column, source};
use crate::model::article::{PublishedBasis, Zone};
use crate::model::entity::EntityKind;
use crate::record::{ArticleRecord, CharOffsets, Extra, SentenceRecord};
use crate::store::StoreError;
use crate::store::cluster::put_shingles;
use crate::store::link;
use crate::store::runs;

/// What an article that is written again is compared with.
pub(super) struct StoredRow {
    key: i64,
    /// Fingerprints of its text and of its facts.
    pub(super) prints: [String; 2],
    /// The load that wrote it.
    pub(super) run: Option<i64>,
}

impl Batch<'_> {
    /// Writes an article with its facts; one that is there already in the same words, with the same
    /// facts, is left alone.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn write_article(&mut self, record: &ArticleRecord) -> Result<Outcome, StoreError> {
        let mut record = record.clone();
        record.forget_found_clusters();
        record.identify();
        self.write_identified(&record, &record.fingerprints())
    }

    /// Writes an article that has its ids, and whose fingerprints are known.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn write_identified(
        &mut self,
        record: &ArticleRecord,
        prints: &[String; 2],
    ) -> Result<Outcome, StoreError> {
        if !record.is_partial() {
            return self.write_printed(record, prints);
        }
        self.join_part(record).map(|(outcome, _)| outcome)
    }

    /// Writes an article that is all there is of it.
    pub(super) fn write_whole(&mut self, record: &ArticleRecord) -> Result<Outcome, StoreError> {
        self.write_printed(record, &record.fingerprints())
    }

    fn write_printed(
        &mut self,
        record: &ArticleRecord,
        prints: &[String; 2],
    ) -> Result<Outcome, StoreError> {
        let id = record.id.as_deref().unwrap_or_default();
        let stored = self.stored_article(id)?;
        if stored
            .as_ref()
            .is_some_and(|stored| stored.prints == *prints)
        {
            return Ok(Outcome::Unchanged);
        }
        let outcome = stored.as_ref().map_or(Outcome::New, |_| Outcome::Updated);
        let corrected = self.corrections.article(record);
        if stored.is_some() {
            // Clearing the article needs the words of all; a rollback must not take out those of others.
            self.index_words().map_err(|error| self.error(error))?;
        }
        if stored.is_none() && self.are_free(record).map_err(|error| self.error(error))? {
            self.write_anew(record, corrected.as_ref(), stored.as_ref(), prints)?;
            return Ok(outcome);
        }
        let n_unindexed = self.unindexed.len();
        self.execute("SAVEPOINT article")?;
        match self.write_anew(record, corrected.as_ref(), stored.as_ref(), prints) {
            Ok(()) => {
                self.execute("RELEASE article")?;
                Ok(outcome)
            }
            Err(error) if error.is_fatal() => Err(error),
            Err(error) => {
                self.execute("ROLLBACK TO article")?;
                self.unindexed.truncate(n_unindexed);
                self.entities.clear();
                self.execute("RELEASE article")?;
                Err(error)
            }
        }
    }

    fn write_anew(
        &mut self,
        record: &ArticleRecord,
        corrected: Option<&ArticleRecord>,
        stored: Option<&StoredRow>,
        prints: &[String; 2],
    ) -> Result<(), StoreError> {
        let id = record.id.as_deref().unwrap_or_default();
        let key = stored.map(|stored| stored.key);
        self.keep_former(id, stored)
            .and_then(|()| self.replace(corrected.unwrap_or(record), key, prints))
            .and_then(|()| self.keep_original(id, corrected.is_some().then_some(record)))
    }

    /// Whether no fact has the id of another, which is all for which an article is refused here: then there is
    /// nothing to roll back to, and no page has to be copied for it.
    fn are_free(&self, record: &ArticleRecord) -> Result<bool> {
        let events = record.events.iter().flatten().map(|event| &event.id);
        let quotes = record.quotes.iter().flatten().map(|quote| &quote.id);
        let figures = record.figures.iter().flatten().map(|figure| &figure.id);
        let free = |table: &str, ids: &mut dyn Iterator<Item = &Option<String>>| -> Result<bool> {
            let sql = format!("SELECT 1 FROM {table} WHERE id = ?1");
            let mut find = self.transaction.prepare_cached(&sql)?;
            let mut own = HashSet::new();
            for id in ids.flatten() {
                if !own.insert(id) || find.exists([id])? {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        Ok(free("event", &mut { events })?
            && free("quote", &mut { quotes })?
            && free("figure", &mut { figures })?)
    }

    /// Writes an article that is stored with other facts, of which nobody said anything new.
    pub(in crate::store) fn rewrite_article(
        &mut self,
        record: &ArticleRecord,
    ) -> Result<(), StoreError> {
        let id = record.id.as_deref().unwrap_or_default();
        match self.stored_article(id)? {
            Some(stored) => self.replace(record, Some(stored.key), &stored.prints),
            None => Ok(()),
        }
    }

    /// Writes an article back as it was before a load.
    pub(in crate::store) fn restore_article(
        &mut self,
        record: &ArticleRecord,
        prints: &[String; 2],
    ) -> Result<(), StoreError> {
        let id = record.id.as_deref().unwrap_or_default();
        let key = self.stored_article(id)?.map(|stored| stored.key);
        let corrected = self.corrections.article(record);
        self.replace(corrected.as_ref().unwrap_or(record), key, prints)?;
        self.keep_original(id, corrected.is_some().then_some(record))
    }

    fn keep_former(&self, id: &str, stored: Option<&StoredRow>) -> Result<(), StoreError> {
        stored.map_or(Ok(()), |stored| {
            runs::keep_article(self, id, &stored.prints, stored.run)
                .map_err(|error| self.error(error))
        })
    }

    /// Whether an article is stored in the same words. What was read out of it may differ.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn has_text(&self, id: &str, text_fingerprint: &str) -> Result<bool, StoreError> {
        let stored = self.stored_article(id)?;
        Ok(stored.is_some_and(|stored| stored.prints[0] == text_fingerprint))
    }

    pub(super) fn stored_article(&self, id: &str) -> Result<Option<StoredRow>, StoreError> {
        let find = || {
            self.transaction
                .prepare_cached(
                    "SELECT key, text_fingerprint, facts_fingerprint, run FROM article
                     WHERE id = ?1",
                )?
                .query_row([id], |row| {
                    Ok(StoredRow {
                        key: row.get(0)?,
                        prints: [row.get(1)?, row.get(2)?],
                        run: row.get(3)?,
                    })
                })
                .optional()
        };
        find().map_err(|error| self.error(error))
    }

    fn execute(&self, sql: &str) -> Result<(), StoreError> {
        let run = || self.transaction.prepare_cached(sql)?.execute([]);
        run().map(drop).map_err(|error| self.error(error))
    }

    fn replace(
        &mut self,
        record: &ArticleRecord,
        stored: Option<i64>,
        prints: &[String; 2],
    ) -> Result<(), StoreError> {
        let own @ (key, _) = self
            .put_article(record, stored, prints)
            .map_err(|error| self.error(error))?;
        let offsets = CharOffsets::new(&record.text);
        let place = self
            .put_sentences(own, record, &offsets)
            .map_err(|error| self.error(error))?;
        self.put_mentions(&place, record)
            .and_then(|()| self.put_times(key, record))
            .map_err(|error| self.error(error))?;
        fact::put_events(self, &place, record)?;
        fact::put_quotes(self, &place, record)?;
        fact::put_figures(self, &place, record)
    }

    /// Writes the article's own row and text, and takes away what hung on the row before. Its key, and its outlet's.
    fn put_article(
        &mut self,
        record: &ArticleRecord,
        stored: Option<i64>,
        prints: &[String; 2],
    ) -> Result<(i64, Option<i64>)> {
        if let Some(key) = stored {
            link::set_aside(&self.transaction, key)?;
            self.clear(key)?;
        }
        let source = record.source.as_deref();
        let source = source
            .map(|name| source::reference(self, name))
            .transpose()?;
        let story = record.story.as_deref();
        let story = story.map(|id| cluster::reference(self, id)).transpose()?;
        let (first, last, precision) = date_columns(record.published);
        let [text_fingerprint, facts_fingerprint] = prints;
        let key: i64 = self
            .transaction
            .prepare_cached(
                "INSERT INTO article (key, id, source, title, url, author, language,
                   published_first, published_last, published_precision, published_basis, words,
                   story, origin, text_fingerprint, facts_fingerprint, extra, is_extracted, run)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                   ?18, ?19)
                 ON CONFLICT (key) DO UPDATE SET source = excluded.source, title = excluded.title,
                   url = excluded.url, author = excluded.author, language = excluded.language,
                   published_first = excluded.published_first,
                   published_last = excluded.published_last,
                   published_precision = excluded.published_precision,
                   published_basis = excluded.published_basis, words = excluded.words,
                   story = excluded.story, origin = excluded.origin,
                   text_fingerprint = excluded.text_fingerprint,
                   facts_fingerprint = excluded.facts_fingerprint, extra = excluded.extra,
                   is_extracted = excluded.is_extracted, run = coalesce(excluded.run, run)
                 RETURNING key",
            )?
            .query_row(
                params![
                    stored,
                    record.id,
                    source,
                    record.title,
                    record.url,
                    record.author,
                    record.language,
                    first,
                    last,
                    precision,
                    record.published_basis.map(PublishedBasis::word),
                    record.text.split_whitespace().count(),
                    story,
                    record.origin,
                    text_fingerprint,
                    facts_fingerprint,
                    extra_column(&record.extra),
                    record.extracted,
                    self.run_key()
                ],
                |row| row.get(0),
            )?;
        let connection = &self.transaction;
        if stored.is_none() {
            link::await_first(connection, key)?;
        }
        connection
            .prepare_cached("INSERT INTO article_text (article, text) VALUES (?1, ?2)")?
            .execute(params![key, record.text])?;
        if record.extracted {
            connection
                .prepare_cached("INSERT OR IGNORE INTO unclustered (article) VALUES (?1)")?
                .execute([key])?;
            put_shingles(connection, key, &record.text)?;
        }
        self.unindexed.push(key);
        Ok((key, source))
    }

    /// Puts the words of the articles written into the full-text tables. That is done for many at once, in one
    /// statement a table: the tables write what they gathered out at every savepoint, and a statement that
    /// adds several rows is one.
    pub(super) fn index_words(&mut self) -> Result<()> {
        let mut waiting = std::mem::take(&mut self.unindexed);
        if waiting.is_empty() {
            return Ok(());
        }
        self.transaction
            .prepare_cached(
                "INSERT INTO sentence_fts (rowid, text)
                 SELECT sentence.key, text FROM json_each(?1) AS waiting
                 CROSS JOIN sentence ON article = waiting.value",
            )?
            .execute([serde_json::Value::from(waiting.clone()).to_string()])?;
        // They take rows in order best.
        waiting.sort_unstable();
        self.transaction
            .prepare_cached(
                "INSERT INTO article_fts (rowid, title, text)
                 SELECT article.key, title, text FROM json_each(?1) AS waiting
                 CROSS JOIN article ON article.key = waiting.value
                 CROSS JOIN article_text ON article = article.key",
            )?
            .execute([serde_json::Value::from(waiting).to_string()])?;
        Ok(())
    }

    /// Deletes everything of an article but its own row.
    pub(in crate::store) fn clear(&mut self, key: i64) -> Result<()> {
        self.index_words()?;
        for sql in [
            // Those that share a cluster with it are grouped anew.
            "INSERT OR IGNORE INTO unclustered
               SELECT key FROM article WHERE is_extracted = 1 AND key <> ?1 AND (
                 story = (SELECT story FROM article WHERE key = ?1)
                 OR key IN (SELECT other.article FROM event JOIN event AS other
                              ON other.cluster = event.cluster WHERE event.article = ?1)
                 OR key IN (SELECT other.article FROM quote JOIN quote AS other
                              ON other.cluster = quote.cluster WHERE quote.article = ?1)
                 OR key IN (SELECT other.article FROM figure JOIN figure AS other
                              ON other.cluster = figure.cluster WHERE figure.article = ?1))",
            "DELETE FROM unclustered WHERE article = ?1",
            "DELETE FROM shingle WHERE article = ?1",
            "INSERT INTO sentence_fts (sentence_fts, rowid, text)
               SELECT 'delete', key, text FROM sentence WHERE article = ?1",
            "DELETE FROM article_fts WHERE rowid = ?1",
            "DELETE FROM figure WHERE article = ?1",
            "DELETE FROM quote WHERE article = ?1",
            "DELETE FROM event WHERE article = ?1",
            "DELETE FROM mention WHERE article = ?1",
            "DELETE FROM time_expression WHERE article = ?1",
            "DELETE FROM sentence WHERE article = ?1",
            "DELETE FROM article_text WHERE article = ?1",
        ] {
            self.transaction.prepare_cached(sql)?.execute([key])?;
        }
        Ok(())
    }

    fn put_sentences<'text>(
        &self,
        (article, source): (i64, Option<i64>),
        record: &ArticleRecord,
        offsets: &'text CharOffsets<'text>,
    ) -> Result<Place<'text>> {
        let whole = [SentenceRecord {
            start: 0,
            end: offsets.n_chars(),
            zone: Zone::Body,
            extra: Extra::new(),
        }];
        // Facts must stand in a sentence; a text without any is one.
        let sentences = match record.sentences.as_deref() {
            Some(sentences) if !sentences.is_empty() => sentences,
            _ if record.text.trim().is_empty() && !has_facts(record) => &[],
            _ => &whole,
        };
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO sentence (article, ord, zone, start, stop, text, extra)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let mut starts = Vec::with_capacity(sentences.len());
        for (ord, sentence) in sentences.iter().enumerate() {
            let text = offsets.slice(sentence.start, sentence.end);
            let key = insert.insert(params![
                article,
                ord,
                sentence.zone.word(),
                sentence.start,
                sentence.end,
                text,
                extra_column(&sentence.extra)
            ])?;
            starts.push((sentence.start, key));
        }
        starts.sort_by_key(|(start, _)| *start);
        Ok(Place {
            article,
            source,
            offsets,
            starts,
        })
    }

    fn put_mentions(&mut self, place: &Place<'_>, record: &ArticleRecord) -> Result<()> {
        let published = record.published.map(|date| date.first);
        let (first, last, _) = date_columns(record.published);
        let mut mentioned = HashSet::new();
        for mention in record.mentions.iter().flatten() {
            let entity = entity::reference(self, &mention.entity, EntityKind::Organization)?;
            if let Some(title) = &mention.title {
                entity::learn_title(self, entity, title, published)?;
            }
            self.transaction
                .prepare_cached(
                    "INSERT INTO mention (article, sentence, entity, start, stop, surface, form,
                       title, extra, repeats, published_first, published_last, source)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                )?
                .execute(params![
                    place.article,
                    place.sentence(mention.start),
                    entity,
                    mention.start,
                    mention.end,
                    place.offsets.slice(mention.start, mention.end),
                    mention.form.word(),
                    mention.title,
                    extra_column(&mention.extra),
                    !mentioned.insert(entity),
                    first,
                    last,
                    place.source
                ])?;
        }
        Ok(())
    }

    fn put_times(&self, article: i64, record: &ArticleRecord) -> Result<()> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT OR IGNORE INTO time_expression
               (article, start, stop, value, timex_type, timex_value, extra)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for date in record.dates.iter().flatten() {
            let timex = date.timex3.as_ref();
            insert.execute(params![
                article,
                date.start,
                date.end,
                date.value.map(|value| value.to_string()),
                timex.map_or("DATE", |timex| timex.timex_type.word()),
                timex.and_then(|timex| timex.value.as_deref()),
                extra_column(&date.extra)
            ])?;
        }
        Ok(())
    }
}

fn has_facts(record: &ArticleRecord) -> bool {
    let has_any = |n_items: Option<usize>| n_items.is_some_and(|n_items| n_items > 0);
    has_any(record.mentions.as_ref().map(Vec::len))
        || has_any(record.events.as_ref().map(Vec::len))
        || has_any(record.quotes.as_ref().map(Vec::len))
        || has_any(record.figures.as_ref().map(Vec::len))
}
