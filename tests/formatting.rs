//! `dateline fmt`, and what its form keeps of every script.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use dateline::query::format::format;
use dateline::query::parse::parse;
use proptest::prelude::*;

use crate::fuzzed::checks::without_spans;
use crate::random_queries::random_questions;
use crate::support::dateline;

/// Every whole query in the project's tests that parses.
pub(crate) static KNOWN_QUERIES: LazyLock<Vec<String>> = LazyLock::new(known_queries);

fn known_queries() -> Vec<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut queries = Vec::new();
    for folder in ["query", "query_meaning"] {
        for entry in fs::read_dir(tests.join("golden").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "query") {
                queries.push(fs::read_to_string(path).unwrap().trim_end().to_owned());
            }
        }
    }
    let questions = fs::read_to_string(tests.join("fixtures/questions.dq")).unwrap();
    let is_query = |line: &&str| !line.starts_with('#');
    queries.extend(questions.lines().filter(is_query).map(str::to_owned));
    queries.extend(random_questions(0x5eed_cafe, 200));
    queries.retain(|query| parse(query).is_ok());
    queries.sort();
    queries
}

/// Holds that a script's form says the same, keeps its comments and is its own form.
fn keeps_its_meaning(source: &str) {
    let formatted = format(source).unwrap_or_else(|errors| panic!("{source}: {errors:?}"));
    let again = format(&formatted).unwrap();
    assert_eq!(formatted, again, "{source}");
    let (before, after) = (parse(source).unwrap(), parse(&formatted).unwrap());
    assert_eq!(without_spans(&before), without_spans(&after), "{source}");
    let n_comments = |text: &str| text.matches("# c").count();
    assert_eq!(n_comments(source), n_comments(&formatted), "{source}");
    let is_ended = |line: &str| line == line.trim_end() || line.contains(['"', '\'']);
    assert!(formatted.lines().all(is_ended), "{formatted:?}");
}

#[test]
fn every_known_query_keeps_its_meaning() {
    let queries = &*KNOWN_QUERIES;
    assert!(queries.len() > 100, "only {} parse", queries.len());
    for query in queries {
        keeps_its_meaning(query);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// White space and comments are put wherever there was a blank outside quotes.
    #[test]
    fn every_layout_of_a_query_has_the_same_form_but_for_comments(
        index in 0usize..10_000,
        choices in prop::collection::vec(0usize..8, 1..40),
    ) {
        let queries = &*KNOWN_QUERIES;
        let query = &queries[index % queries.len()];
        let mut mutated = String::new();
        let mut quote = None;
        let mut n_blanks = 0;
        for character in query.chars() {
            quote = match quote {
                Some(open) if open == character => None,
                None if matches!(character, '"' | '\'' | '`' | '/') => Some(character),
                other => other,
            };
            if character != ' ' || quote.is_some() {
                mutated.push(character);
                continue;
            }
            n_blanks += 1;
            mutated.push_str(match choices[n_blanks % choices.len()] {
                0 => " # c\n",
                1 => "\n # c\n# c\r\n",
                2 => "\r\n\t",
                3 => "\n\n\n",
                4 => "   ",
                _ => " ",
            });
        }
        // A distance may hold blanks, but no line end.
        if parse(&mutated).is_ok() {
            keeps_its_meaning(&mutated);
            // An empty line between two statements stays.
            let sets_apart = query.contains(';') && mutated.contains("\n\n");
            if !mutated.contains("# c") && !sets_apart {
                prop_assert_eq!(format(query), format(&mutated));
            }
        }
    }
}

fn fmt(arguments: &[&str], input: &str) -> (i32, String, String) {
    use std::io::Write;
    let mut child = dateline()
        .arg("fmt")
        .args(arguments)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no input may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let done = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        done.status.code().unwrap(),
        text(done.stdout),
        text(done.stderr),
    )
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let formatted = (0, "events | count # all\n".to_owned(), String::new());
    assert_eq!(fmt(&[], "events|COUNT # all"), formatted);
    assert_eq!(fmt(&["-"], "\u{feff}events\r\n|count # all\r\n"), formatted);
    let (status, out, err) = fmt(&[], "events | were x");
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("error[E001]"), "{err}");
    assert_eq!(fmt(&["--check"], "events | count\n").0, 0);
    let (status, out, _) = fmt(&["--check"], "events|count");
    assert_eq!((status, out.as_str()), (1, "standard input\n"));
}

#[test]
fn files_are_rewritten_in_place_only_when_their_form_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (good, ugly, wrong) = (path("good.dq"), path("ugly.dq"), path("wrong.dq"));
    fs::write(&good, "events | count\n").unwrap();
    fs::write(&ugly, "\u{feff}# head\r\nevents|count\r\n").unwrap();
    fs::write(&wrong, "events | were\n").unwrap();
    let all = [good.as_str(), &ugly, &wrong];

    let (status, out, err) = fmt(&["--check", all[0], all[1], all[2]], "");
    assert_eq!((status, out), (2, format!("{ugly}\n")));
    assert!(
        err.contains("E001") && err.contains("wrong.dq:1:10"),
        "{err}"
    );
    assert!(fs::read_to_string(&ugly).unwrap().contains("events|count"));

    let before = fs::metadata(&good).unwrap().modified().unwrap();
    assert_eq!(fmt(&all, "").0, 2);
    assert_eq!(
        fs::read_to_string(&ugly).unwrap(),
        "# head\nevents | count\n"
    );
    assert_eq!(fs::read_to_string(&wrong).unwrap(), "events | were\n");
    assert_eq!(fs::metadata(&good).unwrap().modified().unwrap(), before);
    assert_eq!(fmt(&all[..2], "").0, 0);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        3,
        "nothing is left behind"
    );
    assert_eq!(fmt(&[&path("missing.dq")], "").0, 1);
}
