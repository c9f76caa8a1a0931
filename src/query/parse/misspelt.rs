//! A word of the grammar that is nearly spelt right: put right, the piece parses further.

use pest::Parser;

use super::diagnose::Context;
use super::grammar::{QueryParser, Rule};
use super::recover::position;
use super::scan::{Token, TokenKind};
use super::words::{CLAUSES, NAMING, PREFIXES, clause_elsewhere, is_clause, is_stage};
use crate::query::catalog::{NOUNS, noun_word};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::suggest::nearest;

/// A word of fewer letters is as near to any other.
const SHORTEST: usize = 3;

impl Context<'_> {
    /// `events agianst "Daesh"`, `events | where durng 2016`, `explian events`.
    pub(super) fn misspelt(&self, is_head: bool) -> Option<QueryError> {
        let rule = if is_head {
            Rule::piece
        } else {
            Rule::stage_only
        };
        let before = self.at.checked_sub(1).filter(|at| *at >= self.piece.start);
        let here = (self.at < self.piece.end).then_some(self.at);
        let words = [here, before].into_iter().flatten();
        words
            .filter(|at| self.tokens[*at].kind == TokenKind::Word)
            .find_map(|at| {
                let is_first = is_head && at == self.piece.start;
                let similar = meant(self.text(at), is_first)?;
                let token = self.tokens[at];
                self.leads_on(token, similar, rule).then(|| {
                    let kind = QueryErrorKind::Unexpected {
                        found: self.text(at).to_owned(),
                        expected: Vec::new(),
                        similar: Some(similar.to_owned()),
                    };
                    QueryError::new(kind, token.span)
                })
            })
    }

    /// Whether the piece parses, or parses further, with another word in a token's place.
    fn leads_on(&self, token: Token, word: &str, rule: Rule) -> bool {
        let ends = self
            .tokens
            .get(self.piece.start)
            .zip(self.piece.end.checked_sub(1));
        let Some((first, last)) = ends else {
            return false;
        };
        let start = first.span.start;
        let before = &self.source[start..token.span.start];
        let after = &self.source[token.span.end..self.tokens[last].span.end];
        let reached = (before.len() + word.len()).max(self.place().start - start);
        let text = format!("{before}{word}{after}");
        match QueryParser::parse(rule, &text) {
            Ok(_) => true,
            // The last word leads on where only what follows it is missing.
            Err(error) if after.is_empty() => position(&error) == text.len(),
            Err(error) => position(&error) > reached + word.len().abs_diff(token.span.len()),
        }
    }
}

/// The word that a misspelt one is meant to be; `None` for words that mean something themselves.
fn meant(word: &str, is_first: bool) -> Option<&'static str> {
    let is_field = NOUNS.iter().any(|noun| noun.noun.field(word).is_some());
    let is_known = is_clause(word) || is_stage(word) || is_field || noun_word(word).is_some();
    if is_known || word.len() < SHORTEST || clause_elsewhere(word).is_some() {
        return None;
    }
    if is_first {
        nearest(word, PREFIXES)
    } else {
        nearest(word, NAMING.into_iter().chain(CLAUSES))
    }
}
