//! What is planned, alleged, denied or hypothetical is told as that, whatever the cue.

use super::tests::read;
use crate::model::event::{EventKind, Modality};

/// Checks what modality all events of a kind have in a text, of which there must be one.
#[track_caller]
pub(super) fn check(kind: EventKind, modality: Modality, texts: &[&str]) {
    for text in texts {
        let facts = read(text);
        let told: Vec<Modality> = facts
            .events
            .iter()
            .filter(|event| event.kind == kind)
            .map(|event| event.modality)
            .collect();
        assert_eq!(told, [modality], "{text}");
    }
}

#[test]
fn auxiliaries_and_conditions_leave_it_open() {
    check(
        EventKind::Assault,
        Modality::Hypothetical,
        &[
            "The rebels could shell the airport in Misrata again.",
            "The army might bomb the port of Hodeida.",
            "Turkey would attack Kurdish positions in Manbij.",
            "Had Israel bombed the reactor, nobody would have been surprised.",
            "Has Chad bombed the village of Kolo?",
            "It is unclear whether Ukraine shelled Belgorod.",
        ],
    );
    check(
        EventKind::Coerce,
        Modality::Hypothetical,
        &[
            "If Sudan arrests Hassan Omar, the talks are over.",
            "Unless Sudan arrests Hassan Omar, the talks are over.",
        ],
    );
}

#[test]
fn plans_and_promises_are_planned() {
    check(
        EventKind::Mobilize,
        Modality::Planned,
        &[
            "Kenya plans to deploy 500 soldiers to Haiti.",
            "Chad is ready to deploy troops in Niger.",
            "Kenya has voted to deploy 500 soldiers to Haiti.",
        ],
    );
    check(
        EventKind::Retreat,
        Modality::Planned,
        &[
            "France is set to withdraw its forces from Niger.",
            "The plan for a withdrawal of Ethiopian troops from Tigray was approved.",
        ],
    );
    check(
        EventKind::Consult,
        Modality::Planned,
        &["The promised visit of President Xi to Serbia was announced."],
    );
}

#[test]
fn hearsay_is_alleged() {
    check(
        EventKind::Assault,
        Modality::Alleged,
        &[
            "Rwandan soldiers allegedly killed 20 villagers in Goma.",
            "Reportedly, Israel bombed an arms depot near Homs.",
            "Israel reportedly carried out air strikes near Homs.",
            "Boko Haram is believed to have abducted the girls in Chibok.",
            "A former mayor was charged with kidnapping a journalist in Tijuana.",
            "Kigali looks into reports that Rwandan soldiers killed villagers in Goma.",
            "Ministers discussed allegations by the opposition that soldiers killed villagers in Goma.",
        ],
    );
}

#[test]
fn what_is_refuted_failed_or_left_undone_is_denied() {
    check(
        EventKind::Assault,
        Modality::Denied,
        &[
            "It is not true that Chad bombed the village of Kolo.",
            "It is untrue that Chad bombed the village of Kolo.",
            "There is no evidence that Chad bombed the village of Kolo.",
            "Sudan dismissed reports that its army had bombed the camp in Darfur.",
            "The Kremlin rejected claims that Russian troops had invaded Georgia.",
            "Neither Egypt nor Israel attacked the convoy in Gaza.",
            "Instead of attacking Goma, the rebels went home.",
            "The rebels never attacked the city of Goma.",
        ],
    );
    check(
        EventKind::Coerce,
        Modality::Denied,
        &[
            "The rebels failed to capture Marib.",
            "No country arrested Omar al-Bashir.",
        ],
    );
}

#[test]
fn confirmed_reports_and_plain_facts_stay_asserted() {
    check(
        EventKind::Assault,
        Modality::Asserted,
        &[
            "The United Nations confirmed reports that rebels killed villagers in Goma.",
            "Russia not only bombed the city of Aleppo.",
            "No fewer than 12 soldiers were killed by rebels in Beni.",
            "The army agreed to talks after shelling the city of Taiz.",
        ],
    );
}

#[test]
fn nouns_of_doubt_leave_the_event_out_or_open() {
    for text in [
        "The threat of an attack by al-Qaeda on Nairobi is growing.",
        "Fears of an invasion of Taiwan by China are rising.",
        "There were calls for the arrest of President Bashir.",
    ] {
        let facts = read(text);
        let is_asserted = |modality| modality == Modality::Asserted;
        assert!(
            !facts.events.iter().any(|event| is_asserted(event.modality)),
            "{text}: {:?}",
            facts.events
        );
    }
}

#[test]
fn a_statement_and_what_it_tells_are_both_stored() {
    let kinds = |text: &str| -> Vec<(EventKind, Modality)> {
        let facts = read(text);
        let events = facts.events.iter();
        events.map(|event| (event.kind, event.modality)).collect()
    };
    assert_eq!(
        kinds("Iran announced that it had shelled Erbil."),
        [
            (EventKind::Statement, Modality::Asserted),
            (EventKind::Assault, Modality::Asserted)
        ]
    );
    assert_eq!(
        kinds("Kenya denied that its troops had bombed the village of Kolo."),
        [
            (EventKind::Reject, Modality::Asserted),
            (EventKind::Assault, Modality::Denied)
        ]
    );
    assert_eq!(
        kinds("Mali has rejected criticism by Amnesty International of the air raids."),
        [
            (EventKind::Reject, Modality::Asserted),
            (EventKind::Accuse, Modality::Asserted)
        ],
        "what is rejected was said"
    );
}

#[test]
fn passives_of_prevention_deny_their_subject() {
    check(
        EventKind::Assault,
        Modality::Denied,
        &["An attack by rebels on the embassy in Dhaka was averted."],
    );
}
