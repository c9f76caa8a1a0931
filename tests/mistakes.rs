//! What is said of questions as people mistype them: the words, the place, and whether what the help
//! offers can really be pasted. `tests/golden/query_error/mistakes.dq` has the questions; with
//! `UPDATE_GOLDEN=1` what is said of them is written anew; read it before you keep it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::ask::{Asker, Trouble};
use dateline::query::Dialect;
use dateline::query::error::QueryError;
use dateline::render::diagnostic::{DiagnosticStyle, query_error, warning};
use dateline::span::Span;

use crate::golden::check;
use crate::lessons::desk;

/// Helps that cannot be pasted. It may only become smaller.
const MOST_KNOWN_WRONG: usize = 60;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn mistakes() -> Vec<String> {
    let text = fs::read_to_string(folder().join("query_error/mistakes.dq")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

fn errors(asker: &Asker, source: &str) -> Vec<QueryError> {
    match asker.answer(source) {
        Err(Trouble::Question(errors)) => errors.errors().to_vec(),
        Ok(_) => Vec::new(),
        Err(other) => panic!("{source}: {other:?}"),
    }
}

/// Title and helps of an error, without its picture.
fn words(error: &QueryError, source: &str) -> (String, Vec<String>) {
    let text = query_error(error, source, DiagnosticStyle::default());
    let mut lines = text.lines();
    let title = lines.next().unwrap_or_default().to_owned();
    let helps = lines.filter_map(|line| line.trim().strip_prefix("= help: "));
    (title, helps.map(str::to_owned).collect())
}

#[test]
fn mistyped_questions_are_explained_as_recorded() {
    let (_folder, asker) = desk();
    let mut said = String::new();
    for source in mistakes() {
        writeln!(said, "{source}").unwrap();
        for error in errors(&asker, &source) {
            let (title, helps) = words(&error, &source);
            writeln!(said, "  {title}").unwrap();
            writeln!(said, "    at: {}", error.span.of(&source)).unwrap();
            for help in helps {
                writeln!(said, "    help: {help}").unwrap();
            }
        }
        if let Ok(answer) = asker.answer(&source) {
            for found in &answer.warnings {
                let text = warning(found, &source, DiagnosticStyle::default());
                writeln!(said, "  {}", text.lines().next().unwrap_or_default()).unwrap();
            }
            assert!(!answer.warnings.is_empty(), "no mistake: {source}");
        }
    }
    check(&folder().join("query_error/mistakes.said"), &said);
}

/// The texts that a help offers: what stands in backticks, but for what is typed elsewhere.
fn offers(help: &str) -> Vec<&str> {
    let parts = help.split('`').skip(1).step_by(2);
    let elsewhere = ["-p ", "--timeout", ".set", "dateline "];
    parts
        .filter(|part| !elsewhere.iter().any(|start| part.starts_with(start)))
        .collect()
}

/// The stage that holds a place: from the bar before it to the next one, in the same brackets.
fn stage(source: &str, span: Span) -> Span {
    let edge = |c: char| matches!(c, '|' | ';' | '(' | ')');
    let start = source[..span.start].rfind(edge).map_or(0, |at| at + 1);
    let end = source[span.end..]
        .find(edge)
        .map_or(source.len(), |at| span.end + at);
    Span::new(start, end)
}

/// The ways to paste a text: alone, in the place of what is marked, of its stage or of all that comes
/// before or after it, or as a stage of its own before or after.
fn pasted(source: &str, error: &QueryError, text: &str) -> Vec<String> {
    let span = error.span;
    let stage = stage(source, span);
    let replaced =
        |span: Span, text: &str| format!("{}{text}{}", &source[..span.start], &source[span.end..]);
    let clause = source[..span.start]
        .trim_end()
        .rfind(|c: char| !c.is_alphanumeric() && c != '_')
        .map_or(0, |at| at + 1);
    let with_word = Span::new(clause, span.end);
    let before = &source[..stage.start];
    let bare = text.trim_start_matches("| ");
    vec![
        text.to_owned(),
        replaced(span, text),
        replaced(with_word, text),
        replaced(stage, &format!(" {text} ")),
        format!("{before} {text}{}", &source[stage.end..]),
        format!("{} | {bare}", source.trim_end_matches([' ', '|'])),
        replaced(Span::new(stage.end, stage.end), &format!(" | {bare} ")),
        replaced(Span::new(stage.end, stage.end), &format!(" {text} ")),
        replaced(Span::new(span.end, span.end), &format!(" {text}")),
        replaced(Span::new(span.start, span.start), text),
        replaced(Span::new(stage.start, stage.start), &format!(" {bare} | ")),
        source.replacen(')', &format!(" {text})"), 1),
    ]
}

/// Questions with one mistake whose help offers something that compiles nowhere: (question, offer).
fn not_pasted(asker: &Asker) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for source in mistakes() {
        let errors = errors(asker, &source);
        let [error] = errors.as_slice() else { continue };
        for help in words(error, &source).1 {
            for offer in offers(&help) {
                let compiles = |text: &String| asker.statement(text, Dialect::Sqlite).is_ok();
                if !pasted(&source, error, offer).iter().any(compiles) {
                    found.insert((source.clone(), offer.to_owned()));
                }
            }
        }
    }
    found
}

#[test]
fn what_a_help_offers_can_be_pasted_or_is_known_to_be_wrong() {
    let (_folder, asker) = desk();
    let found = not_pasted(&asker);
    let path = folder().join("known_wrong/helps.tsv");
    let text = fs::read_to_string(&path).unwrap_or_default();
    let known: BTreeMap<(String, String), String> = text
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            (
                (cells[0].to_owned(), cells[1].to_owned()),
                cells[2].to_owned(),
            )
        })
        .collect();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let mut text = "question\toffer\tright\n".to_owned();
        for pair in &found {
            let right = known.get(pair).map_or("?", String::as_str);
            writeln!(text, "{}\t{}\t{right}", pair.0, pair.1).unwrap();
        }
        fs::write(&path, text).unwrap();
        return;
    }
    let new: Vec<_> = found
        .iter()
        .filter(|pair| !known.contains_key(pair))
        .collect();
    assert!(new.is_empty(), "cannot be pasted: {new:#?}");
    let mended: Vec<_> = known.keys().filter(|pair| !found.contains(pair)).collect();
    assert!(
        mended.is_empty(),
        "no longer wrong, take them out: {mended:#?}"
    );
    assert!(known.len() <= MOST_KNOWN_WRONG, "the ledger has grown");
    assert!(
        known.values().all(|right| right.len() > 5),
        "say what is right"
    );
}

/// The names of the kinds of errors, read off their declaration.
fn kinds() -> BTreeSet<String> {
    let source = include_str!("../src/query/error.rs");
    let body = source.split("pub enum QueryErrorKind {").nth(1).unwrap();
    let body = body.split("\n}").next().unwrap();
    let lines = body.lines().filter_map(|line| line.strip_prefix("    "));
    lines
        .filter(|line| line.starts_with(char::is_uppercase))
        .map(|line| line.trim_end_matches([' ', '{', ',']).to_owned())
        .collect()
}

/// What only long or slow questions bring; their tests stand elsewhere.
const ELSEWHERE: [&str; 2] = ["TooLong", "TooExpensive"];

#[test]
fn every_kind_of_error_has_a_recorded_case() {
    let (_folder, asker) = desk();
    let mut found: BTreeSet<String> = BTreeSet::from(ELSEWHERE.map(str::to_owned));
    for source in mistakes() {
        for error in errors(&asker, &source) {
            let name = format!("{:?}", error.kind);
            let end = name.find([' ', '{', '(']).unwrap_or(name.len());
            found.insert(name[..end].to_owned());
        }
    }
    let missing: Vec<_> = kinds()
        .into_iter()
        .filter(|kind| !found.contains(kind))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}
