//! Places in the text and on the map.

use serde::Deserialize;

use super::name::found_places;
use super::span::{self, Annotated, Range};
use crate::evaluate::{Aspect, Comparison, Report};
use crate::record::EntityRecord;

/// How far off a place may be, in kilometres: a hundred miles, as the literature has it.
const LIMIT: f64 = 161.0;
/// The earth's diameter, in kilometres.
const DIAMETER: f64 = 12_742.0;

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct PlaceSpan {
    start: usize,
    end: usize,
    #[serde(default)]
    ignore: bool,
    /// Degrees north.
    lat: Option<f64>,
    /// Degrees east.
    lon: Option<f64>,
    /// How far off a country may be, of which one point says little.
    radius_km: Option<f64>,
}

impl Annotated for PlaceSpan {
    fn range(&self) -> Range {
        (self.start, self.end)
    }
}

impl PlaceSpan {
    fn coordinates(&self) -> Option<(f64, f64)> {
        self.lat.zip(self.lon)
    }
}

pub(super) fn score(places: &[PlaceSpan], comparison: &Comparison<'_>, report: &mut Report) {
    let text: Vec<char> = comparison.expected.record.text.chars().collect();
    let mut ignored = Vec::new();
    let (mut expected, mut asked): (Vec<&PlaceSpan>, Vec<Range>) = (Vec::new(), Vec::new());
    for place in places {
        let range = span::trim(&text, place.range());
        if place.ignore {
            ignored.push(range);
        } else if !asked.contains(&range) {
            expected.push(place);
            asked.push(range);
        }
    }
    let found = found_places(comparison).map(|mention| {
        let range = span::trim(&text, (mention.start, mention.end));
        (range, comparison.found.entities.get(&mention.entity))
    });
    let (taken, found) = span::scored(found, &asked, &ignored);
    count((&expected, &asked), (&found, &taken), comparison, report);
}

fn count(
    (expected, asked): (&[&PlaceSpan], &[Range]),
    (found, taken): (&[Option<&EntityRecord>], &[Range]),
    comparison: &Comparison<'_>,
    report: &mut Report,
) {
    let pairs = span::nearest(asked, taken, |_, _| true);
    let n_exact = asked.iter().filter(|range| taken.contains(range)).count();
    for (is_exact, n_right) in [(true, n_exact), (false, pairs.len())] {
        report.add(
            Aspect::PlaceNames { is_exact },
            n_right,
            taken.len(),
            asked.len(),
        );
    }
    let has_no_point = |(one, _): &&(usize, usize)| expected[*one].coordinates().is_none();
    let is_near = |(one, other): &&(usize, usize)| is_near(expected[*one], found[*other]);
    report.add(
        Aspect::Located,
        pairs.iter().filter(is_near).count(),
        taken.len() - pairs.iter().filter(has_no_point).count(),
        expected
            .iter()
            .filter(|place| place.coordinates().is_some())
            .count(),
    );
    let aspect = Aspect::PlaceNames { is_exact: false };
    span::tell(comparison, aspect, (asked, taken), &pairs, report);
}

fn is_near(expected: &PlaceSpan, found: Option<&EntityRecord>) -> bool {
    let point = found.and_then(|entity| entity.lat.zip(entity.lon));
    let limit = expected.radius_km.unwrap_or_default().max(LIMIT);
    let points = expected.coordinates().zip(point);
    points.is_some_and(|(one, other)| kilometres(one, other) <= limit)
}

/// The way over the surface between two points in degrees.
fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (a, b) = (one.0.to_radians(), one.1.to_radians());
    let (c, d) = (other.0.to_radians(), other.1.to_radians());
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let chord = half(c - a) + a.cos() * c.cos() * half(d - b);
    DIAMETER * chord.sqrt().min(1.0).asin()
}
