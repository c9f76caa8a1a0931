//! What is counted: victims, weapons, villages, and what nobody is.

use super::*;

#[test]
fn counts_of_a_list_share_what_happened() {
    check(
        "The storm killed 61 villagers, six soldiers and five rescuers in Haiti.",
        &[
            "61 | killed | 61..61 exact people",
            "six | killed | 6..6 exact people",
            "five | killed | 5..5 exact people",
        ],
    );
    check(
        "In Haiti 61 villagers, six soldiers and five rescuers were killed.",
        &[
            "61 | killed | 61..61 exact people",
            "six | killed | 6..6 exact people",
            "five | killed | 5..5 exact people",
        ],
    );
    check(
        "At least 30 people died in Karachi, 12 of them children.",
        &[
            "At least 30 | killed | 30.. over people",
            "12 | killed | 12..12 exact people",
        ],
    );
    check(
        "There were 12 deaths and 300 injuries.",
        &[
            "12 | killed | 12..12 exact people",
            "300 | wounded | 300..300 exact people",
        ],
    );
}

#[test]
fn a_count_may_be_named_sentences_before_its_number() {
    check(
        "The number of the missing is disputed. Police put it at 276, while the school gave a lower figure of 230.",
        &[
            "276 | missing | 276..276 exact people",
            "230 | missing | 230..230 exact people",
        ],
    );
}

#[test]
fn villages_are_territory_only_where_they_are_taken() {
    check(
        "The rebels captured 12 villages.",
        &["12 | territory | 12..12 exact items"],
    );
    check(
        "The flood reached 12 villages.",
        &["12 | other | 12..12 exact items"],
    );
}

#[test]
fn victims_are_counted_in_nouns_losses_and_parts() {
    check_all(&[
        (
            "The army lost three soldiers.",
            &["three | killed | 3..3 exact people"],
        ),
        (
            "The murder of six cadets is unsolved.",
            &["six | killed | 6..6 exact people"],
        ),
        (
            "Rebels shot dead four teachers.",
            &["four | killed | 4..4 exact people"],
        ),
        (
            "Two of the three brothers were arrested.",
            &["Two | captured | 2..2 exact people"],
        ),
        (
            "At least 18 sailors, five of them cooks, were killed.",
            &[
                "At least 18 | killed | 18.. over people",
                "five | killed | 5..5 exact people",
            ],
        ),
        (
            "The number of dead rose from 35 to 42.",
            &[
                "35 | killed | 35..35 exact people",
                "42 | killed | 42..42 exact people",
            ],
        ),
        (
            "The union put the number of arrests at fewer than 200.",
            &["fewer than 200 | captured | ..200 under people"],
        ),
        (
            "Kidnappers hold at least 14 people.",
            &["at least 14 | hostages | 14.. over people"],
        ),
        (
            "Two guerrillas surrendered.",
            &["Two | captured | 2..2 exact people"],
        ),
    ]);
}

#[test]
fn other_counts_are_of_things_and_people_not_told_before() {
    check_all(&[
        (
            "The navy sent three ships.",
            &["three | other | 3..3 exact items"],
        ),
        (
            "The king expelled nine Danish diplomats.",
            &["nine | other | 9..9 exact people"],
        ),
        (
            "Deputies passed the bill by 87 votes to 52.",
            &[
                "87 | other | 87..87 exact items",
                "52 | other | 52..52 exact items",
            ],
        ),
        (
            "The guild put turnout at 20,000 and the sheriff at under 7,000.",
            &[
                "20,000 | other | 20000..20000 exact people",
                "under 7,000 | other | ..7000 under people",
            ],
        ),
        (
            "The police found 36 missiles.",
            &["36 | other | 36..36 exact items"],
        ),
        (
            "The army fired 36 missiles.",
            &["36 | strikes | 36..36 exact items"],
        ),
        (
            "The two presidents met; one in four children went hungry.",
            &[],
        ),
        ("Temperatures reached 43 degrees.", &[]),
    ]);
}

#[test]
fn nobody_is_no_figure() {
    for text in [
        "No one was hurt when a shell landed in Chernihiv.",
        "No one was killed and nobody was wounded.",
        "Nobody was killed in the blast.",
        "None of the 40 passengers was injured.",
        "Neither of the two pilots was wounded.",
        "Not one soldier was killed.",
        "Not a single one was killed.",
        "Not one of the 40 passengers was killed.",
        "No civilians were killed.",
        "There were no deaths.",
    ] {
        check(text, &[]);
    }
    check_all(&[
        (
            "No one was killed, but three soldiers were wounded.",
            &["three | wounded | 3..3 exact people"],
        ),
        (
            "No fewer than 12 people were killed.",
            &["No fewer than 12 | killed | 12.. over people"],
        ),
        (
            "Only one man was hurt.",
            &["Only one | wounded | 1..1 exact people"],
        ),
        (
            "Not 12 but 15 people were killed.",
            &["15 | killed | 15..15 exact people"],
        ),
    ]);
}

#[test]
fn weapons_that_never_arrive_are_no_strikes() {
    check_all(&[
        (
            "Ukraine shot down 41 of 55 drones launched by Russia.",
            &[
                "41 | other | 41..41 exact items",
                "55 | other | 55..55 exact items",
            ],
        ),
        (
            "Russia launched 55 drones, of which 41 drones were shot down.",
            &[
                "55 | strikes | 55..55 exact items",
                "41 | other | 41..41 exact items",
            ],
        ),
        (
            "Air defences intercepted 15 missiles over Kyiv.",
            &["15 | other | 15..15 exact items"],
        ),
        (
            "At least 12 rockets were intercepted.",
            &["At least 12 | other | 12.. over items"],
        ),
        (
            "The army downed two drones near Riyadh.",
            &["two | other | 2..2 exact items"],
        ),
        (
            "Some 40 missiles hit the port.",
            &["Some 40 | strikes | 40..40 about items"],
        ),
        (
            "The Houthis fired 12 missiles at the airport.",
            &["12 | strikes | 12..12 exact items"],
        ),
        (
            "Israel carried out 20 airstrikes.",
            &["20 | strikes | 20..20 exact items"],
        ),
    ]);
}
