//! What can be asked about, told: for `dateline schema`, `describe` and completion.

use crate::model::event::{EventKind, EventMode};

use super::catalog::{Field, FieldType, Members, NOUNS, NounInfo, noun_word};

/// A noun with its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounDescription {
    /// The word that starts a query.
    pub word: String,
    /// One line about it.
    pub doc: &'static str,
    /// Its fields.
    pub fields: Vec<FieldDescription>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDescription {
    /// Its name.
    pub name: &'static str,
    /// Its type: `text`, `date`, `→ place`, `many events`.
    pub kind: String,
    /// One line about it.
    pub doc: &'static str,
    /// The words it may hold, where they are a closed set.
    pub members: Vec<&'static str>,
    /// Whether it is shown where no columns are named.
    pub is_shown: bool,
}

impl FieldDescription {
    /// Narrower words that `of` takes as well: the modes of an event kind.
    pub fn narrower(&self, word: &str) -> Vec<&'static str> {
        let Some(kind) = EventKind::from_word(word).filter(|_| self.name == "kind") else {
            return Vec::new();
        };
        let of_kind = EventMode::ALL.iter().filter(|mode| mode.kind() == kind);
        of_kind.map(|mode| mode.word()).collect()
    }
}

/// Every noun.
pub fn nouns() -> Vec<NounDescription> {
    NOUNS.iter().map(|info| describe(info, info.word)).collect()
}

/// The noun that a word means; `people` and its like have the fields of `entities`.
pub fn noun(word: &str) -> Option<NounDescription> {
    let found = noun_word(word)?;
    Some(describe(found.noun.info(), found.word))
}

fn describe(info: &NounInfo, word: &str) -> NounDescription {
    NounDescription {
        word: word.to_owned(),
        doc: info.doc,
        fields: info.fields.iter().map(|it| field(info, it)).collect(),
    }
}

fn field(info: &NounInfo, field: &Field) -> FieldDescription {
    let members = match field.kind {
        FieldType::Enum(members) => members.words(),
        _ => Vec::new(),
    };
    FieldDescription {
        name: field.name,
        kind: kind(field),
        doc: field.doc,
        members,
        is_shown: info.shown.contains(&field.name),
    }
}

fn kind(field: &Field) -> String {
    let word = match field.kind {
        FieldType::Text => "text",
        FieldType::Int => "int",
        FieldType::Num => "num",
        FieldType::Date => "date",
        FieldType::Enum(Members::Precision) => "precision",
        FieldType::Enum(_) => "word",
        FieldType::TextList => "list of text",
        FieldType::Row(noun) if field.is_many() => return format!("many {}", noun.word()),
        FieldType::Row(noun) => return format!("→ {}", noun.info().singular),
    };
    word.to_owned()
}
