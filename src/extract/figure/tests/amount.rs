//! Lengths of time, shares and sums of money.

use super::*;

#[test]
fn spans_of_days_and_years_are_durations() {
    check(
        "The account was closed for 12 hours.",
        &["12 hours | duration | 12..12 exact hours"],
    );
    check(
        "He was sentenced to 20 years in prison.",
        &["20 years | duration | 20..20 exact years"],
    );
    check("The 34-year-old was shot two days after he came.", &[]);
}

#[test]
fn shares_and_sums_need_no_whole() {
    check(
        "Turnout was 37 percent.",
        &["37 percent | share | 37..37 exact percent"],
    );
    check(
        "Ghana borrowed $1.2bn from China and £40m from Britain.",
        &[
            "1.2bn | money | 1200000000..1200000000 exact USD",
            "40m | money | 40000000..40000000 exact GBP",
        ],
    );
}

#[test]
fn spans_of_weeks_and_months_are_durations_where_something_lasts() {
    check_all(&[
        (
            "Troops lifted a three-week blockade of the port.",
            &["three-week | duration | 21..21 exact days"],
        ),
        (
            "The siege lasted nearly four months.",
            &["nearly four months | duration | 4..4 about months"],
        ),
        (
            "The mayor was jailed for six weeks.",
            &["six weeks | duration | 42..42 exact days"],
        ),
        (
            "The sides agreed on a 72-hour ceasefire.",
            &["72-hour | duration | 3..3 exact days"],
        ),
        ("She was shot two weeks after the vote.", &[]),
        ("Three months later the mine closed.", &[]),
    ]);
}

#[test]
fn sums_have_their_currency_their_scale_and_their_bound() {
    check_all(&[
        (
            "The fund spent roughly $80 million.",
            &["roughly $80 million | money | 80000000..80000000 about USD"],
        ),
        (
            "The $4.5-billion tunnel leaks.",
            &["4.5-billion | money | 4500000000..4500000000 exact USD"],
        ),
        (
            "The widows got Tk 25 lakh.",
            &["25 lakh | money | 2500000..2500000 exact BDT"],
        ),
        (
            "The road cost A$30m.",
            &["30m | money | 30000000..30000000 exact AUD"],
        ),
        (
            "The fine was set at 30 million pesos.",
            &["30 million pesos | money | 30000000..30000000 exact pesos"],
        ),
        (
            "The state has spent 35 billion of the 47 billion euros.",
            &[
                "35 billion | money | 35000000000..35000000000 exact EUR",
                "47 billion euros | money | 47000000000..47000000000 exact EUR",
            ],
        ),
    ]);
}
