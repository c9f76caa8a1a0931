//! Bodies of a state in lower case: "Mali's army", "the Ghanaian finance ministry".

use std::ops::Range;

use super::FoundMention;
use super::draft::Draft;
use super::office::Owner;
use crate::lexicon::action::ActionLexicon;
use crate::lexicon::names::class::WordClass;
use crate::lexicon::names::context::NamingWord;
use crate::model::entity::{EntityKind, MentionForm};
use crate::model::facts::EntityIndex;
use crate::model::fold::fold;
use crate::text::token::TokenKind;

/// Most words between the country and the head: "federal civil aviation authority".
const MOST_MODIFIERS: usize = 3;

/// Adds the bodies that stand behind the name or the adjective of their country.
pub(super) fn find(draft: &mut Draft<'_>, action: &ActionLexicon) {
    let mut found = Vec::new();
    for position in 0..draft.mentions.len() {
        let mention = &draft.mentions[position];
        let Owner::Country(country) = draft.owner(mention) else {
            continue;
        };
        let end = mention.tokens.end;
        let is_owner = draft.words.kind(end) == Some(TokenKind::Possessive);
        if !is_owner && mention.form != MentionForm::Demonym {
            continue;
        }
        if let Some(tokens) = body_at(draft, action, end + usize::from(is_owner)) {
            found.push(FoundMention {
                span: draft.words.document.span_of(&tokens),
                entity: body(draft, country, &tokens),
                tokens,
                form: MentionForm::Role,
                title: None,
            });
        }
    }
    draft.add(found);
}

/// The words of a body that begins here; none if they go on, as in "army base".
fn body_at(draft: &Draft<'_>, action: &ActionLexicon, start: usize) -> Option<Range<usize>> {
    let words = draft.words;
    let is_free = |at: usize| words.is_lower(at) && draft.covering(at).is_none();
    let head = (start..=start + MOST_MODIFIERS)
        .take_while(|at| is_free(*at))
        .find(|at| is_head(draft, start, *at))?;
    let is_modifier = |at: usize| words.has(at, WordClass::TITLE_MODIFIER);
    let next = head + 1;
    let goes_on = words.is_lower(next)
        && !words.has(
            next,
            WordClass::FUNCTION | WordClass::SPEECH | WordClass::OFFICE,
        )
        && !is_only_verb(action, words.folded(next));
    let is_whole = (start..head).all(is_modifier) && !goes_on && draft.covering(next).is_none();
    is_whole.then_some(start..next)
}

fn is_head(draft: &Draft<'_>, start: usize, at: usize) -> bool {
    let words = draft.words;
    if words.is_of(at, NamingWord::SoleBody) {
        return true;
    }
    if words.is_of(at, NamingWord::Forces) {
        return !words.has(at + 1, WordClass::OFFICE);
    }
    match words.folded(at) {
        "force" => at > start && words.folded(at - 1) == "air",
        "forces" => at > start && matches!(words.folded(at - 1), "armed" | "security"),
        "bank" | "court" => at > start && matches!(words.folded(at - 1), "central" | "supreme"),
        _ => false,
    }
}

fn is_only_verb(action: &ActionLexicon, word: &str) -> bool {
    action
        .word(word)
        .is_some_and(|word| !word.verbs.is_empty() && word.noun.is_none())
}

/// The body with that name: the country's adjective and the words, each with a capital.
fn body(draft: &mut Draft<'_>, country: EntityIndex, tokens: &Range<usize>) -> EntityIndex {
    let gazetteer = &draft.words.names.gazetteer;
    let id = draft.registry.entity(country).id.clone();
    let adjective = gazetteer
        .position(&id)
        .and_then(|at| gazetteer.adjective(at))
        .unwrap_or(&draft.registry.entity(country).name);
    let mut name = adjective.to_owned();
    for at in tokens.clone() {
        let mut letters = draft.words.text(at).chars();
        name.push(' ');
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(letters.as_str());
    }
    let is_body = |entity: &usize| gazetteer.entity(*entity).kind == EntityKind::Organization;
    let senses = gazetteer.senses(&fold(&name));
    let known = senses.iter().map(|sense| sense.entity).find(is_body);
    let index = match known {
        Some(known) => draft.registry.known(known),
        None => draft.registry.named(EntityKind::Organization, &name, &name),
    };
    let entity = draft.registry.entity_mut(index);
    if entity.country.is_none() {
        entity.country = Some(id);
    }
    index
}
