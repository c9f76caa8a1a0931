//! Stored articles, read again with what was learned or forgotten since.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{LearnError, Reread};
use crate::extract::extract;
use crate::lexicon::Lexicon;
use crate::lexicon::learned::LearnedWeights;
use crate::record::{ArticleRecord, Described, describe};
use crate::store::{Authority, Batch, Store, StoreError};
use crate::text::analyze;

/// Keeps the lexicon's learned weights in a database, or that there are none, and reads the articles again
/// whose facts the program had found: all in one transaction.
///
/// # Errors
/// `stop` was set, or the database cannot be written; then nothing was changed.
pub fn keep(store: &mut Store, lexicon: &Lexicon, stop: &AtomicBool) -> Result<Reread, LearnError> {
    let weights = lexicon.learned.as_ref().map(LearnedWeights::to_bytes);
    reread(store, lexicon, stop, &|batch| {
        batch.keep_weights(weights.as_deref())
    })
}

/// What changes in a database together with what its articles say.
type Change<'run> = &'run dyn Fn(&Batch<'_>) -> Result<(), StoreError>;

/// Changes a database, and reads the articles again whose facts the program had found, as the lexicon now
/// knows names: all in one transaction.
///
/// # Errors
/// `stop` was set, or the database cannot be written; then nothing was changed.
pub fn reread(
    store: &mut Store,
    lexicon: &Lexicon,
    stop: &AtomicBool,
    change: Change<'_>,
) -> Result<Reread, LearnError> {
    let ids = store.extracted_articles()?;
    let mut changed = Vec::new();
    for id in &ids {
        if stop.load(Ordering::Relaxed) {
            return Err(LearnError::Stopped);
        }
        let (Some(stored), Some(print)) = (store.bare_article(id)?, store.facts_fingerprint(id)?)
        else {
            continue;
        };
        if read(stored, lexicon).article.facts_fingerprint() != print {
            changed.push(id.as_str());
        }
    }
    write(store, lexicon, &changed, stop, change)?;
    store.group_reports()?;
    store.update_links()?;
    Ok(Reread {
        n_articles: ids.len(),
        n_changed: changed.len(),
    })
}

fn write(
    store: &mut Store,
    lexicon: &Lexicon,
    changed: &[&str],
    stop: &AtomicBool,
    change: Change<'_>,
) -> Result<(), LearnError> {
    let mut batch = store.batch()?;
    change(&batch)?;
    batch.forget_entities_of(changed)?;
    for id in changed {
        if stop.load(Ordering::Relaxed) {
            return Err(LearnError::Stopped);
        }
        let Some(stored) = batch.bare_article(id)? else {
            continue;
        };
        let described = read(stored, lexicon);
        for entity in &described.entities {
            batch.write_entity(entity, Authority::Extracted)?;
        }
        batch.write_article(&described.article)?;
    }
    batch.remove_unnamed_entities()?;
    Ok::<(), StoreError>(batch.commit()?)?;
    Ok(())
}

/// An article with the facts that the rules find now. What was stated of it stays.
fn read(stored: ArticleRecord, lexicon: &Lexicon) -> Described {
    let article = stored.article();
    let document = analyze(&article, &lexicon.abbreviations);
    let mut described = describe(&article, &extract(&article, &document, lexicon));
    described.article.source = stored.source;
    described.article.extra = stored.extra;
    described
}
