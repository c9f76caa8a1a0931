//! Where, when, and according to whom.

use std::ops::Range;

use super::draft::Draft;
use super::group::{Form, combine};
use super::syntax::Syntax;
use super::tag::Tag;
use crate::extract::speech::{Attribution, Stance};
use crate::lexicon::action::word::NounClass;
use crate::model::date::{OPEN_END, PartialDate};
use crate::model::entity::{Entity, EntityKind, MentionForm, PlaceType};
use crate::model::event::{EventKind, EventMode, Modality};
use crate::model::facts::{EntityIndex, TimexType};

const LOCATIVE: [&str; 11] = [
    "in",
    "at",
    "near",
    "inside",
    "outside",
    "across",
    "throughout",
    "around",
    "within",
    "over",
    "on",
];

/// Fills in place, date, claimant and the modality that the claim gives.
pub(super) fn complete(syntax: &Syntax<'_, '_>, attributions: &[Attribution], draft: &mut Draft) {
    let scope = attribute(attributions, draft);
    let sentence = match &scope {
        Some(scope) => scope.start.max(syntax.tokens.start)..scope.end.min(syntax.tokens.end),
        None => syntax.tokens.clone(),
    };
    let clause = draft.clause.start.max(syntax.tokens.start)..draft.clause.end;
    let visited = (draft.mode == Some(EventMode::Visit))
        .then(|| place_of_target(syntax, draft))
        .flatten();
    let beside = syntax.beside(&sentence, draft);
    draft.place = visited
        .or_else(|| {
            (!is_said(draft.kind) || draft.kind == EventKind::Agree)
                .then(|| syntax.place_in(&clause, draft.trigger.start))
                .flatten()
        })
        .or_else(|| {
            (!is_said(draft.kind))
                .then(|| syntax.place_in(&beside, draft.trigger.start))
                .flatten()
        })
        .or_else(|| place_of_target(syntax, draft));
    draft.date = syntax
        .date_in(&(draft.trigger.start..clause.end))
        .or_else(|| syntax.date_in(&clause))
        .or_else(|| syntax.date_in(&beside));
}

/// "began providing air support by conducting air raids": deeds of the same actors told in one sentence
/// share their place.
pub(super) fn share_places(drafts: &mut [Draft]) {
    for index in 1..drafts.len() {
        let (earlier, later) = drafts.split_at_mut(index);
        let draft = &mut later[0];
        if draft.place.is_some() || !is_deed(draft.kind) || draft.actors.is_empty() {
            continue;
        }
        draft.place = earlier
            .iter()
            .rev()
            .find(|known| is_deed(known.kind) && known.actors == draft.actors)
            .and_then(|known| known.place);
    }
}

/// Kinds that reach somebody where he is.
fn is_deed(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Aid
            | EventKind::Assault
            | EventKind::Coerce
            | EventKind::Mobilize
            | EventKind::Retreat
    )
}

/// Kinds that are done by words: where the words speak of is not where they are said.
fn is_said(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Support
            | EventKind::Accuse
            | EventKind::Reject
            | EventKind::Request
            | EventKind::Threaten
            | EventKind::Statement
            | EventKind::Agree
    )
}

/// Sets claimant and modality by the innermost attribution around the trigger; gives its scope.
fn attribute(attributions: &[Attribution], draft: &mut Draft) -> Option<Range<usize>> {
    const DEEPEST: usize = 12;
    let trigger = draft.trigger.start;
    let end = attributions.partition_point(|attribution| attribution.scope.start <= trigger);
    let innermost = attributions[end.saturating_sub(DEEPEST)..end]
        .iter()
        .filter(|attribution| attribution.scope.contains(&trigger))
        .filter(|attribution| !attribution.cue.contains(&trigger))
        .min_by_key(|attribution| attribution.scope.len())?;
    draft.claimant = innermost.speaker;
    draft.modality = told(draft.modality, innermost.stance);
    Some(innermost.scope.clone())
}

/// What an event is when somebody tells it with this stance.
fn told(modality: Modality, stance: Stance) -> Modality {
    let says = match stance {
        Stance::Neutral => return modality,
        Stance::Alleged => Modality::Alleged,
        Stance::Denied => Modality::Denied,
        Stance::Promised => Modality::Planned,
        Stance::Wanted | Stance::Possible => Modality::Hypothetical,
    };
    // "warned that X was planning": the plan is what is told.
    if stance == Stance::Possible && modality == Modality::Planned {
        return modality;
    }
    combine(modality, says)
}

/// Aid, attacks and deployments happen where those whom they reach are at home.
fn place_of_target(syntax: &Syntax<'_, '_>, draft: &Draft) -> Option<EntityIndex> {
    let entities = &syntax.reading.entities.list;
    let is_deed = is_deed(draft.kind);
    let is_visit = draft.mode == Some(EventMode::Visit);
    if !is_deed && !is_visit {
        return None;
    }
    let target = draft.targets.iter().find_map(|party| party.entity)?;
    let entity = &entities[target.0];
    if entity.kind == EntityKind::Place {
        return Some(target);
    }
    if !is_deed {
        return None;
    }
    let is_state = entity.kind == EntityKind::Organization;
    let country = entity.country.as_ref().filter(|_| is_state)?;
    entities
        .iter()
        .position(|entity| entity.id == *country)
        .map(EntityIndex)
}

impl Syntax<'_, '_> {
    /// The place of a phrase with a preposition of place inside a range; the nearest to `near`, what
    /// follows before what precedes.
    fn place_in(&self, range: &Range<usize>, near: usize) -> Option<EntityIndex> {
        self.phrases_in(range)
            .filter_map(|index| {
                let at = self.phrases[index].preposition?;
                let is_on = self.is_word(at, "on");
                if !self.is_any(at, &LOCATIVE) {
                    return None;
                }
                let place = self.place_of(index, is_on, range.end)?;
                let distance = if at > near {
                    at - near
                } else {
                    (near - at) + self.tokens.len()
                };
                Some((distance, place))
            })
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, place)| place)
    }

    /// The place that a phrase names: itself, a name after "of", a name in apposition, its adjective.
    fn place_of(&self, index: usize, is_on: bool, end: usize) -> Option<EntityIndex> {
        let phrase = &self.phrases[index];
        let is_ground = self
            .noun(phrase.head)
            .is_some_and(|noun| noun.classes.has(NounClass::Place) || noun.lemma == "capital");
        if is_on && !is_ground {
            return None;
        }
        let next = index + 1;
        let is_holder = is_ground
            || self
                .noun(phrase.head)
                .is_none_or(|noun| noun.frames.is_empty() && !noun.classes.is_participant());
        let follows = |next: usize| {
            self.phrases
                .get(next)
                .filter(|phrase| phrase.tokens.end <= end + 1)
                .and_then(|phrase| self.named_place(phrase.head))
        };
        if let Some(next_phrase) = self.phrases.get(next) {
            let gap = phrase.tokens.end..next_phrase.tokens.start;
            let is_beside = gap.len() == 1
                && ((self.is_word(gap.start, "of") && is_holder)
                    || (self.tag(gap.start) == Tag::Comma && is_ground));
            if is_beside && let Some(place) = follows(next) {
                return Some(place);
            }
        }
        if let Some(mention) = self.mention(phrase.head) {
            let entity = &self.reading.entities.list[mention.entity.0];
            return self.is_place(entity).then_some(mention.entity);
        }
        let is_soil = is_ground
            || self
                .noun(phrase.head)
                .is_some_and(|noun| noun.classes.has(NounClass::Installation));
        if let Some(country) = self.country_before(index) {
            return Some(country);
        }
        if !is_soil {
            return None;
        }
        let inside = phrase.tokens.start..phrase.head;
        self.reading
            .entities
            .mentions_in(&inside)
            .iter()
            .rev()
            .find(|mention| {
                matches!(mention.form, MentionForm::Demonym | MentionForm::Name)
                    && self.is_place(self.reading.entity(mention))
            })
            .map(|mention| mention.entity)
    }

    /// "in the country": the country last spoken of that is not the one that acts here.
    fn country_before(&self, index: usize) -> Option<EntityIndex> {
        /// Mentions further back are not looked at, so that the time stays linear.
        const FURTHEST: usize = 24;
        let phrase = &self.phrases[index];
        let is_plain = self.is_word(phrase.head, "country")
            && self.is_any(phrase.tokens.start, &["the", "this", "that"]);
        if !is_plain {
            return None;
        }
        let acting: Vec<EntityIndex> = self
            .clauses
            .iter()
            .filter_map(|clause| clause.subject)
            .filter_map(|subject| self.mention(self.phrases[subject].head))
            .map(|mention| mention.entity)
            .collect();
        let mentions = &self.reading.entities.mentions;
        let end = mentions.partition_point(|mention| mention.tokens.end <= phrase.tokens.start);
        mentions[end.saturating_sub(FURTHEST)..end]
            .iter()
            .rev()
            .filter(|mention| !acting.contains(&mention.entity))
            .find(|mention| self.reading.entity(mention).place_type == Some(PlaceType::Country))
            .map(|mention| mention.entity)
    }

    fn named_place(&self, head: usize) -> Option<EntityIndex> {
        let mention = self.mention(head)?;
        let entity = &self.reading.entities.list[mention.entity.0];
        (mention.form == MentionForm::Name && self.is_place(entity)).then_some(mention.entity)
    }

    #[expect(clippy::unused_self, reason = "reads as a question to the sentence")]
    fn is_place(&self, entity: &Entity) -> bool {
        entity.kind == EntityKind::Place
            && entity
                .place_type
                .is_none_or(|place| place != PlaceType::Water)
    }

    /// The first date told inside a range.
    fn date_in(&self, range: &Range<usize>) -> Option<PartialDate> {
        self.dates(range).next().map(|(_, date)| date)
    }

    /// Where else in the sentence circumstances of an event may stand: up to the next finite verb on
    /// both sides, for a main clause also what opens the sentence. A clause of its own time has nothing
    /// beside it.
    fn beside(&self, sentence: &Range<usize>, draft: &Draft) -> Range<usize> {
        let trigger = draft.trigger.start;
        let start = self.clause_start(trigger).max(sentence.start);
        if start > sentence.start && self.is_subordinate(start) {
            return draft.clause.start.max(start)..draft.clause.end.min(sentence.end);
        }
        let index = self.group_from(draft.trigger.end);
        let end = if draft.rule == "noun" {
            draft.clause.end
        } else {
            self.groups[index..]
                .iter()
                .find(|next| {
                    !is_deed(draft.kind) || matches!(next.form, Form::Finite | Form::Infinitive)
                })
                .map_or(sentence.end, |next| next.tokens.start)
        };
        start..end.min(sentence.end).max(start)
    }

    /// Whether the clause that starts here has its own time: "after X did", "which did".
    fn is_subordinate(&self, start: usize) -> bool {
        let opener = start - 1;
        matches!(self.tag(opener), Tag::Relative)
            || (self.tag(opener) == Tag::Subordinator
                && !self.is_any(opener, &["that", "as", "while"]))
    }

    fn dates(&self, range: &Range<usize>) -> impl Iterator<Item = (usize, PartialDate)> + '_ {
        let times = self.reading.times;
        let from = times.partition_point(|time| time.tokens.start < range.start);
        let end = range.end;
        times[from..]
            .iter()
            .take_while(move |time| time.tokens.end <= end)
            .filter(|time| time.fact.timex_type == TimexType::Date)
            .filter_map(|time| {
                let mut date = time.fact.value?;
                if time.is_since {
                    date.last = OPEN_END;
                }
                Some((time.tokens.start, date))
            })
    }
}
