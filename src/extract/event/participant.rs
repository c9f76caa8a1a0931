//! Noun phrases → participants: an entity, the words, or both.

use std::ops::Range;

use super::syntax::Syntax;
use super::tag::Tag;
use crate::extract::mention::FoundMention;
use crate::lexicon::action::Noun;
use crate::lexicon::action::context::EventWord;
use crate::lexicon::action::word::{NounClass, VerbClass, WordClass};
use crate::model::entity::{EntityKind, MentionForm, PlaceType};
use crate::model::facts::EntityIndex;

/// Someone or something that a phrase names.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five independent facts about a phrase"
)]
pub(super) struct Party {
    pub(super) entity: Option<EntityIndex>,
    pub(super) text: Option<String>,
    /// Whether it can act: a name, a government, people.
    pub(super) can_act: bool,
    /// Whether the entity only stands in the words: "Syrian troops".
    pub(super) is_part: bool,
    /// Whether it is something that can be hit, taken or blocked.
    pub(super) is_thing: bool,
    /// Whether it is named, known or not.
    pub(super) is_name: bool,
    /// Whether certain ones are spoken of though nobody is named: "the chiefs", "300 students".
    pub(super) is_particular: bool,
    /// How a person known by more than that is written here: "Minister Ellwood". Says nothing about who
    /// it is.
    pub(super) written: Option<String>,
    /// The whole of the words that speak of it, as positions in the document's tokens.
    pub(super) extent: Option<Range<usize>>,
}

impl PartialEq for Party {
    fn eq(&self, other: &Self) -> bool {
        self.entity == other.entity && self.text == other.text && self.is_part == other.is_part
    }
}

impl Party {
    /// The entity itself.
    pub(super) fn named(entity: EntityIndex) -> Self {
        Self {
            entity: Some(entity),
            text: None,
            can_act: true,
            is_part: false,
            is_thing: false,
            is_name: true,
            is_particular: false,
            written: None,
            extent: None,
        }
    }
}

/// Nouns of things that events are done to.
const THINGS: [NounClass; 5] = [
    NounClass::Installation,
    NounClass::Place,
    NounClass::Weapon,
    NounClass::Prisoner,
    NounClass::Supply,
];

impl Syntax<'_, '_> {
    /// The mention at a token.
    pub(super) fn mention(&self, position: usize) -> Option<&FoundMention> {
        self.at(position)
            .mention
            .map(|index| &self.reading.entities.mentions[index])
    }

    /// The noun at a token.
    pub(super) fn noun(&self, position: usize) -> Option<&Noun> {
        if self.tag(position) != Tag::Noun && self.tag(position) != Tag::Name {
            return None;
        }
        let id = self.at(position).word?.noun?;
        Some(self.reading.lexicon.action.noun(id))
    }

    /// The parties of a list of phrases.
    pub(super) fn parties(&self, list: &[usize]) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        let skips_first = self.is_apposition(list);
        for (position, phrase) in list.iter().enumerate().skip(usize::from(skips_first)) {
            if position > 0 && self.is_role_of(list[position - 1], *phrase) {
                continue;
            }
            let mut found = match self.speaker_meant(*phrase) {
                Some(speaker) => vec![speaker],
                None => self.parties_of(*phrase),
            };
            self.note_extent(*phrase, &mut found);
            for mut party in found {
                if party.text.is_none() {
                    party.text = self.shared_words(*phrase);
                }
                let is_known = parties.iter().any(|known| {
                    *known == party || (known.entity.is_some() && known.entity == party.entity)
                });
                if !is_known {
                    parties.push(party);
                }
            }
        }
        parties
    }

    /// "Pedro Lopez, leader of the union, and": the second phrase only says who the first is.
    fn is_role_of(&self, name: usize, role: usize) -> bool {
        let (name, role) = (&self.phrases[name], &self.phrases[role]);
        let is_name = self.tag(name.head) == Tag::Name;
        let is_role = self.tag(role.head) == Tag::Noun
            && self
                .noun(role.head)
                .is_some_and(|noun| noun.classes.has(NounClass::Person))
            && !self.at(role.head).word.is_some_and(|word| word.is_plural);
        is_name
            && is_role
            && self.tag(name.tokens.end) == Tag::Comma
            && name.tokens.end + 1 == role.tokens.start
    }

    /// "his counterparts, A and B": the first phrase only announces the names.
    fn is_apposition(&self, list: &[usize]) -> bool {
        let [first, second, ..] = list else {
            return false;
        };
        let (first, second) = (&self.phrases[*first], &self.phrases[*second]);
        let is_plain = self.tag(first.head) == Tag::Noun
            && self
                .noun(first.head)
                .is_some_and(|noun| noun.classes.has(NounClass::Person));
        let is_plural = self.at(first.head).word.is_some_and(|word| word.is_plural);
        is_plain
            && is_plural
            && self.tag(first.tokens.end) == Tag::Comma
            && self.tag(second.head) == Tag::Name
            && list.len() > 2
    }

    /// The parties of one phrase; several for "officials of Iran and Russia".
    pub(super) fn parties_of(&self, index: usize) -> Vec<Party> {
        let phrase = &self.phrases[index];
        if let Some(party) = self.named_party(index) {
            return match self.other_of_pair(index) {
                Some(other) => vec![
                    other,
                    Party {
                        text: None,
                        ..party
                    },
                ],
                None => vec![party],
            };
        }
        let shared = self.shared_head(index);
        if !shared.is_empty() {
            return shared;
        }
        if let Some(part) = self.counted(index) {
            return self.parties_of(part);
        }
        let Some(noun) = self.noun(phrase.head) else {
            return self.unknown_party(index).into_iter().collect();
        };
        let can_act = noun.classes.is_participant();
        if noun.classes.has(NounClass::Person)
            && !self.is_apart(index)
            && let Some(name) = self
                .name_in_apposition(index)
                .or_else(|| self.name_after_office(index))
        {
            return vec![name];
        }
        if let Some(name) = self.group_in_apposition(index, noun) {
            return vec![name];
        }
        let entity = self.modifier(index);
        if entity.is_none() && can_act {
            let members = self.members(index);
            if !members.is_empty() {
                return members;
            }
        }
        vec![Party {
            entity: entity
                .or_else(|| self.entity_after_of(index))
                .or_else(|| self.state_before(index))
                .or_else(|| self.seat(index)),
            text: Some(self.words(index)),
            can_act,
            is_part: true,
            is_thing: THINGS.iter().any(|class| noun.classes.has(*class)),
            is_name: self.holds_name(index) || self.is_apart(index) && self.is_of_name(index),
            is_particular: self.is_particular(index),
            written: None,
            extent: None,
        }]
    }

    /// "government troops": those of the state last spoken of by its army, its adjective or its capital.
    fn state_before(&self, index: usize) -> Option<EntityIndex> {
        /// Mentions further back are not looked at, so that the time stays linear.
        const FURTHEST: usize = 16;
        let phrase = &self.phrases[index];
        let is_state = (phrase.tokens.start..phrase.head)
            .any(|position| self.is_of_class(position, EventWord::OfState));
        let is_force = self
            .noun(phrase.head)
            .is_some_and(|noun| noun.classes.has(NounClass::Force));
        if !is_state || !is_force {
            return None;
        }
        let mentions = &self.reading.entities.mentions;
        let end = mentions.partition_point(|mention| mention.tokens.end <= phrase.tokens.start);
        mentions[end.saturating_sub(FURTHEST)..end]
            .iter()
            .rev()
            .find_map(|mention| self.state_of(mention))
    }

    /// The country for which a mention stands, unless it only names the place.
    fn state_of(&self, mention: &FoundMention) -> Option<EntityIndex> {
        let entity = self.reading.entity(mention);
        match mention.form {
            MentionForm::Demonym | MentionForm::Metonym => {
                (entity.place_type == Some(PlaceType::Country)).then_some(mention.entity)
            }
            MentionForm::Name if entity.kind == EntityKind::Organization => {
                self.reading.entities.country_of(mention.entity)
            }
            _ => None,
        }
    }

    /// "large parts of Iraqi territory", "positions of the army": the entity after "of".
    fn entity_after_of(&self, index: usize) -> Option<EntityIndex> {
        let end = self.phrases[index].tokens.end;
        let next = self.phrases.get(index + 1)?;
        let at = next.preposition?;
        // "positions of Daesh", "positions purportedly belonging to Daesh"
        let is_owner = (at == end && self.is_word(end, "of"))
            || (at > end
                && at <= end + 2
                && self.is_word(at, "to")
                && self.is_word(at - 1, "belonging"));
        if !is_owner || self.is_apart(index) {
            return None;
        }
        self.named_party(index + 1)
            .and_then(|party| party.entity)
            .or_else(|| {
                self.modifier(index + 1)
                    .filter(|entity| !self.is_town(*entity))
            })
    }

    /// "the Erbil refinery": a town in the name of a site is neither its owner nor that of its people.
    pub(super) fn is_town(&self, entity: EntityIndex) -> bool {
        let entity = &self.reading.entities.list[entity.0];
        entity.kind == EntityKind::Place && entity.place_type != Some(PlaceType::Country)
    }

    /// "the two countries": the member of a pair that the number stands for, beside that of the noun.
    fn other_of_pair(&self, index: usize) -> Option<Party> {
        let head = self.phrases[index].head;
        let number = head.checked_sub(1).filter(|at| *at >= self.tokens.start)?;
        let (one, other) = (self.mention(number)?, self.mention(head)?);
        let is_pair = one.form == MentionForm::Role
            && other.form == MentionForm::Role
            && self.is_any(number, &["two", "both"]);
        is_pair.then(|| Party::named(one.entity))
    }

    pub(super) fn named_party(&self, index: usize) -> Option<Party> {
        let phrase = &self.phrases[index];
        let mention = self.mention(phrase.head)?;
        if mention.tokens.end > phrase.tokens.end {
            return None;
        }
        let entity = &self.reading.entities.list[mention.entity.0];
        let surface = self.reading.document.text_of(&mention.tokens);
        let says_more = match mention.form {
            MentionForm::Role | MentionForm::Demonym => true,
            MentionForm::Metonym => surface != entity.name,
            MentionForm::Name | MentionForm::Pronoun => false,
        };
        let is_actor = entity.kind != EntityKind::Place
            || entity.place_type == Some(PlaceType::Country)
            || mention.form != MentionForm::Name;
        Some(Party {
            entity: Some(mention.entity),
            text: says_more.then(|| surface.to_owned()),
            can_act: is_actor,
            is_part: false,
            is_thing: false,
            is_name: true,
            is_particular: true,
            written: self.written(index, mention, &entity.name),
            extent: None,
        })
    }

    /// The words for a person who is called by less than the full name.
    fn written(&self, index: usize, mention: &FoundMention, name: &str) -> Option<String> {
        let entity = self.reading.entity(mention);
        let is_short = entity.kind == EntityKind::Person
            && mention.form == MentionForm::Name
            && self.reading.document.text_of(&mention.tokens) != name;
        let is_cut = self.phrases[index]
            .preposition
            .is_some_and(|at| self.is_word(at, "of"));
        is_short.then(|| {
            if is_cut {
                self.reading.document.text_of(&mention.tokens).to_owned()
            } else {
                self.words(index)
            }
        })
    }

    pub(super) fn unknown_party(&self, index: usize) -> Option<Party> {
        let phrase = &self.phrases[index];
        match self.tag(phrase.head) {
            Tag::Pronoun | Tag::Time => None,
            Tag::Name => Some(Party {
                entity: None,
                text: Some(self.words(index)),
                can_act: true,
                is_part: false,
                is_thing: false,
                is_name: true,
                is_particular: false,
                written: None,
                extent: None,
            }),
            _ => Some(Party {
                entity: self.modifier(index),
                text: Some(self.words(index)),
                can_act: self.is_head_count(index) || self.is_harmed_number(index),
                is_part: true,
                is_thing: false,
                is_name: self.holds_name(index),
                is_particular: self.is_particular(index),
                written: None,
                extent: None,
            }),
        }
    }

    /// "the chiefs", "300 students", "its crew": whether certain ones are spoken of.
    pub(super) fn is_particular(&self, index: usize) -> bool {
        let start = self.phrases[index].tokens.start;
        let is_counted = (start..self.phrases[index].head)
            .any(|at| matches!(self.tag(at), Tag::Number | Tag::Genitive | Tag::Demonym));
        is_counted
            || self.tag(start) == Tag::Possessive
            || self.at(start).has(WordClass::Definite)
            || self.is_any(start, &["a", "an", "both"])
    }

    /// "supporters of Morsi": whether the "of" phrase after it is a name.
    fn is_of_name(&self, index: usize) -> bool {
        let end = self.phrases[index].tokens.end;
        self.phrases.get(index + 1).is_some_and(|next| {
            next.preposition == Some(end)
                && self.is_word(end, "of")
                && self.tag(next.head) == Tag::Name
        })
    }

    /// Whether a name that nobody knows stands in the phrase: "Zorvanian troops", "Zorvania's envoy".
    fn holds_name(&self, index: usize) -> bool {
        let phrase = &self.phrases[index];
        (phrase.tokens.start..phrase.head)
            .any(|position| self.tag(position) == Tag::Name && self.mention(position).is_none())
    }

    /// Whether the phrase speaks of others than those whom it names: "supporters of X".
    pub(super) fn is_apart(&self, index: usize) -> bool {
        self.noun(self.phrases[index].head)
            .is_some_and(|noun| noun.classes.has(NounClass::Apart))
    }

    /// The entity that stands in the phrase before its head: "Syrian army", "Daesh terrorists".
    pub(super) fn modifier(&self, index: usize) -> Option<EntityIndex> {
        let phrase = &self.phrases[index];
        if self.is_apart(index) {
            return None;
        }
        let before = phrase.tokens.start..phrase.head;
        let mentions = self.reading.entities.mentions_in(&before);
        let last = mentions.last()?;
        if self.is_kin(phrase.head, last) {
            return None;
        }
        (last.form != MentionForm::Pronoun || self.tag(last.tokens.start) == Tag::Possessive)
            .then_some(last.entity)
    }

    /// "200 schoolgirls": a plural after a number may be people whose word the lexicon lacks.
    pub(super) fn is_head_count(&self, index: usize) -> bool {
        let phrase = &self.phrases[index];
        let is_unknown = self.tag(phrase.head) == Tag::Noun
            && self
                .at(phrase.head)
                .word
                .is_none_or(|word| word.noun.is_none() && word.verbs.is_empty());
        is_unknown
            && self.reading.document.token_text(phrase.head).ends_with('s')
            && (phrase.tokens.start..phrase.head).any(|position| self.tag(position) == Tag::Number)
    }

    /// "scores of refugees": the phrase that is counted.
    pub(super) fn counted(&self, index: usize) -> Option<usize> {
        let phrase = &self.phrases[index];
        let end = phrase.tokens.end;
        let next = self.phrases.get(index + 1)?;
        let is_quantity = self.at(phrase.head).has(WordClass::Quantity)
            && next.preposition == Some(end)
            && self.is_word(end, "of");
        is_quantity.then_some(index + 1)
    }

    /// The words of a phrase without its article, with an "of" phrase that belongs to it.
    pub(super) fn words(&self, index: usize) -> String {
        let start = self.start_of_words(index);
        unquoted(
            self.reading
                .document
                .text_of(&(start..self.end_with_of(index))),
        )
    }

    /// The first word of a phrase after its article.
    pub(super) fn start_of_words(&self, index: usize) -> usize {
        let phrase = &self.phrases[index];
        (phrase.tokens.start..phrase.head)
            .find(|at| {
                !self.is_any(*at, &["the", "a", "an", "both", "either", "neither"])
                    && self.tag(*at) != Tag::Quote
            })
            .unwrap_or(phrase.head)
    }

    /// One past the phrase, or past the "of" phrase that says what a general word is about.
    pub(super) fn end_with_of(&self, index: usize) -> usize {
        let phrase = &self.phrases[index];
        let end = phrase.tokens.end;
        let next = self.phrases.get(index + 1);
        match next {
            Some(next)
                if next.preposition == Some(end)
                    && self.is_word(end, "of")
                    && self.tag(phrase.head) == Tag::Noun
                    && !self.is_charged(index) =>
            {
                next.tokens.end
            }
            _ => end,
        }
    }

    /// "accused the troops of looting": what follows "of" is the charge.
    fn is_charged(&self, index: usize) -> bool {
        let start = self.phrases[index].tokens.start;
        let before = self.group_from(start).checked_sub(1);
        before
            .map(|before| &self.groups[before])
            .is_some_and(|group| {
                group.tokens.end == start && self.is_verb(group.verb, VerbClass::Charging)
            })
    }
}

/// Words without the quotation marks in them.
pub(super) fn unquoted(words: &str) -> String {
    if words.contains(['“', '”', '"']) {
        words.replace(['“', '”', '"'], "")
    } else {
        words.to_owned()
    }
}
