//! Words whose stop ends no sentence, and words that show that it did.

use foldhash::{HashMap, HashSet};

use super::error::LexiconError;
use super::read::read;

/// When the stop after a word belongs to the word, and what it says about the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopUse {
    /// A title or part of a name: the sentence goes on.
    Name,
    /// An abbreviation only where a number follows.
    Number,
    /// The sentence may end there.
    Ending,
}

/// Abbreviations, and words that begin sentences.
#[derive(Debug, Default)]
pub struct AbbreviationLexicon {
    uses: HashMap<String, StopUse>,
    starters: HashSet<String>,
}

impl AbbreviationLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        read(
            "abbreviations.tsv",
            include_str!("data/abbreviations.tsv"),
            |record| {
                let stop_use = match record.cell("use")? {
                    "name" => StopUse::Name,
                    "number" => StopUse::Number,
                    "ending" => StopUse::Ending,
                    other => return Err(record.error(format!("`{other}` is no use of a stop"))),
                };
                lexicon
                    .uses
                    .insert(record.cell("word")?.to_owned(), stop_use);
                Ok(())
            },
        )?;
        read(
            "sentence_starters.tsv",
            include_str!("data/sentence_starters.tsv"),
            |record| {
                lexicon.starters.insert(record.cell("word")?.to_owned());
                Ok(())
            },
        )?;
        Ok(lexicon)
    }

    /// What a stop after `word` (given without it, case as written) means, if it is an abbreviation.
    pub fn stop_use(&self, word: &str) -> Option<StopUse> {
        self.uses.get(word).copied()
    }

    /// Whether `word`, case as written, typically begins a sentence.
    pub fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word)
    }
}
