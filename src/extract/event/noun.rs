//! Nouns that tell an event, beside a light verb or with slots of their own.

use std::ops::Range;

use super::code::{Coder, LightContext, confidence, plausible};
use super::draft::Draft;
use super::group::Form;
use super::participant::Party;
use super::tag::Tag;
use super::telling::Telling;
use crate::lexicon::action::frame::{Flag, LightPart, NounFrame, OfRole};
use crate::lexicon::action::word::{NounClass, VerbClass};
use crate::model::event::{EventKind, EventMode, Modality};

impl Coder<'_, '_, '_> {
    /// Codes a noun that no light verb has claimed.
    pub(super) fn code_noun(&mut self, phrase: usize) {
        if let Some(draft) = self.noun_draft(phrase, None) {
            self.drafts.push(draft);
        }
    }

    pub(super) fn noun_draft(&self, phrase: usize, light: Option<&LightContext>) -> Option<Draft> {
        let syntax = self.syntax;
        let head = syntax.phrases[phrase].head;
        if syntax.tag(head) != Tag::Noun {
            return None;
        }
        syntax
            .noun(head)?
            .frames
            .iter()
            .filter(|frame| self.has_companion(phrase, frame))
            .find_map(|frame| self.draft_of(phrase, frame, light))
    }

    fn draft_of(
        &self,
        phrase: usize,
        frame: &NounFrame,
        light: Option<&LightContext>,
    ) -> Option<Draft> {
        let syntax = self.syntax;
        let head = syntax.phrases[phrase].head;
        let reach = syntax.reach_of_noun(phrase);
        let mut actors = self.noun_actors(phrase, frame, &reach);
        let mut targets = self.noun_targets(frame, &reach);
        self.settle_victim(frame, &mut actors, &mut targets);
        self.add_context(phrase, frame, light, &mut actors, &mut targets);
        let is_aimed = !targets.is_empty() || light.is_some_and(|light| self.is_carried_out(light));
        let is_deed = matches!(frame.kind, EventKind::Assault | EventKind::Protest);
        let counts = if light.is_none() && is_deed {
            self.is_of_workers(frame, &actors)
                || !frame.is(Flag::Light)
                    && self.is_particular(phrase, frame, &reach, (&actors, &targets))
        } else {
            Self::noun_counts(frame, light, &actors, &targets)
        };
        let is_anchored = light.is_none()
            && !counts
            && !frame.is(Flag::Light)
            && self.is_anchored(phrase, frame, &reach);
        let counts = counts || is_anchored;
        if !counts
            || (frame.is(Flag::Weak) && frame.kind == EventKind::Assault && targets.is_empty())
            || (frame.is(Flag::Aimed) && !is_aimed)
        {
            return None;
        }
        let modality = match self.noun_modality(phrase, light) {
            // "rejected criticism by X": that it was said is not denied.
            Modality::Denied if frame.kind == EventKind::Accuse && self.is_rejected(phrase) => {
                Modality::Asserted
            }
            modality => modality,
        };
        let clause = self.noun_clause(phrase, light, &reach);
        Some(Draft {
            kind: frame.kind,
            mode: frame.mode,
            trigger: head..head + 1,
            clause,
            sentence: self.sentence,
            confidence: confidence(&actors, &targets) - if light.is_some() { 0.0 } else { 0.1 },
            actors,
            targets,
            modality,
            place: None,
            date: None,
            claimant: syntax.claimed_by(phrase),
            telling: Telling::Plain,
            rule: if light.is_some() {
                "light_verb"
            } else if is_anchored {
                "anchored_noun"
            } else {
                "noun"
            },
        })
    }

    /// "conducted strikes": whether the light verb is one of deeds under arms.
    fn is_carried_out(&self, light: &LightContext) -> bool {
        let syntax = self.syntax;
        syntax.is_verb(syntax.groups[light.group].verb, VerbClass::CarryingOut)
    }

    /// Whether a word that the frame asks for stands before the noun.
    fn has_companion(&self, phrase: usize, frame: &NounFrame) -> bool {
        let phrase = &self.syntax.phrases[phrase];
        frame.with.is_empty()
            || (phrase.tokens.start..phrase.head).any(|position| {
                let document = self.syntax.reading.document;
                document.is_any_word(position, &frame.with)
                    || is_compound_with(document.token_text(position), &frame.with)
            })
    }

    fn noun_actors(&self, phrase: usize, frame: &NounFrame, reach: &Range<usize>) -> Vec<Party> {
        let syntax = self.syntax;
        let mut actors = syntax.owners(phrase);
        let mut prepositions = vec!["by"];
        if frame.of == OfRole::Actor {
            prepositions.push("of");
        }
        if frame.is(Flag::Reciprocal) {
            prepositions.extend(["between", "among"]);
        }
        if frame.kind == EventKind::Accuse {
            prepositions.push("from");
        }
        if frame.is(Flag::Body) {
            prepositions.push("including");
        }
        for preposition in prepositions {
            if let Some(list) = syntax.after_preposition(reach, &[preposition]) {
                for party in syntax.parties(&list) {
                    if !actors.contains(&party) {
                        actors.push(party);
                    }
                }
            }
        }
        actors.retain(|party| party.can_act);
        if actors.is_empty() && frame.kind == EventKind::Assault {
            actors = syntax.attributed(phrase);
        }
        actors
    }

    fn noun_targets(&self, frame: &NounFrame, reach: &Range<usize>) -> Vec<Party> {
        let syntax = self.syntax;
        let of = (frame.of == OfRole::Target)
            .then(|| syntax.after_preposition(reach, &["of"]))
            .flatten();
        if let Some(list) = of {
            if frame.is(Flag::Body) && !list.iter().any(|index| self.is_body(*index)) {
                return Vec::new();
            }
            let parties = plausible(frame.kind, frame.mode, syntax.parties(&list));
            if !parties.is_empty() {
                return parties;
            }
        }
        for preposition in &frame.target {
            if let Some(list) = syntax.after_preposition(reach, &[preposition]) {
                let parties = plausible(frame.kind, frame.mode, syntax.parties(&list));
                if !parties.is_empty() {
                    return parties;
                }
            }
        }
        Vec::new()
    }

    fn is_body(&self, phrase: usize) -> bool {
        let head = self.syntax.phrases[phrase].head;
        self.syntax
            .noun(head)
            .is_some_and(|noun| noun.classes.has(NounClass::Body))
    }

    /// Adds what the verb around a noun says about who takes part.
    fn add_context(
        &self,
        phrase: usize,
        frame: &NounFrame,
        light: Option<&LightContext>,
        actors: &mut Vec<Party>,
        targets: &mut Vec<Party>,
    ) {
        let syntax = self.syntax;
        if let Some(light) = light {
            match light.part {
                LightPart::Actor if actors.is_empty() => {
                    actors.extend(light.parties.iter().cloned());
                }
                LightPart::Target if targets.is_empty() => {
                    targets.extend(light.parties.iter().cloned());
                    if actors.is_empty() {
                        let from = syntax
                            .after_preposition(&syntax.reach_of_noun(phrase), &["from", "by"]);
                        actors.extend(from.map(|list| syntax.parties(&list)).unwrap_or_default());
                    }
                }
                _ => {}
            }
            if targets.is_empty() {
                targets.extend(self.receiver(phrase));
            }
            return;
        }
        let is_beside = frame.kind == EventKind::Consult
            && syntax.phrases[phrase].preposition.is_some_and(|at| {
                syntax.is_any(
                    at,
                    &[
                        "in",
                        "during",
                        "following",
                        "after",
                        "at",
                        "before",
                        "on",
                        "for",
                    ],
                )
            });
        let is_asked = frame.kind == EventKind::Request
            && syntax.phrases[phrase]
                .preposition
                .is_some_and(|at| syntax.is_any(at, &["at", "on", "upon", "to"]));
        if is_asked && targets.is_empty() {
            // "at the request of Damascus, Moscow sends aid"
            targets.extend(self.clause_actors(phrase));
            targets.retain(|target| {
                !actors
                    .iter()
                    .any(|actor| actor.entity.is_some() && actor.entity == target.entity)
            });
        }
        if is_beside && actors.is_empty() && !targets.is_empty() {
            actors.extend(self.clause_actors(phrase));
        }
        if actors.is_empty()
            && syntax.tag(syntax.phrases[phrase].tokens.start) == Tag::Possessive
            && is_beside
        {
            actors.extend(self.clause_actors(phrase));
        }
    }

    /// "offering Syria military advice": the name that the phrase begins with.
    pub(super) fn receiver(&self, phrase: usize) -> Option<Party> {
        let syntax = self.syntax;
        let phrase = &syntax.phrases[phrase];
        let mention = syntax.mention(phrase.tokens.start)?;
        let is_receiver = syntax.tag(phrase.tokens.start) == Tag::Name
            && mention.tokens.end < phrase.head
            && !matches!(syntax.tag(mention.tokens.end), Tag::Genitive);
        is_receiver.then_some(Party::named(mention.entity))
    }

    /// The subject of the finite verb that a noun stands beside: the next one after an opening phrase,
    /// else the one before.
    fn clause_actors(&self, phrase: usize) -> Vec<Party> {
        let syntax = self.syntax;
        let at = syntax.phrases[phrase].tokens.start;
        let after = syntax.group_from(at);
        let is_finite = |group: &usize| syntax.groups[*group].form == Form::Finite;
        let group = (0..after)
            .rev()
            .find(is_finite)
            .or_else(|| (after..syntax.groups.len()).find(is_finite));
        let Some(group) = group else {
            return Vec::new();
        };
        let mut actors = syntax.subject_parties(group);
        actors.retain(|party| party.can_act && party.entity.is_some());
        actors
    }

    /// Whether a noun tells enough to count.
    fn noun_counts(
        frame: &NounFrame,
        light: Option<&LightContext>,
        actors: &[Party],
        targets: &[Party],
    ) -> bool {
        let named = |parties: &[Party]| {
            parties
                .iter()
                .any(|party| party.is_name || party.entity.is_some())
        };
        let is_told = named(actors) || named(targets);
        if light.is_some() {
            let is_alone = frame.is(Flag::Reciprocal) && targets.is_empty() && actors.len() < 2;
            let needs_other = matches!(
                frame.kind,
                EventKind::Cooperate | EventKind::Consult | EventKind::Agree
            );
            return (!actors.is_empty() || named(targets))
                && !(is_alone && needs_other && !named(actors));
        }
        if frame.is(Flag::Light) {
            return false;
        }
        match frame.kind {
            EventKind::Support => named(actors) && !targets.is_empty(),
            EventKind::Cooperate | EventKind::Agree | EventKind::Consult => {
                is_told && actors.len() + targets.len() > 1
            }
            // "the arrest of the former mayor"
            EventKind::Retreat if frame.mode == Some(EventMode::Release) && targets.is_empty() => {
                // "as the ministry's releases say"
                false
            }
            EventKind::Coerce | EventKind::Retreat => {
                let is_certain = |target: &Party| target.is_particular && target.can_act;
                is_told || targets.iter().any(is_certain)
            }
            EventKind::Formation => !targets.is_empty(),
            EventKind::Aid => named(actors),
            EventKind::Request => named(actors) && named(targets),
            _ => is_told,
        }
    }
}

/// "truck-bomb": whether the last part of a compound is one of the words.
fn is_compound_with(text: &str, words: &[String]) -> bool {
    let last = text.rsplit_once('-').map(|(_, last)| last);
    last.is_some_and(|last| words.iter().any(|word| word.eq_ignore_ascii_case(last)))
}
