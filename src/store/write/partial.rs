//! Articles that arrive in parts: rows of tables, in several files and in any order.

use rusqlite::{OptionalExtension, Result};

use super::Batch;
use crate::record::ArticleRecord;
use crate::store::StoreError;
use crate::store::correct::original;
use crate::store::read;

impl Batch<'_> {
    /// A part with what is stored of its article, and with what other articles tell of the events that it
    /// mentions.
    pub(super) fn whole(&self, part: ArticleRecord, id: &str) -> Result<ArticleRecord, StoreError> {
        if !part.is_partial() {
            return Ok(part);
        }
        let join = || {
            let stored = self.as_it_came(id)?.filter(ArticleRecord::is_partial);
            let mut whole = stored.map_or_else(|| part.clone(), |stored| stored.join(&part));
            whole.id = Some(id.to_owned());
            for event in whole.awaited() {
                if let Some(teller) = self.article_of(&event)?
                    && let Some(teller) = self.as_it_came(&teller)?
                {
                    whole = whole.filled(&event, &teller);
                }
            }
            Ok(whole)
        };
        join().map_err(|error| self.error(error))
    }

    /// Fills the parts of other articles that mention events of this one.
    pub(super) fn tell(&mut self, teller: &ArticleRecord) -> Result<(), StoreError> {
        if !teller.is_partial() {
            return Ok(());
        }
        let events = teller.events.iter().flatten();
        let own = events.filter(|event| event.id.is_some() && event.id == event.cluster);
        let ids: Vec<String> = own.filter_map(|event| event.id.clone()).collect();
        for id in ids {
            let waiting = self.awaiting(&id).map_err(|error| self.error(error))?;
            for article in waiting {
                let stored = self.as_it_came(&article);
                if let Some(stored) = stored.map_err(|error| self.error(error))? {
                    self.write_whole(&stored.filled(&id, teller))?;
                }
            }
        }
        Ok(())
    }

    /// An article as it came in, without what a person corrected.
    fn as_it_came(&self, id: &str) -> Result<Option<ArticleRecord>> {
        if let Some(original) = original::article(&self.transaction, id)? {
            return Ok(Some(original));
        }
        let stored = read::article(&self.transaction, id)?;
        Ok(stored.map(|stored| stored.record))
    }

    /// The article that has an event.
    fn article_of(&self, event: &str) -> Result<Option<String>> {
        self.transaction
            .prepare_cached(
                "SELECT article.id FROM event JOIN article ON article.key = event.article
                 WHERE event.id = ?1",
            )?
            .query_row([event], |row| row.get(0))
            .optional()
    }

    /// The articles that mention an event of another one.
    fn awaiting(&self, event: &str) -> Result<Vec<String>> {
        self.transaction
            .prepare_cached(
                "SELECT DISTINCT article.id FROM sentence
                 JOIN article ON article.key = sentence.article
                 WHERE sentence.extra ->> '$.awaits' = ?1 ORDER BY article.id",
            )?
            .query_map([event], |row| row.get(0))?
            .collect()
    }
}
