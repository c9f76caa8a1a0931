use super::*;
use crate::model::entity::EntityKind;
use crate::query::names::{Candidate, OutletCandidate};

struct Known;

impl Names for Known {
    fn entities(&self, _folded: &str) -> Vec<Candidate> {
        Vec::new()
    }
    fn entity(&self, _handle: &str) -> Option<Candidate> {
        None
    }
    fn outlets(&self, _folded: &str) -> Vec<OutletCandidate> {
        Vec::new()
    }
    fn nearest(&self, _folded: &str, _limit: usize) -> Vec<Candidate> {
        Vec::new()
    }
    fn member_count(&self, _noun: &str, _word: &str) -> u64 {
        0
    }
    fn beginning(&self, folded: &str, _limit: usize) -> Vec<Candidate> {
        let all = [
            ("ali-shamkhani", "Ali Shamkhani", EntityKind::Person),
            ("islamic-state", "Islamic State", EntityKind::ArmedGroup),
        ];
        all.into_iter()
            .enumerate()
            .filter(|(_, (_, name, _))| fold(name).split(' ').any(|word| word.starts_with(folded)))
            .map(|(key, (id, name, kind))| Candidate {
                key: i64::try_from(key).unwrap(),
                id: id.to_owned(),
                name: name.to_owned(),
                kind,
                mentions: 14,
            })
            .collect()
    }
}

/// The texts offered at the end of a text.
fn offered(text: &str) -> Vec<String> {
    let completion = complete(text, text.len(), &Known);
    completion
        .suggestions
        .into_iter()
        .map(|found| found.text)
        .collect()
}

/// Holds that some words are offered at the end of a text, and others not.
fn check(text: &str, present: &[&str], absent: &[&str]) {
    let found = offered(text);
    for word in present {
        let is_there = found.iter().any(|text| text == word);
        assert!(is_there, "{text}: no {word} in {found:?}");
    }
    for word in absent {
        let is_there = found.iter().any(|text| text == word);
        assert!(!is_there, "{text}: {word} in {found:?}");
    }
}

#[test]
fn words_are_offered_where_the_grammar_has_them() {
    check(
        "",
        &["articles", "events", "people", "let"],
        &["where", "title"],
    );
    check("ev", &["events"], &["articles"]);
    check(
        "events ",
        &["by", "within", "during", "according"],
        &["title", "where"],
    );
    check(
        "events | ",
        &["where", "select", "count", "by"],
        &["articles", "kind"],
    );
    check("events | wh", &["where"], &["select"]);
    check("events | WH", &["WHERE"], &["where"]);
    check(
        "events | where ",
        &["kind", "place", "not", "any("],
        &["title", "articles"],
    );
    check("articles | where ", &["title", "published"], &["kind"]);
    check(
        "events | where date ",
        &["during", "is", "in", "and"],
        &["select", "kind"],
    );
    check("events | where kind = ", &["assault"], &[]);
    check("events | where kind in (assault, ", &["consult"], &[]);
    check("events of ", &["airstrike", "assault"], &["killed"]);
    check("figures of ", &["killed"], &["airstrike"]);
    check("events as ", &["denied", "planned"], &["airstrike"]);
    check("events -> ", &["articles", "quotes"], &["kind"]);
    check("events | count by ", &["kind", "month("], &["where"]);
}

#[test]
fn fields_are_those_of_the_rows_at_that_stage() {
    check(
        "events | where place.",
        &["country", "name"],
        &["modality", "where"],
    );
    check("events | where place.country.na", &["name"], &["country"]);
    check(
        "events | count by kind | sort ",
        &["count", "kind"],
        &["place"],
    );
    check(
        "events | summarize max(date) by actor | where actor.",
        &["country"],
        &["max_date"],
    );
    check("events | select a = place | where ", &["a"], &["kind"]);
    check(
        "events | each actors as who | where who.",
        &["country", "title"],
        &["actors"],
    );
    check(
        "events | derive n = count(actors) | where ",
        &["n", "kind"],
        &[],
    );
    check(
        "events | where any(participants where ",
        &["country", "name"],
        &["modality"],
    );
    check("articles by (events | where ", &["modality"], &["title"]);
    check("let x = events; ", &["x", "events"], &[]);
    check("let x = events; x | where ", &["modality"], &["title"]);
    check("events -> articles | where ", &["title"], &["modality"]);
    check("figures | compare value ", &["across"], &["value"]);
    check("events | top 3 ", &["by", "kind"], &["where"]);
}

#[test]
fn entities_are_offered_inside_quotes_and_after_an_at() {
    assert_eq!(offered("events by \"sham"), ["\"Ali Shamkhani\""]);
    assert_eq!(offered("events by (\"x\", 'ISLA"), ["'Islamic State'"]);
    assert_eq!(
        offered("events | where actor = \"Ali"),
        ["\"Ali Shamkhani\""]
    );
    assert_eq!(offered("events by @isl"), ["@islamic-state"]);
    assert_eq!(offered("articles about \"sham"), [""; 0]);
    assert_eq!(offered("articles | where title ~ \"sham"), [""; 0]);
    let completion = complete("events by \"sham", 15, &Known);
    assert_eq!(completion.start, 10);
    assert_eq!(
        completion.suggestions[0].shown,
        "Ali Shamkhani · person · 14"
    );
}

#[test]
fn nothing_is_offered_where_nothing_is_known() {
    for text in [
        "events | where (((",
        "\"",
        "$",
        "é",
        "events by \u{1}",
        "events )",
        "a.b.c.",
        ".",
    ] {
        for cursor in 0..=text.len() {
            complete(text, cursor, &Known);
        }
    }
    assert_eq!(offered("events | were x "), [""; 0]);
    assert_eq!(complete("events", 99, &Known), Completion::default());
}
