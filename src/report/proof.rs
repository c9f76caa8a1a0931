//! The sentences behind a row → the few that are named, from as many articles as there are, by date.

use std::collections::BTreeMap;

use crate::model::date::PartialDate;
use crate::store::Citation;

/// Sentences that are named for a row.
const MOST_NAMED: usize = 5;
/// Sentences that are listed at the end besides; more would make a page that nobody can send.
const MOST_FURTHER: usize = 195;
/// Sentences that are looked at to choose them.
const MOST_READ: usize = 2_000;

/// What a row is proved by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// Keys of the sentences named, by date of their article.
    pub named: Vec<i64>,
    /// Keys of others, which are listed at the end.
    pub further: Vec<i64>,
    /// How many there are that are not named.
    pub more: usize,
}

impl Proof {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }
}

/// The keys worth reading out of the database.
pub(super) fn worth_reading(keys: &[i64]) -> &[i64] {
    &keys[..keys.len().min(MOST_READ)]
}

/// Chooses what is named: first one sentence of each article, then others.
pub(super) fn chosen(keys: &[i64], known: &BTreeMap<i64, Citation>) -> Proof {
    let mut keys_once: Vec<i64> = keys.to_vec();
    keys_once.sort_unstable();
    keys_once.dedup();
    let mut found: Vec<&Citation> = keys_once.iter().filter_map(|key| known.get(key)).collect();
    found.sort_by_key(|citation| order(citation));
    let mut articles: Vec<&str> = Vec::new();
    let (mut named, mut other) = (Vec::new(), Vec::new());
    for citation in found {
        if named.len() < MOST_NAMED && !articles.contains(&citation.article.as_str()) {
            articles.push(&citation.article);
            named.push(citation);
        } else {
            other.push(citation);
        }
    }
    let room = MOST_NAMED - named.len();
    let further = other.split_off(room.min(other.len()));
    named.extend(other);
    named.sort_by_key(|citation| order(citation));
    let key = |citation: &Citation| citation.sentence;
    Proof {
        more: keys_once.len() - named.len(),
        named: named.into_iter().map(key).collect(),
        further: further.into_iter().take(MOST_FURTHER).map(key).collect(),
    }
}

/// By date, undated last.
fn order(citation: &Citation) -> (bool, Option<PartialDate>, i64) {
    (
        citation.published.is_none(),
        citation.published,
        citation.sentence,
    )
}
