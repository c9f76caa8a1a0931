use proptest::prelude::*;

use super::*;

fn body(text: &str) -> Article {
    Article {
        text: text.to_owned(),
        ..Article::default()
    }
}

fn check_sentences(text: &str, expect: &[&str]) {
    let article = body(text);
    let document = analyze(&article, &AbbreviationLexicon::load().unwrap());
    let sentences: Vec<&str> = document
        .sentences
        .iter()
        .map(|sentence| sentence.span.of(text))
        .collect();
    assert_eq!(sentences, expect);
}

fn check_quotations(text: &str, expect: &[(&str, bool)]) {
    let article = body(text);
    let document = analyze(&article, &AbbreviationLexicon::load().unwrap());
    let quotations: Vec<(&str, bool)> = document
        .quotations
        .iter()
        .map(|quotation| (quotation.span.of(text), quotation.is_closed))
        .collect();
    assert_eq!(quotations, expect);
}

#[test]
fn a_dateline_is_no_part_of_the_sentence_after_it() {
    check_sentences(
        "NAIROBI, March 3 (Rift Courier) — Police said that the road was open.",
        &[
            "NAIROBI, March 3 (Rift Courier) —",
            "Police said that the road was open.",
        ],
    );
    check_sentences(
        "PRETORIA — The talks ended.",
        &["PRETORIA —", "The talks ended."],
    );
    check_sentences(
        "(Rift Courier) – A bus burned.",
        &["(Rift Courier) –", "A bus burned."],
    );
    let whole = [
        "The UN – Sudan's largest donor – agreed.",
        "NATO — Russia disagrees — will meet.",
        "Kenya (and Uganda) — both are dry.",
    ];
    for sentence in whole {
        check_sentences(sentence, &[sentence]);
    }
}

#[test]
fn stops_of_abbreviations_and_initials_end_no_sentence() {
    check_sentences(
        "U.S. Lt. Gen. John F. Roe met Mr. Doe on Jan. 5. The talks failed.",
        &[
            "U.S. Lt. Gen. John F. Roe met Mr. Doe on Jan. 5.",
            "The talks failed.",
        ],
    );
    check_sentences(
        "He moved to the U.S. The army stayed in Washington, D.C. In May it left.",
        &[
            "He moved to the U.S.",
            "The army stayed in Washington, D.C.",
            "In May it left.",
        ],
    );
    check_sentences(
        "It fell at 5 p.m. Rebels fled. Acme Inc. Chairman Roe wept.",
        &[
            "It fell at 5 p.m.",
            "Rebels fled.",
            "Acme Inc. Chairman Roe wept.",
        ],
    );
}

#[test]
fn closing_marks_belong_to_the_sentence_they_close() {
    check_sentences(
        "“We won.” He left. \"Really?\" she asked. (It was late.) Then night fell.",
        &[
            "“We won.”",
            "He left.",
            "\"Really?\" she asked.",
            "(It was late.)",
            "Then night fell.",
        ],
    );
    check_sentences(
        "\"It is over.\" \"No,\" he said.",
        &["\"It is over.\"", "\"No,\" he said."],
    );
}

#[test]
fn sentences_end_with_their_line() {
    check_sentences(
        "Talks fail\n\nThey met\r\n \u{a0}\nNo stop",
        &["Talks fail", "They met", "No stop"],
    );
}

#[test]
fn sentences_that_lost_their_space_are_parted_and_site_names_are_not() {
    check_sentences(
        "He was in Baghdad.Senior officers left.",
        &["He was in Baghdad.", "Senior officers left."],
    );
    check_sentences(
        "Read it on press.example or Yahoo.com now.",
        &["Read it on press.example or Yahoo.com now."],
    );
    check_sentences(
        "It rose 3.5 percent. 20 died.",
        &["It rose 3.5 percent.", "20 died."],
    );
}

#[test]
fn a_sentence_without_end_is_cut() {
    let text = "word ".repeat(2000);
    let article = body(&text);
    let document = analyze(&article, &AbbreviationLexicon::load().unwrap());
    assert_eq!(document.sentences.len(), 4);
}

#[test]
fn quotation_marks_are_paired_within_the_paragraph() {
    check_quotations(
        "He said \"yes, we go\" and then “no\" to them.",
        &[("yes, we go", true), ("no", true)],
    );
    check_quotations("“It goes on\nand ends.” He left.", &[("It goes on", false)]);
    check_quotations(
        "He called it \"a \"great\" day\" then.",
        &[("a \"great\" day", true), ("great", true)],
    );
    check_quotations("It ended there,\" he said.", &[]);
    check_quotations("\"\" and “ ”", &[]);
    check_quotations("the ``moderate'' ones", &[("moderate", true)]);
}

#[test]
fn apostrophes_are_no_quotation_marks() {
    check_quotations("The fighters' camp in Sana'a isn't Russia's.", &[]);
    check_quotations("the '90s and 'em all", &[]);
    check_quotations(
        "so-called ‘moderate rebels’ and 'safe zones'.",
        &[("moderate rebels", true), ("safe zones", true)],
    );
}

#[test]
fn zones_and_paragraphs_come_from_the_lines() {
    let text = "Head\nOne. Two.";
    let article = Article {
        text: text.to_owned(),
        lines: vec![
            Line {
                span: Span::new(0, 4),
                zone: Zone::Title,
            },
            Line {
                span: Span::new(5, 14),
                zone: Zone::Caption,
            },
        ],
        ..Article::default()
    };
    let document = analyze(&article, &AbbreviationLexicon::load().unwrap());
    let zones: Vec<(Zone, usize)> = document
        .sentences
        .iter()
        .map(|s| (s.zone, s.paragraph))
        .collect();
    assert_eq!(
        zones,
        [(Zone::Title, 0), (Zone::Caption, 1), (Zone::Caption, 1)]
    );
}

/// Checks what every reader of a document relies on.
fn assert_sound(document: &Document<'_>) {
    let text = document.text;
    let mut end = 0;
    for token in &document.tokens {
        assert!(token.span.start >= end && !token.span.is_empty());
        assert!(text[end..token.span.start].chars().all(token::is_blank));
        assert!(!token.span.of(text).contains('\n'));
        end = token.span.end;
    }
    assert!(text[end..].chars().all(token::is_blank));
    let mut next = 0;
    for sentence in &document.sentences {
        assert_eq!(sentence.tokens.start, next);
        assert!(!sentence.tokens.is_empty());
        assert_eq!(document.span_of(&sentence.tokens), sentence.span);
        next = sentence.tokens.end;
    }
    assert_eq!(next, document.tokens.len());
    for pair in document.quotations.windows(2) {
        assert!(pair[0].tokens.start < pair[1].tokens.start);
    }
    for quotation in &document.quotations {
        assert!(!quotation.tokens.is_empty());
        assert_eq!(document.span_of(&quotation.tokens), quotation.span);
    }
}

proptest! {
    #[test]
    fn documents_of_any_text_are_sound(text in "\\PC*|[A-Za-z.'’\"“” \u{a0}\n0-9,-]*") {
        assert_sound(&analyze(&body(&text), &AbbreviationLexicon::load().unwrap()));
    }

    #[test]
    fn documents_of_quotes_and_stops_are_sound(text in "([a-zA-Z]{0,3}[.!?'’‘\"“”`, \n]){0,40}") {
        assert_sound(&analyze(&body(&text), &AbbreviationLexicon::load().unwrap()));
    }
}

/// Seconds are generous: a quadratic step would take minutes even on half a megabyte.
#[test]
fn hostile_lines_are_read_in_linear_time() {
    let abbreviations = AbbreviationLexicon::load().unwrap();
    for piece in [
        "a", ".", "U.", "'", "\"", "“", "F. ", "a'", "1,", "No. ", "-", "(", "\u{a0}",
    ] {
        let article = body(&piece.repeat(500_000 / piece.len()));
        let start = std::time::Instant::now();
        assert_sound(&analyze(&article, &abbreviations));
        assert!(
            start.elapsed().as_secs() < 20,
            "{piece:?} took {:?}",
            start.elapsed()
        );
    }
}
