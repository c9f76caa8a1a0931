//! `dateline stats`: what a database holds, as an overview.

use super::Streams;
use super::exit::{Failure, Outcome};
use super::given::Given;
use super::load::failed;
use crate::model::date::{self, Day, PartialDate, Precision, civil};
use crate::render::{Page, render};
use crate::store::{Store, StoredRun, Tallied, Tally};
use crate::value::{Column, ColumnType, Rows, Value};

/// Lines of one sort that a terminal shows; the others are told together.
const SHOWN: usize = 12;

/// Runs the command.
pub(super) fn run(given: &Given, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let path = given.database();
    let store = Store::open(&path).map_err(failed)?;
    let overview = store.overview().map_err(failed)?;
    let runs = store.runs().map_err(failed)?;
    let n_bytes = path.metadata().map_or(0, |file| file.len());
    let most = given.is_screen().then_some(SHOWN);
    let mut records = articles(&overview);
    for of in SORTS {
        records.extend(sort(of, &overview, most));
    }
    records.extend(loads(&runs, given));
    records.push(line("file", "bytes", n_bytes));
    let rows = Rows {
        columns: columns(),
        records,
    };
    let page = Page {
        rows: None,
        ..given.page()
    };
    render(&rows, given.row_format()?, page, streams.out)?;
    if overview.iter().any(|tally| tally.is_about) && !given.is_quiet() {
        let note = "what is `about` is reckoned from the last articles or keys: counting would read all of them";
        writeln!(streams.err, "{note}")?;
    }
    Ok(Outcome::Done)
}

/// In the order in which they are told.
const SORTS: [Tallied; 9] = [
    Tallied::Outlets,
    Tallied::Languages,
    Tallied::Sentences,
    Tallied::Entities,
    Tallied::Mentions,
    Tallied::Events,
    Tallied::Modalities,
    Tallied::Quotes,
    Tallied::Figures,
];

fn columns() -> Vec<Column> {
    ["of", "what", "count", "first", "last"]
        .map(|name| Column::new(name, ColumnType::Plain))
        .to_vec()
}

fn word(of: Tallied) -> &'static str {
    match of {
        Tallied::Outlets => "articles by source",
        Tallied::Languages => "articles by language",
        Tallied::Entities => "entities by kind",
        Tallied::Events => "events by kind",
        Tallied::Modalities => "events by modality",
        Tallied::Figures => "figures by measure",
        Tallied::Quotes => "quotes",
        Tallied::Mentions => "mentions",
        Tallied::Sentences => "sentences",
    }
}

fn number(count: u64) -> Value {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A line without days.
fn line(of: &str, what: &str, count: u64) -> Vec<Value> {
    vec![
        text(of),
        text(what),
        number(count),
        Value::Null,
        Value::Null,
    ]
}

/// A line with the dates between which something lies.
fn dated(of: &str, what: Value, count: u64, (days, precision): Span) -> Vec<Value> {
    let date = |day: Day| {
        let last = match precision {
            Precision::Month => date::days(civil(day).last_of_month()),
            _ => day,
        };
        Value::Date(PartialDate {
            first: day,
            last,
            precision,
        })
    };
    let (first, last) = days.map_or((Value::Null, Value::Null), |(first, last)| {
        (date(first), date(last))
    });
    vec![text(of), what, number(count), first, last]
}

/// From the first day to the last, and how exactly these are known: events are counted by months.
type Span = (Option<(Day, Day)>, Precision);

fn span(of: Tallied, tallies: &[&Tally]) -> Span {
    let days = || tallies.iter().filter_map(|tally| tally.days);
    let first = days().map(|(first, _)| first).min();
    let precision = match of {
        Tallied::Events | Tallied::Modalities => Precision::Month,
        _ => Precision::Day,
    };
    (first.zip(days().map(|(_, last)| last).max()), precision)
}

/// All articles in one line.
fn articles(overview: &[Tally]) -> Vec<Vec<Value>> {
    let of = |tally: &&Tally| tally.of == Tallied::Outlets;
    let outlets: Vec<&Tally> = overview.iter().filter(of).collect();
    let count = outlets.iter().map(|tally| tally.count).sum();
    vec![dated(
        "articles",
        text("all"),
        count,
        span(Tallied::Outlets, &outlets),
    )]
}

/// The lines of one sort: each, or the first and the others together.
fn sort(of: Tallied, overview: &[Tally], most: Option<usize>) -> Vec<Vec<Value>> {
    let tallies: Vec<&Tally> = overview.iter().filter(|tally| tally.of == of).collect();
    let n_shown = match most {
        // One line more tells no less than a line about one other.
        Some(most) if tallies.len() > most + 1 => most,
        _ => tallies.len(),
    };
    let (shown, others) = tallies.split_at(n_shown);
    let is_whole = matches!(of, Tallied::Quotes | Tallied::Mentions | Tallied::Sentences);
    let named = |tally: &&Tally| {
        let name = match &tally.name {
            Some(name) => Value::Text(name.clone()),
            None if is_whole => text("all"),
            None => Value::Null,
        };
        let about = if tally.is_about { ", about" } else { "" };
        let label = format!("{}{about}", word(of));
        dated(&label, name, tally.count, span(of, &[tally]))
    };
    let mut lines: Vec<Vec<Value>> = shown.iter().map(named).collect();
    if !others.is_empty() {
        let count = others.iter().map(|tally| tally.count).sum();
        let what = format!("{} others", others.len());
        lines.push(dated(word(of), text(&what), count, span(of, others)));
    }
    lines
}

/// How often something was loaded, when first and last, and what was not taken in.
fn loads(runs: &[StoredRun], given: &Given) -> Vec<Vec<Value>> {
    let time = |run: Option<&StoredRun>| {
        run.map_or(Value::Null, |run| Value::Text(given.time(&run.started)))
    };
    let count = |count: usize| number(u64::try_from(count).unwrap_or(u64::MAX));
    let n_rejected = runs.iter().map(|run| run.counts.n_rejected).sum();
    vec![
        vec![
            text("loads"),
            text("all"),
            count(runs.len()),
            time(runs.first()),
            time(runs.last()),
        ],
        vec![
            text("loads"),
            text("inputs rejected"),
            count(n_rejected),
            Value::Null,
            Value::Null,
        ],
    ]
}
