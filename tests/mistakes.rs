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

/// How many helps cannot be pasted. It may only become smaller.
const KNOWN_WRONG: usize = 0;

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
    let (mut said, mut right) = (String::new(), Vec::new());
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
            if answer.warnings.is_empty() {
                right.push(source);
            }
        }
    }
    assert!(right.is_empty(), "no mistakes: {right:#?}");
    check(&folder().join("query_error/mistakes.said"), &said);
}

/// The texts that a help offers: what stands in backticks and is more than the name of something, but
/// for what is typed elsewhere.
fn offers(help: &str) -> Vec<&str> {
    let parts = help.split('`').skip(1).step_by(2);
    let elsewhere = ["-p ", "--timeout", ".set", ".param", "dateline "];
    let is_offer =
        |part: &&str| part.contains([' ', '"', '(', '@', '-']) || help.contains("did you mean");
    parts
        .filter(|part| !elsewhere.iter().any(|start| part.starts_with(start)))
        .filter(is_offer)
        .collect()
}

/// The stage that holds a place: between bars and semicolons, in the same brackets.
fn stage(source: &str, span: Span) -> Span {
    let mut depth = 0;
    let edge = |(_, c): &(usize, char), open: char, close: char, depth: &mut i32| {
        if *c == close {
            *depth += 1;
        } else if *c == open {
            *depth -= 1;
        }
        *depth < 0 || *depth == 0 && matches!(c, '|' | ';')
    };
    let before = source[..span.start].char_indices().rev();
    let start = before.into_iter().find(|at| edge(at, '(', ')', &mut depth));
    let mut depth = 0;
    let mut after = source[span.end..].char_indices();
    let end = after.find(|at| edge(at, ')', '(', &mut depth));
    Span::new(
        start.map_or(0, |(at, _)| at + 1),
        end.map_or(source.len(), |(at, _)| span.end + at),
    )
}

/// The ways to paste a text: alone; in the place of what is marked, of the word before it as well, of
/// the whole number or date, of its stage, or of an earlier stage that begins alike; as a stage of its
/// own; or after what is there.
fn pasted(source: &str, error: &QueryError, text: &str) -> Vec<String> {
    let span = error.span;
    let stage = stage(source, span);
    let replaced = |start: usize, end: usize, text: &str| {
        format!("{}{text}{}", &source[..start], &source[end..])
    };
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_dated = |c: char| is_word(c) || c == '-';
    let start_of = |at: usize, is_part: fn(char) -> bool| {
        let rest = source[..at].trim_end_matches(is_part);
        rest.len()
    };
    let end_of = |at: usize, is_part: &dyn Fn(char) -> bool| {
        source[at..]
            .find(|c| !is_part(c))
            .map_or(source.len(), |n| at + n)
    };
    let word = start_of(source[..span.start].trim_end().len(), |c| {
        c.is_alphanumeric() || c == '_'
    });
    let two_words = start_of(source[..word].trim_end().len(), |c| {
        c.is_alphanumeric() || c == '_'
    });
    let date = start_of(span.start, |c| c.is_alphanumeric() || c == '-');
    let before = source[..stage.start].trim_end_matches([' ', '|']);
    let bare = text.trim_start_matches("| ");
    let mut all = vec![
        text.to_owned(),
        replaced(span.start, span.end, text),
        replaced(word, span.end, text),
        replaced(two_words, span.end, text),
        replaced(date, end_of(span.end, &is_dated), text),
        replaced(stage.start, stage.end, &format!(" {text} ")),
        replaced(stage.start, stage.start, &format!(" {bare} | ")),
        replaced(stage.end, stage.end, &format!(" | {bare} ")),
        replaced(stage.end, stage.end, &format!(" {text} ")),
        replaced(span.start, span.start, text),
        format!("{before} {text}"),
        format!("{} | {bare}", source.trim_end_matches([' ', '|'])),
    ];
    // From an earlier stage to the end of the marked one, the bar included or not.
    for (bar, _) in source[..stage.start].match_indices('|') {
        all.push(replaced(bar + 1, stage.end, &format!(" {text} ")));
        all.push(replaced(bar, stage.end, &format!("{text} ")));
    }
    if let Some(close) = source.rfind(')') {
        all.push(replaced(close, close, &format!(" {text}")));
    }
    let first = text.split(' ').next().unwrap_or_default();
    for (at, _) in source.match_indices(first) {
        let other = self::stage(source, Span::new(at, at));
        all.push(replaced(other.start, other.end, &format!(" {text} ")));
    }
    all
}

/// Codes of what is wrong with the form of a question.
const FORM: [&str; 9] = [
    "E001", "E002", "E003", "E004", "E005", "E006", "E007", "E013", "E014",
];

/// Whether a pasted text has mended the mistake: it compiles, or has left only mistakes of another sort
/// that stood there before (a field that does not exist), or the next of its kind further on.
fn is_mended(asker: &Asker, error: &QueryError, pasted: &str) -> bool {
    let Err(Trouble::Question(left)) = asker.statement(pasted, Dialect::Sqlite) else {
        return true;
    };
    let was_form = FORM.contains(&error.kind.code());
    left.errors().iter().all(|other| {
        let is_form = FORM.contains(&other.kind.code());
        was_form && !is_form || is_form && other.span.start > error.span.end
    })
}

/// Questions with one mistake whose help offers something that compiles nowhere: (question, offer).
fn not_pasted(asker: &Asker) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for source in mistakes() {
        let errors = errors(asker, &source);
        let [error] = errors.as_slice() else { continue };
        for help in words(error, &source).1 {
            for offer in offers(&help) {
                // A gap is nothing that can be pasted, wherever the parser would stop.
                let has_gap = offer.contains('…');
                let mut ways = pasted(&source, error, offer).into_iter();
                if has_gap || !ways.any(|way| is_mended(asker, error, &way)) {
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
    assert_eq!(
        known.len(),
        KNOWN_WRONG,
        "the ledger may only become smaller"
    );
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
        .filter_map(|line| line.split([' ', '{', '(', ',']).next())
        .map(str::to_owned)
        .collect()
}

/// What only long or slow questions bring, or values from outside; their tests stand elsewhere.
const ELSEWHERE: [&str; 4] = [
    "ParameterValue",
    "UnknownParameter",
    "TooLong",
    "TooExpensive",
];

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
