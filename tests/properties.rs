//! What holds for every input.

use dateline::query::error::MAX_ERRORS;
use dateline::query::parse::{completeness, parse};
use dateline::render::diagnostic::{DiagnosticStyle, diagnostics};
use proptest::prelude::*;

/// Parses, and holds that errors lie inside the source and can be shown.
fn parses_or_explains(source: &str) {
    completeness(source);
    let Err(errors) = parse(source) else { return };
    assert!((1..=MAX_ERRORS).contains(&errors.errors().len()));
    for error in errors.errors() {
        assert!(error.span.start <= error.span.end, "{source:?}");
        assert!(
            source.get(error.span.start..error.span.end).is_some(),
            "{source:?}: {error:?}"
        );
    }
    let shown = diagnostics(&errors, source, DiagnosticStyle::default());
    assert!(
        !shown.chars().any(|c| c.is_control() && c != '\n'),
        "{shown:?}"
    );
    for hidden in ["kw_", "_st", "name_set", "EOI", "stage_only"] {
        assert!(
            source.contains(hidden) || !shown.contains(hidden),
            "{shown}"
        );
    }
}

fn fragment() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "events",
        "articles",
        "|",
        "where",
        "by",
        "\"Russia\"",
        "(",
        ")",
        "@iran",
        "$who",
        "->",
        "during",
        "2016",
        "2016-06",
        "2016-13",
        "..",
        ",",
        "=",
        "<",
        "and",
        "or",
        "not",
        "-",
        "count",
        "any",
        "in",
        "is",
        "null",
        "near",
        "30km",
        "{",
        "}",
        "case",
        "=>",
        "else",
        ";",
        "let",
        "x",
        "'",
        "\"",
        "`",
        "/a/i",
        "~",
        "+",
        "top",
        "10",
        "per",
        "sort",
        "select",
        "#",
        "\n",
        "of",
        "as",
        "&&",
        "é",
        "\u{202e}",
        "matching",
        "according",
        "to",
        "within",
        "possibly",
        "explain",
        "param",
        ":",
        "30d",
        "1.5m",
        "summarize",
        "where",
        "derive",
        "ago(",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_parses_or_is_explained(source in "\\PC{0,60}") {
        parses_or_explains(&source);
    }

    #[test]
    fn any_words_of_the_language_parse_or_are_explained(source in fragment()) {
        parses_or_explains(&source);
    }

    #[test]
    fn a_query_cut_anywhere_parses_or_is_explained(index in 0usize..45, share in 0.0f64..1.0) {
        let questions: Vec<&str> = include_str!("fixtures/questions.dq").lines().skip(1).collect();
        let question = questions[index % questions.len()];
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
            reason = "a position in a short text")]
        let cut = question.floor_char_boundary((question.len() as f64 * share) as usize);
        parses_or_explains(&question[..cut]);
    }
}

#[test]
fn hostile_sizes_are_refused_by_name() {
    let check = |source: String, code: &str| {
        let errors = parse(&source).expect_err("too large");
        assert_eq!(errors.errors()[0].kind.code(), code, "{source:.60}");
        parses_or_explains(&source);
    };
    check("(".repeat(10_000), "E008");
    check(
        format!(
            "events | where {}true{}",
            "(".repeat(10_000),
            ")".repeat(10_000)
        ),
        "E008",
    );
    check(
        format!("events | where {}", "x or ".repeat(200_000)),
        "E008",
    );
    check("x".repeat(1_000_000), "E008");
    check(
        format!("events | where {} true", "not ".repeat(1_000)),
        "E008",
    );
    check(format!("events | where {}1 > 0", "-".repeat(1_000)), "E008");
    check(
        format!("events | derive x = 1{}", " + 1".repeat(1_000)),
        "E008",
    );
    check(format!("events | where {}", "a in (".repeat(60)), "E003");
    check("events by (".repeat(60), "E003");
    check(
        format!("events | where {}", "count(x where ".repeat(60)),
        "E003",
    );
    check(
        format!("events | where a = 1{}", " = 1".repeat(1_000)),
        "E005",
    );
    check(
        format!("events | where x{}", " is null".repeat(1_000)),
        "E005",
    );
}

#[test]
fn wide_queries_are_allowed() {
    let wide = format!("events | where x = 1{}", " or x = 1".repeat(3_000));
    parse(&wide).unwrap();
    let nested = format!("events | where {}true{}", "(".repeat(64), ")".repeat(64));
    parse(&nested).unwrap();
    let chain = format!("events | derive x = 1{}", " + 1".repeat(100));
    parse(&chain).unwrap();
}

/// Going back over an expression doubles the work at each level; the step limit would end that with
/// an error instead of a tree.
#[test]
fn nesting_costs_no_exponential_time() {
    let nest = |open: &str, inside: &str, close: &str| {
        format!(
            "events | where {}{inside}{}",
            open.repeat(30),
            close.repeat(30)
        )
    };
    for source in [
        nest("count(x where ", "true", ")"),
        nest("count(1 + ", "2", ")"),
        nest("if(", "a", ", b, c)"),
        nest("x in (events | where ", "true", ")"),
        nest("by (events | where ", "true", ")"),
        nest("any(x by (events | where ", "true", "))"),
        nest("case { true => ", "1", " }"),
        nest("x during f(", "1", ")"),
        nest("x in f(", "1", ")..2020"),
    ] {
        assert!(parse(&source).is_ok(), "{source}");
    }
}
