//! Violence that is told of in general: how many died, what gunmen do, what many suffered.

use super::code::Coder;
use super::group::Form;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::word::{Forms, WordClass};

impl Syntax<'_, '_> {
    /// "the number of people killed", "60 percent of those wounded": what only counts.
    pub(super) fn is_statistic(&self, group: usize) -> bool {
        let told = &self.groups[group];
        let Some(subject) = self.clauses[group].subject else {
            return false;
        };
        let phrase = &self.phrases[subject];
        let Some(of) = phrase.preposition.filter(|at| self.is_word(*at, "of")) else {
            return false;
        };
        let counts = |position: usize| {
            self.at(position).has(WordClass::Share) || self.at(position).has(WordClass::Quantity)
        };
        told.form == Form::Participle
            && phrase.tokens.end == told.tokens.start
            && of > self.tokens.start
            && counts(of - 1)
    }

    /// "militias who attack convoys", "the murderers who have killed many judges": what somebody does or
    /// has done in general, and not one happening.
    pub(super) fn is_habit(&self, group: usize, object: Option<usize>) -> bool {
        let told = &self.groups[group];
        let first = told.tokens.start;
        let is_relative = self
            .before(first)
            .is_some_and(|before| self.tag(before) == Tag::Relative);
        let forms = self.at(first).forms();
        let is_simple = told.tokens.len() == 1
            && forms.has(Forms::BASE.with(Forms::PRESENT))
            && !forms.has(Forms::PAST);
        if told.form != Form::Finite || self.date_in(&self.clauses[group].complement).is_some() {
            return false;
        }
        let is_perfect = self.is_any(first, &["has", "have"]);
        let is_vague = object.is_some_and(|object| {
            self.at(self.phrases[object].tokens.start)
                .has(WordClass::Vague)
        });
        is_relative && is_simple || is_perfect && is_vague
    }
}

impl Coder<'_, '_, '_> {
    /// "the kidnapping of civilians": whether those who suffer are a sort of people or things, and nobody
    /// in particular.
    pub(super) fn is_of_a_sort(&self, list: &[usize]) -> bool {
        let syntax = self.syntax;
        !list.is_empty()
            && list.iter().all(|index| {
                let phrase = &syntax.phrases[*index];
                let is_plural = syntax
                    .at(phrase.head)
                    .word
                    .is_some_and(|word| word.is_plural);
                let is_certain = (phrase.tokens.start..phrase.head).any(|position| {
                    matches!(
                        syntax.tag(position),
                        Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Number | Tag::Name
                    ) || syntax.at(position).has(WordClass::Number)
                });
                syntax.tag(phrase.head) == Tag::Noun && is_plural && !is_certain
            })
    }
}
