//! Phrases of one or more words, looked up by their first word; the longest that fits wins.

use std::collections::HashMap;

/// Phrases with what they mean. Case of ASCII letters does not matter.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: HashMap::new(),
        }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase: words in lower case, separated by spaces, spelled as the tokens are.
    pub fn add(&mut self, phrase: &str, meaning: T) {
        let mut words = phrase.split(' ').map(str::to_owned);
        let Some(first) = words.next() else { return };
        let entries = self.by_first.entry(first).or_default();
        entries.push((words.collect(), meaning));
        entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }

    /// The longest phrase that starts at `position`, with its number of words. `word_at` gives the text
    /// of the word at a position, in any case, or none beyond the end.
    pub fn find<'text>(
        &self,
        position: usize,
        word_at: impl Fn(usize) -> Option<&'text str>,
    ) -> Option<(usize, T)> {
        let first = Lower::new(word_at(position)?)?;
        let entries = self.by_first.get(first.as_str())?;
        let fits = |rest: &[String]| {
            rest.iter().enumerate().all(|(offset, word)| {
                word_at(position + 1 + offset).is_some_and(|text| text.eq_ignore_ascii_case(word))
            })
        };
        let found = entries.iter().find(|(rest, _)| fits(rest));
        found.map(|(rest, meaning)| (rest.len() + 1, *meaning))
    }
}

/// A short word in lower case (ASCII), held on the stack.
#[derive(Debug, Clone, Copy)]
pub struct Lower {
    bytes: [u8; Self::MAX],
    len: usize,
}

impl Lower {
    /// Longer words are in none of the lists that are looked up this way.
    const MAX: usize = 24;

    /// The word in lower case, with `’` as `'`; `None` if it is too long.
    pub fn new(word: &str) -> Option<Self> {
        let mut bytes = [0; Self::MAX];
        let mut len = 0;
        for character in word.chars() {
            let character = match character {
                '’' => '\'',
                other => other.to_ascii_lowercase(),
            };
            let mut buffer = [0; 4];
            let encoded = character.encode_utf8(&mut buffer).as_bytes();
            bytes
                .get_mut(len..len + encoded.len())?
                .copy_from_slice(encoded);
            len += encoded.len();
        }
        Some(Self { bytes, len })
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let mut phrases = Phrases::default();
        phrases.add("in recent", 1);
        phrases.add("in recent days", 2);
        let words = ["In", "recent", "days", "in", "Recent"];
        let at = |position: usize| words.get(position).copied();
        assert_eq!(phrases.find(0, at), Some((3, 2)));
        assert_eq!(phrases.find(3, at), Some((2, 1)));
        assert_eq!(phrases.find(1, at), None);
    }

    #[test]
    fn words_are_lowered_without_harm_to_other_letters() {
        for (word, lower) in [("Mid", "mid"), ("Türkiye", "türkiye"), ("we’ll", "we'll")] {
            assert_eq!(Lower::new(word).unwrap().as_str(), lower);
        }
        assert!(Lower::new("a-word-that-is-longer-than-any").is_none());
    }
}
