//! Names in sentences written in capitals throughout, where a capital says nothing.

use std::ops::Range;

use super::candidate::Candidate;
use super::words::Words;
use crate::lexicon::names::class::WordClass;
use crate::lexicon::names::gazetteer::Sense;

/// Most words of a person's name here.
const LONGEST_PERSON: usize = 4;

/// Adds the names of a sentence in capitals: known ones, and persons with a title or a given name.
pub(super) fn find<'doc>(
    words: &Words<'doc>,
    tokens: &Range<usize>,
    sentence: usize,
    found: &mut Vec<Candidate<'doc>>,
) {
    let mut position = tokens.start;
    while position < tokens.end {
        let candidate = known(words, position, tokens.end, sentence)
            .or_else(|| person(words, position, tokens, sentence));
        position += 1;
        if let Some(candidate) = candidate {
            position = candidate.tokens.end;
            found.push(candidate);
        }
    }
}

/// A name of the gazetteer that is no ordinary word.
fn known<'doc>(
    words: &Words<'doc>,
    position: usize,
    end: usize,
    sentence: usize,
) -> Option<Candidate<'doc>> {
    let ordinary = WordClass::COMMON | WordClass::FUNCTION | WordClass::CALENDAR;
    if !words.is_word(position) {
        return None;
    }
    let (tokens, senses) = words.longest_match(position, end)?;
    let is_ordinary = tokens.clone().all(|at| words.has(at, ordinary));
    let begins_small = words.has(tokens.start, WordClass::FUNCTION);
    (!is_ordinary && !begins_small).then(|| candidate(tokens, senses, sentence))
}

/// "PRESIDENT ALFREDO CRISTIANI": what follows a title, or begins with a given name.
fn person<'doc>(
    words: &Words<'doc>,
    position: usize,
    sentence_tokens: &Range<usize>,
    sentence: usize,
) -> Option<Candidate<'doc>> {
    let title = WordClass::HONORIFIC | WordClass::RANK | WordClass::OFFICE;
    let is_titled = position > sentence_tokens.start && words.has(position - 1, title);
    let is_given = words.has(position, WordClass::GIVEN);
    if !may_be_name(words, position) || !is_titled && !is_given {
        return None;
    }
    let limit = sentence_tokens.end.min(position + LONGEST_PERSON);
    let mut end = position + 1;
    while end < limit && (may_be_name(words, end) || words.is_initial(end)) {
        end += 1;
    }
    let is_named = (position..end).any(|at| words.has(at, WordClass::GIVEN | WordClass::SURNAME));
    let is_long = end > position + 1;
    (is_titled && is_named || is_given && is_long).then(|| candidate(position..end, &[], sentence))
}

fn may_be_name(words: &Words<'_>, position: usize) -> bool {
    let other = WordClass::COMMON
        | WordClass::FUNCTION
        | WordClass::CALENDAR
        | WordClass::ADJECTIVE
        | WordClass::BODY_HEAD
        | WordClass::PLACE_HEAD
        | WordClass::GROUP_HEAD
        | WordClass::HONORIFIC
        | WordClass::RANK
        | WordClass::OFFICE
        | WordClass::TITLE_MODIFIER;
    words.is_word(position)
        && words.text(position).chars().all(char::is_alphabetic)
        && !words.has(position, other)
}

fn candidate(tokens: Range<usize>, senses: &[Sense], sentence: usize) -> Candidate<'_> {
    Candidate {
        tokens,
        senses,
        part: None,
        sentence,
        is_title_case: false,
        is_doubtful: false,
    }
}
