//! Prepared batches → records to print: what is named before what names it.

use std::collections::BTreeMap;
use std::io;

use super::prepare::Prepared;
use super::stream::PreparedBatch;
use super::{IngestError, Rejection, Summary};
use crate::load::Coded;
use crate::record::{EntityRecord, Record, SourceRecord};
use crate::store::Outcome;

/// A run of `extract`: what has been printed.
pub(super) struct Printed<'run> {
    print: &'run mut dyn FnMut(&Record) -> io::Result<()>,
    most_rejected: Option<usize>,
    summary: Summary,
    sources: BTreeMap<String, SourceRecord>,
    entities: BTreeMap<String, EntityRecord>,
}

impl<'run> Printed<'run> {
    pub(super) fn new(
        print: &'run mut dyn FnMut(&Record) -> io::Result<()>,
        most_rejected: Option<usize>,
    ) -> Self {
        Self {
            print,
            most_rejected,
            summary: Summary::default(),
            sources: BTreeMap::new(),
            entities: BTreeMap::new(),
        }
    }

    pub(super) fn into_summary(self) -> Summary {
        self.summary
    }

    pub(super) fn write(&mut self, batch: PreparedBatch) -> Result<(), IngestError> {
        self.summary.n_bytes += batch.n_bytes;
        for prepared in batch.pieces {
            match prepared {
                Prepared::Rejected(rejection) => self.reject(rejection)?,
                Prepared::Extracted(described, _) => {
                    if let Some(source) = &described.source {
                        self.describe_source(source)?;
                    }
                    self.describe(&described.entities)?;
                    let article = described.article;
                    self.write_record(Record::Article(Box::new(article)))?;
                }
                Prepared::Given {
                    record, entities, ..
                } => {
                    self.describe(&entities)?;
                    self.write_record(*record)?;
                }
                Prepared::Coded(coded) => self.write_coded(*coded)?,
                Prepared::Known { .. } | Prepared::PassedOver => {}
            }
        }
        Ok(())
    }

    fn write_coded(&mut self, coded: Coded) -> Result<(), IngestError> {
        if let Some(described) = coded.described {
            if let Some(source) = &described.source {
                self.describe_source(source)?;
            }
            self.describe(&described.entities)?;
            self.write_record(Record::Article(Box::new(described.article)))?;
        }
        for cluster in coded.clusters {
            self.write_record(Record::Cluster(cluster))?;
        }
        for error in coded.refused {
            self.reject(Rejection::of(&error))?;
        }
        Ok(())
    }

    fn reject(&mut self, rejection: Rejection) -> Result<(), IngestError> {
        self.summary.reject(rejection);
        if self.summary.rejects_more_than(self.most_rejected) {
            let summary = Box::new(self.summary.clone());
            return Err(IngestError::Rejected(summary));
        }
        Ok(())
    }

    /// Prints a record as it came, with the article's ids made.
    fn write_record(&mut self, mut record: Record) -> io::Result<()> {
        match &mut record {
            Record::Article(article) => {
                article.identify();
                self.summary.count_article(Outcome::New);
                self.summary.n_events += article.events.as_ref().map_or(0, Vec::len);
                self.summary.n_quotes += article.quotes.as_ref().map_or(0, Vec::len);
                self.summary.n_figures += article.figures.as_ref().map_or(0, Vec::len);
            }
            Record::Entity(entity) => {
                self.entities.insert(entity.id.clone(), entity.clone());
            }
            Record::Source(source) => {
                self.sources.insert(source.id.clone(), source.clone());
            }
            Record::Cluster(_) => {}
        }
        (self.print)(&record)
    }

    /// Prints an outlet that is not printed yet, or of which more was learned.
    fn describe_source(&mut self, source: &SourceRecord) -> io::Result<()> {
        let known = self.sources.get_mut(&source.id).map(|known| {
            let is_news = known.learn(source);
            (known.clone(), is_news)
        });
        let (record, is_news) = known.unwrap_or_else(|| (source.clone(), true));
        if is_news {
            self.write_record(Record::Source(record))?;
        }
        Ok(())
    }

    /// Prints the entities that are not printed yet, or of which more was learned.
    fn describe(&mut self, entities: &[EntityRecord]) -> io::Result<()> {
        for entity in entities {
            let known = self.entities.get_mut(&entity.id).map(|known| {
                let is_news = known.learn(entity);
                (known.clone(), is_news)
            });
            let (record, is_news) = known.unwrap_or_else(|| (entity.clone(), true));
            if is_news {
                self.write_record(Record::Entity(record))?;
            }
        }
        Ok(())
    }
}
