//! Titles and offices beside the names of persons: who holds which office, of which body and country.

use std::ops::Range;

use super::FoundMention;
use super::draft::Draft;
use super::words::Words;
use crate::lexicon::names::class::WordClass;
use crate::model::entity::{EntityKind, MentionForm, PlaceType};
use crate::model::facts::EntityIndex;
use crate::text::token::TokenKind;

/// Longest complement of an office, in tokens: "of the … Committee of the Iranian Parliament".
const LONGEST_COMPLEMENT: usize = 16;

/// Words that stand in a title before or after a name.
const ANY_TITLE: WordClass = WordClass::TITLE_MODIFIER;

/// An office that the text gives to a person.
#[derive(Debug, Clone)]
pub(super) struct Office {
    /// Who holds it.
    pub(super) person: EntityIndex,
    /// Title and complement, as positions in the document's tokens.
    pub(super) tokens: Range<usize>,
    /// Position of the head word: "minister".
    pub(super) head: usize,
    /// The country named with it.
    pub(super) country: Option<EntityIndex>,
    /// The body named with it.
    pub(super) body: Option<EntityIndex>,
}

/// Finds the offices of all persons, in reading order, and writes titles, countries and bodies to the draft.
pub(super) fn find(draft: &mut Draft<'_>) -> Vec<Office> {
    let mut offices = Vec::new();
    for position in 0..draft.mentions.len() {
        let mention = &draft.mentions[position];
        let is_person = draft.registry.entity(mention.entity).kind == EntityKind::Person;
        if !is_person || mention.form != MentionForm::Name {
            continue;
        }
        let (person, tokens) = (mention.entity, mention.tokens.clone());
        let before = before(draft, person, tokens.start);
        let after = after(draft, person, tokens.end);
        for office in [after, before].into_iter().flatten() {
            grant(draft, position, &office);
            offices.push(office);
        }
    }
    offices.sort_by_key(|office: &Office| office.tokens.start);
    offices
}

/// Writes an office to the mention and its person. What the text says goes before what was known.
fn grant(draft: &mut Draft<'_>, position: usize, office: &Office) {
    let title = title_text(draft.words, office);
    let is_office = draft
        .words
        .has(office.head, WordClass::OFFICE | WordClass::RANK);
    let body = office.body.map(|index| {
        let body = draft.registry.entity(index);
        (body.id.clone(), body.country.clone())
    });
    let country = office
        .country
        .map(|index| draft.registry.entity(index).id.clone())
        .or_else(|| body.as_ref().and_then(|(_, country)| country.clone()));
    draft.mentions[position].title = Some(title.clone());
    let person = draft.registry.entity_mut(office.person);
    if is_office {
        person.title = Some(title);
    }
    if person.org.is_none() {
        person.org = body.map(|(id, _)| id);
    }
    if person.country.is_none() {
        person.country = country;
    }
}

/// The title as written, up to a parenthesis.
fn title_text(words: &Words<'_>, office: &Office) -> String {
    let end = office
        .tokens
        .clone()
        .find(|at| words.text(*at) == "(")
        .unwrap_or(office.tokens.end);
    words
        .document
        .text_of(&(office.tokens.start..end))
        .to_owned()
}

/// The office before a name.
fn before(draft: &Draft<'_>, person: EntityIndex, name: usize) -> Option<Office> {
    let words = draft.words;
    let floor = draft.sentence_start(name);
    let mut end = name;
    if end > floor && words.text(end - 1) == "(" {
        end -= 1;
    }
    let rank = adjacent_title(words, floor, end);
    let reach = rank.as_ref().map_or(end, |title| title.start);
    if let Some(office) = title_with_complement(draft, person, floor, reach) {
        return Some(office);
    }
    let tokens = rank.or_else(|| title_before_comma(draft, floor, end))?;
    let (country, body) = owner_before(draft, tokens.start);
    Some(Office {
        person,
        head: head_of(words, &tokens)?,
        tokens,
        country,
        body,
    })
}

/// The title words that end directly at `end`: "Deputy Foreign Minister".
fn adjacent_title(words: &Words<'_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let strong = WordClass::HONORIFIC | WordClass::RANK | WordClass::OFFICE;
    if end <= floor || !words.has(end - 1, strong) || words.has(end - 1, WordClass::FUNCTION) {
        return None;
    }
    Some(extend_left(words, floor, end - 1)..end)
}

/// The first word of the title whose words end at `head`.
fn extend_left(words: &Words<'_>, floor: usize, head: usize) -> usize {
    let any = WordClass::HONORIFIC | WordClass::RANK | WordClass::OFFICE | ANY_TITLE;
    let mut start = head;
    while start > floor
        && words.is_word(start - 1)
        && words.has(start - 1, any | WordClass::INSTITUTION)
    {
        start -= 1;
    }
    start
}

/// "the Iraqi prime minister, Haider al-Abadi": the title ends before the comma.
fn title_before_comma(draft: &Draft<'_>, floor: usize, name: usize) -> Option<Range<usize>> {
    let words = draft.words;
    if name < floor + 2 || words.text(name - 1) != "," {
        return None;
    }
    let title = adjacent_title(words, floor, name - 1)?;
    let is_office = words.has(title.end - 1, WordClass::OFFICE);
    let is_definite = title.start > floor
        && (draft.covering(title.start - 1).is_some()
            || words.kind(title.start - 1) == Some(TokenKind::Possessive)
            || matches!(
                words.folded(title.start - 1),
                "the" | "his" | "her" | "its" | "their"
            ));
    (is_office && is_definite).then_some(title)
}

/// "Chairman of Kenya's Electoral Commission (IEBC)" and "France's special envoy for Mali,"
/// before a name or its rank.
fn title_with_complement(
    draft: &Draft<'_>,
    person: EntityIndex,
    floor: usize,
    end: usize,
) -> Option<Office> {
    let words = draft.words;
    let mut end = end;
    if end > floor && words.text(end - 1) == "," {
        end -= 1;
    }
    let least = floor.max(end.saturating_sub(LONGEST_COMPLEMENT));
    let mut position = end;
    let mut found = None;
    while position > least {
        position -= 1;
        if words.has(position, WordClass::OFFICE) && is_preposition(words, position + 1) {
            found = (position + 1 < end).then_some(position);
        }
        if !may_stand_in_complement(draft, position) {
            break;
        }
    }
    let head = found?;
    let start = extend_left(words, floor, head);
    let (mut country, mut body) = owner_before(draft, start);
    let (inner_country, inner_body) = owner_inside(draft, head + 1..end);
    body = body.or(inner_body);
    country = country.or(inner_country);
    Some(Office {
        person,
        tokens: start..end,
        head,
        country,
        body,
    })
}

fn is_preposition(words: &Words<'_>, position: usize) -> bool {
    words.is_lower(position)
        && matches!(
            words.folded(position),
            "of" | "for" | "on" | "to" | "at" | "in"
        )
}

fn may_stand_in_complement(draft: &Draft<'_>, position: usize) -> bool {
    let words = draft.words;
    match words.kind(position) {
        Some(TokenKind::Possessive) => true,
        Some(TokenKind::Word) => {
            words.is_capital(position) && !words.has(position, WordClass::CALENDAR)
                || words.has(
                    position,
                    ANY_TITLE | WordClass::BODY_HEAD | WordClass::OFFICE | WordClass::INSTITUTION,
                )
                || is_preposition(words, position) && words.folded(position) != "in"
                || matches!(words.folded(position), "the" | "and")
        }
        Some(TokenKind::Punctuation) => matches!(words.text(position), "(" | ")"),
        _ => false,
    }
}

/// The office in apposition after a name: ", the chairman of the … Committee of the Iranian Parliament,".
fn after(draft: &Draft<'_>, person: EntityIndex, end: usize) -> Option<Office> {
    let words = draft.words;
    let ceiling = draft.sentence_end(end.checked_sub(1)?);
    if words.text(end) != "," {
        return None;
    }
    let mut start = end + 1;
    while matches!(
        words.folded(start),
        "the" | "a" | "an" | "who" | "is" | "was"
    ) {
        start += 1;
    }
    let mut head = start;
    while head < ceiling && !words.has(head, WordClass::OFFICE) {
        let may_precede = draft.covering(head).is_some()
            || words.kind(head) == Some(TokenKind::Possessive)
            || words.has(
                head,
                ANY_TITLE | WordClass::INSTITUTION | WordClass::BODY_HEAD,
            );
        if !may_precede || head > start + 6 {
            return None;
        }
        head += 1;
    }
    if head >= ceiling {
        return None;
    }
    head = last_office(words, head, ceiling);
    let complement_end = complement_end(words, head, ceiling);
    if (head + 1..=complement_end).any(|at| draft.is_person_at(at)) {
        return None;
    }
    let first = extend_left(words, start, head);
    let (country, body) = owner_before(draft, first);
    let (inner_country, inner_body) = owner_inside(draft, head + 1..complement_end);
    Some(Office {
        person,
        tokens: first..complement_end,
        head,
        country: country.or(inner_country),
        body: body.or(inner_body),
    })
}

/// The last office word of the title words that begin at `head`: "deputy foreign *minister*".
fn last_office(words: &Words<'_>, head: usize, ceiling: usize) -> usize {
    (head..ceiling)
        .take_while(|at| words.is_word(*at) && words.has(*at, WordClass::OFFICE | ANY_TITLE))
        .filter(|at| words.has(*at, WordClass::OFFICE))
        .last()
        .unwrap_or(head)
}

fn complement_end(words: &Words<'_>, head: usize, ceiling: usize) -> usize {
    if !is_preposition(words, head + 1) {
        return head + 1;
    }
    let limit = ceiling.min(head + 2 + LONGEST_COMPLEMENT);
    (head + 2..limit)
        .find(|at| {
            words.kind(*at) == Some(TokenKind::Punctuation)
                || words.has(*at, WordClass::SPEECH | WordClass::CALENDAR)
                || matches!(
                    words.folded(*at),
                    "who" | "which" | "that" | "has" | "is" | "was" | "in"
                )
        })
        .unwrap_or(limit)
}

/// The last title word of a title: its head.
fn head_of(words: &Words<'_>, title: &Range<usize>) -> Option<usize> {
    let last = |class: WordClass| title.clone().rev().find(|at| words.has(*at, class));
    last(WordClass::OFFICE)
        .or_else(|| last(WordClass::RANK))
        .or_else(|| last(WordClass::HONORIFIC))
}

/// The country or body named directly before a title: "Iranian", "Russia's", "Pentagon".
pub(super) fn owner_before(
    draft: &Draft<'_>,
    start: usize,
) -> (Option<EntityIndex>, Option<EntityIndex>) {
    let mut country = None;
    let mut body = None;
    let mut position = start;
    for _ in 0..3 {
        let Some(previous) = position.checked_sub(1) else {
            break;
        };
        let before = match draft.words.kind(previous) {
            Some(TokenKind::Possessive) => previous.checked_sub(1),
            _ => Some(previous),
        };
        let Some(mention) = before.and_then(|at| draft.covering(at)) else {
            break;
        };
        match draft.owner(mention) {
            Owner::Country(index) => country = country.or(Some(index)),
            Owner::Body(index) => body = body.or(Some(index)),
            Owner::People => {}
            Owner::None => break,
        }
        position = mention.tokens.start;
    }
    (country, body)
}

/// The country and the body named in a complement; a country only after "of" or with a body.
fn owner_inside(
    draft: &Draft<'_>,
    complement: Range<usize>,
) -> (Option<EntityIndex>, Option<EntityIndex>) {
    let is_of = matches!(draft.words.folded(complement.start), "of" | "for" | "at");
    let mut country = None;
    let mut body = None;
    for position in complement {
        let Some(mention) = draft.covering(position) else {
            continue;
        };
        match draft.owner(mention) {
            Owner::Country(index) => country = country.or(Some(index)),
            Owner::Body(index) => body = body.or(Some(index)),
            Owner::People | Owner::None => {}
        }
    }
    (country.filter(|_| is_of), body.filter(|_| is_of))
}

/// What an entity beside a title says about the person.
pub(super) enum Owner {
    Country(EntityIndex),
    Body(EntityIndex),
    /// A people or the inhabitants of a region: "Kurdish".
    People,
    None,
}

impl Draft<'_> {
    pub(super) fn owner(&self, mention: &FoundMention) -> Owner {
        let index = mention.entity;
        let entity = self.registry.entity(index);
        match entity.kind {
            EntityKind::Place if entity.place_type == Some(PlaceType::Country) => {
                Owner::Country(index)
            }
            _ if mention.form == MentionForm::Demonym => Owner::People,
            EntityKind::Organization | EntityKind::ArmedGroup => Owner::Body(index),
            _ => Owner::None,
        }
    }

    /// Whether a person is named at a token, and not in an apposition of its own.
    fn is_person_at(&self, position: usize) -> bool {
        self.covering(position).is_some_and(|mention| {
            self.registry.entity(mention.entity).kind == EntityKind::Person
                && self.words.text(mention.tokens.start - 1) != ","
        })
    }
}
