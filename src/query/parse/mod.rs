//! Source → AST. The only place that knows the parser generator.

mod bare;
mod build;
mod clause;
mod dated;
mod diagnose;
mod expected;
mod expr;
mod fix;
mod foreign;
mod grammar;
mod habit;
mod incomplete;
mod literal;
mod misspelt;
mod quantifier;
mod recover;
mod request;
mod rule_name;
pub(super) mod scan;
mod sound;
mod stage;
pub(super) mod words;

use std::num::NonZeroUsize;
use std::sync::Once;

use pest::Parser;

use self::build::Builder;
pub(super) use self::dated::fault as date_fault;
pub(super) use self::expected::{Expected, expected_after};
use self::grammar::{QueryParser, Rule};
use self::scan::{MAX_BYTES, Scan};
pub(super) use self::sound::Sound;
use super::ast::Script;
use super::error::{Diagnostics, QueryError, QueryErrorKind};
use crate::span::Span;

/// Steps allowed to the parser: a query of the allowed length that is all short conditions needs about
/// two thirds of it.
const MAX_STEPS: usize = 10_000_000;

/// Reads a source. An empty one, or one of comments alone, is a script without statements.
///
/// # Errors
/// All that is wrong with its form, in source order, at most [`super::error::MAX_ERRORS`].
///
/// ```
/// let script = dateline::query::parse::parse("events by \"Russia\" | count by kind").unwrap();
/// assert_eq!(script.statements.len(), 1);
/// let errors = dateline::query::parse::parse("articles | were title ~ \"x\"").unwrap_err();
/// assert_eq!(errors.errors()[0].kind.code(), "E001");
/// ```
pub fn parse(source: &str) -> Result<Script, Diagnostics> {
    limit_steps();
    if source.len() > MAX_BYTES {
        let kind = QueryErrorKind::TooLong { limit: MAX_BYTES };
        return Err(QueryError::new(kind, Span::new(0, 0)).into());
    }
    let scan = scan::scan(source);
    if let Some(error) = too_deep(&scan) {
        return Err(error.into());
    }
    if scan.errors.is_empty()
        && let (Some(script), errors) = attempt(source, &scan)
        && errors.is_empty()
    {
        return Ok(script);
    }
    let broken = recover::broken(source, &scan);
    let errors = broken.into_iter().flat_map(|piece| piece.errors).collect();
    Err(Diagnostics::new(errors).unwrap_or_else(|| unexplained(source)))
}

/// What of a source that does not parse can be looked at nevertheless; `None` if nothing.
pub(super) fn sound_part(source: &str) -> Option<Sound> {
    if source.len() > MAX_BYTES {
        return None;
    }
    let scan = scan::scan(source);
    if too_deep(&scan).is_some() {
        return None;
    }
    let broken = recover::broken(source, &scan);
    sound::sound(source, &scan, &broken)
}

/// How a text stands on its way to a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// It parses.
    Complete,
    /// More must follow: a bracket or quote is open, or the text ends where something is needed.
    Open,
    /// What stands there is wrong already.
    Wrong,
}

/// Tells whether a text is a whole query or waits for more.
pub fn completeness(source: &str) -> Completeness {
    limit_steps();
    if source.len() > MAX_BYTES {
        return Completeness::Wrong;
    }
    let scan = scan::scan(source);
    if !scan.errors.is_empty() {
        let is_open = |error: &QueryError| matches!(error.kind, QueryErrorKind::Unclosed { .. });
        return if scan.errors.iter().all(is_open) {
            Completeness::Open
        } else {
            Completeness::Wrong
        };
    }
    match QueryParser::parse(Rule::script, source) {
        Ok(_) => Completeness::Complete,
        Err(error) => {
            let end = scan.tokens.last().map_or(0, |token| token.span.end);
            if recover::position(&error) >= end {
                Completeness::Open
            } else {
                Completeness::Wrong
            }
        }
    }
}

/// Where nesting is too deep, that alone is told.
fn too_deep(scan: &Scan) -> Option<QueryError> {
    let is_too_deep = |error: &&QueryError| matches!(error.kind, QueryErrorKind::TooDeep { .. });
    scan.errors.iter().find(is_too_deep).cloned()
}

/// Parses the whole: the tree if there is one, and what is wrong in spite of parsing.
fn attempt(source: &str, scan: &Scan) -> (Option<Script>, Vec<QueryError>) {
    let Some(pair) = QueryParser::parse(Rule::script, source)
        .ok()
        .and_then(|mut pairs| pairs.next())
    else {
        return (None, Vec::new());
    };
    let builder = Builder::new(source, scan, 0);
    let script = builder.script(pair);
    (script, builder.errors.into_inner())
}

fn limit_steps() {
    static LIMIT: Once = Once::new();
    LIMIT.call_once(|| pest::set_call_limit(NonZeroUsize::new(MAX_STEPS)));
}

fn unexplained(source: &str) -> Diagnostics {
    let kind = QueryErrorKind::Unexpected {
        found: source.trim().chars().take(20).collect(),
        expected: Vec::new(),
        similar: None,
    };
    QueryError::new(kind, Span::new(0, source.len())).into()
}

#[cfg(test)]
mod tests;
