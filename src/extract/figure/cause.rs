//! Victims → the attack that the same sentence gives as their cause.

use crate::model::event::{EventKind, Modality};
use crate::model::facts::{Event, Figure};
use crate::model::figure::Measure;

use super::mixed::MIXED;

/// Names in each count of victims the event of its sentence that caused them, by its label
/// (see [`Figure::event`]): one that tells of the killing right before the number, or the only one if it is
/// named after the number ("died in air strikes").
pub(super) fn link(figures: &mut [Figure], events: &[Event]) {
    /// Bytes between "killed" and the number.
    const BESIDE: usize = 2;
    for figure in figures {
        if !counts_victims(figure) {
            continue;
        }
        let from = events.partition_point(|event| event.span.end <= figure.span.start);
        let causes: Vec<usize> = (from..events.len())
            .take_while(|position| events[*position].span.start <= figure.span.start)
            .filter(|position| is_cause(&events[*position]))
            .collect();
        let beside = causes.iter().copied().find(|position| {
            events[*position].trigger.is_some_and(|trigger| {
                trigger.end <= figure.span.start && figure.span.start - trigger.end < BESIDE
            })
        });
        let only = match causes.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let cause = beside
            .or(only.filter(|position| follows(&events[*position], figure)))
            .map(|position| &events[position]);
        figure.event = cause.and_then(|event| event.id.clone());
        figure.place = figure.place.or(cause.and_then(|event| event.place));
    }
}

fn counts_victims(figure: &Figure) -> bool {
    let is_victim = matches!(
        figure.measure,
        Measure::Killed | Measure::Wounded | Measure::Missing | Measure::Captured
    );
    let what = figure.what.as_deref().unwrap_or_default();
    is_victim || MIXED.iter().any(|mixed| what.ends_with(mixed))
}

fn follows(event: &Event, figure: &Figure) -> bool {
    event
        .trigger
        .is_some_and(|trigger| trigger.start >= figure.span.end)
}

fn is_cause(event: &Event) -> bool {
    event.kind == EventKind::Assault
        && matches!(event.modality, Modality::Asserted | Modality::Alleged)
}
