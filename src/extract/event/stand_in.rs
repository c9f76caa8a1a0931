//! Words that stand for people who are not named here: "all were freed", "arrested them", "four were jailed".

use super::participant::Party;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::context::EventWord;
use crate::lexicon::action::word::NounClass;

/// Pronouns for people that nothing resolved.
const PERSONAL: [&str; 8] = ["he", "she", "they", "him", "her", "them", "us", "those"];

impl Syntax<'_, '_> {
    /// Whether a phrase is a pronoun or a bare number that can stand for people.
    pub(super) fn stands_for_people(&self, index: usize) -> bool {
        let head = self.phrases[index].head;
        match self.tag(head) {
            Tag::Number => true,
            Tag::Pronoun => self.is_of_class(head, EventWord::Some) || self.is_any(head, &PERSONAL),
            _ => false,
        }
    }

    /// Whether words that stand for people can stand for those of the class.
    pub(super) fn may_stand_for(&self, index: usize, class: NounClass) -> bool {
        let is_of_people = matches!(
            class,
            NounClass::Person
                | NounClass::People
                | NounClass::Crowd
                | NounClass::Group
                | NounClass::Prisoner
        );
        is_of_people && self.stands_for_people(index)
    }

    /// The people for whom a phrase stands, as it is written.
    pub(super) fn stand_in(&self, index: usize) -> Option<Party> {
        self.stands_for_people(index).then(|| Party {
            entity: None,
            text: Some(self.words(index)),
            can_act: true,
            is_part: false,
            is_thing: false,
            is_name: false,
            is_particular: true,
            written: None,
            extent: None,
        })
    }
}
