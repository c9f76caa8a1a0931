//! Expected figures are a person's reading of the sentences.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::extract::{mention, speech, temporal};
use crate::lexicon::Lexicon;
use crate::lexicon::abbreviation::AbbreviationLexicon;
use crate::model::article::Article;
use crate::text::analyze;

mod circumstance;
mod uncounted;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::built_in().unwrap());
static ABBREVIATIONS: LazyLock<AbbreviationLexicon> =
    LazyLock::new(|| AbbreviationLexicon::load().unwrap());

fn read<R>(text: &str, look: impl FnOnce(&Reading<'_, '_>, &[Figure]) -> R) -> R {
    let article = Article {
        text: text.to_owned(),
        published: "2016-06-09".parse().ok(),
        ..Article::default()
    };
    let document = analyze(&article, &ABBREVIATIONS);
    let entities = mention::find(&document, &LEXICON);
    let (times, _) = temporal::find(&article, &document, &LEXICON);
    let attributions = speech::find_attributions(&document, &LEXICON, &entities);
    let reading = Reading {
        document: &document,
        lexicon: &LEXICON,
        entities: &entities,
        times: &times,
        published: article.published,
    };
    look(&reading, &find(&reading, &attributions, &[]))
}

/// Checks "words | measure | low..high bound unit" for every figure of a text.
fn check(text: &str, expect: &[&str]) {
    let amount = |end: Option<f64>| end.map_or(String::new(), |end| end.to_string());
    let found = read(text, |_, figures| {
        let line = |figure: &Figure| {
            format!(
                "{} | {} | {}..{} {} {}",
                figure.span.of(text),
                figure.measure,
                amount(figure.low),
                amount(figure.high),
                figure.bound,
                figure.unit.as_deref().unwrap_or("-"),
            )
        };
        figures.iter().map(line).collect::<Vec<_>>()
    });
    assert_eq!(found, expect, "{text}");
}

#[test]
fn victims_name_the_attack_that_the_sentence_gives_as_their_cause() {
    let cases = [
        (
            "At least 28 civilians died in Russian air strikes on Homs.",
            Some(0),
        ),
        (
            "French jets bombed Raqqa two days after gunmen killed 129 people in Paris.",
            Some(1),
        ),
        (
            "Rebels attacked the camp while 12 people died in floods.",
            None,
        ),
        ("The war in Syria has displaced 5 million people.", None),
    ];
    for (text, cause) in cases {
        let found = read_with_events(text);
        let expected = cause.map(|position: usize| format!("e{}", position + 1));
        assert_eq!(found, [expected], "{text}");
    }
}

/// The labels of the events that the figures of a text name.
fn read_with_events(text: &str) -> Vec<Option<String>> {
    read(text, |reading, _| {
        let attributions = speech::find_attributions(reading.document, &LEXICON, reading.entities);
        let events = crate::extract::event::find(reading, &attributions);
        let figures = find(reading, &attributions, &events);
        figures.into_iter().map(|figure| figure.event).collect()
    })
}

#[test]
fn numbers_are_read_with_their_bounds() {
    let cases = [
        (
            "About 400 people were killed.",
            "About 400 | killed | 400..400 about people",
        ),
        (
            "At least 400 people were killed.",
            "At least 400 | killed | 400.. over people",
        ),
        (
            "Up to 400 people were killed.",
            "Up to 400 | killed | ..400 under people",
        ),
        (
            "Twenty-five people were killed.",
            "Twenty-five | killed | 25..25 exact people",
        ),
        (
            "Two hundred people were killed.",
            "Two hundred | killed | 200..200 exact people",
        ),
        (
            "Some 2.5 million people were displaced.",
            "Some 2.5 million | displaced | 2500000..2500000 about people",
        ),
        (
            "Between 60 and 80 people were killed.",
            "Between 60 and 80 | killed | 60..80 between people",
        ),
        (
            "From 60 to 80 people were killed.",
            "From 60 to 80 | killed | 60..80 between people",
        ),
        (
            "60 to 80 people were killed.",
            "60 to 80 | killed | 60..80 between people",
        ),
        (
            "Tens of thousands of people fled.",
            "Tens of thousands | displaced | 10000.. over people",
        ),
        (
            "A dozen people were wounded.",
            "A dozen | wounded | 12..12 exact people",
        ),
    ];
    for (text, expect) in cases {
        check(text, &[expect]);
    }
}

#[test]
fn the_words_around_a_number_give_the_measure() {
    let cases = [
        (
            "The blast killed 12 people.",
            "12 | killed | 12..12 exact people",
        ),
        (
            "The raid left 12 dead.",
            "12 | killed | 12..12 exact people",
        ),
        (
            "The war has claimed the lives of 900 civilians.",
            "900 | killed | 900..900 exact people",
        ),
        (
            "The death toll in Syria rose to 900.",
            "900 | killed | 900..900 exact people",
        ),
        (
            "The army arrested 12 militants.",
            "12 | captured | 12..12 exact people",
        ),
        (
            "Russia sent 300 soldiers to Syria.",
            "300 | troops | 300..300 exact people",
        ),
        (
            "Turkey hosts 300 refugees.",
            "300 | displaced | 300..300 exact people",
        ),
        (
            "Russia carried out 60 airstrikes.",
            "60 | strikes | 60..60 exact items",
        ),
        (
            "The army took 15 villages.",
            "15 | territory | 15..15 exact items",
        ),
        (
            "They hold a quarter of the country.",
            "a quarter | share | 25..25 about percent",
        ),
        (
            "They hold 30 percent of the city.",
            "30 percent | share | 30..30 exact percent",
        ),
        (
            "The base lies 90 kilometers south of Mosul.",
            "90 kilometers | distance | 90..90 exact km",
        ),
        (
            "The base lies 100 miles south of Mosul.",
            "100 miles | distance | 160.9..160.9 exact km",
        ),
        (
            "The plan costs $5 million.",
            "5 million | money | 5000000..5000000 exact USD",
        ),
    ];
    for (text, expect) in cases {
        check(text, &[expect]);
    }
}

#[test]
fn two_numbers_in_a_sentence_keep_their_own_measures() {
    check(
        "The blast killed 12 people and wounded 30 others.",
        &[
            "12 | killed | 12..12 exact people",
            "30 | wounded | 30..30 exact people",
        ],
    );
    check(
        "At least 12 people were killed and 30 wounded.",
        &[
            "At least 12 | killed | 12.. over people",
            "30 | wounded | 30..30 exact people",
        ],
    );
}

#[test]
fn dates_names_ages_and_plain_counts_are_no_figures() {
    for text in [
        "It fell in 2014, on June 12.",
        "Brigade 137 held the front.",
        "The 45-year-old teacher, aged 45, was wounded.",
        "The two countries held five rounds of talks.",
        "Resolution 2254 was adopted.",
        "The team won 3 - 2.",
    ] {
        check(text, &[]);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_with_valid_spans(text in "(about |between |[0-9]{1,7}|,|\\. | and | to |million |people |killed |a |third |of |%|\\$|two-|in Syria|\n|é){0,60}") {
        read(&text, |_, figures| {
            for figure in figures {
                prop_assert!(!figure.span.of(&text).is_empty());
            }
            Ok(())
        })?;
    }
}

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

/// Checks "words | measure | low..high bound unit" for the figures of each text.
fn check_all(cases: &[(&str, &[&str])]) {
    for (text, expect) in cases {
        check(text, expect);
    }
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
