//! Which entities here the other database knows under other handles.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Result};

use super::{Conflict, Merging};
use crate::model::entity::EntityKind;
use crate::model::fold::fold;
use crate::record::EntityRecord;
use crate::store::correct::{Corrections, read};
use crate::store::{StoreError, read as stored};

/// Places of one name that are farther apart, in degrees, are two.
const NEAR: f64 = 0.5;

impl Merging<'_> {
    /// Finds them, places first: who is of which country tells people and bodies apart.
    pub(super) fn match_entities(&mut self) -> std::result::Result<(), StoreError> {
        let own = read(&self.store.connection).map_err(|error| self.ours(error))?;
        let own = Corrections::new(own);
        for is_place in [true, false] {
            let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for id in self.foreign(&own)? {
                let Some(record) = self.entity_there(&id)? else {
                    continue;
                };
                if record.stub || (record.kind == EntityKind::Place) != is_place {
                    continue;
                }
                match <[String; 1]>::try_from(self.candidates(&record)?) {
                    Ok([one]) => found.entry(one).or_default().push(id),
                    Err(candidates) if candidates.is_empty() => {}
                    Err(candidates) => self.merged.add(Conflict::Several { id, candidates }),
                }
            }
            for (own, theirs) in found {
                match <[String; 1]>::try_from(theirs) {
                    Ok([other]) => {
                        self.merged.matched.push((other.clone(), own.clone()));
                        self.same.insert(other, own);
                    }
                    Err(theirs) => self.merged.add(Conflict::Several {
                        id: own,
                        candidates: theirs,
                    }),
                }
            }
        }
        Ok(())
    }

    /// Handles that nothing here has, and no correction here speaks of.
    fn foreign(&self, own: &Corrections) -> std::result::Result<Vec<String>, StoreError> {
        let mut foreign = Vec::new();
        for id in self.entity_ids()? {
            let is_here = key(&self.store.connection, &id).map_err(|error| self.ours(error))?;
            if is_here.is_none() && !own.is_about(&id) {
                foreign.push(id);
            }
        }
        Ok(foreign)
    }

    /// The entities here that it could be: of the same kind, one shown by a name that the other one has,
    /// and nothing known of both speaks against it. One that the other database knows, too, is another.
    fn candidates(&self, record: &EntityRecord) -> std::result::Result<Vec<String>, StoreError> {
        let ours = |error| self.ours(error);
        let named = named_like(&self.store.connection, record).map_err(ours)?;
        let mut candidates = Vec::new();
        for id in named {
            let there = key(&self.other.transaction, &id).map_err(|error| self.theirs(error))?;
            let here = stored::entity(&self.store.connection, &id).map_err(ours)?;
            if let (None, Some(here)) = (there, here)
                && self.is_compatible(&here, record)
            {
                candidates.push(id);
            }
        }
        Ok(candidates)
    }

    fn is_compatible(&self, here: &EntityRecord, there: &EntityRecord) -> bool {
        let agree = |own: &Option<String>, other: &Option<String>| {
            own.as_ref().zip(other.as_ref()).is_none_or(|(own, other)| {
                own == other || self.same.get(other).is_some_and(|same| same == own)
            })
        };
        if here.kind != there.kind || !agree(&here.country, &there.country) {
            return false;
        }
        if here.kind != EntityKind::Place {
            return true;
        }
        let is_of_one_type = here
            .place_type
            .zip(there.place_type)
            .is_none_or(|(own, other)| own == other);
        let points = (here.lat.zip(here.lon)).zip(there.lat.zip(there.lon));
        let is_at_one_place = match points {
            Some(((lat, lon), (other_lat, other_lon))) => {
                (lat - other_lat).abs() < NEAR && (lon - other_lon).abs() < NEAR
            }
            None => agree(&here.parent, &there.parent),
        };
        is_of_one_type && is_at_one_place
    }
}

pub(super) fn key(connection: &Connection, id: &str) -> Result<Option<i64>> {
    connection
        .prepare_cached("SELECT key FROM entity WHERE id = ?1 AND is_stub = 0")?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// Handles of entities of the same kind of which one is shown by a name that the other has. One word does
/// not tell a person.
fn named_like(connection: &Connection, record: &EntityRecord) -> Result<BTreeSet<String>> {
    let mut find = connection.prepare_cached(
        "SELECT DISTINCT entity.id FROM alias JOIN entity ON entity.key = alias.entity
         WHERE alias.norm = ?1 AND entity.kind = ?2 AND is_stub = 0 AND (?3 OR alias.ord = 0)",
    )?;
    let shown = std::iter::once((&record.name, true));
    let others = record.aliases.iter().map(|alias| (alias, false));
    let mut found = BTreeSet::new();
    for (name, is_shown) in shown.chain(others) {
        let norm = fold(name);
        if norm.is_empty() || (record.kind == EntityKind::Person && !norm.contains(' ')) {
            continue;
        }
        let kind = record.kind.word();
        for id in find.query_map((norm, kind, is_shown), |row| row.get(0))? {
            found.insert(id?);
        }
    }
    Ok(found)
}
