//! What has its place elsewhere: comments and variables of other languages, a name or a text where a
//! noun is needed, a field where a name is.

use pest::Parser;

use super::diagnose::Context;
use super::grammar::{QueryParser, Rule};
use super::scan::TokenKind;
use crate::query::catalog::noun_word;
use crate::query::error::{DateFault, QueryError, QueryErrorKind};
use crate::query::meant::{date_meant, lacks_year};
use crate::span::Span;

impl Context<'_> {
    /// `-- comment`, `// comment`
    pub(super) fn foreign_comment(&self) -> Option<QueryError> {
        let sign = self.stopped()?;
        let second = self.tokens.get(self.at + 1)?;
        let typed = sign.span.join(second.span).of(self.source);
        if typed != "--" && typed != "//" {
            return None;
        }
        let rest = &self.source[second.span.end..];
        let line = rest.lines().next().unwrap_or_default();
        let end = second.span.end + line.trim_end().len();
        let kind = QueryErrorKind::Unexpected {
            found: typed.to_owned(),
            expected: Vec::new(),
            similar: Some(format!("# {}", line.trim())),
        };
        Some(QueryError::new(kind, Span::new(sign.span.start, end)))
    }

    /// `let $who = "Russia"`: values have parameters, and `let` names rows.
    pub(super) fn parameter_by_let(&self) -> Option<QueryError> {
        let name = self
            .stopped()
            .filter(|token| token.kind == TokenKind::Parameter)?;
        let word = self.previous().filter(|it| it.is(self.source, "let"))?;
        let value = (self.text(self.at + 1) == "=").then(|| self.at + 2);
        let value = value.filter(|at| *at + 1 == self.piece.end);
        let end = value.map_or(name.span, |at| self.tokens[at].span);
        let name = name.text(self.source);
        let declared = match value.map(|at| (self.tokens[at].kind, self.text(at))) {
            Some((TokenKind::Text | TokenKind::Handle, text)) => {
                format!("param {name}: entity = {text}")
            }
            Some((TokenKind::Number, text)) if text.contains('-') => {
                format!("param {name}: date = {text}")
            }
            Some((TokenKind::Number, text)) => format!("param {name}: num = {text}"),
            _ => format!("param {name}: entity = \"Russia\""),
        };
        let kind = QueryErrorKind::Unexpected {
            found: word.span.join(end).of(self.source).to_owned(),
            expected: Vec::new(),
            similar: Some(declared),
        };
        Some(QueryError::new(kind, word.span.join(end)))
    }

    /// `"Russia" -> "Ukraine"`, `"Nov 22"`, `@iran`: a name, a date or a text where a noun is needed.
    pub(super) fn text_first(&self, is_head: bool) -> Option<QueryError> {
        let is_name = |index: usize| {
            let token = self.tokens.get(index).filter(|_| index < self.piece.end);
            token.is_some_and(|it| matches!(it.kind, TokenKind::Text | TokenKind::Handle))
        };
        let first = self.piece.start;
        if !is_head || self.at != first || !is_name(first) {
            return None;
        }
        let (text, span) = (self.text(first), self.tokens[first].span);
        let inside = text.trim_matches(['"', '\'']);
        let similar = if is_name(first + 2) && self.piece.len() == 3 {
            format!("events by {text} against {}", self.text(first + 2))
        } else if text.starts_with('@') {
            format!("articles mentioning {text}")
        } else if date_meant(inside).is_some() || lacks_year(inside) {
            let kind = QueryErrorKind::BadDate {
                text: inside.to_owned(),
                fault: DateFault::Form,
                meant: date_meant(inside),
                clause: Some("events during"),
                today: None,
            };
            return Some(QueryError::new(kind, span));
        } else {
            format!("articles about {text}")
        };
        let last = if is_name(first + 2) { first + 2 } else { first };
        let kind = QueryErrorKind::Unexpected {
            found: text.to_owned(),
            expected: Vec::new(),
            similar: Some(similar),
        };
        Some(QueryError::new(kind, span.join(self.tokens[last].span)))
    }

    /// `articles by source`: rows are counted by a field.
    pub(super) fn grouped_by(&self) -> Option<QueryError> {
        let field = self
            .stopped()
            .filter(|token| token.kind == TokenKind::Word)?;
        let by = self.previous().filter(|it| it.is(self.source, "by"))?;
        let noun = noun_word(self.text(self.piece.start))?.noun;
        if self.at < self.piece.start + 2 || self.at - 1 != self.piece.start + 1 {
            return None;
        }
        let name = field.text(self.source).to_ascii_lowercase();
        let bins = ["year", "quarter", "month", "week", "day", "weekday"];
        let key = match (noun.field(&name), noun.info().date) {
            (Some(found), _) if found.is_many() => return None,
            (Some(_), _) => name,
            (None, Some(date)) if bins.contains(&name.as_str()) => format!("{name}({date})"),
            _ => return None,
        };
        let end = self.tokens[self.piece.end - 1].span.end;
        let others = self.source[field.span.end..end].trim_end();
        let fix = format!("{}{others} | count by {key}", self.text(self.piece.start));
        let is_right = QueryParser::parse(Rule::script, &fix).is_ok();
        is_right.then(|| {
            let kind = QueryErrorKind::Unexpected {
                found: by.span.join(field.span).of(self.source).to_owned(),
                expected: Vec::new(),
                similar: Some(fix),
            };
            QueryError::new(kind, by.span.join(field.span))
        })
    }
}
