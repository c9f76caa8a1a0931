//! Names, entities, outlets and clusters of the other database.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;

use super::{Conflict, Merging, PAGE};
use crate::record::{EntityRecord, Record, SourceRecord};
use crate::store::correct::{Corrections, read as read_corrections};
use crate::store::export::records::{cluster_of, entity_of, source_of};
use crate::store::{Authority, Outcome, StoreError, read};

type StoreResult<T> = Result<T, StoreError>;

impl Merging<'_> {
    /// Takes the names for later loads; one of the same handle here stays.
    pub(super) fn take_names(&mut self) -> StoreResult<()> {
        let there = self.other.own_names()?;
        let here = self.store.own_names()?;
        let mut new = Vec::new();
        for name in there {
            match here.iter().find(|own| own.id == name.id) {
                None => new.push(name),
                Some(own) if *own == name => {}
                Some(_) => self.merged.add(Conflict::OwnName { id: name.id.0 }),
            }
        }
        self.merged.n_own_names = new.len();
        if self.run.is_some() {
            self.store.keep_own_names(&new)?;
        }
        Ok(())
    }

    /// The handles of the entities of the other database as they came.
    pub(super) fn entity_ids(&self) -> StoreResult<Vec<String>> {
        let theirs = |error| self.theirs(error);
        let corrections = read_corrections(&self.other.transaction).map_err(theirs)?;
        let corrections = Corrections::new(corrections);
        let stored = super::ids(&self.other.transaction, "entity").map_err(theirs)?;
        let mut ids: BTreeSet<String> = stored
            .into_iter()
            .filter(|id| !corrections.makes(id))
            .collect();
        ids.extend(self.originals.keys().cloned());
        Ok(ids.into_iter().collect())
    }

    /// An entity of the other database as it came.
    pub(super) fn entity_there(&self, id: &str) -> StoreResult<Option<EntityRecord>> {
        if let Some(original) = self.originals.get(id) {
            return Ok(Some(original.clone()));
        }
        let found = entity_of(&self.other.transaction, id).map_err(|error| self.theirs(error))?;
        Ok(match found {
            Some(Record::Entity(record)) => Some(record),
            _ => None,
        })
    }

    pub(super) fn take_entities(&mut self) -> StoreResult<()> {
        for page in self.entity_ids()?.chunks(PAGE) {
            let mut records = Vec::new();
            for id in page {
                if let Some(record) = self.entity_there(id)? {
                    records.push(self.entity_here(record)?);
                }
            }
            self.write_entities(records)?;
        }
        Ok(())
    }

    /// The entity with the handles that are used here, and how much it counts beside what is known.
    fn entity_here(&mut self, mut record: EntityRecord) -> StoreResult<(EntityRecord, Authority)> {
        let is_original = self.originals.contains_key(&record.id);
        self.handle_here(&mut record.id);
        let references = [&mut record.country, &mut record.parent, &mut record.org];
        for handle in references.into_iter().flatten() {
            if let Some(own) = self.same.get(handle) {
                handle.clone_from(own);
            }
        }
        let here =
            entity_of(&self.store.connection, &record.id).map_err(|error| self.ours(error))?;
        let is_read = std::mem::take(&mut record.extracted);
        let is_stub = record.stub;
        let authority = match &here {
            Some(Record::Entity(here)) if !here.stub => {
                if !is_stub {
                    self.compare_entities(here, &record);
                }
                // What somebody described counts more than what was only read.
                if here.extracted && !is_read && !is_original {
                    Authority::Given
                } else {
                    Authority::Extracted
                }
            }
            _ if is_read => Authority::Extracted,
            _ => Authority::Given,
        };
        if self.run.is_none() && !is_stub {
            match here {
                Some(Record::Entity(mut here)) if !here.stub => {
                    self.merged.n_learned += usize::from(here.learn(&record));
                }
                _ => self.merged.n_new_entities += 1,
            }
        }
        Ok((record, authority))
    }

    fn compare_entities(&mut self, here: &EntityRecord, there: &EntityRecord) {
        let text = |value: &Option<String>| value.clone();
        let mut fields = vec![
            ("country", text(&here.country), text(&there.country)),
            ("parent", text(&here.parent), text(&there.parent)),
            ("org", text(&here.org), text(&there.org)),
            (
                "kind",
                Some(here.kind.word().to_owned()),
                Some(there.kind.word().to_owned()),
            ),
            (
                "place_type",
                here.place_type.map(|place| place.word().to_owned()),
                there.place_type.map(|place| place.word().to_owned()),
            ),
        ];
        // Of offices that articles tell the latest counts.
        if here.title_date.is_none() && there.title_date.is_none() {
            fields.push(("title", text(&here.title), text(&there.title)));
        }
        self.compare("entity", &here.id, fields);
    }

    fn compare(
        &mut self,
        noun: &'static str,
        id: &str,
        fields: Vec<(&'static str, Option<String>, Option<String>)>,
    ) {
        for (field, own, other) in fields {
            if let (Some(own), Some(other)) = (own, other)
                && own != other
            {
                let id = id.to_owned();
                self.merged.add(Conflict::Field {
                    noun,
                    id,
                    field,
                    own,
                    other,
                });
            }
        }
    }

    fn write_entities(&mut self, records: Vec<(EntityRecord, Authority)>) -> StoreResult<()> {
        let Some(run) = self.run else {
            return Ok(());
        };
        let mut batch = self.store.batch_of(run)?;
        for (record, authority) in records {
            if record.stub {
                batch.write(&Record::Entity(record))?;
                continue;
            }
            match batch.write_entity(&record, authority)? {
                Outcome::New => self.merged.n_new_entities += 1,
                Outcome::Updated => self.merged.n_learned += 1,
                Outcome::Unchanged => {}
            }
        }
        batch.commit()
    }

    pub(super) fn take_sources(&mut self) -> StoreResult<()> {
        for page in self.pages("source")? {
            let mut records = Vec::new();
            for id in page {
                let found = source_of(&self.other.transaction, &id);
                let Some(Record::Source(mut record)) = found.map_err(|error| self.theirs(error))?
                else {
                    continue;
                };
                for handle in [&mut record.country, &mut record.entity]
                    .into_iter()
                    .flatten()
                {
                    if let Some(own) = self.same.get(handle) {
                        handle.clone_from(own);
                    }
                }
                self.compare_sources(&record)?;
                records.push(record);
            }
            let Some(run) = self.run else { continue };
            let mut batch = self.store.batch_of(run)?;
            for record in records {
                let outcome = batch.write_source(&record, Authority::Extracted)?;
                self.merged.n_descriptions += usize::from(outcome != Outcome::Unchanged);
            }
            batch.commit()?;
        }
        Ok(())
    }

    fn compare_sources(&mut self, there: &SourceRecord) -> StoreResult<()> {
        let here = self.source_here(&there.id)?;
        let Some(mut here) = here else {
            self.merged.n_descriptions += usize::from(self.run.is_none());
            return Ok(());
        };
        let text = |value: &Option<String>| value.clone();
        let fields = vec![
            ("domain", text(&here.domain), text(&there.domain)),
            ("country", text(&here.country), text(&there.country)),
            ("entity", text(&here.entity), text(&there.entity)),
        ];
        self.compare("source", &here.id, fields);
        if self.run.is_none() {
            self.merged.n_descriptions += usize::from(here.learn(there));
        }
        Ok(())
    }

    /// The outlet that goes by this id here.
    pub(super) fn source_here(&self, id: &str) -> StoreResult<Option<SourceRecord>> {
        let find = || {
            let connection = &self.store.connection;
            let canonical: Option<String> = connection
                .prepare_cached(
                    "SELECT id FROM source WHERE id = ?1
                     UNION ALL SELECT source.id FROM source_alias
                       JOIN source ON source.key = source_alias.source
                       WHERE source_alias.id = ?1 LIMIT 1",
                )?
                .query_row([id], |row| row.get(0))
                .optional()?;
            match canonical {
                Some(id) => read::source(connection, &id),
                None => Ok(None),
            }
        };
        find().map_err(|error| self.ours(error))
    }

    /// Takes the clusters that were given; those that were found are found anew.
    pub(super) fn take_clusters(&mut self) -> StoreResult<()> {
        for page in self.pages("cluster")? {
            let mut new = Vec::new();
            for id in page {
                let there = cluster_of(&self.other.transaction, &id);
                let Some(Record::Cluster(there)) = there.map_err(|error| self.theirs(error))?
                else {
                    continue;
                };
                if there.extracted {
                    continue;
                }
                let here = cluster_of(&self.store.connection, &id);
                match here.map_err(|error| self.ours(error))? {
                    Some(Record::Cluster(here)) if here == there => {}
                    Some(_) => self.merged.add(Conflict::Cluster { id }),
                    None => new.push(there),
                }
            }
            self.merged.n_descriptions += new.len();
            let Some(run) = self.run else { continue };
            let mut batch = self.store.batch_of(run)?;
            for cluster in new {
                batch.write(&Record::Cluster(cluster))?;
            }
            batch.commit()?;
        }
        Ok(())
    }
}
