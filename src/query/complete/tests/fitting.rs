//! What is offered fits the noun, comes in order of likelihood, and dates come by words and digits.

use super::*;

/// Whether a clause after the noun is an error because the noun cannot answer it.
fn is_wrong_clause(noun: &str, clause: &str) -> bool {
    let text = format!("{noun} {clause}");
    let compiled = crate::query::compile(&text, &Known, &crate::query::Options::default());
    let errors = compiled
        .err()
        .map(crate::query::error::Diagnostics::into_errors);
    let is_wrong = |error: &QueryError| matches!(error.kind, QueryErrorKind::WrongClause { .. });
    errors.is_some_and(|errors| errors.iter().any(is_wrong))
}

#[test]
fn exactly_the_clauses_that_the_noun_can_answer_are_offered() {
    let clauses = [
        ("by", "\"x\""),
        ("against", "\"x\""),
        ("to", "\"x\""),
        ("with", "\"x\""),
        ("mentioning", "\"x\""),
        ("named", "\"x\""),
        ("from", "\"x\""),
        ("within", "\"x\""),
        ("at", "\"x\""),
        ("near", "\"x\" 30km"),
        ("about", "\"x\""),
        ("matching", "\"x\""),
        ("of", "assault"),
        ("as", "denied"),
        ("according", "to \"x\""),
        ("possibly", "during 2016"),
        ("during", "2016"),
        ("since", "2016"),
        ("until", "2016"),
        ("before", "2016"),
        ("after", "2016"),
    ];
    for noun in noun_words() {
        let found = offered(&format!("{} ", noun.word));
        let stage = offered(&format!("{} | ", noun.word));
        for (word, rest) in clauses {
            let can = !is_wrong_clause(noun.word, &format!("{word} {rest}"));
            let place = format!("{} {word}", noun.word);
            assert_eq!(found.iter().any(|one| one == word), can, "{place}");
            assert_eq!(stage.iter().any(|one| one == word), can, "| {place}");
        }
    }
}

#[test]
fn the_likeliest_is_offered_first_and_nothing_that_cannot_follow() {
    assert_eq!(offered("events ")[..4], ["by", "against", "to", "with"]);
    assert_eq!(offered("articles ")[..3], ["from", "by", "about"]);
    assert_eq!(
        offered("events | ")[..7],
        [
            "where",
            "count",
            "select",
            "sort",
            "take",
            "top",
            "summarize"
        ]
    );
    assert_eq!(offered("network "), ["comention", "coevent", "quotes"]);
    assert_eq!(offered("network quotes ")[0], "of");
    check("network coevent ", &["within", "during"], &["named"]);
    check("network comention | ", &["sort", "take"], &["by", "during"]);
    assert_eq!(offered("path "), ["from"]);
    assert_eq!(offered("path from \"a\" "), ["to"]);
    assert_eq!(offered("path from \"a\" to \"b\" ")[..2], ["max", "via"]);
    assert_eq!(offered("let x = path "), ["from"]);
    assert_eq!(
        offered("path from \"a\" to \"b\" via "),
        ["comention", "coevent", "quotes"]
    );
    check(
        "events -> articles ",
        &["from", "about"],
        &["against", "of"],
    );
    check("events | count by kind | ", &["where"], &["by", "during"]);
    check("events | count by place | ", &["within"], &["by", "during"]);
    check("events | select date | ", &["by", "during"], &["named"]);
    let moments = offered("articles since ");
    assert_eq!(moments, ["today", "ago(", "published"]);
    check(
        "articles | sort ",
        &["published", "title"],
        &["by", "not", "any("],
    );
    check("articles | where ", &["from", "not", "any("], &["against"]);
    check(
        "events | where any(participants ",
        &["named", "within"],
        &["against"],
    );
    check("events | count by ", &["kind", "month("], &["during", "by"]);
}

#[test]
fn dates_are_offered_by_their_words_and_digits() {
    let check = |text: &str, start: usize, expected: &[&str]| {
        let found = complete(text, text.len(), &Known);
        let texts: Vec<&str> = found
            .suggestions
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!((found.start, texts.as_slice()), (start, expected), "{text}");
    };
    // Each in the newest year of which something is told.
    check("events since mar", 13, &["2016-03"]);
    check("events since Ma", 13, &["2016-03", "2016-05"]);
    check("events since de", 13, &["2015-12"]);
    check("events during mar 2", 14, &["2016-03", "2015-03"]);
    check("events during march 2015", 14, &["2015-03"]);
    check("events since 2015-12..ap", 22, &["2016-04"]);
    check("events since last w", 13, &["ago(1w)"]);
    check("events since last", 13, &["ago(1w)", "ago(1mo)", "ago(1y)"]);
    check("events since 201", 13, &["2016", "2015", "2014"]);
    check("events since 2014-", 13, &["2014-11", "2014-12"]);
    check(
        "events since 2015-1",
        13,
        &["2015-10", "2015-11", "2015-12"],
    );
    check("articles | where published >= feb", 30, &["2016-02"]);
    check(
        "events | where article.published < 2014",
        35,
        &["2014-11", "2014-12"],
    );
    check("events | take 201", 14, &[]);
    check("articles | where words > 201", 25, &[]);
    check("articles about mar", 15, &[]);
    let found = complete("events since mar", 16, &Known).suggestions;
    assert_eq!(found[0].shown, "2016-03 · March 2016");
}
