//! The noun after a number → who or what is counted.

use std::ops::Range;

use super::counted::{CountReader, Measured, NOUN_REACH};
use super::number::Number;
use crate::lexicon::action::word::{Forms, NounClass};
use crate::lexicon::counting::CountingWord;
use crate::lexicon::quantity::{Counted, CountedKind};
use crate::model::entity::EntityKind;
use crate::model::figure::Measure;
use crate::text::token::TokenKind;

impl CountReader<'_, '_, '_> {
    pub(super) fn people_or_items(
        &self,
        number: &Number,
        carried: Option<Measure>,
    ) -> Option<Measured> {
        let counted_noun = self
            .counted_noun(number.tokens.end)
            .or_else(|| self.plural_noun(number.tokens.end));
        let (noun, counted) = match counted_noun {
            Some((noun, counted)) => (Some(noun), Some(counted)),
            None => (None, None),
        };
        let end = noun.as_ref().map_or(number.tokens.end, |noun| noun.end);
        let of_noun = || self.measure_of_noun(noun.as_ref()?, counted?);
        let fate = || {
            let is_fate =
                |measure: &Measure| !matches!(measure, Measure::Troops | Measure::Fighters);
            self.predicate(number, noun.as_ref(), end)
                .or_else(|| carried.filter(|_| !of_noun().is_some_and(|of| is_fate(&of))))
        };
        let told = match counted.map(|counted| counted.kind) {
            Some(CountedKind::Measured(_)) if counted?.unit == "items" => None,
            Some(CountedKind::Things) => None,
            // "lost three soldiers"
            Some(CountedKind::Measured(Measure::Troops | Measure::Fighters))
                if self.is_lost(number) =>
            {
                Some(Measure::Killed)
            }
            // "took 12 villages"
            Some(CountedKind::Ground) => fate()
                .filter(|measure| matches!(measure, Measure::Captured | Measure::Territory))
                .map(|_| Measure::Territory),
            _ => fate().filter(|measure| *measure != Measure::Territory),
        };
        let measure = told.or_else(of_noun).or_else(|| {
            let is_concrete = counted.is_some_and(|counted| counted.kind != CountedKind::Unknown);
            let tells = is_telling(number, noun.as_ref()?)
                || is_concrete && self.is_new(number, noun.as_ref()?);
            tells.then_some(Measure::Other)
        })?;
        let measure = match measure {
            Measure::Strikes if !self.is_fired(number) => Measure::Other,
            _ => measure,
        };
        let is_predicate_only = noun.is_none();
        let words = noun.map_or("people".to_owned(), |noun| {
            self.reading.document.text_of(&noun).to_owned()
        });
        let is_fate = told.is_some_and(|told| !matches!(told, Measure::Territory | Measure::Other));
        let adds_word = is_fate && !words.eq_ignore_ascii_case("deaths");
        Some(Measured {
            measure,
            unit: match counted {
                Some(counted) if counted.kind == CountedKind::Unknown && is_fate => "people",
                Some(counted) => counted.unit,
                None => "people",
            },
            what: if adds_word {
                format!("{words} {measure}")
            } else {
                words
            },
            factor: 1.0,
            end: if is_predicate_only {
                number.tokens.end
            } else {
                end
            },
        })
    }

    /// The noun phrase after a number whose head is counted: "Syrian army soldiers", "of civilians".
    fn counted_noun(&self, at: usize) -> Option<(Range<usize>, Counted)> {
        let start = if self.is(at, "of") { at + 1 } else { at };
        let start = if start > at && self.is_any(start, &["them", "whom"]) {
            start + 1
        } else {
            start
        };
        let start = if self.is(start, "the") {
            start + 1
        } else {
            start
        };
        let phrase = self.noun_phrase(start);
        let lexicon = &self.reading.lexicon.quantity;
        let head = phrase
            .rev()
            .find_map(|at| Some((at, lexicon.counted(self.text(at)?)?)))?;
        let from = if self.is(start, "more") || self.is(start, "other") {
            start + 1
        } else {
            start
        };
        let is_owner = self
            .reading
            .document
            .tokens
            .get(head.0 + 1)
            .is_some_and(|token| token.kind == TokenKind::Possessive);
        (!is_owner).then_some((from.min(head.0)..head.0 + 1, head.1))
    }

    /// A noun in the plural that no list holds; people, if it can take part in events.
    fn plural_noun(&self, at: usize) -> Option<(Range<usize>, Counted)> {
        if self.is_any(at, &["off", "out"]) {
            return None;
        }
        let phrase = self.noun_phrase(at);
        let document = self.reading.document;
        let last = phrase.clone().next_back()?;
        let head = document.token_text(last);
        let is_plural = head.ends_with('s') && !head.ends_with("ss") && head.len() > 3;
        let is_plain = phrase
            .clone()
            .all(|at| document.tokens[at].kind == TokenKind::Word)
            && head.starts_with(char::is_lowercase);
        let word = self.reading.lexicon.action.word(head);
        let noun = word.and_then(|word| word.noun);
        let words = self.reading.lexicon.quantity.words();
        if words.has(CountingWord::Scale, head) {
            return None;
        }
        let is_verb = noun.is_none() && word.is_some_and(|word| word.forms().has(Forms::PRESENT));
        if !is_plural || !is_plain || is_verb {
            return None;
        }
        let action = &self.reading.lexicon.action;
        let classes = noun.map(|id| action.noun(id).classes).unwrap_or_default();
        let is_any = |kinds: &[NounClass]| kinds.iter().any(|class| classes.has(*class));
        let things = [
            NounClass::Installation,
            NounClass::Weapon,
            NounClass::Supply,
            NounClass::Money,
        ];
        let (kind, unit) = if is_any(&things) {
            (CountedKind::Things, "items")
        } else if is_any(&[NounClass::Place]) {
            (CountedKind::Ground, "items")
        } else if is_any(&[NounClass::Force]) {
            (CountedKind::Measured(Measure::Troops), "people")
        } else if is_any(&[NounClass::Group]) {
            (CountedKind::Measured(Measure::Fighters), "people")
        } else if classes.is_participant() {
            (CountedKind::Anyone, "people")
        } else {
            (CountedKind::Unknown, "items")
        };
        Some((phrase, Counted { kind, unit }))
    }

    /// "lost three soldiers": whether a loss stands right before the number.
    fn is_lost(&self, number: &Number) -> bool {
        let before = number.tokens.start.checked_sub(1);
        before.is_some_and(|at| self.is_of(at, CountingWord::Losing))
    }

    /// Whether a small count tells something new: "three bridges", but not "the two sides".
    fn is_new(&self, number: &Number, noun: &Range<usize>) -> bool {
        const LEAST: f64 = 2.0;
        let before = number.tokens.start.checked_sub(1);
        let is_known = before.is_some_and(|at| self.is_of(at, CountingWord::Known));
        let is_vague = self.is_of(noun.end - 1, CountingWord::Vague);
        let is_many = number
            .low
            .or(number.high)
            .is_some_and(|amount| amount >= LEAST);
        !is_known && !is_vague && is_many && noun.start <= number.tokens.end + 1
    }

    fn measure_of_noun(&self, noun: &Range<usize>, counted: Counted) -> Option<Measure> {
        match counted.kind {
            CountedKind::Anyone
            | CountedKind::Unknown
            | CountedKind::Things
            | CountedKind::Ground => None,
            CountedKind::Measured(measure) => Some(measure),
            CountedKind::Members => {
                let around = noun.start..(noun.end + NOUN_REACH).min(self.sentence.end);
                let mentions = self.reading.entities.mentions_in(&around);
                mentions
                    .iter()
                    .any(|mention| self.reading.entity(mention).kind == EntityKind::ArmedGroup)
                    .then_some(Measure::Fighters)
            }
        }
    }
}

/// Whether a count says something by itself: a number in digits, a large or a qualified one.
fn is_telling(number: &Number, noun: &Range<usize>) -> bool {
    const LARGE: f64 = 10.0;
    let is_large = number
        .low
        .or(number.high)
        .is_some_and(|amount| amount >= LARGE);
    let is_next = noun.start <= number.tokens.end + 1;
    is_large && is_next
}
