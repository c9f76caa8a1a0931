//! Who owns a noun: "Moscow's pledge", "Russian air raids", "their campaign".

use super::participant::Party;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::extract::mention::FoundMention;
use crate::lexicon::action::context::EventWord;
use crate::model::entity::{EntityKind, MentionForm};

impl Syntax<'_, '_> {
    /// Who owns a noun: "Moscow's pledge", "Russian air raids", "US and Saudi support", "their campaign".
    pub(super) fn owners(&self, index: usize) -> Vec<Party> {
        let phrase = &self.phrases[index];
        let before = phrase.tokens.start..phrase.head;
        let mentions = self.reading.entities.mentions_in(&before);
        let mut owners = Vec::new();
        let genitive = (phrase.tokens.start..phrase.head)
            .rev()
            .find(|position| self.tag(*position) == Tag::Genitive)
            .unwrap_or(phrase.tokens.start);
        let mentions = mentions
            .iter()
            .filter(|mention| mention.tokens.end >= genitive);
        for mention in mentions {
            let entity = &self.reading.entities.list[mention.entity.0];
            let next = self.tag(mention.tokens.end);
            let is_owner = match mention.form {
                MentionForm::Demonym | MentionForm::Pronoun => true,
                MentionForm::Role => next == Tag::Genitive,
                MentionForm::Name | MentionForm::Metonym => {
                    next == Tag::Genitive
                        || entity.kind != EntityKind::Place
                        || self.is_abbreviation(mention.tokens.start)
                }
            };
            if is_owner {
                let surface = self.reading.document.text_of(&mention.tokens);
                let says_more = mention.form == MentionForm::Metonym && surface != entity.name;
                owners.push(Party {
                    text: says_more.then(|| surface.to_owned()),
                    ..Party::named(mention.entity)
                });
            }
        }
        if owners.is_empty() {
            owners.extend(self.unnamed_owner(index));
        }
        if !owners.is_empty()
            && let Some(first) = self.joined_modifier(index)
        {
            owners.insert(0, first);
        }
        owners.dedup();
        owners
    }

    /// "the mayor's brother": whether a phrase is of somebody who is no part of its owner.
    pub(super) fn is_kin(&self, head: usize, owner: &FoundMention) -> bool {
        self.tag(owner.tokens.end) == Tag::Genitive
            && self.reading.entity(owner).kind == EntityKind::Person
            && self.is_of_class(head, EventWord::Kin)
    }

    /// "a Zorvanian proposal": the name before the head that nobody knows.
    pub(super) fn unknown_owner(&self, index: usize) -> Option<Party> {
        let phrase = &self.phrases[index];
        let is_unknown = |at: &usize| self.tag(*at) == Tag::Name && self.mention(*at).is_none();
        let start = (phrase.tokens.start..phrase.head).find(is_unknown)?;
        let length = (start..phrase.head).take_while(is_unknown).count();
        Some(Party {
            entity: None,
            text: Some(
                self.reading
                    .document
                    .text_of(&(start..start + length))
                    .to_owned(),
            ),
            can_act: true,
            is_part: false,
            is_thing: false,
            is_name: true,
            is_particular: false,
            written: None,
            extent: None,
        })
    }

    pub(super) fn is_abbreviation(&self, position: usize) -> bool {
        matches!(
            self.reading.document.tokens[position].shape,
            crate::text::token::Shape::Upper
        )
    }

    /// "the rebels' attack": the words before the genitive.
    fn unnamed_owner(&self, index: usize) -> Option<Party> {
        let phrase = &self.phrases[index];
        let genitive = (phrase.tokens.start..phrase.head)
            .rev()
            .find(|position| self.tag(*position) == Tag::Genitive)?;
        let start = (phrase.tokens.start..genitive)
            .find(|position| self.tag(*position) != Tag::Determiner)?;
        let head = genitive.checked_sub(1)?;
        let can_act = self.tag(head) == Tag::Name
            || self
                .noun(head)
                .is_some_and(|noun| noun.classes.is_participant());
        can_act.then(|| Party {
            entity: None,
            text: Some(self.reading.document.text_of(&(start..genitive)).to_owned()),
            can_act,
            is_part: false,
            is_thing: false,
            is_name: false,
            is_particular: false,
            written: None,
            extent: None,
        })
    }

    /// "US" in "US and Saudi support".
    fn joined_modifier(&self, index: usize) -> Option<Party> {
        let phrase = &self.phrases[index];
        let before = index.checked_sub(1).map(|before| &self.phrases[before])?;
        let is_joined = before.tokens.end + 1 == phrase.tokens.start
            && self.tag(before.tokens.end) == Tag::Conjunction
            && before.tokens.len() <= 2
            && matches!(self.tag(phrase.tokens.start), Tag::Demonym | Tag::Name);
        let mention = self.mention(before.head).filter(|_| is_joined)?;
        Some(Party::named(mention.entity))
    }
}
