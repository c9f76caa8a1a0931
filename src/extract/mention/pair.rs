//! "The two countries", "both leaders": the pair that was named just before.

use super::FoundMention;
use super::draft::Draft;
use crate::lexicon::names::context::NamingWord;
use crate::model::entity::{EntityKind, MentionForm, PlaceType};
use crate::model::facts::EntityIndex;

/// What the members of a pair are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    Country,
    /// A country where nothing else is named that could be a side.
    Side,
    Person,
}

/// Adds the mentions of pairs: one member by the number, the other by the noun after it.
pub(super) fn find(draft: &mut Draft<'_>) {
    let mut found = Vec::new();
    for index in 0..draft.words.document.sentences.len() {
        let tokens = draft.words.document.sentences[index].tokens.clone();
        for position in tokens.clone() {
            let Some(member) = pair_at(draft, position) else {
                continue;
            };
            let here = named(draft, tokens.start..position, member);
            let earlier = index.checked_sub(1).map(|before| {
                let before = draft.words.document.sentences[before].tokens.clone();
                named(draft, before, member)
            });
            let pair = if here.is_empty() {
                earlier.unwrap_or_default()
            } else {
                here
            };
            let [one, other] = pair.as_slice() else {
                continue;
            };
            // A state and a body, or two bodies, may be sides too, but as often only one of them is.
            let is_body = |entity: &EntityIndex| draft.kind(*entity) != EntityKind::Place;
            if member == Member::Side && pair.iter().any(is_body) {
                continue;
            }
            found.push(mention(draft, position, *one));
            found.push(mention(draft, position + 1, *other));
        }
    }
    draft.add(found);
}

/// What is counted where "two" or "both" stands.
fn pair_at(draft: &Draft<'_>, position: usize) -> Option<Member> {
    let words = draft.words;
    let is_two = match words.folded(position) {
        "two" => position > 0 && words.folded(position - 1) == "the",
        "both" => true,
        _ => false,
    };
    if !is_two {
        return None;
    }
    let is_free = draft
        .covering(position)
        .or(draft.covering(position + 1))
        .is_none();
    if !is_free || draft.is_quoted(position) {
        return None;
    }
    // "the two countries of the region", "both sides of the border"
    if words.folded(position + 2) == "of" {
        return None;
    }
    let is = |class| words.is_of(position + 1, class);
    if is(NamingWord::States) {
        Some(Member::Country)
    } else if is(NamingWord::Sides) {
        Some(Member::Side)
    } else if is(NamingWord::Persons) {
        Some(Member::Person)
    } else {
        None
    }
}

/// The members named among some tokens, each once.
fn named(draft: &Draft<'_>, tokens: std::ops::Range<usize>, member: Member) -> Vec<EntityIndex> {
    let mut members: Vec<EntityIndex> = Vec::new();
    for position in tokens {
        let Some(mention) = draft.covering(position) else {
            continue;
        };
        let entity = draft.registry.entity(mention.entity);
        let is_body = matches!(
            entity.kind,
            EntityKind::ArmedGroup | EntityKind::Organization
        );
        let fits = match member {
            Member::Side if is_body => true,
            Member::Country | Member::Side => entity.place_type == Some(PlaceType::Country),
            Member::Person => entity.kind == EntityKind::Person,
        };
        if fits && !members.contains(&mention.entity) {
            members.push(mention.entity);
        }
    }
    members
}

fn mention(draft: &Draft<'_>, position: usize, entity: EntityIndex) -> FoundMention {
    FoundMention {
        tokens: position..position + 1,
        span: draft.words.document.tokens[position].span,
        entity,
        form: MentionForm::Role,
        title: None,
    }
}
