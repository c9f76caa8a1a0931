//! Offices that stand for a person named elsewhere: "the Iranian lawmaker", "the SNSC secretary"; and
//! "the group" for the armed group named last.

use std::ops::Range;

use super::FoundMention;
use super::draft::Draft;
use super::office::{Office, Owner, owner_before};
use super::words::Words;
use crate::lexicon::names::class::WordClass;
use crate::lexicon::names::context::NamingWord;
use crate::model::entity::{EntityKind, MentionForm};
use crate::model::facts::EntityIndex;
use crate::text::token::TokenKind;

/// How far back, in sentences, "the group" looks.
const GROUP_REACH: usize = 4;

/// How many offices a description is compared with in each direction.
const MOST_COMPARED: usize = 100;

/// What a description asks of the person whom it refers to.
struct Description {
    tokens: Range<usize>,
    head: usize,
    country: Option<EntityIndex>,
    body: Option<EntityIndex>,
    is_indefinite: bool,
}

/// Adds the mentions by office and description.
pub(super) fn find(draft: &mut Draft<'_>, offices: &[Office]) {
    let mut found = Vec::new();
    let mut is_title = vec![false; draft.words.document.tokens.len()];
    for office in offices {
        is_title[office.tokens.clone()].fill(true);
    }
    for (position, is_title) in is_title.into_iter().enumerate() {
        let is_office = draft.words.has(position, WordClass::OFFICE);
        let may_refer = is_office || draft.words.folded(position) == "group";
        if !may_refer || is_title || draft.covering(position).is_some() {
            continue;
        }
        let resolved = if is_office {
            describe(draft, position).and_then(|description| {
                let person = resolve(draft, offices, &description)?;
                Some((description.tokens, person))
            })
        } else {
            last_group(draft, position)
        };
        if let Some((tokens, entity)) = resolved {
            found.push(FoundMention {
                span: draft.words.document.span_of(&tokens),
                tokens,
                entity,
                form: MentionForm::Role,
                title: None,
            });
        }
    }
    draft.add(found);
}

/// Reads the description whose head stands at `head`; `None` if it goes on or has nothing that points
/// at somebody known.
fn describe(draft: &Draft<'_>, head: usize) -> Option<Description> {
    let words = draft.words;
    let next_is_office = words.has(head + 1, WordClass::OFFICE) && words.is_word(head + 1);
    if next_is_office || draft.covering(head + 1).is_some() {
        return None;
    }
    let floor = draft.sentence_start(head);
    let mut start = head;
    while start > floor
        && words.is_word(start - 1)
        && draft.covering(start - 1).is_none()
        && words.has(start - 1, WordClass::TITLE_MODIFIER | WordClass::OFFICE)
        && !words.has(start - 1, WordClass::FUNCTION)
    {
        start -= 1;
    }
    let (country, body) = owner_before(draft, start);
    let is_of_people = start > floor
        && draft
            .covering(start - 1)
            .is_some_and(|mention| matches!(draft.owner(mention), Owner::People));
    if is_of_people && country.is_none() {
        return None;
    }
    let mut left = start;
    while left > floor
        && (draft.covering(left - 1).is_some()
            || words.kind(left - 1) == Some(TokenKind::Possessive)
            || words.has(left - 1, WordClass::TITLE_MODIFIER))
    {
        left -= 1;
    }
    let article = if left > floor {
        words.folded(left - 1)
    } else {
        ""
    };
    let is_indefinite = matches!(article, "a" | "an");
    let is_possessed = words.kind(start.checked_sub(1)?) == Some(TokenKind::Possessive);
    let points_at_somebody = is_indefinite
        || matches!(article, "the" | "this" | "that")
        || is_possessed && country.is_some();
    if !points_at_somebody {
        return None;
    }
    if words.folded(head + 1) == "of" && country.is_none() {
        return None;
    }
    Some(Description {
        tokens: start..head + 1,
        head,
        country,
        body,
        is_indefinite,
    })
}

/// The person described: named before, else later if a country or a body narrows it down. A description
/// that introduces somebody looks ahead only at the head of the text.
fn resolve(draft: &Draft<'_>, offices: &[Office], asked: &Description) -> Option<EntityIndex> {
    let narrows = asked.country.is_some() || asked.body.is_some();
    let here = offices.partition_point(|office| office.tokens.start <= asked.head);
    let (earlier, later) = offices.split_at(here);
    let fits = |office: &&Office| fits(draft, office, asked);
    let found = if asked.is_indefinite {
        let is_head_of_text = draft.words.document.sentence_of(asked.head) <= 2;
        let ahead = later.iter().take(MOST_COMPARED).find(fits);
        ahead.filter(|_| is_head_of_text && narrows)
    } else {
        let back = earlier.iter().rev().take(MOST_COMPARED).find(fits);
        back.or_else(|| {
            let ahead = later.iter().take(MOST_COMPARED).find(fits);
            ahead.filter(|_| narrows)
        })
    };
    found.map(|office| office.person)
}

fn fits(draft: &Draft<'_>, office: &Office, asked: &Description) -> bool {
    let words = draft.words;
    let person = draft.registry.entity(office.person);
    let is_office = words.has(office.head, WordClass::OFFICE);
    let head = words.folded(asked.head);
    let has_country = asked.country.is_none_or(|country| {
        person.country.as_ref() == Some(&draft.registry.entity(country).id)
            || office.country == Some(country)
    });
    let has_body = asked.body.is_none_or(|body| {
        person.org.as_ref() == Some(&draft.registry.entity(body).id) || office.body == Some(body)
    });
    if !is_office || !has_country || !has_body {
        return false;
    }
    let narrows = asked.country.is_some() || asked.body.is_some();
    let is_same = words.names.is_same_office(head, words.folded(office.head))
        || head == "official" && narrows
        || head == "lawmaker" && sits_in_legislature(words, office);
    is_same && has_modifiers(words, office, asked)
}

fn sits_in_legislature(words: &Words<'_>, office: &Office) -> bool {
    office
        .tokens
        .clone()
        .any(|at| words.has(at, WordClass::LEGISLATURE))
}

/// Whether what the description says before its head is said of the office as well: a foreign minister
/// is no defense minister.
fn has_modifiers(words: &Words<'_>, office: &Office, asked: &Description) -> bool {
    (asked.tokens.start..asked.head).all(|at| {
        let modifier = words.folded(at);
        words.is_of(at, NamingWord::PassingModifier)
            || office
                .tokens
                .clone()
                .any(|word| is_same_modifier(words.folded(word), modifier))
    })
}

fn is_same_modifier(one: &str, other: &str) -> bool {
    let is_defense = |word: &str| word == "defense" || word == "defence";
    one == other || is_defense(one) && is_defense(other)
}

/// "the group", "the terrorist group": the armed group mentioned last.
fn last_group(draft: &Draft<'_>, head: usize) -> Option<(Range<usize>, EntityIndex)> {
    let words = draft.words;
    let document = words.document;
    let floor = draft.sentence_start(head);
    let mut start = head;
    while start > floor
        && words.has(start - 1, WordClass::GROUP_NOUN | WordClass::ADJECTIVE)
        && draft.covering(start - 1).is_none()
    {
        start -= 1;
    }
    let is_definite = start > floor && matches!(words.folded(start - 1), "the" | "this" | "that");
    let goes_on = matches!(words.folded(head + 1), "of" | "that" | "fighting")
        || draft.covering(head + 1).is_some();
    let is_quoted = draft.is_quoted(head);
    if !is_definite || goes_on || is_quoted {
        return None;
    }
    let nearest = document.sentence_of(head).saturating_sub(GROUP_REACH);
    let first_token = document.sentences[nearest].tokens.start;
    let here = draft
        .mentions
        .partition_point(|mention| mention.tokens.start < head);
    let last = draft.mentions[..here]
        .iter()
        .rev()
        .take_while(|mention| mention.tokens.start >= first_token)
        .find(|mention| draft.kind(mention.entity) == EntityKind::ArmedGroup)?;
    Some((start..head + 1, last.entity))
}
