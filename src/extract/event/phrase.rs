//! Noun phrases of a sentence.

use std::ops::Range;

use super::tag::{Tag, Tagged};

/// A noun phrase without what follows its head: "the Syrian army" in "the Syrian army in Aleppo".
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// Positions in the document's tokens.
    pub(super) tokens: Range<usize>,
    /// Position of the head: its last noun or name.
    pub(super) head: usize,
    /// Position of the preposition right before, if there is one.
    pub(super) preposition: Option<usize>,
}

/// Finds the noun phrases of a sentence that starts at token `first`.
pub(super) fn find(tagged: &[Tagged<'_>], first: usize) -> Vec<Phrase> {
    let mut phrases = Vec::with_capacity(tagged.len() / 3);
    let mut position = 0;
    while position < tagged.len() {
        let end = end_of_phrase(tagged, position);
        let head = (position..end)
            .rev()
            .find(|inside| tagged[*inside].tag.is_head());
        let Some(head) = head.or_else(|| counting_phrase(tagged, position, end)) else {
            position += 1;
            continue;
        };
        let preposition = position
            .checked_sub(1)
            .map(|before| skip_back(tagged, before))
            .filter(|before| tagged[*before].tag == Tag::Preposition);
        phrases.push(Phrase {
            tokens: first + position..first + head + 1,
            head: first + head,
            preposition: preposition.map(|before| first + before),
        });
        position = head + 1;
    }
    phrases
}

/// "four were freed", "kills seven in": a number alone that a verb follows, or that follows one.
fn counting_phrase(tagged: &[Tagged<'_>], start: usize, end: usize) -> Option<usize> {
    let next = tagged.get(end).map(|next| next.tag);
    let is_number = start < end
        && tagged[start..end]
            .iter()
            .all(|tagged| tagged.tag == Tag::Number);
    let is_free = start
        .checked_sub(1)
        .is_none_or(|before| tagged[before].tag != Tag::Preposition);
    let is_subject = matches!(next, Some(Tag::Auxiliary | Tag::Verb));
    let follows_verb = start > 0 && tagged[start - 1].tag == Tag::Verb;
    let is_object = follows_verb
        && matches!(
            next,
            None | Some(Tag::Preposition | Tag::Comma | Tag::Conjunction | Tag::Break)
        );
    (is_number && is_free && (is_subject || is_object)).then(|| end - 1)
}

/// Steps back over an opening quotation mark, so that `for “rebels”` has its preposition.
fn skip_back(tagged: &[Tagged<'_>], position: usize) -> usize {
    tagged[..=position]
        .iter()
        .rposition(|tagged| !matches!(tagged.tag, Tag::Quote | Tag::Adverb))
        .unwrap_or(position)
}

/// One past the last token of the phrase that starts at `start`; `start` if none does.
fn end_of_phrase(tagged: &[Tagged<'_>], start: usize) -> usize {
    if !tagged[start].tag.opens_phrase() {
        return start;
    }
    if tagged[start].tag == Tag::Pronoun {
        return start + 1;
    }
    let mut end = start + 1;
    while end < tagged.len() {
        let next = tagged.get(end + 1).map(|tagged| tagged.tag);
        let goes_on = match tagged[end].tag {
            Tag::Adjective | Tag::Demonym | Tag::Number | Tag::Noun | Tag::Name | Tag::Genitive => {
                true
            }
            Tag::Time => !tagged[end - 1].tag.is_head(),
            Tag::Determiner | Tag::Possessive => {
                matches!(
                    tagged[end - 1].tag,
                    Tag::Determiner | Tag::Genitive | Tag::Possessive | Tag::Number
                )
            }
            Tag::Adverb => {
                !tagged[end - 1].tag.is_head()
                    && next
                        .is_some_and(|tag| matches!(tag, Tag::Adjective | Tag::Number | Tag::Noun))
            }
            Tag::Quote => {
                !tagged[end - 1].tag.is_head()
                    && next.is_some_and(|tag| matches!(tag, Tag::Adjective | Tag::Noun | Tag::Name))
            }
            // "complete, full ties"
            Tag::Comma => {
                tagged[end - 1].tag == Tag::Adjective
                    && next == Some(Tag::Adjective)
                    && tagged
                        .get(end + 2)
                        .is_some_and(|after| matches!(after.tag, Tag::Adjective | Tag::Noun))
            }
            // "a ground, air and sea attack"
            Tag::Conjunction => {
                let pair = (tagged[end - 1].tag, next);
                let is_pair = matches!(
                    pair,
                    (Tag::Adjective, Some(Tag::Adjective)) | (Tag::Demonym, Some(Tag::Demonym))
                );
                // "foreign and defence ministers"
                let is_office = pair == (Tag::Adjective, Some(Tag::Noun))
                    && tagged
                        .get(end + 2)
                        .and_then(|after| after.word)
                        .is_some_and(|word| word.is_plural && word.noun.is_some());
                (is_pair || is_office)
                    && tagged
                        .get(end + 2)
                        .is_some_and(|after| after.tag == Tag::Noun)
            }
            Tag::Aside => {
                let after = tagged[end..]
                    .iter()
                    .map(|tagged| tagged.tag)
                    .find(|tag| *tag != Tag::Aside);
                matches!(tagged[end - 1].tag, Tag::Aside | Tag::Name | Tag::Noun)
                    && matches!(after, Some(Tag::Genitive | Tag::Name))
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}
