//! Who is bound to an event by more than the words beside its verb.

use super::tests::{check, read};

#[track_caller]
fn check_words(text: &str, expect: &[&str]) {
    let facts = read(text);
    let words: Vec<&str> = facts
        .events
        .iter()
        .flat_map(|event| &event.participants)
        .filter_map(|participant| participant.text.as_deref())
        .collect();
    assert_eq!(words, expect, "{text}");
}

#[test]
fn participant_is_written_as_the_text_says_who_it_is() {
    check_words(
        "A court in Ghana jailed a journalist.",
        &["court in Ghana", "journalist"],
    );
    check_words(
        "Miners affiliated with the Peruvian union attacked the depot.",
        &["Miners affiliated with the Peruvian union", "depot"],
    );
    check_words(
        "The mayor, Ann Price, met residents of the town of Ely on Friday.",
        &["mayor, Ann Price", "residents of the town of Ely"],
    );
}

#[test]
fn pronoun_stands_for_the_speaker_to_whom_something_is_done() {
    check(
        "Kenya said Somalia attacked it.",
        &["Somalia: assault → Kenya (Kenya)"],
    );
    check(
        "Kenya said the mayor was at home when rebels attacked it.",
        &[],
    );
}

#[test]
fn what_is_judged_stands_after_the_judgement() {
    check(
        "Kenya condemned as illegal the attack by Ethiopia on Moyale.",
        &["Kenya: criticism → Ethiopia", "Ethiopia: assault → Moyale"],
    );
    check(
        "Kenya condemned in the strongest terms the attack by Ethiopia on Moyale.",
        &["Kenya: criticism → Ethiopia", "Ethiopia: assault → Moyale"],
    );
}

#[test]
fn what_is_refused_is_no_event() {
    check(
        "Canada rejected a proposal by Peru for signing a trade agreement, urging Chile to sign it.",
        &["Canada: refusal → Peru", "Canada: call for action → Chile"],
    );
    check(
        "Chad denied that its troops killed farmers in Niger.",
        &[
            "Chad: denial",
            "its troops: assault → farmers (Niger) [denied]",
        ],
    );
}

#[test]
fn not_to_let_others_is_to_refuse() {
    check(
        "Mali did not allow a UN convoy to enter Kidal.",
        &["Mali: refusal → UN convoy"],
    );
}

#[test]
fn targets_of_an_agreement_stand_with_the_verb_that_it_governs() {
    check(
        "Canada agreed to lift embargoes on Cuba and Haiti.",
        &[
            "Canada: agreement → Cuba, Haiti",
            "Canada: easing → Cuba, Haiti [planned]",
        ],
    );
}

#[test]
fn premier_and_a_named_president_are_two() {
    check(
        "The Prime Minister and President Macron met on Monday in Paris.",
        &["Prime Minister, Emmanuel Macron: meeting (Paris)"],
    );
}

#[test]
fn what_is_demonstrated_is_no_protest() {
    check("The militants demonstrated great skill.", &[]);
}

#[test]
fn what_somebody_is_helped_to_do_has_not_happened() {
    check(
        "Syria offered its troops to President Elias Hrawi to help him oust General Aoun.",
        &["Syria: military aid → Elias Hrawi [planned]"],
    );
}

#[test]
fn unknown_verb_before_a_name_parts_it_from_the_noun() {
    check(
        "The killing of the missionaries flabbergasted Bolivia.",
        &["assault → missionaries"],
    );
}

#[test]
fn releases_of_an_office_set_nobody_free() {
    check("As the NATO releases say, the strikes go on.", &[]);
}
