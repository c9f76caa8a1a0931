//! Names of persons in a document: which short name belongs to which long one.

use strsim::levenshtein;

use super::candidate::Candidate;
use super::words::Words;
use crate::lexicon::names::class::WordClass;
use crate::model::entity::EntityKind;
use crate::model::facts::EntityIndex;

/// Shortest name for which one different letter is taken for another spelling.
const SHORTEST_VARIANT: usize = 5;

/// The folded names of the persons found so far.
#[derive(Debug, Default)]
pub(super) struct PersonNames {
    names: Vec<(Vec<String>, EntityIndex)>,
}

impl PersonNames {
    /// Adds a folded name; the longest names answer first.
    pub(super) fn add(&mut self, key: &str, index: EntityIndex) {
        let parts: Vec<String> = parts(key).map(str::to_owned).collect();
        if !parts.is_empty() && !self.names.iter().any(|(known, _)| *known == parts) {
            self.names.push((parts, index));
        }
    }

    /// The person with the same last name and a first name that is the same, an initial of it, or
    /// spelled with one different letter.
    pub(super) fn same_person(&self, key: &str) -> Option<EntityIndex> {
        let asked: Vec<&str> = parts(key).collect();
        let (last, first) = (asked.last()?, asked.first()?);
        let found = self.names.iter().find(|(known, _)| {
            known.len() > 1
                && asked.len() > 1
                && known.last().is_some_and(|name| is_variant(name, last))
                && known.first().is_some_and(|name| {
                    is_variant(name, first) || is_initial(name, first) || is_initial(first, name)
                })
        });
        found.map(|(_, index)| *index)
    }

    /// The person whose name ends in this one, or begins with it if the family name stands first;
    /// with `may_vary`, a spelling with one different letter will do.
    pub(super) fn by_part(&self, key: &str, may_vary: bool) -> Option<EntityIndex> {
        let asked: Vec<&str> = parts(key).collect();
        let last = asked.last()?;
        let ends = |known: &[String]| {
            known.len() >= asked.len()
                && known[known.len() - asked.len()..]
                    .iter()
                    .zip(&asked)
                    .all(|(one, other)| one == other)
        };
        let exact = self.names.iter().find(|(known, _)| ends(known));
        let first = || {
            self.names
                .iter()
                .find(|(known, _)| asked.len() == 1 && known[0] == *last)
        };
        let variant = || {
            self.names.iter().find(|(known, _)| {
                may_vary
                    && asked.len() == 1
                    && known.last().is_some_and(|name| is_variant(name, last))
            })
        };
        exact
            .or_else(first)
            .or_else(variant)
            .map(|(_, index)| *index)
    }
}

fn parts(key: &str) -> impl Iterator<Item = &str> {
    let is_joiner =
        |part: &&str| !matches!(*part, "al" | "el" | "jr" | "sr" | "ii" | "iii" | "jnr");
    key.split(' ').filter(is_joiner)
}

fn is_variant(one: &str, other: &str) -> bool {
    one == other
        || one.len() >= SHORTEST_VARIANT
            && other.len() >= SHORTEST_VARIANT
            && levenshtein(one, other) == 1
}

fn is_initial(initial: &str, name: &str) -> bool {
    initial.len() == 1 && name.starts_with(initial)
}

/// Whether a single word may be a person's short name here: not where it is known as something
/// else and nothing speaks for the person.
pub(super) fn is_person_link(
    words: &Words<'_>,
    candidate: &Candidate<'_>,
    kind: EntityKind,
) -> bool {
    let is_common = candidate.tokens.clone().all(|at| {
        words.has(at, WordClass::COMMON)
            && words.is_opener(at)
            && !words.has(at, WordClass::SURNAME)
    });
    (candidate.senses.is_empty() || kind == EntityKind::Person) && !is_common
}
