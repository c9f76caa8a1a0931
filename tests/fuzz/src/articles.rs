//! What must hold for any bytes that are loaded as articles. The tests of the project include this file and
//! feed it inputs of their own.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use dateline::extract::extract;
use dateline::lexicon::Lexicon;
use dateline::load::{Cleaning, Loaded, Rows, pieces};
use dateline::model::article::Article;
use dateline::model::facts::{EntityIndex, Facts};
use dateline::record::{Record, describe};
use dateline::span::Span;
use dateline::text::analyze;
use dateline::text::document::Document;

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::built_in().expect("the built-in lexicon"))
}

/// Bytes are articles whose facts lie inside them, or are refused.
pub fn load(bytes: &[u8]) {
    let name = format!(
        "dateline-fuzz-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    );
    let path: PathBuf = std::env::temp_dir().join(name);
    fs::write(&path, bytes).expect("room for a small file");
    for cleaning in [Cleaning::Clean, Cleaning::Raw] {
        for piece in pieces(std::slice::from_ref(&path)) {
            let loaded = piece.and_then(|piece| piece.read(&lexicon().boilerplate, cleaning));
            match loaded {
                Ok(Loaded::Article(article)) => read(&article),
                Ok(Loaded::Record { object, .. }) => {
                    if let Ok(Record::Article(record)) = Record::from_object(object) {
                        read(&record.article());
                    }
                }
                Ok(Loaded::Rows(rows)) => check_rows(&rows),
                Err(_) => {}
            }
        }
    }
    fs::remove_file(&path).expect("it was just written");
}

/// What rows of a table become can be written, and its facts lie inside its text.
fn check_rows(rows: &Rows) {
    let coded = rows.read(lexicon());
    let Some(described) = coded.described else {
        assert!(!coded.refused.is_empty(), "a row is used or refused");
        return;
    };
    let article = &described.article;
    let line = Record::Article(Box::new(article.clone())).to_line();
    let again = Record::read(&line).expect("what is written can be read");
    assert_eq!(again.to_line(), line);
    // What comes again changes nothing.
    let joined = article.join(article);
    assert_eq!(joined.text, article.join(&joined).text);
    Record::read(&Record::Article(Box::new(joined)).to_line()).expect("offsets lie in the text");
}

/// A text, whatever its language, is read as that of an English article.
pub fn read_text(text: &str) {
    read(&Article {
        text: text.to_owned(),
        ..Article::default()
    });
}

/// What is read out of an article lies inside it.
pub fn read(article: &Article) {
    let text = article.text.as_str();
    check_lines(article);
    let document = analyze(article, &lexicon().abbreviations);
    check_document(&document);
    let facts = extract(article, &document, lexicon());
    check_facts(text, &facts);
    let described = describe(article, &facts);
    let line = Record::Article(Box::new(described.article)).to_line();
    // Not compared: reading a share such as 0.8500000000000001 may lose its last binary digit.
    Record::read(&line).expect("what is written can be read");
}

fn check_span(text: &str, span: Span, what: &str) {
    assert!(span.start <= span.end, "{what} {span:?}");
    assert!(
        text.get(span.start..span.end).is_some(),
        "{what} {span:?} of {text:?}"
    );
}

/// Spans are half-open, between characters, in order and disjoint.
fn check_order(text: &str, spans: impl Iterator<Item = Span>, what: &str) {
    let mut end = 0;
    for span in spans {
        check_span(text, span, what);
        assert!(
            span.start >= end,
            "{what} {span:?} begins before {end} in {text:?}"
        );
        end = span.end;
    }
}

fn check_lines(article: &Article) {
    let lines = article.lines.iter().map(|line| line.span);
    check_order(&article.text, lines, "line");
}

fn check_document(document: &Document<'_>) {
    let text = document.text;
    check_order(
        text,
        document.tokens.iter().map(|token| token.span),
        "token",
    );
    assert!(
        document
            .tokens
            .iter()
            .all(|token| token.span.start < token.span.end)
    );
    check_order(
        text,
        document.sentences.iter().map(|sentence| sentence.span),
        "sentence",
    );
    let mut next = 0;
    for sentence in &document.sentences {
        assert_eq!(
            sentence.tokens.start, next,
            "every token is in one sentence"
        );
        assert!(!sentence.tokens.is_empty());
        next = sentence.tokens.end;
    }
    assert_eq!(next, document.tokens.len());
    for quotation in &document.quotations {
        check_span(text, quotation.span, "quotation");
        assert!(quotation.tokens.end <= document.tokens.len());
    }
}

fn check_facts(text: &str, facts: &Facts) {
    check_order(
        text,
        facts.sentences.iter().map(|sentence| sentence.span),
        "sentence",
    );
    check_order(
        text,
        facts.mentions.iter().map(|mention| mention.span),
        "mention",
    );
    check_order(text, facts.dates.iter().map(|date| date.span), "date");
    let quotes = facts.quotes.iter().map(|quote| ("quote", quote.span));
    let figures = facts.figures.iter().map(|figure| ("figure", figure.span));
    for (what, span) in quotes.chain(figures) {
        check_span(text, span, what);
    }
    check_entities(facts);
    for event in &facts.events {
        check_span(text, event.span, "event");
        let sentence = facts.sentences.iter().find(|sentence| {
            sentence.span.start <= event.span.start && event.span.end <= sentence.span.end
        });
        let sentence =
            sentence.unwrap_or_else(|| panic!("{event:?} is in no sentence of {text:?}"));
        if let Some(trigger) = event.trigger {
            check_span(text, trigger, "trigger");
            let within = sentence.span;
            assert!(
                within.start <= trigger.start && trigger.end <= within.end,
                "{event:?} in {text:?}"
            );
        }
        assert!(
            event
                .confidence
                .is_none_or(|share| (0.0..=1.0).contains(&share))
        );
    }
}

/// Facts name entities that are there, and these refer to one another by handles that are there.
fn check_entities(facts: &Facts) {
    let n_entities = facts.entities.len();
    let check =
        |index: Option<EntityIndex>| assert!(index.is_none_or(|index| index.0 < n_entities));
    facts
        .mentions
        .iter()
        .for_each(|mention| check(Some(mention.entity)));
    facts.quotes.iter().for_each(|quote| check(quote.speaker));
    for figure in &facts.figures {
        check(figure.place);
        check(figure.claimant);
    }
    for event in &facts.events {
        check(event.place);
        check(event.claimant);
        event.participants.iter().for_each(|one| check(one.entity));
    }
    let mut handles: Vec<&str> = facts
        .entities
        .iter()
        .map(|entity| entity.id().as_str())
        .collect();
    handles.sort_unstable();
    handles.dedup();
    assert_eq!(handles.len(), n_entities, "each handle once");
}
