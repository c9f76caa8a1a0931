//! Phrases of one or more words, looked up by their first word; the longest that fits wins.

use super::key::WordKey;
use super::table::WordTable;

/// Phrases with what they mean. Case of ASCII letters does not matter.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    by_first: WordTable<Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: WordTable::default(),
        }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase: words in lower case, separated by spaces, spelled as the tokens are.
    pub fn add(&mut self, phrase: &str, meaning: T) {
        let mut words = phrase.split(' ');
        let Some(first) = words.next() else { return };
        let entries = self.by_first.entry(first);
        entries.push((words.map(str::to_owned).collect(), meaning));
        entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }

    /// Whether a phrase begins with a word, whose key is known.
    pub fn opens_with(&self, key: WordKey, word: &str) -> bool {
        self.by_first.get_by_key(key, word).is_some()
    }

    /// The longest phrase that starts at `position`, with its number of words. `word_at` gives the text
    /// of the word at a position, in any case, or none beyond the end.
    pub fn find<'text>(
        &self,
        position: usize,
        word_at: impl Fn(usize) -> Option<&'text str>,
    ) -> Option<(usize, T)> {
        let entries = self.by_first.get(word_at(position)?)?;
        let fits = |rest: &[String]| {
            rest.iter().enumerate().all(|(offset, word)| {
                word_at(position + 1 + offset).is_some_and(|text| text.eq_ignore_ascii_case(word))
            })
        };
        let found = entries.iter().find(|(rest, _)| fits(rest));
        found.map(|(rest, meaning)| (rest.len() + 1, *meaning))
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
}
