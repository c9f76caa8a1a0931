//! How much of a sentence speaks of a participant: its phrase, the name beside it, what follows up to the
//! verb.

use std::ops::Range;

use super::group::Form;
use super::participant::{Party, unquoted};
use super::syntax::Syntax;
use super::tag::Tag;
use crate::extract::Reading;
use crate::model::entity::MentionForm;

/// Words longer than this say more than who it is.
const LONGEST: usize = 12;

impl Syntax<'_, '_> {
    /// Notes the words of a phrase that speaks of one participant.
    pub(super) fn note_extent(&self, index: usize, parties: &mut [Party]) {
        let [party] = parties else {
            return;
        };
        let extent = self.start_of_words(index)..self.end_of_name(index, party);
        let head = self.phrases[index].head;
        let is_pronoun = self.tag(head) == Tag::Pronoun
            || self
                .mention(head)
                .is_some_and(|mention| mention.form == MentionForm::Pronoun);
        // "the wounded from the besieged town": of whom the words are already known to be others.
        let words = self.reading.document.text_of(&extent);
        let is_same = party
            .text
            .as_deref()
            .is_none_or(|text| words.contains(text));
        let is_told = !is_pronoun && is_same && extent.len() <= LONGEST;
        party.extent = is_told.then_some(extent);
    }

    /// Where the phrase ends, or the name beside it: "the spokesman, Ann Lee".
    fn end_of_name(&self, index: usize, party: &Party) -> usize {
        const FURTHEST: usize = 3;
        let end = self.end_of_chain(index);
        let last = self.phrases.len().min(index + 1 + FURTHEST);
        let is_it = |at: &usize| {
            let mention = self.mention(self.phrases[*at].head);
            mention.is_some_and(|mention| Some(mention.entity) == party.entity)
        };
        if party.is_part || is_it(&index) {
            return end;
        }
        (index + 1..last)
            .find(is_it)
            .map_or(end, |name| self.phrases[name].tokens.end.max(end))
    }

    /// "residents of the town of Ely": where the last of the phrases ends that "of" joins.
    fn end_of_chain(&self, index: usize) -> usize {
        let mut end = self.end_with_of(index);
        if end == self.phrases[index].tokens.end {
            return end;
        }
        for next in &self.phrases[index + 2..] {
            if next.preposition != Some(end) || !self.is_word(end, "of") {
                break;
            }
            end = next.tokens.end;
        }
        end
    }

    /// "students from Izmir marched": nothing but what says who they are stands between subject and verb.
    pub(super) fn extend_to_verb(&self, group: usize, parties: &mut [Party]) {
        let verb = self.groups[group].tokens.start;
        let [party] = parties else {
            return;
        };
        let Some(extent) = &mut party.extent else {
            return;
        };
        let is_plain = |at: usize| {
            self.is_attribute(at)
                || matches!(
                    self.tag(at),
                    Tag::Preposition
                        | Tag::Determiner
                        | Tag::Adjective
                        | Tag::Demonym
                        | Tag::Number
                        | Tag::Noun
                        | Tag::Name
                        | Tag::Genitive
                        | Tag::Aside
                )
        };
        let opens = matches!(self.tag(extent.end), Tag::Preposition | Tag::Adjective)
            || self.is_attribute(extent.end);
        let follows = extent.end < verb
            && verb - extent.start <= LONGEST
            && opens
            && (extent.end..verb).all(is_plain);
        if follows {
            extent.end = verb;
        }
    }

    /// "workers affiliated with the union": a participle that says who somebody is.
    fn is_attribute(&self, at: usize) -> bool {
        self.tag(at) == Tag::Verb
            && self
                .groups
                .get(self.group_from(at))
                .is_some_and(|group| group.main == at && group.form == Form::Participle)
    }
}

/// The words for a participant, if they are not just its name.
pub(super) fn words(reading: &Reading<'_, '_>, party: &Party) -> Option<String> {
    let extent: &Range<usize> = party.extent.as_ref()?;
    let words = reading.document.text_of(extent);
    let is_name = party
        .entity
        .is_some_and(|entity| reading.entities.list[entity.0].name == words);
    (!is_name).then(|| unquoted(words))
}
