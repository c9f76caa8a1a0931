//! Events: kinds, people, places, and whether words or deeds, with or against.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

use super::filler::{Filler, n_same};
use super::matching::{Pair, Parties, matched};
use super::{Object, SheetFault};
use crate::evaluate::{Aspect, Comparison, Fault, Report};
use crate::record::{EventRecord, ParticipantRecord};

/// The events of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Events {
    expected: Vec<ExpectedEvent>,
    /// The quadrant of a document of which nothing else is annotated.
    quadrant: Option<String>,
    /// Whether every event is annotated, so that finding others is wrong.
    pub(super) is_complete: bool,
    is_sentence: bool,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct ExpectedEvent {
    kind: String,
    /// Kinds that are as good.
    #[serde(default)]
    kind_alt: Vec<String>,
    /// Whether every kind is right.
    #[serde(default)]
    kind_any: bool,
    quad: Option<String>,
    #[serde(default)]
    pub(super) actors: Vec<Filler>,
    #[serde(default)]
    pub(super) targets: Vec<Filler>,
    #[serde(default)]
    places: Vec<Filler>,
    /// Whether actors and targets may stand either way.
    #[serde(default)]
    symmetric: bool,
    /// Whether missing it costs nothing.
    #[serde(default)]
    optional: bool,
    pub(super) date: Option<String>,
}

impl ExpectedEvent {
    pub(super) fn is_kind(&self, kind: &str) -> bool {
        self.kind_any || self.kind == kind || self.kind_alt.iter().any(|other| other == kind)
    }

    pub(super) fn is_mutual(&self) -> bool {
        self.symmetric || matches!(self.kind.as_str(), "CONSULT" | "AGREE" | "COOPERATE")
    }

    fn quadrant(&self) -> &str {
        self.quad.as_deref().unwrap_or_else(|| quadrant(&self.kind))
    }
}

/// An event as it was read, in the words of such sets.
#[derive(Debug)]
pub(super) struct FoundEvent {
    pub(super) kind: String,
    pub(super) actors: Vec<Filler>,
    pub(super) targets: Vec<Filler>,
    pub(super) date: Option<String>,
    places: Vec<Filler>,
    start: usize,
}

impl FoundEvent {
    fn of(event: &EventRecord, comparison: &Comparison<'_>) -> Self {
        let filler = |entity: Option<&String>, text: Option<&String>| {
            let known = entity.and_then(|handle| comparison.found.entities.get(handle));
            let names = known
                .into_iter()
                .flat_map(|entity| std::iter::once(&entity.name).chain(&entity.aliases));
            let names = text.into_iter().chain(names).map(String::as_str);
            Filler::of(names.filter(|name| !name.is_empty()))
        };
        let fillers = |parties: &[ParticipantRecord]| {
            let parties = parties.iter();
            parties
                .filter_map(|party| filler(party.entity.as_ref(), party.text.as_ref()))
                .collect()
        };
        Self {
            kind: event.kind.word().to_uppercase(),
            actors: fillers(&event.actors),
            targets: fillers(&event.targets),
            places: filler(event.place.as_ref(), None).into_iter().collect(),
            date: event.date.map(|date| date.to_string()),
            start: event.start,
        }
    }
}

/// Words or deeds, with or against.
fn quadrant(kind: &str) -> &'static str {
    match kind {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => "verbal_coop",
        "COOPERATE" | "AID" | "RETREAT" => "material_coop",
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => "verbal_conf",
        "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => "material_conf",
        "STATEMENT" => "neutral",
        _ => "other",
    }
}

impl Events {
    pub(super) fn read(object: &Object, items: &[Value]) -> Result<Self, SheetFault> {
        let events: Result<_, _> = items.iter().map(ExpectedEvent::deserialize).collect();
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        Ok(Self {
            expected: events?,
            quadrant: text("quad").map(str::to_owned),
            is_complete: object.get("complete") != Some(&Value::Bool(false)),
            is_sentence: text("unit") == Some("sentence"),
        })
    }
}

/// `is_complete` tells whether every document of the set has all its events annotated; else only what
/// was missed counts, and precision is unknown.
pub(super) fn score(
    annotated: &Events,
    comparison: &Comparison<'_>,
    is_complete: bool,
    report: &mut Report,
) {
    let records = comparison.found.record.events.iter().flatten();
    let found: Vec<FoundEvent> = records
        .map(|event| FoundEvent::of(event, comparison))
        .collect();
    if let (Some(expected), []) = (&annotated.quadrant, &*annotated.expected) {
        let read = found
            .first()
            .map_or("neutral", |event| quadrant(&event.kind));
        report.add(Aspect::Quadrants, usize::from(read == expected), 1, 1);
        return;
    }
    let pairs = matched(&annotated.expected, &found);
    let reading = Reading {
        expected: &annotated.expected,
        found: &found,
        pairs: &pairs,
        is_complete: annotated.is_complete,
    };
    let mut add = |aspect: Aspect, (right, found, expected): (usize, usize, usize)| {
        report.add(aspect, right, if is_complete { found } else { 0 }, expected);
    };
    add(Aspect::Events, reading.kinds());
    add(Aspect::KindSets, reading.kind_sets());
    if is_complete {
        add(Aspect::Documents, reading.documents());
    }
    for aspect in [Aspect::Actors, Aspect::Targets, Aspect::Places] {
        add(aspect, reading.parties(aspect));
    }
    if annotated.is_sentence
        && let Some(is_right) = reading.is_quadrant()
    {
        report.add(Aspect::Quadrants, usize::from(is_right), 1, 1);
    }
    reading.tell(comparison, report);
}

/// The events of one document, annotated and found.
struct Reading<'document> {
    expected: &'document [ExpectedEvent],
    found: &'document [FoundEvent],
    pairs: &'document [Pair],
    is_complete: bool,
}

impl Reading<'_> {
    /// Positions of expected and found events that are a pair of one kind.
    fn of_kind(&self) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let pairs = self.pairs.iter().filter(|pair| pair.is_kind);
        pairs.map(|pair| (pair.expected, pair.found)).unzip()
    }

    /// Expected events that must be found, or were.
    fn required(&self) -> Vec<usize> {
        let (right, _) = self.of_kind();
        let is_required = |at: &usize| !self.expected[*at].optional || right.contains(at);
        (0..self.expected.len()).filter(is_required).collect()
    }

    fn kinds(&self) -> (usize, usize, usize) {
        let n_right = self.of_kind().0.len();
        let n_found = if self.is_complete {
            self.found.len()
        } else {
            n_right
        };
        (n_right, n_found, self.required().len())
    }

    /// Kinds of the document, however often each occurs.
    fn kind_sets(&self) -> (usize, usize, usize) {
        let found: BTreeSet<&str> = self.found.iter().map(|event| event.kind.as_str()).collect();
        let mut expected: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for event in self.required().into_iter().map(|at| &self.expected[at]) {
            let others = expected.entry(&event.kind).or_default();
            others.extend(event.kind_alt.iter().map(String::as_str));
        }
        let mut right = BTreeSet::new();
        let mut n_right = 0;
        for (kind, others) in &expected {
            let hits = found
                .iter()
                .filter(|found| *found == kind || others.contains(*found));
            let hits: Vec<&str> = hits.copied().collect();
            n_right += usize::from(!hits.is_empty());
            right.extend(hits);
        }
        let n_wrong = if self.is_complete {
            found.len() - right.len()
        } else {
            0
        };
        (n_right, n_right + n_wrong, expected.len())
    }

    /// Whether there is any event.
    fn documents(&self) -> (usize, usize, usize) {
        let (is_found, is_expected) = (!self.found.is_empty(), !self.required().is_empty());
        let count = usize::from;
        (
            count(is_found && is_expected),
            count(is_found),
            count(is_expected),
        )
    }

    /// Whether the one event is rightly one of words or deeds, with or against; none if there is not one.
    fn is_quadrant(&self) -> Option<bool> {
        let [event] = self.expected else {
            return None;
        };
        let best = self.pairs.first().map_or(0, |pair| pair.found);
        let read = self.found.get(best).map(|event| quadrant(&event.kind));
        (!event.kind_any).then(|| read == Some(event.quadrant()))
    }

    fn parties(&self, aspect: Aspect) -> (usize, usize, usize) {
        let (mut n_right, mut n_found, mut n_expected) = (0, 0, 0);
        for (position, event) in self.expected.iter().enumerate() {
            let pair = self.pairs.iter().find(|pair| pair.expected == position);
            if pair.is_none() && event.optional {
                continue;
            }
            let found = pair.map(|pair| &self.found[pair.found]);
            let parties = Parties::of(event, found);
            let (asked, taken) = match aspect {
                Aspect::Actors => parties.actors,
                Aspect::Targets => parties.targets,
                _ => {
                    let places = found.map(|found| found.places.clone());
                    (event.places.clone(), places.unwrap_or_default())
                }
            };
            n_right += n_same(&asked, &taken);
            n_expected += asked.len();
            // A place that nobody annotated is not wrong.
            if aspect != Aspect::Places || !asked.is_empty() {
                n_found += taken.len();
            }
        }
        if self.is_complete {
            let is_alone = |at: &usize| self.pairs.iter().all(|pair| pair.found != *at);
            let alone = (0..self.found.len())
                .filter(is_alone)
                .map(|at| &self.found[at]);
            n_found += alone
                .map(|event| match aspect {
                    Aspect::Actors => event.actors.len(),
                    Aspect::Targets => event.targets.len(),
                    _ => 0,
                })
                .sum::<usize>();
        }
        (n_right, n_found, n_expected)
    }

    fn tell(&self, comparison: &Comparison<'_>, report: &mut Report) {
        let (right, found) = self.of_kind();
        for position in self.required() {
            if !right.contains(&position) {
                let kind = self.expected[position].kind.clone();
                let miss = comparison.miss(Fault::Missed, Aspect::Events, 0, kind);
                report.misses.push(miss);
            }
        }
        let extra = self.found.iter().enumerate();
        for (_, event) in extra.filter(|(at, _)| self.is_complete && !found.contains(at)) {
            let kind = event.kind.clone();
            let miss = comparison.miss(Fault::Extra, Aspect::Events, event.start, kind);
            report.misses.push(miss);
        }
    }
}
