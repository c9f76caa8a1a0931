//! Figures: the number first, then what it measures and how it bounds the truth.

use super::pair::{pairs, rest, shared};
use super::{Aspect, Comparison, Fault, Report};
use crate::model::figure::{Bound, Measure};
use crate::record::FigureRecord;

pub(super) fn score(comparison: &Comparison<'_>, report: &mut Report) {
    let expected: Vec<_> = comparison
        .expected
        .record
        .figures
        .iter()
        .flatten()
        .collect();
    let found: Vec<_> = comparison.found.record.figures.iter().flatten().collect();
    let pairs = pairs(expected.len(), found.len(), |one, other| {
        let (one, other) = (expected[one], found[other]);
        let n_shared = shared((one.start, one.end), (other.start, other.end));
        let is_number = ends(one) == ends(other);
        let fit = usize::from(one.measure == other.measure) + usize::from(one.bound == other.bound);
        (is_number && n_shared > 0).then_some(100 * fit + n_shared.min(99))
    });
    let mut n_right = (0, 0);
    for (one, other) in &pairs {
        let (one, other) = (expected[*one], found[*other]);
        n_right.0 += usize::from(one.measure == other.measure);
        n_right.1 += usize::from(one.bound == other.bound);
        if (one.measure, one.bound) != (other.measure, other.bound) {
            let detail = format!(
                "{}, read as {} {}",
                words(comparison, one),
                other.bound,
                other.measure
            );
            let miss = comparison.miss(Fault::Wrong, Aspect::Measures, one.start, detail);
            report.misses.push(miss);
        }
    }
    // What is counted besides people, money and the like is told in few annotations.
    let paired: Vec<usize> = pairs.iter().map(|(_, other)| *other).collect();
    let is_counted = |at: &usize| found[*at].measure != Measure::Other || paired.contains(at);
    let n_found = (0..found.len()).filter(is_counted).count();
    report.add(Aspect::Figures, pairs.len(), n_found, expected.len());
    report.add(Aspect::Measures, n_right.0, n_found, expected.len());
    report.add(Aspect::Bounds, n_right.1, n_found, expected.len());
    let missed = rest(expected.len(), pairs.iter().map(|(one, _)| *one));
    let mut extra = rest(found.len(), paired.iter().copied());
    extra.retain(is_counted);
    for (fault, side, positions) in [
        (Fault::Missed, &expected, missed),
        (Fault::Extra, &found, extra),
    ] {
        for position in positions {
            let figure = side[position];
            let detail = words(comparison, figure);
            let miss = comparison.miss(fault, Aspect::Figures, figure.start, detail);
            report.misses.push(miss);
        }
    }
}

/// The ends that a figure states. What is over or under a number states one, whatever stands at the other.
fn ends(figure: &FigureRecord) -> (Option<f64>, Option<f64>) {
    match figure.bound {
        Bound::Over => (figure.low, None),
        Bound::Under => (None, figure.high),
        Bound::Exact | Bound::About | Bound::Between => (figure.low, figure.high),
    }
}

fn words(comparison: &Comparison<'_>, figure: &FigureRecord) -> String {
    let words = comparison.offsets.slice(figure.start, figure.end);
    format!("“{words}” {} {}", figure.bound, figure.measure)
}
