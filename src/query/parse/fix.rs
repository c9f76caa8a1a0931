//! Texts that a user can paste in place of a mistaken one.

use std::ops::Range;

use pest::Parser;

use super::grammar::{QueryParser, Rule};
use super::scan::{Token, TokenKind};
use super::words::{TIMES, clause_elsewhere, is_clause, is_one_of};
use crate::query::ast::CompareOperator;
use crate::query::catalog::noun_word;
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
            let key = by.unwrap_or(rest);
            let ends = [
                (" desc", "-"),
                (" descending", "-"),
                (" asc", ""),
                (" ascending", ""),
            ];
            let found = ends.iter().find_map(|(end, sign)| {
                let at = key.len().checked_sub(end.len())?;
                let is_end = key.is_char_boundary(at) && key[at..].eq_ignore_ascii_case(end);
                is_end.then(|| format!("sort {sign}{}", key[..at].trim()))
            });
            Some(found.unwrap_or_else(|| format!("sort {key}")))
        }
        ("summarize", Some(keys)) => Some(format!("count by {keys}")),
        ("take", None) => Some(format!("take {}", rest.split_whitespace().next()?)),
        _ => None,
    }
}

/// A request that starts with a verb or a stage, from its noun on: `show me articles …`, `count events
/// by kind`.
pub(super) fn from_request(source: &str, tokens: &[Token]) -> Option<String> {
    let first = tokens.first()?;
    let at = tokens
        .iter()
        .position(|token| token.kind == TokenKind::Word && noun_word(token.text(source)).is_some())
        .filter(|at| *at > 0)?;
    let asked = tokens[at].span.join(tokens.last()?.span).of(source);
    if !first.text(source).eq_ignore_ascii_case("count") {
        let parses = |text: &str| QueryParser::parse(Rule::script, text).is_ok();
        if parses(asked) {
            return Some(asked.to_owned());
        }
        return in_clauses(source, &tokens[at..]).filter(|fix| parses(fix));
    }
    let noun = tokens[at].text(source);
    let rest = asked[noun.len()..].trim_start();
    Some(format!("{noun} | count {rest}").trim_end().to_owned())
}

/// A noun and what follows it in English, as clauses: `events in Syria`, `articles about Aleppo`.
fn in_clauses(source: &str, tokens: &[Token]) -> Option<String> {
    let mut query = tokens.first()?.text(source).to_owned();
    let mut at = 1;
    while at < tokens.len() {
        let word = tokens[at].text(source);
        let rest = &tokens[at + 1..];
        let n_names = rest
            .iter()
            .take_while(|token| {
                let text = token.text(source);
                token.kind == TokenKind::Word
                    && !is_clause(text)
                    && clause_elsewhere(text).is_none()
            })
            .count();
        let is_date = rest
            .first()
            .is_some_and(|token| token.kind == TokenKind::Number);
        let clause = match clause_elsewhere(word) {
            Some("within") if is_date => "during",
            Some(clause) => clause,
            None if is_clause(word) => word,
            None => return None,
        };
        let value = if n_names > 0 {
            let span = rest[0].span.join(rest[n_names - 1].span);
            format!("\"{}\"", span.of(source))
        } else {
            rest.first()?.text(source).to_owned()
        };
        query.extend([" ", clause, " ", &value]);
        at += 1 + n_names.max(1);
    }
    Some(query)
}

/// Where a part of an SQL query ends.
const ENDS: [&str; 9] = [
    "select", "from", "where", "group", "order", "limit", "having", "|", ";",
];

/// A query of SQL in this language, as far as it can be told: `select … from … where … order by …
/// limit …`, or `from … | …`.
pub(super) fn from_sql(source: &str, tokens: &[Token]) -> Option<String> {
    let outer = tokens.first()?.depth;
    let part = |words: &[&str], ends: &[&str]| -> Option<&str> {
        let at = tokens
            .iter()
            .position(|token| token.depth == outer && is_one_of(token.text(source), words))?;
        let rest = &tokens[at + 1..];
        let rest = match rest.first() {
            Some(by) if by.is(source, "by") => &rest[1..],
            _ => rest,
        };
        let end = rest
            .iter()
            .position(|token| token.depth == outer && is_one_of(token.text(source), ends))
            .unwrap_or(rest.len());
        let span = rest.first()?.span.join(rest[..end].last()?.span);
        Some(span.of(source))
    };
    let mut query = part(&["from"], &ENDS)?.to_owned();
    if let Some(condition) = part(&["where"], &ENDS) {
        query.push_str(" | where ");
        query.push_str(condition);
    }
    if let Some(groups) = part(&["group"], &ENDS) {
        query.push_str(" | count by ");
        query.push_str(groups);
    } else if let Some(columns) = part(&["select"], &ENDS).filter(|columns| *columns != "*") {
        query.push_str(" | select ");
        query.push_str(columns);
    }
    if let Some(order) = part(&["order"], &ENDS) {
        let (key, is_descending) = match order.to_ascii_lowercase() {
            lower if lower.ends_with(" desc") => (order[..order.len() - 5].trim_end(), true),
            lower if lower.ends_with(" asc") => (order[..order.len() - 4].trim_end(), false),
            _ => (order, false),
        };
        query.push_str(if is_descending {
            " | sort -"
        } else {
            " | sort "
        });
        query.push_str(key);
    }
    if let Some(limit) = part(&["limit"], &ENDS) {
        query.push_str(" | take ");
        query.push_str(limit);
    }
    Some(query)
}
