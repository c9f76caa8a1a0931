//! Time expressions and their values.

use super::pair::{pairs, rest, shared};
use super::{Aspect, Comparison, Fault, Report};
use crate::record::TimeExpressionRecord;

pub(super) fn score(comparison: &Comparison<'_>, report: &mut Report) {
    let expected: Vec<_> = comparison.expected.record.dates.iter().flatten().collect();
    let found: Vec<_> = comparison.found.record.dates.iter().flatten().collect();
    let (n_found, n_expected) = (found.len(), expected.len());
    for is_exact in [true, false] {
        let pairs = pairs(n_expected, n_found, |one, other| {
            let ranges = (range(expected[one]), range(found[other]));
            let n_shared = shared(ranges.0, ranges.1);
            let is_same = ranges.0 == ranges.1;
            (is_same || !is_exact && n_shared > 0).then_some(2 * n_shared + usize::from(is_same))
        });
        report.add(Aspect::Dates { is_exact }, pairs.len(), n_found, n_expected);
        if !is_exact {
            tell(comparison, (&expected, &found), &pairs, report);
            continue;
        }
        let has_value =
            |(one, other): &&(usize, usize)| is_same_value(expected[*one], found[*other]);
        let n_right = pairs.iter().filter(has_value).count();
        report.add(Aspect::DateValues, n_right, n_found, n_expected);
    }
}

fn range(date: &TimeExpressionRecord) -> (usize, usize) {
    (date.start, date.end)
}

/// The same interval, or the same TIMEX3 value, or neither has any.
fn is_same_value(one: &TimeExpressionRecord, other: &TimeExpressionRecord) -> bool {
    if one.value.is_some() && other.value.is_some() {
        return one.value == other.value;
    }
    written(one) == written(other)
}

pub(super) fn written(date: &TimeExpressionRecord) -> Option<String> {
    let timex = date.timex3.as_ref().and_then(|timex| timex.value.clone());
    timex.or_else(|| date.value.map(|value| value.to_string()))
}

fn tell(
    comparison: &Comparison<'_>,
    (expected, found): (&[&TimeExpressionRecord], &[&TimeExpressionRecord]),
    pairs: &[(usize, usize)],
    report: &mut Report,
) {
    let words = |date: &TimeExpressionRecord| {
        let value = written(date).unwrap_or_else(|| "no value".to_owned());
        format!(
            "“{}” {value}",
            comparison.offsets.slice(date.start, date.end)
        )
    };
    for (one, other) in pairs {
        let (one, other) = (expected[*one], found[*other]);
        if range(one) != range(other) || !is_same_value(one, other) {
            let detail = format!("{}, read as {}", words(one), words(other));
            let miss = comparison.miss(Fault::Wrong, Aspect::DateValues, one.start, detail);
            report.misses.push(miss);
        }
    }
    let aspect = Aspect::Dates { is_exact: false };
    for position in rest(expected.len(), pairs.iter().map(|(one, _)| *one)) {
        let date = expected[position];
        let miss = comparison.miss(Fault::Missed, aspect, date.start, words(date));
        report.misses.push(miss);
    }
    for position in rest(found.len(), pairs.iter().map(|(_, other)| *other)) {
        let date = found[position];
        let miss = comparison.miss(Fault::Extra, aspect, date.start, words(date));
        report.misses.push(miss);
    }
}
