//! What is only claimed, believed, imagined or held out is never told as a fact, and what stands beside a
//! happening is not drawn into it.

use super::doubt_tests::check;
use super::tests::{check as check_told, read};
use crate::model::event::{EventKind, Modality};

/// Checks that nothing in a text is told as an asserted event of a kind.
#[track_caller]
fn check_open(kind: EventKind, texts: &[&str]) {
    for text in texts {
        let facts = read(text);
        let is_asserted = facts
            .events
            .iter()
            .any(|event| event.kind == kind && event.modality == Modality::Asserted);
        assert!(!is_asserted, "{text}");
    }
}

#[test]
fn a_claim_or_belief_without_that_is_no_fact() {
    check(
        EventKind::Assault,
        Modality::Alleged,
        &[
            "Libya claims Egypt bombed the port.",
            "Peru suspects that Chile shelled the border post.",
            "Kenya believes Somalia shelled the border post.",
            "A jury heard that Pedro Lopez stabbed a waiter.",
        ],
    );
    check(
        EventKind::Assault,
        Modality::Hypothetical,
        &[
            "Kenya fears Somalia shelled the border post.",
            "Imagine that Kenya shelled Somalia.",
            "Suppose Kenya shelled Somalia.",
        ],
    );
}

#[test]
fn accusers_allege() {
    check(
        EventKind::Assault,
        Modality::Alleged,
        &[
            "According to the indictment, Pedro Lopez planted a bomb near Quito.",
            "Pedro Lopez, prosecutors say, stabbed a waiter.",
        ],
    );
}

#[test]
fn what_a_forged_or_claimed_paper_tells_is_no_fact() {
    check_open(
        EventKind::Threaten,
        &[
            "Peru printed a fabricated letter in which Chile threatened Bolivia.",
            "Detectives claim to hold a tape in which Pedro Lopez threatened a waiter.",
        ],
    );
    check_open(
        EventKind::Assault,
        &["The novel tells how Chile bombed Bolivia."],
    );
}

#[test]
fn what_was_left_undone_or_nearly_done_is_no_fact() {
    check_open(
        EventKind::Sanction,
        &[
            "Without expelling the consul, Chile closed the case.",
            "Chile ruled out expelling the consul.",
            "Chile put off expelling the consul.",
            "Chile nearly expelled the consul.",
            "Chile argued against expelling the consul.",
            "Expelling the consul would be a mistake, Chile was told.",
            "The paper wrongly reported that Chile had expelled the consul.",
            "It was not Chile that expelled the consul.",
        ],
    );
    check_open(
        EventKind::Retreat,
        &[
            "Once Chile frees Pedro Lopez, talks can start.",
            "As soon as Chile frees Pedro Lopez, talks can start.",
            "Under the plan, Chile frees Pedro Lopez.",
            "It is time Chile freed Pedro Lopez.",
        ],
    );
    check_open(
        EventKind::Assault,
        &[
            "Pedro Lopez was acquitted of killing a waiter.",
            "Pedro Lopez is on trial for killing a waiter.",
            "A Chilean attack on Bolivia is unlikely.",
        ],
    );
}

#[test]
fn what_is_held_out_is_planned() {
    check(
        EventKind::Aid,
        Modality::Planned,
        &[
            "Chile offered Bolivia two helicopters.",
            "Chile pledged 30 million dollars in food aid last autumn.",
        ],
    );
    check(
        EventKind::Coerce,
        Modality::Planned,
        &["Chile said it would deport the migrants."],
    );
    check_open(
        EventKind::Agree,
        &[
            "Chile promised to dispatch troops.",
            "The duke offered to arbitrate.",
        ],
    );
}

#[test]
fn what_is_let_is_done_by_whom_one_lets() {
    check_told(
        "Bolivia begged Peru to let it shell the town.",
        &[
            "Bolivia: appeal → Peru",
            "Bolivia: shelling → town [hypothetical]",
        ],
    );
}

#[test]
fn a_clause_joined_by_and_keeps_its_own() {
    check_told(
        "Chile has scolded Bolivia and three winters ago expelled the consul.",
        &["Chile: criticism → Bolivia", "Chile: expulsion → consul"],
    );
    check_told(
        "Chile bombed Bolivia, and Peru expelled the consul.",
        &[
            "Chile: bombing → Bolivia (Bolivia)",
            "Peru: expulsion → consul",
        ],
    );
}

#[test]
fn what_a_happening_stirs_up_is_not_its_victim() {
    check_told(
        "The murder of Pedro Lopez shocked Bolivia.",
        &["assassination → Pedro Lopez"],
    );
    check_told(
        "Chile offered Bolivia two helicopters.",
        &["Chile: military aid → Bolivia (Bolivia) [planned]"],
    );
}
