//! How well the rules read wire articles from parts of the world they were not made for.
//!
//! The articles stand in `fixtures/articles/`, what a reader finds in them in `fixtures/articles_*.tsv`,
//! written before the first run. The scorer is that of the demonstration corpus; floors stand a little
//! below what is reached.

#![expect(clippy::print_stdout, reason = "the counts are what the tests are for")]

use std::collections::HashSet;
use std::path::Path;

use serde_json::Value;

use crate::accuracy::{Line, Read, Score, choices, is_sort, lines, list, read_folder, score};

const EVENTS: &str = include_str!("fixtures/articles_events.tsv");

fn read() -> Read {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles"))
}

#[test]
fn events_of_wire_articles_are_those_a_reader_finds() {
    let read = read();
    let score = score(
        "events",
        &read,
        &lines(EVENTS),
        "events",
        |event, line| read.is_event(event, line),
        |event| event["kind"] != "statement",
    );
    score.print();
    score.assert_floors(70.0, 31.0);
}

#[test]
fn figures_of_wire_articles_are_those_a_reader_finds() {
    let read = read();
    let score = score(
        "figures",
        &read,
        &lines(include_str!("fixtures/articles_figures.tsv")),
        "figures",
        |figure, line| read.is_figure(figure, line),
        |figure| figure["measure"] != "other",
    );
    score.print();
    score.assert_floors(75.0, 70.0);
}

fn is_said_by(read: &Read, quote: &Value, line: &Line) -> bool {
    match line["speaker"] {
        "-" => quote["speaker"].is_null(),
        speakers => choices(speakers, ';').any(|speaker| read.is_named(&quote["speaker"], speaker)),
    }
}

fn is_quotation(article: &Value, quote: &Value, line: &Line) -> bool {
    let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    let offset = |name: &str| usize::try_from(quote[name].as_u64().unwrap()).unwrap();
    let said: String = text[offset("start")..offset("end")].iter().collect();
    choices(line["form"], '|').any(|form| quote["form"] == form) && said.contains(line["begins"])
}

#[test]
fn quotations_of_wire_articles_have_their_speakers() {
    let read = read();
    let lines = lines(include_str!("fixtures/articles_quotes.tsv"));
    let mut right = 0;
    for line in &lines {
        let article = read.article(line);
        let found = list(&article["quotes"]).find(|quote| is_quotation(article, quote, line));
        if found.is_some_and(|quote| is_said_by(&read, quote, line)) {
            right += 1;
        } else {
            println!("wrong quotes: {line:?} {found:?}");
        }
    }
    let marked = |article: &Value| {
        let quotes = list(&article["quotes"]);
        quotes.filter(|quote| quote["form"] != "indirect").count()
    };
    let found = read.articles.iter().map(marked).sum();
    let score = Score {
        what: "quotes",
        right,
        found,
        met: right,
        expected: lines.len(),
    };
    score.print();
    score.assert_floors(90.0, 85.0);
}

/// The entities of one kind that an article mentions and that go under a name.
fn mentioned<'a>(read: &Read, article: &'a Value, line: &Line) -> Option<&'a str> {
    let expected = line["name"].to_lowercase();
    let ids = || list(&article["mentions"]).filter_map(|mention| mention["entity"].as_str());
    let is_kind = |id: &str| read.kinds.get(id).is_some_and(|kind| kind == line["kind"]);
    let is_exact = |id: &&str| is_kind(id) && read.entities[*id].contains(&expected);
    let is_like = |id: &&str| is_kind(id) && read.is_named(&Value::from(*id), &expected);
    ids().find(is_exact).or_else(|| ids().find(is_like))
}

#[test]
fn entities_of_wire_articles_are_those_a_reader_finds() {
    let read = read();
    let lines = lines(include_str!("fixtures/articles_entities.tsv"));
    let mut right = HashSet::new();
    let mut met = 0;
    for line in &lines {
        match mentioned(&read, read.article(line), line) {
            Some(id) => {
                met += 1;
                right.insert((line["title"], id));
            }
            None => println!("missing entities: {line:?}"),
        }
    }
    let mut found = 0;
    for article in &read.articles {
        let mentions = list(&article["mentions"]);
        let ids: HashSet<_> = mentions
            .filter_map(|mention| mention["entity"].as_str())
            .collect();
        found += ids.len();
    }
    let score = Score {
        what: "entities",
        right: right.len(),
        found,
        met,
        expected: lines.len(),
    };
    score.print();
    score.assert_floors(92.0, 87.0);
}

#[test]
fn what_wire_articles_do_not_assert_is_never_asserted() {
    let read = read();
    let lines = lines(EVENTS);
    let is_asserted = |line: &&Line| choices(line["modality"], '|').any(|word| word == "asserted");
    let (asserted, unsure): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(is_asserted);
    for line in unsure {
        for event in list(&read.article(line)["events"]) {
            let is_other = asserted
                .iter()
                .any(|other| other["title"] == line["title"] && read.is_event(event, other));
            let reaches =
                |target: &str| list(&event["targets"]).any(|party| read.is_named(party, target));
            let names_nobody = line["actors"].is_empty();
            let is_it = is_sort(event, line)
                && (names_nobody
                    || read.takes_part(event, line["actors"])
                    || choices(line["targets"], ';').any(reaches));
            assert!(
                !is_it || is_other || event["modality"] != "asserted",
                "{line:?} is stored as {event}"
            );
        }
    }
}
