//! Words that leave open whether what depends on them happened.

use super::super::error::LexiconError;
use super::super::read::read;
use super::super::table::WordTable;
use super::frame;
use super::inflection;
use crate::model::event::Modality;

/// How a word that leaves something open is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoubtUse {
    /// "the threat of an attack", "reports that it attacked".
    Noun,
    /// "it is unlikely that", "it is unclear whether".
    Predicate,
    /// Says something only where it is denied: "it is not true that".
    Truth,
    /// "instead of attacking".
    Adverb,
    /// Takes the doubt away: "confirmed reports that".
    Confirmed,
    /// What it tells is made up: "a novel in which".
    Tale,
    /// Says that a document is not what it seems: "a forged letter in which".
    Forged,
    /// Who or what accuses: what they tell of others is alleged.
    Accuser,
}

impl DoubtUse {
    /// Every use with its name in the data file.
    const ALL: [(&'static str, Self); 8] = [
        ("noun", Self::Noun),
        ("predicate", Self::Predicate),
        ("truth", Self::Truth),
        ("adverb", Self::Adverb),
        ("confirmed", Self::Confirmed),
        ("tale", Self::Tale),
        ("forged", Self::Forged),
        ("accuser", Self::Accuser),
    ];
}

/// The words of doubt with what they say about what depends on them.
pub(super) type Doubts = WordTable<(DoubtUse, Modality)>;

/// Reads the words of doubt that are built into the program.
pub(super) fn load() -> Result<Doubts, LexiconError> {
    let mut doubts = Doubts::default();
    let data = include_str!("../data/event_doubts.tsv");
    read("event_doubts.tsv", data, |record| {
        let used = frame::named(record, &DoubtUse::ALL, record.cell("use")?)?;
        let modality =
            frame::modality(record)?.ok_or_else(|| record.error("a doubt says something"))?;
        for word in record.list("words")? {
            doubts.insert(word, (used, modality));
            if matches!(used, DoubtUse::Noun | DoubtUse::Tale | DoubtUse::Accuser) {
                doubts.insert(&inflection::plural(word), (used, modality));
            }
        }
        Ok(())
    })?;
    Ok(doubts)
}
