//! Words where names in quotes are needed: `by Russia and Iran`, `by ("Russia", Iran)`.

use std::ops::Range;

use super::diagnose::Context;
use super::scan::TokenKind;
use super::words::{NAMING, is_clause, is_one_of};
use crate::query::error::{QueryError, QueryErrorKind, UnquotedName};

/// Words that join conditions and names.
const JOINTS: [&str; 4] = ["and", "or", ",", "&"];

impl Context<'_> {
    /// A word where a name in quotes is needed.
    pub(super) fn unquoted_name(&self) -> Option<QueryError> {
        self.stopped()
            .filter(|token| token.kind == TokenKind::Word)?;
        let (clause, start) = match self.network_of() {
            Some(of) => (of, of + 1),
            None => (self.clause_of_names(self.at)?, self.at),
        };
        let is_order = is_one_of(self.text(self.segment.start), &["sort", "order"]);
        // `count by kind` and its like take fields.
        if is_order || self.text(clause).eq_ignore_ascii_case("by") && self.groups_by(clause) {
            return None;
        }
        self.unquoted(clause, start, start > clause + 1)
    }

    /// `by "Russia" and Iran`: a list of which a later name has no quotes.
    pub(super) fn partly_quoted(&self, clause: usize, next: usize) -> Option<QueryError> {
        let is_bare = self.tokens[next].kind == TokenKind::Word
            && self
                .name_at(next)
                .is_some_and(|name| self.ends_a_name(name.end));
        is_bare.then(|| self.unquoted(clause, clause + 1, false))?
    }

    fn unquoted(&self, clause: usize, start: usize, is_listed: bool) -> Option<QueryError> {
        let names = self.names_from(start, is_listed);
        let end = names.last()?.end;
        let span = self.tokens[start].span.join(self.tokens[end - 1].span);
        let names = names.into_iter().map(|name| self.bare(name)).collect();
        let unquoted = UnquotedName::new(self.clause_text(clause), names, is_listed);
        Some(QueryError::new(
            QueryErrorKind::UnquotedName(unquoted),
            span,
        ))
    }

    /// The names from a token on, each a range of tokens: words that belong together or a name in
    /// quotes, with joints between them.
    fn names_from(&self, start: usize, is_listed: bool) -> Vec<Range<usize>> {
        let mut names = Vec::new();
        let mut at = start;
        while let Some(name) = self.name_at(at) {
            at = name.end;
            names.push(name);
            // Within brackets each name is told alone.
            let goes_on = !is_listed
                && at < self.piece.end
                && is_one_of(self.text(at), &JOINTS)
                && self
                    .name_at(at + 1)
                    .is_some_and(|next| self.ends_a_name(next.end));
            if !goes_on {
                break;
            }
            at += 1;
        }
        names
    }

    /// The words, or the name in quotes, at a token.
    fn name_at(&self, at: usize) -> Option<Range<usize>> {
        let is_name = |index: &usize| {
            let text = self.text(*index);
            self.tokens[*index].kind == TokenKind::Word
                && !is_clause(text)
                && !is_one_of(text, &["and", "or", "not", "where"])
        };
        if at >= self.piece.end {
            return None;
        }
        if self.tokens[at].kind == TokenKind::Text {
            return Some(at..at + 1);
        }
        let end = (at..self.piece.end)
            .find(|index| !is_name(index))
            .unwrap_or(self.piece.end);
        (end > at).then_some(at..end)
    }

    /// Whether what stands at a token can follow a name: `by Russia and kind = aid` goes on with a field.
    fn ends_a_name(&self, at: usize) -> bool {
        if at >= self.piece.end {
            return true;
        }
        let text = self.text(at);
        is_clause(text) || is_one_of(text, &JOINTS) || [")", "|", ";", "->", "+"].contains(&text)
    }

    /// A name without its quotes.
    fn bare(&self, tokens: Range<usize>) -> String {
        let span = self.tokens[tokens.start]
            .span
            .join(self.tokens[tokens.end - 1].span);
        span.of(self.source).trim_matches(['"', '\'']).to_owned()
    }

    /// `network comention of Islamic State`: the `of`.
    fn network_of(&self) -> Option<usize> {
        let words = (self.segment.start..self.at).rev();
        let of = words
            .take_while(|index| self.tokens[*index].kind == TokenKind::Word)
            .find(|index| self.text(*index).eq_ignore_ascii_case("of"))?;
        let head = of
            .checked_sub(2)
            .filter(|head| *head >= self.segment.start)?;
        self.text(head)
            .eq_ignore_ascii_case("network")
            .then_some(of)
    }

    /// The clause word whose list of names token `at` would go on.
    fn clause_of_names(&self, at: usize) -> Option<usize> {
        let mut index = at;
        while index > self.piece.start {
            index -= 1;
            let token = self.tokens[index];
            let text = token.text(self.source);
            match token.kind {
                TokenKind::Text | TokenKind::Handle | TokenKind::Parameter if index + 1 < at => {}
                TokenKind::Symbol if text == "," || text == "+" => {}
                TokenKind::Open if text == "(" => {}
                TokenKind::Word if text.eq_ignore_ascii_case("all") => {}
                TokenKind::Word if is_one_of(text, &NAMING) => return Some(index),
                _ => return None,
            }
        }
        None
    }

    fn groups_by(&self, by: usize) -> bool {
        let first = self.text(self.segment.start);
        by > self.segment.start && is_one_of(first, &["count", "summarize", "top"])
    }

    /// The clause word as typed, `according to` in full.
    fn clause_text(&self, clause: usize) -> String {
        let before = clause.checked_sub(1).map(|before| self.text(before));
        match before.filter(|text| text.eq_ignore_ascii_case("according")) {
            Some(_) => "according to".to_owned(),
            None => self.text(clause).to_ascii_lowercase(),
        }
    }
}
