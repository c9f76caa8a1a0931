//! Whether a phrase is what a frame asks its object to be.

use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::frame::ObjectTest;
use crate::lexicon::action::word::NounClass;
use crate::model::entity::EntityKind;

impl Syntax<'_, '_> {
    /// Whether a phrase is what a frame asks its object to be.
    pub(super) fn passes(&self, index: usize, tests: &[ObjectTest]) -> bool {
        tests.is_empty() || tests.iter().any(|test| self.passes_one(index, test))
    }

    fn passes_one(&self, index: usize, test: &ObjectTest) -> bool {
        let index = self.counted(index).unwrap_or(index);
        let phrase = &self.phrases[index];
        let kind = self
            .mention(phrase.head)
            .map(|mention| self.reading.entities.list[mention.entity.0].kind);
        let noun = self.noun(phrase.head);
        let is_plain = self.tag(phrase.head) == Tag::Noun;
        match test {
            ObjectTest::Participant => {
                kind.is_some()
                    || self.tag(phrase.head) == Tag::Name
                    || noun.is_some_and(|noun| noun.classes.is_participant())
                    || self.is_head_count(index)
                    || self.speaker_meant(index).is_some()
                    || self.stands_for_people(index)
            }
            ObjectTest::Named => {
                kind.is_some() || (self.tag(phrase.head) == Tag::Name && noun.is_none())
            }
            ObjectTest::Anything => {
                self.tag(phrase.head) != Tag::Pronoun
                    || self.is_any(phrase.head, &["it", "this", "that"])
            }
            ObjectTest::NamedKind(wanted) => kind == Some(*wanted),
            ObjectTest::Class(class) => {
                noun.is_some_and(|noun| noun.classes.has(*class))
                    || (*class == NounClass::Body && kind == Some(EntityKind::Organization))
                    || self.may_stand_for(index, *class)
            }
            ObjectTest::Event => is_plain && noun.is_some_and(|noun| !noun.frames.is_empty()),
            ObjectTest::Noun(id) => {
                let is_it = |at: usize| self.at(at).word.and_then(|word| word.noun) == Some(*id);
                // "ended mediation efforts"
                let is_effort = phrase.head > phrase.tokens.start
                    && self.is_any(phrase.head, &["efforts", "effort", "programme", "program"]);
                // "Niger's ambassador Brah Mohamane"
                let is_titled = || {
                    self.tag(phrase.head) == Tag::Name
                        && (phrase.tokens.start..phrase.head)
                            .any(|at| self.tag(at) == Tag::Noun && is_it(at))
                };
                is_it(phrase.head) || is_effort && is_it(phrase.head - 1) || is_titled()
            }
        }
    }
}
