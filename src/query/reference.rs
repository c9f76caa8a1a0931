//! What is told about one word of the language: what it does, and a question that shows it. Stages,
//! clauses and functions stand in `reference.md`; fields are told from the catalogue.

use std::sync::OnceLock;

use super::catalog::{Field, FieldType, Members, NOUNS, NounInfo};
use super::resolve::FUNCTIONS;
use crate::model::event::{EventKind, EventMode};

const TEXT: &str = include_str!("reference.md");

/// What a word of the language is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// It begins a stage.
    Stage,
    /// It begins a clause.
    Clause,
    /// It stands before brackets.
    Function,
    /// A field of some nouns.
    Field,
    /// A value that some fields have.
    Value,
    /// Another word or sign.
    Word,
}

impl WordKind {
    /// What such a word is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Clause => "clause",
            Self::Function => "function",
            Self::Field => "field",
            Self::Value => "value",
            Self::Word => "word",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Stage, Self::Clause, Self::Function, Self::Word];
        all.into_iter().find(|kind| kind.word() == word)
    }
}

/// What is to be known about one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: WordKind,
    /// The word.
    pub word: &'static str,
    /// What it does, in one sentence.
    pub does: String,
    /// The values it may have, a line for each set of them; none where they are not a closed set.
    pub values: Vec<String>,
    /// A question that has it.
    pub example: String,
}

impl Entry {
    /// The entry as lines of text.
    pub fn text(&self) -> String {
        let Self { kind, word, .. } = self;
        let called = match FUNCTIONS.iter().find(|known| known.name == *word) {
            Some(known) if *kind == WordKind::Function => known.signature,
            _ => word,
        };
        let values = self.values.iter().map(|line| format!("  {line}\n"));
        let values: String = values.collect();
        let gap = if values.is_empty() { "" } else { "\n" };
        format!(
            "{called}: a {}\n\n  {}\n{gap}{values}\n  {}\n",
            kind.word(),
            self.does,
            self.example
        )
    }
}

/// Every entry of the stages, clauses, functions and other words.
pub fn entries() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let parts = TEXT.split("# ").skip(1);
        parts.filter_map(read).collect()
    })
}

/// All that a word is: a stage and a function, a clause, a field of several nouns, a value of one.
///
/// ```
/// use dateline::query::reference::about;
///
/// let words: Vec<&str> = about("count").iter().map(|entry| entry.kind.word()).collect();
/// assert_eq!(words, ["stage", "function"]);
/// assert!(about("actor")[0].does.starts_with("Of events"));
/// ```
pub fn about(word: &str) -> Vec<Entry> {
    let known = entries().iter();
    let mut found: Vec<Entry> = known
        .filter(|it| it.word.eq_ignore_ascii_case(word))
        .cloned()
        .collect();
    found.extend(field(word));
    found.extend(value(word));
    found
}

/// Every value of a closed set, each once.
pub fn values() -> Vec<&'static str> {
    let sets = closed_sets().map(|(_, _, set)| set.words());
    let mut words: Vec<&str> = sets.flatten().collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Fields of closed sets, with the noun that has them.
fn closed_sets() -> impl Iterator<Item = (&'static NounInfo, &'static Field, Members)> {
    let all = NOUNS
        .iter()
        .flat_map(|noun| noun.fields.iter().map(move |field| (noun, field)));
    all.filter_map(|(noun, field)| match field.kind {
        FieldType::Enum(set) => Some((noun, field, set)),
        _ => None,
    })
}

/// The words of one kind, in their order.
pub fn words(kind: WordKind) -> impl Iterator<Item = &'static str> {
    let of_kind = entries().iter().filter(move |entry| entry.kind == kind);
    of_kind.map(|entry| entry.word)
}

/// Every name of a field, each once.
pub fn fields() -> Vec<&'static str> {
    let all = NOUNS.iter().flat_map(|noun| noun.fields);
    let mut names: Vec<&str> = all.map(|field| field.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A field: what it is of each noun that has it, and a question to the first.
fn field(word: &str) -> Option<Entry> {
    let word = word.to_lowercase();
    let has_it = |noun: &&NounInfo| noun.noun.field(&word).is_some();
    let nouns: Vec<&NounInfo> = NOUNS.iter().filter(has_it).collect();
    let first = nouns.first()?;
    let field = first.noun.field(&word)?;
    let docs = nouns.iter().filter_map(|noun| {
        let doc = noun.noun.field(&word)?.doc;
        Some(format!("Of {}: {}", noun.word, doc.trim_end_matches('.')))
    });
    let docs: Vec<String> = docs.collect();
    let noun = first.word;
    let example = match field.kind {
        _ if field.is_many() => format!("{noun} | derive n = count({word}) | sort -n"),
        FieldType::Enum(_) => format!("{noun} | count by {word}"),
        FieldType::Date => format!("{noun} | count by month({word})"),
        _ => format!("{noun} | select id, {word}"),
    };
    let example = if word == "id" {
        format!("{noun} | select id")
    } else {
        example
    };
    Some(Entry {
        kind: WordKind::Field,
        word: field.name,
        does: format!("{}.", docs.join(". ")),
        values: nouns.iter().flat_map(|noun| listed(noun, &word)).collect(),
        example,
    })
}

/// The values of a field of a noun: those of events with their modes, a line for each kind.
fn listed(noun: &NounInfo, field: &str) -> Vec<String> {
    let Some(FieldType::Enum(set)) = noun.noun.field(field).map(|field| field.kind) else {
        return Vec::new();
    };
    if set != Members::EventKind {
        return vec![format!("{}: {}", noun.word, set.words().join(", "))];
    }
    let line = |kind: &EventKind| {
        let modes = EventMode::ALL.iter().filter(|mode| mode.kind() == *kind);
        let modes: Vec<&str> = modes.map(|mode| mode.word()).collect();
        match modes.len() {
            0 => kind.word().to_owned(),
            _ => format!("{}: {}", kind.word(), modes.join(", ")),
        }
    };
    EventKind::ALL.iter().map(line).collect()
}

/// A value of closed sets: of which fields, and a question for it.
fn value(word: &str) -> Option<Entry> {
    let word = word.to_lowercase();
    let has_it = |set: Members| set.words().into_iter().find(|known| *known == word);
    let found =
        closed_sets().filter_map(|(noun, field, set)| Some((noun, field, set, has_it(set)?)));
    let found: Vec<_> = found.collect();
    let (noun, field, set, word) = *found.first()?;
    let does = found.iter().map(|(noun, field, set, word)| {
        let kind = EventMode::from_word(word).filter(|_| *set == Members::EventMode);
        let kind = kind.map_or_else(String::new, |mode| {
            format!(", as part of `{}`", mode.kind().word())
        });
        format!("Of {}: a value of `{}`{kind}", noun.word, field.name)
    });
    let does: Vec<String> = does.collect();
    let noun = noun.word;
    let example = match set {
        Members::EventKind | Members::EventMode | Members::QuoteForm | Members::Measure => {
            format!("{noun} of {word}")
        }
        Members::Modality => format!("{noun} as {word}"),
        _ => format!("{noun} | where {} = {word}", field.name),
    };
    Some(Entry {
        kind: WordKind::Value,
        word,
        does: format!("{}.", does.join(". ")),
        values: Vec::new(),
        example,
    })
}

fn read(part: &'static str) -> Option<Entry> {
    let mut lines = part.lines();
    let (kind, word) = lines.next()?.split_once(' ')?;
    Some(Entry {
        kind: WordKind::from_word(kind)?,
        word,
        does: lines.next()?.to_owned(),
        values: Vec::new(),
        example: lines.next()?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::super::parse::words::{CLAUSES, NAMING, stages};
    use super::*;

    #[test]
    fn every_stage_clause_function_and_field_has_an_entry_that_parses() {
        let of_stages = stages().map(|word| (WordKind::Stage, word));
        let clauses = NAMING.into_iter().chain(CLAUSES);
        let clauses = clauses.map(|word| (WordKind::Clause, word));
        let functions = FUNCTIONS.iter().map(|it| (WordKind::Function, it.name));
        let fields = fields().into_iter().map(|word| (WordKind::Field, word));
        let values = values().into_iter().map(|word| (WordKind::Value, word));
        let all = of_stages.chain(clauses).chain(functions);
        for (kind, word) in all.chain(fields).chain(values) {
            let found = about(word);
            let entry = found.iter().find(|entry| entry.kind == kind);
            let entry = entry.unwrap_or_else(|| panic!("nothing is told of {word}"));
            assert!(parse(&entry.example).is_ok(), "{}", entry.example);
            assert!(entry.example.contains(word), "{}", entry.example);
            assert!(entry.does.ends_with('.'), "{}", entry.does);
        }
        let headings = TEXT.lines().filter(|line| line.starts_with("# "));
        assert_eq!(entries().len(), headings.count());
    }
}
