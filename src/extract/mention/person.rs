//! Names of persons in a document: which short name belongs to which long one.

use foldhash::{HashMap, HashSet};

use super::candidate::Candidate;
use super::words::Words;
use crate::lexicon::names::class::WordClass;
use crate::model::entity::EntityKind;
use crate::model::facts::EntityIndex;

/// Shortest name for which one different letter is taken for another spelling.
const SHORTEST_VARIANT: usize = 5;

/// How many persons are compared letter by letter; longer documents only get exact matches.
const MOST_COMPARED: usize = 300;

/// The folded names of the persons found so far.
#[derive(Debug, Default)]
pub(super) struct PersonNames {
    names: Vec<(Vec<String>, EntityIndex)>,
    /// Whole names without their joiners.
    known: HashSet<String>,
    /// Last parts of a name, joined → the first name that ends so.
    by_ending: HashMap<String, usize>,
    by_first: HashMap<String, usize>,
}

impl PersonNames {
    /// Adds a folded name; of several that end alike the first answers.
    pub(super) fn add(&mut self, key: &str, index: EntityIndex) {
        if self.known.contains(key) {
            return;
        }
        let parts: Vec<String> = parts(key).map(str::to_owned).collect();
        if parts.is_empty() || !self.known.insert(parts.join(" ")) {
            return;
        }
        let position = self.names.len();
        for from in 0..parts.len() {
            let ending = parts[from..].join(" ");
            self.by_ending.entry(ending).or_insert(position);
        }
        self.by_first.entry(parts[0].clone()).or_insert(position);
        self.names.push((parts, index));
    }

    /// The person with the same last name and a first name that is the same, an initial of it, or
    /// spelled with one different letter.
    pub(super) fn same_person(&self, key: &str) -> Option<EntityIndex> {
        let asked: Vec<&str> = parts(key).collect();
        let (last, first) = (asked.last()?, asked.first()?);
        let found = self.names.iter().take(MOST_COMPARED).find(|(known, _)| {
            known.len() > 1
                && asked.len() > 1
                && known.last().is_some_and(|name| is_variant(name, last))
                && known.first().is_some_and(|name| {
                    is_variant(name, first) || is_initial(name, first) || is_initial(first, name)
                })
        });
        found.map(|(_, index)| *index)
    }

    /// The person of several names whose last name is this word.
    pub(super) fn by_last_name(&self, key: &str) -> Option<EntityIndex> {
        let (parts, index) = &self.names[*self.by_ending.get(key)?];
        (parts.len() > 1).then_some(*index)
    }

    /// The person whose name ends in this one, or begins with it if the family name stands first;
    /// with `may_vary`, a spelling with one different letter will do.
    pub(super) fn by_part(&self, key: &str, may_vary: bool) -> Option<EntityIndex> {
        let asked: Vec<&str> = parts(key).collect();
        let is_single = asked.len() == 1;
        let exact = self.by_ending.get(&asked.join(" ")).copied();
        let first = || {
            self.by_first
                .get(*asked.first()?)
                .copied()
                .filter(|_| is_single)
        };
        let variant = || {
            let last = asked.last().filter(|_| is_single && may_vary)?;
            self.names
                .iter()
                .take(MOST_COMPARED)
                .position(|(known, _)| known.last().is_some_and(|name| is_variant(name, last)))
        };
        let position = exact.or_else(first).or_else(variant)?;
        Some(self.names[position].1)
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
            && differ_by_one(one, other)
}

/// Whether one letter is another, or stands in one of the two only.
fn differ_by_one(one: &str, other: &str) -> bool {
    let (mut first, mut second) = (one.chars(), other.chars());
    loop {
        let (rest, other_rest) = (first.as_str(), second.as_str());
        match (first.next(), second.next()) {
            (None, None) => return false,
            (Some(letter), Some(other)) if letter == other => {}
            (letter, other) => {
                let (after, other_after) = (first.as_str(), second.as_str());
                return letter.is_some() && other.is_some() && after == other_after
                    || letter.is_some() && after == other_rest
                    || other.is_some() && rest == other_after;
            }
        }
    }
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
