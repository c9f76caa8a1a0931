//! "He" and "she" outside quotations: the person whom the text is about at that point.

use foldhash::HashMap;

use super::FoundMention;
use super::draft::Draft;
use crate::lexicon::names::class::WordClass;
use crate::lexicon::names::context::NamingWord;
use crate::model::entity::{EntityKind, MentionForm};
use crate::model::facts::EntityIndex;
use crate::text::token::TokenKind;

/// How many sentences a person stays in focus without being mentioned.
const REACH: usize = 4;

/// What the document says about a person's gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Male,
    Female,
}

/// Adds the mentions by pronoun.
pub(super) fn find(draft: &mut Draft<'_>) {
    let mut found = Vec::new();
    let mut focus: Option<(usize, EntityIndex)> = None;
    let genders = genders(draft);
    for (index, sentence) in draft.words.document.sentences.iter().enumerate() {
        let mut subject = None;
        for position in sentence.tokens.clone() {
            if let Some(person) = person_named_at(draft, position) {
                subject = subject.or(Some(person));
                continue;
            }
            let Some(gender) = pronoun_at(draft, position) else {
                continue;
            };
            let recent = focus.filter(|(last, _)| index - last <= REACH);
            let person = subject.or(recent.map(|(_, person)| person));
            let Some(person) = person.filter(|person| agrees(&genders, *person, gender)) else {
                continue;
            };
            subject = subject.or(Some(person));
            found.push(FoundMention {
                tokens: position..position + 1,
                span: draft.words.document.tokens[position].span,
                entity: person,
                form: MentionForm::Pronoun,
                title: None,
            });
        }
        if let Some(person) = subject {
            focus = Some((index, person));
        }
    }
    draft.add(found);
}

/// The person whose mention begins at a token, in a place where a subject may stand: not after "of" or
/// another preposition, unless it is the agent.
fn person_named_at(draft: &Draft<'_>, position: usize) -> Option<EntityIndex> {
    let mention = draft.covering(position)?;
    let is_person = draft.kind(mention.entity) == EntityKind::Person;
    let is_owner = draft.words.kind(mention.tokens.end) == Some(TokenKind::Possessive);
    let is_start = mention.tokens.start == position;
    if !is_person || !is_start || is_owner || draft.is_quoted(position) {
        return None;
    }
    let before = position
        .checked_sub(1)
        .map_or("", |at| draft.words.folded(at));
    let is_object = matches!(
        before,
        "of" | "with" | "to" | "for" | "against" | "from" | "on"
    );
    (!is_object).then_some(mention.entity)
}

fn pronoun_at(draft: &Draft<'_>, position: usize) -> Option<Gender> {
    let words = draft.words;
    if !words.has(position, WordClass::HE | WordClass::SHE)
        || !matches!(words.folded(position), "he" | "she")
        || draft.is_quoted(position)
    {
        return None;
    }
    Some(if words.has(position, WordClass::HE) {
        Gender::Male
    } else {
        Gender::Female
    })
}

/// The genders that titles tell; the last entry of a person counts.
fn genders(draft: &Draft<'_>) -> HashMap<EntityIndex, Gender> {
    let told = draft.mentions.iter().filter_map(|mention| {
        let title = mention.title.as_deref()?.to_ascii_lowercase();
        let context = draft.words.names.context();
        let has = |class| {
            title
                .split(|character: char| !character.is_alphabetic())
                .any(|word| context.has(class, word))
        };
        if has(NamingWord::MaleTitle) {
            Some((mention.entity, Gender::Male))
        } else if has(NamingWord::FemaleTitle) {
            Some((mention.entity, Gender::Female))
        } else {
            None
        }
    });
    told.collect()
}

fn agrees(genders: &HashMap<EntityIndex, Gender>, person: EntityIndex, gender: Gender) -> bool {
    genders.get(&person).is_none_or(|told| *told == gender)
}
