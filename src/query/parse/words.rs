//! The closed sets of words that errors and fixes go by.

use crate::query::suggest::nearest;

/// Words that begin a stage.
pub(in crate::query) const STAGES: [&str; 22] = [
    "where",
    "select",
    "sort",
    "take",
    "count",
    "summarize",
    "derive",
    "distinct",
    "top",
    "drop",
    "skip",
    "each",
    "facet",
    "sample",
    "join",
    "lookup",
    "union",
    "except",
    "intersect",
    "pivot",
    "compare",
    "fill",
];

/// Further words that begin a stage.
pub(in crate::query) const LAST_STAGES: [&str; 2] = ["cite", "chart"];

/// Words before a whole question that ask about it.
pub(super) const PREFIXES: [&str; 3] = ["explain", "describe", "sql"];

/// What people write for `null`.
pub(super) const NOTHING: [&str; 8] = [
    "missing", "empty", "none", "nothing", "unknown", "absent", "blank", "nil",
];

/// Words that begin a clause and take names after them.
pub(in crate::query) const NAMING: [&str; 10] = [
    "by",
    "against",
    "to",
    "with",
    "mentioning",
    "named",
    "from",
    "within",
    "at",
    "near",
];

/// Other words that begin a clause.
pub(in crate::query) const CLAUSES: [&str; 11] = [
    "about",
    "matching",
    "of",
    "as",
    "according",
    "possibly",
    "during",
    "since",
    "until",
    "before",
    "after",
];

/// Words of time clauses.
pub(in crate::query) const TIMES: [&str; 5] = ["during", "since", "until", "before", "after"];

/// Functions over many rows that are no stage too, as `count` is.
pub(in crate::query) const AGGREGATES: [&str; 11] = [
    "sum", "avg", "median", "min", "max", "stdev", "list", "first", "last", "argmax", "quantile",
];

/// What other languages call a stage, and what it is here.
const SYNONYMS: [(&str, &str); 36] = [
    ("filter", "where"),
    ("having", "where"),
    ("search", "where"),
    ("order", "sort"),
    ("orderby", "sort"),
    ("limit", "take"),
    ("head", "take"),
    ("first", "take"),
    ("group", "summarize"),
    ("aggregate", "summarize"),
    ("stats", "summarize"),
    ("extend", "derive"),
    ("mutate", "derive"),
    ("project", "select"),
    ("keep", "select"),
    ("unique", "distinct"),
    ("dedup", "distinct"),
    ("offset", "skip"),
    ("unnest", "each"),
    ("show", "select"),
    ("list", "select"),
    ("display", "select"),
    ("print", "select"),
    ("return", "select"),
    ("table", "select"),
    ("fields", "select"),
    ("columns", "select"),
    ("eval", "derive"),
    ("add", "derive"),
    ("compute", "derive"),
    ("calculate", "derive"),
    ("rename", "derive"),
    ("remove", "drop"),
    ("rare", "count by"),
    ("timechart", "chart timeline"),
    ("plot", "chart"),
];

/// The stage that a misspelt word of another language stands for: `groop by kind`.
pub(in crate::query) fn stage_nearly_elsewhere(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    if ["cnt", "cout", "num", "number", "total"].contains(&word.as_str()) {
        return Some("count");
    }
    let known = SYNONYMS.iter().map(|(name, _)| *name);
    stage_elsewhere(nearest(&word, known)?)
}

/// What people ask how many there were, and what figures measure.
const MEASURE_SYNONYMS: [(&str, &str); 10] = [
    ("died", "killed"),
    ("dead", "killed"),
    ("deaths", "killed"),
    ("die", "killed"),
    ("injured", "wounded"),
    ("hurt", "wounded"),
    ("fled", "displaced"),
    ("evacuated", "displaced"),
    ("kidnapped", "hostages"),
    ("detained", "captured"),
];

/// The measure that is called so in other words.
pub(super) fn measure_elsewhere(word: &str) -> Option<&'static str> {
    MEASURE_SYNONYMS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .map(|(_, measure)| *measure)
}

/// What a clause is called in other words, and what it is here.
const CLAUSE_SYNONYMS: [(&str, &str); 7] = [
    ("in", "within"),
    ("inside", "within"),
    ("on", "during"),
    ("between", "during"),
    ("containing", "about"),
    ("regarding", "about"),
    ("called", "named"),
];

/// Words by which statements of SQL begin.
pub(in crate::query) const SQL_VERBS: [&str; 9] = [
    "select", "from", "insert", "update", "delete", "drop", "with", "create", "alter",
];

/// Words by which people ask for something, which no query begins with.
pub(in crate::query) const ASKING: [&str; 20] = [
    "show", "find", "list", "give", "get", "display", "search", "print", "fetch", "tell", "how",
    "who", "what", "when", "where", "which", "why", "did", "is", "are",
];

/// All words that begin a stage, clauses left out.
pub(in crate::query) fn stages() -> impl Iterator<Item = &'static str> {
    STAGES.into_iter().chain(LAST_STAGES)
}

/// Whether a word begins a stage.
pub(in crate::query) fn is_stage(word: &str) -> bool {
    stages().any(|stage| stage.eq_ignore_ascii_case(word))
}

/// Whether a word begins a clause.
pub(in crate::query) fn is_clause(word: &str) -> bool {
    NAMING
        .iter()
        .chain(&CLAUSES)
        .any(|clause| clause.eq_ignore_ascii_case(word))
}

/// Whether a word is one of these.
pub(in crate::query) fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The clause that is called so in other words.
pub(in crate::query) fn clause_elsewhere(word: &str) -> Option<&'static str> {
    CLAUSE_SYNONYMS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .map(|(_, clause)| *clause)
}

/// The stage that is called so elsewhere.
pub(in crate::query) fn stage_elsewhere(word: &str) -> Option<&'static str> {
    SYNONYMS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .map(|(_, stage)| *stage)
}
