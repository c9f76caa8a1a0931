//! Where, when, and according to whom.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::draft::Draft;
use super::group::{Form, combine};
use super::occasion::{without_occasion, without_source};
use super::participant::Party;
use super::syntax::Syntax;
use super::tag::Tag;
use crate::extract::speech::{Attribution, AttributionKind, Stance};
use crate::lexicon::action::context::EventWord;
use crate::lexicon::action::word::{NounClass, VerbClass};
use crate::model::date::{OPEN_END, PartialDate};
use crate::model::entity::{Entity, EntityKind, MentionForm, PlaceType};
use crate::model::event::{EventKind, EventMode, Modality};
use crate::model::facts::EntityIndex;

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
    let attribution = attribute(syntax, attributions, draft);
    let scope = attribution.map(|attribution| attribution.scope.clone());
    if syntax.is_told_by_accuser(draft) {
        draft.modality = Modality::Alleged;
    }
    let sentence = match &scope {
        Some(scope) => scope.start.max(syntax.tokens.start)..scope.end.min(syntax.tokens.end),
        None => syntax.tokens.clone(),
    };
    let clause = without_source(syntax.own_clause(draft), attribution, draft);
    let occasion = syntax.occasion(draft);
    let whole = clause.clone();
    let clause = without_occasion(clause, occasion);
    let visited = (draft.mode == Some(EventMode::Visit))
        .then(|| place_of_target(syntax, draft))
        .flatten();
    let beside = without_occasion(syntax.beside(&sentence, draft), occasion);
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
        .or_else(|| syntax.place_before_where(draft))
        .or_else(|| is_deed(draft.kind).then(|| syntax.reached_place(draft))?)
        .or_else(|| place_of_target(syntax, draft))
        .or_else(|| syntax.place_of_occasion(occasion, &whole, draft));
    if syntax.is_ended(draft) {
        return;
    }
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

/// "He made the remarks following a meeting": the meeting was when the words before were said.
pub(super) fn date_meetings(syntax: &Syntax<'_, '_>, sentence: usize, drafts: &mut [Draft]) {
    let sentences = &syntax.reading.document.sentences;
    let Some(before) = sentence.checked_sub(1).map(|before| &sentences[before]) else {
        return;
    };
    let lacks_date = |draft: &Draft| {
        draft.kind == EventKind::Consult
            && draft.modality == Modality::Asserted
            && draft.date.is_none()
    };
    if !drafts.iter().any(lacks_date) || !syntax.refers_to_words() {
        return;
    }
    let date = syntax.dates(&before.tokens).last().map(|(_, date)| date);
    for draft in drafts.iter_mut().filter(|draft| lacks_date(draft)) {
        draft.date = date;
    }
}

/// A meeting without a place was where its participants met others, if all that is told of them agrees.
pub(super) fn place_meetings(drafts: &mut [Draft]) {
    let is_told = |draft: &Draft| {
        draft.kind == EventKind::Consult
            && draft.modality == Modality::Asserted
            && draft.mode != Some(EventMode::Call)
    };
    // None for who met others in several places.
    let mut known: HashMap<EntityIndex, Option<EntityIndex>> = HashMap::new();
    for draft in drafts.iter().filter(|draft| is_told(draft)) {
        let Some(place) = draft.place else { continue };
        for party in draft.parties().filter_map(|party| party.entity) {
            let only = known.entry(party).or_insert(Some(place));
            *only = only.filter(|only| *only == place);
        }
    }
    for draft in drafts.iter_mut().filter(|draft| {
        is_told(draft) && draft.mode == Some(EventMode::Meeting) && draft.place.is_none()
    }) {
        draft.place = {
            let mut places = draft
                .parties()
                .filter_map(|party| known.get(&party.entity?).copied());
            let first = places.next().flatten();
            first.filter(|_| places.all(|place| place == first))
        };
    }
}

/// How far after "in Syria" the place within it may stand, in tokens.
const BESIDE: usize = 6;

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

/// Sets claimant and modality by the innermost attribution around the trigger, and gives it.
fn attribute<'find>(
    syntax: &Syntax<'_, '_>,
    attributions: &'find [Attribution],
    draft: &mut Draft,
) -> Option<&'find Attribution> {
    const DEEPEST: usize = 12;
    let trigger = draft.trigger.start;
    let end = attributions.partition_point(|attribution| attribution.scope.start <= trigger);
    let innermost = attributions[end.saturating_sub(DEEPEST)..end]
        .iter()
        .filter(|attribution| attribution.scope.contains(&trigger))
        .filter(|attribution| !attribution.cue.contains(&trigger))
        .filter(|attribution| {
            attribution.kind == AttributionKind::Quotation
                || !syntax.resumes_after(&attribution.cue, trigger)
                    && !syntax.is_joined_after(&attribution.cue, trigger)
        })
        .min_by_key(|attribution| attribution.scope.len())?;
    // "agreed to", "vowed to": who promises his own deed claims nothing.
    let is_own = innermost.stance == Stance::Promised
        && innermost.kind == AttributionKind::Phrase
        && draft
            .actors
            .iter()
            .any(|actor| actor.entity.is_some() && actor.entity == innermost.speaker);
    // What "agreed to" and "ordered" govern the syntax tells; the scope also holds what stands beside it.
    let is_infinitive = matches!(innermost.stance, Stance::Promised | Stance::Wanted)
        && innermost.kind == AttributionKind::Phrase;
    // "accuses X of theft, which X denies": that it was said is not denied.
    let is_said_by_other = innermost.stance == Stance::Denied
        && draft.kind == EventKind::Accuse
        && (trigger < innermost.cue.start
            || innermost.kind == AttributionKind::Phrase && draft.is_of_noun())
        && !draft
            .actors
            .iter()
            .any(|actor| actor.entity.is_some() && actor.entity == innermost.speaker);
    draft.claimant = innermost.speaker.filter(|_| !is_own && !is_said_by_other);
    if !is_infinitive && !is_said_by_other {
        draft.modality = told(draft.modality, innermost.stance);
    }
    Some(innermost)
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
    let reached = |party: &&Party| party.entity.is_some() && !syntax.is_weapon(party);
    let target = draft.targets.iter().find(reached)?.entity?;
    let entity = &entities[target.0];
    if entity.kind == EntityKind::Place {
        return Some(target);
    }
    if !is_deed {
        return None;
    }
    let is_state = entity.kind == EntityKind::Organization;
    is_state.then(|| syntax.reading.entities.country_of(target))?
}

impl Syntax<'_, '_> {
    /// "reached X and broke the siege": the place that was come to before.
    fn reached_place(&self, draft: &Draft) -> Option<EntityIndex> {
        let before = self.group_from(draft.trigger.start);
        (0..before).rev().find_map(|group| {
            if !self.is_verb(self.groups[group].verb, VerbClass::Reaching) {
                return None;
            }
            let end = self.clauses[group].complement.end;
            let object = self.object_at(self.groups[group].tokens.end, end)?;
            self.named_place(self.phrases[object].head)
        })
    }

    /// The place of a phrase with a preposition of place inside a range; the nearest to `near`, what
    /// follows before what precedes.
    pub(super) fn place_in(&self, range: &Range<usize>, near: usize) -> Option<EntityIndex> {
        let places: Vec<(usize, EntityIndex)> = self
            .phrases_in(range)
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
            .collect();
        let (first, nearest) = places
            .iter()
            .copied()
            .min_by_key(|(distance, _)| *distance)?;
        let entities = &self.reading.entities.list;
        // "in Syria near Homs"
        let narrower = places.iter().filter(|(distance, place)| {
            let country = entities[place.0].country.as_ref();
            (first..first + BESIDE).contains(distance)
                && *place != nearest
                && country == Some(&entities[nearest.0].id)
        });
        let closest = narrower.min_by_key(|(distance, _)| *distance);
        Some(closest.map_or(nearest, |(_, place)| *place))
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

    /// "made the remarks": whether the sentence points back to words told before.
    fn refers_to_words(&self) -> bool {
        self.tokens.clone().skip(2).any(|position| {
            self.is_of_class(position, EventWord::Remarks)
                && self.is_any(position - 1, &["the", "these", "this", "those"])
                && self.is_of_class(position - 2, EventWord::Making)
        })
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
    pub(super) fn is_place(&self, entity: &Entity) -> bool {
        entity.kind == EntityKind::Place
            && entity
                .place_type
                .is_none_or(|place| place != PlaceType::Water)
    }

    /// "broke the siege on Tuesday": the date is that of the end.
    fn is_ended(&self, draft: &Draft) -> bool {
        if draft.rule == "verb" || !matches!(draft.kind, EventKind::Coerce | EventKind::Assault) {
            return false;
        }
        let next = self.group_from(draft.trigger.end);
        let is_ending = |group: usize| self.is_verb(self.groups[group].verb, VerbClass::Ending);
        let governs = next.checked_sub(1).filter(|before| {
            self.clauses[*before]
                .complement
                .contains(&draft.trigger.start)
        });
        let passive = (next < self.groups.len() && self.groups[next].is_passive).then_some(next);
        governs.is_some_and(is_ending) || passive.is_some_and(is_ending)
    }

    /// The first date told inside a range.
    pub(super) fn date_in(&self, range: &Range<usize>) -> Option<PartialDate> {
        self.dates(range).next().map(|(_, date)| date)
    }

    /// Where else in the sentence circumstances of an event may stand: up to the next finite verb on
    /// both sides, for a main clause also what opens the sentence. A clause of its own time has nothing
    /// beside it.
    fn beside(&self, sentence: &Range<usize>, draft: &Draft) -> Range<usize> {
        let trigger = draft.trigger.start;
        let start = self.clause_start(trigger).max(sentence.start);
        if start > sentence.start && self.is_subordinate(start) {
            let own = self.own_clause(draft);
            return own.start.max(start)..own.end.min(sentence.end);
        }
        let index = self.group_from(draft.trigger.end);
        let end = if draft.is_of_noun() {
            draft.clause.end
        } else {
            self.groups[index..]
                .iter()
                .find(|next| {
                    !is_deed(draft.kind) || matches!(next.form, Form::Finite | Form::Infinitive)
                })
                .map_or(sentence.end, |next| next.tokens.start)
        };
        let own = self.own_clause(draft);
        let start = start.max(self.own_start(draft).unwrap_or(start));
        let end = if own.end < draft.clause.end {
            own.end
        } else {
            end
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
            .filter(|time| self.tells_day(time))
            .filter_map(|time| {
                let mut date = time.fact.value?;
                if time.is_since {
                    date.last = OPEN_END;
                }
                Some((time.tokens.start, date))
            })
    }
}
