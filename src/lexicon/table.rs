//! Words with what they mean, looked up in any case. Nearly every word of a text is in none of these small
//! tables, so that a look-up first asks whether any entry begins, ends and is as long as the word.

use foldhash::{HashMap, HashMapExt};

/// Words with what they mean. Case of ASCII letters does not matter, `’` is `'`.
#[derive(Debug, Clone)]
pub struct WordTable<T> {
    by_word: HashMap<Box<str>, T>,
    /// For each pair of first and last letter, as [`ends`] numbers them: a bit for each length in bytes.
    lengths: Box<[u32; 1024]>,
}

impl<T> Default for WordTable<T> {
    fn default() -> Self {
        Self {
            by_word: HashMap::new(),
            lengths: Box::new([0; 1024]),
        }
    }
}

impl<T> WordTable<T> {
    /// What is known about a word in lower case; made if need be. It must not be empty.
    pub fn entry(&mut self, word: &str) -> &mut T
    where
        T: Default,
    {
        self.note_length(word);
        self.by_word.entry(word.into()).or_default()
    }

    /// Adds a word in lower case, or changes what it means. It must not be empty.
    pub fn insert(&mut self, word: &str, meaning: T) {
        self.note_length(word);
        self.by_word.insert(word.into(), meaning);
    }

    /// What a word means, in any case.
    pub fn get(&self, word: &str) -> Option<&T> {
        let bit = 1_u32.checked_shl(u32::try_from(word.len()).ok()?)?;
        if self.lengths[ends(word)?] & bit == 0 {
            return None;
        }
        self.by_word.get(Lower::new(word)?.as_str())
    }

    fn note_length(&mut self, word: &str) {
        for spelling in [word, &word.replace('\'', "’")] {
            let bit = u32::try_from(spelling.len())
                .ok()
                .and_then(|length| 1_u32.checked_shl(length));
            if let (Some(ends), Some(bit)) = (ends(spelling), bit) {
                self.lengths[ends] |= bit;
            }
        }
    }
}

/// A number below 1024 for the first and last byte of a word, the same for both cases of ASCII letters.
fn ends(word: &str) -> Option<usize> {
    let (first, last) = (word.bytes().next()?, word.bytes().next_back()?);
    Some(usize::from(first & 31) * 32 + usize::from(last & 31))
}

/// A short word in lower case (ASCII), held on the stack.
#[derive(Debug, Clone, Copy)]
struct Lower {
    bytes: [u8; Self::MAX],
    len: usize,
}

impl Lower {
    /// Longer words are in none of the lists that are looked up this way.
    const MAX: usize = 24;

    /// The word in lower case, with `’` as `'`; `None` if it is too long.
    fn new(word: &str) -> Option<Self> {
        let mut bytes = [0; Self::MAX];
        if word.is_ascii() {
            let own = bytes.get_mut(..word.len())?;
            own.copy_from_slice(word.as_bytes());
            own.make_ascii_lowercase();
            return Some(Self {
                bytes,
                len: word.len(),
            });
        }
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

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
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
            ("a-word-that-is-longer-than-any", None),
        ] {
            assert_eq!(table.get(word).copied(), found, "{word}");
        }
    }

    #[test]
    fn words_are_lowered_without_harm_to_other_letters() {
        for (word, lower) in [("Mid", "mid"), ("Türkiye", "türkiye"), ("we’ll", "we'll")] {
            assert_eq!(Lower::new(word).unwrap().as_str(), lower);
        }
        assert!(Lower::new("a-word-that-is-longer-than-any").is_none());
    }
}
