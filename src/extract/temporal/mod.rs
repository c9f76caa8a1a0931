//! Document → time expressions, and the publication date where nothing better is known.

mod atom;
mod grammar;
mod meaning;
mod place;
mod publication;
mod story;
mod units;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lexicon::time::{TimeCue, TimeLexicon};
use crate::model::article::{Article, PublishedBasis};
use crate::model::date::PartialDate;
use crate::model::facts::TimeExpression;
use crate::text::document::Document;
use atom::Atom;
use grammar::Phrase;
use meaning::{Calendar, Meaning, YearPart};
use place::Anchor;
use story::Story;

/// A time expression with its tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundTime {
    /// Positions in [`Document::tokens`].
    pub tokens: Range<usize>,
    /// The fact that leaves the extraction.
    pub fact: TimeExpression,
    /// Whether the value starts an open interval: "since March 2011".
    pub is_since: bool,
}

/// Finds the time expressions of a document, placed relative to the article's date, and infers that
/// date where the article has none.
pub fn find(
    article: &Article,
    document: &Document<'_>,
    lexicon: &Lexicon,
) -> (Vec<FoundTime>, Option<(PartialDate, PublishedBasis)>) {
    let atoms = atom::atoms(document, &lexicon.time);
    let phrases = grammar::phrases(&atoms, &lexicon.time);
    let inferred = match article.published {
        Some(_) => None,
        None => publication::infer(document, &atoms, &phrases, &lexicon.time),
    };
    let published = article.published.or(inferred.map(|(date, _)| date));
    let anchor = Anchor {
        published,
        is_history: is_history(&phrases, published),
    };
    let mut story = Story::default();
    let times = phrases
        .iter()
        .map(|phrase| {
            let is_future = is_future(&atoms, phrase.start, &lexicon.time);
            let placed = anchor.place(&phrase.meaning, is_future, &mut story);
            found_time(&atoms, phrase, placed)
        })
        .collect();
    (times, inferred)
}

fn found_time(atoms: &[Atom<'_>], phrase: &Phrase, placed: place::Placed) -> FoundTime {
    let (first, last) = (&atoms[phrase.start], &atoms[phrase.end - 1]);
    let is_since = phrase.start > 0 && atoms[phrase.start - 1].text.eq_ignore_ascii_case("since");
    FoundTime {
        tokens: first.token..last.token + 1,
        fact: TimeExpression {
            span: first.span.join(last.span),
            value: placed.date,
            timex_type: placed.timex_type,
            timex_value: placed.timex_value,
        },
        is_since,
    }
}

/// A text is a history if it states many years and most of them lie well before its publication.
fn is_history(phrases: &[Phrase], published: Option<PartialDate>) -> bool {
    const MANY: usize = 10;
    let stated = |phrase: &Phrase| match phrase.meaning {
        Meaning::Calendar(Calendar {
            year: YearPart::Stated(year),
            ..
        }) => Some(year),
        Meaning::Calendar(Calendar {
            year: YearPart::BeforeChrist(year),
            ..
        }) => Some(-year),
        _ => None,
    };
    let years: Vec<i16> = phrases.iter().filter_map(stated).collect();
    let now = published.map_or(i16::MAX, |date| {
        crate::model::date::civil(date.first).year()
    });
    let n_old = years
        .iter()
        .filter(|year| **year < now.saturating_sub(2))
        .count();
    years.len() >= MANY && n_old * 10 >= years.len() * 7
}

/// How far before an expression a cue may stand, in atoms.
const CUE_REACH: usize = 14;

/// Whether the nearest cue before the expression, within its sentence, says that it is still to come.
fn is_future(atoms: &[Atom<'_>], start: usize, lexicon: &TimeLexicon) -> bool {
    let text = |position: usize| atoms.get(position).map(|atom| atom.text);
    let mut at = start;
    while at > 0 && start - at < CUE_REACH && !atoms[at].starts_sentence {
        at -= 1;
        match lexicon.cues().find(at, text) {
            Some((_, TimeCue::Future)) => return true,
            // "will be held": the auxiliary before a past form decides.
            Some((_, TimeCue::Past)) => {
                let before = at.saturating_sub(2)..at;
                return before
                    .rev()
                    .any(|at| matches!(lexicon.cues().find(at, text), Some((_, TimeCue::Future))));
            }
            Some((_, TimeCue::Recent | TimeCue::Imminent)) | None => {}
        }
    }
    false
}

#[cfg(test)]
mod tests;
