//! Names of people, places, organizations and armed groups, and the words around them.

pub mod class;
pub mod context;
pub mod gazetteer;
mod load;
pub mod office;
pub mod own;
mod spelling;

use super::classed::ClassedWords;
use super::error::LexiconError;
use super::key::WordKey;
use super::table::WordTable;
use class::WordClass;
use context::NamingWord;
use gazetteer::Gazetteer;
use office::{OfficeWord, Stance};

use crate::model::entity::{EntityKind, PlaceType};

/// Names of people, places, organizations and armed groups, and the words around them.
///
/// Words are looked up in lower case, without accents, stops and apostrophes, as
/// [`crate::model::fold::fold`] leaves them.
#[derive(Debug, Default)]
pub struct NamesLexicon {
    /// Entities known beforehand and the names they go by.
    pub gazetteer: Gazetteer,
    words: WordTable<Word>,
    context: ClassedWords<NamingWord>,
}

/// What is known about one word.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    classes: WordClass,
    office: Option<OfficeWord>,
    body: Option<EntityKind>,
    place: Option<PlaceType>,
}

impl NamesLexicon {
    /// Reads the data files that are built into the program.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load() -> Result<Self, LexiconError> {
        load::load()
    }

    /// Words around names, by class.
    pub fn context(&self) -> &ClassedWords<NamingWord> {
        &self.context
    }

    /// The classes of a folded word; empty for an unknown word.
    pub fn classes(&self, folded: &str) -> WordClass {
        self.words
            .get(folded)
            .map(|word| word.classes)
            .unwrap_or_default()
    }

    /// The classes of a word that is folded but for its case, whose key is known.
    pub fn classes_by_key(&self, key: WordKey, word: &str) -> WordClass {
        self.words
            .get_by_key(key, word)
            .map(|word| word.classes)
            .unwrap_or_default()
    }

    /// What a word of titles says about the person.
    pub fn office(&self, folded: &str) -> Option<OfficeWord> {
        self.words.get(folded).and_then(|word| word.office)
    }

    /// The kind of body that a name with this head word is.
    pub fn body_kind(&self, folded: &str) -> Option<EntityKind> {
        self.words.get(folded).and_then(|word| word.body)
    }

    /// The type of place that a name with this head word is.
    pub fn place_type(&self, folded: &str) -> Option<PlaceType> {
        self.words.get(folded).and_then(|word| word.place)
    }

    /// Whether `head` may be said of a person who bears `office`: the same word, or one of its group.
    pub fn is_same_office(&self, head: &str, office: &str) -> bool {
        if head == office {
            return true;
        }
        match (self.office(head), self.office(office)) {
            (Some(asked), Some(borne)) => {
                asked.stance == Stance::Office
                    && borne.stance == Stance::Office
                    && asked.group == borne.group
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
