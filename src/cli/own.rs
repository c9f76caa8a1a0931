//! `--lexicon FILE`: a user's own names, read and learned.

use std::path::PathBuf;

use super::exit::Failure;
use super::query::read_file;
use crate::lexicon::Lexicon;
use crate::model::entity::Entity;
use crate::store::{Store, StoreError};

/// Reads the files of names, and learns them. Of one handle, the last name and country stand, and all
/// aliases.
pub(super) fn learn(lexicon: &mut Lexicon, files: &[PathBuf]) -> Result<Vec<Entity>, Failure> {
    let mut names: Vec<Entity> = Vec::new();
    for path in files {
        let text = read_file(path)?;
        let file = path.display().to_string();
        let read = lexicon.names.learn_file(&file, &text);
        let read = read.map_err(|error| {
            Failure::Failed(format!(
                "{error}\nnothing of {file} was taken, and nothing was loaded"
            ))
        })?;
        for entity in read {
            match names.iter_mut().find(|known| known.id == entity.id) {
                Some(known) => join(known, entity),
                None => names.push(entity),
            }
        }
    }
    Ok(names)
}

/// Learns the names that are kept in a database, those of corrections among them.
pub(super) fn learn_kept(lexicon: &mut Lexicon, store: &Store) -> Result<(), StoreError> {
    let corrected = store.corrected_names()?;
    for entity in store.own_names()?.into_iter().chain(corrected) {
        lexicon.names.learn(entity);
    }
    Ok(())
}

fn join(known: &mut Entity, new: Entity) {
    let former = std::mem::replace(&mut known.name, new.name);
    for name in std::iter::once(former).chain(new.aliases) {
        if name != known.name && !known.aliases.contains(&name) {
            known.aliases.push(name);
        }
    }
    known.country = new.country.or(known.country.take());
}
