//! `dateline eval`: how well the extraction reads annotated articles.

use serde_json::json;

use super::Streams;
use super::args::Eval;
use super::eval_table;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::load::{built_in_lexicon, check_paths};
use super::own;
use super::rows::print;
use crate::evaluate::{Gold, Miss, Report, Unread, evaluate};
use crate::render::cell::clean;
use crate::store::Store;
use crate::value::{Column, ColumnType, Format, Rows, Value};

/// Runs the command.
pub(super) fn run(
    arguments: &Eval,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    check_paths(&arguments.paths)?;
    let mut lexicon = built_in_lexicon()?;
    if let Some(path) = given.typed_database() {
        let store = Store::open(path).map_err(failed)?;
        own::learn_kept(&mut lexicon, &store).map_err(failed)?;
    }
    if arguments.table {
        return eval_table::run(&arguments.paths, &lexicon, given, streams);
    }
    let (gold, unread) = Gold::read(&arguments.paths, &lexicon.boilerplate);
    reject(&unread, streams)?;
    if gold.articles.is_empty() && gold.sheets.is_empty() {
        return Err(Failure::Failed(
            "no annotated article there; annotations are the lists `mentions`, `dates`, `quotes`, \
             `figures` and `events` of article records, as `dateline extract` writes them, or the list \
             `gold` or `spans` of sets of others"
                .to_owned(),
        ));
    }
    if gold.n_bare > 0 {
        let n_bare = gold.n_bare;
        writeln!(streams.err, "{n_bare} without annotations were left out")?;
    }
    let report = evaluate(&gold, &lexicon);
    if arguments.json {
        write_json(&report, arguments.errors, streams)?;
    } else {
        print(&rows(&report), given, streams)?;
        writeln!(streams.err, "{}", summary(&report))?;
        if arguments.errors {
            for miss in &report.misses {
                writeln!(streams.out, "{}", shown(miss))?;
            }
        }
    }
    Ok(if unread.is_empty() {
        Outcome::Done
    } else {
        Outcome::Rejected
    })
}

/// Tells what could not be used.
pub(super) fn reject(unread: &[Unread], streams: &mut Streams<'_>) -> Result<(), Failure> {
    for line in unread {
        let (place, reason) = (clean(&line.place), clean(&line.reason));
        writeln!(streams.err, "rejected  {place}: {reason}")?;
    }
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Failed(error.to_string())
}

fn rows(report: &Report) -> Rows {
    let column = |name: &str, format: Format| Column {
        format,
        ..Column::new(name.to_owned(), ColumnType::Plain)
    };
    let number =
        |share: Option<f64>| share.map_or(Value::Null, |share| Value::Number(rounded(share)));
    let count = |count: usize| Value::Integer(i64::try_from(count).unwrap_or(i64::MAX));
    let record = |(aspect, score): (&crate::evaluate::Aspect, &crate::evaluate::Score)| {
        vec![
            Value::Text(aspect.noun().to_owned()),
            Value::Text(aspect.part()),
            number(score.precision()),
            number(score.recall()),
            number(score.f1()),
            count(score.right),
            count(score.found),
            count(score.expected),
        ]
    };
    Rows {
        columns: vec![
            column("of", Format::Number),
            column("what", Format::Number),
            column("precision", Format::Share),
            column("recall", Format::Share),
            column("F1", Format::Share),
            column("right", Format::Amount),
            column("found", Format::Amount),
            column("expected", Format::Amount),
        ],
        records: report.scores.iter().map(record).collect(),
    }
}

/// A share with three places, as scores are given.
fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

fn summary(report: &Report) -> String {
    let articles = match report.n_articles {
        1 => "1 article".to_owned(),
        n_articles => format!("{n_articles} articles"),
    };
    match report.n_wrongly_asserted {
        0 => articles,
        1 => format!("{articles}; 1 event that is not asserted was read as asserted"),
        n_wrong => {
            format!("{articles}; {n_wrong} events that are not asserted were read as asserted")
        }
    }
}

fn shown(miss: &Miss) -> String {
    clean(&format!(
        "{}  {} {}  {}: {}  | {}",
        miss.fault,
        miss.place,
        miss.article,
        miss.aspect.noun(),
        miss.detail,
        miss.sentence
    ))
}

fn write_json(
    report: &Report,
    with_errors: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let scores: Vec<_> = report
        .scores
        .iter()
        .map(|(aspect, score)| {
            json!({
                "of": aspect.noun(), "what": aspect.part(),
                "precision": score.precision().map(rounded),
                "recall": score.recall().map(rounded), "f1": score.f1().map(rounded),
                "right": score.right, "found": score.found, "expected": score.expected,
            })
        })
        .collect();
    let mut object = json!({
        "articles": report.n_articles,
        "wrongly_asserted": report.n_wrongly_asserted,
        "scores": scores,
    });
    if with_errors {
        let error = |miss: &Miss| {
            json!({
                "fault": miss.fault.word(), "of": miss.aspect.noun(), "what": miss.aspect.part(),
                "place": miss.place, "article": miss.article, "detail": miss.detail,
                "sentence": miss.sentence,
            })
        };
        object["errors"] = report.misses.iter().map(error).collect();
    }
    writeln!(streams.out, "{object}")?;
    Ok(())
}
