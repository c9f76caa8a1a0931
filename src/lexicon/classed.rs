//! Words by the classes that rules ask for, read from a file that lists each class on a line.

use std::marker::PhantomData;

use super::error::LexiconError;
use super::key::WordKey;
use super::read::read;
use super::table::WordTable;

/// A class of words that a rule asks for; at most 64 share a file.
pub trait Class: Copy + 'static {
    /// Every class with its name in the data file.
    const ALL: &'static [(&'static str, Self)];

    /// The number of the class, from 0.
    fn number(self) -> u32;
}

/// Makes an enum whose variants are classes of words, each with its name in the data file.
macro_rules! classes {
    (
        $(#[$about:meta])*
        $reach:vis $set:ident {
            $($(#[$about_class:meta])* $class:ident = $name:literal,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $reach enum $set {
            $($(#[$about_class])* $class,)+
        }

        impl $crate::lexicon::classed::Class for $set {
            const ALL: &'static [(&'static str, Self)] = &[$(($name, Self::$class)),+];

            fn number(self) -> u32 {
                self as u32
            }
        }
    };
}
pub(super) use classes;

/// Words by their classes; a word may be of several. Case of ASCII letters does not matter.
#[derive(Debug)]
pub struct ClassedWords<C> {
    /// A bit for each class.
    words: WordTable<u64>,
    classes: PhantomData<C>,
}

impl<C> Default for ClassedWords<C> {
    fn default() -> Self {
        Self {
            words: WordTable::default(),
            classes: PhantomData,
        }
    }
}

impl<C: Class> ClassedWords<C> {
    /// Reads `data`, the content of the lexicon file `file` with the columns `class` and `words`.
    ///
    /// # Errors
    /// The first line that cannot be used, or a class without words.
    pub fn read(file: &'static str, data: &str) -> Result<Self, LexiconError> {
        const { assert!(C::ALL.len() <= u64::BITS as usize) }
        let mut found = Self::default();
        let mut filled = 0;
        read(file, data, |record| {
            let name = record.cell("class")?;
            let class = C::ALL.iter().find(|(known, _)| *known == name);
            let (_, class) = class.ok_or_else(|| record.error(format!("no class `{name}`")))?;
            for word in record.list("words")? {
                *found.words.entry(word) |= bit(*class);
                filled |= bit(*class);
            }
            Ok(())
        })?;
        match C::ALL.iter().find(|(_, class)| filled & bit(*class) == 0) {
            Some((class, _)) => Err(LexiconError::NoWords { file, class }),
            None => Ok(found),
        }
    }

    /// Whether a word, in any case, is of the class.
    pub fn has(&self, class: C, word: &str) -> bool {
        self.has_by_key(class, WordKey::of(word), word)
    }

    /// Whether a word whose key is known is of the class.
    #[inline]
    pub fn has_by_key(&self, class: C, key: WordKey, word: &str) -> bool {
        let classes = self.words.get_by_key(key, word);
        classes.is_some_and(|classes| classes & bit(class) != 0)
    }
}

fn bit<C: Class>(class: C) -> u64 {
    1 << class.number()
}

#[cfg(test)]
mod tests {
    use super::*;

    classes! {
        /// Classes of the tests.
        Colour {
            /// "red".
            Warm = "warm",
            /// "blue".
            Cold = "cold",
        }
    }

    #[test]
    fn a_word_is_of_every_class_that_lists_it() {
        let data = "# Colours.\nclass\twords\nwarm\tred;violet\ncold\tblue;violet\n";
        let words = ClassedWords::<Colour>::read("colours.tsv", data).unwrap();
        for (word, is_warm, is_cold) in [
            ("Red", true, false),
            ("blue", false, true),
            ("VIOLET", true, true),
            ("grey", false, false),
        ] {
            let found = (words.has(Colour::Warm, word), words.has(Colour::Cold, word));
            assert_eq!(found, (is_warm, is_cold), "{word}");
        }
    }

    #[test]
    fn a_file_must_list_the_classes_that_there_are_and_no_others() {
        for (data, error) in [
            (
                "class\twords\nwarm\tred\n",
                "colours.tsv: no words of the class `cold`",
            ),
            (
                "class\twords\nbright\twhite\n",
                "colours.tsv:2: no class `bright`",
            ),
        ] {
            let found = ClassedWords::<Colour>::read("colours.tsv", data).unwrap_err();
            assert_eq!(found.to_string(), error);
        }
    }
}
