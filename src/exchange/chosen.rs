//! A question → the articles that its answer comes from, with all of their facts.

use std::io;

use super::ExchangeError;
use super::question::sentences;
use crate::ask::Asker;
use crate::model::date::{Day, OPEN_END, OPEN_START, PartialDate};
use crate::record::{ArticleRecord, CharOffsets, EventRecord, Record};
use crate::store::Snapshot;

/// Hands on each article, in the order of the ids: those behind an answer, or all.
pub(super) fn each_article(
    asker: &Asker,
    snapshot: &Snapshot<'_>,
    question: Option<&str>,
    handle: &mut dyn FnMut(&ArticleRecord) -> Result<(), ExchangeError>,
) -> Result<(), ExchangeError> {
    let mut handle = |article: &ArticleRecord| {
        asker.store().still_wanted()?;
        handle(article)
    };
    if let Some(question) = question {
        for id in snapshot.articles_of(&sentences(asker, question)?)? {
            if let Some(article) = snapshot.article(&id)? {
                handle(&article)?;
            }
        }
        return Ok(());
    }
    let mut failed = None;
    let read = snapshot.each_article(&mut |record| {
        let Record::Article(article) = record else {
            return Ok(());
        };
        handle(article).map_err(|error| {
            failed = Some(error);
            io::Error::other("ended")
        })
    });
    match failed {
        Some(error) => Err(error),
        None => Ok(read?),
    }
}

/// The words of a fact.
pub(super) fn words(article: &ArticleRecord, start: usize, end: usize) -> String {
    let offsets = CharOffsets::new(&article.text);
    let part = offsets.byte_at(start).zip(offsets.byte_at(end));
    let words = part.and_then(|(start, end)| article.text.get(start..end));
    words.unwrap_or_default().to_owned()
}

/// What an event is told as: its summary, else the words that tell it.
pub(super) fn told(article: &ArticleRecord, event: &EventRecord) -> String {
    let summary = event.summary.clone();
    summary.unwrap_or_else(|| words(article, event.start, event.end))
}

/// The first and the last day on which an article may have been published, where that is known.
pub(super) fn days(published: Option<PartialDate>) -> Option<(Day, Day)> {
    let date = published?;
    let first = if date.first == OPEN_START {
        date.last
    } else {
        date.first
    };
    let last = if date.last == OPEN_END {
        date.first
    } else {
        date.last
    };
    (first != OPEN_START && first != OPEN_END).then_some((first, last))
}
