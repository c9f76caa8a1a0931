//! Names inside compounds: "US-led", "Iraqi-Syrian", but not "anti-Daesh".

use super::candidate::Candidate;
use super::words::Words;
use crate::lexicon::names::context::NamingWord;
use crate::model::fold::fold;
use crate::span::Span;

/// Whether a word has a part in lower case before its capital that is no article: "anti-Israel".
pub(super) fn has_prefix(text: &str) -> bool {
    let is_hyphen = |character: char| matches!(character, '-' | '\u{2010}' | '\u{2011}');
    let Some((first, rest)) = text.split_once(is_hyphen) else {
        return false;
    };
    first.len() > 2
        && first.starts_with(char::is_lowercase)
        && rest.starts_with(char::is_uppercase)
        && !matches!(first, "abu" | "ash" | "bin" | "ibn" | "bint")
}

/// Adds the names that a hyphenated word is made of; `false` if it is made of something else.
pub(super) fn push_parts<'doc>(
    words: &Words<'doc>,
    position: usize,
    sentence: usize,
    found: &mut Vec<Candidate<'doc>>,
) -> bool {
    let text = words.text(position);
    if let Some((one, other)) = text.split_once('/') {
        return push_pair(words, position, sentence, (one, other), found);
    }
    if !text.contains('-') {
        return false;
    }
    let whole = words.document.tokens[position].span;
    let mut parts = Vec::new();
    let mut start = whole.start;
    for part in text.split('-') {
        let span = Span::new(start, start + part.len());
        start = span.end + 1;
        if words.names.context().has(NamingWord::Deed, part) && !parts.is_empty() {
            continue;
        }
        let senses = words.names.gazetteer.senses(&fold(part));
        if senses.is_empty() || !part.starts_with(char::is_uppercase) {
            return false;
        }
        parts.push(Candidate {
            tokens: position..position + 1,
            senses,
            part: Some(span),
            sentence,
            is_title_case: words.is_title_case(sentence),
            is_doubtful: false,
        });
    }
    found.append(&mut parts);
    true
}

/// "ISIL/ISIS": two names of one thing are one mention of it.
fn push_pair<'doc>(
    words: &Words<'doc>,
    position: usize,
    sentence: usize,
    pair: (&str, &str),
    found: &mut Vec<Candidate<'doc>>,
) -> bool {
    let gazetteer = &words.names.gazetteer;
    let (senses, others) = (
        gazetteer.senses(&fold(pair.0)),
        gazetteer.senses(&fold(pair.1)),
    );
    let is_same = senses
        .first()
        .is_some_and(|sense| others.iter().any(|other| other.entity == sense.entity));
    if is_same {
        found.push(Candidate {
            tokens: position..position + 1,
            senses,
            part: None,
            sentence,
            is_title_case: words.is_title_case(sentence),
            is_doubtful: false,
        });
    }
    is_same
}
