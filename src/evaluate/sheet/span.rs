//! Annotated characters: reading them, trimming them, and which found span is which annotated one.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::SheetFault;
use crate::evaluate::pair::{pairs, rest, shared};
use crate::evaluate::{Aspect, Comparison, Fault, Report};
use crate::record::CharOffsets;

/// The first character and one past the last.
pub(super) type Range = (usize, usize);

/// Above every distance between two spans, so that what they share decides before it.
const FAR: usize = 1 << 32;

/// An annotated span of some form.
pub(super) trait Annotated: DeserializeOwned {
    /// Its characters.
    fn range(&self) -> Range;
}

/// Reads annotated spans that lie in the text.
pub(super) fn read<T: Annotated>(
    items: &[Value],
    offsets: &CharOffsets<'_>,
) -> Result<Vec<T>, SheetFault> {
    let items = items.iter().map(|item| {
        let span = T::deserialize(item)?;
        let (start, end) = span.range();
        if start < end && end <= offsets.n_chars() {
            Ok(span)
        } else {
            Err(SheetFault::OutsideText { start, end })
        }
    });
    items.collect()
}

/// The range without blanks around it.
pub(super) fn strip(text: &[char], (mut start, mut end): Range) -> Range {
    while start < end && text[start].is_whitespace() {
        start += 1;
    }
    while end > start && text[end - 1].is_whitespace() {
        end -= 1;
    }
    (start, end)
}

/// The range without blanks around it, a leading article and a trailing possessive.
pub(super) fn trim(text: &[char], range: Range) -> Range {
    let (mut start, mut end) = strip(text, range);
    let blank = (start..end).find(|at| text[*at].is_whitespace());
    if let Some(blank) = blank {
        let word: String = text[start..blank].iter().collect();
        let next = (blank..end).find(|at| !text[*at].is_whitespace());
        if ["the", "a", "an"].contains(&word.to_lowercase().as_str()) {
            start = next.unwrap_or(start);
        }
    }
    let is_mark = |letter: char| matches!(letter, '\'' | '’');
    let tail = match &text[start..end] {
        [.., mark, 's' | 'S'] if is_mark(*mark) => 2,
        [.., mark] if is_mark(*mark) => 1,
        _ => 0,
    };
    if end - start > tail {
        end -= tail;
    }
    (start, end)
}

/// Whether two ranges share a character.
pub(super) fn meet(one: Range, other: Range) -> bool {
    shared(one, other) > 0
}

/// Whether a found range that is not annotated itself is neither right nor wrong: one of the ignored, or
/// touching one and nothing that is asked for.
pub(super) fn is_neutral(range: Range, expected: &[Range], ignored: &[Range]) -> bool {
    ignored.contains(&range)
        || ignored.iter().any(|other| meet(range, *other))
            && !expected.iter().any(|other| meet(range, *other))
}

/// What was found at a range, each range once, without what is neither right nor wrong.
pub(super) fn scored<T>(
    found: impl Iterator<Item = (Range, T)>,
    expected: &[Range],
    ignored: &[Range],
) -> (Vec<Range>, Vec<T>) {
    let (mut ranges, mut things) = (Vec::new(), Vec::new());
    for (range, thing) in found {
        let is_scored = expected.contains(&range) || !is_neutral(range, expected, ignored);
        if is_scored && !ranges.contains(&range) {
            ranges.push(range);
            things.push(thing);
        }
    }
    (ranges, things)
}

/// Which found range is which expected one, one to one: those that share most first, then the nearest.
pub(super) fn nearest(
    expected: &[Range],
    found: &[Range],
    fits: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    pairs(expected.len(), found.len(), |one, other| {
        let (asked, taken) = (expected[one], found[other]);
        let distance = asked.0.abs_diff(taken.0) + asked.1.abs_diff(taken.1);
        let n_shared = shared(asked, taken);
        (n_shared > 0 && fits(one, other)).then(|| n_shared * FAR - distance)
    })
}

/// Tells the expected ranges that are in no pair as missed and the found ones as extra.
pub(super) fn tell(
    comparison: &Comparison<'_>,
    aspect: Aspect,
    (expected, found): (&[Range], &[Range]),
    pairs: &[(usize, usize)],
    report: &mut Report,
) {
    let missed = rest(expected.len(), pairs.iter().map(|(one, _)| *one));
    let extra = rest(found.len(), pairs.iter().map(|(_, other)| *other));
    let missed = missed.into_iter().map(|at| (Fault::Missed, expected[at]));
    let extra = extra.into_iter().map(|at| (Fault::Extra, found[at]));
    for (fault, (start, end)) in missed.chain(extra) {
        let words = format!("“{}”", comparison.offsets.slice(start, end));
        report
            .misses
            .push(comparison.miss(fault, aspect, start, words));
    }
}
