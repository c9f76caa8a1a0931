//! Several tellings of one happening inside a document → one event.

use super::draft::Draft;
use super::fold::add;
use super::participant::Party;
use super::sameness::is_same_violence;
use super::telling::Telling;
use crate::extract::Reading;
use crate::model::date::PartialDate;
use crate::model::event::{EventKind, EventMode, Modality};

/// Joins drafts that tell the same happening; the earliest telling stays, and learns from the later ones.
pub(super) fn merge(reading: &Reading<'_, '_>, drafts: Vec<(Draft, bool)>) -> Vec<Draft> {
    /// Tellings further back than this are not compared, so that the time stays linear.
    const WINDOW: usize = 64;
    let mut merged: Vec<Draft> = Vec::new();
    for (draft, is_told) in drafts {
        let from = merged.len().saturating_sub(WINDOW);
        let position = if draft.kind == EventKind::Assault {
            // What is spoken of again is what was last spoken of.
            merged[from..].iter().rposition(|known| {
                !are_other_claims(known, &draft)
                    && (retells(known, &draft) || is_same_violence(reading, known, &draft))
            })
        } else {
            merged[from..]
                .iter()
                .position(|known| !are_other_claims(known, &draft) && is_same(known, &draft))
        };
        match position {
            Some(position) => absorb(&mut merged[from + position], &draft),
            None if is_told => merged.push(draft),
            None => {}
        }
    }
    merged
}

/// "A suspected attack", then "Russia claimed that Britain had staged the attack": who did it is what one side
/// says and the other does not.
fn are_other_claims(known: &Draft, other: &Draft) -> bool {
    let is_open = |draft: &Draft| matches!(draft.modality, Modality::Alleged | Modality::Denied);
    let has_all = |one: &Draft, other: &Draft| {
        other
            .actors
            .iter()
            .all(|actor| one.actors.iter().any(|known| is_party(known, actor)))
    };
    is_open(known)
        && is_open(other)
        && known.claimant != other.claimant
        && !(has_all(known, other) && has_all(other, known))
}

/// "The Russian air raids have drawn criticism": a noun without circumstances of its own retells.
fn retells(known: &Draft, other: &Draft) -> bool {
    other.is_of_noun()
        && other.targets.is_empty()
        && other.date.is_none()
        && other.place.is_none()
        && other.modality == Modality::Asserted
        && known.modality == Modality::Asserted
        && known.kind == other.kind
        && known.mode == other.mode
        && !other.actors.is_empty()
        && overlap(&known.actors, &other.actors)
}

/// "The talks in Doha ended": a noun bound to a happening by the words around it, after that was told.
fn speaks_again(known: &Draft, other: &Draft) -> bool {
    let is_bare = other.date.is_none() && other.place.is_none();
    other.is_anchored()
        && known.kind == other.kind
        && is_visit(known) == is_visit(other)
        && (known.modality == other.modality || known.modality == Modality::Planned)
        && meet(known.date, other.date)
        && (known.place.is_none() || other.place.is_none() || known.place == other.place)
        && (is_bare || other.telling == Telling::Known || known.sentence == other.sentence)
        && (known.parties().next().is_none()
            || other.parties().next().is_none()
            || known
                .parties()
                .any(|party| other.parties().any(|again| is_party(party, again))))
}

fn is_same(one: &Draft, other: &Draft) -> bool {
    if retells(one, other) || speaks_again(one, other) {
        return true;
    }
    if are_deeds_in_a_row(one, other) {
        return false;
    }
    let same_mode = one.mode == other.mode
        || one.mode.is_none()
        || other.mode.is_none()
        || one.kind == EventKind::Consult && !is_visit(one) && !is_visit(other);
    one.kind == other.kind
        && same_mode
        && one.modality == other.modality
        && fits(one, other)
        && meet(one.date, other.date)
        && (one.place.is_none() || other.place.is_none() || one.place == other.place)
        && has_anchor(one, other)
}

/// "closed the border and imposed a curfew": two verbs of one sentence tell two deeds.
fn are_deeds_in_a_row(one: &Draft, other: &Draft) -> bool {
    let is_deed = matches!(
        one.kind,
        EventKind::Coerce
            | EventKind::Sanction
            | EventKind::Concede
            | EventKind::Retreat
            | EventKind::Aid
            | EventKind::Mobilize
            | EventKind::Protest
            | EventKind::Formation
    );
    let is_verb = |draft: &Draft| draft.rule.starts_with("verb");
    is_deed && one.sentence == other.sentence && is_verb(one) && is_verb(other)
}

fn is_visit(draft: &Draft) -> bool {
    draft.mode == Some(EventMode::Visit)
}

/// Two tellings of one happening share date, place or target beyond their actors.
fn has_anchor(one: &Draft, other: &Draft) -> bool {
    let both =
        |of: fn(&Draft) -> &Vec<Party>| of(one).iter().any(|party| of(other).contains(party));
    let shared_target = one
        .targets
        .iter()
        .any(|target| other.parties().any(|party| is_party(target, party)));
    shared_target
        || (one.date.is_some() && one.date == other.date)
        || (both(|draft| &draft.actors) && one.targets.is_empty() && other.targets.is_empty())
}

/// Whether those who take part can be the same in both.
fn fits(one: &Draft, other: &Draft) -> bool {
    let is_mutual = matches!(
        one.kind,
        EventKind::Consult | EventKind::Agree | EventKind::Cooperate
    );
    if is_mutual {
        let shared = one
            .parties()
            .filter(|party| other.parties().any(|known| is_party(party, known)))
            .count();
        let least = one.parties().count().min(other.parties().count());
        return shared > 0 && shared >= least.min(2);
    }
    overlap(&one.actors, &other.actors) && overlap(&one.targets, &other.targets)
}

fn overlap(one: &[Party], other: &[Party]) -> bool {
    (one.is_empty() && other.is_empty())
        || one
            .iter()
            .any(|party| other.iter().any(|known| is_party(party, known)))
}

fn is_party(one: &Party, other: &Party) -> bool {
    match (one.entity, other.entity) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.text == other.text,
        _ => false,
    }
}

fn meet(one: Option<PartialDate>, other: Option<PartialDate>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.intersect(other).is_some(),
        _ => true,
    }
}

/// Leaves the fullest telling: who, whom, where and when as far as either of the two knows.
fn absorb(known: &mut Draft, other: &Draft) {
    if known.modality == other.modality {
        known.mode = known.mode.or(other.mode);
        known.place = known.place.or(other.place);
        known.date = known.date.or(other.date);
        if known.kind == EventKind::Assault {
            fill(known, other);
        }
    }
    known.claimant = known.claimant.filter(|_| other.claimant.is_some());
    known.confidence = known.confidence.max(other.confidence).min(0.95) + 0.05;
}

/// Takes over who did it and who suffered, where that was not known by name.
fn fill(known: &mut Draft, other: &Draft) {
    let is_named = |parties: &[Party]| parties.iter().any(|party| party.entity.is_some());
    if known.actors.is_empty() || !is_named(&known.actors) && is_named(&other.actors) {
        known.actors.clone_from(&other.actors);
    }
    if known.targets.is_empty() || other.telling == Telling::Harm {
        add(&mut known.targets, other.targets.clone());
    } else if !is_named(&known.targets) && is_named(&other.targets) {
        known.targets.clone_from(&other.targets);
    }
    if known.telling == Telling::Harm {
        known.telling = other.telling;
    }
}
