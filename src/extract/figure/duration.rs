//! A span of time → a figure: "for 12 hours", "a four-day siege", "nearly 15 years in prison".

use std::ops::Range;

use super::super::Reading;
use super::super::temporal::FoundTime;
use crate::lexicon::counting::CountingWord;
use crate::model::facts::{Figure, TimexType};
use crate::model::figure::{Bound, Measure};

/// The figure of a time expression, if it tells how long something takes.
pub(super) fn figure(reading: &Reading<'_, '_>, time: &FoundTime) -> Option<Figure> {
    if time.fact.timex_type != TimexType::Duration || time.fact.value.is_some() {
        return None;
    }
    let (amount, unit, needs_cue) = amount(time.fact.timex_value.as_deref()?)?;
    let document = reading.document;
    let (start, end) = (time.tokens.start, time.tokens.end);
    let is_near =
        |at: usize, words: &[&str]| at < document.tokens.len() && document.is_any_word(at, words);
    let is_of = |at: usize, class| document.is_of(at, reading.lexicon.quantity.words(), class);
    let is_relating = is_of(end, CountingWord::Relating)
        || is_near(end + 1, &["old"])
        || document.text_of(&time.tokens).contains("-old");
    let is_pointed = start > 1
        && is_of(start - 1, CountingWord::Dating)
        && is_near(start - 2, &["the", "these", "this", "in", "over", "for"]);
    // "a month" says little of how long.
    let is_vague = is_near(start, &["a", "an"]);
    let dates = is_vague || is_pointed || (start..end).any(|at| is_of(at, CountingWord::Dating));
    if is_relating || dates {
        return None;
    }
    if needs_cue && !is_length(reading, &time.tokens) {
        return None;
    }
    let (first, bound) = bound(reading, start);
    let is_open = bound == Bound::Over;
    Some(Figure {
        id: None,
        span: document.span_of(&(first..end)),
        measure: Measure::Duration,
        what: Some(document.text_of(&time.tokens).to_owned()),
        low: (bound != Bound::Under).then_some(amount),
        high: (!is_open).then_some(amount),
        bound,
        unit: Some(unit.to_owned()),
        counted_from: None,
        as_of: None,
        place: None,
        claimant: None,
        event: None,
        cluster: None,
    })
}

/// The number and unit of a TIMEX3 duration: "P4D", "PT12H"; and whether it is of weeks or months, which
/// mostly only tell when something was. A day or more is told in days, months are left as they are.
fn amount(value: &str) -> Option<(f64, &'static str, bool)> {
    const DAY: f64 = 24.0;
    const WEEK: f64 = 7.0;
    let rest = value.strip_prefix('P')?;
    let (rest, is_clock) = match rest.strip_prefix('T') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let unit = rest.chars().next_back()?;
    let number: f64 = rest[..rest.len() - unit.len_utf8()].parse().ok()?;
    Some(match (unit, is_clock) {
        ('H', true) if number > DAY => (number / DAY, "days", false),
        ('H', true) => (number, "hours", false),
        ('D', false) => (number, "days", false),
        ('W', false) => (number * WEEK, "days", true),
        ('M', false) => (number, "months", true),
        ('Y', false) => (number, "years", false),
        _ => return None,
    })
}

/// "a five-month drought", "jailed for six weeks", "three weeks of talks": whether the words around a span of
/// time say that something lasts so long.
fn is_length(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    let document = reading.document;
    let (first, _) = bound(reading, tokens.start);
    let is_of = |at: usize, class| document.is_of(at, reading.lexicon.quantity.words(), class);
    let is_led = first > 0 && is_of(first - 1, CountingWord::Lasting);
    let is_led_by = first > 1
        && document.is_any_word(first - 1, &["for", "to"])
        && is_of(first - 2, CountingWord::LastingFor);
    let is_adjective = document.text_of(tokens).contains('-');
    let end = tokens.end;
    let is_followed = document.is_any_word(end, &["of", "imprisonment"])
        || document.is_word(end, "in") && is_of(end + 1, CountingWord::Confinement);
    is_led || is_led_by || is_adjective || is_followed
}

/// The qualifier right before a span of time, and where it begins.
fn bound(reading: &Reading<'_, '_>, start: usize) -> (usize, Bound) {
    const LONGEST: usize = 4;
    let document = reading.document;
    let bounds = reading.lexicon.quantity.bounds_before();
    // A qualifier may belong to the expression: "almost four years".
    let inner = |at: usize| document.tokens.get(at).map(|_| document.token_text(at));
    if let Some((_, bound)) = bounds.find(start, inner) {
        return (start, bound);
    }
    for first in start.saturating_sub(LONGEST)..start {
        let text = |at: usize| (at < start).then(|| document.token_text(at));
        if let Some((length, bound)) = bounds.find(first, text)
            && first + length == start
            // "$3 billion over three years": the time it takes.
            && !(length == 1 && document.is_word(first, "over"))
        {
            return (first, bound);
        }
    }
    (start, Bound::Exact)
}
