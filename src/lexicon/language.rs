//! Small words that tell languages in Latin letters apart, and how languages call the months.

use std::collections::{HashMap, HashSet};

use super::error::LexiconError;
use super::read::read;
use crate::model::date::MONTHS;

/// Which languages a small word belongs to.
#[derive(Debug, Default)]
pub struct LanguageLexicon {
    codes: Vec<Box<str>>,
    /// Word in lower case → positions in `codes`.
    words: HashMap<Box<str>, Vec<usize>>,
    /// English words of any sort in lower case.
    english: HashSet<Box<str>>,
    /// Name of a month in lower case → its number, from 1.
    months: HashMap<Box<str>, i8>,
}

/// How many words of a text are small words of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageVotes<'lexicon> {
    /// ISO 639-1 code.
    pub code: &'lexicon str,
    /// Words that the language has.
    pub n_words: usize,
}

impl LanguageLexicon {
    /// Reads the data file that is built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        let data = include_str!("data/language_words.tsv");
        read("language_words.tsv", data, |record| {
            let code = record.cell("language")?;
            if code.len() != 2 {
                return Err(record.error(format!("`{code}` is no code of two letters")));
            }
            let position = lexicon.codes.len();
            lexicon.codes.push(code.into());
            for word in record.list("words")? {
                lexicon.words.entry(word.into()).or_default().push(position);
            }
            Ok(())
        })?;
        let files = [
            (
                "function_words.tsv",
                include_str!("data/function_words.tsv"),
            ),
            ("common_words.tsv", include_str!("data/common_words.tsv")),
        ];
        for (file, data) in files {
            read(file, data, |record| {
                lexicon.english.insert(record.cell("word")?.into());
                Ok(())
            })?;
        }
        lexicon.read_months()?;
        Ok(lexicon)
    }

    /// Names of months that two languages share must mean the same one.
    fn read_months(&mut self) -> Result<(), LexiconError> {
        let data = include_str!("data/month_names.tsv");
        read("month_names.tsv", data, |record| {
            for (column, number) in MONTHS.into_iter().zip(1..) {
                for name in record.list(column)? {
                    let known = self.months.insert(name.into(), number);
                    if known.is_some_and(|known| known != number) {
                        return Err(record.error(format!("`{name}` is two months")));
                    }
                }
            }
            Ok(())
        })
    }

    /// The number of the month that a language other than English calls so, from 1.
    pub fn month(&self, name: &str) -> Option<i8> {
        self.months.get(name.to_lowercase().as_str()).copied()
    }

    /// Whether a word, in lower case, is one that English news writes in small letters.
    pub fn is_english(&self, word: &str) -> bool {
        self.english.contains(word)
    }

    /// How many of the words, in lower case, each language has, the one with the most first; of equal ones
    /// the first listed.
    pub fn count<'word>(&self, words: impl Iterator<Item = &'word str>) -> Vec<LanguageVotes<'_>> {
        let mut counts = vec![0; self.codes.len()];
        for word in words {
            for position in self.words.get(word).into_iter().flatten() {
                counts[*position] += 1;
            }
        }
        let mut votes: Vec<LanguageVotes<'_>> = self
            .codes
            .iter()
            .zip(counts)
            .map(|(code, n_words)| LanguageVotes { code, n_words })
            .collect();
        votes.sort_by_key(|votes| std::cmp::Reverse(votes.n_words));
        votes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_the_names_that_languages_give_them() {
        let lexicon = LanguageLexicon::load().unwrap();
        for (name, month) in [
            ("mars", Some(3)),
            ("Mayo", Some(5)),
            ("мая", Some(5)),
            ("MÄRZ", Some(3)),
            ("lipca", Some(7)),
            ("ديسمبر", Some(12)),
            ("monday", None),
        ] {
            assert_eq!(lexicon.month(name), month, "{name}");
        }
    }
}
