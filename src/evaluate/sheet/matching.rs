//! Which found event is which annotated one: of the same kind, and of the same people.

use super::event::{ExpectedEvent, FoundEvent};
use super::filler::{Filler, n_same};

/// People shared from which two events of different kinds are still a pair.
const ENOUGH: f64 = 0.3;
/// What an equal date adds.
const DATE: f64 = 0.25;

/// Positions of an expected and a found event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) expected: usize,
    pub(super) found: usize,
    pub(super) is_kind: bool,
}

/// Actors and targets; where an event goes both ways, all of them as actors.
pub(super) struct Parties {
    pub(super) actors: (Vec<Filler>, Vec<Filler>),
    pub(super) targets: (Vec<Filler>, Vec<Filler>),
}

impl Parties {
    pub(super) fn of(expected: &ExpectedEvent, found: Option<&FoundEvent>) -> Self {
        let (actors, targets) = found.map_or((&[][..], &[][..]), |found| {
            (&found.actors[..], &found.targets[..])
        });
        if expected.is_mutual() {
            let actors = (
                [&*expected.actors, &*expected.targets].concat(),
                [actors, targets].concat(),
            );
            let targets = (Vec::new(), Vec::new());
            return Self { actors, targets };
        }
        Self {
            actors: (expected.actors.clone(), actors.to_vec()),
            targets: (expected.targets.clone(), targets.to_vec()),
        }
    }

    /// The share of people that are the same, 0 to 1, in the mean of actors and targets.
    #[expect(clippy::cast_precision_loss, reason = "counts of people in one event")]
    fn overlap(&self) -> f64 {
        let told = [&self.actors, &self.targets].into_iter();
        let told = told.filter(|(one, other)| !one.is_empty() || !other.is_empty());
        let shares: Vec<f64> = told
            .map(|(one, other)| 2.0 * n_same(one, other) as f64 / (one.len() + other.len()) as f64)
            .collect();
        if shares.is_empty() {
            return 0.0;
        }
        shares.iter().sum::<f64>() / shares.len() as f64
    }
}

/// Pairs events one to one, the best fitting first; in the order of fit.
pub(super) fn matched(expected: &[ExpectedEvent], found: &[FoundEvent]) -> Vec<Pair> {
    let mut fitting: Vec<(f64, Pair)> = Vec::new();
    for (position, event) in expected.iter().enumerate() {
        for (other, candidate) in found.iter().enumerate() {
            let is_kind = event.is_kind(&candidate.kind);
            let overlap = Parties::of(event, Some(candidate)).overlap();
            let is_date = event.date.is_some() && event.date == candidate.date;
            let date = if is_date { DATE } else { 0.0 };
            let kind = if is_kind { 2.0 } else { 0.0 };
            if is_kind || overlap > ENOUGH {
                let pair = Pair {
                    expected: position,
                    found: other,
                    is_kind,
                };
                fitting.push((kind + overlap + date, pair));
            }
        }
    }
    // Stable: of equal fits, the first in the text stays first.
    fitting.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut pairs: Vec<Pair> = Vec::new();
    for (_, pair) in fitting {
        let is_taken = |known: &Pair| known.expected == pair.expected || known.found == pair.found;
        if !pairs.iter().any(is_taken) {
            pairs.push(pair);
        }
    }
    pairs
}
