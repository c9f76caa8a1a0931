//! Articles through the stages, kept as files: `CASE.txt` and, beside it, its sentences and tokens in
//! `CASE.document` and what is found in it in `CASE.facts`. With `UPDATE_GOLDEN=1` the files are written
//! anew; read them before keeping them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::extract::extract;
use dateline::lexicon::Lexicon;
use dateline::load::{Cleaning, Loaded, pieces};
use dateline::model::article::Article;
use dateline::model::facts::{EntityIndex, Facts};
use dateline::text::analyze;
use dateline::text::document::Document;

use crate::golden::check;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/article");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    cases.sort();
    cases
}

fn article(path: &Path, lexicon: &Lexicon) -> Article {
    let piece = pieces(&[path.to_owned()]).next().unwrap().unwrap();
    let loaded = piece.read(&lexicon.boilerplate, Cleaning::Clean).unwrap();
    match loaded {
        Loaded::Article(article) => *article,
        Loaded::Record { .. } | Loaded::Rows(_) => panic!("{} is no plain article", path.display()),
    }
}

fn written_document(article: &Article, document: &Document<'_>) -> String {
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let mut out = String::new();
    writeln!(out, "title: {}", shown(&article.title)).unwrap();
    writeln!(out, "author: {}", shown(&article.author)).unwrap();
    let source = article.source.as_ref().map(|source| source.name.clone());
    writeln!(out, "source: {}", shown(&source)).unwrap();
    writeln!(
        out,
        "published: {}",
        shown(&article.published.map(|date| date.to_string()))
    )
    .unwrap();
    for sentence in &document.sentences {
        let tokens: Vec<&str> = sentence
            .tokens
            .clone()
            .map(|at| document.token_text(at))
            .collect();
        writeln!(
            out,
            "{} {} | {}",
            sentence.paragraph,
            sentence.zone,
            tokens.join(" ")
        )
        .unwrap();
    }
    out
}

fn written_facts(article: &Article, facts: &Facts) -> String {
    let text = &article.text;
    let name = |index: EntityIndex| facts.entities[index.0].id().to_string();
    let maybe = |index: Option<EntityIndex>| index.map_or_else(|| "–".to_owned(), name);
    let date = |date: Option<dateline::model::date::PartialDate>| {
        date.map_or_else(|| "–".to_owned(), |date| date.to_string())
    };
    let mut out = String::new();
    for found in &facts.dates {
        writeln!(
            out,
            "date | {} | {}",
            found.span.of(text),
            date(found.value)
        )
        .unwrap();
    }
    for found in &facts.mentions {
        let entity = name(found.entity);
        writeln!(
            out,
            "mention | {} | {} | {entity}",
            found.span.of(text),
            found.form
        )
        .unwrap();
    }
    for event in &facts.events {
        let mode = event
            .mode
            .map_or("–", dateline::model::event::EventMode::word);
        let summary = event.summary.as_deref().unwrap_or("–");
        let (when, claimant) = (date(event.date), maybe(event.claimant));
        let modality = event.modality;
        writeln!(
            out,
            "event | {}/{mode} | {modality} | {when} | {summary} | {claimant}",
            event.kind
        )
        .unwrap();
    }
    for quote in &facts.quotes {
        let speaker = maybe(quote.speaker);
        writeln!(
            out,
            "quote | {} | {speaker} | {}",
            quote.form,
            quote.span.of(text)
        )
        .unwrap();
    }
    for figure in &facts.figures {
        let end = |end: Option<f64>| end.map_or_else(|| "–".to_owned(), |end| end.to_string());
        let (low, high) = (end(figure.low), end(figure.high));
        let (place, claimant) = (maybe(figure.place), maybe(figure.claimant));
        let (measure, bound) = (figure.measure, figure.bound);
        let since = date(figure.counted_from);
        writeln!(
            out,
            "figure | {measure} | {low} {high} {bound} | {since} | {place} | {claimant}"
        )
        .unwrap();
    }
    out
}

#[test]
fn articles_are_read_as_recorded() {
    let lexicon = Lexicon::built_in().unwrap();
    for case in cases() {
        let article = article(&case, &lexicon);
        let document = analyze(&article, &lexicon.abbreviations);
        check(
            &case.with_extension("document"),
            &written_document(&article, &document),
        );
        let facts = extract(&article, &document, &lexicon);
        check(
            &case.with_extension("facts"),
            &written_facts(&article, &facts),
        );
    }
}
