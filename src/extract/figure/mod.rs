//! Figures: numbers with what they count, their bounds, and who states them.

mod carried;
mod cause;
mod circumstance;
mod counted;
mod denied;
mod duration;
mod fired;
mod mixed;
mod money;
mod noun;
mod number;
mod phrase;
mod scene;
mod uncounted;
mod votes;

use super::Reading;
use super::erratum::is_erratum;
use super::speech::Attribution;
use crate::model::article::Zone;
use crate::model::facts::{Event, Figure};
use crate::model::figure::{Bound, Measure};
use crate::span::Span;
use carried::Carried;
use circumstance::Circumstances;
use counted::{CountReader, Measured};
use number::{Number, NumberReader};

/// Finds the figures of a document in reading order.
pub fn find(
    reading: &Reading<'_, '_>,
    attributions: &[Attribution],
    events: &[Event],
) -> Vec<Figure> {
    let finder = Finder {
        reading,
        attributions,
    };
    let mut figures = Vec::new();
    let mut carried = Carried::default();
    let sentences = &reading.document.sentences;
    let has_body = sentences.iter().any(|sentence| sentence.zone == Zone::Body);
    for (position, sentence) in sentences.iter().enumerate() {
        // A headline rounds what the text tells.
        let is_headline = has_body && sentence.zone == Zone::Title;
        if !is_headline && !is_erratum(reading.document, sentence, &reading.lexicon.corrections) {
            finder.read_sentence(position, &mut carried, &mut figures);
        }
    }
    figures.sort_by_key(|figure| figure.span.start);
    figures.retain(|figure| !denied::is_denied(reading, figure, events));
    cause::link(&mut figures, events);
    scene::place_tolls(reading.document, &mut figures);
    figures
}

struct Finder<'find, 'step, 'text> {
    reading: &'find Reading<'step, 'text>,
    attributions: &'find [Attribution],
}

impl Finder<'_, '_, '_> {
    fn read_sentence(&self, position: usize, carried: &mut Carried, figures: &mut Vec<Figure>) {
        let tokens = self.reading.document.sentences[position].tokens.clone();
        let numbers = NumberReader {
            document: self.reading.document,
            lexicon: &self.reading.lexicon.quantity,
        };
        let counts = CountReader {
            reading: self.reading,
            sentence: tokens.clone(),
        };
        carried.begin(&counts, position);
        figures.extend(self.durations(position));
        let mut at = tokens.start;
        while at < tokens.end {
            let Some(number) = numbers.read(at, tokens.end) else {
                at += 1;
                continue;
            };
            let next = number.tokens.end.max(at + 1);
            if self.is_time(&number) || counts.is_in_name(&number) || counts.is_designation(&number)
            {
                at += 1;
                continue;
            }
            let told_before = carried.of(&counts, position, &number);
            let measured = counts
                .measured(&number, told_before)
                .filter(|measured| !counts.is_teller(&number, measured, self.attributions))
                .map(|measured| counts.unmixed(&number, measured));
            if let Some(measured) = measured {
                carried.note(position, &measured);
                figures.push(self.figure(position, &number, measured));
            }
            at = next;
        }
    }

    /// How long something takes, as the sentence tells.
    fn durations(&self, position: usize) -> impl Iterator<Item = Figure> + '_ {
        let tokens = &self.reading.document.sentences[position].tokens;
        let times = self.reading.times;
        let from = times.partition_point(|time| time.tokens.start < tokens.start);
        let inside = times[from..]
            .iter()
            .take_while(|time| time.tokens.end <= tokens.end);
        inside.filter_map(|time| duration::figure(self.reading, time))
    }

    /// Whether the number belongs to a time expression.
    fn is_time(&self, number: &Number) -> bool {
        let times = self.reading.times;
        let before = times.partition_point(|time| time.tokens.start <= number.core);
        before
            .checked_sub(1)
            .is_some_and(|last| times[last].tokens.contains(&number.core))
    }

    fn figure(&self, sentence: usize, number: &Number, measured: Measured) -> Figure {
        let circumstances = Circumstances {
            reading: self.reading,
            attributions: self.attributions,
            sentence,
            number: number.tokens.start..measured.end,
        };
        let attribution = circumstances.attribution();
        let is_converted = (measured.factor - 1.0).abs() > f64::EPSILON;
        let round = if is_converted { rounded } else { told };
        let scaled = |end: Option<f64>| end.map(|end| round(end * measured.factor));
        let is_distance = measured.measure == Measure::Distance;
        Figure {
            id: None,
            span: self.span(number, &measured),
            measure: measured.measure,
            what: Some(measured.what),
            low: scaled(number.low),
            high: scaled(number.high),
            bound: if number.is_fraction && number.bound == Bound::Exact {
                Bound::About
            } else {
                number.bound
            },
            unit: Some(measured.unit.to_owned()),
            counted_from: circumstances.counted_from().filter(|_| !is_distance),
            as_of: circumstances.as_of().filter(|_| !is_distance),
            place: circumstances.place(),
            claimant: attribution.and_then(|attribution| attribution.speaker),
            event: None,
            cluster: None,
        }
    }

    /// Number with qualifier, and the unit where it is a sign or word of measure.
    fn span(&self, number: &Number, measured: &Measured) -> Span {
        let is_counted = matches!(measured.unit, "people" | "items");
        let end = if is_counted {
            number.tokens.end
        } else {
            measured.end
        };
        self.reading.document.span_of(&(number.tokens.start..end))
    }
}

/// As it was told, without what multiplying by millions has added.
fn told(amount: f64) -> f64 {
    const FINEST: f64 = 1e4;
    (amount * FINEST).round() / FINEST
}

/// To a tenth, or to three digits where it is less than one: converted units are no finer than they were told.
fn rounded(amount: f64) -> f64 {
    const DIGITS: i32 = 3;
    if amount == 0.0 || amount.abs() >= 1.0 {
        return (amount * 10.0).round() / 10.0;
    }
    // The place of the first digit behind the point, of a number that is not zero: -1 for a tenth.
    #[expect(clippy::cast_possible_truncation, reason = "a logarithm is small")]
    let place = amount.abs().log10().floor() as i32;
    let scale = 10_f64.powi(DIGITS - 1 - place);
    (amount * scale).round() / scale
}

#[cfg(test)]
mod tests;
