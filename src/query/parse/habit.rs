//! What people write out of habit, from other languages and from plain English: operators in words,
//! names joined by `and`, dates as in a newspaper, curly quotes.

use super::diagnose::Context;
use super::scan::TokenKind;
use super::words::{NAMING, TIMES, is_clause, is_one_of};
use crate::query::catalog::noun_word;
use crate::query::error::{DateFault, QueryError, QueryErrorKind};
use crate::query::meant::date_meant;
use crate::query::suggest::nearest;

/// Words that compare elsewhere, and what is written here.
const WORD_OPERATORS: [(&str, &str); 15] = [
    ("like", "~"),
    ("ilike", "~"),
    ("contains", "~"),
    ("includes", "~"),
    ("matches", "~"),
    ("regexp", "~"),
    ("rlike", "~"),
    ("equals", "="),
    ("eq", "="),
    ("ne", "!="),
    ("gt", ">"),
    ("gte", ">="),
    ("lt", "<"),
    ("lte", "<="),
    ("between", "in"),
];

/// Opening quotes of typesetters with the closing ones that may follow.
const CURLY: [(&str, &str); 6] = [
    ("“", "”"),
    ("”", "”"),
    ("„", "“"),
    ("«", "»"),
    ("‘", "’"),
    ("’", "’"),
];

impl Context<'_> {
    /// `title like "x"`, `words between 3 and 5`.
    pub(super) fn word_operator(&self) -> Option<QueryError> {
        let stopped = self.stopped()?;
        let word = stopped.text(self.source);
        let (_, instead) = WORD_OPERATORS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(word))?;
        let before = self.previous()?;
        let is_negated = before.is(self.source, "not");
        let (start, instead) = match (is_negated, *instead) {
            (true, "~") => (before.span.start, "!~"),
            (true, "in") => (before.span.start, "not in"),
            (_, own) => (stopped.span.start, own),
        };
        let mut end = stopped.span.end;
        let mut own = instead.to_owned();
        if instead.ends_with("in") {
            let and = (self.at + 1..self.segment.end)
                .find(|index| self.tokens[*index].is(self.source, "and"))?;
            let low = &self.source[end..self.tokens[and].span.start];
            let high = self.tokens.get(and + 1)?;
            // After a noun stand clauses, and what lies between two ends is a time.
            let is_clause = noun_word(self.text(self.piece.start)).is_some();
            let word = if is_clause { "during" } else { instead };
            own = format!("{word} {}..{}", low.trim(), high.text(self.source));
            end = high.span.end;
        }
        let stage = self.segment_span()?;
        let fix = format!(
            "{}{own}{}",
            &self.source[stage.start..start],
            &self.source[end..stage.end]
        );
        let kind = QueryErrorKind::WrongOperator {
            found: vec![(word.to_owned(), instead)],
            fix,
        };
        Some(QueryError::new(kind, stopped.span))
    }

    /// `by "Russia" and "Iran"`, `by "Russia" and within "Syria"`.
    pub(super) fn joined_names(&self) -> Option<QueryError> {
        let stopped = self.stopped()?;
        let joint = stopped.text(self.source).to_ascii_lowercase();
        if !is_one_of(&joint, &["and", "or", ","]) || self.previous()?.kind == TokenKind::Word {
            return None;
        }
        let next = (self.at + 1 < self.segment.end).then(|| self.at + 1)?;
        let is_name = |index: usize| {
            matches!(
                self.tokens[index].kind,
                TokenKind::Text | TokenKind::Handle | TokenKind::Parameter
            )
        };
        if self.tokens[next].kind == TokenKind::Word && is_clause(self.text(next)) {
            return self.joined_clauses(&joint);
        }
        let clause = (self.segment.start..self.at)
            .rev()
            .find(|index| self.tokens[*index].kind == TokenKind::Word)
            .filter(|index| is_one_of(self.text(*index), &NAMING) && is_name(*index + 1))?;
        if let Some(bare) = self.partly_quoted(clause, next) {
            return Some(bare);
        }
        let names: Vec<&str> = (clause + 1..self.segment.end)
            .take_while(|index| {
                is_name(*index) || is_one_of(self.text(*index), &["and", "or", ",", "+"])
            })
            .filter(|index| is_name(*index))
            .map(|index| self.text(index))
            .collect();
        let last = (clause + 1..self.segment.end)
            .take_while(|index| {
                is_name(*index) || is_one_of(self.text(*index), &["and", "or", ",", "+"])
            })
            .last()?;
        let each = if joint == "and" { "all " } else { "" };
        let fix = format!("{} {each}({})", self.text(clause), names.join(", "));
        let kind = QueryErrorKind::Unexpected {
            found: joint,
            expected: Vec::new(),
            similar: Some(fix),
        };
        Some(QueryError::new(
            kind,
            self.tokens[clause].span.join(self.tokens[last].span),
        ))
    }

    /// `take 5 by source`, `top 3 actor by count`.
    pub(super) fn ranked_otherwise(&self) -> Option<String> {
        let stopped = self.stopped().filter(|token| token.is(self.source, "by"))?;
        let stage = self.segment_span()?;
        let before = self.source.get(stage.start..stopped.span.start)?.trim_end();
        let after = self.source.get(stopped.span.end..stage.end)?;
        match self.text(self.segment.start).to_ascii_lowercase().as_str() {
            "take" => Some(format!("{before} per{after}")),
            "top" if after.trim().eq_ignore_ascii_case("count") => Some(before.to_owned()),
            _ => None,
        }
    }

    /// The error of a word for which another stage is offered.
    pub(super) fn error_of_stage(&self, found: &str, fix: String) -> QueryError {
        let place = self.stopped().map(|token| token.span).unwrap_or_default();
        let kind = QueryErrorKind::Unexpected {
            found: found.to_owned(),
            expected: Vec::new(),
            similar: Some(fix),
        };
        QueryError::new(kind, place)
    }

    /// `network events`: no kind of link.
    pub(super) fn unknown_link(&self) -> Option<QueryError> {
        let stopped = self.stopped()?;
        let is_network = self.at == self.piece.start + 1
            && self.text(self.piece.start).eq_ignore_ascii_case("network");
        let links = ["comention", "coevent", "quotes"];
        is_network.then(|| {
            let found = stopped.text(self.source);
            let kind = QueryErrorKind::Unexpected {
                found: found.to_owned(),
                expected: links.map(|link| format!("`{link}`")).into(),
                similar: nearest(found, links).map(str::to_owned),
            };
            QueryError::new(kind, stopped.span)
        })
    }

    /// `entity = ("A", "B")`
    pub(super) fn equal_to_list(&self) -> Option<QueryError> {
        let stopped = self.stopped().filter(|token| token.is(self.source, ","))?;
        let open = (self.piece.start..self.at).rev().find(|index| {
            let token = self.tokens[*index];
            token.kind == TokenKind::Open && token.depth < stopped.depth
        })?;
        let sign = open
            .checked_sub(1)
            .filter(|sign| *sign >= self.piece.start)?;
        let instead = match self.text(sign) {
            "=" => "in",
            "!=" => "not in",
            _ => return None,
        };
        let (first, last) = (
            self.tokens[self.piece.start],
            self.tokens[self.piece.end - 1],
        );
        let sign = self.tokens[sign];
        let before = &self.source[first.span.start..sign.span.start];
        let after = &self.source[sign.span.end..last.span.end];
        let kind = QueryErrorKind::WrongOperator {
            found: vec![(sign.text(self.source).to_owned(), instead)],
            fix: format!("{before}{instead}{after}"),
        };
        Some(QueryError::new(kind, sign.span))
    }

    /// After a noun, clauses stand side by side; alternatives are conditions.
    fn joined_clauses(&self, joint: &str) -> Option<QueryError> {
        let segment = self.segment_span()?;
        let first = (self.segment.start..self.at).find(|index| is_clause(self.text(*index)))?;
        let start = self.tokens[first].span.start;
        let clauses = &self.source[start..segment.end];
        let stopped = self.stopped()?.span;
        let fix = if joint == "or" {
            format!("| where {clauses}")
        } else {
            let before = self.source[start..stopped.start].trim_end();
            format!(
                "{before} {}",
                self.source[stopped.end..segment.end].trim_start()
            )
        };
        let kind = QueryErrorKind::Unexpected {
            found: joint.to_owned(),
            expected: Vec::new(),
            similar: Some(fix),
        };
        Some(QueryError::new(
            kind,
            crate::span::Span::new(start, segment.end),
        ))
    }

    /// A date as people write it: `during 9 June 2016`.
    pub(super) fn written_date(&self) -> Option<QueryError> {
        let time = (self.segment.start..self.at)
            .rev()
            .find(|index| is_one_of(self.text(*index), &TIMES))?;
        let is_end = |index: &usize| {
            let text = self.text(*index);
            is_clause(text) && !is_one_of(text, &["of", "to"])
                || is_one_of(text, &["and", "or", "not", "where"])
        };
        let end = (time + 1..self.segment.end)
            .find(is_end)
            .unwrap_or(self.segment.end);
        if end <= self.at || time + 1 >= end {
            return None;
        }
        let span = self.tokens[time + 1].span.join(self.tokens[end - 1].span);
        let text = span.of(self.source);
        let kind = QueryErrorKind::BadDate {
            text: text.to_owned(),
            fault: DateFault::Form,
            meant: Some(date_meant(text)?),
        };
        Some(QueryError::new(kind, span))
    }

    /// `“Russia”`
    pub(super) fn curly_quotes(&self) -> Option<QueryError> {
        let open = self.stopped()?;
        let (_, close) = CURLY
            .iter()
            .find(|(known, _)| *known == open.text(self.source))?;
        let rest = self.tokens[self.at + 1..self.piece.end].iter();
        let end = rest.clone().find(|token| token.is(self.source, close))?;
        let inside = self.source[open.span.end..end.span.start].trim();
        let span = open.span.join(end.span);
        let kind = QueryErrorKind::Unexpected {
            found: span.of(self.source).to_owned(),
            expected: Vec::new(),
            similar: Some(format!("\"{inside}\"")),
        };
        Some(QueryError::new(kind, span))
    }
}
