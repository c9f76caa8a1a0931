//! What somebody denies is not what he says.

use super::check;

#[test]
fn reports_that_are_denied_are_no_words_of_the_one_who_denies() {
    check(
        "Harim Doz, a militia commander, denied reports that his men had burned the mill.",
        &[],
    );
    check(
        "The ministry rejected claims that its police had shot at students.",
        &[],
    );
    check(
        "The army flatly dismissed accusations that it had bombed a school.",
        &[],
    );
    check(
        "General Ana Roe denied that her soldiers had fired on the crowd.",
        &[],
    );
    check(
        "Roe denied that it had been “an act of war against Peru”.",
        &[],
    );
}

#[test]
fn reports_that_are_only_spoken_of_are_nobody_s_words() {
    check(
        "There were credible claims that the rebels had left the valley.",
        &[],
    );
    check(
        "The governor refused to confirm reports that six people had died.",
        &[],
    );
}

#[test]
fn who_denies_in_his_own_words_is_quoted() {
    check(
        "Roe denied the charge. “We never went near the mill,” he said.",
        &["direct | We never went near the mill | Roe | said"],
    );
    check(
        "The union rejected the offer as “an insult to every worker”.",
        &["mixed | an insult to every worker | - | rejected"],
    );
}

#[test]
fn forms_that_may_be_nouns_are_verbs_behind_a_subject() {
    check(
        "Aid workers claim that the road is closed.",
        &["indirect | the road is closed | - | claim"],
    );
    check(
        "The United Nations has confirmed reports that the road is closed.",
        &["indirect | the road is closed | United Nations | reports"],
    );
}

#[test]
fn a_correction_quotes_nobody() {
    check(
        "An earlier version of this story said that nine people had died.",
        &[],
    );
}
