//! Whose words they are, where others are named beside them.

use super::check;

#[test]
fn who_tells_a_clause_before_a_comma_is_no_part_of_it() {
    check(
        "Rebels storm hotel, police say 11 dead",
        &["indirect | 11 dead | - | say"],
    );
    check(
        "The army attacked the town, Ana Roe said on Monday that six died.",
        &["indirect | six died | Ana Roe | said"],
    );
    check(
        "Ana Roe, head of the union, said the plant would close.",
        &["indirect | the plant would close | Ana Roe | said"],
    );
}

#[test]
fn a_relative_clause_behind_a_warning_is_not_what_is_warned_of() {
    check("Peru warned of floods that would reach the coast.", &[]);
    check(
        "Chad warned residents to leave — a threat that Amnesty International said could be a crime.",
        &["indirect | could be a crime | Amnesty International | said"],
    );
}

#[test]
fn those_to_whom_words_are_said_do_not_say_them() {
    check(
        "Viktor Roe asked her what was wrong. She told him: “Viktor, I am very much afraid.”",
        &["direct | Viktor, I am very much afraid. | - | told"],
    );
}

#[test]
fn who_counts_is_quoted_with_nothing() {
    check(
        "The Red Cross, which put the death toll at 3,000, left the camp.",
        &[],
    );
    check(
        "The Red Cross said that 40 people were killed, while a clinic in Homs counted over 90 dead.",
        &["indirect | 40 people were killed | International Committee of the Red Cross | said"],
    );
}
