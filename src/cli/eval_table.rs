//! `dateline eval --table`: a Markdown table of sets, a row for each set and noun.

use std::path::{Path, PathBuf};

use super::Streams;
use super::eval::reject;
use super::exit::{Failure, Outcome};
use super::given::Given;
use crate::evaluate::{Aspect, Gold, Report, Score, evaluate_sets};
use crate::lexicon::Lexicon;
use crate::render::{OutputFormat, Page, render};
use crate::value::{Column, ColumnType, Rows, Value};

/// Reads file after file, each for itself, and prints the rows of all.
pub(super) fn run(
    paths: &[PathBuf],
    lexicon: &Lexicon,
    given: &Given,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let mut records = Vec::new();
    let mut outcome = Outcome::Done;
    for path in paths {
        let (gold, unread) = Gold::read(std::slice::from_ref(path), &lexicon.boilerplate);
        if !unread.is_empty() {
            reject(&unread, streams)?;
            outcome = Outcome::Rejected;
        }
        let sets = evaluate_sets(&gold, lexicon);
        let mut all = Report::default();
        for (set, report) in &sets {
            let name = set.clone().unwrap_or_else(|| stem(path));
            records.extend(rows(&name, report));
            all.merge(report.clone());
        }
        if sets.len() > 1 {
            records.extend(rows(&format!("all {} sets", sets.len()), &all));
        }
    }
    let columns = ["set", "what", "P", "R", "F1"];
    let column = |name: &str| Column::new(name.to_owned(), ColumnType::Plain);
    let rows = Rows {
        columns: columns.map(column).to_vec(),
        records,
    };
    let page = Page {
        is_screen: given.is_screen(),
        ..Page::default()
    };
    render(&rows, OutputFormat::Markdown, page, streams.out)?;
    Ok(outcome)
}

fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}

/// One row for each noun, its aspects beside each other.
fn rows(set: &str, report: &Report) -> Vec<Vec<Value>> {
    let scores: Vec<(Aspect, Score)> = report
        .scores
        .iter()
        .filter(|(aspect, score)| aspect.is_total() && score.found + score.expected > 0)
        .map(|(aspect, score)| (*aspect, *score))
        .collect();
    let of_noun = scores.chunk_by(|(one, _), (other, _)| one.noun() == other.noun());
    let row = |scores: &[(Aspect, Score)]| {
        let noun = scores.first().map_or("", |(aspect, _)| aspect.noun());
        let parts: Vec<String> = scores.iter().map(|(aspect, _)| aspect.part()).collect();
        let shares = |share: fn(Score) -> Option<f64>| {
            let shares: Vec<String> = scores
                .iter()
                .map(|(_, score)| written(share(*score)))
                .collect();
            Value::Text(shares.join(" / "))
        };
        vec![
            Value::Text(set.to_owned()),
            Value::Text(format!("{noun}: {}", parts.join(" / "))),
            shares(Score::precision),
            shares(Score::recall),
            shares(Score::f1),
        ]
    };
    of_noun.map(row).collect()
}

/// A share with three places and without the nought before them.
fn written(share: Option<f64>) -> String {
    let Some(share) = share else {
        return "–".to_owned();
    };
    let written = format!("{share:.3}");
    written.strip_prefix('0').unwrap_or(&written).to_owned()
}
