//! Words that tell a game from a fight.

use super::super::error::LexiconError;
use super::super::read::read;
use super::super::table::WordTable;
use super::frame;
use super::inflection;

/// What a word says of the sentence around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GameWord {
    /// Sport and nothing else: "goaltender".
    Sign,
    /// Sport if there are others: "season".
    Hint,
}

impl GameWord {
    const ALL: [(&'static str, Option<Self>); 3] = [
        ("sign", Some(Self::Sign)),
        ("hint", Some(Self::Hint)),
        ("move", None),
    ];
}

/// Words of games.
#[derive(Debug, Default)]
pub struct Games {
    words: WordTable<GameWord>,
    moves: WordTable<()>,
}

impl Games {
    /// What a word, in any case, says of the sentence around it.
    pub fn word(&self, word: &str) -> Option<GameWord> {
        self.words.get(word).copied()
    }

    /// Whether what a verb or noun (its first form) tells of a fight is said of games as well.
    pub fn is_move(&self, lemma: &str) -> bool {
        self.moves.get(lemma).is_some()
    }

    /// Reads the words that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub(super) fn load() -> Result<Self, LexiconError> {
        let mut games = Self::default();
        let data = include_str!("../data/games.tsv");
        read("games.tsv", data, |record| {
            let used = frame::named(record, &GameWord::ALL, record.cell("use")?)?;
            for word in record.list("words")? {
                let Some(meaning) = used else {
                    games.moves.insert(word, ());
                    continue;
                };
                games.words.insert(word, meaning);
                games.words.insert(&inflection::plural(word), meaning);
            }
            Ok(())
        })?;
        Ok(games)
    }
}
