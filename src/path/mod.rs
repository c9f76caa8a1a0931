//! The search for a path: breadth-first from both ends over the links, in memory, a statement for each
//! step outward.
//!
//! Of the paths with the fewest steps that one is taken whose weakest link is strongest, then the
//! first by the ids of its entities. Nothing of the search is in the statement of the query, which
//! gets the steps as one value.

mod best;
mod reach;

use std::collections::BTreeSet;

use crate::query::error::NoPath;
use crate::query::path_search::{End, MAX_STEPS, PathSearch};
use crate::value::{Later, Parameter, Statement};
use reach::{Edge, Reach, Side};

/// Where links are read.
pub trait Links {
    /// Why they cannot be read, or the search was stopped.
    type Error;

    /// Runs a statement whose columns are all integers, and hands on each row.
    ///
    /// # Errors
    /// The statement cannot be run, or was stopped.
    fn each(
        &mut self,
        statement: &Statement,
        row: &mut dyn FnMut(&[i64]),
    ) -> Result<(), Self::Error>;

    /// Looks whether the search is still wanted; called now and then between statements.
    ///
    /// # Errors
    /// It was stopped, or its time is up.
    fn look(&mut self) -> Result<(), Self::Error>;
}

/// A link on a path, by keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The entity it starts from.
    pub a: i64,
    /// The entity it leads to.
    pub b: i64,
    /// How often the two are linked.
    pub weight: i64,
    /// The sentence in which they first are.
    pub sentence: i64,
}

/// What a search has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A path: never empty.
    Path(Vec<Step>),
    /// None.
    Nothing(NoPath),
}

/// Links beyond the steps asked for that are read to tell how long a path would be.
const CURIOSITY: usize = 200_000;

/// Searches for a path.
///
/// # Errors
/// The links cannot be read, or the search was stopped.
pub fn find<L: Links>(search: &PathSearch, links: &mut L) -> Result<Found, L::Error> {
    let [from, to] = ends(search, links)?;
    if from.is_empty() || to.is_empty() {
        let name = search.to.name.clone();
        return Ok(Found::Nothing(NoPath::SameEnds { name }));
    }
    let mut reach = Reach::new(&from, &to);
    if reach.meet(search, search.max, usize::MAX, links)? {
        let path = best::path(&reach, search, links)?;
        return Ok(Found::Path(told(&path, search, links)?));
    }
    if search.is_directed {
        let mut turned = Reach::new(&to, &from);
        if turned.meet(search, search.max, CURIOSITY, links)? {
            let steps = turned.steps();
            return Ok(Found::Nothing(NoPath::OtherWay { steps }));
        }
    }
    let is_met = reach.meet(search, MAX_STEPS, CURIOSITY, links)?;
    Ok(Found::Nothing(reason(&reach, search, is_met)))
}

/// Why nothing was found within the steps asked for.
fn reason(reach: &Reach, search: &PathSearch, is_met: bool) -> NoPath {
    let steps = reach.steps();
    match reach.lonely() {
        _ if is_met => NoPath::Longer { steps },
        Some(side) => {
            let end = if side == Side::From {
                &search.from
            } else {
                &search.to
            };
            let name = end.name.clone();
            NoPath::NoLinks { name }
        }
        None if reach.is_exhausted() => NoPath::Apart,
        None => NoPath::UpTo { steps },
    }
}

/// The entities at both ends. What is at both is left out of an end that is written with `+`.
fn ends<L: Links>(search: &PathSearch, links: &mut L) -> Result<[Vec<i64>; 2], L::Error> {
    let from = members(&search.from, links)?;
    let to = members(&search.to, links)?;
    let without = |end: &End, own: &BTreeSet<i64>, other: &BTreeSet<i64>| {
        let is_wide = end.members.is_some();
        let kept = own.iter().filter(|key| !(is_wide && other.contains(key)));
        kept.copied().collect::<Vec<i64>>()
    };
    if search.from.members.is_none() && search.to.members.is_none() && from == to {
        return Ok([Vec::new(), Vec::new()]);
    }
    Ok([
        without(&search.from, &from, &to),
        without(&search.to, &to, &from),
    ])
}

fn members<L: Links>(end: &End, links: &mut L) -> Result<BTreeSet<i64>, L::Error> {
    let mut keys = BTreeSet::from([end.key]);
    if let Some(members) = &end.members {
        links.each(members, &mut |row| keys.extend(row.first()))?;
    }
    Ok(keys)
}

/// A path with the sentence of each step.
fn told<L: Links>(
    path: &[Edge],
    search: &PathSearch,
    links: &mut L,
) -> Result<Vec<Step>, L::Error> {
    let mut steps = Vec::with_capacity(path.len());
    for edge in path {
        let statement = search.evidence.with(|later| match later {
            Later::Start => Some(Parameter::Integer(edge.a)),
            Later::End => Some(Parameter::Integer(edge.b)),
            Later::Nodes | Later::Steps(_) => None,
        });
        let mut sentence = None;
        links.each(&statement, &mut |row| {
            sentence = sentence.or(row.first().copied());
        })?;
        steps.extend(sentence.map(|sentence| Step {
            a: edge.a,
            b: edge.b,
            weight: edge.weight,
            sentence,
        }));
    }
    Ok(steps)
}

/// The statement for these entities.
fn of_nodes(statement: &Statement, nodes: &[i64]) -> Statement {
    let list: Vec<String> = nodes.iter().map(i64::to_string).collect();
    let array = format!("[{}]", list.join(","));
    statement.with(|later| match later {
        Later::Nodes => Some(Parameter::Text(array.clone())),
        Later::Start | Later::End | Later::Steps(_) => None,
    })
}

/// Steps as one value of a statement: see [`Later::Steps`].
pub fn as_value(steps: &[Step]) -> String {
    let steps = (1..).zip(steps).map(|(number, step): (usize, &Step)| {
        let Step {
            a,
            b,
            weight,
            sentence,
        } = step;
        format!("[{number},{a},{b},{weight},{sentence}]")
    });
    format!("[{}]", steps.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests;
