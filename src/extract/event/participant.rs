//! Noun phrases → participants: an entity, the words, or both.

use super::syntax::Syntax;
use super::tag::Tag;
use crate::extract::mention::FoundMention;
use crate::lexicon::action::Noun;
use crate::lexicon::action::frame::ObjectTest;
use crate::lexicon::action::word::NounClass;
use crate::model::entity::{EntityKind, MentionForm, PlaceType};
use crate::model::facts::EntityIndex;

/// Someone or something that a phrase names.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts about a phrase"
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

/// Heads whose country or body is not the one they are named after: "US proxies".
const APART: [&str; 12] = [
    "proxy",
    "ally",
    "rival",
    "enemy",
    "opponent",
    "backer",
    "supporter",
    "critic",
    "foe",
    "sympathizer",
    "victim",
    "hostage",
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
        for phrase in list.iter().skip(usize::from(skips_first)) {
            for party in self.parties_of(*phrase) {
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
            return vec![party];
        }
        let Some(noun) = self.noun(phrase.head) else {
            return self.unknown_party(index).into_iter().collect();
        };
        let can_act = noun.classes.is_participant();
        if let Some(part) = self.counted(index) {
            return self.parties_of(part);
        }
        if noun.classes.has(NounClass::Person)
            && let Some(name) = self
                .name_in_apposition(index)
                .or_else(|| self.name_after_office(index))
        {
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
                .or_else(|| self.state_before(index)),
            text: Some(self.words(index)),
            can_act,
            is_part: true,
            is_thing: THINGS.iter().any(|class| noun.classes.has(*class)),
            is_name: false,
        }]
    }

    /// "government troops": those of the state last spoken of by its army, its adjective or its capital.
    fn state_before(&self, index: usize) -> Option<EntityIndex> {
        /// Mentions further back are not looked at, so that the time stays linear.
        const FURTHEST: usize = 16;
        let phrase = &self.phrases[index];
        let is_state = (phrase.tokens.start..phrase.head)
            .any(|position| self.is_any(position, &["government", "regime", "state", "loyalist"]));
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
                let country = entity.country.as_ref()?;
                let list = &self.reading.entities.list;
                list.iter()
                    .position(|entity| entity.id == *country)
                    .map(EntityIndex)
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
        if !is_owner {
            return None;
        }
        self.named_party(index + 1)
            .and_then(|party| party.entity)
            .or_else(|| self.modifier(index + 1))
    }

    fn named_party(&self, index: usize) -> Option<Party> {
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
        })
    }

    fn unknown_party(&self, index: usize) -> Option<Party> {
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
            }),
            _ => Some(Party {
                entity: self.modifier(index),
                text: Some(self.words(index)),
                can_act: self.is_head_count(index),
                is_part: true,
                is_thing: false,
                is_name: false,
            }),
        }
    }

    /// The entity that stands in the phrase before its head: "Syrian army", "Daesh terrorists".
    pub(super) fn modifier(&self, index: usize) -> Option<EntityIndex> {
        let phrase = &self.phrases[index];
        if self
            .noun(phrase.head)
            .is_some_and(|noun| APART.contains(&noun.lemma.as_str()))
        {
            return None;
        }
        let before = phrase.tokens.start..phrase.head;
        let mentions = self.reading.entities.mentions_in(&before);
        let last = mentions.last()?;
        (last.form != MentionForm::Pronoun || self.tag(last.tokens.start) == Tag::Possessive)
            .then_some(last.entity)
    }

    /// "officials of Iran, Russia and Syria": the members, where all of them are named.
    fn members(&self, index: usize) -> Vec<Party> {
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
                _ => match self.modifier(phrase) {
                    Some(entity) => members.push(Party {
                        entity: Some(entity),
                        text: Some(self.words(phrase)),
                        can_act: true,
                        is_part: true,
                        is_thing: false,
                        is_name: false,
                    }),
                    None => return Vec::new(),
                },
            }
        }
        members
    }

    /// "200 schoolgirls": a plural after a number may be people whose word the lexicon lacks.
    fn is_head_count(&self, index: usize) -> bool {
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
    fn counted(&self, index: usize) -> Option<usize> {
        const QUANTITIES: [&str; 18] = [
            "third",
            "half",
            "quarter",
            "most",
            "scores",
            "dozens",
            "hundreds",
            "thousands",
            "millions",
            "tens",
            "number",
            "majority",
            "handful",
            "couple",
            "series",
            "members",
            "groups",
            "crowds",
        ];
        let phrase = &self.phrases[index];
        let end = phrase.tokens.end;
        let next = self.phrases.get(index + 1)?;
        let is_quantity = self.is_any(phrase.head, &QUANTITIES)
            && next.preposition == Some(end)
            && self.is_word(end, "of");
        is_quantity.then_some(index + 1)
    }

    /// "Secretary of the Council Ali Shamkhani", "Minister for African Affairs Hossein Ansari": the name
    /// that closes the phrase of an office.
    fn name_after_office(&self, index: usize) -> Option<Party> {
        const FURTHEST: usize = 4;
        let last = self.phrases.len().min(index + FURTHEST);
        let mut end = self.phrases[index].tokens.end;
        for next in index + 1..last {
            let phrase = &self.phrases[next];
            let is_chained = (end..phrase.tokens.start).all(|position| {
                matches!(
                    self.tag(position),
                    Tag::Preposition | Tag::Conjunction | Tag::Aside | Tag::Adjective
                )
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
    fn name_in_apposition(&self, index: usize) -> Option<Party> {
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

    /// The words of a phrase without its article, with an "of" phrase that belongs to it.
    pub(super) fn words(&self, index: usize) -> String {
        let phrase = &self.phrases[index];
        let mut start = phrase.tokens.start;
        while start < phrase.head
            && (self.is_any(start, &["the", "a", "an"]) || self.tag(start) == Tag::Quote)
        {
            start += 1;
        }
        let words = self
            .reading
            .document
            .text_of(&(start..self.end_with_of(index)));
        if words.contains(['“', '”', '"']) {
            words.replace(['“', '”', '"'], "")
        } else {
            words.to_owned()
        }
    }

    /// One past the phrase, or past the "of" phrase that says what a general word is about.
    fn end_with_of(&self, index: usize) -> usize {
        let phrase = &self.phrases[index];
        let end = phrase.tokens.end;
        let next = self.phrases.get(index + 1);
        match next {
            Some(next)
                if next.preposition == Some(end)
                    && self.is_word(end, "of")
                    && self.tag(phrase.head) == Tag::Noun =>
            {
                next.tokens.end
            }
            _ => end,
        }
    }

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
            }
            ObjectTest::Event => is_plain && noun.is_some_and(|noun| !noun.frames.is_empty()),
            ObjectTest::Noun(id) => {
                self.at(phrase.head).word.and_then(|word| word.noun) == Some(*id)
            }
        }
    }
}
