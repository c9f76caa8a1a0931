//! Word classes settled when the whole sentence is known, and words that stand for one.

use super::tag::{Tag, Tagged};
use super::tagger::Tagger;
use crate::lexicon::action::context::EventWord;
use crate::lexicon::action::doubt::DoubtUse;
use crate::lexicon::action::word::{Forms, VerbClass, WordClass};
use crate::lexicon::key::WordSet;

impl Tagger<'_, '_, '_> {
    /// "demanded that Hamas renounce": a demand puts the verb of its clause into the base form.
    pub(super) fn is_demanded(&self, at: usize) -> bool {
        let that = (0..at).rev().find(|before| self.is_word(*before, "that"));
        let verb = that.and_then(|that| {
            self.tagged[..that]
                .iter()
                .rev()
                .find_map(|tagged| tagged.verb)
        });
        let lexicon = &self.reading.lexicon.action;
        verb.is_some_and(|(id, _)| lexicon.verb(id).classes.has(VerbClass::Demanding))
    }

    /// "that" before a clause, a relative clause or a noun.
    pub(super) fn decide_that(&self, position: usize) -> Tag {
        let before = self.tag_before(position);
        // "reports that rebels killed": what is reported, though "rebels" could be a verb.
        let lexicon = &self.reading.lexicon.action;
        let tells = before == Some(Tag::Noun)
            && lexicon
                .doubt(self.text(position - 1), DoubtUse::Noun)
                .is_some()
            && self
                .tagged
                .get(position + 1)
                .is_some_and(Tagged::is_noun_too);
        match before {
            Some(Tag::Noun) if tells => Tag::Subordinator,
            Some(Tag::Noun | Tag::Name | Tag::Demonym)
                if self
                    .past_adverb(position + 1)
                    .is_some_and(|next| !next.forms().eq(&Forms::default())) =>
            {
                Tag::Relative
            }
            Some(Tag::Preposition) => Tag::Determiner,
            _ if self.is_last_of_clause(position + 1) => Tag::Determiner,
            _ => Tag::Subordinator,
        }
    }

    /// The word at a position, or behind the adverb there: "that specifically targeted".
    fn past_adverb(&self, position: usize) -> Option<&Tagged<'_>> {
        let next = self.tagged.get(position)?;
        if next.tag == Tag::Adverb || self.text(position).ends_with("ly") {
            return self.tagged.get(position + 1);
        }
        Some(next)
    }

    /// "rejects that reading.": a noun right before the end of its clause.
    fn is_last_of_clause(&self, position: usize) -> bool {
        let is_noun = self.tagged.get(position).is_some_and(|tagged| {
            tagged.tag == Tag::Other
                && tagged.word.is_none_or(|word| word.classes.is_empty())
                && !tagged.forms().has(Forms::PAST)
        });
        let next = self.tagged.get(position + 1);
        is_noun && next.is_none_or(|next| matches!(next.tag, Tag::Break | Tag::Comma | Tag::Quote))
    }

    /// "positions east of the river": where something lies from somewhere else.
    pub(super) fn is_direction(&self, position: usize) -> bool {
        self.tag_before(position).is_some_and(Tag::is_head)
            && self.is_of_class(position, EventWord::Direction)
            && self.tagged.get(position + 1).is_some()
            && self.is_word(position + 1, "of")
    }

    /// "Moscow plans to step up": a word that governs "to", where its clause has no other verb.
    pub(super) fn governs_infinitive(&self, position: usize) -> bool {
        let is_governor = self.tagged[position]
            .word
            .is_some_and(|word| word.governs.is_some());
        let rest = self.tagged.get(position + 1..).unwrap_or_default();
        is_governor
            && !rest.is_empty()
            && self.is_word(position + 1, "to")
            && !rest
                .iter()
                .take_while(|next| !matches!(next.tag, Tag::Comma | Tag::Break))
                .any(|next| {
                    let forms = next.forms();
                    next.has(WordClass::Auxiliary)
                        || (forms.has(Forms::PAST) && !forms.has(Forms::BASE))
                })
    }

    /// "vulnerable and displaced people": a participle beside an adjective.
    pub(super) fn joins_adjective(&self, position: usize) -> bool {
        let forms = self.tagged[position].forms();
        position > 1
            && self.tagged[position - 1].tag == Tag::Conjunction
            && self.tagged[position - 2].tag == Tag::Adjective
            && forms.has(Forms::PARTICIPLE)
            && !forms.has(Forms::BASE)
    }

    /// After the pass: "after", "since" and their like open a clause only if a finite verb follows.
    pub(super) fn settle_subordinators(&mut self) {
        for position in 0..self.tagged.len() {
            let here = &self.tagged[position];
            if here.tag != Tag::Subordinator || !here.has(WordClass::Preposition) {
                const PREPOSITIONS: WordSet<7> =
                    WordSet::new(["as", "after", "before", "since", "until", "till", "because"]);
                if here.tag != Tag::Subordinator || !self.is_in(position, &PREPOSITIONS) {
                    continue;
                }
            }
            if !self.finite_follows(position) {
                self.tagged[position].tag = Tag::Preposition;
            }
        }
    }

    fn finite_follows(&self, position: usize) -> bool {
        for next in position + 1..self.tagged.len() {
            let tagged = &self.tagged[next];
            match tagged.tag {
                Tag::Auxiliary => return true,
                Tag::Verb => {
                    let is_infinitive = self.before(next).is_some_and(|(tag, _)| tag == Tag::To);
                    let finite = Forms::PAST.with(Forms::PRESENT).with(Forms::BASE);
                    if !is_infinitive && tagged.verb.is_some_and(|(_, forms)| forms.has(finite)) {
                        return true;
                    }
                }
                Tag::Break | Tag::Subordinator | Tag::Relative | Tag::Comma => return false,
                _ => {}
            }
        }
        false
    }

    pub(super) fn note_boundary(&mut self, position: usize) {
        match self.tagged[position].tag {
            Tag::Subordinator
            | Tag::Relative
            | Tag::Break
            | Tag::Comma
            | Tag::Conjunction
            | Tag::Quote => self.has_finite = false,
            Tag::Auxiliary => self.has_finite = true,
            Tag::Verb => {
                let (tag, forms) = (
                    self.before(position).map(|(tag, _)| tag),
                    self.tagged[position].verb.map(|(_, forms)| forms),
                );
                if tag != Some(Tag::To) && forms.is_some_and(|forms| !forms.has(Forms::GERUND)) {
                    self.has_finite = !self.takes_clause(position);
                }
            }
            _ => {}
        }
    }

    /// Whether a clause may follow the verb without "that".
    fn takes_clause(&self, position: usize) -> bool {
        let lexicon = &self.reading.lexicon.action;
        let verb = self.tagged[position].verb;
        verb.is_some_and(|(id, _)| lexicon.verb(id).classes.has(VerbClass::Believing))
    }

    /// "at least three", "up to 16": words that only qualify a number.
    fn join_quantifiers(&mut self) {
        const PAIR_OPENERS: WordSet<5> = WordSet::new(["at", "up", "more", "less", "fewer"]);
        const PAIRS: [(&str, &str); 6] = [
            ("at", "least"),
            ("at", "most"),
            ("up", "to"),
            ("more", "than"),
            ("less", "than"),
            ("fewer", "than"),
        ];
        for position in 0..self.tagged.len().saturating_sub(1) {
            let is_one = self.tagged[position + 1].tag == Tag::Number
                && self.is_of_class(position, EventWord::Qualifier);
            if is_one {
                self.tagged[position].tag = Tag::Adverb;
            }
            // "three of its members": the members are spoken of.
            let counts = position > 0
                && self.is_word(position, "of")
                && (self.is_quantity(position - 1) || self.is_some(position - 1))
                && matches!(
                    self.tagged[position + 1].tag,
                    Tag::Determiner | Tag::Possessive
                );
            if counts {
                self.tagged[position - 1].tag = Tag::Adverb;
                self.tagged[position].tag = Tag::Adverb;
            }
            let is_repeated = self.is_word(position, "once")
                && self.is_any_word(position + 1, &["again", "more"]);
            if is_repeated {
                self.tagged[position].tag = Tag::Adverb;
                self.tagged[position + 1].tag = Tag::Adverb;
            }
            let is_pair = self.is_in(position, &PAIR_OPENERS)
                && PAIRS.iter().any(|(one, other)| {
                    self.is_word(position, one) && self.is_word(position + 1, other)
                })
                && self.is_quantity(position + 2);
            if is_pair {
                self.tagged[position].tag = Tag::Adverb;
                self.tagged[position + 1].tag = Tag::Adverb;
            }
        }
    }

    /// "some of the rebels": a word for a part of many.
    fn is_some(&self, position: usize) -> bool {
        self.is_of_class(position, EventWord::PartOfMany)
    }

    /// A number in digits or in words.
    fn is_quantity(&self, position: usize) -> bool {
        self.tagged
            .get(position)
            .is_some_and(|tagged| tagged.tag == Tag::Number)
            || position < self.tagged.len() && self.is_of_class(position, EventWord::SmallNumber)
    }

    /// Joins words that stand for one.
    pub(super) fn join_words(&mut self) {
        self.join_quantifiers();
        self.settle_adverbs();
        self.join_prepositions();
    }

    /// "has outright rejected": an unknown word between auxiliary and verb only qualifies the verb.
    fn settle_adverbs(&mut self) {
        for position in 1..self.tagged.len().saturating_sub(1) {
            let here = &self.tagged[position];
            let is_inside = here.tag == Tag::Noun
                && here.word.is_none()
                && matches!(self.tagged[position - 1].tag, Tag::Auxiliary | Tag::Adverb)
                && self.tagged[..position]
                    .iter()
                    .rev()
                    .find(|tagged| tagged.tag != Tag::Adverb)
                    .is_some_and(|tagged| tagged.tag == Tag::Auxiliary)
                && self.tagged[position + 1].tag == Tag::Verb;
            if is_inside {
                self.tagged[position].tag = Tag::Adverb;
            }
        }
    }

    /// "on behalf of", "in support of": the noun stands for the whole as a preposition.
    fn join_prepositions(&mut self) {
        for position in 1..self.tagged.len().saturating_sub(1) {
            let is_compound = self.tagged[position - 1].tag == Tag::Preposition
                && self.tagged[position + 1].tag == Tag::Preposition
                && self.is_of_class(position, EventWord::Compound);
            if is_compound {
                self.tagged[position - 1].tag = Tag::Adverb;
                self.tagged[position].tag = Tag::Preposition;
                self.tagged[position + 1].tag = Tag::Adverb;
            }
        }
    }
}
