//! A number in its sentence → since when it is counted, for when it holds, where, and who says so.

use std::ops::Range;

use super::super::Reading;
use super::super::mention::FoundMention;
use super::super::speech::Attribution;
use super::super::temporal::FoundTime;
use crate::lexicon::counting::CountingWord;
use crate::lexicon::speech::SpeechWord;
use crate::model::date::PartialDate;
use crate::model::entity::{EntityKind, MentionForm, PlaceType};
use crate::model::facts::{EntityIndex, TimexType};

/// How many attributions before a number are looked at, so that the time stays linear.
const NEAR: usize = 16;

/// Reads the circumstances of a number.
pub(super) struct Circumstances<'find, 'step, 'text> {
    pub(super) reading: &'find Reading<'step, 'text>,
    pub(super) attributions: &'find [Attribution],
    /// Position of the sentence.
    pub(super) sentence: usize,
    /// Number, unit and noun.
    pub(super) number: Range<usize>,
}

impl Circumstances<'_, '_, '_> {
    pub(super) fn tokens(&self) -> &Range<usize> {
        &self.reading.document.sentences[self.sentence].tokens
    }

    /// The innermost attribution whose words hold the number.
    pub(super) fn attribution(&self) -> Option<&Attribution> {
        let holds = |attribution: &&Attribution| {
            attribution.scope.start <= self.number.start
                && self.number.start < attribution.scope.end
        };
        let n_before = self
            .attributions
            .partition_point(|attribution| attribution.scope.start <= self.number.start);
        let near = self.attributions[..n_before].iter().rev().take(NEAR);
        near.filter(holds)
            .filter(|attribution| attribution.speaker.is_some())
            .min_by_key(|attribution| attribution.scope.len())
    }

    /// Whether a place is only where those are who tell the number: "police in Lahore said".
    fn is_of_source(&self, mention: &FoundMention) -> bool {
        let number = self.number.start;
        let before = self
            .attributions
            .partition_point(|attribution| attribution.scope.start <= number);
        let mut near = self.attributions[..before].iter().rev().take(NEAR);
        near.any(|attribution| {
            number < attribution.scope.end
                && !attribution.source.contains(&number)
                && attribution.source.contains(&mention.tokens.start)
        })
    }

    fn times(&self) -> impl Iterator<Item = &FoundTime> {
        let tokens = self.tokens().clone();
        let times = self.reading.times;
        let from = times.partition_point(|time| time.tokens.start < tokens.start);
        times[from..]
            .iter()
            .take_while(move |time| time.tokens.end <= tokens.end)
    }

    /// "since March 2011".
    pub(super) fn counted_from(&self) -> Option<PartialDate> {
        let since = self.times().filter(|time| time.is_since);
        since
            .min_by_key(|time| self.distance(&time.tokens))
            .and_then(|time| time.fact.value)
    }

    fn distance(&self, tokens: &Range<usize>) -> usize {
        tokens.start.abs_diff(self.number.start)
    }

    /// The date that the clause names, else that of the report, else the publication if the figure is told as
    /// holding then.
    pub(super) fn as_of(&self) -> Option<PartialDate> {
        let scope = self
            .attribution()
            .map(|attribution| attribution.scope.clone());
        let is_inside = |time: &FoundTime| {
            scope.as_ref().is_none_or(|scope| {
                scope.start <= time.tokens.start && time.tokens.end <= scope.end
            })
        };
        let dated = || {
            self.times().filter(|time| {
                let is_date = matches!(time.fact.timex_type, TimexType::Date | TimexType::Time);
                let is_own = !self.is_compared(&time.tokens);
                is_date && is_own && !time.is_since && time.fact.value.is_some()
            })
        };
        let inside = dated()
            .filter(|time| is_inside(time))
            .min_by_key(|time| self.distance(&time.tokens));
        if let Some(time) = inside {
            return time.fact.value;
        }
        let is_current = self.is_told_as_current();
        let of_report = dated()
            .filter(|time| is_current || self.dates_a_report(time))
            .min_by_key(|time| self.distance(&time.tokens));
        match of_report {
            Some(time) => time.fact.value,
            None => self.reading.published.filter(|_| is_current),
        }
    }

    /// "48 percent, down from 61 percent in 2012": whether the time belongs to what the number is set against.
    fn is_compared(&self, time: &Range<usize>) -> bool {
        let document = self.reading.document;
        let is_number =
            |at: usize| document.tokens[at].kind == crate::text::token::TokenKind::Number;
        let words = self.reading.lexicon.quantity.words();
        let mut between = self.number.end..time.start.max(self.number.end);
        let against = between.find(|at| document.is_of(*at, words, CountingWord::Against));
        against.is_some_and(|at| (at..time.start).any(is_number))
    }

    /// "a February report".
    fn dates_a_report(&self, time: &FoundTime) -> bool {
        (time.tokens.end..self.tokens().end.min(time.tokens.end + 2))
            .any(|at| self.role(at) == Some(SpeechWord::Document))
    }

    pub(super) fn role(&self, at: usize) -> Option<SpeechWord> {
        let text = self.reading.document.token_text(at);
        self.reading.lexicon.speech.word(text)
    }

    /// Whether the clause is in the present or present perfect: "have lost", "are still", "accounts for".
    fn is_told_as_current(&self) -> bool {
        const REACH: usize = 8;
        let document = self.reading.document;
        let tokens = self.tokens();
        let before = self.number.start.saturating_sub(REACH).max(tokens.start);
        let after = tokens.end.min(self.number.end + REACH);
        let words = self.reading.lexicon.quantity.words();
        let is_current = |at: usize| document.is_of(at, words, CountingWord::Current);
        let is_over = |at: usize| {
            ["were", "was", "had"]
                .iter()
                .any(|word| document.is_word(at, word))
        };
        let nearest = (self.number.end..after)
            .chain((before..self.number.start).rev())
            .find(|at| is_current(*at) || is_over(*at));
        match nearest {
            Some(at) => is_current(at),
            None => self.follows_present_verb(before),
        }
    }

    /// "which accounts for about 25 percent", "it holds a third": a verb in "-s" right before the number, with
    /// its preposition or without one.
    fn follows_present_verb(&self, from: usize) -> bool {
        const SUBJECTS: [&str; 5] = ["which", "that", "who", "it", "group"];
        let document = self.reading.document;
        let before = |at: usize| at.checked_sub(1).filter(|at| *at >= from);
        let Some(last) = before(self.number.start) else {
            return false;
        };
        let is_preposition = self.role(last) == Some(SpeechWord::Preposition);
        let verb = if is_preposition {
            before(last)
        } else {
            Some(last)
        };
        let Some((subject, verb)) = verb.and_then(|verb| Some((before(verb)?, verb))) else {
            return false;
        };
        let text = document.token_text(verb);
        let is_verb = text.len() > 3 && text.ends_with('s') && text.starts_with(char::is_lowercase);
        is_verb && SUBJECTS.iter().any(|word| document.is_word(subject, word))
    }

    /// The place in the clause, else that of the sentence, else the country that the text is speaking of.
    pub(super) fn place(&self) -> Option<EntityIndex> {
        let countries = self.countries_in(self.sentence);
        if self.is_part_of_country()
            && let Some(country) = countries.first()
        {
            return Some(country.entity);
        }
        let mut inside = self.places_in(self.sentence);
        inside.retain(|mention| !self.is_contrasted(&mention.tokens));
        let is_after = |mention: &&FoundMention| mention.tokens.start >= self.number.start;
        let of_fate = inside
            .iter()
            .position(|mention| is_after(mention) && self.follows_fate(mention));
        let after = of_fate.or_else(|| inside.iter().position(is_after));
        if let Some(first) = after {
            let joined = inside.get(first + 1).is_some_and(|next| {
                next.entity != inside[first].entity && self.are_joined(inside[first], next)
            });
            return (!joined).then_some(inside[first].entity);
        }
        if let Some(last) = inside.last() {
            return Some(last.entity);
        }
        if let Some(country) = countries.first() {
            return Some(country.entity);
        }
        let sentences = &self.reading.document.sentences;
        let earlier = self.sentence.checked_sub(1)?;
        if sentences[earlier].paragraph != sentences[self.sentence].paragraph {
            return None;
        }
        let located = self.places_in(earlier);
        let countries = self.countries_in(earlier);
        let found = located.last().or(countries.first())?;
        Some(found.entity)
    }

    /// "58 died, while a hospital in Idlib counted more": whether another clause is set against this one.
    fn is_contrasted(&self, tokens: &Range<usize>) -> bool {
        let between = if tokens.start > self.number.start {
            self.number.end..tokens.start
        } else {
            tokens.end..self.number.start
        };
        between.into_iter().any(|at| {
            ["while", "whereas", "but"]
                .iter()
                .any(|word| self.reading.document.is_word(at, word))
        })
    }

    /// "a third of the country": the whole is the country that the sentence is about.
    fn is_part_of_country(&self) -> bool {
        let document = self.reading.document;
        let end = self.tokens().end.min(self.number.end + 3);
        (self.number.end..end).any(|at| document.is_word(at, "country"))
            && document.is_word(self.number.end, "of")
    }

    /// Places that a preposition of place governs.
    fn places_in(&self, sentence: usize) -> Vec<&FoundMention> {
        let tokens = &self.reading.document.sentences[sentence].tokens;
        let mentions = self.reading.entities.mentions_in(tokens);
        let mut is_after_located = None;
        mentions
            .iter()
            .filter(|mention| {
                let is_place = self.reading.entity(mention).kind == EntityKind::Place
                    && mention.form == MentionForm::Name
                    && !self.is_of_source(mention);
                let joins = is_after_located == Some(mention.tokens.start);
                let is_located = is_place && (joins || self.is_located(mention, tokens.start));
                let next_word = mention.tokens.end + 1;
                if is_located && self.reading.document.is_word(mention.tokens.end, "and") {
                    is_after_located = Some(next_word);
                }
                is_located
            })
            .collect()
    }

    fn is_located(&self, mention: &FoundMention, start: usize) -> bool {
        const PREPOSITIONS: [&str; 10] = [
            "in",
            "inside",
            "within",
            "across",
            "near",
            "at",
            "around",
            "throughout",
            "of",
            "outside",
        ];
        let document = self.reading.document;
        let from = mention.tokens.start.saturating_sub(5).max(start);
        for at in (from..mention.tokens.start).rev() {
            if document.is_any_word(at, &["on", "against"]) {
                return at > start && self.is_deed(at - 1);
            }
            if PREPOSITIONS.iter().any(|word| document.is_word(at, word)) {
                return !(document.is_word(at, "of") && self.names_site(mention));
            }
            let is_title = document.tokens[at].kind == crate::text::token::TokenKind::Word
                && self.role(at) != Some(SpeechWord::Preposition);
            if !is_title {
                return false;
            }
        }
        false
    }

    fn are_joined(&self, left: &FoundMention, right: &FoundMention) -> bool {
        right.tokens.start == left.tokens.end + 1
            && ["and", ",", "or"].iter().any(|joint| {
                self.reading
                    .document
                    .token_text(left.tokens.end)
                    .eq_ignore_ascii_case(joint)
            })
    }

    /// Countries that are named, not only alluded to by an adjective.
    fn countries_in(&self, sentence: usize) -> Vec<&FoundMention> {
        let tokens = &self.reading.document.sentences[sentence].tokens;
        let mentions = self.reading.entities.mentions_in(tokens).iter();
        mentions
            .filter(|mention| {
                mention.form == MentionForm::Name
                    && self.reading.entity(mention).place_type == Some(PlaceType::Country)
                    && !self.is_of_source(mention)
                    && !self.owns_deed(mention)
            })
            .collect()
    }
}
