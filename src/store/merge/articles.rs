//! Articles of the other database: new, known, or told otherwise here.

use rusqlite::{Connection, OptionalExtension, Result};

use super::{Conflict, Merging};
use crate::model::article::PublishedBasis;
use crate::record::ArticleRecord;
use crate::store::correct::article_as_it_came;
use crate::store::{Outcome, StoreError};

type StoreResult<T> = std::result::Result<T, StoreError>;

impl Merging<'_> {
    /// Takes articles, in one transaction.
    pub(super) fn take_articles(&mut self, ids: &[String]) -> StoreResult<()> {
        let mut new = Vec::new();
        for id in ids {
            if self.has_same_prints(id)? {
                self.merged.n_known += 1;
                continue;
            }
            let there = article_as_it_came(&self.other.transaction, id);
            let Some(mut there) = there.map_err(|error| self.theirs(error))? else {
                continue;
            };
            there.each_handle(&mut |handle| self.handle_here(handle));
            let here = article_as_it_came(&self.store.connection, id);
            match here.map_err(|error| self.ours(error))? {
                None => new.push(there),
                Some(here) => new.extend(self.compare_articles(here, there)?),
            }
        }
        self.write_articles(new)
    }

    /// Whether both databases took the article in with the same facts.
    fn has_same_prints(&self, id: &str) -> StoreResult<bool> {
        let here = prints(&self.store.connection, id).map_err(|error| self.ours(error))?;
        let there = prints(&self.other.transaction, id).map_err(|error| self.theirs(error))?;
        Ok(here.is_some() && here == there)
    }

    /// Compares two of one id; gives back the other one where it is to be joined with the one here.
    fn compare_articles(
        &mut self,
        here: ArticleRecord,
        there: ArticleRecord,
    ) -> StoreResult<Option<ArticleRecord>> {
        let article = here.id.clone().unwrap_or_default();
        let original = there.clone();
        let (here, there) = (self.comparable(here)?, self.comparable(there)?);
        if here == there {
            self.merged.n_known += 1;
            return Ok(None);
        }
        // What came in parts is joined.
        if here.is_partial() && there.is_partial() {
            return Ok(Some(original));
        }
        self.merged.n_different += 1;
        self.merged
            .add(if here.text_fingerprint() == there.text_fingerprint() {
                Conflict::Facts { article }
            } else {
                Conflict::Words { article }
            });
        Ok(None)
    }

    /// Counts what writing the article would do.
    fn foresee(&mut self, there: &ArticleRecord) -> StoreResult<()> {
        let id = there.id.as_deref().unwrap_or_default();
        let here = article_as_it_came(&self.store.connection, id);
        match here.map_err(|error| self.ours(error))? {
            None => self.merged.n_new += 1,
            Some(here) => {
                let joined = here.join(there);
                if joined.text_fingerprint() == here.text_fingerprint()
                    && joined.facts_fingerprint() == here.facts_fingerprint()
                {
                    self.merged.n_known += 1;
                } else {
                    self.merged.n_joined += 1;
                }
            }
        }
        Ok(())
    }

    /// Without where it came from, and with the outlet's id here; a moved file is the same article.
    fn comparable(&self, mut record: ArticleRecord) -> StoreResult<ArticleRecord> {
        record.origin = None;
        if let Some(source) = &record.source
            && let Some(here) = self.source_here(source)?
        {
            record.source = Some(here.id);
        }
        if record.published_basis == Some(PublishedBasis::Text) && record.extracted {
            record.published = None;
        }
        Ok(record)
    }

    fn write_articles(&mut self, articles: Vec<ArticleRecord>) -> StoreResult<()> {
        let Some(run) = self.run else {
            for record in articles {
                self.foresee(&record)?;
            }
            return Ok(());
        };
        let mut batch = self.store.batch_of(run)?;
        for record in articles {
            match batch.write_article(&record) {
                Ok(Outcome::New) => self.merged.n_new += 1,
                Ok(Outcome::Updated) => self.merged.n_joined += 1,
                Ok(Outcome::Unchanged) => self.merged.n_known += 1,
                Err(error) if error.is_fatal() => return Err(error),
                Err(error) => {
                    self.merged.n_different += 1;
                    self.merged.add(Conflict::Refused {
                        article: record.id.unwrap_or_default(),
                        reason: error.to_string(),
                    });
                }
            }
        }
        batch.count_run(self.merged.counts())?;
        batch.commit()
    }
}

fn prints(connection: &Connection, id: &str) -> Result<Option<(String, String)>> {
    connection
        .prepare_cached("SELECT text_fingerprint, facts_fingerprint FROM article WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}
