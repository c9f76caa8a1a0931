//! Corrections of entities: kept in a table of their own, and applied to what is stored and to all that
//! is written later.
//!
//! What a correction changes is kept as it came, in `uncorrected`: so a correction is undone by applying
//! the others to that anew. The fingerprints of an article are those of the article as it came, so that
//! loading it again changes nothing.

mod apply;
mod list;
pub(super) mod original;
mod rework;
mod write;

use super::{Batch, Store, StoreError};
use crate::model::correction::{Correction, Deed};
use crate::model::entity::{Entity, Handle};
pub(super) use apply::Corrections;
pub(super) use list::read;
pub(super) use original::entities as original_entities;
pub(super) use rework::{LEARN_TITLE, article_as_it_came};

/// What a correction changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The correction, with its number.
    pub correction: Correction,
    /// Articles whose facts name other entities than before.
    pub n_articles: usize,
}

/// Why a correction cannot be undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is none of that number.
    #[error("there is no correction {number}; `dateline entity corrections` lists them")]
    Missing {
        /// The number.
        number: i64,
    },
    /// A later one is about the entity that this one made.
    #[error(
        "correction {later} is about @{handle}, which correction {number} made; undo {later} first"
    )]
    Needed {
        /// The number.
        number: i64,
        /// The number of the later one.
        later: i64,
        /// The entity.
        handle: String,
    },
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Batch<'_> {
    /// Makes a correction, and applies it to everything that is stored. Returns its number, and how many
    /// articles name other entities than before.
    pub(super) fn make_correction(&mut self, deed: &Deed) -> Result<(i64, usize), StoreError> {
        let number = list::add(&self.transaction, deed).map_err(|error| self.error(error))?;
        let n_articles = rework::rework(self, deed)?;
        Ok((number, n_articles))
    }
}

impl Store {
    /// The corrections, in the order in which they were made.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>, StoreError> {
        read(&self.connection).map_err(|error| StoreError::of(&self.path, error))
    }

    /// Makes a correction, and applies it to everything that is stored.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full; then nothing was changed.
    pub fn correct(&mut self, deed: Deed) -> Result<Corrected, StoreError> {
        let mut batch = self.batch()?;
        let (number, n_articles) = batch.make_correction(&deed)?;
        batch.commit()?;
        self.group_reports()?;
        self.update_links()?;
        let correction = Correction { number, deed };
        Ok(Corrected {
            correction,
            n_articles,
        })
    }

    /// Takes a correction back; all others stay.
    ///
    /// # Errors
    /// There is none of that number, a later one builds on it, or the database cannot be written.
    pub fn undo_correction(&mut self, number: i64) -> Result<Corrected, UndoError> {
        let all = self.corrections()?;
        let correction = all.iter().find(|one| one.number == number).cloned();
        let correction = correction.ok_or(UndoError::Missing { number })?;
        if let Deed::Split { to, .. } = &correction.deed {
            let mut later = all.iter().filter(|one| one.number > number);
            if let Some(later) = later.find(|one| one.deed.handles().contains(&to.as_str())) {
                return Err(UndoError::Needed {
                    number,
                    later: later.number,
                    handle: to.clone(),
                });
            }
        }
        let mut batch = self.batch()?;
        list::remove(&batch.transaction, number).map_err(|error| batch.error(error))?;
        let n_articles = rework::rework(&mut batch, &correction.deed)?;
        batch.commit()?;
        self.group_reports()?;
        self.update_links()?;
        Ok(Corrected {
            correction,
            n_articles,
        })
    }

    /// The names that corrections gave to entities, to be recognized in later articles. What merges and
    /// splits say is applied to what is read instead, so that it can be undone.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn corrected_names(&self) -> Result<Vec<Entity>, StoreError> {
        let corrections = Corrections::new(self.corrections()?);
        let mut names = Vec::new();
        for correction in corrections.list() {
            let (handle, given) = match &correction.deed {
                Deed::Rename { entity, name } => (entity, std::slice::from_ref(name)),
                Deed::Alias { entity, names } => (entity, names.as_slice()),
                Deed::Merge { .. } | Deed::Split { .. } => continue,
            };
            let Some(record) = self.entity_record(&corrections.redirect(handle))? else {
                continue;
            };
            let mut entity = Entity::new(Handle(record.id), record.kind, &record.name);
            entity.aliases = given.to_vec();
            entity.country = record.country.map(Handle);
            names.push(entity);
        }
        Ok(names)
    }
}
