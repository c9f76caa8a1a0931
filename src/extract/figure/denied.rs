//! Counts of what is told not to have happened: "denied reports that 40 people had been killed".

use super::super::Reading;
use crate::model::event::{ArgumentRole, Modality};
use crate::model::facts::{Event, Figure};

/// Whether those counted are whom a denied event of the sentence names, and no other.
pub(super) fn is_denied(reading: &Reading<'_, '_>, figure: &Figure, events: &[Event]) -> bool {
    let number = figure.span.of(reading.document.text);
    let from = events.partition_point(|event| event.span.end <= figure.span.start);
    let mut around = events[from..]
        .iter()
        .take_while(|event| event.span.start <= figure.span.start)
        .filter(|event| has_target(event, number))
        .peekable();
    around.peek().is_some() && around.all(|event| event.modality == Modality::Denied)
}

/// Whether a target of the event is told with the number.
fn has_target(event: &Event, number: &str) -> bool {
    event.participants.iter().any(|participant| {
        let text = participant.text.as_deref().unwrap_or_default();
        let counted = text.strip_prefix(number);
        participant.role == ArgumentRole::Target
            && counted.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}
