//! Queries kept as files: `CASE.query` and, beside it, the statement of each dialect or what is said
//! of its mistakes. With `UPDATE_GOLDEN=1` the files are written anew; read them before keeping them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::model::date::PartialDate;
use dateline::model::entity::EntityKind;
use dateline::model::fold::fold;
use dateline::query::names::{Candidate, Names, OutletCandidate};
use dateline::query::{Dialect, Options, compile};
use dateline::render::diagnostic::{DiagnosticStyle, diagnostics};

/// Names from a list: handle, name, kind, mentions, further names.
struct Listed;

const ENTITIES: [(&str, &str, EntityKind, u64, &[&str]); 9] = [
    ("aleppo", "Aleppo", EntityKind::Place, 80, &["Halab"]),
    (
        "ali-shamkhani",
        "Ali Shamkhani",
        EntityKind::Person,
        95,
        &["Shamkhani"],
    ),
    ("georgia-country", "Georgia", EntityKind::Place, 31, &[]),
    ("georgia-us-state", "Georgia", EntityKind::Place, 4, &[]),
    ("iran", "Iran", EntityKind::Place, 98, &[]),
    (
        "islamic-state",
        "Islamic State",
        EntityKind::ArmedGroup,
        201,
        &["Daesh", "ISIS"],
    ),
    ("russia", "Russia", EntityKind::Place, 126, &[]),
    ("syria", "Syria", EntityKind::Place, 235, &[]),
    (
        "united-nations",
        "United Nations",
        EntityKind::Organization,
        40,
        &["UN"],
    ),
];

fn candidate(at: usize) -> Candidate {
    let (id, name, kind, mentions, _) = ENTITIES[at];
    Candidate {
        key: i64::try_from(at).unwrap() + 1,
        id: id.to_owned(),
        name: name.to_owned(),
        kind,
        mentions,
    }
}

impl Names for Listed {
    fn entities(&self, folded: &str) -> Vec<Candidate> {
        let is_called = |at: &usize| {
            let (_, name, _, _, others) = ENTITIES[*at];
            others
                .iter()
                .chain([&name])
                .any(|name| fold(name) == folded)
        };
        (0..ENTITIES.len())
            .filter(is_called)
            .map(candidate)
            .collect()
    }

    fn entity(&self, handle: &str) -> Option<Candidate> {
        (0..ENTITIES.len())
            .map(candidate)
            .find(|it| it.id == handle)
    }

    fn outlets(&self, folded: &str) -> Vec<OutletCandidate> {
        let known = ["press tv", "reuters"]
            .iter()
            .position(|name| *name == folded);
        known
            .map(|at| OutletCandidate {
                key: i64::try_from(at).unwrap() + 1,
                id: folded.replace(' ', "-"),
                name: ["Press TV", "Reuters"][at].to_owned(),
            })
            .into_iter()
            .collect()
    }

    fn nearest(&self, folded: &str, limit: usize) -> Vec<Candidate> {
        let shares = |it: &Candidate| fold(&it.name).chars().take(3).eq(folded.chars().take(3));
        let near = (0..ENTITIES.len()).map(candidate).filter(shares);
        let known = near.chain((1..2).map(candidate).filter(|_| folded.contains("amk")));
        known.take(limit).collect()
    }

    fn member_count(&self, _: &str, word: &str) -> u64 {
        if word == "airstrike" { 412 } else { 3 }
    }
}

fn options(dialect: Dialect) -> Options {
    let now: PartialDate = "2018-09-02".parse().unwrap();
    Options {
        dialect,
        now: now.first,
        ..Options::default()
    }
}

fn cases(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is_query = |path: &PathBuf| path.extension().is_some_and(|it| it == "query");
    let mut cases: Vec<PathBuf> = entries.filter(is_query).collect();
    cases.sort();
    cases
}

fn check(path: &Path, found: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(path, found).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(found, expected, "{}", path.display());
}

/// The queries whose statements are kept.
pub(crate) fn questions() -> impl Iterator<Item = String> {
    cases("query")
        .into_iter()
        .map(|case| fs::read_to_string(case).unwrap())
}

#[test]
fn statements_are_as_recorded_in_both_dialects() {
    for case in cases("query") {
        let source = fs::read_to_string(&case).unwrap();
        for dialect in Dialect::ALL {
            let compiled = compile(source.trim_end(), &Listed, &options(dialect))
                .unwrap_or_else(|found| panic!("{source}: {:?}", found.errors()));
            let mut text = compiled.statement.sql.clone();
            text.push_str("\n\n");
            for value in &compiled.statement.parameters {
                writeln!(text, "{value:?}").unwrap();
            }
            for (number, search) in compiled.searches() {
                writeln!(text, "\nsearch {number}").unwrap();
                for statement in search.statements() {
                    writeln!(text, "\n{}\n", statement.sql).unwrap();
                    for value in &statement.parameters {
                        writeln!(text, "{value:?}").unwrap();
                    }
                }
            }
            check(&case.with_extension(dialect.word()), &text);
        }
    }
}

#[test]
fn mistakes_of_meaning_are_explained_as_recorded() {
    let mut codes = BTreeSet::new();
    for case in cases("query_meaning") {
        let text = fs::read_to_string(&case).unwrap();
        let source = text.trim_end();
        let errors = compile(source, &Listed, &options(Dialect::Sqlite)).expect_err(source);
        codes.extend(errors.errors().iter().map(|error| error.kind.code()));
        let shown = diagnostics(&errors, source, DiagnosticStyle::default());
        check(&case.with_extension("error"), &format!("{shown}\n"));
    }
    let all = [
        "E007", "E010", "E011", "E012", "E015", "E016", "E017", "E018", "E019", "E020", "E021",
        "E022", "E023", "E030", "E031", "E032", "E033", "E041", "E042", "E043", "E045", "E048",
        "E050",
    ];
    assert_eq!(codes, BTreeSet::from(all));
}

#[test]
fn a_value_of_the_user_never_stands_in_the_statement() {
    let hostile = "'; DROP TABLE event; --";
    let queries = [
        format!("articles | where title = \"{hostile}\""),
        format!("articles | where title ~ \"{hostile}\""),
        format!("articles about \"{hostile}\""),
        format!("articles matching \"{hostile}\"* or near(\"{hostile}\", \"x\", 3)"),
        format!("articles by \"{hostile}\""),
        format!("articles | where author in (\"{hostile}\", \"x\")"),
        format!("articles | select `{hostile}` = title | sort `{hostile}`"),
        format!(
            "events | derive `{hostile}` = case {{ else => \"{hostile}\" }} | count by `{hostile}`"
        ),
        format!("articles | facet `{hostile}` = title"),
    ];
    for query in queries {
        for dialect in Dialect::ALL {
            let compiled = compile(&query, &Listed, &options(dialect))
                .unwrap_or_else(|found| panic!("{query}: {:?}", found.errors()));
            let sql = &compiled.statement.sql;
            assert!(
                !sql.contains("DROP") && !sql.contains(';'),
                "{query}: {sql}"
            );
        }
    }
}

#[test]
fn a_name_that_is_understood_otherwise_is_echoed_once() {
    let query = "events by \"ISIS\" | where against \"ISIS\" or with \"Islamic State\"";
    let compiled = compile(query, &Listed, &options(Dialect::Sqlite)).unwrap();
    let echoes: Vec<(&str, &str)> = compiled
        .echoes
        .iter()
        .filter(|echo| !echo.is_obvious())
        .map(|echo| (echo.typed.as_str(), echo.handle.as_str()))
        .collect();
    assert_eq!(echoes, [("ISIS", "islamic-state")]);
}

#[test]
fn a_let_used_twice_in_each_of_many_does_not_explode() {
    let mut script = "let a0 = events;\n".to_owned();
    for step in 1..40 {
        let before = step - 1;
        writeln!(script, "let a{step} = a{before} | union a{before};").unwrap();
    }
    script.push_str("a39");
    assert!(compile(&script, &Listed, &options(Dialect::Sqlite)).is_err());
}
