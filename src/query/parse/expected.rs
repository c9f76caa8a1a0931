//! What could stand after a text, for completion.

use pest::Parser;

use super::grammar::{QueryParser, Rule};
use super::recover::{expected, position};
use super::rule_name::keyword;
use super::words::{CLAUSES, NAMING, TIMES};
use super::{limit_steps, scan};

/// Something that could stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) enum Expected {
    /// This word.
    Word(&'static str),
    /// A noun, or the name of a `let`.
    Source,
    /// An identifier of the user's, a noun or a field, as the words before it tell.
    Identifier,
    /// A field.
    Field,
    /// A value: a field, a function, a literal.
    Value,
    /// A word after `of` or `as`.
    Member,
    /// A name in quotes or a handle.
    Name,
    /// A moment.
    Moment,
}

/// A character that no query holds, so that parsing stops where it stands.
const CURSOR: char = '\u{1}';

/// What could stand after this text; nothing if the text is wrong before its end.
pub(in crate::query) fn expected_after(before: &str) -> Vec<Expected> {
    limit_steps();
    if before.len() > scan::MAX_BYTES {
        return Vec::new();
    }
    let Err(error) = QueryParser::parse(Rule::script, &format!("{before}{CURSOR}")) else {
        return Vec::new();
    };
    if position(&error) < before.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for rule in expected(&error) {
        for one in expand(*rule) {
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    found
}

/// A rule that could begin there, as the words and sorts of words by which it begins.
fn expand(rule: Rule) -> Vec<Expected> {
    let words = |words: &[&'static str]| words.iter().copied().map(Expected::Word).collect();
    if let Some(word) = keyword(rule) {
        return vec![Expected::Word(word)];
    }
    match rule {
        Rule::script | Rule::statement => {
            let mut found = vec![Expected::Source];
            found.extend(["let", "param", "explain", "sql", "describe"].map(Expected::Word));
            found
        }
        Rule::source | Rule::pipeline | Rule::sub_query => vec![Expected::Source],
        Rule::clause | Rule::clause_body | Rule::filter => {
            let all: Vec<&str> = NAMING.into_iter().chain(CLAUSES).collect();
            words(&all)
        }
        Rule::who | Rule::who_word => {
            words(&["by", "against", "to", "with", "mentioning", "named", "from"])
        }
        Rule::place_test => words(&["within", "at", "near"]),
        Rule::place_word => words(&["within", "at"]),
        Rule::time_test => words(&["possibly", "during", "since", "until", "before", "after"]),
        Rule::time_word => words(&TIMES),
        Rule::in_test => words(&["in", "not"]),
        Rule::join_word => words(&["join", "lookup"]),
        Rule::set_word => words(&["union", "except", "intersect"]),
        Rule::link_word => words(&["comention", "coevent", "quotes"]),
        Rule::chart_word => words(&["bar", "line", "hist", "timeline", "heat", "graph"]),
        Rule::quantifier_word => words(&["any", "all", "none", "count"]),
        Rule::ident => vec![Expected::Identifier],
        Rule::path | Rule::atom | Rule::related | Rule::link => vec![Expected::Field],
        Rule::expr
        | Rule::primary
        | Rule::column
        | Rule::columns
        | Rule::sort_key
        | Rule::sort_keys => {
            vec![Expected::Value]
        }
        Rule::word | Rule::word_set => vec![Expected::Member],
        Rule::name | Rule::name_set => vec![Expected::Name],
        Rule::full_text | Rule::text_and | Rule::text_not => words(&["near", "not"]),
        Rule::arm => vec![Expected::Value, Expected::Word("else")],
        Rule::when | Rule::moment => vec![Expected::Moment],
        _ => Vec::new(),
    }
}
