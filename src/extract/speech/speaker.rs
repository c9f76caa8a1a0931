//! The words before a reporting verb → who speaks.

use std::ops::Range;

use super::super::mention::{DocumentEntities, FoundMention};
use crate::lexicon::Lexicon;
use crate::lexicon::action::word::NounClass;
use crate::lexicon::speech::SpeechWord;
use crate::lexicon::time::TimeWord;
use crate::model::entity::{EntityKind, MentionForm, PlaceType};
use crate::model::facts::EntityIndex;
use crate::text::document::Document;
use crate::text::token::{Shape, TokenKind};

/// What the search for a speaker reads.
#[derive(Clone, Copy)]
pub(super) struct Speakers<'find, 'text> {
    pub(super) document: &'find Document<'text>,
    pub(super) lexicon: &'find Lexicon,
    pub(super) entities: &'find DocumentEntities,
}

impl Speakers<'_, '_> {
    /// The speaker among the tokens of a subject: a person first, then a role, then a body, then a country.
    /// Names that a preposition governs are not the subject, but for the author of a report and the body
    /// that a spokesman speaks for.
    pub(super) fn of_subject(&self, tokens: &Range<usize>) -> Option<EntityIndex> {
        let mentions: Vec<&FoundMention> = self.candidates(tokens).collect();
        let free = |mention: &&&FoundMention| {
            self.governor(mention, tokens.start).is_none() && !self.is_modifier(mention, tokens)
        };
        let person = mentions
            .iter()
            .rev()
            .filter(free)
            .find(|mention| self.kind(mention) == EntityKind::Person);
        if let Some(found) = person {
            return Some(found.entity);
        }
        let body = mentions
            .iter()
            .filter(free)
            .find(|mention| self.kind(mention) != EntityKind::Place);
        if let Some(found) = body {
            return Some(found.entity);
        }
        if self.has(tokens, SpeechWord::Document) {
            let author = mentions.iter().find(|mention| {
                let governor = self.governor(mention, tokens.start);
                let is_author = governor.is_some_and(|at| {
                    self.document.is_word(at, "by") || self.document.is_word(at, "from")
                });
                is_author || self.is_owner(mention)
            });
            if let Some(author) = author {
                return Some(author.entity);
            }
        }
        if let Some(country) = self.country_of_government(tokens) {
            return Some(country);
        }
        if self.has(tokens, SpeechWord::Voice) {
            let body = mentions
                .iter()
                .find(|mention| self.kind(mention) == EntityKind::Organization);
            return body.map(|mention| mention.entity);
        }
        let country = mentions.iter().find(|mention| {
            self.governor(mention, tokens.start).is_none() && self.is_whole_subject(mention, tokens)
        });
        country.map(|mention| mention.entity)
    }

    /// "the Colombian government", "Iranian officials": the country, for which they speak.
    fn country_of_government(&self, tokens: &Range<usize>) -> Option<EntityIndex> {
        let last = tokens.end.checked_sub(1)?;
        if !self.document.is_word(last, "government") && !self.is_seated(last) {
            return None;
        }
        let mentions = self.entities.mentions_in(tokens);
        let country = mentions.iter().rev().find(|mention| {
            let is_beside = mention.tokens.end + 2 >= tokens.end;
            is_beside && (mention.form == MentionForm::Demonym || self.is_owner(mention))
        })?;
        let is_country =
            self.entities.list[country.entity.0].place_type == Some(PlaceType::Country);
        is_country.then_some(country.entity)
    }

    /// The speaker among the tokens after "according to" or "said": the first who is named.
    pub(super) fn of_phrase(&self, tokens: &Range<usize>) -> Option<EntityIndex> {
        let named = |accept: &dyn Fn(&FoundMention) -> bool| {
            self.candidates(tokens)
                .find(|mention| accept(mention))
                .map(|mention| mention.entity)
        };
        named(&|mention| self.kind(mention) == EntityKind::Person)
            .or_else(|| named(&|mention| self.kind(mention) != EntityKind::Place))
            .or_else(|| named(&|mention| mention.tokens.start <= tokens.start + 1))
    }

    /// Mentions that can speak: no adjectives of countries, no possessive pronouns.
    fn candidates(&self, tokens: &Range<usize>) -> impl DoubleEndedIterator<Item = &FoundMention> {
        self.entities
            .mentions_in(tokens)
            .iter()
            .filter(|mention| match mention.form {
                MentionForm::Demonym => false,
                MentionForm::Pronoun => !self.is_possessive(mention),
                MentionForm::Name | MentionForm::Role | MentionForm::Metonym => true,
            })
    }

    pub(super) fn kind(&self, mention: &FoundMention) -> EntityKind {
        self.entities.list[mention.entity.0].kind
    }

    fn is_possessive(&self, mention: &FoundMention) -> bool {
        [
            "his", "her", "its", "their", "my", "our", "your", "him", "them",
        ]
        .iter()
        .any(|word| self.document.is_word(mention.tokens.start, word))
    }

    /// Whether a possessive mark follows the mention.
    fn is_owner(&self, mention: &FoundMention) -> bool {
        let next = self.document.tokens.get(mention.tokens.end);
        next.is_some_and(|token| token.kind == TokenKind::Possessive)
    }

    /// The preposition that governs a mention, looking back over its title and article.
    fn governor(&self, mention: &FoundMention, start: usize) -> Option<usize> {
        let is_person = self.kind(mention) == EntityKind::Person;
        if self.is_owner(mention) {
            return Some(mention.tokens.end);
        }
        let mut at = mention.tokens.start;
        while at > start {
            at -= 1;
            let token = self.document.tokens[at];
            match self.lexicon.speech.word(self.document.token_text(at)) {
                Some(SpeechWord::Preposition) => return Some(at),
                Some(SpeechWord::Determiner) => {}
                _ if token.kind != TokenKind::Word => return None,
                _ if token.shape == Shape::Lower || self.is_time(at) => return None,
                _ if is_person && self.is_in_body(at) => return None,
                _ if !is_person && !self.is_demonym(at) => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether the token belongs to the name of a body: "Supreme Council" in "Supreme Council Ali Roe".
    fn is_in_body(&self, at: usize) -> bool {
        let around = at.saturating_sub(12)..at + 1;
        self.entities
            .mentions_in(&around)
            .last()
            .is_some_and(|mention| {
                mention.tokens.contains(&at)
                    && matches!(
                        self.kind(mention),
                        EntityKind::Organization | EntityKind::ArmedGroup
                    )
            })
    }

    /// "the Trump administration", "Biden aides": whether a person's name only says whose those are who speak.
    fn is_modifier(&self, mention: &FoundMention, tokens: &Range<usize>) -> bool {
        let next = mention.tokens.end;
        let is_person =
            self.kind(mention) == EntityKind::Person && mention.form == MentionForm::Name;
        if !is_person || next >= tokens.end || self.document.tokens[next].shape != Shape::Lower {
            return false;
        }
        let word = self.lexicon.action.word(self.document.token_text(next));
        let noun = word.and_then(|word| word.noun);
        let is_body =
            noun.is_some_and(|noun| self.lexicon.action.noun(noun).classes.is_participant());
        let follows_article = mention.tokens.start > tokens.start
            && self.document.is_word(mention.tokens.start - 1, "the");
        is_body || follows_article && noun.is_some()
    }

    fn is_seated(&self, at: usize) -> bool {
        let word = self.lexicon.action.word(self.document.token_text(at));
        let noun = word.and_then(|word| word.noun);
        noun.is_some_and(|noun| {
            self.lexicon
                .action
                .noun(noun)
                .classes
                .has(NounClass::Seated)
        })
    }

    fn is_demonym(&self, at: usize) -> bool {
        let mentions = self.entities.mentions_in(&(at..at + 1));
        mentions
            .iter()
            .any(|mention| mention.form == MentionForm::Demonym)
    }

    /// Whether the word is a weekday or month: "On Tuesday President Roe said".
    fn is_time(&self, at: usize) -> bool {
        let time = self.lexicon.time.word(self.document.token_text(at));
        matches!(time, Some(TimeWord::Weekday(_) | TimeWord::Month(_)))
    }

    fn has(&self, tokens: &Range<usize>, word: SpeechWord) -> bool {
        tokens
            .clone()
            .any(|at| self.lexicon.speech.word(self.document.token_text(at)) == Some(word))
    }

    /// Whether a place is all that the subject says, but for articles and adverbs.
    fn is_whole_subject(&self, mention: &FoundMention, tokens: &Range<usize>) -> bool {
        let is_filler = |at: usize| {
            matches!(
                self.lexicon.speech.word(self.document.token_text(at)),
                Some(SpeechWord::Determiner | SpeechWord::Adverb | SpeechWord::Auxiliary)
            ) || self.document.tokens[at].kind == TokenKind::Punctuation
        };
        let has_auxiliary = mention.tokens.end < tokens.end
            && self
                .lexicon
                .speech
                .word(self.document.token_text(mention.tokens.end))
                == Some(SpeechWord::Auxiliary);
        has_auxiliary || (mention.tokens.end..tokens.end).all(is_filler)
    }
}
