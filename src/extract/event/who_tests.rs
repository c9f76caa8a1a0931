//! Who did what to whom: the constructions of news sentences, one fact each.

use super::tests::check;

#[test]
fn verbs_joined_by_and_share_their_subject() {
    check(
        "Kenya accused Ethiopia of arming rebels and threatened Somalia with war.",
        &[
            "Kenya: allegation → Ethiopia",
            "Ethiopia: military aid → rebels [alleged]",
            "Kenya: threaten → Somalia",
        ],
    );
}

#[test]
fn main_clause_after_an_accusation_is_no_part_of_it() {
    check(
        "The US, which has accused China of spying, expelled two diplomats.",
        &[
            "United States: allegation → China",
            "United States: expulsion → two diplomats",
        ],
    );
}

#[test]
fn opening_participle_leaves_the_subject_to_the_main_verb() {
    check(
        "Addressing parliament, Prime Minister Ali Zeidan condemned Qatar.",
        &["Ali Zeidan: criticism → Qatar"],
    );
    check(
        "Speaking in Geneva, President Obama accused Russia of lying.",
        &["Barack Obama: allegation → Russia"],
    );
}

#[test]
fn adjectives_that_share_a_head_are_parties_of_their_own() {
    check(
        "Greek and Turkish leaders met in Geneva.",
        &["Greek leaders, Turkish leaders: meeting (Geneva)"],
    );
    check(
        "Amnesty International accused Syrian and Russian forces of war crimes.",
        &["Amnesty International: allegation → Syrian forces, Russian forces"],
    );
}

#[test]
fn pronoun_of_a_passive_is_who_was_named_before() {
    check(
        "Ukraine said it had been attacked by Russia.",
        &["Russia: assault → Ukraine (Ukraine)"],
    );
}

#[test]
fn what_takes_place_between_two_is_theirs() {
    check(
        "Talks were held on Tuesday between Serbia and Kosovo in Brussels.",
        &["Serbia, Kosovo: talks (Brussels)"],
    );
}

#[test]
fn what_somebody_demands_has_not_happened() {
    check(
        "The rebels insisted that Burundi release the prisoners on Monday.",
        &["Burundi: release → prisoners [hypothetical]"],
    );
}

#[test]
fn supporters_of_a_person_are_not_the_person() {
    check(
        "Supporters of Mohammed Morsi clashed with police.",
        &["Supporters of Mohammed Morsi: clash → police"],
    );
}

#[test]
fn blame_falls_on_whom_it_is_put() {
    check(
        "Officials blamed the attack on the PKK.",
        &["Officials: allegation → Kurdistan Workers' Party"],
    );
}

#[test]
fn deed_in_which_somebody_is_killed_tells_who_did_it() {
    check(
        "Two farmers were killed in an Israeli air strike on Monday.",
        &["Israel: airstrike → Two farmers"],
    );
}

#[test]
fn unknown_names_take_part_like_known_ones() {
    check(
        "Zorvania's president met Quellor's prime minister in Geneva.",
        &["Zorvania's president: meeting → Quellor's prime minister (Geneva)"],
    );
    check(
        "Zorvania welcomed a resumption of ties with Quellor.",
        &["Zorvania: praise → Quellor"],
    );
}

#[test]
fn main_verb_goes_on_after_a_relative_clause() {
    check(
        "Japan's prime minister, who visited Iran on Monday, met with Hassan Rouhani.",
        &[
            "Japan's prime minister: visit → Iran (Iran)",
            "Japan's prime minister: meeting → Hassan Rouhani (Iran)",
        ],
    );
    check(
        "Peru and Chile, which fought a war in 1990, agreed on Sunday to open their border.",
        &["Peru, Chile: agreement", "Peru, Chile: easing [planned]"],
    );
}

#[test]
fn protest_is_against_whom_its_aim_names() {
    check(
        "Students began a hunger strike on Monday to protest against Sweden's refusal to help.",
        &["Students: strike → Sweden", "Sweden: refusal"],
    );
}

#[test]
fn part_of_many_is_those_many() {
    check(
        "Five of the rebels killed two of the three guards.",
        &["rebels: assault → three guards"],
    );
}

#[test]
fn we_in_a_quotation_is_its_speaker() {
    check(
        "“We bombed the depot near Homs,” John Kerry said.",
        &["John Kerry: bombing → depot (Homs)"],
    );
}
