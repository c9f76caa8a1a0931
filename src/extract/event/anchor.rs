//! Whether an event noun that no verb carries tells one happening: "the march drew thousands", "a week of
//! talks in Geneva", "set off protests in Izmir".

use std::ops::Range;

use super::code::Coder;
use super::group::Form;
use super::participant::Party;
use super::tag::Tag;
use crate::lexicon::action::context::EventWord;
use crate::lexicon::action::frame::{Flag, NounFrame};
use crate::lexicon::action::word::{Forms, NounClass, VerbClass, WordClass};
use crate::model::event::{EventKind, EventMode, Modality};

impl Coder<'_, '_, '_> {
    /// Whether the words around the noun of a phrase bind it to one happening.
    pub(super) fn is_anchored(
        &self,
        phrase: usize,
        frame: &NounFrame,
        reach: &Range<usize>,
    ) -> bool {
        let can_be = matches!(
            frame.kind,
            EventKind::Consult
                | EventKind::Agree
                | EventKind::Cooperate
                | EventKind::Coerce
                | EventKind::Retreat
                | EventKind::Sanction
                | EventKind::Mobilize
                | EventKind::Protest
        );
        if !can_be || self.is_general(phrase) {
            return false;
        }
        let syntax = self.syntax;
        let head = syntax.phrases[phrase].head;
        syntax.has_day(&syntax.phrases[phrase].tokens)
            || syntax.has_day(reach)
            || syntax.place_in(reach, head).is_some()
            || self.is_lasting(phrase)
            || self.happens(phrase)
            || self.is_brought_about(phrase)
    }

    /// "met in Amiens for the summit": a noun that only says what another event of the sentence was.
    pub(super) fn drop_retold(&mut self) {
        let told: Vec<EventKind> = self
            .drafts
            .iter()
            .filter(|draft| !draft.is_anchored())
            .map(|draft| draft.kind)
            .collect();
        let has_noun = self
            .drafts
            .iter()
            .any(|draft| draft.kind == EventKind::Protest && draft.is_of_noun());
        let mut drafts = std::mem::take(&mut self.drafts);
        drafts.retain(|draft| {
            // "converged for a rally to protest the killing"
            let is_aim = has_noun
                && draft.kind == EventKind::Protest
                && self
                    .group_of(draft)
                    .is_some_and(|group| self.syntax.clauses[group].is_purpose);
            let is_mutual = matches!(
                draft.kind,
                EventKind::Consult | EventKind::Agree | EventKind::Cooperate | EventKind::Protest
            );
            !(is_aim || draft.is_anchored() && is_mutual && told.contains(&draft.kind))
        });
        self.drafts = drafts;
    }

    /// "strikes are legal", "a visit is good for trade": whether the noun is the subject of what only
    /// describes it.
    fn is_general(&self, phrase: usize) -> bool {
        let syntax = self.syntax;
        syntax.groups.iter().enumerate().any(|(index, group)| {
            syntax.clauses[index].subject == Some(phrase)
                && !group.is_passive
                && syntax.tag(group.main) == Tag::Auxiliary
        })
    }

    /// "a week of talks", "days of protests".
    fn is_lasting(&self, phrase: usize) -> bool {
        let syntax = self.syntax;
        let Some(of) = syntax.phrases[phrase].preposition else {
            return false;
        };
        syntax.is_word(of, "of")
            && of > syntax.tokens.start
            && syntax.is_of_class(of - 1, EventWord::Extent)
    }

    /// "talks broke down", "the march drew thousands": whether the noun is the subject of a verb in the past
    /// that says how it went.
    fn happens(&self, phrase: usize) -> bool {
        let syntax = self.syntax;
        let start = syntax.phrases[phrase].tokens.start;
        let is_definite = syntax.at(start).has(WordClass::Definite)
            || matches!(
                syntax.tag(start),
                Tag::Name | Tag::Possessive | Tag::Demonym
            )
            || syntax.phrases[phrase]
                .tokens
                .clone()
                .any(|at| syntax.tag(at) == Tag::Genitive);
        syntax.groups.iter().enumerate().any(|(index, group)| {
            if syntax.clauses[index].subject != Some(phrase) || group.form != Form::Finite {
                return false;
            }
            let is_past = (group.tokens.start..=group.main).any(|at| {
                syntax.at(at).forms().has(Forms::PAST) || syntax.is_any(at, &["has", "have", "had"])
            });
            let is_told = syntax.is_verb(group.verb, VerbClass::Happening);
            is_past && (is_told || is_definite && !group.is_passive)
        })
    }

    /// "set off protests", "reported clashes": whether the noun is what a verb says came about or was seen.
    fn is_brought_about(&self, phrase: usize) -> bool {
        let syntax = self.syntax;
        let start = syntax.phrases[phrase].tokens.start;
        let Some(group) = syntax.group_from(start).checked_sub(1) else {
            return false;
        };
        let verb = &syntax.groups[group];
        let is_near = start <= verb.tokens.end + 2
            && (verb.tokens.end..start)
                .all(|at| matches!(syntax.tag(at), Tag::Preposition | Tag::Adverb | Tag::Quote));
        is_near
            && !verb.is_passive
            && syntax.clauses[group].modality == Modality::Asserted
            && syntax.is_verb(verb.verb, VerbClass::Causing)
    }

    /// "a strike by nurses": whether those who strike are people at work, so that nobody is bombed.
    pub(super) fn is_of_workers(&self, frame: &NounFrame, actors: &[Party]) -> bool {
        let classes = [NounClass::People, NounClass::Person, NounClass::Crowd];
        frame.mode == Some(EventMode::Strike)
            && frame.is(Flag::Light)
            && actors.iter().any(|actor| {
                actor.text.as_deref().is_some_and(|text| {
                    classes.iter().any(|class| self.is_of_class(text, *class))
                        && !self.is_of_class(text, NounClass::Force)
                        && !self.is_of_class(text, NounClass::Group)
                })
            })
    }
}
