//! Prepared batches → the database, each in one transaction.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::prepare::Prepared;
use super::stream::PreparedBatch;
use super::summary::Counted;
use super::{IngestError, Options, Phase, Rejection, Summary};
use crate::extract::reads;
use crate::load::{Coded, Place};
use crate::model::date::{Day, PartialDate};
use crate::record::{ArticleRecord, Described, EntityRecord, Record};
use crate::store::{
    Authority, Batch, LinkProgress, Outcome, RunHead, RunNumber, RunState, Store, StoreError,
};

/// 1 January 1900: news that is older is rarely loaded, and dates before it are mostly mistakes.
const EARLIEST: Day = -25_567;

/// A run of `load`.
pub(super) struct Run<'store> {
    store: &'store mut Store,
    options: Options,
    summary: Summary,
    /// The articles of this run, by id.
    seen: HashMap<String, Seen>,
    n_entities_before: usize,
    number: RunNumber,
}

impl<'store> Run<'store> {
    /// Starts a run.
    ///
    /// # Errors
    /// The database cannot be written.
    pub(super) fn begin(
        store: &'store mut Store,
        head: RunHead<'_>,
        options: Options,
    ) -> Result<Self, StoreError> {
        let n_entities_before = store.n_entities();
        store.begin_bulk()?;
        let number = store.begin_run(head)?;
        Ok(Self {
            store,
            options,
            summary: Summary {
                run: Some(number),
                ..Summary::default()
            },
            seen: HashMap::new(),
            n_entities_before,
            number,
        })
    }

    pub(super) fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Whether it has as many articles as are wanted.
    pub(super) fn is_full(&self) -> bool {
        is_full(&self.summary, self.options)
    }

    /// Writes a batch. What came before the rejection that ends a run is kept.
    pub(super) fn write(&mut self, batch: PreparedBatch) -> Result<(), IngestError> {
        let mut summary = self.summary.clone();
        let mut transaction = self.store.batch_of(self.number)?;
        let mut is_too_much = false;
        for prepared in batch.pieces {
            if is_full(&summary, self.options) {
                break;
            }
            let mut writer = Writer {
                batch: &mut transaction,
                summary: &mut summary,
                seen: &mut self.seen,
                today: self.options.today,
            };
            if let Err(rejection) = writer.write(prepared)? {
                transaction.reject(summary.n_rejected, &rejection.stored())?;
                summary.reject(rejection);
                if summary.rejects_more_than(self.options.most_rejected) {
                    is_too_much = true;
                    break;
                }
            }
        }
        transaction.count_run(summary.counts())?;
        transaction.commit()?;
        summary.n_bytes += batch.n_bytes;
        summary.n_read = batch.n_read;
        summary.n_files = batch.n_files;
        self.summary = summary;
        if is_too_much {
            return Err(IngestError::Rejected(Box::new(self.summary.clone())));
        }
        Ok(())
    }

    /// Notes that an error ended the run, as far as the database can still be written.
    pub(super) fn fail(&self) {
        let _ = self.store.end_run(self.number, RunState::Failed);
    }

    /// Ends the run.
    pub(super) fn finish(
        &mut self,
        stop: &Arc<AtomicBool>,
        progress: &mut dyn FnMut(&Summary),
    ) -> Result<Summary, IngestError> {
        let derived = self.derive(stop, progress);
        self.store.heed(None)?;
        let state = match derived {
            Ok(()) => RunState::Finished,
            Err(StoreError::Interrupted) => RunState::Stopped,
            Err(error) => return Err(error.into()),
        };
        self.store.end_run(self.number, state)?;
        self.summary.is_stopped = state == RunState::Stopped;
        self.summary.n_entities = self.store.n_entities();
        self.summary.n_new_entities = self
            .summary
            .n_entities
            .saturating_sub(self.n_entities_before);
        Ok(self.summary.clone())
    }

    /// Makes what follows from the articles; what it does not come to is left for the next run. The indexes are made
    /// even if it is to stop, unless they are what it is stopped at.
    fn derive(
        &mut self,
        stop: &Arc<AtomicBool>,
        progress: &mut dyn FnMut(&Summary),
    ) -> Result<(), StoreError> {
        let is_stopped = || stop.load(Ordering::Relaxed);
        let summary = &mut self.summary;
        let mut enter = |phase| {
            summary.phase = phase;
            progress(summary);
            !is_stopped()
        };
        if is_stopped() {
            enter(Phase::Indexing);
            let made = self.store.end_bulk();
            summary.phase = Phase::Reading;
            return made.and(Err(StoreError::Interrupted));
        }
        self.store.heed(Some(Arc::clone(stop)))?;
        enter(Phase::Indexing);
        self.store.end_bulk()?;
        if !is_stopped() {
            self.store
                .group_reports_while(&mut |reports| enter(Phase::Grouping(reports)))?;
        }
        if !is_stopped() && enter(Phase::Linking(LinkProgress::default())) {
            self.store
                .update_links_while(&mut |links| enter(Phase::Linking(links)))?;
        }
        if is_stopped() || !enter(Phase::Analyzing) {
            return Err(StoreError::Interrupted);
        }
        self.store.analyze()
    }
}

fn is_full(summary: &Summary, options: Options) -> bool {
    let n_articles = summary.n_articles();
    options.most_articles.is_some_and(|most| n_articles >= most)
}

/// How an article of the run was counted.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// Whether it came as a whole: then the first one counts. Parts come several times.
    is_whole: bool,
    /// None if it could not be written.
    counted: Option<Counted>,
}

struct Writer<'run, 'store> {
    batch: &'run mut Batch<'store>,
    summary: &'run mut Summary,
    seen: &'run mut HashMap<String, Seen>,
    today: Day,
}

impl Writer<'_, '_> {
    /// Writes what a piece became; the inner error is the piece's, the outer one the database's.
    fn write(&mut self, prepared: Prepared) -> Result<Result<(), Rejection>, StoreError> {
        match prepared {
            Prepared::Rejected(rejection) => return Ok(Err(rejection)),
            Prepared::Known { id } => {
                let is_counted = self.is_counted(&id);
                if self.is_first(&id) && !is_counted {
                    self.count(id, Outcome::Unchanged, [0; 3]);
                }
            }
            Prepared::PassedOver => self.summary.n_passed_over += 1,
            Prepared::Coded(coded) => return self.write_coded(*coded),
            Prepared::Extracted(described, prints) => {
                return self.write_described(&described, &prints);
            }
            Prepared::Given {
                place,
                record,
                prints,
                entities,
            } => {
                self.describe(&entities)?;
                return self.write_given(&record, &prints, &place);
            }
        }
        Ok(Ok(()))
    }

    fn write_given(
        &mut self,
        record: &Record,
        prints: &[String; 2],
        place: &Place,
    ) -> Result<Result<(), Rejection>, StoreError> {
        if let Record::Article(article) = record {
            return self.write_article(article, prints, place);
        }
        if self.batch.write(record)? != Outcome::Unchanged {
            self.summary.n_descriptions += 1;
        }
        Ok(Ok(()))
    }

    fn write_described(
        &mut self,
        described: &Described,
        prints: &[String; 2],
    ) -> Result<Result<(), Rejection>, StoreError> {
        if let Some(source) = &described.source {
            self.batch.write_source(source, Authority::Extracted)?;
        }
        self.describe(&described.entities)?;
        let place = described.article.origin.as_deref().unwrap_or_default();
        self.write_article(&described.article, prints, &Place::file(place))
    }

    /// Writes what rows of a table became; the first row that cannot be used is the piece's error.
    fn write_coded(&mut self, coded: Coded) -> Result<Result<(), Rejection>, StoreError> {
        let mut result = Ok(());
        if let Some(described) = &coded.described {
            let prints = described.article.fingerprints();
            result = self.write_described(described, &prints)?;
        }
        for cluster in coded.clusters {
            self.batch.write(&Record::Cluster(cluster))?;
        }
        for error in &coded.refused {
            let rejection = Rejection::of(error);
            if result.is_ok() {
                result = Err(rejection);
            } else {
                let stored = rejection.stored();
                self.batch.reject(self.summary.n_rejected, &stored)?;
                self.summary.reject(rejection);
            }
        }
        Ok(result)
    }

    fn describe(&mut self, entities: &[EntityRecord]) -> Result<(), StoreError> {
        for entity in entities {
            self.batch.write_entity(entity, Authority::Extracted)?;
        }
        Ok(())
    }

    fn write_article(
        &mut self,
        article: &ArticleRecord,
        prints: &[String; 2],
        place: &Place,
    ) -> Result<Result<(), Rejection>, StoreError> {
        let written = if article.is_partial() {
            self.write_part(article)
        } else if self.is_first(article.id.as_deref().unwrap_or_default()) {
            self.write_whole(article, prints)
        } else {
            return Ok(Ok(()));
        };
        match written {
            Err(error) if !error.is_fatal() => {
                Ok(Err(Rejection::new(place.clone(), error.to_string())))
            }
            written => written.map(Ok),
        }
    }

    fn write_part(&mut self, part: &ArticleRecord) -> Result<(), StoreError> {
        for joined in self.batch.write_part(part)? {
            self.count(joined.id, joined.outcome, joined.n_facts);
        }
        Ok(())
    }

    fn write_whole(
        &mut self,
        article: &ArticleRecord,
        prints: &[String; 2],
    ) -> Result<(), StoreError> {
        let id = article.id.clone().unwrap_or_default();
        let mut outcome = self.batch.write_identified(article, prints)?;
        if self.is_counted(&id) {
            outcome = self.batch.outcome_of_run(&id)?;
        }
        let n_facts = [
            article.events.as_ref().map_or(0, Vec::len),
            article.quotes.as_ref().map_or(0, Vec::len),
            article.figures.as_ref().map_or(0, Vec::len),
        ];
        let is_written = outcome != Outcome::Unchanged;
        let has_facts = n_facts.iter().any(|n| *n > 0);
        if is_written && !has_facts && !reads(article.language.as_deref()) {
            self.summary.n_unread += 1;
        }
        if is_written && article.published.is_some_and(|date| self.is_misdated(date)) {
            self.summary.n_misdated += 1;
        }
        self.count(id, outcome, n_facts);
        Ok(())
    }

    /// Whether an article cannot have been published then.
    fn is_misdated(&self, published: PartialDate) -> bool {
        published.first > self.today || published.last < EARLIEST
    }

    /// Counts an article as what the whole run has done to it, and no longer as what a part did before.
    fn count(&mut self, id: String, outcome: Outcome, n_facts: [usize; 3]) {
        let counted = Counted::new(outcome, n_facts);
        let seen = self.seen.entry(id).or_default();
        if let Some(before) = seen.counted.replace(counted) {
            self.summary.uncount(before);
        }
        self.summary.count(counted);
    }

    /// Whether a part of the article was counted before.
    fn is_counted(&self, id: &str) -> bool {
        let seen = self.seen.get(id);
        seen.is_some_and(|seen| seen.counted.is_some())
    }

    /// Whether the run has not seen this article as a whole yet. Of two with the same id the first counts,
    /// so that loading both again changes nothing.
    fn is_first(&mut self, id: &str) -> bool {
        let is_first = match self.seen.entry(id.to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert(Seen {
                    is_whole: true,
                    counted: None,
                });
                true
            }
            Entry::Occupied(mut entry) => {
                let seen = entry.get_mut();
                !std::mem::replace(&mut seen.is_whole, true)
            }
        };
        if !is_first {
            self.summary.n_repeated += 1;
        }
        is_first
    }
}
