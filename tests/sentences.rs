//! How well the rules read single sentences, some for every kind of the model and from all over the world.
//!
//! The sentences stand in `fixtures/sentences.tsv`, with what a person reads in them, written before any
//! output was seen. Lines that share a sentence tell several happenings; a sentence with no kind tells none.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::accuracy::{Line, Read, Score, choices, lines, list, read_folder};

fn read(lines: &[Line]) -> Read {
    let folder = tempfile::tempdir().unwrap();
    let articles: BTreeMap<&str, Value> = lines
        .iter()
        .map(|line| {
            let text = line["sentence"];
            let article = json!({"title": "", "id": text, "text": text, "date": "2024-06-12"});
            (text, article)
        })
        .collect();
    let records: Vec<String> = articles.values().map(Value::to_string).collect();
    std::fs::write(folder.path().join("sentences.jsonl"), records.join("\n")).unwrap();
    read_folder(folder.path())
}

/// Whether each of the parties that a reader names is there: `;` between parties, `|` between names of one.
fn are_named(read: &Read, parties: &Value, expected: &str) -> bool {
    choices(expected, ';').all(|party| {
        choices(party, '|').any(|name| list(parties).any(|party| read.is_named(party, name)))
    })
}

fn is_right(read: &Read, event: &Value, line: &Line) -> bool {
    choices(line["kind"], '|').any(|kind| event["kind"] == kind)
        && choices(line["modality"], '|').any(|modality| event["modality"] == modality)
        && are_named(read, &event["actors"], line["actors"])
        && are_named(read, &event["targets"], line["targets"])
}

#[test]
fn events_of_sentences_are_those_a_reader_finds() {
    let lines = lines(include_str!("fixtures/sentences.tsv"));
    let read = read(&lines);
    let mut right = 0;
    let mut found = 0;
    let expected: Vec<&Line> = lines
        .iter()
        .filter(|line| !line["kind"].is_empty())
        .collect();
    for article in &read.articles {
        let mut events: Vec<&Value> = list(&article["events"])
            .filter(|event| event["kind"] != "statement")
            .collect();
        found += events.len();
        let told = expected
            .iter()
            .filter(|line| article["id"] == line["sentence"]);
        for line in told {
            let met = events.iter().position(|event| is_right(&read, event, line));
            match met {
                Some(position) => {
                    events.remove(position);
                    right += 1;
                }
                None => eprintln!("missing: {line:?}"),
            }
        }
        for event in events {
            eprintln!("extra: {} {event}", article["id"]);
        }
    }
    let score = Score {
        what: "events",
        right,
        found,
        met: right,
        expected: expected.len(),
    };
    score.print();
    score.assert_floors(85.0, 85.0);
}
