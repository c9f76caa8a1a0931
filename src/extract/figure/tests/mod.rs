//! Expected figures are a person's reading of the sentences.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::extract::{mention, speech, temporal};
use crate::lexicon::Lexicon;
use crate::lexicon::abbreviation::AbbreviationLexicon;
use crate::model::article::Article;
use crate::text::analyze;

mod amount;
mod circumstance;
mod counted;
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
            "The river stood 7.85 metres above its usual level.",
            "7.85 metres | distance | 0.00785..0.00785 exact km",
        ),
        (
            "He got 99.14 percent of the votes.",
            "99.14 percent | share | 99.14..99.14 exact percent",
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

/// Checks "words | measure | low..high bound unit" for the figures of each text.
fn check_all(cases: &[(&str, &[&str])]) {
    for (text, expect) in cases {
        check(text, expect);
    }
}
