//! Word classes that need context: noun or verb, preposition or subordinator.

use super::tag::{Tag, Tagged};
use crate::extract::Reading;
use crate::lexicon::action::context::EventWord;
use crate::lexicon::action::word::{CuePlace, Forms, WordClass};
use crate::lexicon::key::WordSet;
use crate::text::token::Shape;

/// Decides word classes from left to right.
pub(super) struct Tagger<'step, 'lexicon, 'text> {
    pub(super) reading: &'step Reading<'lexicon, 'text>,
    pub(super) first: usize,
    pub(super) tagged: Vec<Tagged<'lexicon>>,
    /// Whether the running clause has a finite verb already.
    pub(super) has_finite: bool,
    pub(super) is_shouting: bool,
}

impl Tagger<'_, '_, '_> {
    pub(super) fn decide(&mut self, position: usize) -> Tag {
        let here = self.tagged[position];
        if self.is_direction(position) {
            return Tag::Adverb;
        }
        let Some(word) = here.word else {
            if let Some(verb) = self.unknown_verb(position) {
                self.tagged[position].verb = Some(verb);
                return Tag::Verb;
            }
            return self.unknown(position);
        };
        if word
            .cue
            .is_some_and(|(place, _)| place == CuePlace::Negation)
            && !here.has(WordClass::Determiner)
        {
            return Tag::Negation;
        }
        if self.is_word(position, "to") {
            return self.decide_to(position);
        }
        if self.is_word(position, "that") {
            return self.decide_that(position);
        }
        if let Some(tag) = self.decide_function_word(position) {
            return tag;
        }
        if self.is_capital_inside(position) {
            return if here.is_noun_too() || here.has(WordClass::Adjective) {
                self.noun_or_adjective(position)
            } else {
                Tag::Name
            };
        }
        if word.verbs.is_empty() || self.is_adjective_here(position) {
            return self.noun_or_adjective(position);
        }
        self.decide_verb(position)
    }

    fn decide_function_word(&self, position: usize) -> Option<Tag> {
        let here = &self.tagged[position];
        if here.has(WordClass::Auxiliary) {
            return Some(Tag::Auxiliary);
        }
        if here.word.is_none_or(|word| word.classes.is_empty()) {
            return None;
        }
        let follows_like_noun = || {
            self.tag_after(position)
                .is_none_or(|tag| tag.opens_phrase() || matches!(tag, Tag::Other | Tag::Time))
        };
        let tag = if here.has(WordClass::Relative) {
            Tag::Relative
        } else if here.has(WordClass::Possessive)
            && (!here.has(WordClass::Pronoun) || self.next_is_nominal(position))
        {
            Tag::Possessive
        } else if here.has(WordClass::Determiner) {
            if follows_like_noun() {
                Tag::Determiner
            } else {
                Tag::Pronoun
            }
        } else if here.has(WordClass::Pronoun) {
            Tag::Pronoun
        } else if here.has(WordClass::Subordinator) {
            Tag::Subordinator
        } else if here.has(WordClass::Preposition) && self.is_told(position) {
            return None;
        } else if here.has(WordClass::Preposition) {
            Tag::Preposition
        } else if here.has(WordClass::Conjunction) {
            Tag::Conjunction
        } else if here.has(WordClass::Adverb) {
            Tag::Adverb
        } else {
            return None;
        };
        Some(tag)
    }

    /// "was given", "is following": a verb, whatever else it may be.
    fn is_told(&self, position: usize) -> bool {
        let verbal = Forms::GERUND.with(Forms::PARTICIPLE);
        self.tagged[position].forms().has(verbal)
            && self
                .before(position)
                .is_some_and(|(tag, _)| tag == Tag::Auxiliary)
    }

    fn decide_to(&self, position: usize) -> Tag {
        let mut next = position + 1;
        while self
            .tagged
            .get(next)
            .is_some_and(|tagged| tagged.has(WordClass::Adverb) || self.is_ly(next))
        {
            next += 1;
        }
        let is_base = self.tagged.get(next).is_some_and(|tagged| {
            tagged.forms().has(Forms::BASE)
                && tagged.tag == Tag::Other
                && !self.is_capital_inside(next)
        });
        if is_base { Tag::To } else { Tag::Preposition }
    }

    /// "army and allied forces": an adjective that could be a verb, where no subject stands before it.
    fn is_adjective_here(&self, position: usize) -> bool {
        let opens = self.before(position).is_none_or(|(tag, _)| {
            matches!(
                tag,
                Tag::Conjunction
                    | Tag::Preposition
                    | Tag::Comma
                    | Tag::Verb
                    | Tag::Break
                    | Tag::Quote
            )
        });
        let is_adjective =
            self.tagged[position].has(WordClass::Adjective) || self.joins_adjective(position);
        // "and wounded 20 others"
        let counts = self.tag_after(position) == Some(Tag::Number);
        opens && is_adjective && !counts && self.next_is_nominal(position)
    }

    fn decide_verb(&mut self, position: usize) -> Tag {
        let here = self.tagged[position];
        let forms = here.forms();
        let before = self.before(position);
        let allowed = match before {
            None => self.at_start(position, forms),
            Some((tag, at)) => self.after(position, forms, tag, at),
        };
        let Some(allowed) = allowed else {
            let is_modifier = (forms.has(Forms::GERUND)
                || forms.has(Forms::PARTICIPLE)
                || here.has(WordClass::Adjective))
                && !here.is_noun_too()
                && self.next_is_nominal(position);
            return if is_modifier {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        };
        let Some(verb) = here.word.and_then(|word| {
            word.verbs
                .iter()
                .find(|(_, forms)| forms.has(allowed))
                .copied()
        }) else {
            return Tag::Noun;
        };
        self.tagged[position].verb = Some(verb);
        Tag::Verb
    }

    /// The forms that a verb can have at the start of a sentence; none if it is a noun there.
    fn at_start(&self, position: usize, forms: Forms) -> Option<Forms> {
        let next = self.tag_after(position);
        if forms.has(Forms::GERUND) {
            let is_verb = self.next_opens_object(position) || !self.tagged[position].is_noun_too();
            return is_verb.then_some(Forms::GERUND);
        }
        let by = matches!(next, Some(Tag::Preposition | Tag::To | Tag::Other))
            && forms.has(Forms::PARTICIPLE)
            && !forms.has(Forms::BASE)
            && !self.next_is_nominal(position);
        by.then_some(Forms::PARTICIPLE)
    }

    /// The forms that a verb can have after a token of class `tag` at `at`; none if it is a noun there.
    fn after(&self, position: usize, forms: Forms, tag: Tag, at: usize) -> Option<Forms> {
        const FINITE: Forms = Forms::PAST;
        let past = FINITE.with(Forms::PARTICIPLE);
        match tag {
            Tag::To => Some(Forms::BASE),
            Tag::Auxiliary => self.after_auxiliary(at, forms),
            tag if tag.modifies() => {
                let is_people = tag == Tag::Demonym && !self.next_is_nominal(position);
                (is_people && forms.has(past)).then_some(past)
            }
            Tag::Preposition => {
                let is_gerund = forms.has(Forms::GERUND)
                    && (self.next_opens_object(position) || !self.tagged[position].is_noun_too());
                is_gerund.then_some(Forms::GERUND)
            }
            Tag::Noun | Tag::Name | Tag::Aside | Tag::Time | Tag::Quote
                if forms.has(Forms::GERUND) =>
            {
                (self.next_opens_object(position) || !self.tagged[position].is_noun_too())
                    .then_some(Forms::GERUND)
            }
            // "while meeting with the mayor"
            Tag::Subordinator
                if forms.has(Forms::GERUND)
                    && self.is_any_word(at, &["while", "when", "whilst"]) =>
            {
                Some(Forms::GERUND)
            }
            _ if forms.has(Forms::GERUND) => (self.next_opens_object(position)
                || !self.tagged[position].is_noun_too())
            .then_some(Forms::GERUND),
            Tag::Verb if self.next_is_nominal(position) && forms.has(past) => None,
            _ if forms.has(past) && !forms.has(Forms::BASE) => Some(past),
            Tag::Conjunction => self.after_conjunction(position, forms, at),
            Tag::Relative | Tag::Pronoun => Some(if forms.has(Forms::PRESENT) {
                Forms::PRESENT
            } else {
                Forms::BASE.with(past)
            }),
            Tag::Noun | Tag::Name | Tag::Demonym | Tag::Aside | Tag::Time | Tag::Comma => {
                self.present_after_noun(position, forms, at)
            }
            _ => None,
        }
    }

    pub(super) fn after_auxiliary(&self, at: usize, forms: Forms) -> Option<Forms> {
        let auxiliary = self.tagged[at].forms();
        let is_modal = auxiliary == Forms::default();
        let lemma_is = |lemma: &str| {
            self.tagged[at].word.is_some_and(|word| {
                word.verbs
                    .iter()
                    .any(|(id, _)| self.reading.lexicon.action.verb(*id).lemma == lemma)
            })
        };
        let fitting = if lemma_is("be") {
            Forms::GERUND.with(Forms::PARTICIPLE)
        } else if lemma_is("have") {
            Forms::PARTICIPLE
        } else if is_modal || lemma_is("do") {
            Forms::BASE
        } else {
            return None;
        };
        forms.has(fitting).then_some(fitting)
    }

    /// After "and" a verb goes on in the form of the verb before.
    fn after_conjunction(&self, position: usize, forms: Forms, at: usize) -> Option<Forms> {
        let earlier = (0..at)
            .rev()
            .find(|earlier| self.tagged[*earlier].tag == Tag::Verb)?;
        let (_, before) = self.tagged[earlier].verb?;
        let past = Forms::PAST.with(Forms::PARTICIPLE);
        if before.has(past) && forms.has(past) {
            return Some(past);
        }
        let like = [Forms::BASE, Forms::PRESENT]
            .into_iter()
            .find(|form| before.has(*form) && forms.has(*form))?;
        let is_noun = self.tagged[position].is_noun_too() && !self.next_opens_object(position);
        (!is_noun).then_some(like)
    }

    /// "Russia attacks", "officials meet": a present form after a noun.
    fn present_after_noun(&self, position: usize, forms: Forms, at: usize) -> Option<Forms> {
        // "the European Union (EU) agree"
        let at = (0..=at)
            .rev()
            .find(|before| self.tagged[*before].tag != Tag::Aside)
            .unwrap_or(at);
        if self.has_finite && self.tagged[at].tag != Tag::Comma {
            return None;
        }
        let here = &self.tagged[position];
        let past = Forms::PAST.with(Forms::PARTICIPLE);
        if self.verb_follows(position) {
            return None;
        }
        let before = &self.tagged[at];
        let is_object_next = self.next_opens_object(position);
        let is_common_noun = before.tag == Tag::Noun;
        let is_plural = before.word.is_some_and(|word| word.is_plural)
            || self.is_list(at)
            || self.is_demanded(at)
            || self.is_word(at, "police");
        let can_go_on = is_object_next
            || self.governs_infinitive(position)
            || (!here.is_noun_too()
                && self
                    .tag_after(position)
                    .is_some_and(|tag| matches!(tag, Tag::Other | Tag::Preposition | Tag::Adverb)));
        let is_verb = if here.is_noun_too() && is_common_noun && !is_plural {
            is_object_next && self.opens_with_determiner(position + 1)
        } else {
            can_go_on
        };
        if !is_verb {
            return None;
        }
        if forms.has(Forms::PRESENT) && !is_plural {
            return Some(Forms::PRESENT);
        }
        if forms.has(past) {
            return Some(past);
        }
        (forms.has(Forms::BASE) && is_plural).then_some(Forms::BASE)
    }

    /// Whether the noun that ends at `at` closes a list: "Iran and Russia".
    pub(super) fn is_list(&self, at: usize) -> bool {
        let from = at.saturating_sub(4);
        self.tagged[from..at]
            .iter()
            .any(|tagged| tagged.tag == Tag::Conjunction)
    }

    fn noun_or_adjective(&self, position: usize) -> Tag {
        let here = &self.tagged[position];
        let is_adjective = here.has(WordClass::Adjective)
            || here
                .word
                .and_then(|word| word.cue)
                .is_some_and(|(place, _)| place == CuePlace::Adjective);
        if is_adjective
            && self.tag_before(position) == Some(Tag::Verb)
            && self.is_word(position, "dead")
        {
            // "shot dead two": it says what became of those who come after.
            Tag::Adverb
        } else if is_adjective && !here.is_noun_too() {
            Tag::Adjective
        } else if here
            .word
            .and_then(|word| word.cue)
            .is_some_and(|(place, _)| place == CuePlace::Adverb)
        {
            Tag::Adverb
        } else {
            Tag::Noun
        }
    }

    /// Class and position of the nearest token before that is no adverb.
    pub(super) fn before(&self, position: usize) -> Option<(Tag, usize)> {
        (0..position)
            .rev()
            .map(|earlier| (self.tagged[earlier].tag, earlier))
            .find(|(tag, _)| !matches!(tag, Tag::Adverb | Tag::Negation))
    }

    pub(super) fn tag_before(&self, position: usize) -> Option<Tag> {
        position
            .checked_sub(1)
            .map(|before| self.tagged[before].tag)
    }

    pub(super) fn tag_after(&self, position: usize) -> Option<Tag> {
        self.tagged.get(position + 1).map(|tagged| tagged.tag)
    }

    /// Whether the next token continues a noun phrase.
    pub(super) fn next_is_nominal(&self, position: usize) -> bool {
        let Some(next) = self.tagged.get(position + 1) else {
            return false;
        };
        match next.tag {
            Tag::Name | Tag::Demonym | Tag::Number | Tag::Noun | Tag::Adjective => true,
            Tag::Other => {
                next.word.is_none_or(|word| {
                    word.noun.is_some()
                        || (word.classes.is_empty() && word.verbs.is_empty())
                        || word.classes.has(WordClass::Adjective)
                        || (word.classes.is_empty()
                            && word.forms().has(Forms::GERUND.with(Forms::BASE)))
                }) && !self.is_ly(position + 1)
            }
            _ => false,
        }
    }

    /// Whether an object may begin right after.
    fn next_opens_object(&self, position: usize) -> bool {
        let Some(next) = self.tagged.get(position + 1) else {
            return false;
        };
        match next.tag {
            Tag::Name | Tag::Demonym | Tag::Number => true,
            Tag::Other => {
                self.opens_with_determiner(position + 1)
                    || (!next.has(WordClass::Preposition)
                        && !next.has(WordClass::Conjunction)
                        && !next.has(WordClass::Auxiliary)
                        && self.next_is_nominal(position)
                        && !next.forms().has(Forms::PAST))
            }
            _ => false,
        }
    }

    fn opens_with_determiner(&self, position: usize) -> bool {
        self.tagged.get(position).is_some_and(|tagged| {
            matches!(tagged.tag, Tag::Name | Tag::Demonym)
                || tagged.has(WordClass::Determiner)
                || tagged.has(WordClass::Possessive)
                || tagged.has(WordClass::Pronoun)
        })
    }

    /// Whether the next token (adverbs apart) is a finite verb, so that this one is its subject.
    fn verb_follows(&self, position: usize) -> bool {
        let mut next = position + 1;
        while self
            .tagged
            .get(next)
            .is_some_and(|tagged| tagged.has(WordClass::Adverb) && tagged.tag == Tag::Other)
        {
            next += 1;
        }
        self.tagged.get(next).is_some_and(|tagged| {
            let forms = tagged.forms();
            tagged.has(WordClass::Auxiliary)
                || (tagged.tag == Tag::Other
                    && forms.has(Forms::PAST)
                    && !forms.has(Forms::BASE)
                    && !self.next_is_nominal(next))
        })
    }

    pub(super) fn is_ly(&self, position: usize) -> bool {
        let text = self.text(position);
        text.len() > 4
            && text.ends_with("ly")
            && self.tagged[position].word.is_none_or(|word| {
                word.noun.is_none()
                    && word.verbs.is_empty()
                    && !word.classes.has(WordClass::Adjective)
            })
            && self.shape(position) == Shape::Lower
    }

    pub(super) fn is_word(&self, position: usize, word: &str) -> bool {
        self.reading.document.is_word(self.first + position, word)
    }

    pub(super) fn is_any_word(&self, position: usize, words: &[&str]) -> bool {
        self.reading
            .document
            .is_any_word(self.first + position, words)
    }

    pub(super) fn is_in<const N: usize>(&self, position: usize, words: &WordSet<N>) -> bool {
        self.reading.document.is_in(self.first + position, words)
    }

    pub(super) fn is_of_class(&self, position: usize, class: EventWord) -> bool {
        let words = self.reading.lexicon.action.around();
        self.reading
            .document
            .is_of(self.first + position, words, class)
    }

    pub(super) fn text(&self, position: usize) -> &str {
        self.reading.document.token_text(self.first + position)
    }

    pub(super) fn shape(&self, position: usize) -> Shape {
        self.reading.document.tokens[self.first + position].shape
    }

    fn is_capital_inside(&self, position: usize) -> bool {
        position > 0
            && matches!(self.shape(position), Shape::Capital | Shape::Upper)
            && self.tag_before(position) != Some(Tag::Quote)
            && !self.is_shouting
    }
}
