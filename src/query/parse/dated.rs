//! Dates as people write them: `9 June 2016`, `2016-6`, `yesterday`.

use super::diagnose::Context;
use super::scan::TokenKind;
use super::words::{TIMES, is_clause, is_one_of, is_stage};
use crate::model::date::PartialDate;
use crate::query::catalog::{Field, FieldType, NOUNS, noun_word};
use crate::query::error::{DateFault, QueryError, QueryErrorKind};
use crate::query::meant::{date_meant, either_day, lacks_year};

/// Operators after which a date can stand.
const COMPARING: [&str; 7] = ["=", "!=", "<", "<=", ">", ">=", "in"];

/// What is wrong with a date as people write it.
pub(in crate::query) fn fault(text: &str) -> DateFault {
    either_day(text).map_or(DateFault::Form, DateFault::Either)
}

impl Context<'_> {
    /// A date as people write it: `during 9 June 2016`, `on yesterday`, `last week`.
    pub(super) fn written_date(&self) -> Option<QueryError> {
        let time = (self.segment.start..self.at).rev().find(|index| {
            let text = self.text(*index);
            is_one_of(text, &TIMES) || is_one_of(text, &COMPARING) && self.is_dated(*index)
        });
        let is_clause_of_noun =
            self.at > self.piece.start && self.segment.start == self.piece.start;
        let (start, clause) = match time {
            Some(time) => (time + 1, None),
            None if !is_clause_of_noun || noun_word(self.text(self.piece.start)).is_none() => {
                return None;
            }
            None if is_one_of(self.text(self.at), &["on", "in", "around"]) => {
                (self.at + 1, Some("during"))
            }
            None => (self.at, Some("during")),
        };
        let is_end = |index: &usize| {
            let text = self.text(*index);
            is_clause(text) && !is_one_of(text, &["of", "to"])
                || is_stage(text)
                || is_one_of(text, &["and", "or", "not"])
        };
        let end = (start..self.segment.end)
            .find(is_end)
            .unwrap_or(self.segment.end);
        if end <= self.at || start >= end {
            return None;
        }
        let span = self.tokens[start].span.join(self.tokens[end - 1].span);
        let text = span.of(self.source).trim_matches(['"', '\'']);
        let is_date =
            clause.is_some() && !text.contains(' ') && text.parse::<PartialDate>().is_ok();
        let first = match clause {
            Some(_) if is_one_of(self.text(self.at - 1), &["at", "from"]) => self.at - 1,
            Some(_) => self.at,
            None => start,
        };
        let first = self.tokens[first];
        if is_date {
            // The date is right, and what stands before it is not.
            let kind = QueryErrorKind::Unexpected {
                found: first.text(self.source).to_owned(),
                expected: Vec::new(),
                similar: Some(format!("during {text}")),
            };
            return Some(QueryError::new(kind, first.span.join(span)));
        }
        let (meant, fault) = (date_meant(text), fault(text));
        if meant.is_none() && !lacks_year(text) && fault == DateFault::Form {
            return None;
        }
        let kind = QueryErrorKind::BadDate {
            text: text.to_owned(),
            fault,
            meant,
            clause,
            today: None,
        };
        Some(QueryError::new(kind, first.span.join(span)))
    }

    /// Whether what stands before an operator is called as a date is.
    fn is_dated(&self, operator: usize) -> bool {
        let field = operator.checked_sub(1).map(|before| self.text(before));
        field.is_some_and(|field| {
            let is_field = |known: &Field| {
                known.name.eq_ignore_ascii_case(field) && known.kind == FieldType::Date
            };
            NOUNS.iter().any(|noun| noun.fields.iter().any(is_field))
        })
    }

    /// Digits and hyphens that are nearly a date.
    pub(super) fn bad_date(&self) -> Option<QueryError> {
        let belongs = |index: usize| {
            self.tokens
                .get(index)
                .is_some_and(|token| token.kind == TokenKind::Number || token.is(self.source, "-"))
        };
        let is_joined = |index: usize| {
            belongs(index)
                && belongs(index + 1)
                && self.tokens[index].span.end == self.tokens[index + 1].span.start
        };
        let mut first = [self.at, self.at.saturating_sub(1)]
            .into_iter()
            .find(|index| belongs(*index))?;
        let mut last = first;
        while first > 0 && is_joined(first - 1) {
            first -= 1;
        }
        while is_joined(last) {
            last += 1;
        }
        let span = self.tokens[first].span.join(self.tokens[last].span);
        let text = span.of(self.source);
        let is_nearly_one = text.len() > 5 && text.as_bytes()[4] == b'-';
        if !is_nearly_one || text.parse::<PartialDate>().is_ok() {
            return None;
        }
        let kind = QueryErrorKind::BadDate {
            text: text.to_owned(),
            fault: DateFault::Form,
            meant: date_meant(text),
            clause: None,
            today: None,
        };
        Some(QueryError::new(kind, span))
    }
}
