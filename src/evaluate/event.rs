//! Events: which is which, then who, whom, where, when and whether.

use super::pair::{pairs, rest, shared};
use super::party::{is_same_party, names_of};
use super::{Aspect, Comparison, Fault, Report, Side, Speech};
use crate::model::event::{EventKind, EventMode, Modality};
use crate::record::{EventRecord, ParticipantRecord};

/// Kinds in which actors and targets may stand either way.
const MUTUAL: [EventKind; 4] = [
    EventKind::Consult,
    EventKind::Agree,
    EventKind::Cooperate,
    EventKind::Formation,
];
/// Points that two events of one kind need to be the same.
const ENOUGH: usize = 4;

/// An expected and a found event.
type Pair<'event> = (&'event EventRecord, &'event EventRecord);

pub(super) fn score(comparison: &Comparison<'_>, report: &mut Report) {
    let expected = events(comparison.expected, comparison);
    let mut found = events(comparison.found, comparison);
    if comparison.scope.speech == Speech::ByClaimant {
        found.retain(|act| {
            let is_annotated = |event: &&EventRecord| event.kind == act.kind && meets(event, act);
            let is_told = |told: &&EventRecord| told.claimant.is_some() && meets(told, act);
            !is_speech(act) || expected.iter().any(is_annotated) || !expected.iter().any(is_told)
        });
    }
    let positions = pairs(expected.len(), found.len(), |one, other| {
        weight(comparison, (expected[one], found[other]))
    });
    let pairs: Vec<Pair<'_>> = positions
        .iter()
        .map(|(one, other)| (expected[*one], found[*other]))
        .collect();
    report.add(Aspect::Events, pairs.len(), found.len(), expected.len());
    values(comparison, (&expected, &found), &pairs, report);
    participants(comparison, (&expected, &found), &pairs, report);
    for (one, other) in &pairs {
        report.n_wrongly_asserted += usize::from(is_wrongly_asserted(one, other));
    }
    let missed = rest(expected.len(), positions.iter().map(|(one, _)| *one));
    let extra = rest(found.len(), positions.iter().map(|(_, other)| *other));
    for (fault, side, positions) in [
        (Fault::Missed, &expected, missed),
        (Fault::Extra, &found, extra),
    ] {
        for position in positions {
            let event = side[position];
            let detail = words(comparison, event);
            let miss = comparison.miss(fault, Aspect::Events, place(event).0, detail);
            report.misses.push(miss);
        }
    }
}

fn events<'side>(side: Side<'side>, comparison: &Comparison<'_>) -> Vec<&'side EventRecord> {
    let events = side.record.events.iter().flatten();
    events
        .filter(|event| comparison.scope.has_statements || event.kind != EventKind::Statement)
        .collect()
}

/// Whether an event is the telling of something: a statement or a denial.
pub(super) fn is_speech(event: &EventRecord) -> bool {
    event.kind == EventKind::Statement || event.mode == Some(EventMode::Denial)
}

/// Whether the actor of a telling is the claimant of an event told beside it.
pub(super) fn tells(act: &EventRecord, told: &EventRecord) -> bool {
    let is_claimant = |actor: &ParticipantRecord| actor.entity == told.claimant;
    told.claimant.is_some() && meets(act, told) && act.actors.iter().any(is_claimant)
}

fn meets(one: &EventRecord, other: &EventRecord) -> bool {
    shared((one.start, one.end), (other.start, other.end)) > 0
}

fn place(event: &EventRecord) -> (usize, usize) {
    event
        .trigger
        .map_or((event.start, event.end), <(usize, usize)>::from)
}

/// How well two events fit: the same trigger, the same clause, the same people.
fn weight(comparison: &Comparison<'_>, (one, other): Pair<'_>) -> Option<usize> {
    if one.kind != other.kind {
        return None;
    }
    let has_trigger = one.trigger.is_some() && other.trigger.is_some();
    let is_trigger = has_trigger && shared(place(one), place(other)) > 0;
    let is_clause = shared((one.start, one.end), (other.start, other.end)) > 0;
    let has_same = |one: &[ParticipantRecord], other: &[ParticipantRecord]| {
        one.iter()
            .any(|one| other.iter().any(|other| is_same(comparison, one, other)))
    };
    let is_mutual = MUTUAL.contains(&one.kind);
    let is_turned = is_mutual && has_same(&one.actors, &other.targets);
    let has_actor = has_same(&one.actors, &other.actors) || is_turned;
    let has_target = has_same(&one.targets, &other.targets)
        || is_mutual && has_same(&one.targets, &other.actors);
    let points = [
        (is_trigger, 8),
        (is_clause, 4),
        (has_actor, 2),
        (has_target, 2),
        (one.mode.is_some() && one.mode == other.mode, 1),
    ];
    let points = points.into_iter().filter(|(fits, _)| *fits);
    let weight = points.map(|(_, points)| points).sum();
    (weight >= ENOUGH).then_some(weight)
}

fn is_same(
    comparison: &Comparison<'_>,
    one: &ParticipantRecord,
    other: &ParticipantRecord,
) -> bool {
    let names = |side: Side<'_>, party: &ParticipantRecord| {
        names_of(
            side.entities,
            party.entity.as_deref(),
            party.text.as_deref(),
        )
    };
    is_same_party(
        &names(comparison.expected, one),
        &names(comparison.found, other),
    )
}

/// Mode, place, date and modality. What is left open is neither found nor expected.
fn values(
    comparison: &Comparison<'_>,
    (expected, found): (&[&EventRecord], &[&EventRecord]),
    pairs: &[Pair<'_>],
    report: &mut Report,
) {
    let is_place = |one: &EventRecord, other: &EventRecord| match (&one.place, &other.place) {
        (Some(one), Some(other)) => {
            let asked = comparison.expected.names(one);
            is_same_party(&asked, &comparison.found.names(other))
        }
        _ => false,
    };
    let text = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
    let value_of = |aspect: Aspect, event: &EventRecord| match aspect {
        Aspect::Modes => event.mode.map(|mode| mode.to_string()),
        Aspect::Places => event.place.clone(),
        Aspect::EventDates => event.date.map(|date| date.to_string()),
        _ => Some(event.modality.to_string()),
    };
    for aspect in [
        Aspect::Modes,
        Aspect::Places,
        Aspect::EventDates,
        Aspect::Modalities,
    ] {
        let n_with = |events: &[&EventRecord]| {
            events
                .iter()
                .filter(|event| value_of(aspect, event).is_some())
                .count()
        };
        let mut n_right = 0;
        for (one, other) in pairs {
            let (asked, taken) = (value_of(aspect, one), value_of(aspect, other));
            let is_right = match aspect {
                Aspect::Places => is_place(one, other) || asked.is_none() && taken.is_none(),
                _ => asked == taken,
            };
            n_right += usize::from(is_right && asked.is_some());
            if !is_right {
                let detail = format!(
                    "{}: {} is {}, read as {}",
                    words(comparison, one),
                    aspect.part(),
                    text(asked),
                    text(taken)
                );
                let miss = comparison.miss(Fault::Wrong, aspect, place(one).0, detail);
                report.misses.push(miss);
            }
        }
        report.add(aspect, n_right, n_with(found), n_with(expected));
    }
}

fn participants(
    comparison: &Comparison<'_>,
    (expected, found): (&[&EventRecord], &[&EventRecord]),
    matched: &[Pair<'_>],
    report: &mut Report,
) {
    for aspect in [Aspect::Actors, Aspect::Targets] {
        let of = |event: &EventRecord| match aspect {
            Aspect::Actors => event.actors.clone(),
            _ => event.targets.clone(),
        };
        let count = |events: &[&EventRecord]| events.iter().map(|event| of(event).len()).sum();
        let mut n_right = 0;
        for (one, other) in matched {
            let asked = of(one);
            let mut taken = of(other);
            if MUTUAL.contains(&one.kind) {
                taken = [&*other.actors, &*other.targets].concat();
            }
            let same = pairs(asked.len(), taken.len(), |one, other| {
                is_same(comparison, &asked[one], &taken[other]).then_some(1)
            });
            n_right += same.len();
            let is_whole = same.len() == asked.len() && of(other).len() <= asked.len();
            if !is_whole {
                let detail = format!(
                    "{}: {} are {}, read as {}",
                    words(comparison, one),
                    aspect.part(),
                    listed(&asked),
                    listed(&of(other))
                );
                let miss = comparison.miss(Fault::Wrong, aspect, place(one).0, detail);
                report.misses.push(miss);
            }
        }
        report.add(aspect, n_right, count(found), count(expected));
    }
}

fn listed(participants: &[ParticipantRecord]) -> String {
    let shown = participants
        .iter()
        .map(|one| match (&one.entity, &one.text) {
            (Some(entity), _) => format!("@{entity}"),
            (None, text) => format!("“{}”", text.as_deref().unwrap_or_default()),
        });
    let shown: Vec<String> = shown.collect();
    if shown.is_empty() {
        "nobody".to_owned()
    } else {
        shown.join(" ")
    }
}

fn is_wrongly_asserted(one: &EventRecord, other: &EventRecord) -> bool {
    one.modality != Modality::Asserted && other.modality == Modality::Asserted
}

fn words(comparison: &Comparison<'_>, event: &EventRecord) -> String {
    let (start, end) = place(event);
    let words = comparison.offsets.slice(start, end);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match event.mode {
        Some(mode) => format!("{}/{mode} “{words}”", event.kind),
        None => format!("{} “{words}”", event.kind),
    }
}
