//! Expected values are those of a calendar and of the TIMEX3 guidelines, read by a person.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::lexicon::abbreviation::AbbreviationLexicon;
use crate::model::article::{Line, Zone};
use crate::span::Span;
use crate::text::analyze;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::built_in().unwrap());
static ABBREVIATIONS: LazyLock<AbbreviationLexicon> =
    LazyLock::new(|| AbbreviationLexicon::load().unwrap());

fn read(article: &Article) -> (Vec<FoundTime>, Option<(PartialDate, PublishedBasis)>) {
    let document = analyze(article, &ABBREVIATIONS);
    find(article, &document, &LEXICON)
}

fn article(published: &str, text: &str) -> Article {
    Article {
        text: text.to_owned(),
        published: published.parse().ok(),
        ..Article::default()
    }
}

/// Checks "expression = TIMEX3 value = date" for every expression of a text published on a Thursday.
fn check(text: &str, expect: &[&str]) {
    let article = article("2016-06-09", text);
    let (times, _) = read(&article);
    let found: Vec<String> = times
        .iter()
        .map(|time| {
            let fact = &time.fact;
            let date = fact.value.map_or("-".to_owned(), |date| date.to_string());
            let value = fact.timex_value.as_deref().unwrap_or("-");
            format!("{} = {value} = {date}", fact.span.of(text))
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn weekdays_are_the_latest_unless_something_is_to_come() {
    check(
        "He left on Tuesday.",
        &["Tuesday = 2016-06-07 = 2016-06-07"],
    );
    check(
        "They met on Thursday.",
        &["Thursday = 2016-06-09 = 2016-06-09"],
    );
    check(
        "Talks will resume on Monday.",
        &["Monday = 2016-06-13 = 2016-06-13"],
    );
    check(
        "Talks will be held on Monday, he said on Tuesday.",
        &[
            "Monday = 2016-06-13 = 2016-06-13",
            "Tuesday = 2016-06-07 = 2016-06-07",
        ],
    );
    check(
        "Next Friday is a holiday.",
        &["Next Friday = 2016-06-10 = 2016-06-10"],
    );
    check(
        "It rained on Wednesday night.",
        &["Wednesday night = 2016-06-08TNI = 2016-06-08"],
    );
}

#[test]
fn dates_are_read_in_the_orders_that_news_uses() {
    for text in [
        "June 3, 2014",
        "3 June 2014",
        "Tuesday, June 3, 2014",
        "the 3rd of June 2014",
    ] {
        check(
            &format!("It was {text}."),
            &[&format!("{text} = 2014-06-03 = 2014-06-03")],
        );
    }
    check(
        "It fell on 2014-06-03.",
        &["2014-06-03 = 2014-06-03 = 2014-06-03"],
    );
    check(
        "In late September 2015 it began.",
        &["late September 2015 = 2015-09 = 2015-09"],
    );
    check(
        "Since March 2011 many died.",
        &["March 2011 = 2011-03 = 2011-03"],
    );
    check(
        "It opened on Feb. 28.",
        &["Feb. 28 = 2016-02-28 = 2016-02-28"],
    );
    check(
        "The round is planned for September 14-15 there.",
        &["September 14-15 = 2016-09-14 = 2016-09-14/2016-09-15"],
    );
    check(
        "It began on the sixth of April this year.",
        &["the sixth of April this year = 2016-04-06 = 2016-04-06"],
    );
}

#[test]
fn parts_without_a_year_are_the_latest_such() {
    check(
        "A report in February said so.",
        &["February = 2016-02 = 2016-02"],
    );
    check("It fell in October.", &["October = 2015-10 = 2015-10"]);
    check("He was killed last May.", &["last May = 2015-05 = 2015-05"]);
    check(
        "It happened in the autumn.",
        &["the autumn = 2015-FA = 2015-09/2015-11"],
    );
}

#[test]
fn pointing_expressions_are_placed() {
    check("They seized it last year.", &["last year = 2015 = 2015"]);
    check(
        "Earlier this week it fell.",
        &["Earlier this week = 2016-W23 = 2016-W23"],
    );
    check(
        "He came three days ago.",
        &["three days ago = 2016-06-06 = 2016-06-06"],
    );
    check(
        "It began on 1 May 2014 and ended two days later.",
        &[
            "1 May 2014 = 2014-05-01 = 2014-05-01",
            "two days later = 2014-05-03 = 2014-05-03",
        ],
    );
    check(
        "He was born in 1957. The following year they moved.",
        &["1957 = 1957 = 1957", "The following year = 1958 = 1958"],
    );
    check(
        "Yesterday it was quiet.",
        &["Yesterday = 2016-06-08 = 2016-06-08"],
    );
}

#[test]
fn lengths_and_repetitions_have_no_date() {
    check(
        "It lasted nearly three years.",
        &["nearly three years = P3Y = -"],
    );
    check("A four-week truce held.", &["four-week = P4W = -"]);
    check(
        "They met every morning.",
        &["every morning = XXXX-XX-XXTMO = -"],
    );
    check("It took several months.", &["several months = PXM = -"]);
    check(
        "Over the past two years it grew.",
        &["the past two years = P2Y = -"],
    );
}

#[test]
fn counts_and_names_are_no_times() {
    check("About 2000 soldiers may march past Brigade 137.", &[]);
    check("They held 1,950 square kilometres.", &[]);
}

#[test]
fn a_vague_publication_makes_days_as_vague() {
    let article = article(
        "2015-10",
        "It announced on Tuesday that it fell last month.",
    );
    let (times, _) = read(&article);
    let dates: Vec<String> = times
        .iter()
        .map(|time| time.fact.value.unwrap().to_string())
        .collect();
    assert_eq!(dates, ["2015-10", "2015-09"]);
}

fn inferred(zone: Zone, first_line: &str, body: &str) -> Option<String> {
    let text = format!("{first_line}\n{body}");
    let lines = vec![
        Line {
            span: Span::new(0, first_line.len()),
            zone,
        },
        Line {
            span: Span::new(first_line.len() + 1, text.len()),
            zone: Zone::Body,
        },
    ];
    let article = Article {
        text,
        lines,
        ..Article::default()
    };
    let (_, published) = read(&article);
    published.map(|(date, basis)| format!("{date} {basis}"))
}

#[test]
fn a_caption_gives_the_date_if_the_body_names_its_weekday() {
    let caption = "The ministers talk in Geneva on June 9, 2016.";
    let agrees = inferred(Zone::Caption, caption, "They met on Thursday.");
    assert_eq!(agrees.as_deref(), Some("2016-06-09 dateline"));
    assert_eq!(
        inferred(Zone::Caption, caption, "They met on Friday."),
        None
    );
    assert_eq!(inferred(Zone::Body, caption, "They met on Thursday."), None);
}

#[test]
fn a_dateline_gives_the_date() {
    let found = inferred(Zone::Body, "ANKARA, 3 March 2015", "The town was quiet.");
    assert_eq!(found.as_deref(), Some("2015-03-03 dateline"));
    let later = inferred(Zone::Body, "ANKARA, 3 March 2015", "It fell in May 2016.");
    assert_eq!(later, None, "the text tells of a later time");
}

#[test]
fn bounds_in_the_body_give_a_month_only_if_they_meet_in_one() {
    let war = "The war has gone on for over three years. It has cost many lives since April 2014.";
    let recent = "They recently came closer, after a truce in late August failed.";
    let found = inferred(Zone::Body, war, recent);
    assert_eq!(found.as_deref(), Some("2017-09 text"));
    assert_eq!(inferred(Zone::Body, war, "They met on Thursday."), None);
    let soon = "The talks come on the threshold of a round on November 20 in Vienna.";
    assert_eq!(
        inferred(Zone::Body, war, soon).as_deref(),
        Some("2017-11 text")
    );
}

proptest! {
    #[test]
    fn any_text_is_read_with_valid_spans(text in "([a-zA-Z0-9 ,.–'-]|last|May |2016|[0-9]{1,5}s? |year |\n|é){0,60}") {
        let article = article("2016-06-09", &text);
        let (times, _) = read(&article);
        for time in times {
            prop_assert!(!time.fact.span.of(&text).is_empty());
        }
    }
}

#[test]
fn a_weekend_is_two_days() {
    check(
        "They met over the weekend.",
        &["the weekend = 2016-W22-WE = 2016-06-04/2016-06-05"],
    );
    check(
        "They will meet over the weekend.",
        &["the weekend = 2016-W23-WE = 2016-06-11/2016-06-12"],
    );
    check(
        "They met last weekend.",
        &["last weekend = 2016-W22-WE = 2016-06-04/2016-06-05"],
    );
}
