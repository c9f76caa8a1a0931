//! Quotes and their speakers.

use super::pair::{pairs, rest, shared};
use super::party::is_same_party;
use super::{Aspect, Comparison, Fault, IndirectQuotes, Report, Side};
use crate::model::quote::QuoteForm;
use crate::record::{ArticleRecord, QuoteRecord};

pub(super) fn score(comparison: &Comparison<'_>, report: &mut Report) {
    let expected = quotes(comparison.expected, comparison);
    let mut found = quotes(comparison.found, comparison);
    if comparison.scope.indirect == IndirectQuotes::NoClaims {
        found.retain(|quote| !is_claim(quote, comparison.expected.record));
    }
    let pairs = pairs(expected.len(), found.len(), |one, other| {
        let (one, other) = (expected[one], found[other]);
        let n_shared = shared((one.start, one.end), (other.start, other.end));
        let longer = (one.end - one.start).max(other.end - other.start);
        let is_form = (one.form == QuoteForm::Indirect) == (other.form == QuoteForm::Indirect);
        (is_form && 2 * n_shared > longer).then_some(n_shared)
    });
    let mut n_said = 0;
    for (one, other) in &pairs {
        let (one, other) = (expected[*one], found[*other]);
        if is_speaker(comparison, one, other) {
            n_said += 1;
            continue;
        }
        let speaker = |quote: &QuoteRecord| match &quote.speaker {
            Some(speaker) => format!("@{speaker}"),
            None => "nobody named".to_owned(),
        };
        let detail = format!(
            "“{}” said by {}, read as by {}",
            words(comparison, one),
            speaker(one),
            speaker(other)
        );
        let miss = comparison.miss(Fault::Wrong, Aspect::Speakers, one.start, detail);
        report.misses.push(miss);
    }
    report.add(Aspect::Quotes, pairs.len(), found.len(), expected.len());
    report.add(Aspect::Speakers, n_said, found.len(), expected.len());
    let missed = rest(expected.len(), pairs.iter().map(|(one, _)| *one));
    let extra = rest(found.len(), pairs.iter().map(|(_, other)| *other));
    for (fault, side, positions) in [
        (Fault::Missed, &expected, missed),
        (Fault::Extra, &found, extra),
    ] {
        for position in positions {
            let quote = side[position];
            let detail = format!("“{}” {}", words(comparison, quote), quote.form);
            let miss = comparison.miss(fault, Aspect::Quotes, quote.start, detail);
            report.misses.push(miss);
        }
    }
}

fn quotes<'side>(side: Side<'side>, comparison: &Comparison<'_>) -> Vec<&'side QuoteRecord> {
    let quotes = side.record.quotes.iter().flatten();
    quotes
        .filter(|quote| {
            comparison.scope.indirect != IndirectQuotes::None || quote.form != QuoteForm::Indirect
        })
        .collect()
}

/// Whether a quote is indirect and tells an event or figure that the article has.
pub(super) fn is_claim(quote: &QuoteRecord, article: &ArticleRecord) -> bool {
    let told = (quote.start, quote.end);
    let events = article.events.iter().flatten();
    let mut of_events = events.map(|event| (event.start, event.end));
    let figures = article.figures.iter().flatten();
    let mut of_figures = figures.map(|figure| (figure.start, figure.end));
    let is_told = |fact: (usize, usize)| shared(told, fact) > 0;
    quote.form == QuoteForm::Indirect && (of_events.any(is_told) || of_figures.any(is_told))
}

fn is_speaker(comparison: &Comparison<'_>, one: &QuoteRecord, other: &QuoteRecord) -> bool {
    match (&one.speaker, &other.speaker) {
        (Some(one), Some(other)) => {
            let asked = comparison.expected.names(one);
            is_same_party(&asked, &comparison.found.names(other))
        }
        (one, other) => one == other,
    }
}

fn words(comparison: &Comparison<'_>, quote: &QuoteRecord) -> String {
    let words = comparison.offsets.slice(quote.start, quote.end);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
