//! A sentence's clauses: which verb has which subject, what governs it, how far it reaches.

use std::ops::Range;

use super::group::{self, Form, VerbGroup, combine};
use super::phrase::{self, Phrase};
use super::tag::{self, Tag, Tagged};
use crate::extract::Reading;
use crate::lexicon::action::word::{CuePlace, Forms};
use crate::model::event::Modality;

/// What a verb group has around it.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// First phrase of the list that is the subject; the sufferer in a passive.
    pub(super) subject: Option<usize>,
    /// The noun that governs the infinitive: "pledge" in "Moscow's pledge to step up".
    pub(super) noun: Option<usize>,
    /// What the verb, all that governs it and its conditions say together.
    pub(super) modality: Modality,
    /// "to" + verb that only tells what for.
    pub(super) is_purpose: bool,
    /// Tokens after the verb group that belong to it.
    pub(super) complement: Range<usize>,
    /// First token of the clause.
    pub(super) start: usize,
}

/// A sentence taken apart.
pub(super) struct Syntax<'lexicon, 'text> {
    pub(super) reading: Reading<'lexicon, 'text>,
    /// The sentence's tokens.
    pub(super) tokens: Range<usize>,
    pub(super) tagged: Vec<Tagged<'lexicon>>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) groups: Vec<VerbGroup>,
    /// One for each group.
    pub(super) clauses: Vec<Clause>,
}

impl<'lexicon, 'text> Syntax<'lexicon, 'text> {
    /// Takes a sentence apart.
    pub(super) fn of(
        reading: &Reading<'lexicon, 'text>,
        tokens: &Range<usize>,
        lower: &mut String,
    ) -> Self {
        let tagged = tag::tag(reading, tokens, lower);
        let phrases = phrase::find(&tagged, tokens.start);
        let groups = group::find(&reading.lexicon.action, &tagged, tokens.start);
        let mut syntax = Self {
            reading: *reading,
            tokens: tokens.clone(),
            tagged,
            phrases,
            groups,
            clauses: Vec::new(),
        };
        for index in 0..syntax.groups.len() {
            let clause = syntax.clause(index);
            syntax.clauses.push(clause);
        }
        syntax.fill_forward();
        syntax
    }

    /// The token at a position in the document.
    pub(super) fn at(&self, position: usize) -> &Tagged<'lexicon> {
        &self.tagged[position - self.tokens.start]
    }

    /// The class of a token of this sentence; a break outside of it.
    pub(super) fn tag(&self, position: usize) -> Tag {
        if self.tokens.contains(&position) {
            self.at(position).tag
        } else {
            Tag::Break
        }
    }

    /// The first phrase that starts at `from` or later.
    pub(super) fn phrase_from(&self, from: usize) -> usize {
        self.phrases
            .partition_point(|phrase| phrase.tokens.start < from)
    }

    /// The phrase that holds the token.
    pub(super) fn phrase_at(&self, position: usize) -> Option<usize> {
        let index = self
            .phrases
            .partition_point(|phrase| phrase.tokens.end <= position);
        let phrase = self.phrases.get(index)?;
        phrase.tokens.contains(&position).then_some(index)
    }

    /// The phrases inside a range of tokens.
    pub(super) fn phrases_in(&self, range: &Range<usize>) -> Range<usize> {
        let from = self.phrase_from(range.start);
        let to = self
            .phrases
            .partition_point(|phrase| phrase.tokens.end <= range.end);
        from..to.max(from)
    }

    /// The first group that starts at `from` or later.
    pub(super) fn group_from(&self, from: usize) -> usize {
        self.groups
            .partition_point(|group| group.tokens.start < from)
    }

    fn clause(&self, index: usize) -> Clause {
        let group = &self.groups[index];
        let mut clause = Clause {
            subject: None,
            noun: None,
            modality: group.modality,
            is_purpose: false,
            complement: group.tokens.end..self.complement_end(index),
            start: self.clause_start(group.tokens.start),
        };
        match group.form {
            Form::Finite => self.finish_finite(index, &mut clause),
            Form::Infinitive | Form::Gerund => self.finish_governed(index, &mut clause),
            Form::Participle => {
                clause.subject = self.phrase_ending_before(group.tokens.start);
                if let Some(before) = index.checked_sub(1).map(|before| &self.clauses[before]) {
                    clause.modality = combine(clause.modality, before.modality);
                }
            }
        }
        if self.is_condition(clause.start) {
            clause.modality = combine(clause.modality, Modality::Hypothetical);
        }
        clause
    }

    /// Whether the clause that starts here is opened by "if" or its like.
    fn is_condition(&self, start: usize) -> bool {
        start > self.tokens.start
            && self.tag(start - 1) == Tag::Subordinator
            && self
                .at(start - 1)
                .word
                .and_then(|word| word.cue)
                .is_some_and(|(place, _)| place == CuePlace::Condition)
    }

    /// One past the nearest mark or word before `position` that opens a clause.
    pub(super) fn clause_start(&self, position: usize) -> usize {
        (self.tokens.start..position)
            .rev()
            .find(|before| {
                matches!(
                    self.tag(*before),
                    Tag::Subordinator | Tag::Relative | Tag::Break
                )
            })
            .map_or(self.tokens.start, |boundary| boundary + 1)
    }

    fn complement_end(&self, index: usize) -> usize {
        let group = &self.groups[index];
        let next = self
            .groups
            .get(index + 1)
            .map_or(self.tokens.end, |next| next.tokens.start);
        (group.tokens.end..next)
            .find(|position| {
                matches!(
                    self.tag(*position),
                    Tag::Subordinator | Tag::Relative | Tag::Break
                )
            })
            .unwrap_or(next)
    }

    fn finish_finite(&self, index: usize, clause: &mut Clause) {
        let start = self.groups[index].tokens.start;
        let before = self.before(start);
        if let Some(relative) = before.filter(|before| self.tag(*before) == Tag::Relative) {
            clause.subject = self.phrase_ending_before(relative);
            return;
        }
        let earlier = (0..index)
            .rev()
            .find(|earlier| self.groups[*earlier].form == Form::Finite);
        let zone_start = earlier
            .map_or(clause.start, |earlier| self.groups[earlier].tokens.end)
            .max(clause.start);
        let is_shared = before.is_some_and(|before| self.tag(before) == Tag::Conjunction);
        if is_shared && let Some(earlier) = index.checked_sub(1) {
            let is_base = self.groups[index].modality == Modality::Asserted
                && self
                    .at(self.groups[index].main)
                    .verb
                    .is_some_and(|(_, forms)| forms == Forms::BASE);
            let earlier = &self.clauses[earlier];
            clause.subject = earlier.subject;
            if is_base {
                clause.modality = combine(clause.modality, earlier.modality);
            }
            return;
        }
        clause.subject = self.subject_in(zone_start..start, earlier.is_some());
        if clause.subject.is_none() {
            clause.subject = self.resumed_subject(index);
        }
    }

    /// The first phrase of the zone that stands free of prepositions. If the zone begins inside an
    /// earlier clause, what comes before its first comma or conjunction belongs to that one.
    fn subject_in(&self, zone: Range<usize>, is_inside: bool) -> Option<usize> {
        let mut from = zone.start;
        if is_inside && self.tag(zone.start.saturating_sub(1)) == Tag::Verb {
            let separator = zone
                .clone()
                .find(|position| matches!(self.tag(*position), Tag::Comma | Tag::Conjunction));
            let is_complement = self.phrases_in(&zone).next().is_some_and(|first| {
                self.phrases[first].tokens.start == zone.start && self.reaches(first, zone.end)
            });
            match separator {
                Some(separator) if !is_complement => from = separator + 1,
                _ => {}
            }
        }
        let mut free = self
            .phrases_in(&(from..zone.end))
            .filter(|index| self.is_free(*index));
        let first = free.next()?;
        if is_inside && self.goes_on_list(first) {
            return free.next().or(Some(first));
        }
        Some(first)
    }

    /// "in Iraq and Syria": whether the phrase goes on a list that stands after a preposition.
    fn goes_on_list(&self, index: usize) -> bool {
        let start = self.phrases[index].tokens.start;
        let Some(before) = index.checked_sub(1).map(|before| &self.phrases[before]) else {
            return false;
        };
        before.preposition.is_some()
            && before.tokens.end + 1 == start
            && self.tag(before.tokens.end) == Tag::Conjunction
    }

    /// Whether a list that starts with this phrase ends where the verb begins.
    fn reaches(&self, phrase: usize, end: usize) -> bool {
        let list = self.list(phrase, end);
        list.last().is_some_and(|last| {
            let from = self.phrases[*last].tokens.end;
            (from..end).all(|position| {
                !matches!(
                    self.tag(position),
                    Tag::Comma | Tag::Conjunction | Tag::Verb
                )
            })
        })
    }

    /// Whether the phrase can be a subject: after no preposition, no bare time.
    fn is_free(&self, index: usize) -> bool {
        let phrase = &self.phrases[index];
        phrase.preposition.is_none() && self.tag(phrase.head) != Tag::Time
    }

    /// After an insertion the main clause goes on: the subject of the first finite clause, or the first
    /// free phrase.
    fn resumed_subject(&self, index: usize) -> Option<usize> {
        let start = self.groups[index].tokens.start;
        let main = self.clauses[..index]
            .iter()
            .find_map(|clause| clause.subject);
        let free = self
            .phrases_in(&(self.tokens.start..start))
            .find(|phrase| self.is_free(*phrase));
        match (main, free) {
            (Some(main), Some(free)) => Some(main.min(free)),
            (main, free) => main.or(free),
        }
    }

    fn finish_governed(&self, index: usize, clause: &mut Clause) {
        let start = self.groups[index].tokens.start;
        let is_infinitive = self.groups[index].form == Form::Infinitive;
        let Some(before) = index.checked_sub(1) else {
            self.finish_headline(start, is_infinitive, clause);
            return;
        };
        let (governor, governing) = (&self.groups[before], &self.clauses[before]);
        let between = governor.tokens.end..start;
        clause.modality = combine(clause.modality, governing.modality);
        clause.subject = governing.subject;
        let last = self.before(start);
        if last.is_some_and(|last| self.tag(last) == Tag::Conjunction)
            && governor.form == self.groups[index].form
        {
            clause.noun = governing.noun;
            clause.is_purpose = governing.is_purpose;
            return;
        }
        let is_apart = between.clone().any(|position| {
            matches!(
                self.tag(position),
                Tag::Break | Tag::Subordinator | Tag::Relative | Tag::Comma
            )
        });
        let noun = self.governing_noun(start);
        if let Some((phrase, modality)) = noun {
            clause.noun = Some(phrase);
            clause.subject = None;
            clause.modality = combine(self.groups[index].modality, modality);
            return;
        }
        let adjective = between.clone().rev().find_map(|position| {
            let tagged = self.at(position);
            (tagged.tag != Tag::Preposition || self.is_word(position, "about"))
                .then_some(tagged.word.and_then(|word| word.governs))
                .flatten()
        });
        let verb = self.verb_governs(governor);
        let is_copula = governor.tokens.end == start
            && self.at(governor.main).tag == Tag::Auxiliary
            && is_infinitive;
        let governs = adjective
            .or(verb)
            .or(is_copula.then_some(Modality::Planned))
            .filter(|_| !is_apart);
        let is_adjunct = last.is_some_and(|last| self.tag(last) == Tag::Preposition);
        match governs {
            Some(modality) => {
                clause.modality = combine(clause.modality, modality);
                let object = self
                    .phrases_in(&between)
                    .find(|phrase| self.tag(self.phrases[*phrase].head) != Tag::Time);
                if let Some(object) = object.filter(|_| !governor.is_passive && adjective.is_none())
                {
                    clause.subject = Some(object);
                }
            }
            None if is_infinitive => clause.is_purpose = true,
            None if last.is_some_and(|last| self.is_word(last, "without")) => {
                clause.is_purpose = true;
            }
            None if last
                .is_some_and(|last| self.is_any(last, &["in", "of", "for", "to", "on"])) =>
            {
                // "the coalition's success in breaking": whose success it is.
                let owner = last
                    .and_then(|last| last.checked_sub(1))
                    .and_then(|noun| self.phrase_at(noun));
                if let Some(owner) = owner {
                    clause.noun = Some(owner);
                    clause.subject = None;
                }
            }
            None if !is_apart && !is_adjunct => {
                // "militants operating in the region"
                clause.subject = self.phrase_ending_before(start).or(clause.subject);
            }
            None => {}
        }
    }

    /// What a verb says about the infinitive after it; nothing if an adverb changes it: "set up".
    fn verb_governs(&self, governor: &VerbGroup) -> Option<Modality> {
        let is_phrasal = self.tag(governor.tokens.end) == Tag::Preposition
            && self.is_any(governor.tokens.end, &["up", "out", "off"]);
        self.at(governor.main)
            .word
            .and_then(|word| word.governs)
            .filter(|_| !is_phrasal)
    }

    /// "Iran, Russia to hold talks": an infinitive with a subject and without a governor.
    fn finish_headline(&self, start: usize, is_infinitive: bool, clause: &mut Clause) {
        if !is_infinitive {
            return;
        }
        if let Some((phrase, modality)) = self.governing_noun(start) {
            clause.noun = Some(phrase);
            clause.modality = combine(clause.modality, modality);
            return;
        }
        let reached = self
            .phrases_in(&(clause.start..start))
            .find(|phrase| self.is_free(*phrase))
            .filter(|phrase| self.phrases[*phrase].tokens.start == clause.start);
        let follows = self.groups.len() > 1;
        clause.subject = reached;
        clause.is_purpose = reached.is_none() || follows;
        clause.modality = combine(clause.modality, Modality::Planned);
    }

    /// The noun right before an infinitive that governs it, and what it says.
    fn governing_noun(&self, start: usize) -> Option<(usize, Modality)> {
        let before = start.checked_sub(1)?;
        if self.tag(before) != Tag::Noun {
            return None;
        }
        let phrase = self.phrase_at(before)?;
        let modality = self.at(before).word?.governs?;
        Some((phrase, modality))
    }

    /// A gerund or participle that opens the sentence has the subject of the clause after it.
    fn fill_forward(&mut self) {
        for index in 0..self.clauses.len() {
            let form = self.groups[index].form;
            if self.clauses[index].subject.is_some()
                || self.clauses[index].noun.is_some()
                || !matches!(form, Form::Gerund | Form::Participle)
            {
                continue;
            }
            let next = (index + 1..self.clauses.len())
                .find(|next| self.groups[*next].form == Form::Finite);
            self.clauses[index].subject = next.and_then(|next| self.clauses[next].subject);
        }
    }

    /// The nearest token before that is no adverb.
    fn before(&self, position: usize) -> Option<usize> {
        (self.tokens.start..position)
            .rev()
            .find(|before| !matches!(self.tag(*before), Tag::Adverb | Tag::Negation | Tag::Time))
    }

    /// The phrase that ends right before a token, a comma or quotation mark apart.
    fn phrase_ending_before(&self, position: usize) -> Option<usize> {
        let mut last = self.before(position)?;
        while matches!(self.tag(last), Tag::Comma | Tag::Quote | Tag::Aside)
            && last > self.tokens.start
        {
            last -= 1;
        }
        self.phrase_at(last)
    }

    /// The phrases joined by commas and "and", starting with `start`, before token `limit`.
    pub(super) fn list(&self, start: usize, limit: usize) -> Vec<usize> {
        let mut list = vec![start];
        let mut pending = Vec::new();
        let mut end = self.phrases[start].tokens.end;
        for next in start + 1..self.phrases.len() {
            let phrase = &self.phrases[next];
            if phrase.tokens.end > limit {
                break;
            }
            let mut between = (end..phrase.tokens.start)
                .map(|position| self.tag(position))
                .filter(|tag| !matches!(tag, Tag::Aside | Tag::Quote));
            match (between.next(), between.next(), between.next()) {
                (Some(Tag::Preposition), None, None)
                    if phrase.preposition.is_some_and(|at| self.is_of(at)) => {}
                (Some(Tag::Comma), None, None) => pending.push(next),
                (Some(Tag::Conjunction), None, None)
                | (Some(Tag::Comma), Some(Tag::Conjunction), None) => {
                    list.append(&mut pending);
                    list.push(next);
                }
                _ => break,
            }
            end = phrase.tokens.end;
        }
        list
    }

    /// Whether the token is this word, whatever its case.
    pub(super) fn is_word(&self, position: usize, word: &str) -> bool {
        self.reading.document.is_word(position, word)
    }

    /// Whether the token is one of these words.
    pub(super) fn is_any(&self, position: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(position, word))
    }

    fn is_of(&self, position: usize) -> bool {
        self.is_any(position, &["of", "from"])
    }
}
