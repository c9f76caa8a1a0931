//! What must hold for any text. The tests of the project include this file and feed it the inputs that
//! were worth keeping.

use std::path::PathBuf;

use dateline::model::entity::EntityKind;
use dateline::model::fold::fold;
use dateline::query::format::format as formatted;
use dateline::query::names::{Candidate, Names, OutletCandidate, Wanted};
use dateline::query::parse::{completeness, parse as parsed};
use dateline::query::{Action, Dialect, Options};
use dateline::render::diagnostic::{DiagnosticStyle, diagnostics};
use dateline::store::Store;

/// A text parses, or its errors lie inside it and can be shown.
pub fn parse(source: &str) {
    completeness(source);
    if let Err(errors) = parsed(source) {
        for error in errors.errors() {
            let place = source.get(error.span.start..error.span.end);
            assert!(place.is_some(), "{error:?}");
        }
        diagnostics(&errors, source, DiagnosticStyle::default());
    }
}

/// What parses has a form, which says the same, keeps every comment and is its own form.
pub fn format(source: &str) {
    let Ok(formatted) = formatted(source) else {
        return;
    };
    let again = formatted_again(&formatted);
    assert_eq!(
        formatted, again,
        "the form of {source:?} changes when it is formatted"
    );
    let tree = |text: &str| without_spans(&parsed(text).expect("it parsed before"));
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    assert_eq!(
        tree(source),
        tree(&formatted),
        "{source:?} became {formatted:?}"
    );
}

fn formatted_again(text: &str) -> String {
    match formatted(text) {
        Ok(again) => again,
        Err(errors) => panic!("{text:?} does not parse: {errors:?}"),
    }
}

/// A tree as text, without the places of its nodes.
pub fn without_spans(tree: &impl std::fmt::Debug) -> String {
    let text = format!("{tree:?}");
    let mut parts = text.split("Span { ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| {
        told + part.split_once('}').map_or("", |(_, rest)| rest)
    })
}

/// A text is refused with errors that can be shown, or it compiles for both dialects and runs on an
/// empty database.
pub fn compile(source: &str) {
    let options = |dialect| Options {
        dialect,
        now: 17_776,
        parameters: [("who", "Russia"), ("place", "Syria"), ("day", "2016-06")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        ..Options::default()
    };
    let compiled = match dateline::query::compile(source, &Known, &options(Dialect::Sqlite)) {
        Ok(compiled) => compiled,
        Err(errors) => {
            for error in errors.errors() {
                let place = source.get(error.span.start..error.span.end);
                assert!(place.is_some(), "{error:?}");
            }
            diagnostics(&errors, source, DiagnosticStyle::default());
            return;
        }
    };
    let other = dateline::query::compile(source, &Known, &options(Dialect::Postgres));
    assert!(
        other.is_ok(),
        "PostgreSQL alone refuses it: {:?}",
        other.err()
    );
    if !matches!(compiled.action, Action::Field { .. }) {
        EMPTY.with(|store| run(store, compiled));
    }
}

fn run(store: &Store, compiled: dateline::query::Compiled) {
    let compiled = match dateline::ask::searched(store, compiled) {
        Ok(compiled) => compiled,
        Err(error) => panic!("{error}"),
    };
    let statements = compiled.footnotes.iter().map(|note| &note.statement);
    for statement in statements.chain([&compiled.statement]) {
        if statement.sql.is_empty() {
            continue;
        }
        if let Err(error) = store.run(statement) {
            panic!("{error}\n{}", statement.sql);
        }
    }
}

thread_local! {
    static EMPTY: Store = empty_store();
}

/// A database without a row.
fn empty_store() -> Store {
    let path: PathBuf =
        std::env::temp_dir().join(format!("dateline-fuzz-{}.db", std::process::id()));
    Store::create(&path).expect("a new database");
    let store = Store::open(&path).expect("the database just made");
    // The open file lives on until the process ends.
    let _ = std::fs::remove_file(&path);
    store
}

/// Names known by heart; any other name of at least three letters is a person, a place, a group or an
/// organization by its length.
pub struct Known;

const PLACES: [&str; 10] = [
    "syria", "iraq", "aleppo", "homs", "idlib", "norland", "tehran", "mosul", "iran", "russia",
];

const OUTLETS: [&str; 6] = [
    "press tv",
    "reuters",
    "sana",
    "morning post",
    "meridian wire",
    "the harbour post",
];

fn candidate(folded: &str) -> Option<Candidate> {
    let kind = if PLACES.contains(&folded) {
        EntityKind::Place
    } else if folded == "islamic state" || folded == "daesh" {
        EntityKind::ArmedGroup
    } else {
        match folded.len() % 8 {
            _ if folded.len() < 3 => return None,
            0 | 1 => EntityKind::Place,
            2 => EntityKind::ArmedGroup,
            3 | 4 => EntityKind::Organization,
            _ => EntityKind::Person,
        }
    };
    Some(Candidate {
        key: i64::try_from(folded.len()).unwrap_or(0),
        id: folded.replace(' ', "-"),
        name: folded.to_owned(),
        kind,
        mentions: 5,
    })
}

impl Names for Known {
    fn entities(&self, folded: &str) -> Vec<Candidate> {
        let found = candidate(folded);
        // A name that two entities bear.
        let other = found.clone().filter(|_| folded == "georgia");
        found.into_iter().chain(other).collect()
    }

    fn entity(&self, handle: &str) -> Option<Candidate> {
        candidate(&fold(&handle.replace('-', " ")))
    }

    fn outlets(&self, folded: &str) -> Vec<OutletCandidate> {
        let known = OUTLETS.iter().position(|outlet| *outlet == folded);
        known
            .map(|key| OutletCandidate {
                key: i64::try_from(key).unwrap_or(0),
                id: folded.replace(' ', "-"),
                name: folded.to_owned(),
            })
            .into_iter()
            .collect()
    }

    fn nearest(&self, folded: &str, limit: usize) -> Vec<Candidate> {
        let near = ["islamic state", "ali shamkhani"]
            .into_iter()
            .filter_map(candidate);
        near.filter(|near| near.name != folded)
            .take(limit)
            .collect()
    }

    fn member_count(&self, _noun: &str, word: &str) -> u64 {
        word.len() as u64
    }

    fn beginning(&self, folded: &str, _wanted: Wanted, limit: usize) -> Vec<Candidate> {
        let all = [
            "russia",
            "syria",
            "islamic state",
            "ali shamkhani",
            "press tv",
        ];
        let fitting = all
            .into_iter()
            .filter(|name| name.split(' ').any(|word| word.starts_with(folded)));
        fitting.filter_map(candidate).take(limit).collect()
    }
}

/// In the middle of a text, and at its end, something or nothing is offered that replaces what stands
/// before.
pub fn complete(source: &str) {
    for cursor in [source.floor_char_boundary(source.len() / 2), source.len()] {
        let found = dateline::query::complete::complete(source, cursor, &Known);
        assert!(found.start <= cursor, "{source:?} at {cursor}");
        assert!(
            source.is_char_boundary(found.start),
            "{source:?} at {cursor}"
        );
    }
}
