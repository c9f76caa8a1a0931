use super::*;
use crate::query::error::QueryErrorKind;

fn excerpt(source: &str, start: usize, end: usize) -> (String, String, usize) {
    let found = Excerpt::new(source, Span::new(start, end));
    let inside = found.span.of(&found.text).to_owned();
    (found.text, inside, found.line)
}

#[test]
fn the_line_of_the_place_is_shown() {
    let source = "events\n| where x\n| take 3";
    assert_eq!(
        excerpt(source, 15, 16),
        ("| where x".to_owned(), "x".to_owned(), 2)
    );
    let (text, inside, line) = excerpt(source, 9, source.len());
    assert_eq!(
        (text.as_str(), inside.as_str(), line),
        ("| where x", "where x", 2)
    );
    assert_eq!(excerpt("", 0, 0), (String::new(), String::new(), 1));
}

#[test]
fn control_characters_of_the_source_become_visible() {
    let source = "by \u{1b}[31m\u{202e} x";
    let (text, inside, _) = excerpt(source, source.len() - 1, source.len());
    assert_eq!(text, "by \\e[31m\\u{202e} x");
    assert_eq!(inside, "x");
    let error = QueryError::new(
        QueryErrorKind::UnknownStage {
            word: "\u{1b}]0;x\u{7}".to_owned(),
            similar: None,
            stages: Vec::new(),
        },
        Span::new(0, 2),
    );
    let shown = query_error(&error, source, DiagnosticStyle::default());
    assert!(
        !shown.chars().any(|c| c.is_control() && c != '\n'),
        "{shown:?}"
    );
}

#[test]
fn long_lines_are_cut_round_the_place() {
    let source = format!("{}here{}", "é".repeat(5_000), "x".repeat(5_000));
    let (text, inside, _) = excerpt(&source, 10_000, 10_004);
    assert_eq!(inside, "here");
    assert!(text.starts_with('…') && text.ends_with('…'));
    assert_eq!(text.chars().count(), 2 + 200 + 4 + 200);
}

#[test]
fn a_line_is_cut_to_the_page_with_its_place_in_sight() {
    let source = "events | select kind, month = month(date) | pivot month of n | where 王小明 > 3";
    let fitted = |word: &str, width| {
        let start = source.find(word).unwrap();
        let found = Excerpt::new(source, Span::new(start, start + word.len()));
        let found = found.fitted(Some(width));
        let inside = found.span.of(&found.text).to_owned();
        (found.text, inside)
    };
    for width in 24..90 {
        for word in ["events", "pivot", "王小明", "3"] {
            let (text, inside) = fitted(word, width);
            assert_eq!(inside, word, "{text}");
            assert!(cells(&text) + 4 <= width, "{text}");
            assert_eq!(text == source, cells(source) + 4 <= width, "{text}");
        }
    }
    assert_eq!(fitted("events", 30).0, "events | select kind, mo…");
    assert_eq!(fitted("3", 30).0, "… of n | where 王小明 > 3");
}

#[test]
fn messages_are_broken_at_words() {
    let source = "articles | were title ~ \"x\"";
    let errors = crate::query::parse::parse(source).unwrap_err();
    let style = DiagnosticStyle {
        width: Some(36),
        ..DiagnosticStyle::default()
    };
    let text = diagnostics(&errors, source, style);
    let whole = diagnostics(&errors, source, DiagnosticStyle::default());
    assert!(
        text.lines().all(|line| line.chars().count() <= 36),
        "{text}"
    );
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&text), words(&whole));
}
