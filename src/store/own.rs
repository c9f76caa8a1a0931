//! A user's own names, kept for later loads.

use rusqlite::{Connection, Result, Row, TransactionBehavior, params};

use super::{Batch, Snapshot, Store, StoreError};
use crate::model::entity::{Entity, EntityKind, Handle};

impl Store {
    /// The names that were kept, by handle.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn own_names(&self) -> std::result::Result<Vec<Entity>, StoreError> {
        read(&self.connection).map_err(|error| StoreError::of(&self.path, error))
    }

    /// Keeps names for later loads; one of a handle that is kept already takes its place. Returns how many
    /// were not kept in the same words before.
    ///
    /// # Errors
    /// Another program is writing, or the disk is full.
    pub fn keep_own_names(&mut self, names: &[Entity]) -> std::result::Result<usize, StoreError> {
        let path = self.path.clone();
        let mut keep = || {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut n_changed = 0;
            for entity in names {
                let aliases = serde_json::Value::from(entity.aliases.clone()).to_string();
                n_changed += transaction
                    .prepare_cached(
                        "INSERT INTO own_name (id, kind, name, aliases, country)
                         VALUES (?1, ?2, ?3, ?4, ?5)
                         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
                           aliases = excluded.aliases, country = excluded.country
                         WHERE (kind, name, aliases, country)
                           IS NOT (excluded.kind, excluded.name, excluded.aliases, excluded.country)",
                    )?
                    .execute(params![
                        entity.id.as_str(),
                        entity.kind.word(),
                        entity.name,
                        aliases,
                        entity.country.as_ref().map(Handle::as_str)
                    ])?;
            }
            transaction.commit()?;
            Ok(n_changed)
        };
        keep().map_err(|error| StoreError::of(&path, error))
    }
}

impl Snapshot<'_> {
    /// The names that were kept, by handle.
    pub(super) fn own_names(&self) -> std::result::Result<Vec<Entity>, StoreError> {
        read(&self.transaction).map_err(|error| self.error(error))
    }
}

fn read(connection: &Connection) -> Result<Vec<Entity>> {
    connection
        .prepare_cached("SELECT id, kind, name, aliases, country FROM own_name ORDER BY id")?
        .query_map([], entity)?
        .collect()
}

impl Batch<'_> {
    /// Keeps these names no longer.
    ///
    /// # Errors
    /// The disk is full.
    pub fn remove_own_names(&self, names: &[Handle]) -> std::result::Result<(), StoreError> {
        let remove = || {
            for name in names {
                self.transaction
                    .prepare_cached("DELETE FROM own_name WHERE id = ?1")?
                    .execute([name.as_str()])?;
            }
            Ok(())
        };
        remove().map_err(|error| self.error(error))
    }
}

fn entity(row: &Row<'_>) -> Result<Entity> {
    let kind: String = row.get(1)?;
    let kind = EntityKind::from_word(&kind).ok_or(rusqlite::Error::InvalidQuery)?;
    let (id, name): (String, String) = (row.get(0)?, row.get(2)?);
    let aliases: String = row.get(3)?;
    let country: Option<String> = row.get(4)?;
    let mut entity = Entity::new(Handle(id), kind, &name);
    entity.aliases = serde_json::from_str(&aliases).unwrap_or_default();
    entity.country = country.map(Handle);
    if kind == EntityKind::Place {
        entity.parent.clone_from(&entity.country);
    }
    Ok(entity)
}
