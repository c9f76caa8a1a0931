//! What is told about one word of the language: what it does, and a question that shows it. Stages,
//! clauses and functions stand in `reference.md`; fields are told from the catalogue.

use std::sync::OnceLock;

use super::catalog::{FieldType, NOUNS, NounInfo};
use super::resolve::FUNCTIONS;

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
        format!(
            "{called}: a {}\n\n  {}\n\n  {}\n",
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

/// All that a word is: a stage and a function, a clause, a field of several nouns.
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
    found
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
        for (kind, word) in of_stages.chain(clauses).chain(functions).chain(fields) {
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
