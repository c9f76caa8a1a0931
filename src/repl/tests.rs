use super::*;
use crate::ask::{Answer, Trouble};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::parse::parse;
use crate::render::{OutputFormat, Page};
use crate::span::Span;
use crate::value::{Column, ColumnType, Parameter, Rows, Statement, Value};

/// Answers every script that parses with its own text; `slow` is stopped, `bad` does not compile.
#[derive(Default)]
struct Echoing;

fn rows(name: &str, records: Vec<Vec<Value>>) -> Rows {
    let column = Column::new(name.to_owned(), ColumnType::Plain);
    Rows {
        columns: vec![column],
        records,
    }
}

impl Answers for Echoing {
    fn answer(&mut self, source: &str) -> Result<Answer, Trouble> {
        parse(source).map_err(Trouble::Question)?;
        if source.contains("slow") {
            return Err(Trouble::Stopped);
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

/// What is written for a text from a pipe: data and the rest.
fn session(input: &str) -> (String, String, bool) {
    let mut session = Session::new(Echoing, OutputFormat::Csv, Page::default());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let ended = piped::run(&mut session, &mut input.as_bytes(), &mut out, &mut err).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(out), text(err), ended.is_failed)
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
        err.contains("1 | x | where bad\n  |           ^^^"),
        "{err}"
    );
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
        out.starts_with("csv\n{\"script\":\"events\"}\nSELECT 6\n-- 1: 'x\\e'\njsonl\n"),
        "{out}"
    );
    assert!(err.contains("there is no command `.xyz`"), "{err}");
    assert!(session(".sql").1.contains("nothing has been asked yet"));
    assert!(session(".help").0.contains(".schema [NOUN]"));
    assert!(session(".tables").0.contains("events"));
}
