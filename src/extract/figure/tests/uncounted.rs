//! Numbers that count nobody, and counts of more than one fate.

use super::check;

#[test]
fn those_who_tell_are_not_counted() {
    check(
        "Gunmen killed four herders, two Kenyan diplomats said.",
        &["four | killed | 4..4 exact people"],
    );
    check(
        "The blast killed three guards and two cooks, two witnesses later said.",
        &[
            "three | killed | 3..3 exact people",
            "two | killed | 2..2 exact people",
        ],
    );
    check(
        "A man who killed two guards said that he was sorry.",
        &["two | killed | 2..2 exact people"],
    );
}

#[test]
fn numbers_that_tell_things_apart_count_nothing() {
    check("He was shot dead during a 911 call about a burglary.", &[]);
    check(
        "She called 999 before two men were killed.",
        &["two | killed | 2..2 exact people"],
    );
    check(
        "He was convicted of murder under section 302 and hanged.",
        &[],
    );
    check("All on board flight 447 were killed.", &[]);
}

#[test]
fn the_dead_and_the_wounded_counted_together_are_neither() {
    check(
        "Fifty people were killed or wounded in the raid.",
        &["Fifty | other | 50..50 exact people"],
    );
    check(
        "The shelling left at least 120 villagers dead or injured.",
        &["at least 120 | other | 120.. over people"],
    );
    check(
        "Mortars fell on the camp, killing or wounding 30 people.",
        &["30 | other | 30..30 exact people"],
    );
    check(
        "Six people were killed and 12 wounded.",
        &[
            "Six | killed | 6..6 exact people",
            "12 | wounded | 12..12 exact people",
        ],
    );
}

#[test]
fn a_correction_tells_what_was_printed() {
    check(
        "An earlier version of this story said that nine people were killed in Tarsa.",
        &[],
    );
    check(
        "This article was amended on 4 May because it wrongly said nine people died.",
        &[],
    );
}

#[test]
fn a_toll_that_has_risen_is_told_behind_its_cause() {
    check(
        "The death toll from a truck bombing at a market in Homs has risen to 21, a nurse said.",
        &["21 | killed | 21..21 exact people"],
    );
}
