//! Facts → marked spans of the text, nested in one another: what crosses another mark is parted.

use std::collections::BTreeMap;

use super::Known;
use super::ink::Sort;
use super::label::{Labels, label};
use crate::record::{ArticleRecord, CharOffsets};
use crate::span::Span;

/// A marked span of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the text.
    pub(super) span: Span,
    pub(super) sorts: Vec<Sort>,
    /// The labels of everything that has exactly this span.
    pub(super) labels: Vec<String>,
    /// Whether it began in a mark that crosses it.
    pub(super) is_continued: bool,
    /// Whether it goes on behind a mark that crosses it.
    pub(super) goes_on: bool,
}

/// Every mark of an article, outer ones before those inside them; no two cross.
pub(super) fn marks(
    record: &ArticleRecord,
    labels: &Labels<'_>,
    known: Known<'_>,
    offsets: &CharOffsets<'_>,
) -> Vec<Mark> {
    let _ = known;
    let mut at: BTreeMap<(usize, bool, std::cmp::Reverse<usize>), Mark> = BTreeMap::new();
    let mut add = |start: usize, end: usize, sort: Sort, label: String| {
        let Some(span) = offsets.span(start, end) else {
            return;
        };
        let mark = at.entry(place(span)).or_insert_with(|| Mark {
            span,
            sorts: Vec::new(),
            labels: Vec::new(),
            is_continued: false,
            goes_on: false,
        });
        mark.sorts.push(sort);
        if !mark.labels.contains(&label) {
            mark.labels.push(label);
        }
    };
    for mention in record.mentions.iter().flatten() {
        if let Some((sort, label)) = labels.entity(&mention.entity) {
            add(mention.start, mention.end, sort, label);
        }
    }
    for (position, date) in record.dates.iter().flatten().enumerate() {
        add(
            date.start,
            date.end,
            Sort::Date,
            label(Sort::Date, position + 1),
        );
    }
    for (position, event) in record.events.iter().flatten().enumerate() {
        let [start, end] = event.trigger.unwrap_or([event.start, event.start]);
        add(start, end, Sort::Event, label(Sort::Event, position + 1));
    }
    for (position, quote) in record.quotes.iter().flatten().enumerate() {
        add(
            quote.start,
            quote.end,
            Sort::Quote,
            label(Sort::Quote, position + 1),
        );
    }
    for (position, figure) in record.figures.iter().flatten().enumerate() {
        add(
            figure.start,
            figure.end,
            Sort::Figure,
            label(Sort::Figure, position + 1),
        );
    }
    nested(at)
}

/// Where a mark stands among others: by its start, a point before what begins there, the longer first.
fn place(span: Span) -> (usize, bool, std::cmp::Reverse<usize>) {
    (span.start, !span.is_empty(), std::cmp::Reverse(span.end))
}

fn nested(mut waiting: BTreeMap<(usize, bool, std::cmp::Reverse<usize>), Mark>) -> Vec<Mark> {
    let mut nested: Vec<Mark> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while let Some((_, mut mark)) = waiting.pop_first() {
        while open.last().is_some_and(|end| *end <= mark.span.start) {
            open.pop();
        }
        if let Some(end) = open.last().copied().filter(|end| *end < mark.span.end) {
            let rest = Span::new(end, mark.span.end);
            let part = Mark {
                span: rest,
                is_continued: true,
                ..mark.clone()
            };
            waiting
                .entry(place(rest))
                .and_modify(|other| {
                    other.sorts.extend(&part.sorts);
                    other.labels.extend(part.labels.iter().cloned());
                })
                .or_insert(part);
            mark.span.end = end;
            mark.goes_on = true;
        }
        open.push(mark.span.end);
        nested.push(mark);
    }
    nested
}
