//! Texts that a user can paste in place of a mistaken one.

use std::ops::Range;

use super::scan::{Token, TokenKind};
use super::words::{TIMES, is_clause, is_one_of};
use crate::query::ast::CompareOperator;
use crate::span::Span;

/// Operators of other languages and what is used here.
const FOREIGN: [(&str, &str); 12] = [
    ("&&", "and"),
    ("||", "or"),
    ("==", "="),
    ("<>", "!="),
    ("=~", "~"),
    ("&", "and"),
    ("!", "not"),
    ("::", "."),
    ("^", "not"),
    ("≠", "!="),
    ("≥", ">="),
    ("≤", "<="),
];

/// What is written here for an operator of another language.
pub(super) fn foreign(token: Token, source: &str) -> Option<&'static str> {
    (token.kind == TokenKind::Symbol)
        .then(|| {
            FOREIGN
                .iter()
                .find(|(found, _)| *found == token.text(source))
        })?
        .map(|(_, instead)| *instead)
}

/// A stretch of the source with the operators of this language.
pub(super) fn with_own_operators(source: &str, tokens: &[Token]) -> String {
    let replace = tokens.iter().map(|token| match foreign(*token, source) {
        Some("not") => (token.span, "not ".to_owned()),
        Some(instead) => (token.span, instead.to_owned()),
        None => (token.span, token.text(source).to_owned()),
    });
    patched(source, tokens, replace)
}

/// The stage or the bracket's inside that holds byte `at`, with `and` between its clauses.
pub(super) fn joined_clauses(source: &str, tokens: &[Token], at: usize) -> String {
    let inside = &tokens[condition(source, tokens, at)];
    let texts = inside.iter().enumerate().map(|(index, token)| {
        let text = token.text(source);
        if starts_unjoined_clause(source, &inside[..index], *token) {
            (token.span, format!("and {text}"))
        } else {
            (token.span, text.to_owned())
        }
    });
    patched(source, inside, texts)
}

/// The positions of the tokens in the same stage or bracket as byte `at`.
fn condition(source: &str, tokens: &[Token], at: usize) -> Range<usize> {
    let index = tokens.partition_point(|token| token.span.end <= at);
    let depth = tokens.get(index).map_or(0, |token| token.depth);
    let is_edge = |token: &Token| {
        token.depth < depth
            || token.depth == depth && (token.is(source, "|") || token.is(source, ";"))
    };
    let before = tokens[..index].iter().rposition(is_edge);
    let after = tokens[index..].iter().position(is_edge);
    let start = before.map_or(0, |edge| edge + 1);
    start..after.map_or(tokens.len(), |edge| index + edge)
}

/// Whether a clause begins here although the one before it has just ended.
fn starts_unjoined_clause(source: &str, before: &[Token], token: Token) -> bool {
    let Some(last) = before.last() else {
        return false;
    };
    if token.kind != TokenKind::Word
        || !is_clause(token.text(source))
        || before[0].depth != token.depth
    {
        return false;
    }
    let text = last.text(source);
    match last.kind {
        TokenKind::Symbol => text == "+",
        TokenKind::Open => false,
        TokenKind::Word
            if is_one_of(
                text,
                &["where", "and", "or", "not", "possibly", "according"],
            ) =>
        {
            false
        }
        TokenKind::Word => {
            // `date during 2016` has its own subject; `of airstrike during 2016` has not.
            let is_test = is_one_of(token.text(source), &TIMES)
                || is_one_of(token.text(source), &["within", "at", "near", "possibly"]);
            let previous = before.len().checked_sub(2).map(|index| before[index]);
            let after_word = previous.is_some_and(|previous| {
                is_one_of(previous.text(source), &["of", "as", "=", "null"])
            });
            !is_test || after_word || text.eq_ignore_ascii_case("null")
        }
        _ => true,
    }
}

/// The tokens' stretch of the source with some of them replaced; what stands between is kept.
fn patched(source: &str, tokens: &[Token], texts: impl Iterator<Item = (Span, String)>) -> String {
    let mut result = String::new();
    let mut at = tokens.first().map_or(0, |token| token.span.start);
    for (span, text) in texts {
        let between = &source[at..span.start];
        if result.ends_with(' ') {
            result.push_str(between.trim_start());
        } else {
            result.push_str(between);
        }
        result.push_str(&text);
        at = span.end;
    }
    result
}

/// The operator with its sides changed.
fn turned_round(operator: CompareOperator) -> CompareOperator {
    use CompareOperator::{Greater, GreaterOrEqual, Less, LessOrEqual};
    match operator {
        Less => Greater,
        LessOrEqual => GreaterOrEqual,
        Greater => Less,
        GreaterOrEqual => LessOrEqual,
        other => other,
    }
}

/// Ways to say `a < b < c`.
pub(super) fn unchained(
    [first, middle, last]: [&str; 3],
    left: CompareOperator,
    right: CompareOperator,
) -> Vec<String> {
    use CompareOperator::{Greater, GreaterOrEqual, Less, LessOrEqual};
    let is_field = !middle.starts_with(|c: char| c.is_ascii_digit() || c == '"');
    if !is_field {
        return vec![format!(
            "{first} {} {middle} and {last} {} {middle}",
            left.symbol(),
            turned_round(right).symbol()
        )];
    }
    let turned = turned_round(left);
    let mut fixes = Vec::new();
    match (left, right) {
        (Less | LessOrEqual, Less | LessOrEqual) => {
            fixes.push(format!("{middle} in {first}..{last}"));
        }
        (Greater | GreaterOrEqual, Greater | GreaterOrEqual) => {
            fixes.push(format!("{middle} in {last}..{first}"));
        }
        _ => {}
    }
    fixes.push(format!(
        "{middle} {} {first} and {middle} {} {last}",
        turned.symbol(),
        right.symbol(),
    ));
    fixes
}

/// A stage with the words that follow it elsewhere: `order by date desc`, `group by kind`.
pub(super) fn stage_in_other_words(stage: &str, rest: &str) -> Option<String> {
    let lower = rest.to_ascii_lowercase();
    let by = lower
        .strip_prefix("by ")
        .map(|by| rest[rest.len() - by.len()..].trim());
    match (stage, by) {
        ("sort", by) => {
            let keys = by.unwrap_or(rest).split(',').map(sort_key);
            Some(format!("sort {}", keys.collect::<Vec<_>>().join(", ")))
        }
        ("count", None) if !rest.is_empty() => Some(format!("count by {rest}")),
        ("select" | "derive", _) => named_after(rest).map(|columns| format!("{stage} {columns}")),
        ("summarize", Some(keys)) => Some(format!("count by {keys}")),
        ("take", None) => Some(format!("take {}", rest.split_whitespace().next()?)),
        _ => None,
    }
}

/// `date desc` as it is written here: `-date`.
fn sort_key(key: &str) -> String {
    let ends = [
        (" desc", "-"),
        (" descending", "-"),
        (" asc", ""),
        (" ascending", ""),
    ];
    let key = key.trim();
    let found = ends.iter().find_map(|(end, sign)| {
        let at = key.len().checked_sub(end.len())?;
        let is_end = key.is_char_boundary(at) && key[at..].eq_ignore_ascii_case(end);
        is_end.then(|| format!("{sign}{}", key[..at].trim()))
    });
    found.unwrap_or_else(|| key.to_owned())
}

/// Columns with their names behind them, `title as headline`, with the names before them.
fn named_after(columns: &str) -> Option<String> {
    let named = columns.split(',').map(|column| {
        let mut words = column.split_whitespace().rev();
        let (name, joint) = (words.next()?, words.next()?);
        let value: Vec<&str> = words.rev().collect();
        let is_named = joint.eq_ignore_ascii_case("as") && !value.is_empty();
        is_named.then(|| format!("{name} = {}", value.join(" ")))
    });
    let columns = columns.split(',').map(str::trim);
    let all = columns.zip(named);
    let all: Vec<(&str, Option<String>)> = all.collect();
    all.iter().any(|(_, named)| named.is_some()).then(|| {
        let each = all
            .into_iter()
            .map(|(column, named)| named.unwrap_or_else(|| column.to_owned()));
        each.collect::<Vec<_>>().join(", ")
    })
}
