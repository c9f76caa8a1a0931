//! Sums of money by the sign or the name before the number, and by what a part is taken of.

use super::counted::{CountReader, Measured};
use super::number::Number;
use crate::lexicon::quantity::Unit;
use crate::model::figure::Measure;

/// Letters that touch a dollar sign, and the currency that both mean.
const DOLLARS: [(&str, &str); 12] = [
    ("US", "USD"),
    ("A", "AUD"),
    ("AU", "AUD"),
    ("C", "CAD"),
    ("CA", "CAD"),
    ("S", "SGD"),
    ("HK", "HKD"),
    ("NZ", "NZD"),
    ("NT", "TWD"),
    ("R", "BRL"),
    ("N", "NAD"),
    ("MX", "MXN"),
];

impl CountReader<'_, '_, '_> {
    /// "$5 million", "Tk 25 lakh".
    pub(super) fn money_before(&self, number: &Number) -> Option<Measured> {
        let sign = number.core.checked_sub(1)?;
        let unit = self.money_sign(sign)?;
        // "£40m"
        let scale = match self.text(number.tokens.end) {
            Some("m" | "M" | "mn" | "mln") => 1e6,
            Some("k" | "K") => 1e3,
            Some("tn" | "trn") => 1e12,
            _ => 1.0,
        };
        let end = number.tokens.end + usize::from(scale > 1.0);
        Some(Measured {
            measure: Measure::Money,
            unit: self.dollars_of(sign).unwrap_or(unit.name),
            what: self.phrase_after(end, Measure::Money.word()),
            factor: unit.factor * scale,
            end,
        })
    }

    pub(super) fn money_sign(&self, sign: usize) -> Option<Unit> {
        // "Rs. 500"
        let name = if self.text(sign) == Some(".") {
            sign.checked_sub(1)?
        } else {
            sign
        };
        let units = self.reading.lexicon.quantity.units();
        let (length, unit) = units.find(name, |position| self.text(position))?;
        (length == 1 && unit.measure.is_none()).then_some(unit)
    }

    /// "1.3 trillion won": the word is a currency only behind a large sum.
    pub(super) fn won(&self, number: &Number) -> Option<Measured> {
        const LARGE: f64 = 1e6;
        let end = number.tokens.end;
        let is_sum = number
            .low
            .or(number.high)
            .is_some_and(|amount| amount >= LARGE);
        (is_sum && self.is(end, "won")).then(|| Measured {
            measure: Measure::Money,
            unit: "KRW",
            what: self.phrase_after(end + 1, Measure::Money.word()),
            factor: 1.0,
            end: end + 1,
        })
    }

    /// "A$": the currency of a dollar sign that letters touch.
    fn dollars_of(&self, sign: usize) -> Option<&'static str> {
        let tokens = &self.reading.document.tokens;
        let letters = sign.checked_sub(1)?;
        let touches = tokens[letters].span.end == tokens[sign].span.start;
        if self.text(sign) != Some("$") || !touches {
            return None;
        }
        let text = self.text(letters)?;
        let found = DOLLARS.iter().find(|(before, _)| *before == text);
        found.map(|(_, name)| *name)
    }

    /// "35 billion of the 47 billion euros", "61 of the 120 seats": what a part is taken of.
    pub(super) fn part(&self, number: &Number) -> Option<Measured> {
        let end = number.tokens.end;
        if !self.is(end, "of") {
            return None;
        }
        let start = end + 1 + usize::from(self.is_any(end + 1, &["the", "its", "their", "some"]));
        let whole = self.number_at(start)?;
        let sum = || {
            self.money_before(&whole)
                .or_else(|| self.money_after(&whole))
        };
        let mut measured = sum().or_else(|| self.people_or_items(&whole, None))?;
        measured.end = end;
        Some(measured)
    }

    fn money_after(&self, number: &Number) -> Option<Measured> {
        let (length, unit) = self.unit_after(number.tokens.end)?;
        let end = number.tokens.end + length;
        (unit.measure? == Measure::Money).then(|| Measured {
            measure: Measure::Money,
            unit: unit.name,
            what: self.phrase_after(end, Measure::Money.word()),
            factor: unit.factor,
            end,
        })
    }

    /// "two of the three brothers": whether a part is taken of what a number counts.
    pub(super) fn is_whole(&self, number: &Number) -> bool {
        let start = number.tokens.start;
        let of = start
            .checked_sub(
                1 + usize::from(self.is_any(start.wrapping_sub(1), &["the", "its", "their"])),
            )
            .filter(|of| self.is(*of, "of") && *of > self.sentence.start);
        of.and_then(|of| self.number_at(of - 1))
            .is_some_and(|part| part.tokens.end < start)
    }
}
