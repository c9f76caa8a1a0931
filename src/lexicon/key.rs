//! What tables of words compare instead of words: a number made once from the letters.

/// A word as look-ups compare it: without the case of ASCII letters. Words of at most seven ASCII letters have
/// the same key only if they are the same word; longer ones with one key are nearly always the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct WordKey(u64);

/// The highest bit of every byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

impl WordKey {
    /// Up to so many ASCII letters stand in the key themselves, beside their number; more are hashed.
    pub const LONGEST_EXACT: usize = 7;

    /// The key of a word.
    #[inline]
    pub const fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        if let Some(last) = bytes.last_chunk() {
            return Self::hashed(bytes, *last);
        }
        let packed = packed(bytes);
        if packed & HIGH != 0 {
            return Self(mixed(0, lowered(packed)) | 1 << 63);
        }
        Self(lowered(packed) | (bytes.len() as u64) << 56)
    }

    /// Whether words with this key are the same but for case.
    #[inline]
    pub const fn is_exact(self) -> bool {
        self.0 >> 63 == 0
    }

    /// The key of a word of eight bytes or more, of which `last` are the last.
    const fn hashed(bytes: &[u8], last: [u8; 8]) -> Self {
        let mut hash = mixed(bytes.len() as u64, lowered(u64::from_le_bytes(last)));
        let mut rest = bytes;
        while let Some((first, after)) = rest.split_first_chunk() {
            if after.is_empty() {
                break;
            }
            hash = mixed(hash, lowered(u64::from_le_bytes(*first)));
            rest = after;
        }
        Self(hash | 1 << 63)
    }
}

/// A few words that a rule asks for, with their keys.
#[derive(Debug)]
pub struct WordSet<const N: usize> {
    words: [&'static str; N],
    keys: [WordKey; N],
}

impl<const N: usize> WordSet<N> {
    /// A set of words.
    pub const fn new(words: [&'static str; N]) -> Self {
        let mut keys = [WordKey(0); N];
        let mut at = 0;
        while at < N {
            keys[at] = WordKey::of(words[at]);
            at += 1;
        }
        Self { words, keys }
    }

    /// Whether a word is one of the set, in any case (ASCII); `word` gives its text where the key is not enough.
    #[inline]
    pub fn has<'text>(&self, key: WordKey, word: impl FnOnce() -> &'text str) -> bool {
        let found = self.keys.iter().position(|known| *known == key);
        found.is_some_and(|at| key.is_exact() || self.words[at].eq_ignore_ascii_case(word()))
    }
}

/// Up to seven bytes in one number.
#[inline]
const fn packed(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return first as u64 | (last as u64 >> (8 * (8 - length))) << 32;
    }
    match *bytes {
        [one] => one as u64,
        [one, two] => u16::from_le_bytes([one, two]) as u64,
        [one, two, three] => u32::from_le_bytes([one, two, three, 0]) as u64,
        _ => 0,
    }
}

/// Eight bytes with ASCII letters in lower case.
#[inline]
const fn lowered(bytes: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let low = bytes & !HIGH;
    let from_a = low + ONES * (0x80 - b'A' as u64);
    let past_z = low + ONES * (0x7f - b'Z' as u64);
    let upper = (from_a ^ past_z) & HIGH & !bytes;
    bytes | upper >> 2
}

#[inline]
const fn mixed(hash: u64, part: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let product = (hash.rotate_left(23) ^ part).wrapping_mul(ODD);
    product ^ product >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_of_ascii_letters_does_not_matter() {
        for (one, other) in [
            ("a", "A"),
            ("Mid", "MID"),
            ("said", "Said"),
            ("it's", "IT'S"),
            ("reports", "RePorts"),
            ("minister", "Minister"),
            ("Türkiye", "türkiye"),
            ("semi-autonomous", "Semi-Autonomous"),
        ] {
            assert_eq!(WordKey::of(one), WordKey::of(other), "{one}");
        }
    }

    #[test]
    fn different_words_have_different_keys() {
        let words = [
            "",
            "\0",
            "a",
            "b",
            "ab",
            "ba",
            "aa",
            "aaa",
            "aba",
            "abcd",
            "abcde",
            "abdce",
            "abcdef",
            "abcdefg",
            "abcdefh",
            "abcdefgh",
            "abcdefghi",
            "bbcdefghi",
            "abcdefghabcdefgh",
            "@",
            "`",
            "[",
            "{",
            "é",
            "É",
            "we’ll",
            "we'll",
            "minister",
            "ministers",
        ];
        for (at, one) in words.iter().enumerate() {
            for other in &words[at + 1..] {
                assert_ne!(WordKey::of(one), WordKey::of(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn a_set_has_its_words_in_any_case() {
        const SET: WordSet<3> = WordSet::new(["of", "minister", "é"]);
        for (word, has) in [
            ("Of", true),
            ("MINISTER", true),
            ("é", true),
            ("ministers", false),
            ("off", false),
            ("", false),
        ] {
            assert_eq!(SET.has(WordKey::of(word), || word), has, "{word}");
        }
    }

    #[test]
    fn only_short_words_of_ascii_letters_are_told_by_their_key_alone() {
        for (word, is_exact) in [
            ("", true),
            ("reports", true),
            ("minister", false),
            ("É", false),
        ] {
            assert_eq!(WordKey::of(word).is_exact(), is_exact, "{word}");
        }
    }
}
