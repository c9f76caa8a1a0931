//! store → lessons → weights → store: what the rules find in the articles of a database teaches weights,
//! which find more names in it.
//!
//! The rules alone are the teacher, so that learning again from the same articles gives the same weights.
//! Weights that read the built-in articles worse than the rules alone are not kept.

mod material;
mod perceptron;
mod regression;
mod reread;

use std::sync::atomic::{AtomicBool, Ordering};

use crate::evaluate::Score;
use crate::lexicon::Lexicon;
use crate::store::{Store, StoreError};
use material::Material;

pub use material::{FEWEST_ARTICLES, FEWEST_WORDS, MOST_WORDS};
pub use regression::{measure, n_articles};
pub use reread::{keep, reread};

/// What learning did.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// Articles learned from, one a story.
    pub n_articles: usize,
    /// Their words, numbers and marks.
    pub n_words: usize,
    /// Weights that are not 0.
    pub n_weights: usize,
    /// How the rules alone read the built-in articles.
    pub before: Score,
    /// How they read them together with the weights.
    pub after: Score,
    /// What became of the stored articles, if the weights were kept.
    pub reread: Option<Reread>,
}

impl Learned {
    /// Whether the built-in articles are read worse with the weights than by the rules alone.
    pub fn is_worse(&self) -> bool {
        self.after.f1() < self.before.f1()
    }
}

/// What reading stored articles again did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reread {
    /// Articles that were read again.
    pub n_articles: usize,
    /// Those of them that are now stored with other facts.
    pub n_changed: usize,
}

/// Why nothing was learned; the database is as it was.
#[derive(Debug, thiserror::Error)]
pub enum LearnError {
    /// There is too little to learn from.
    #[error("{n_articles} articles with {n_words} words teach too little")]
    TooFew {
        /// Articles in English that were read by the rules, one a story.
        n_articles: usize,
        /// Their words.
        n_words: usize,
    },
    /// It was asked to stop.
    #[error("stopped")]
    Stopped,
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Learns from the articles of a database, and, unless that does harm, keeps what was learned in it and
/// reads its articles again with it, all in one transaction. `lexicon` is left as later loads know it.
///
/// # Errors
/// There are too few articles, `stop` was set, or the database cannot be written; then nothing was changed.
pub fn learn(
    store: &mut Store,
    lexicon: &mut Lexicon,
    stop: &AtomicBool,
) -> Result<Learned, LearnError> {
    let mut learned = try_out(store, lexicon, stop)?;
    if !learned.is_worse() {
        learned.reread = Some(keep(store, lexicon, stop)?);
    }
    Ok(learned)
}

/// Learns from the articles of a database and measures what that is worth, but keeps nothing. `lexicon` has
/// the weights afterwards, unless they do harm.
///
/// # Errors
/// There are too few articles, `stop` was set, or the database cannot be read.
pub fn try_out(
    store: &Store,
    lexicon: &mut Lexicon,
    stop: &AtomicBool,
) -> Result<Learned, LearnError> {
    let kept = lexicon.learned.take();
    let material = gather(store, lexicon, stop)?;
    let weights = perceptron::train(&material.lessons, stop).ok_or(LearnError::Stopped)?;
    let mut learned = Learned {
        n_articles: material.n_articles,
        n_words: material.n_words,
        n_weights: weights.n_weights(),
        before: measure(lexicon),
        after: Score::default(),
        reread: None,
    };
    drop(material);
    lexicon.learned = Some(weights);
    learned.after = measure(lexicon);
    if learned.is_worse() {
        lexicon.learned = kept;
    }
    Ok(learned)
}

/// Takes away what was learned, and reads the articles of the database again without it. None if nothing
/// had been learned.
///
/// # Errors
/// `stop` was set, or the database cannot be written; then nothing was changed.
pub fn forget(
    store: &mut Store,
    lexicon: &mut Lexicon,
    stop: &AtomicBool,
) -> Result<Option<Reread>, LearnError> {
    lexicon.learned = None;
    if store.learned_weights()?.is_none() {
        return Ok(None);
    }
    keep(store, lexicon, stop).map(Some)
}

fn gather(store: &Store, lexicon: &Lexicon, stop: &AtomicBool) -> Result<Material, LearnError> {
    let mut material = Material::default();
    for id in store.one_article_a_story()? {
        if stop.load(Ordering::Relaxed) {
            return Err(LearnError::Stopped);
        }
        if material.n_words >= MOST_WORDS {
            break;
        }
        if let Some(record) = store.bare_article(&id)? {
            material.add(&record.article(), lexicon);
        }
    }
    if material.is_enough() {
        return Ok(material);
    }
    Err(LearnError::TooFew {
        n_articles: material.n_articles,
        n_words: material.n_words,
    })
}
