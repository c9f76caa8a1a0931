//! Plain text → a draft: which lines are the article, and what each of them is.
//!
//! A text may be an article with some noise between its paragraphs, or the whole visible text of a page,
//! where the article is the densest stretch of sentences.

use std::ops::Range;

use super::byline::{self, Head};
use super::draft::{Body, Draft};
use super::line::{Line, Look};
use super::{Cleaning, date, dateline, markdown};
use crate::lexicon::boilerplate::{BoilerplateLexicon, LineEffect};
use crate::model::article::{PublishedBasis, Zone};

/// More short lines than this before the first sentence show that the text is a whole page.
const MOST_HEAD_LINES: usize = 6;
/// More lines than this without a sentence part two stretches of sentences.
const LONGEST_GAP: usize = 8;
/// A title stands at most this many lines above its article.
const TITLE_REACH: usize = 25;

/// Reads a plain text file.
pub(super) fn read(text: String, lexicon: &BoilerplateLexicon, cleaning: Cleaning) -> Draft {
    match cleaning {
        Cleaning::Clean => clean(&markdown::plain(&text), None, lexicon),
        Cleaning::Raw => {
            let title = raw_title(&text).map(str::to_owned);
            Draft {
                body: Body::unchanged(text, title.as_deref()),
                title,
                ..Draft::default()
            }
        }
    }
}

/// The first line, if it is short, does not end like a sentence and an empty line follows it.
fn raw_title(text: &str) -> Option<&str> {
    let mut lines = text.trim_start().lines();
    let first = lines.next()?.trim();
    let line = Line::new(first, None);
    (line.could_be_title() && lines.next()?.trim().is_empty()).then_some(first)
}

/// Keeps the lines of the article. `title` is the headline if it is already known.
pub(super) fn clean(text: &str, title: Option<&str>, lexicon: &BoilerplateLexicon) -> Draft {
    let lines: Vec<Line<'_>> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| Line::new(line, lexicon.effect(line)))
        .collect();
    let range = article_range(&lines);
    let mut cleaner = Cleaner {
        lexicon,
        draft: Draft {
            title: title.map(|title| title.trim().to_owned()),
            ..Draft::default()
        },
        has_prose: false,
    };
    cleaner.take_head(&lines[..range.first], range.is_page);
    let end = cleaner.take_body(&lines, range.first..range.end);
    cleaner.take_tail(&lines[end..]);
    cleaner.draft
}

/// Where the article's sentences are.
#[derive(Debug, PartialEq)]
struct ArticleRange {
    /// First line of running text.
    first: usize,
    /// One past the last line that may belong to the article.
    end: usize,
    is_page: bool,
}

fn article_range(lines: &[Line<'_>]) -> ArticleRange {
    let Some(first) = lines.iter().position(Line::is_prose) else {
        let head = usize::from(lines.len() > 1 && lines[0].could_be_title());
        return ArticleRange {
            first: head,
            end: lines.len(),
            is_page: false,
        };
    };
    let n_head = lines[..first]
        .iter()
        .filter(|line| !line.is_ticker())
        .count();
    if n_head <= MOST_HEAD_LINES {
        return ArticleRange {
            first,
            end: lines.len(),
            is_page: false,
        };
    }
    let stretch = densest_stretch(lines, first);
    ArticleRange {
        first: stretch.start,
        end: stretch.end,
        is_page: true,
    }
}

/// The stretch of lines with the most words in sentences.
fn densest_stretch(lines: &[Line<'_>], first: usize) -> Range<usize> {
    let mut best = (0, first..first + 1);
    let mut current = (0, first..first);
    for (index, line) in lines.iter().enumerate().skip(first) {
        if !line.is_prose() {
            continue;
        }
        if index - current.1.end > LONGEST_GAP {
            current = (0, index..index);
        }
        current = (current.0 + line.n_words, current.1.start..index + 1);
        if current.0 > best.0 {
            best = current.clone();
        }
    }
    best.1
}

struct Cleaner<'lexicon> {
    lexicon: &'lexicon BoilerplateLexicon,
    draft: Draft,
    has_prose: bool,
}

impl Cleaner<'_> {
    /// Reads title, byline, date and captions above the running text.
    fn take_head(&mut self, lines: &[Line<'_>], is_page: bool) {
        let title = self.find_title(lines, is_page);
        let below = title.map_or(if is_page { lines.len() } else { 0 }, |index| index + 1);
        if let Some(index) = title {
            let head = byline::read(lines[index].text, self.lexicon);
            let labelled = head.and_then(|head| head.title);
            let line = labelled.unwrap_or_else(|| lines[index].text.to_owned());
            self.draft.body.push(&line, Zone::Title);
            self.draft.title.get_or_insert(line);
            if !is_page {
                for above in 0..index {
                    if let Some(head) = self.head(lines, above) {
                        self.take_byline(head);
                    }
                }
            }
        }
        let from = if is_page {
            below.min(lines.len().saturating_sub(MOST_HEAD_LINES))
        } else {
            below
        };
        for index in from.max(below)..lines.len() {
            self.take_head_line(lines, index, is_page);
        }
    }

    /// What a line above the running text says of the article: as byline or date line, or as the name of an
    /// outlet beside one.
    fn head(&self, lines: &[Line<'_>], index: usize) -> Option<Head> {
        let read = |line: &Line<'_>| byline::read(line.text, self.lexicon);
        read(&lines[index]).or_else(|| {
            let beside = [index.checked_sub(1), Some(index + 1)];
            let mut beside = beside.into_iter().flatten().filter_map(|at| lines.get(at));
            let is_beside = beside.any(|line| read(line).is_some());
            byline::masthead(lines[index].text, self.lexicon).filter(|_| is_beside)
        })
    }

    fn take_head_line(&mut self, lines: &[Line<'_>], index: usize, is_page: bool) {
        let line = &lines[index];
        match self.head(lines, index) {
            Some(head) => self.take_byline(head),
            None if line.effect == Some(LineEffect::Caption) => {
                let is_new = !self.draft.body.text.lines().any(|kept| kept == line.text);
                if is_new {
                    self.draft.body.push(line.text, Zone::Caption);
                }
            }
            None if is_page || line.effect.is_some() || line.is_ticker() => {}
            None => self.draft.body.push(line.text, Zone::Subhead),
        }
    }

    /// Finds the title's line: the one already known; in a page, the one that its first line repeats; else
    /// the first line that could be one.
    fn find_title(&self, lines: &[Line<'_>], is_page: bool) -> Option<usize> {
        if let Some(title) = &self.draft.title {
            return lines
                .iter()
                .rposition(|line| line.text.eq_ignore_ascii_case(title));
        }
        if !is_page {
            let is_labelled = |line: &Line<'_>| {
                byline::read(line.text, self.lexicon).is_some_and(|head| head.title.is_some())
            };
            if let Some(labelled) = lines.iter().position(is_labelled) {
                return Some(labelled);
            }
            let may_be = |index: &usize| {
                let line = &lines[*index];
                line.effect.is_none()
                    && !line.is_ticker()
                    && byline::read(line.text, self.lexicon).is_none()
            };
            let first = (0..lines.len()).find(may_be)?;
            // "The Harbour Post", its date, and only then the headline.
            let is_masthead = self.head(lines, first).is_some();
            let below = (first + 1..lines.len()).find(may_be);
            let title = below
                .filter(|below| is_masthead && lines[*below].could_be_title())
                .unwrap_or(first);
            return lines[title].could_be_title().then_some(title);
        }
        let page_title = lines.first()?.text;
        let from = lines.len().saturating_sub(TITLE_REACH).max(1);
        let repeats = |line: &Line<'_>| {
            line.n_words >= 3
                && page_title.len() >= line.text.len()
                && page_title.starts_with(line.text)
        };
        lines[from..]
            .iter()
            .rposition(repeats)
            .map(|index| index + from)
    }

    /// Keeps the lines of the article; returns the line where it ended.
    fn take_body(&mut self, lines: &[Line<'_>], range: Range<usize>) -> usize {
        let mut is_skipping = false;
        for index in range.clone() {
            let line = &lines[index];
            if line.effect == Some(LineEffect::Cut) && self.has_prose {
                return index;
            }
            let zone = self.zone(lines, index, range.end);
            if line.effect == Some(LineEffect::Section) {
                is_skipping = true;
            } else if zone == Some(Zone::Body) && line.is_prose() {
                is_skipping = false;
            }
            if let Some(zone) = zone.filter(|_| !is_skipping) {
                self.keep(line, zone);
            }
        }
        range.end
    }

    fn keep(&mut self, line: &Line<'_>, zone: Zone) {
        let mut text = line.text;
        if zone == Zone::Body && line.is_prose() && !self.has_prose {
            self.has_prose = true;
            if let Some((outlet, rest)) = byline::outlet_prefix(text, self.lexicon) {
                self.draft.outlet.get_or_insert_with(|| outlet.to_owned());
                text = rest;
            } else if let Some(found) = dateline::read(text, self.lexicon) {
                self.draft
                    .outlet
                    .get_or_insert_with(|| found.outlet.to_owned());
                let dated = found.date.map(|date| (date, PublishedBasis::Dateline));
                self.draft.published = self.draft.published.or(dated);
            }
        }
        self.draft.body.push(text, zone);
    }

    /// What the line is within the article; none if it is no part of it.
    fn zone(&mut self, lines: &[Line<'_>], index: usize, end: usize) -> Option<Zone> {
        let line = &lines[index];
        match line.effect {
            Some(LineEffect::Caption) => return Some(Zone::Caption),
            Some(_) => return None,
            None => {}
        }
        if line.is_prose() {
            return Some(Zone::Body);
        }
        if line.is_ticker() || self.is_advert(line) {
            return None;
        }
        if let Some(head) = byline::read(line.text, self.lexicon) {
            self.take_byline(head);
            return None;
        }
        if line.look == Look::Sentence {
            return Some(Zone::Body);
        }
        let follows = lines[index + 1..end]
            .iter()
            .find(|next| next.effect.is_none());
        let leads_on = follows.is_some_and(|next| next.is_prose() || next.look == Look::Sentence);
        let is_list = follows.is_some() && line.n_words >= 3;
        let repeats_title = self.draft.title.as_deref() == Some(line.text);
        match (leads_on, is_list) {
            _ if repeats_title => None,
            (true, _) if line.n_words <= 15 => Some(Zone::Subhead),
            (_, true) => Some(Zone::Body),
            _ if follows.is_none() && !self.has_prose => Some(Zone::Body),
            _ => None,
        }
    }

    /// An advert asks or cheers, and then calls to do something.
    fn is_advert(&self, line: &Line<'_>) -> bool {
        let Some((_, call)) = line.text.split_once(['?', '!']) else {
            return false;
        };
        line.look != Look::Sentence
            && call
                .split_whitespace()
                .next()
                .is_some_and(|word| self.lexicon.is_call(word))
    }

    fn take_byline(&mut self, head: Head) {
        let draft = &mut self.draft;
        if draft.authors.is_empty() {
            draft.authors = head.authors;
        }
        draft.outlet = draft.outlet.take().or(head.outlet);
        draft.url = draft.url.take().or(head.url);
        if let Some(date) = head.date {
            let dateline = (date, PublishedBasis::Dateline);
            draft.published.get_or_insert(dateline);
        }
    }

    /// Reads what stands below the article: a byline or a date, at most.
    fn take_tail(&mut self, lines: &[Line<'_>]) {
        for line in lines.iter().take(3) {
            if date::find(line.text).is_none()
                && let Some(head) = byline::read(line.text, self.lexicon)
            {
                self.take_byline(head);
            }
        }
    }
}

#[cfg(test)]
#[path = "plain_tests.rs"]
mod tests;
