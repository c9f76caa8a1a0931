//! Names that stand beside the word for an office or for those who hold it.

use std::ops::Range;

use super::participant::Party;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::lexicon::action::Noun;
use crate::lexicon::action::word::NounClass;
use crate::model::entity::{EntityKind, PlaceType};
use crate::model::facts::EntityIndex;

impl Syntax<'_, '_> {
    /// "officials of Iran, Russia and Syria": the members, where all of them are named.
    pub(super) fn members(&self, index: usize) -> Vec<Party> {
        let is_owned = self.tag(self.phrases[index].tokens.start) == Tag::Possessive;
        if self.is_apart(index) || is_owned {
            return Vec::new();
        }
        let end = self.phrases[index].tokens.end;
        let Some(next) = self.phrases.get(index + 1) else {
            return Vec::new();
        };
        if next.preposition != Some(end) || !self.is_any(end, &["of", "from"]) {
            return Vec::new();
        }
        let list = self.list(index + 1, self.tokens.end);
        let mut members: Vec<Party> = Vec::new();
        for phrase in list {
            match self.named_party(phrase) {
                Some(member) if member.can_act => members.push(member),
                _ => match self
                    .modifier(phrase)
                    .filter(|entity| !self.is_town(*entity))
                {
                    Some(entity) => members.push(Party {
                        entity: Some(entity),
                        text: Some(self.words(phrase)),
                        can_act: true,
                        is_part: true,
                        is_thing: false,
                        is_name: false,
                        is_particular: false,
                        written: None,
                        extent: None,
                    }),
                    None => match self.unknown_party(phrase) {
                        Some(member) if member.is_name => members.push(member),
                        _ => return Vec::new(),
                    },
                },
            }
        }
        if let [only] = members.as_mut_slice()
            && self.is_word(end, "of")
        {
            only.text = Some(self.words(index));
            only.is_part = true;
        }
        members
    }

    /// "Secretary of the Council Ali Shamkhani", "Minister for African Affairs Hossein Ansari": the name
    /// that closes the phrase of an office.
    pub(super) fn name_after_office(&self, index: usize) -> Option<Party> {
        const FURTHEST: usize = 4;
        let last = self.phrases.len().min(index + FURTHEST);
        let mut end = self.phrases[index].tokens.end;
        // "the premier and President Lee" are two.
        let is_certain = self.tag(self.phrases[index].tokens.start) == Tag::Determiner;
        for next in index + 1..last {
            let phrase = &self.phrases[next];
            let is_chained = (end..phrase.tokens.start).all(|position| {
                matches!(
                    self.tag(position),
                    Tag::Preposition | Tag::Aside | Tag::Adjective
                ) || self.tag(position) == Tag::Conjunction && !is_certain
            });
            if !is_chained {
                return None;
            }
            end = phrase.tokens.end;
            let Some(mention) = self.mention(phrase.head) else {
                continue;
            };
            let is_person = self.reading.entities.list[mention.entity.0].kind == EntityKind::Person;
            if is_person && mention.tokens.start > phrase.tokens.start {
                return self.named_party(next);
            }
        }
        None
    }

    /// "the spokesman, Yahya Rasoul": the name after the comma.
    pub(super) fn name_in_apposition(&self, index: usize) -> Option<Party> {
        const FURTHEST: usize = 3;
        let index = (index..self.phrases.len().min(index + FURTHEST)).find(|last| {
            let end = self.phrases[*last].tokens.end;
            let hangs_on = *last == index || self.phrases[*last].preposition.is_some();
            hangs_on && self.tag(end) == Tag::Comma
        })?;
        let phrase = &self.phrases[index];
        let next = self.phrases.get(index + 1)?;
        if next.tokens.start != phrase.tokens.end + 1 {
            return None;
        }
        let named = self.named_party(index + 1)?;
        let mention = self.mention(next.head)?;
        let is_person = self.reading.entities.list[mention.entity.0].kind == EntityKind::Person;
        let closes = matches!(self.tag(next.tokens.end), Tag::Comma | Tag::Break);
        (is_person && closes).then_some(named)
    }

    /// "Syrian and Russian forces": one party for each adjective before the head.
    pub(super) fn shared_head(&self, index: usize) -> Vec<Party> {
        let phrase = &self.phrases[index];
        let conjunction = (phrase.tokens.start..phrase.head).find(|position| {
            self.tag(*position) == Tag::Conjunction
                && self.tag(position - 1) == Tag::Demonym
                && self.tag(position + 1) == Tag::Demonym
        });
        let Some(conjunction) = conjunction else {
            return Vec::new();
        };
        let tail = conjunction + 2..phrase.tokens.end;
        let text = |tokens: &Range<usize>| self.reading.document.text_of(tokens);
        let can_act = self
            .noun(phrase.head)
            .is_some_and(|noun| noun.classes.is_participant());
        let parties = [conjunction - 1, conjunction + 1].map(|adjective| Party {
            entity: self.mention(adjective).map(|mention| mention.entity),
            text: Some(format!(
                "{} {}",
                text(&(adjective..adjective + 1)),
                text(&tail)
            )),
            can_act,
            is_part: true,
            is_thing: false,
            is_name: true,
            is_particular: false,
            written: None,
            extent: None,
        });
        if tail.is_empty() {
            return Vec::new();
        }
        parties.into()
    }

    /// "officials in Washington": those who speak for the place where they sit.
    pub(super) fn seat(&self, index: usize) -> Option<EntityIndex> {
        let phrase = &self.phrases[index];
        let next = self.phrases.get(index + 1)?;
        let is_seated = next.preposition == Some(phrase.tokens.end)
            && self.is_word(phrase.tokens.end, "in")
            && self
                .noun(phrase.head)
                .is_some_and(|noun| noun.classes.has(NounClass::Seated));
        if !is_seated {
            return None;
        }
        let mention = self.mention(next.head)?;
        let entity = self.reading.entity(mention);
        let speaks =
            entity.kind != EntityKind::Place || entity.place_type == Some(PlaceType::Country);
        speaks.then_some(mention.entity)
    }

    /// "the largest rebel group, the FARC, ": the name between commas after the word for a group.
    pub(super) fn group_in_apposition(&self, index: usize, noun: &Noun) -> Option<Party> {
        let end = self.phrases[index].tokens.end;
        let is_group = [NounClass::Group, NounClass::Body, NounClass::Government]
            .iter()
            .any(|class| noun.classes.has(*class));
        let next = self.phrases.get(index + 1)?;
        let is_beside = is_group
            && self.tag(end) == Tag::Comma
            && next.tokens.start == end + 1
            && matches!(self.tag(next.tokens.end), Tag::Comma | Tag::Break);
        let named = self.named_party(index + 1).filter(|_| is_beside)?;
        let kind = self.reading.entities.list[named.entity?.0].kind;
        matches!(kind, EntityKind::ArmedGroup | EntityKind::Organization).then_some(named)
    }

    /// "US" in "US and British forces": the words that it shares with the phrase after it.
    pub(super) fn shared_words(&self, index: usize) -> Option<String> {
        let phrase = &self.phrases[index];
        let next = self.phrases.get(index + 1)?;
        let first = next.tokens.start;
        let is_shared = phrase.tokens.len() <= 2
            && self.tag(phrase.tokens.end) == Tag::Conjunction
            && first == phrase.tokens.end + 1
            && self.tag(first) == Tag::Demonym
            && self.tag(next.head) == Tag::Noun
            && self.is_abbreviation(phrase.head);
        is_shared.then(|| {
            let text = |tokens: &Range<usize>| self.reading.document.text_of(tokens);
            format!(
                "{} {}",
                text(&(phrase.head..phrase.head + 1)),
                text(&(first + 1..next.tokens.end))
            )
        })
    }
}
