//! Articles that arrive in parts: rows of tables, in several files and in any order.

use rusqlite::{OptionalExtension, Result};

use super::{Batch, Outcome, source};
use crate::record::ArticleRecord;
use crate::store::correct::original;
use crate::store::{StoreError, read, runs};

/// An article that a part has changed, or could have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Its id.
    pub id: String,
    /// What all that the load has written of it so far, this part among it, did together.
    pub outcome: Outcome,
    /// Events, quotes and figures that it has now.
    pub n_facts: [usize; 3],
}

impl Batch<'_> {
    /// Writes a part of an article. Says what became of the article, and of others that mention its events:
    /// what arrives in several parts is counted once a load.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn write_part(&mut self, part: &ArticleRecord) -> Result<Vec<Joined>, StoreError> {
        let (_, articles) = self.join_part(part)?;
        let joined = articles.into_iter().map(|article| self.joined(article));
        joined.collect()
    }

    /// Writes a part: what that did, and the articles as they are now, its own first.
    pub(super) fn join_part(
        &mut self,
        part: &ArticleRecord,
    ) -> Result<(Outcome, Vec<ArticleRecord>), StoreError> {
        let id = part.id.as_deref().unwrap_or_default();
        let whole = self.whole(part.clone(), id)?;
        let outcome = self.write_whole(&whole)?;
        let mut articles = vec![whole];
        if outcome != Outcome::Unchanged {
            let told = self.tell(&articles[0])?;
            articles.extend(told);
        }
        Ok((outcome, articles))
    }

    fn joined(&self, article: ArticleRecord) -> Result<Joined, StoreError> {
        let count = |n_items: Option<usize>| n_items.unwrap_or_default();
        let id = article.id.unwrap_or_default();
        Ok(Joined {
            outcome: self.outcome_of_run(&id)?,
            n_facts: [
                count(article.events.map(|events| events.len())),
                count(article.quotes.map(|quotes| quotes.len())),
                count(article.figures.map(|figures| figures.len())),
            ],
            id,
        })
    }

    /// What the load has done to an article so far: its content is compared with that before the load.
    ///
    /// # Errors
    /// As [`Batch::write`].
    pub fn outcome_of_run(&self, id: &str) -> Result<Outcome, StoreError> {
        let Some(stored) = self.stored_article(id)? else {
            return Ok(Outcome::Unchanged);
        };
        if stored.run != self.run_key() {
            return Ok(Outcome::Unchanged);
        }
        let former = runs::former_prints(self, id).map_err(|error| self.error(error))?;
        Ok(match former {
            None => Outcome::New,
            Some(former) if former == stored.prints => Outcome::Unchanged,
            Some(_) => Outcome::Updated,
        })
    }

    /// A part with what is stored of its article, and with what other articles tell of the events that it
    /// mentions.
    fn whole(&self, part: ArticleRecord, id: &str) -> Result<ArticleRecord, StoreError> {
        if !part.is_partial() {
            return Ok(part);
        }
        let join = || {
            let stored = self.as_it_came(id)?.filter(ArticleRecord::is_partial);
            let mut whole = stored.map_or_else(|| part.in_order(), |stored| stored.join(&part));
            whole.id = Some(id.to_owned());
            if self.is_same_source(&part, &whole)? {
                whole.source.clone_from(&part.source);
            }
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

    /// Whether a part names the outlet of its article: by the name that the file has for it, while the database may have
    /// learned a better one since. An article whose outlet only got another name has not changed.
    fn is_same_source(&self, part: &ArticleRecord, whole: &ArticleRecord) -> Result<bool> {
        let (Some(own), Some(stored)) = (&part.source, &whole.source) else {
            return Ok(false);
        };
        let own = source::known(self, own)?;
        Ok(own.is_some() && own == source::known(self, stored)?)
    }

    /// Fills the parts of other articles that mention events of this one; those articles.
    fn tell(&mut self, teller: &ArticleRecord) -> Result<Vec<ArticleRecord>, StoreError> {
        let mut told = Vec::new();
        if !teller.is_partial() {
            return Ok(told);
        }
        let events = teller.events.iter().flatten();
        let own = events.filter(|event| event.id.is_some() && event.id == event.cluster);
        let ids: Vec<String> = own.filter_map(|event| event.id.clone()).collect();
        for id in ids {
            let waiting = self.awaiting(&id).map_err(|error| self.error(error))?;
            for article in waiting {
                let stored = self.as_it_came(&article);
                if let Some(stored) = stored.map_err(|error| self.error(error))? {
                    let filled = stored.filled(&id, teller);
                    if self.write_whole(&filled)? != Outcome::Unchanged {
                        told.push(filled);
                    }
                }
            }
        }
        Ok(told)
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
