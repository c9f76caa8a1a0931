//! A query as it is coloured while it is typed: what each part is, and what of it nobody knows.

use super::catalog::noun_words;
use super::error::{QueryError, QueryErrorKind};
use super::names::{Candidate, Names, OutletCandidate};
use super::parse::scan::{Token, TokenKind, is_word, scan};
use super::parse::words::{CLAUSES, LAST_STAGES, NAMING, STAGES, is_one_of};
use super::suggest::nearest;
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
    /// A noun, field, function, stage or clause that there is not.
    Unknown,
}

/// Words that are neither stages nor clauses.
const OTHER_WORDS: [&str; 23] = [
    "and", "or", "not", "in", "let", "param", "explain", "sql", "describe", "on", "per", "any",
    "all", "none", "null", "true", "false", "case", "else", "is", "network", "path", "via",
];

/// The parts of a source, ascending and apart from each other. `definitions` are scripts that stand before it; what is
/// still being typed at the byte `cursor` is not unknown yet.
pub fn parts(source: &str, definitions: &str, cursor: Option<usize>) -> Vec<(Span, Part)> {
    let tokens = scan(source).tokens;
    let mut unknown = unknown(source, definitions);
    unknown.retain(|error| !is_begun(source, definitions, error, cursor));
    let mut parts = Vec::new();
    let mut end = 0;
    for (position, token) in tokens.iter().enumerate() {
        comments(source, Span::new(end, token.span.start), &mut parts);
        end = token.span.end;
        let is_unknown = unknown.iter().any(|error| error.span.contains(token.span));
        let part = if is_unknown && matches!(token.kind, TokenKind::Word | TokenKind::Tick) {
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

/// The bytes at which further lines of a source begin, but for those inside a quoted text or name.
pub fn further_lines(source: &str) -> Vec<usize> {
    let tokens = scan(source).tokens;
    let is_quoted = |at: usize| {
        let after = tokens.partition_point(|token| token.span.start < at);
        let before = after.checked_sub(1).map(|before| tokens[before]);
        before.is_some_and(|token| at < token.span.end)
    };
    let ends = source.match_indices('\n').map(|(at, _)| at);
    ends.filter(|at| !is_quoted(*at)).map(|at| at + 1).collect()
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
            (!is_field && (is_word_of_language(word) || is_noun())).then_some(Part::Keyword)
        }
        _ => None,
    }
}

fn is_word_of_language(word: &str) -> bool {
    is_one_of(word, &STAGES)
        || is_one_of(word, &LAST_STAGES)
        || is_one_of(word, &NAMING)
        || is_one_of(word, &CLAUSES)
        || is_one_of(word, &OTHER_WORDS)
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

/// Where the source names what there is not.
fn unknown(source: &str, definitions: &str) -> Vec<QueryError> {
    let is_unknown = |kind: &QueryErrorKind| match kind {
        QueryErrorKind::UnknownField { .. }
        | QueryErrorKind::UnknownSource { .. }
        | QueryErrorKind::UnknownFunction { .. }
        | QueryErrorKind::UnknownStage { .. }
        | QueryErrorKind::UnknownMember { .. } => true,
        // Another word may be right by itself and only stand in the wrong place.
        QueryErrorKind::Unexpected {
            found,
            similar: Some(similar),
            ..
        } => nearest(found, [similar.as_str()]).is_some(),
        _ => false,
    };
    let mut errors = errors(source, definitions);
    errors.retain(|error| is_unknown(&error.kind));
    errors
}

/// What is wrong with a source after definitions, at its places. Names of people and places are taken to be right: to look
/// each up at every key would make somebody wait.
fn errors(source: &str, definitions: &str) -> Vec<QueryError> {
    let script = format!("{definitions}{source}");
    let Err(errors) = compile(&script, &Assumed, &Options::default()) else {
        return Vec::new();
    };
    let offset = definitions.len();
    let own = errors
        .into_errors()
        .into_iter()
        .filter(|error| error.span.start >= offset);
    let placed = own.map(|error| {
        let span = Span::new(error.span.start - offset, error.span.end - offset);
        QueryError::new(error.kind, span)
    });
    placed.collect()
}

/// Whether what nobody knows may be the beginning of something right: a word at the cursor, or of a path up to it, or the
/// last one before it, to which a value may be given yet.
fn is_begun(source: &str, definitions: &str, error: &QueryError, cursor: Option<usize>) -> bool {
    let span = error.span;
    let Some(between) = cursor.and_then(|cursor| source.get(span.end..cursor)) else {
        return false;
    };
    let is_path = between.starts_with('.') && between.chars().all(|c| c == '.' || is_word(c));
    if between.is_empty() || is_path {
        return true;
    }
    let is_last = source[span.end..].trim().is_empty();
    let is_field = matches!(error.kind, QueryErrorKind::UnknownField { .. });
    is_last
        && is_field
        && (is_word_of_language(span.of(source)) || {
            let given = format!("{} = 1", &source[..span.end]);
            let errors = errors(&given, definitions);
            errors.iter().all(|error| error.span != span)
        })
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
    use super::super::complete::tests::queries;
    use super::*;

    fn coloured(source: &str) -> Vec<(&str, Part)> {
        let parts = parts(source, "", None);
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
        assert_eq!(unknown("events agianst \"Daesh\""), ["agianst"]);
        assert_eq!(unknown("events durng 2016 | count"), ["durng"]);
        assert_eq!(unknown("events | wher kind = assault"), ["wher"]);
        assert_eq!(unknown("events | where durng 2016"), ["durng"]);
        assert_eq!(unknown("explian events"), ["explian"]);
        assert_eq!(unknown("events | where `knd` = assault"), ["`knd`"]);
        assert_eq!(unknown("`evnts` | take 1"), ["`evnts`"]);
        assert_eq!(unknown("events | count by mnth(date)"), ["mnth"]);
        assert_eq!(unknown("events | where kind = assault take 3"), [""; 0]);
        assert_eq!(unknown("events where"), [""; 0]);
        assert_eq!(unknown("events by \"Nobody\" | count by kind"), [""; 0]);
        assert_eq!(unknown("events # sorce"), [""; 0]);
    }

    #[test]
    fn nothing_is_wrong_on_the_way_to_a_right_query() {
        let mut wrong: Vec<String> = Vec::new();
        for query in queries() {
            let ends = query.char_indices().map(|(at, _)| at);
            for end in ends.chain([query.len()]) {
                let typed = &query[..end];
                let mut parts = parts(typed, "", Some(end)).into_iter();
                let found = parts.find(|(_, part)| *part == Part::Unknown);
                wrong.extend(found.map(|(span, _)| format!("{}: {typed}", span.of(typed))));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_word_is_wrong_once_it_is_left() {
        let n_unknown = |source: &str| {
            let parts = parts(source, "", Some(source.len())).into_iter();
            parts.filter(|(_, part)| *part == Part::Unknown).count()
        };
        for (begun, left) in [
            ("evnts", "evnts "),
            ("events durng", "events durng "),
            ("events | where `knd`", "events | where `knd` "),
            ("events | select banana ", "events | select banana | "),
            ("events | where banana", "events | where banana "),
            ("events | where against ", "events | where agianst "),
            ("events as deny", "events as deny "),
        ] {
            assert_eq!((n_unknown(begun), n_unknown(left)), (0, 1), "{left}");
        }
    }

    #[test]
    fn names_of_a_session_are_known() {
        let source = "mine | count by kind";
        let unknown = |definitions| {
            let all = parts(source, definitions, None);
            all.iter()
                .filter(|(_, part)| *part == Part::Unknown)
                .count()
        };
        assert_eq!(unknown(""), 1);
        assert_eq!(unknown("let mine = events\n;\n"), 0);
    }
}
