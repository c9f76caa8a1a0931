//! A stage, a bracket or a query that ends before it is whole: what must follow.

use super::diagnose::Context;
use super::scan::TokenKind;
use super::words::{NAMING, is_one_of, is_stage};
use crate::query::error::{QueryError, QueryErrorKind};

impl Context<'_> {
    /// Something is missing at the end of a stage, a bracket or the query.
    pub(super) fn incomplete(&self) -> Option<QueryError> {
        let is_end = self.stopped().is_none_or(|token| {
            token.kind == TokenKind::Close
                || [",", "|", ";", "->"].contains(&token.text(self.source))
        });
        let previous = self.previous()?;
        let last = previous.text(self.source);
        let stage = self.text(self.segment.start.min(self.at - 1));
        if let Some(error) = self.unfinished_number(is_end) {
            return Some(error);
        }
        let wanting = wanting(stage, last, previous.kind == TokenKind::Word);
        let (needs, examples) = match wanting {
            Some((needs, examples)) if is_end => (needs.to_owned(), examples),
            None if is_end && !self.expected_words().is_empty() => {
                (self.expected_words().join(" or "), &[] as &[&str])
            }
            _ => return None,
        };
        let after = if is_one_of(last, &["by", "per"])
            && is_stage(stage)
            && !stage.eq_ignore_ascii_case(last)
        {
            format!(
                "{} {}",
                stage.to_ascii_lowercase(),
                last.to_ascii_lowercase()
            )
        } else {
            last.to_owned()
        };
        let kind = QueryErrorKind::Incomplete {
            after,
            needs,
            examples: examples
                .iter()
                .map(|example| (*example).to_owned())
                .collect(),
        };
        Some(QueryError::new(kind, previous.span))
    }
}

impl Context<'_> {
    /// `top 3`, `near "Aleppo"`: what the number or the name is of.
    fn unfinished_number(&self, is_end: bool) -> Option<QueryError> {
        let previous = self.previous().filter(|_| is_end)?;
        let before = self
            .at
            .checked_sub(2)
            .filter(|at| *at >= self.piece.start)?;
        let span = self.tokens[before].span.join(previous.span);
        let typed = span.of(self.source);
        let is_number = previous.kind == TokenKind::Number;
        let is_name = matches!(
            previous.kind,
            TokenKind::Text | TokenKind::Handle | TokenKind::Parameter
        );
        let (needs, examples) = match self.text(before).to_ascii_lowercase().as_str() {
            "top" if is_number => (
                "a field to count by, or `by` and what to order by",
                vec![format!("{typed} kind"), format!("{typed} by date")],
            ),
            "near" if is_name => ("a distance", vec![format!("{typed} 30km")]),
            _ => return None,
        };
        let kind = QueryErrorKind::Incomplete {
            after: typed.to_owned(),
            needs: needs.to_owned(),
            examples,
        };
        Some(QueryError::new(kind, span))
    }
}

type Wanting = Option<(&'static str, &'static [&'static str])>;

/// What must follow the last word of a stage, with examples.
fn wanting(stage: &str, last: &str, is_word: bool) -> Wanting {
    let (stage, last) = (stage.to_ascii_lowercase(), last.to_ascii_lowercase());
    let fields: &[&str] = &["actor", "kind", "month(date)"];
    Some(match last.as_str() {
        "by" | "per"
            if is_one_of(
                &stage,
                &["count", "summarize", "top", "take", "derive", "compare"],
            ) =>
        {
            ("at least one field", fields)
        }
        "select" | "distinct" | "facet" | "drop" => {
            ("at least one field", &["title", "kind", "month(date)"])
        }
        "sort" => ("at least one field", &["date", "-date"]),
        "take" | "skip" | "sample" | "top" | "max" | "seed" => ("a number", &["10"]),
        "where" => ("a condition", &["kind = assault", "by \"Russia\""]),
        "derive" => ("a name and a value", &["n = count(mentions)"]),
        "summarize" => ("at least one aggregate", &["n = count()", "max(high)"]),
        "each" => ("a link and a name", &["actors as actor"]),
        "about" | "matching" => ("a text in quotes", &["\"convoy\""]),
        "of" => ("a word", &["airstrike", "killed", "(meeting, talks)"]),
        "as" => ("a word", &["denied", "(planned, alleged)"]),
        "during" | "since" | "until" | "before" | "after" => {
            ("a date", &["2016", "2016-06", "2015..2017", "ago(30d)"])
        }
        "possibly" => ("a time clause", &["during 2016"]),
        "according" => ("`to` and a name in quotes", &["to \"United Nations\""]),
        "->" => ("a noun", &["articles", "quotes", "speakers"]),
        "let" => ("a name and a query", &["x = events by \"Russia\""]),
        "and" | "or" | "not" | "," | "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "!~" | "+"
        | "-" | "*" | "/" | "%" | "??" | "in" | "=>" => ("a value", &[]),
        "is" => ("`null` or `not null`", &["is not null"]),
        _ if is_word && is_one_of(&last, &NAMING) => {
            ("a name in quotes", &["\"Russia\"", "@russia"])
        }
        _ => return None,
    })
}
