//! Which words of the grammar make sense for the rows at a place, and in which order they are likely.

use super::{Suggestion, SuggestionKind};
use crate::query::catalog::Noun;
use crate::query::parse::words::{CLAUSES, NAMING, is_one_of};
use crate::query::resolve::clause_words;

/// Stages by how often they are wanted.
const LIKELY_STAGES: [&str; 24] = [
    "where",
    "count",
    "select",
    "sort",
    "take",
    "top",
    "summarize",
    "distinct",
    "derive",
    "chart",
    "facet",
    "cite",
    "pivot",
    "compare",
    "fill",
    "drop",
    "each",
    "skip",
    "sample",
    "join",
    "lookup",
    "union",
    "except",
    "intersect",
];

/// Kinds of links, which `network` and `via` take.
const LINKS: [&str; 3] = ["comention", "coevent", "quotes"];

/// Values that are words.
const CONSTANTS: [&str; 3] = ["null", "true", "false"];

/// Words behind which somebody mostly wants a column.
pub(super) const MEAN_COLUMNS: [&str; 4] = ["where", "and", "or", "sort"];

/// Whose clauses can be asked at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Asked {
    /// Nobody knows what the rows are.
    #[default]
    Unknown,
    /// Those of this noun.
    Noun(Noun),
    /// The rows are no longer those of a noun.
    Nothing,
}

impl Asked {
    /// The words that begin a clause which the rows can answer, the likeliest first.
    pub(super) fn clauses(self) -> Vec<&'static str> {
        match self {
            Self::Unknown => NAMING.into_iter().chain(CLAUSES).collect(),
            Self::Noun(noun) => clause_words(noun),
            Self::Nothing => Vec::new(),
        }
    }
}

/// The keywords of the grammar at a place that make sense there, the likeliest first; `source` are the words of the
/// pipeline's beginning where that is being typed, `previous` is the word before.
pub(super) fn keywords(
    expected: Vec<&'static str>,
    asked: Asked,
    source: &[&str],
    previous: &str,
) -> Vec<&'static str> {
    if expected.contains(&LINKS[0]) {
        return LINKS.into();
    }
    if let Some(next) = next_of_path(source) {
        return vec![next];
    }
    // Nothing but a clause begins with it.
    let is_clause_due = expected.contains(&"mentioning");
    let clauses = asked.clauses();
    let after_link = is_one_of(previous, &LINKS);
    let mut words = expected;
    if is_clause_due {
        words.retain(|word| {
            let is_clause = is_one_of(word, &NAMING) || is_one_of(word, &CLAUSES);
            !is_clause || clauses.contains(word) || after_link && *word == "of"
        });
        let has_clauses = !clauses.is_empty();
        words.retain(|word| has_clauses || *word != "not");
    }
    let place = |all: &[&str], word: &str| all.iter().position(|known| *known == word);
    words.sort_by_key(|word| {
        let is_own = after_link && *word == "of" || is_one_of(word, &["via", "max"]);
        let stage = place(&LIKELY_STAGES, word);
        let clause = place(&clauses, word).filter(|_| is_clause_due);
        match (stage.filter(|_| is_clause_due), clause) {
            _ if is_own => (0, 0),
            (Some(stage), _) => (1, stage),
            (None, Some(clause)) => (2, clause),
            (None, None) => (3, 0),
        }
    });
    words
}

/// Keywords that begin a value behind two words; clauses where a condition is due, for hardly anybody wants one
/// elsewhere before he has begun to type it.
pub(super) fn begin_values(asked: Asked, before: [&str; 2], is_begun: bool) -> Vec<&'static str> {
    let [earlier, previous] = before;
    if is_one_of(previous, &["sort"]) && !is_begun {
        return Vec::new();
    }
    let is_due = |word: &str| is_one_of(word, &["where", "and", "or", "not"]);
    let mut words = vec!["not", "any(", "all(", "none(", "case"];
    if is_begun || is_due(previous) || previous == "(" && is_due(earlier) {
        words.extend(asked.clauses());
    }
    words.extend(CONSTANTS);
    words
}

/// Whether it can begin a value whatever the rows are.
pub(super) fn is_general(suggestion: &Suggestion) -> bool {
    let text = suggestion.text.as_str();
    match suggestion.kind {
        SuggestionKind::Function => true,
        SuggestionKind::Keyword => is_one_of(text, &CLAUSES) || CONSTANTS.contains(&text),
        _ => false,
    }
}

/// The word that must follow in a `path` that has not both of its ends.
fn next_of_path(source: &[&str]) -> Option<&'static str> {
    match source {
        [path] if is_one_of(path, &["path"]) => Some("from"),
        [path, from, _] | [path, from, _, "+"]
            if is_one_of(path, &["path"]) && is_one_of(from, &["from"]) =>
        {
            Some("to")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_its_place() {
        let mut known: Vec<&str> = crate::query::parse::words::stages().collect();
        let mut placed: Vec<&str> = LIKELY_STAGES.into();
        known.sort_unstable();
        placed.sort_unstable();
        assert_eq!(placed, known);
    }
}
