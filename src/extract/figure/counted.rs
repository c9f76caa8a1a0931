//! A number and the words around it → what is measured, and in which unit.

use std::ops::Range;

use super::super::Reading;
use super::number::{Number, NumberReader};
use crate::lexicon::counting::CountingWord;
use crate::lexicon::quantity::{PredicateUse, Unit};
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

impl Measured {
    /// Whether something happened to those counted.
    pub(super) fn is_fate(&self) -> bool {
        matches!(
            self.measure,
            Measure::Killed
                | Measure::Wounded
                | Measure::Missing
                | Measure::Captured
                | Measure::Displaced
        )
    }
}

/// How far behind what is counted a predicate may stand.
pub(super) const PREDICATE_REACH: usize = 12;
/// How far after "the number of dead" the number may stand, in tokens.
const COUNT_REACH: usize = 6;
/// How far after a count its number may stand if it is said to rise or fall, in tokens.
const CHANGE_REACH: usize = 16;
/// How many words may stand between a number and the noun.
pub(super) const NOUN_REACH: usize = 6;

/// Reads what is counted within a sentence.
pub(super) struct CountReader<'find, 'step, 'text> {
    pub(super) reading: &'find Reading<'step, 'text>,
    /// The tokens of the sentence.
    pub(super) sentence: Range<usize>,
}

impl<'text> CountReader<'_, '_, 'text> {
    /// What the number measures; nothing if neither the words tell nor what was told before.
    pub(super) fn measured(&self, number: &Number, carried: Option<Measure>) -> Option<Measured> {
        if number.is_fraction {
            return self.share(number, "percent", 1.0, number.tokens.end);
        }
        if self.is_ratio(number) || self.is_denied(number) {
            return None;
        }
        if let Some(measured) = self.money_before(number).or_else(|| self.won(number)) {
            return Some(measured);
        }
        if let Some((length, unit)) = self.unit_after(number.tokens.end) {
            return self.with_unit(number, unit, number.tokens.end + length);
        }
        let measured = self
            .part(number)
            .or_else(|| self.votes(number))
            .or_else(|| self.people_or_items(number, carried))?;
        (!measured.is_fate() || !self.is_whole(number)).then_some(measured)
    }

    /// "one in four children".
    fn is_ratio(&self, number: &Number) -> bool {
        let start = number.tokens.start;
        let before = start.checked_sub(2).filter(|at| self.sentence.contains(at));
        self.is_any(start - usize::from(start > 0), &["in"])
            && before.is_some_and(|at| {
                let quantity = &self.reading.lexicon.quantity;
                self.text(at)
                    .is_some_and(|word| quantity.number(word).is_some())
            })
    }

    /// "no one", "none of the 40 passengers", "every one of them": whether the number counts nobody, or each.
    fn is_denied(&self, number: &Number) -> bool {
        const LONGEST: usize = 4;
        let denials = self.reading.lexicon.quantity.denials();
        let start = number.tokens.start;
        let is_bare = start == number.core;
        is_bare
            && (1..=LONGEST).any(|length| {
                let from = start.checked_sub(length);
                let found = from.and_then(|from| denials.find(from, |at| self.text(at)));
                found.is_some_and(|(found, ())| found == length)
            })
    }

    /// The number that starts at a token of the sentence.
    pub(super) fn number_at(&self, at: usize) -> Option<Number> {
        let numbers = NumberReader {
            document: self.reading.document,
            lexicon: &self.reading.lexicon.quantity,
        };
        self.sentence
            .contains(&at)
            .then(|| numbers.read(at, self.sentence.end))
            .flatten()
    }

    pub(super) fn text(&self, at: usize) -> Option<&'text str> {
        let inside = self.sentence.contains(&at);
        inside.then(|| self.reading.document.token_text(at))
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.sentence.contains(&at) && self.reading.document.is_word(at, word)
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.sentence.contains(&at) && self.reading.document.is_any_word(at, words)
    }

    /// Whether a word of the sentence is of a class, in any case (ASCII).
    pub(super) fn is_of(&self, at: usize, class: CountingWord) -> bool {
        let words = self.reading.lexicon.quantity.words();
        self.sentence.contains(&at) && self.reading.document.is_of(at, words, class)
    }

    /// Whether a token can stand between two counts of a list: "of the security forces".
    pub(super) fn is_quiet(&self, at: usize) -> bool {
        let is_word = matches!(
            self.reading.document.tokens[at].kind,
            TokenKind::Word | TokenKind::Possessive
        );
        let is_verbal = matches!(
            self.role(at),
            Some(SpeechWord::Be | SpeechWord::Modal | SpeechWord::Auxiliary | SpeechWord::Break)
        );
        let quantity = &self.reading.lexicon.quantity;
        let text = |at: usize| self.text(at);
        let is_fate = [PredicateUse::Active, PredicateUse::Passive]
            .into_iter()
            .any(|used| quantity.predicates(used).find(at, text).is_some());
        is_word && !is_verbal && !is_fate
    }

    pub(super) fn role(&self, at: usize) -> Option<SpeechWord> {
        self.reading.lexicon.speech.word(self.text(at)?)
    }

    pub(super) fn unit_after(&self, at: usize) -> Option<(usize, Unit)> {
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

    /// A part of a whole, which is named after "of" if at all: "of the country". A fraction is one only
    /// with its whole.
    fn share(
        &self,
        number: &Number,
        unit: &'static str,
        factor: f64,
        end: usize,
    ) -> Option<Measured> {
        let is_of = self.is(end, "of") && !self.is(end + 1, "a");
        if number.is_fraction && (!is_of || number.tokens.start == end) {
            return None;
        }
        let whole = if is_of {
            self.noun_phrase(end + 1)
        } else {
            end..end
        };
        // "a third of the 90 members"
        let is_counted = whole.len() == 1 && self.role(whole.start) == Some(SpeechWord::Determiner);
        let whole = if is_counted {
            let number = self.number_at(whole.end);
            let noun = number.map_or(whole.end, |number| number.tokens.end);
            whole.start..self.noun_phrase(noun).end.max(whole.end)
        } else {
            whole
        };
        let what = if !whole.is_empty() {
            self.reading.document.text_of(&whole).to_owned()
        } else if number.is_fraction {
            return None;
        } else {
            self.phrase_after(end, unit)
        };
        Some(Measured {
            measure: Measure::Share,
            unit,
            what,
            factor,
            end,
        })
    }

    /// What happens to those counted: the word that governs the number, else what follows them.
    pub(super) fn predicate(
        &self,
        number: &Number,
        noun: Option<&Range<usize>>,
        end: usize,
    ) -> Option<Measure> {
        self.held(number)
            .or_else(|| self.active_before(number))
            .or_else(|| self.after(noun, end))
    }

    /// "Kidnappers hold at least 14 people".
    fn held(&self, number: &Number) -> Option<Measure> {
        let before = number.tokens.start.checked_sub(1)?;
        let holds = self.is_of(before, CountingWord::Hold);
        let by_captors =
            || (self.sentence.start..before).any(|at| self.is_of(at, CountingWord::Holder));
        (holds && by_captors()).then_some(Measure::Hostages)
    }

    fn active_before(&self, number: &Number) -> Option<Measure> {
        const REACH: usize = 20;
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
                let is_named_count = self.is(at, "number") && gap.len() <= COUNT_REACH;
                let holds = is_named_count || self.is_transparent(&gap, measure);
                return (!is_passive && holds).then_some(measure);
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
        let is_changed = gap.len() <= CHANGE_REACH
            && gap.start > 0
            && self.is_of(gap.start - 1, CountingWord::CountName)
            && gap.clone().any(|at| self.is_of(at, CountingWord::Change))
            && gap.end > gap.start
            && self.is_any(gap.end - 1, &["to", "from", "at"]);
        if is_changed {
            return true;
        }
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
        // "killed himself and 17 others"
        let is_oneself = gap.len() == 2
            && self.is_any(gap.start, &["himself", "herself", "themselves", "itself"])
            && self.is(gap.start + 1, "and");
        is_toll || is_oneself || gap.clone().all(is_filler)
    }

    /// "number of people killed in Tuesday's attack has risen to".
    fn has_risen(&self, gap: &Range<usize>) -> bool {
        let end = gap.end;
        end > gap.start + 1 && self.is(end - 1, "to") && self.is_of(end - 2, CountingWord::Risen)
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
        let mut limit = limit;
        let mut at = end;
        while at < limit {
            // "four people, including two officers, were killed"
            if self.text(at) == Some(",") && self.opens_part(at + 1) {
                let closing = (at + 2..limit).find(|at| self.text(*at) == Some(","))?;
                at = closing + 1;
                limit = self.sentence.end.min(at + PREDICATE_REACH);
                continue;
            }
            // "61 villagers, six soldiers and five rescuers were killed"
            let after_comma = at + usize::from(self.text(at) == Some(","));
            let next = after_comma + usize::from(self.is(after_comma, "and"));
            if noun.is_some() && next > at && is_number_word(next) {
                at = next + 1;
                limit = self.sentence.end.min(at + PREDICATE_REACH);
                continue;
            }
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
            at += 1;
        }
        None
    }

    /// "among them two nurses", "five of them children": whether a part of those counted is told.
    fn opens_part(&self, at: usize) -> bool {
        self.is_of(at, CountingWord::Part)
            || self.is(at + 1, "of") && self.is_any(at + 2, &["them", "whom"])
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
    pub(super) fn is_in_time(&self, at: usize) -> bool {
        let times = self.reading.times;
        let n_before = times.partition_point(|time| time.tokens.start <= at);
        n_before
            .checked_sub(1)
            .is_some_and(|last| times[last].tokens.contains(&at))
    }

    /// "In Haiti 61 villagers": whether the name of a place ends before a token.
    fn ends_place(&self, at: usize) -> bool {
        let before = self
            .reading
            .entities
            .mentions_in(&(self.sentence.start..at));
        before.last().is_some_and(|mention| {
            mention.tokens.end == at && self.reading.entity(mention).kind == EntityKind::Place
        })
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
                let is_time = self.is_in_time(number.core - 1) || self.ends_place(number.core);
                let is_sum = self.money_sign(number.core - 1).is_some();
                is_digit && !is_time && !is_sum && (is_capital || touches_colon)
            };
        in_mention || follows_name
    }
}
