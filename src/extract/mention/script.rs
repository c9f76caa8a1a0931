//! Names in another script: "Wang Yi (王毅)" says that the person goes by both.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::FoundMention;
use super::chunk::is_latin;
use super::registry::Registry;
use super::words::Words;
use crate::lexicon::key::WordKey;
use crate::model::entity::MentionForm;
use crate::model::facts::EntityIndex;
use crate::text::token::TokenKind;

/// Words that a name may have in brackets more than before them.
const MORE_WORDS: usize = 2;
/// Words that a name in brackets has at most.
const MOST_WORDS: usize = 6;
/// Letters that a name has at most in a script that sets no spaces between words.
const MOST_JOINED: usize = 16;

/// Names in another script by the key of their first word, with their words and whom they name.
type Found = HashMap<WordKey, Vec<(Range<usize>, EntityIndex)>>;

/// Lets every name that stands in another script in brackets right behind a mention be a name of the same
/// entity, and adds its mentions. Mentions are in reading order before and after.
pub(super) fn learn(
    words: &Words<'_>,
    registry: &mut Registry<'_>,
    mentions: &mut Vec<FoundMention>,
) {
    let mut found = Found::new();
    for mention in mentions.iter() {
        if let Some(name) = name_behind(words, mention) {
            registry.add_alias(mention.entity, words.document.text_of(&name));
            let key = words.document.tokens[name.start].key;
            found.entry(key).or_default().push((name, mention.entity));
        }
    }
    if !found.is_empty() {
        mentions.extend(others(words, &found, mentions));
        mentions.sort_by_key(|mention| mention.tokens.start);
    }
}

/// The tokens of the name in another script in brackets right behind a mention.
fn name_behind(words: &Words<'_>, mention: &FoundMention) -> Option<Range<usize>> {
    let opening = mention.tokens.end;
    let start = opening + 1;
    if mention.form != MentionForm::Name || !matches!(words.text(opening), "(" | "（") {
        return None;
    }
    let most = (mention.tokens.len() + MORE_WORDS).min(MOST_WORDS);
    let is_closing = |at: &usize| matches!(words.text(*at), ")" | "）");
    let end = (start..=start + most).find(is_closing)?;
    let is_plausible = start < end
        && (start..end).all(|at| is_foreign(words, at))
        && is_short(words.document.text_of(&(start..end)));
    is_plausible.then_some(start..end)
}

/// Whether a token is made of letters that are not Latin, or joins such words.
fn is_foreign(words: &Words<'_>, at: usize) -> bool {
    let text = words.text(at);
    let is_joint = matches!(text, "·" | "・" | "‧" | "•");
    let is_word = words.kind(at) == Some(TokenKind::Word);
    is_joint
        || is_word
            && !text
                .chars()
                .any(|letter| letter.is_alphanumeric() && is_latin(letter))
}

/// Whether a text has the letters of a name: two or more, and no sentence without spaces.
fn is_short(text: &str) -> bool {
    let is_joined = |letter: &char| matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    let n_letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    n_letters > 1 && text.chars().filter(is_joined).count() <= MOST_JOINED
}

/// The mentions of the names found, where nothing else is mentioned.
fn others(words: &Words<'_>, found: &Found, taken: &[FoundMention]) -> Vec<FoundMention> {
    let document = words.document;
    let mut mentions: Vec<FoundMention> = Vec::new();
    for (at, token) in document.tokens.iter().enumerate() {
        let Some(names) = found.get(&token.key) else {
            continue;
        };
        let is_here = |name: &Range<usize>| {
            let here = at..at + name.len();
            here.end <= document.tokens.len()
                && name
                    .clone()
                    .zip(here)
                    .all(|(one, other)| words.text(one) == words.text(other))
        };
        let longest = names
            .iter()
            .filter(|(name, _)| is_here(name))
            .max_by_key(|(name, _)| name.len());
        let Some((name, entity)) = longest else {
            continue;
        };
        let tokens = at..at + name.len();
        let after = taken.partition_point(|mention| mention.tokens.end <= at);
        let is_free = taken
            .get(after)
            .is_none_or(|next| next.tokens.start >= tokens.end)
            && mentions.last().is_none_or(|last| last.tokens.end <= at);
        if is_free {
            mentions.push(FoundMention {
                span: document.span_of(&tokens),
                tokens,
                entity: *entity,
                form: MentionForm::Name,
                title: None,
            });
        }
    }
    mentions
}
