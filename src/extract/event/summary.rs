//! An event in one line of words.

use super::draft::Draft;
use super::participant::Party;
use crate::extract::Reading;
use crate::model::event::Modality;

/// "Russia: airstrike → Islamic State (Aleppo) [planned]".
pub(super) fn summary(reading: &Reading<'_, '_>, draft: &Draft) -> String {
    let mut line = String::new();
    let actors = names(reading, &draft.actors);
    if !actors.is_empty() {
        line.push_str(&actors);
        line.push_str(": ");
    }
    let what = draft.mode.map_or(draft.kind.word(), |mode| mode.word());
    line.push_str(&what.replace('_', " "));
    let targets = names(reading, &draft.targets);
    if !targets.is_empty() {
        line.push_str(" → ");
        line.push_str(&targets);
    }
    if let Some(place) = draft.place {
        line.push_str(" (");
        line.push_str(&reading.entities.list[place.0].name);
        line.push(')');
    }
    if draft.modality != Modality::Asserted {
        line.push_str(" [");
        line.push_str(draft.modality.word());
        line.push(']');
    }
    line
}

fn names(reading: &Reading<'_, '_>, parties: &[Party]) -> String {
    let names: Vec<&str> = parties
        .iter()
        .filter_map(|party| match (party.entity, &party.text) {
            (_, Some(text)) if party.entity.is_none() || party.is_part => Some(text.as_str()),
            (Some(entity), _) => Some(reading.entities.list[entity.0].name.as_str()),
            (None, text) => text.as_deref(),
        })
        .collect();
    names.join(", ")
}
