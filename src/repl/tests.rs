use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::*;
use crate::ask::{Answer, SavedQuestions, Trouble};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::parse::parse;
use crate::render::{OutputFormat, Page};
use crate::span::Span;
use crate::store::{Citation, Origin, StoredArticle};
use crate::value::{Column, ColumnType, Parameter, Rows, Statement, Value};

/// Answers every script that parses with its own text; `slow` is stopped, `bad` does not compile.
#[derive(Default)]
pub(super) struct Echoing;

fn rows(name: &str, records: Vec<Vec<Value>>) -> Rows {
    let column = Column::new(name.to_owned(), ColumnType::Plain);
    Rows {
        columns: vec![column],
        records,
    }
}

impl Answers for Echoing {
    fn banner(&self, _: Option<usize>) -> String {
        "echoes".to_owned()
    }

    fn set_most_rows(&mut self, _: Option<usize>) {}

    fn name(&self) -> String {
        "echo".to_owned()
    }

    fn cited(&mut self, source: &str) -> Result<Answer, Trouble> {
        let answer = self.answer(source)?;
        Ok(Answer {
            evidence: vec![vec![7, 8]],
            ..answer
        })
    }

    fn citations(&mut self, sentences: &[i64]) -> Result<Vec<Citation>, Trouble> {
        let citation = |sentence: &i64| Citation {
            sentence: *sentence,
            text: "It fell.".to_owned(),
            article: "a1".to_owned(),
            title: Some("First \u{1b}[31m".to_owned()),
            url: Some("https://post.example/1".to_owned()),
            source: Some("Post".to_owned()),
            author: None,
            language: None,
            published: None,
            published_basis: None,
            file: None,
            row: None,
        };
        Ok(sentences.iter().map(citation).collect())
    }

    fn addresses(&mut self, origins: &[Option<Origin>]) -> Result<Vec<Option<String>>, Trouble> {
        Ok(vec![None; origins.len()])
    }

    fn article(&mut self, _: &str) -> Result<Option<StoredArticle>, Trouble> {
        Ok(None)
    }

    fn set_parameters(&mut self, _: BTreeMap<String, String>) {}

    fn version(&mut self) -> Result<i64, Trouble> {
        Ok(1)
    }

    fn open(&mut self, _: &Path) -> Result<(), Trouble> {
        Ok(())
    }

    fn load(&mut self, _: &Path) -> Result<bool, Trouble> {
        Ok(true)
    }

    fn saved(&self) -> Option<SavedQuestions> {
        None
    }

    fn answer(&mut self, source: &str) -> Result<Answer, Trouble> {
        parse(source).map_err(Trouble::Question)?;
        if source.contains("slow") {
            let part = source.contains("part").then(|| {
                let records = vec![vec![Value::Integer(1)]; 3];
                let rows = Some(rows("n", records));
                Box::new(Answer {
                    rows,
                    ..Answer::default()
                })
            });
            return Err(Trouble::Stopped(part));
        }
        if source.contains("many") {
            let rows = Some(rows("n", vec![vec![Value::Integer(12_345)]]));
            return Ok(Answer {
                rows,
                ..Answer::default()
            });
        }
        if let Some(place) = source.find("bad") {
            let kind = QueryErrorKind::ChartNotLast;
            let error = QueryError::new(kind, Span::new(place, place + 3));
            return Err(Trouble::Question(error.into()));
        }
        Ok(Answer {
            rows: Some(rows("script", vec![vec![Value::Text(source.to_owned())]])),
            notes: vec!["1 event without a date".to_owned()],
            ..Answer::default()
        })
    }

    fn statement(&mut self, source: &str) -> Result<Statement, Trouble> {
        Ok(Statement {
            sql: format!("SELECT {}", source.len()),
            parameters: vec![Parameter::Text("x\u{1b}".to_owned())],
            columns: Vec::new(),
        })
    }

    fn schema(&mut self, _noun: Option<&str>) -> Result<Rows, Trouble> {
        Ok(rows("noun", vec![vec![Value::Text("events".to_owned())]]))
    }

    fn set_limit(&mut self, _limit: Option<std::time::Duration>) {}

    fn complete(&self, _text: &str, _cursor: usize) -> Completion {
        Completion::default()
    }

    fn stopper(&self) -> Box<dyn Fn() + Send> {
        Box::new(|| {})
    }
}

/// What is written for a script: data and the rest, and how it was done.
fn script(input: &str, is_kept_going: bool) -> (String, String, Done) {
    let session = Session::new(Echoing, OutputFormat::Csv, Page::default());
    let mut session = session.kept_going(is_kept_going);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut output = Output {
        data: &mut out,
        notes: &mut err,
        height: None,
    };
    let ended = script::run(&mut session, &mut input.as_bytes(), "s.dq", &mut output).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(out), text(err), ended.done)
}

/// As [`script`], which goes on after errors; whether there were any.
fn session(input: &str) -> (String, String, bool) {
    let (out, err, done) = script(input, true);
    (out, err, done != Done::Answered)
}

#[test]
fn questions_end_where_the_grammar_says() {
    let check = |input: &str, expected: &[&str]| {
        let (out, _, is_failed) = session(input);
        let found: Vec<&str> = out.split("script\n").skip(1).map(str::trim_end).collect();
        assert_eq!(found, expected, "{input:?}");
        assert!(!is_failed);
    };
    check("events", &["events"]);
    check("events\narticles\n", &["events", "articles"]);
    check("events |\ntake 3\n", &["\"events |\ntake 3\""]);
    check(
        "events\n| take 3\n-> articles\n",
        &["\"events\n| take 3\n-> articles\""],
    );
    check(
        "events by (\n\"a\",\n\"b\"\n)\narticles",
        &["\"events by (\n\"\"a\"\",\n\"\"b\"\"\n)\"", "articles"],
    );
    check("\n\n  \nevents;\n", &["events;"]);
    // As `dateline fmt` breaks a long stage.
    check(
        "events\n| summarize\n    a = count(),\n    b = max(date)\n  by kind\narticles",
        &[
            "\"events\n| summarize\n    a = count(),\n    b = max(date)\n  by kind\"",
            "articles",
        ],
    );
    check("  events\n  articles\n", &["  events", "  articles"]);
    check(
        "\u{feff}events\r\n# all\r\narticles",
        &["\"events\n# all\"", "articles"],
    );
    check("events\n.quit\narticles\n", &["events"]);
}

#[test]
fn an_open_question_is_run_by_a_semicolon_or_an_empty_line() {
    for input in ["events | where (a;\narticles", "events |\n\narticles"] {
        let (out, err, is_failed) = session(input);
        assert_eq!(out, "script\narticles\n", "{input:?}");
        assert!(err.contains("error[E00"), "{err}");
        assert!(is_failed);
    }
}

#[test]
fn definitions_are_kept_and_errors_stay_in_place() {
    let (out, err, _) = session("let x = events # mine\nx | count\nx | where bad\n");
    assert!(out.contains("let x = events"), "{out}");
    assert!(out.contains("x | count"), "{out}");
    assert!(
        err.contains("3 | x | where bad\n  |           ^^^"),
        "{err}"
    );
}

#[test]
fn a_script_ends_at_its_first_error_and_names_its_line() {
    let text = "# what is asked\n\nevents\n\narticles\n| count\n  | where bad\n| take 3\nquotes\n";
    let (out, err, done) = script(text, false);
    assert_eq!(out, "script\nevents\n");
    let place = " --> s.dq:7:11\n  |\n7 |   | where bad\n  |           ^^^";
    assert!(err.contains(place), "{err}");
    assert_eq!(done, Done::Wrong);
    let (out, _, done) = script(text, true);
    assert!(out.ends_with("script\nquotes\n"), "{out}");
    assert_eq!(done, Done::Wrong);
    // The status is that of the first.
    assert_eq!(script("slow\nbad", true).2, Done::Failed);
    assert_eq!(script("slow", false).2, Done::Failed);
}

#[test]
fn a_wrong_command_in_a_script_has_its_place() {
    let check = |text: &str, place: &str, expected: Done| {
        let (_, err, done) = script(text, false);
        assert!(err.contains(place), "{err}");
        assert_eq!(done, expected);
    };
    check(
        "\n.xyz now\n",
        "error: there is no command `.xyz`; `.help` lists them\n --> s.dq:2:1\n  |\n2 | .xyz now\n  | ^^^^^^^^",
        Done::Wrong,
    );
    check("# a\n .facet x\n", " --> s.dq:2:2", Done::Failed);
    check(
        "events\n.edit\n",
        "error: .edit needs a terminal\n --> s.dq:2:1",
        Done::Failed,
    );
    check("\n.explain events | bad", " --> s.dq:2:19\n", Done::Wrong);
    check(".set timer perhaps", "neither on nor off", Done::Wrong);
}

#[test]
fn a_file_is_read_as_a_script() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("questions.dq");
    let read = format!("\n.read {}\narticles", path.display());
    fs::write(&path, "events\n.mode jsonl\nquotes\n").unwrap();
    let (out, err, done) = script(&read, false);
    assert_eq!(done, Done::Answered, "{err}");
    assert_eq!(
        out,
        "script\nevents\n{\"script\":\"quotes\"}\n{\"script\":\"articles\"}\n"
    );
    fs::write(&path, "\nevents | bad\nquotes").unwrap();
    let (out, err, done) = script(&read, false);
    assert_eq!((out.as_str(), done), ("", Done::Wrong));
    assert!(err.contains(&format!("{}:2:10", path.display())), "{err}");
    fs::write(&path, ".quit").unwrap();
    assert_eq!(script(&read, false).0, "");
    fs::write(&path, format!(".read {}", path.display())).unwrap();
    let (_, err, done) = script(&read, false);
    assert!(err.contains("does one read itself?"), "{err}");
    assert_eq!(done, Done::Failed);
    let missing = ".read /nowhere/x.dq";
    assert!(script(missing, false).1.contains("s.dq:1:1"));
}

#[test]
fn an_error_in_a_definition_is_shown_there() {
    let (_, err, _) = session("events\nlet x = bad\nx | count\n");
    assert!(err.contains("1 | let x = bad\n  |         ^^^"), "{err}");
    assert!(!err.contains("x | count"), "{err}");
}

#[test]
fn a_footer_tells_rows_and_what_was_left_out() {
    let (_, err, _) = session("events");
    assert!(err.starts_with("1 row · "), "{err}");
    assert!(
        err.trim_end().ends_with(" ms · 1 event without a date"),
        "{err}"
    );
}

#[test]
fn a_stopped_question_does_not_end_the_session() {
    let (out, err, is_failed) = session("slow\nevents");
    assert!(err.starts_with("stopped after 0."), "{err}");
    assert_eq!(out, "script\nevents\n");
    assert!(is_failed);
}

#[test]
fn commands_are_answered() {
    let (out, err, _) = session(".mode\n.mode jsonl\nevents\n.sql\n.mod\n.xyz\n");
    assert!(
        out.starts_with("mode csv\n{\"script\":\"events\"}\nSELECT 6\n-- 1: 'x\\e'\nmode jsonl\n"),
        "{out}"
    );
    assert!(err.contains("there is no command `.xyz`"), "{err}");
    assert!(session(".sql").1.contains("nothing has been asked yet"));
    assert!(session(".help").0.contains(".schema [NOUN]"));
    assert!(session(".tables").0.contains("events"));
}

#[test]
fn a_stopped_question_keeps_what_it_has() {
    let (out, err, is_failed) =
        session("events about \"slow part\"\n.export /nowhere/x.csv\n.full");
    assert_eq!(out, "n\n1\n1\n1\nn\n1\n1\n1\n");
    assert!(err.contains(" ms, 3 rows so far kept"), "{err}");
    assert!(err.contains("cannot write /nowhere/x.csv"), "{err}");
    assert!(is_failed);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.csv");
    let export = format!("events about \"slow part\"\n.export {}\n", path.display());
    assert!(session(&export).1.contains("the answer was stopped"));
}

#[test]
fn the_last_result_is_written_whole_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (csv, json) = (path("a.csv"), path("a b.json"));
    let (_, err, _) = session(&format!(
        "events\n.export {csv}\n.once \"{json}\"\narticles\n.once {csv}x\n"
    ));
    assert_eq!(fs::read_to_string(&csv).unwrap(), "script\nevents\n");
    let written = fs::read_to_string(&json).unwrap();
    let value: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(value, serde_json::json!([{"script": "articles"}]));
    assert!(err.contains("a.csv: 1 row"), "{err}");
    assert!(err.contains("did you mean `.csv`?"), "{err}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_result_leads_to_its_articles() {
    let (out, err, _) = session("events\n.sources\n.open 2\n.open 1\n");
    assert!(
        out.ends_with("1  First \\e[31m\n   Post\n   https://post.example/1\n"),
        "{out}"
    );
    assert!(err.contains("1 article · .open N reads one"), "{err}");
    assert!(err.contains("`.sources` lists 1, no 2"), "{err}");
    assert!(err.contains("the article a1 is no more"), "{err}");
    assert!(session(".sources").1.contains("nothing has been asked yet"));
}

#[test]
fn the_last_question_has_a_name() {
    let (out, _, _) = session("events | chart bar\n_ | count\n");
    assert!(out.contains("\"let _ = events \n;\n_ | count\""), "{out}");
    let (out, _, _) = session("events\n_ | take 3\n_ | count\n");
    let nested = "\"let _ = (events) | take 3\n;\n_ | count\"";
    assert!(out.contains(nested), "{out}");
    let (out, _, _) = session("events\narticles\n_1 | take 3\n_ | count\n_2 | count\n");
    assert!(out.contains("let _1 = events\n;\n_1 | take 3"), "{out}");
    assert!(
        out.contains("let _ = (events) | take 3\n;\n_ | count"),
        "{out}"
    );
    assert!(out.contains("let _2 = articles\n;\n_2 | count"), "{out}");
    let (out, err, _) = session("events\narticles\n.facet script _1\n.full\n.full 7\n");
    assert!(
        out.ends_with("script,rows,share\nevents,1,1\nscript\nevents\n"),
        "{out}"
    );
    assert!(
        err.contains("there is no result `_7`; the newest is `_2`"),
        "{err}"
    );
    let (out, _, _) = session("_ | count\n");
    assert!(out.contains("script\n_ | count\n"), "{out}");
}

#[test]
fn what_is_set_can_be_seen() {
    let (out, err, _) = session(".set timer off\n.set\nevents\n.param x 1\n.param\n");
    assert!(out.contains("timer     off"), "{out}");
    assert!(out.contains("$x = 1"), "{out}");
    assert_eq!(err, "1 row · 1 event without a date\n");
}

#[test]
fn a_result_can_be_counted_and_drawn() {
    let (out, err, _) =
        session("events\n.facet script\n.facet scrip\n.chart\n.crosstab script script\n");
    assert!(out.contains("script,rows,share\nevents,1,1\n"), "{out}");
    assert!(out.contains("script,all,events\nevents,1,1\n"), "{out}");
    assert!(err.contains("did you mean `script`?"), "{err}");
    assert!(err.contains("needs a column of numbers"), "{err}");
}

#[test]
fn what_only_a_terminal_can_do_is_told() {
    let (_, err, is_failed) = session(".edit\nevents\n.copy\n.watch 1s\n");
    assert!(err.contains(".edit needs a terminal"), "{err}");
    assert!(
        err.contains("there is no terminal to copy through"),
        "{err}"
    );
    assert!(err.contains(".watch 1s needs a terminal"), "{err}");
    assert!(is_failed);
}

#[test]
fn digits_stand_in_groups_unless_somebody_says_otherwise() {
    let check = |setting: &str, expected: &str| {
        let (out, _, _) = session(&format!(".mode table\n{setting}\nevents about \"many\"\n"));
        assert!(out.contains(expected), "{out}");
    };
    check("", "│ 12,345 │");
    check(".set thousands off", "│ 12345 │");
}
