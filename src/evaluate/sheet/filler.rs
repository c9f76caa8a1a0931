//! Who takes part in an event, in any of the ways to name them, and when two of them mean the same.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer};

/// Words that say nothing of who somebody is.
const EMPTY: [&str; 15] = [
    "the", "a", "an", "of", "and", "in", "on", "at", "to", "for", "its", "their", "his", "her", "s",
];
const PRONOUNS: [&str; 18] = [
    "he", "she", "it", "they", "him", "her", "them", "his", "their", "its", "we", "us", "our",
    "who", "which", "that", "i", "you",
];

/// Somebody, by each of their names in lower-case words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Filler(Vec<Vec<String>>);

impl Filler {
    /// None if there is no name.
    pub(super) fn of<'name>(names: impl Iterator<Item = &'name str>) -> Option<Self> {
        let names: Vec<Vec<String>> = names.map(words).collect();
        (!names.is_empty()).then_some(Self(names))
    }

    fn is_same(&self, other: &Self) -> bool {
        let is_same = |one: &Vec<String>| other.0.iter().any(|other| is_same(one, other));
        self.0.iter().any(is_same)
    }
}

impl<'de> Deserialize<'de> for Filler {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            One(String),
            Any(Vec<String>),
        }
        Ok(match Written::deserialize(from)? {
            Written::One(name) => Self(vec![words(&name)]),
            Written::Any(names) => Self(names.iter().map(|name| words(name)).collect()),
        })
    }
}

/// Lower-case words without possessives and empty words; with the latter if there are no others.
fn words(name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut rest = name.as_str();
    let mut plain = String::with_capacity(name.len());
    while let Some(at) = rest.find(['\'', '’']) {
        let (before, mark) = rest.split_at(at);
        let width = mark.chars().next().map_or(0, char::len_utf8);
        let tail = &mark[width..];
        plain.push_str(before);
        let is_possessive = tail
            .strip_prefix('s')
            .is_some_and(|tail| !tail.starts_with(is_letter));
        rest = if is_possessive { &tail[1..] } else { tail };
        if !is_possessive {
            plain.push(' ');
        }
    }
    plain.push_str(rest);
    let all: Vec<&str> = plain
        .split(|letter| !is_letter(letter))
        .filter(|word| !word.is_empty())
        .collect();
    let told = all.iter().filter(|word| !EMPTY.contains(word));
    let told: Vec<String> = told.map(|word| (*word).to_owned()).collect();
    if told.is_empty() {
        all.into_iter().map(str::to_owned).collect()
    } else {
        told
    }
}

/// Whether two names mean the same: the same words, one holding the other, the same head with most of
/// the shorter one's words, or, of single words, one stem.
fn is_same(one: &[String], other: &[String]) -> bool {
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if one == other {
        return true;
    }
    if is_bare(one) || is_bare(other) {
        return false;
    }
    let holds =
        |long: &[String], short: &[String]| long.windows(short.len()).any(|words| words == short);
    holds(one, other) || holds(other, one) || is_same_head(one, other) || is_same_stem(one, other)
}

/// A pronoun or a letter, which means only itself.
fn is_bare(name: &[String]) -> bool {
    matches!(name, [word] if PRONOUNS.contains(&word.as_str()) || word.chars().count() < 2)
}

fn is_same_head(one: &[String], other: &[String]) -> bool {
    let is_head =
        one.last() == other.last() && one.last().is_some_and(|head| head.chars().count() > 2);
    let (one, other): (BTreeSet<&String>, BTreeSet<&String>) =
        (one.iter().collect(), other.iter().collect());
    is_head && 2 * one.intersection(&other).count() > one.len().min(other.len())
}

fn is_same_stem(one: &[String], other: &[String]) -> bool {
    let ([one], [other]) = (one, other) else {
        return false;
    };
    let length = one.chars().count().min(other.chars().count());
    let stem = |word: &str| -> String { word.chars().take(4.max(length - 1)).collect() };
    length >= 4 && stem(one) == stem(other)
}

/// How many of some are among others, one to one, at best.
pub(super) fn n_same(some: &[Filler], others: &[Filler]) -> usize {
    let mut owners = vec![None; others.len()];
    (0..some.len())
        .filter(|one| {
            place(
                *one,
                (some, others),
                &mut owners,
                &mut vec![false; others.len()],
            )
        })
        .count()
}

/// Finds a partner for one, moving those who have one to another where they can.
fn place(
    one: usize,
    sides: (&[Filler], &[Filler]),
    owners: &mut [Option<usize>],
    is_seen: &mut [bool],
) -> bool {
    for other in 0..owners.len() {
        if is_seen[other] || !sides.0[one].is_same(&sides.1[other]) {
            continue;
        }
        is_seen[other] = true;
        if owners[other].is_none_or(|owner| place(owner, sides, owners, is_seen)) {
            owners[other] = Some(one);
            return true;
        }
    }
    false
}
