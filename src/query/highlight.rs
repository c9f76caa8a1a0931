//! A query as it is coloured while it is typed: what each part is, and what of it nobody knows.

use super::catalog::noun_words;
use super::error::QueryErrorKind;
use super::names::{Candidate, Names, OutletCandidate};
use super::parse::scan::{Token, TokenKind, scan};
use super::parse::words::{CLAUSES, LAST_STAGES, NAMING, STAGES, is_one_of};
use super::{Options, compile};
use crate::span::Span;

/// What a part of a query is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A word of the language, or a noun.
    Keyword,
    /// A text or a name in quotes, a pattern, a handle.
    Text,
    /// A number or a length of time.
    Number,
    /// A date.
    Date,
    /// What is not read.
    Comment,
    /// A noun, field, function or stage that there is not.
    Unknown,
}

/// Words that are neither stages nor clauses.
const OTHER_WORDS: [&str; 23] = [
    "and", "or", "not", "in", "let", "param", "explain", "sql", "describe", "on", "per", "any",
    "all", "none", "null", "true", "false", "case", "else", "is", "network", "path", "via",
];

/// The parts of a source, ascending and apart from each other. `definitions` are scripts that stand before it.
pub fn parts(source: &str, definitions: &str) -> Vec<(Span, Part)> {
    let tokens = scan(source).tokens;
    let unknown = unknown(source, definitions);
    let mut parts = Vec::new();
    let mut end = 0;
    for (position, token) in tokens.iter().enumerate() {
        comments(source, Span::new(end, token.span.start), &mut parts);
        end = token.span.end;
        let is_unknown = unknown.iter().any(|span| span.contains(token.span));
        let part = if is_unknown && token.kind == TokenKind::Word {
            Some(Part::Unknown)
        } else {
            part(
                source,
                *token,
                position.checked_sub(1).map(|before| tokens[before]),
            )
        };
        parts.extend(part.map(|part| (token.span, part)));
    }
    comments(source, Span::new(end, source.len()), &mut parts);
    parts
}

/// What a token is by itself; `None` for what is not coloured.
fn part(source: &str, token: Token, before: Option<Token>) -> Option<Part> {
    match token.kind {
        TokenKind::Text | TokenKind::Regex | TokenKind::Handle => Some(Part::Text),
        TokenKind::Number => {
            let is_date = token.text(source).as_bytes().get(4) == Some(&b'-');
            Some(if is_date { Part::Date } else { Part::Number })
        }
        TokenKind::Word => {
            let word = token.text(source);
            let is_field = before.is_some_and(|before| before.is(source, "."));
            let is_noun = || {
                let starts = before.is_none_or(|before| {
                    before.is(source, ";") || before.is(source, "->") || before.is(source, "=")
                });
                starts && noun_words().any(|noun| noun.word.eq_ignore_ascii_case(word))
            };
            let is_keyword = || {
                is_one_of(word, &STAGES)
                    || is_one_of(word, &LAST_STAGES)
                    || is_one_of(word, &NAMING)
                    || is_one_of(word, &CLAUSES)
                    || is_one_of(word, &OTHER_WORDS)
            };
            (!is_field && (is_keyword() || is_noun())).then_some(Part::Keyword)
        }
        _ => None,
    }
}

/// Comments between two tokens.
fn comments(source: &str, between: Span, parts: &mut Vec<(Span, Part)>) {
    let mut at = between.start;
    for line in between.of(source).split_inclusive('\n') {
        if let Some(offset) = line.find('#') {
            let end = at + line.trim_end_matches('\n').len();
            parts.push((Span::new(at + offset, end), Part::Comment));
        }
        at += line.len();
    }
}

/// Where the source names what there is not. Names of people and places are taken to be right: to look each up at
/// every key would make somebody wait.
fn unknown(source: &str, definitions: &str) -> Vec<Span> {
    let script = format!("{definitions}{source}");
    let Err(errors) = compile(&script, &Assumed, &Options::default()) else {
        return Vec::new();
    };
    let is_unknown = |kind: &QueryErrorKind| {
        matches!(
            kind,
            QueryErrorKind::UnknownField { .. }
                | QueryErrorKind::UnknownSource { .. }
                | QueryErrorKind::UnknownFunction { .. }
                | QueryErrorKind::UnknownStage { .. }
                | QueryErrorKind::UnknownMember { .. }
        )
    };
    let offset = definitions.len();
    let errors = errors.errors().iter();
    let unknown = errors.filter(|error| is_unknown(&error.kind) && error.span.start >= offset);
    let spans = unknown.map(|error| Span::new(error.span.start - offset, error.span.end - offset));
    spans.collect()
}

/// Names of which each is right.
struct Assumed;

impl Names for Assumed {
    fn is_assumed(&self, _: &str) -> bool {
        true
    }

    fn entities(&self, _: &str) -> Vec<Candidate> {
        Vec::new()
    }

    fn entity(&self, _: &str) -> Option<Candidate> {
        None
    }

    fn outlets(&self, _: &str) -> Vec<OutletCandidate> {
        Vec::new()
    }

    fn nearest(&self, _: &str, _: usize) -> Vec<Candidate> {
        Vec::new()
    }

    fn member_count(&self, _: &str, _: &str) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured(source: &str) -> Vec<(&str, Part)> {
        let parts = parts(source, "");
        parts
            .into_iter()
            .map(|(span, part)| (span.of(source), part))
            .collect()
    }

    #[test]
    fn each_part_is_told() {
        assert_eq!(
            coloured("events by \"Iran\" since 2016-05 # all\n| where n > 3 | count by kind"),
            [
                ("events", Part::Keyword),
                ("by", Part::Keyword),
                ("\"Iran\"", Part::Text),
                ("since", Part::Keyword),
                ("2016-05", Part::Date),
                ("# all", Part::Comment),
                ("where", Part::Keyword),
                ("n", Part::Unknown),
                ("3", Part::Number),
                ("count", Part::Keyword),
                ("by", Part::Keyword),
            ]
        );
    }

    #[test]
    fn what_nobody_knows_is_told_before_the_query_is_whole() {
        let unknown = |source: &'static str| -> Vec<&str> {
            let all = coloured(source).into_iter();
            all.filter(|(_, part)| *part == Part::Unknown)
                .map(|(text, _)| text)
                .collect()
        };
        assert_eq!(unknown("evnts by \"x\""), ["evnts"]);
        assert_eq!(unknown("articles | where sorce = \"x\""), ["sorce"]);
        assert_eq!(
            unknown("articles | where sorce = \"x\" | count by "),
            ["sorce"]
        );
        assert_eq!(unknown("articles | limt 3"), ["limt"]);
        assert_eq!(unknown("events by \"Nobody\" | count by kind"), [""; 0]);
        assert_eq!(unknown("events # sorce"), [""; 0]);
    }

    #[test]
    fn names_of_a_session_are_known() {
        let source = "mine | count by kind";
        let unknown = |definitions| {
            let all = parts(source, definitions);
            all.iter()
                .filter(|(_, part)| *part == Part::Unknown)
                .count()
        };
        assert_eq!(unknown(""), 1);
        assert_eq!(unknown("let mine = events\n;\n"), 0);
    }
}
