//! Words with what they mean, looked up in any case.

use foldhash::{HashMap, HashMapExt};

use super::key::WordKey;

/// Words with what they mean. Case of ASCII letters does not matter, `’` is `'`.
#[derive(Debug, Clone)]
pub struct WordTable<T> {
    positions: HashMap<WordKey, usize>,
    words: Vec<(Box<str>, T)>,
}

impl<T> Default for WordTable<T> {
    fn default() -> Self {
        Self {
            positions: HashMap::new(),
            words: Vec::new(),
        }
    }
}

impl<T> WordTable<T> {
    /// What is known about a word in lower case; made if need be.
    pub fn entry(&mut self, word: &str) -> &mut T
    where
        T: Default,
    {
        let position = self
            .position(word)
            .unwrap_or_else(|| self.add(word, T::default()));
        &mut self.words[position].1
    }

    /// Adds a word in lower case, or changes what it means.
    pub fn insert(&mut self, word: &str, meaning: T) {
        match self.position(word) {
            Some(position) => self.words[position].1 = meaning,
            None => {
                self.add(word, meaning);
            }
        }
    }

    /// What a word means, in any case.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.get_by_key(WordKey::of(word), word)
    }

    /// What a word means, whose key is known.
    #[inline]
    pub fn get_by_key(&self, key: WordKey, word: &str) -> Option<&T> {
        let (known, meaning) = &self.words[*self.positions.get(&key)?];
        (key.is_exact() || is_same(known, word)).then_some(meaning)
    }

    /// Every word with what it means, in the order in which they were added.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut T)> {
        self.words
            .iter_mut()
            .map(|(word, meaning)| (&**word, meaning))
    }

    fn position(&self, word: &str) -> Option<usize> {
        let position = *self.positions.get(&WordKey::of(word))?;
        is_same(&self.words[position].0, word).then_some(position)
    }

    /// Adds a word that is not there and returns its position.
    fn add(&mut self, word: &str, meaning: T) -> usize {
        let position = self.words.len();
        self.words.push((word.into(), meaning));
        for spelling in [word, &word.replace('\'', "’")] {
            self.positions
                .entry(WordKey::of(spelling))
                .or_insert(position);
        }
        position
    }
}

/// Whether a word is the one that is known, in any case and with either apostrophe.
fn is_same(known: &str, word: &str) -> bool {
    known.eq_ignore_ascii_case(word)
        || word.contains('’') && known.eq_ignore_ascii_case(&word.replace('’', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_with_either_apostrophe() {
        let mut table = WordTable::default();
        for word in ["mid", "türkiye", "we'll", "a-word-that-is-longer-than-any"] {
            table.insert(word, word.len());
        }
        for (word, found) in [
            ("Mid", Some(3)),
            ("MID", Some(3)),
            ("Türkiye", Some(8)),
            ("we’ll", Some(5)),
            ("WE'LL", Some(5)),
            ("mad", None),
            ("", None),
            ("A-word-that-is-longer-than-any", Some(30)),
        ] {
            assert_eq!(table.get(word).copied(), found, "{word}");
        }
    }

    #[test]
    fn a_word_that_is_added_again_means_the_last() {
        let mut table = WordTable::default();
        table.insert("mid", 1);
        *table.entry("late") = 2;
        table.insert("mid", 3);
        *table.entry("late") += 2;
        assert_eq!(table.get("mid"), Some(&3));
        assert_eq!(table.get("late"), Some(&4));
        assert_eq!(table.iter_mut().count(), 2);
    }
}
