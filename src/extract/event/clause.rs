//! A verb group and what stands around it → its clause: subject, what governs it, how far it reaches.

use std::ops::Range;

use super::code::is_verbal;
use super::group::{Form, VerbGroup, combine};
use super::syntax::{Clause, Syntax};
use super::tag::Tag;

use crate::lexicon::action::word::{CuePlace, Forms, VerbClass};
use crate::model::event::Modality;

/// Prepositions after which a verb in -ing tells something of its own, which no verb before it governs.
const ACCOMPANYING: [&str; 10] = [
    "after",
    "before",
    "by",
    "since",
    "while",
    "when",
    "despite",
    "following",
    "besides",
    "through",
];

impl Syntax<'_, '_> {
    /// What a verb group has around it; the groups before it have their clauses already.
    pub(super) fn clause(&self, index: usize) -> Clause {
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
            Form::Finite if let Some(helped) = self.helped(index) => {
                let governing = &self.clauses[index - 1];
                clause.subject = Some(helped);
                clause.modality = combine(clause.modality, governing.modality);
                clause.is_purpose = governing.is_purpose;
            }
            Form::Finite => self.finish_finite(index, &mut clause),
            Form::Infinitive | Form::Gerund => self.finish_governed(index, &mut clause),
            Form::Participle => {
                clause.subject = self.phrase_ending_before(group.tokens.start);
                if let Some(before) = index.checked_sub(1).map(|before| &self.clauses[before]) {
                    clause.modality = combine(clause.modality, before.modality);
                }
            }
        }
        if self.is_own_future(index, &clause) {
            clause.modality = Modality::Planned;
        }
        let is_open = self.is_opened_by(clause.start, CuePlace::Condition)
            || self.is_opened_by_though(clause.start)
            || (self.is_opened_by(clause.start, CuePlace::Awaited)
                || self.is_opened_by_soon(clause.start))
                && self.is_present(index);
        if is_open || self.is_demanded(index, clause.start) {
            clause.modality = combine(clause.modality, Modality::Hypothetical);
        }
        clause.modality = combine(clause.modality, self.doubt_of_clause(index, &clause));
        if clause.modality == Modality::Hypothetical && self.is_announced(index, &clause) {
            clause.modality = Modality::Planned;
        }
        if let Some(wanted) = self.wanted_by_let(index) {
            clause.modality = combine(clause.modality, wanted);
        }
        clause
    }

    /// "to help him oust the general": who is helped to do it, before a verb in the base form.
    fn helped(&self, index: usize) -> Option<usize> {
        let group = &self.groups[index];
        let before = &self.groups[index.checked_sub(1)?];
        let helped = self.phrase_from(before.tokens.end);
        let phrase = self.phrases.get(helped)?;
        let is_between =
            phrase.tokens.start == before.tokens.end && phrase.tokens.end == group.tokens.start;
        let helps = || self.is_verb(before.verb, VerbClass::Letting);
        let is_base = || {
            let forms = self.at(group.main).forms();
            forms.has(Forms::BASE) && !forms.has(Forms::PAST)
        };
        (is_between && group.tokens.len() == 1 && is_base() && helps()).then_some(helped)
    }

    /// "insisted that Burundi release the prisoners": whether the clause says what somebody wants.
    pub(super) fn is_demanded(&self, index: usize, start: usize) -> bool {
        let group = &self.groups[index];
        let is_base = |at: usize| {
            self.is_word(at, "be")
                || self
                    .at(at)
                    .verb
                    .is_some_and(|(_, forms)| forms.has(Forms::BASE) && !forms.has(Forms::PAST))
        };
        let demands = index
            .checked_sub(1)
            .is_some_and(|before| self.is_verb(self.groups[before].verb, VerbClass::Demanding));
        demands
            && group.form == Form::Finite
            && start > self.tokens.start
            && self.is_word(start - 1, "that")
            && is_base(group.tokens.start)
    }

    /// Whether a verb stands in the present, alone or in the perfect: "free", "have freed".
    pub(super) fn is_present(&self, index: usize) -> bool {
        let group = &self.groups[index];
        let first = group.tokens.start;
        let forms = self.at(first).forms();
        group.form == Form::Finite
            && forms.has(Forms::PRESENT.with(Forms::BASE))
            && !forms.has(Forms::PAST)
    }

    /// Whether the clause that starts here is opened by a word like "if", or like "until".
    fn is_opened_by(&self, start: usize, sort: CuePlace) -> bool {
        start > self.tokens.start
            && self.tag(start - 1) == Tag::Subordinator
            && self
                .at(start - 1)
                .word
                .and_then(|word| word.cue)
                .is_some_and(|(place, _)| place == sort)
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
            clause.subject = self.antecedent(index, relative);
            return;
        }
        if let Some(permitted) = self.permitted(index) {
            clause.subject = Some(permitted);
            let outer = self.clauses[index - 1].modality;
            clause.modality = combine(combine(clause.modality, outer), Modality::Hypothetical);
            return;
        }
        let parted = self
            .subject_before_relative(index)
            .or_else(|| self.subject_before_defining(index));
        if let Some(subject) = parted {
            clause.subject = Some(subject);
            return;
        }
        let earlier = (0..index)
            .rev()
            .find(|earlier| self.groups[*earlier].form == Form::Finite);
        let zone_start = earlier
            .map_or(clause.start, |earlier| self.groups[earlier].tokens.end)
            .max(clause.start);
        let is_shared = before.is_some_and(|before| self.tag(before) == Tag::Conjunction)
            || self.conjunction_before_time(start).is_some();
        if is_shared && let Some(earlier) = self.joined_group(index) {
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
        let zone_start = self.past_opening(zone_start, index).unwrap_or(zone_start);
        let zone_start = earlier
            .and_then(|earlier| self.past_existence(earlier, start))
            .map_or(zone_start, |conjunction| conjunction + 1);
        clause.subject = self.subject_in(zone_start..start, earlier.is_some());
        if clause.subject.is_none() {
            clause.subject = self.resumed_subject(index);
        }
    }

    /// The verb that "and" joins with this one: "accused X of arming Y and threatened Z" goes on with
    /// "accused", and after a comma no clause of a relative goes on.
    fn joined_group(&self, index: usize) -> Option<usize> {
        let group = &self.groups[index];
        let nearest = index.checked_sub(1)?;
        let has_auxiliary =
            (group.tokens.start..group.main).any(|at| self.tag(at) == Tag::Auxiliary);
        let forms = self.at(group.main).verb.map(|(_, forms)| forms);
        let is_open = !has_auxiliary && forms.is_none_or(|forms| forms.has(Forms::BASE));
        let before = self.before(group.tokens.start)?;
        let is_apart = before > self.tokens.start && self.tag(before - 1) == Tag::Comma;
        let fits = |earlier: &usize| {
            let earlier = &self.groups[*earlier];
            let is_relative = self
                .before(earlier.tokens.start)
                .is_some_and(|before| self.tag(before) == Tag::Relative);
            match earlier.form {
                Form::Finite => !(is_apart && is_relative),
                Form::Infinitive => is_open,
                Form::Gerund => is_open || earlier.tokens.len() > 1,
                Form::Participle => self.tag(group.tokens.end) == Tag::Preposition,
            }
        };
        (0..index).rev().find(fits).or(Some(nearest))
    }

    /// The first phrase of the zone that stands free of prepositions. If the zone begins inside an
    /// earlier clause, what comes before its first comma or conjunction belongs to that one.
    pub(super) fn subject_in(&self, zone: Range<usize>, is_inside: bool) -> Option<usize> {
        let mut from = zone.start;
        let before = self.tag(zone.start.saturating_sub(1));
        if is_inside && matches!(before, Tag::Verb | Tag::Auxiliary) {
            let separator = zone
                .clone()
                .find(|position| matches!(self.tag(*position), Tag::Comma | Tag::Conjunction));
            let is_complement = self.phrases_in(&zone).next().is_some_and(|first| {
                self.phrases[first].tokens.start == zone.start && self.reaches(first, zone.end)
            });
            match separator {
                // "bombed Malta, and Chad expelled": the comma before "and" closes the clause.
                Some(separator)
                    if !is_complement || self.tag(separator + 1) == Tag::Conjunction =>
                {
                    from = separator + 1;
                }
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
    pub(super) fn reaches(&self, phrase: usize, end: usize) -> bool {
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
    pub(super) fn is_free(&self, index: usize) -> bool {
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

    /// The verb before; for words that stand apart the finite one: "refused to sign a treaty, urging X".
    fn governor_of(&self, index: usize) -> Option<usize> {
        let group = &self.groups[index];
        let nearest = index.checked_sub(1)?;
        let is_apart = group.form == Form::Gerund
            && self
                .before(group.tokens.start)
                .is_some_and(|before| self.tag(before) == Tag::Comma);
        let mut frames = self.reading.lexicon.action.verb(group.verb).frames.iter();
        let is_said = is_apart && frames.any(|frame| is_verbal(frame.kind));
        let finite = (0..index)
            .rev()
            .find(|at| self.groups[*at].form == Form::Finite);
        finite.filter(|_| is_said).or(Some(nearest))
    }

    fn finish_governed(&self, index: usize, clause: &mut Clause) {
        let start = self.groups[index].tokens.start;
        let is_infinitive = self.groups[index].form == Form::Infinitive;
        let Some(before) = self.governor_of(index) else {
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
        let noun = self.noun_before_infinitive(start, is_infinitive);
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
            .filter(|_| !is_apart && !last.is_some_and(|last| self.is_any(last, &ACCOMPANYING)));
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
            None if is_apart && !is_infinitive && !is_adjunct => {
                self.go_on_from_finite(index, clause);
            }
            None => {}
        }
    }

    /// What a verb says about the infinitive after it; nothing if an adverb changes it: "set up".
    fn verb_governs(&self, governor: &VerbGroup) -> Option<Modality> {
        const PUT_ASIDE: [(&str, &str, Modality); 4] = [
            ("rule", "out", Modality::Denied),
            ("call", "off", Modality::Denied),
            ("hold", "off", Modality::Denied),
            ("put", "off", Modality::Planned),
        ];
        let lemma = &self.reading.lexicon.action.verb(governor.verb).lemma;
        let aside = PUT_ASIDE.iter().find(|(verb, particle, _)| {
            lemma == verb && self.is_word(governor.tokens.end, particle)
        });
        if let Some((.., modality)) = aside {
            return Some(*modality);
        }
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
    pub(super) fn governing_noun(&self, start: usize) -> Option<(usize, Modality)> {
        let before = start.checked_sub(1)?;
        if self.tag(before) != Tag::Noun {
            return None;
        }
        let phrase = self.phrase_at(before)?;
        let governs = self.at(before).word.and_then(|word| word.governs);
        let modality = governs.or_else(|| self.doubt_before_infinitive(phrase))?;
        Some((phrase, modality))
    }
}
