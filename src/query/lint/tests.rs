use super::*;
use crate::model::entity::EntityKind;

/// Knows one place, under its one name.
struct OnePlace;

impl Names for OnePlace {
    fn entities(&self, folded: &str) -> Vec<Candidate> {
        let syria = Candidate {
            key: 7,
            id: "syria".to_owned(),
            name: "Syria".to_owned(),
            kind: EntityKind::Place,
            mentions: 3,
        };
        (folded == "syria").then_some(syria).into_iter().collect()
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
}

/// The codes of what is wrong with a script and the text each points at.
fn found(source: &str, names: Option<&dyn Names>) -> Vec<(&'static str, String)> {
    let lint = lint(source, names, &Options::default());
    let errors = lint.errors.iter().flat_map(Diagnostics::errors);
    errors
        .map(|error| (error.kind.code(), error.span.of(source).to_owned()))
        .collect()
}

fn check(source: &str, names: Option<&dyn Names>, expected: &[(&str, &str)]) {
    let found = found(source, names);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(code, at)| (*code, at.as_str()))
        .collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn names_are_checked_where_they_are_known() {
    let source = "events within \"Syria\" by \"Nobody\" -> articles from \"Nowhere\"";
    check(source, None, &[]);
    check(
        source,
        Some(&OnePlace),
        &[("E030", "\"Nobody\""), ("E033", "\"Nowhere\"")],
    );
    check("events by @nobody within @nowhere", None, &[]);
    check("people named \"Nobody\" | where org = \"None\"", None, &[]);
}

#[test]
fn every_statement_is_compiled_whether_needed_or_not() {
    check(
        "let a = events | where nothing; let b = articles; events of nonsense; b | count",
        None,
        &[("E010", "nothing"), ("E021", "nonsense")],
    );
    check("let a = events; param $x: int", None, &[]);
    check("param $x: nonsense", None, &[("E014", "nonsense")]);
    check("events | were; b", None, &[("E001", "were"), ("E016", "b")]);
    check("", None, &[]);
}

#[test]
fn parameters_without_a_value_stand_for_any_of_their_type() {
    let declared = "param $who: entity; param $from: date; param $n: int; param $kind: text;\n";
    let check = |query: &str, expected: &[(&str, &str)]| {
        check(&format!("{declared}{query}"), Some(&OnePlace), expected);
    };
    check("events by $who within $who since $from of $kind", &[]);
    check("figures | where low > $n | take 3", &[]);
    check("figures | where low > $kind", &[("E020", "low > $kind")]);
    check("events by $other during $day | where kind = $k", &[]);
}
