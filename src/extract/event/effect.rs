//! "killed when a bomb went off", "attacked the post, killing two": what a deed did belongs to it.

use super::draft::Draft;
use super::fold::add;
use super::group::Form;
use super::syntax::Syntax;
use super::tag::Tag;
use super::telling::Telling;
use crate::lexicon::action::word::VerbClass;
use crate::model::event::{EventKind, EventMode};

/// Folds events of one sentence that tell one deed and its effects; they know when and where they were.
pub(super) fn fold_effects(syntax: &Syntax<'_, '_>, drafts: &mut Vec<Draft>) {
    let mut position = 1;
    while position < drafts.len() {
        let earlier = (0..position)
            .rev()
            .find(|earlier| syntax.is_one_deed(&drafts[*earlier], &drafts[position]));
        match earlier {
            Some(earlier) => {
                let effect = drafts.remove(position);
                take(&mut drafts[earlier], effect);
            }
            None => position += 1,
        }
    }
}

fn take(known: &mut Draft, other: Draft) {
    let is_deed = other.telling != Telling::Harm;
    known.mode = known.mode.or(other.mode);
    known.place = known.place.or(other.place);
    known.date = known.date.or(other.date);
    known.clause =
        known.clause.start.min(other.clause.start)..known.clause.end.max(other.clause.end);
    if known.actors.is_empty() {
        known.actors = other.actors;
    }
    if known.telling == Telling::Harm && is_deed {
        known.telling = other.telling;
    }
    add(&mut known.targets, other.targets);
}

impl Syntax<'_, '_> {
    fn is_one_deed(&self, one: &Draft, other: &Draft) -> bool {
        let is_open = |draft: &Draft| {
            draft.kind == EventKind::Assault && draft.mode != Some(EventMode::Abduction)
        };
        let meets = match (one.date, other.date) {
            (Some(one), Some(other)) => one.intersect(other).is_some(),
            _ => true,
        };
        let is_near = one.place.is_none() || other.place.is_none() || one.place == other.place;
        is_open(one)
            && is_open(other)
            && one.modality == other.modality
            && meets
            && is_near
            && (self.follows_from(one, other)
                || self.goes_on(one, other)
                || self.explains(one, other))
    }

    /// The group whose verb is the trigger.
    fn group_told(&self, draft: &Draft) -> Option<usize> {
        let index = self
            .groups
            .partition_point(|group| group.main < draft.trigger.start);
        (self.groups.get(index)?.main == draft.trigger.start).then_some(index)
    }

    fn is_harm(&self, draft: &Draft) -> bool {
        self.group_told(draft)
            .is_some_and(|group| self.is_verb(self.groups[group].verb, VerbClass::Harming))
    }

    fn share_actors(one: &Draft, other: &Draft) -> bool {
        other.actors.is_empty() || one.actors == other.actors
    }

    /// "..., killing two": a harm that hangs on the deed before it.
    fn follows_from(&self, one: &Draft, other: &Draft) -> bool {
        let Some(group) = self.group_told(other) else {
            return false;
        };
        let start = self.groups[group].tokens.start;
        let is_hanging = self.groups[group].form == Form::Gerund
            && self.before(start).is_some_and(|before| {
                matches!(self.tag(before), Tag::Comma | Tag::Conjunction) || before + 1 == start
            });
        is_hanging && self.is_harm(other) && Self::share_actors(one, other)
    }

    /// "killed six and wounded four": the next harm of the same actors, or of nobody.
    fn goes_on(&self, one: &Draft, other: &Draft) -> bool {
        let (Some(first), Some(second)) = (self.group_told(one), self.group_told(other)) else {
            return false;
        };
        let mut between = self.groups[first].tokens.end..self.groups[second].tokens.start;
        let is_joined = between
            .clone()
            .any(|position| self.tag(position) == Tag::Conjunction)
            && !between.any(|position| {
                matches!(
                    self.tag(position),
                    Tag::Break | Tag::Relative | Tag::Subordinator
                )
            });
        let is_shared = one.actors == other.actors;
        second > first
            && (second == first + 1 || !one.actors.is_empty())
            && is_joined
            && self.is_harm(other)
            && (self.is_harm(one) || !one.actors.is_empty())
            && is_shared
    }

    /// "were killed when a bomb exploded", "in an attack in which she was killed".
    fn explains(&self, one: &Draft, other: &Draft) -> bool {
        if other.trigger.start < one.trigger.end {
            return false;
        }
        let between = one.trigger.end..other.trigger.start;
        let has = |tag: Tag| between.clone().any(|position| self.tag(position) == tag);
        if between
            .clone()
            .any(|position| self.tag(position) == Tag::Break)
        {
            return false;
        }
        let is_cause = one.telling == Telling::Harm
            && other.telling != Telling::Harm
            && (has(Tag::Subordinator) || has(Tag::Preposition) && self.is_noun(other));
        let is_inside = other.telling == Telling::Harm
            && between.clone().any(|position| {
                self.tag(position) == Tag::Relative
                    && position > between.start
                    && self.tag(position - 1) == Tag::Preposition
            });
        is_cause || is_inside
    }

    fn is_noun(&self, draft: &Draft) -> bool {
        self.tag(draft.trigger.start) == Tag::Noun
    }
}
