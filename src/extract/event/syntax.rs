//! A sentence's clauses: which verb has which subject, what governs it, how far it reaches.

use std::ops::Range;

use super::group::{self, VerbGroup};
use super::phrase::{self, Phrase};
use super::tag::{self, Tag, Tagged};
use crate::extract::Reading;
use crate::lexicon::action::context::EventWord;
use crate::lexicon::action::word::{VerbClass, VerbId};
use crate::lexicon::key::WordSet;
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
    /// Takes a sentence apart, if it can tell an event.
    pub(super) fn of(
        reading: &Reading<'lexicon, 'text>,
        tokens: &Range<usize>,
        lower: &mut String,
    ) -> Option<Self> {
        let tagged = tag::tag(reading, tokens, lower)?;
        let phrases = phrase::find(&tagged, tokens.start);
        let groups = group::find(&reading.lexicon.action, &tagged, tokens.start);
        let mut syntax = Self {
            reading: *reading,
            tokens: tokens.clone(),
            tagged,
            phrases,
            clauses: Vec::with_capacity(groups.len()),
            groups,
        };
        for index in 0..syntax.groups.len() {
            let clause = syntax.clause(index);
            syntax.clauses.push(clause);
        }
        syntax.fill_forward();
        Some(syntax)
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

    /// The nearest token before that is no adverb.
    pub(super) fn before(&self, position: usize) -> Option<usize> {
        (self.tokens.start..position)
            .rev()
            .find(|before| !matches!(self.tag(*before), Tag::Adverb | Tag::Negation | Tag::Time))
    }

    /// The phrase that ends right before a token, a comma or quotation mark apart.
    pub(super) fn phrase_ending_before(&self, position: usize) -> Option<usize> {
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

    /// Whether the verb is of the class.
    pub(super) fn is_verb(&self, verb: VerbId, class: VerbClass) -> bool {
        self.reading.lexicon.action.verb(verb).classes.has(class)
    }

    /// Whether the token is this word, whatever its case.
    pub(super) fn is_word(&self, position: usize, word: &str) -> bool {
        self.reading.document.is_word(position, word)
    }

    /// Whether the token is one of these words.
    pub(super) fn is_any(&self, position: usize, words: &[&str]) -> bool {
        self.reading.document.is_any_word(position, words)
    }

    /// Whether the token is a word of a set.
    pub(super) fn is_in<const N: usize>(&self, position: usize, words: &WordSet<N>) -> bool {
        self.reading.document.is_in(position, words)
    }

    /// Whether the token is a word of a class.
    pub(super) fn is_of_class(&self, position: usize, class: EventWord) -> bool {
        let words = self.reading.lexicon.action.around();
        self.reading.document.is_of(position, words, class)
    }

    fn is_of(&self, position: usize) -> bool {
        self.is_any(position, &["of", "from"])
    }
}
