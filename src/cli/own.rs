//! `--lexicon FILE`: a user's own names, read and learned.

use std::path::PathBuf;

use super::exit::Failure;
use super::question::read_file;
use crate::lexicon::Lexicon;
use crate::lexicon::learned::{LearnedWeights, WeightsFault};
use crate::model::entity::{Entity, Handle};
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

/// Why what a database keeps cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum KeptError {
    /// It cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was learned cannot be used.
    #[error("{fault}; `dateline learn` learns anew, `dateline learn --forget` goes on without")]
    Weights {
        /// Why.
        fault: WeightsFault,
    },
}

/// Learns the names that are kept in a database, those of corrections among them, and takes the weights
/// that were learned from its articles.
pub(super) fn learn_kept(lexicon: &mut Lexicon, store: &Store) -> Result<(), KeptError> {
    learn_kept_but(lexicon, store, &[])
}

/// The same without some of the names.
pub(super) fn learn_kept_but(
    lexicon: &mut Lexicon,
    store: &Store,
    without: &[Handle],
) -> Result<(), KeptError> {
    learn_names_but(lexicon, store, without)?;
    let weights = store.learned_weights()?;
    let weights = weights.map(|bytes| LearnedWeights::from_bytes(&bytes));
    lexicon.learned = weights
        .transpose()
        .map_err(|fault| KeptError::Weights { fault })?;
    Ok(())
}

/// Learns the names that are kept in a database, those of corrections among them.
pub(super) fn learn_names(lexicon: &mut Lexicon, store: &Store) -> Result<(), StoreError> {
    learn_names_but(lexicon, store, &[])
}

fn learn_names_but(
    lexicon: &mut Lexicon,
    store: &Store,
    without: &[Handle],
) -> Result<(), StoreError> {
    let corrected = store.corrected_names()?;
    let own = store.own_names()?.into_iter();
    let own = own.filter(|entity| !without.contains(&entity.id));
    for entity in own.chain(corrected) {
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
