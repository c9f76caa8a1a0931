//! A number and the words around it → what is measured, and in which unit.

use std::ops::Range;

use super::super::Reading;
use super::number::Number;
use crate::lexicon::quantity::{Counted, CountedKind, PredicateUse, Unit};
use crate::lexicon::speech::SpeechWord;
use crate::model::entity::{EntityKind, MentionForm};
use crate::model::figure::Measure;
use crate::text::token::TokenKind;

/// What a number measures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    pub(super) measure: Measure,
    pub(super) unit: &'static str,
    /// What is counted, in words.
    pub(super) what: String,
    /// From the unit as written to the unit as stored.
    pub(super) factor: f64,
    /// One past the last token of number and unit.
    pub(super) end: usize,
}

/// How far behind what is counted a predicate may stand.
const PREDICATE_REACH: usize = 12;
/// How many words may stand between a number and the noun.
const NOUN_REACH: usize = 6;

/// Reads what is counted within a sentence.
pub(super) struct CountReader<'find, 'step, 'text> {
    pub(super) reading: &'find Reading<'step, 'text>,
    /// The tokens of the sentence.
    pub(super) sentence: Range<usize>,
}

impl<'text> CountReader<'_, '_, 'text> {
    /// What the number measures; nothing if the words do not tell.
    pub(super) fn measured(&self, number: &Number) -> Option<Measured> {
        if number.is_fraction {
            return self.share(number, "percent", 1.0, number.tokens.end);
        }
        if let Some(measured) = self.money_before(number) {
            return Some(measured);
        }
        if let Some((length, unit)) = self.unit_after(number.tokens.end) {
            return self.with_unit(number, unit, number.tokens.end + length);
        }
        self.people_or_items(number)
    }

    fn text(&self, at: usize) -> Option<&'text str> {
        let inside = self.sentence.contains(&at);
        inside.then(|| self.reading.document.token_text(at))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.sentence.contains(&at) && self.reading.document.is_word(at, word)
    }

    fn role(&self, at: usize) -> Option<SpeechWord> {
        self.reading.lexicon.speech.word(self.text(at)?)
    }

    fn unit_after(&self, at: usize) -> Option<(usize, Unit)> {
        let units = self.reading.lexicon.quantity.units();
        let at = if self.text(at) == Some("-") {
            at + 1
        } else {
            at
        };
        let found = units.find(at, |position| self.text(position))?;
        found.1.measure.is_some().then_some(found)
    }

    fn with_unit(&self, number: &Number, unit: Unit, end: usize) -> Option<Measured> {
        let measure = unit.measure?;
        if measure == Measure::Share {
            return self.share(number, unit.name, unit.factor, end);
        }
        let is_conversion = number
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| self.text(before) == Some("("));
        if is_conversion {
            return None;
        }
        Some(Measured {
            measure,
            unit: unit.name,
            what: self.phrase_after(end, measure.word()),
            factor: unit.factor,
            end,
        })
    }

    /// "$5 million".
    fn money_before(&self, number: &Number) -> Option<Measured> {
        let sign = number.core.checked_sub(1)?;
        let units = self.reading.lexicon.quantity.units();
        let (_, unit) = units.find(sign, |position| self.text(position))?;
        let end = number.tokens.end;
        unit.measure.is_none().then(|| Measured {
            measure: Measure::Money,
            unit: unit.name,
            what: self.phrase_after(end, Measure::Money.word()),
            factor: unit.factor,
            end,
        })
    }

    /// A part of a whole is one only with its whole: "of the country".
    fn share(
        &self,
        number: &Number,
        unit: &'static str,
        factor: f64,
        end: usize,
    ) -> Option<Measured> {
        if !self.is(end, "of") || self.is(end + 1, "a") || number.tokens.start == end {
            return None;
        }
        let whole = self.noun_phrase(end + 1);
        let what = (!whole.is_empty()).then(|| self.reading.document.text_of(&whole).to_owned())?;
        Some(Measured {
            measure: Measure::Share,
            unit,
            what,
            factor,
            end,
        })
    }

    /// A noun phrase: up to the next mark, preposition, auxiliary or conjunction.
    fn noun_phrase(&self, start: usize) -> Range<usize> {
        let mut end = start;
        while end < self.sentence.end && end - start < NOUN_REACH {
            let token = self.reading.document.tokens[end];
            let is_word = matches!(
                token.kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Possessive
            );
            let ends_phrase = matches!(
                self.role(end),
                Some(
                    SpeechWord::Preposition
                        | SpeechWord::Auxiliary
                        | SpeechWord::Be
                        | SpeechWord::Modal
                        | SpeechWord::Break
                        | SpeechWord::Adverb
                )
            ) || self.is(end, "and")
                || self.is(end, "or")
                || self.is(end, "that");
            if !is_word || ends_phrase {
                break;
            }
            end += 1;
        }
        start..end
    }

    /// What follows a distance or sum, as words: "northeast of the capital".
    fn phrase_after(&self, start: usize, otherwise: &str) -> String {
        const REACH: usize = 7;
        let mut start = start;
        if self.text(start) == Some("(") {
            while start < self.sentence.end && self.text(start) != Some(")") {
                start += 1;
            }
            start += 1;
        }
        let end = (start..self.sentence.end.min(start + REACH))
            .take_while(|at| self.reading.document.tokens[*at].kind == TokenKind::Word)
            .take_while(|at| !self.is(*at, "on") && !self.is(*at, "and"))
            .last();
        end.map_or_else(
            || otherwise.to_owned(),
            |last| self.reading.document.text_of(&(start..last + 1)).to_owned(),
        )
    }

    fn people_or_items(&self, number: &Number) -> Option<Measured> {
        let (noun, counted) = match self.counted_noun(number.tokens.end) {
            Some((noun, counted)) => (Some(noun), Some(counted)),
            None => (None, None),
        };
        let end = noun.as_ref().map_or(number.tokens.end, |noun| noun.end);
        let is_item = counted.is_some_and(|counted| counted.unit != "people");
        let told = if is_item {
            None
        } else {
            self.predicate(number, noun.as_ref(), end)
        };
        let measure = told.or_else(|| self.measure_of_noun(noun.as_ref()?, counted?))?;
        let is_predicate_only = noun.is_none();
        let words = noun.map_or("people".to_owned(), |noun| {
            self.reading.document.text_of(&noun).to_owned()
        });
        let adds_word = told.is_some() && !words.eq_ignore_ascii_case("deaths");
        Some(Measured {
            measure,
            unit: counted.map_or("people", |counted| counted.unit),
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

    fn measure_of_noun(&self, noun: &Range<usize>, counted: Counted) -> Option<Measure> {
        match counted.kind {
            CountedKind::Anyone => None,
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

    /// What happens to those counted: the word that governs the number, else what follows them.
    fn predicate(
        &self,
        number: &Number,
        noun: Option<&Range<usize>>,
        end: usize,
    ) -> Option<Measure> {
        self.active_before(number).or_else(|| self.after(noun, end))
    }

    fn active_before(&self, number: &Number) -> Option<Measure> {
        const REACH: usize = 14;
        let predicates = self
            .reading
            .lexicon
            .quantity
            .predicates(PredicateUse::Active);
        let from = number
            .tokens
            .start
            .saturating_sub(REACH)
            .max(self.sentence.start);
        let text = |at: usize| self.text(at);
        for at in (from..number.tokens.start).rev() {
            if let Some((length, measure)) = predicates.find(at, text) {
                let is_passive = at > self.sentence.start
                    && self.role(at - 1) == Some(SpeechWord::Be)
                    && at + length < number.tokens.start;
                let gap = at + length..number.tokens.start;
                return (!is_passive && self.is_transparent(&gap, measure)).then_some(measure);
            }
            if matches!(self.text(at), Some(";" | ":" | ".")) {
                return None;
            }
        }
        None
    }

    /// Whether what stands between a predicate and its number leaves them together: "death toll in Syria to".
    fn is_transparent(&self, gap: &Range<usize>, measure: Measure) -> bool {
        const TOLL_REACH: usize = 6;
        let is_toll = measure == Measure::Killed
            && gap.start > 0
            && (gap.len() <= TOLL_REACH && self.is(gap.start - 1, "toll")
                || self.is(gap.start - 1, "killed") && self.has_risen(gap));
        let is_filler = |at: usize| {
            matches!(
                self.role(at),
                Some(SpeechWord::Adverb | SpeechWord::Determiner)
            )
        };
        is_toll || gap.clone().all(is_filler)
    }

    /// "number of people killed in Tuesday's attack has risen to".
    fn has_risen(&self, gap: &Range<usize>) -> bool {
        let end = gap.end;
        end > gap.start + 1
            && self.is(end - 1, "to")
            && ["risen", "rose", "rises", "climbed", "grown", "increased"]
                .iter()
                .any(|word| self.is(end - 2, word))
    }

    /// "have lost their lives", "were killed", "dead": up to the end of the clause.
    fn after(&self, noun: Option<&Range<usize>>, end: usize) -> Option<Measure> {
        let quantity = &self.reading.lexicon.quantity;
        let text = |at: usize| self.text(at);
        let limit = self.sentence.end.min(end + PREDICATE_REACH);
        // "400 fighters and 188 soldiers were killed": both counts share what follows.
        let is_number_word = |at: usize| {
            self.sentence.contains(&at)
                && (self.reading.document.tokens[at].kind == TokenKind::Number
                    || text(at).is_some_and(|word| quantity.number(word).is_some()))
        };
        let is_joined = noun.is_some() && self.is(end, "and") && is_number_word(end + 1);
        let from = if is_joined { end + 2 } else { end };
        for at in from..limit {
            if let Some((_, measure)) = quantity.predicates(PredicateUse::Passive).find(at, text)
                && self.is_passive_here(at, end)
            {
                return Some(measure);
            }
            if let Some((_, measure)) = quantity.predicates(PredicateUse::Free).find(at, text) {
                return Some(measure);
            }
            let is_number = is_number_word(at);
            let ends_clause = matches!(self.text(at), Some(";" | ":" | "." | ","))
                || self.is(at, "and")
                || self.role(at) == Some(SpeechWord::Break) && !self.is(at, "who");
            let needs_noun = noun.is_none() && at > end + 3;
            if is_number || ends_clause || needs_noun {
                return None;
            }
        }
        None
    }

    /// Whether a participle is passive: behind a form of "be", or right behind those counted.
    fn is_passive_here(&self, at: usize, end: usize) -> bool {
        if at <= end || at == end + 1 && (self.is(end, "others") || self.is(end, "more")) {
            return true;
        }
        let mut before = at - 1;
        while before > end && self.role(before) == Some(SpeechWord::Adverb) {
            before -= 1;
        }
        self.role(before) == Some(SpeechWord::Be) || self.is(before, "been")
    }

    /// Whether a token belongs to a time expression.
    fn is_in_time(&self, at: usize) -> bool {
        let times = self.reading.times;
        let n_before = times.partition_point(|time| time.tokens.start <= at);
        n_before
            .checked_sub(1)
            .is_some_and(|last| times[last].tokens.contains(&at))
    }

    /// Whether the number is part of a name: "Brigade 137", "Resolution 2254".
    pub(super) fn is_in_name(&self, number: &Number) -> bool {
        let named = self.reading.entities.mentions_in(&self.sentence);
        let in_mention = named.iter().any(|mention| {
            mention.form != MentionForm::Pronoun
                && mention.tokens.contains(&number.core)
                && mention.form != MentionForm::Role
        });
        let follows_name =
            number.core > self.sentence.start + 1 && number.core == number.tokens.start && {
                let before = self.reading.document.tokens[number.core - 1];
                let touches_colon = self.text(number.core - 1) == Some(":");
                let is_capital = before.kind == TokenKind::Word
                    && before
                        .span
                        .of(self.reading.document.text)
                        .starts_with(char::is_uppercase);
                let is_digit = self.reading.document.tokens[number.core].kind == TokenKind::Number;
                let is_time = self.is_in_time(number.core - 1);
                is_digit && !is_time && (is_capital || touches_colon)
            };
        in_mention || follows_name
    }
}
