//! What people write out of habit, from other languages and from plain English: operators in words,
//! names joined by `and`, curly quotes.

use pest::Parser;

use super::diagnose::Context;
use super::fix::stage_in_other_words;
use super::grammar::{QueryParser, Rule};
use super::scan::TokenKind;
use super::words::{AGGREGATES, NAMING, NOTHING, is_clause, is_one_of};
use crate::query::catalog::noun_word;
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::meant::date_meant;
use crate::query::suggest::nearest;
use crate::span::Span;
use crate::value::ChartKind;

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
        if instead.ends_with("in")
            && let Some(rest) = self.segment_span()
            && let Some(time) = date_meant(&self.source[end..rest.end])
        {
            let is_clause = noun_word(self.text(self.piece.start)).is_some();
            let word = if is_clause { "during" } else { instead };
            (own, end) = (format!("{word} {time}"), rest.end);
        } else if instead.ends_with("in") {
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
        if instead.ends_with('~')
            && let Some(text) = self.tokens.get(self.at + 1)
            && text.kind == TokenKind::Text
            && text.text(self.source).contains('%')
        {
            // `~` looks anywhere in the text.
            own = format!("{instead} {}", text.text(self.source).replace('%', ""));
            end = text.span.end;
        }
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

    /// `place is "Syria"`, `kind is not strike`, `place is missing`: `is` is for null alone.
    pub(super) fn tested_with_is(&self) -> Option<QueryError> {
        let value = self.stopped()?;
        let is_not = self.previous()?.is(self.source, "not");
        let is = self.at.checked_sub(if is_not { 2 } else { 1 })?;
        if is < self.segment.start || !self.tokens[is].is(self.source, "is") {
            return None;
        }
        let text = value.text(self.source);
        if nearest(text, ["null"]).is_some() {
            return None;
        }
        if is_one_of(text, &NOTHING) {
            let stage = self.segment_span()?;
            let kind = QueryErrorKind::Unexpected {
                found: text.to_owned(),
                expected: Vec::new(),
                similar: Some(format!(
                    "{}null{}",
                    &self.source[stage.start..value.span.start],
                    &self.source[value.span.end..stage.end]
                )),
            };
            return Some(QueryError::new(kind, value.span));
        }
        let own = match value.kind {
            TokenKind::Word if text.starts_with(char::is_uppercase) => format!("\"{text}\""),
            TokenKind::Word | TokenKind::Text | TokenKind::Number | TokenKind::Handle => {
                text.to_owned()
            }
            _ => return None,
        };
        let sign = if is_not { "!=" } else { "=" };
        let (stage, is) = (self.segment_span()?, self.tokens[is]);
        let fix = format!(
            "{}{sign} {own}{}",
            &self.source[stage.start..is.span.start],
            &self.source[value.span.end..stage.end]
        );
        let found = if is_not { "is not" } else { "is" };
        let kind = QueryErrorKind::WrongOperator {
            found: vec![(found.to_owned(), sign)],
            fix,
        };
        Some(QueryError::new(kind, is.span.join(value.span)))
    }

    /// `pivot year(date)`: a stage that takes columns which are there, by name.
    pub(super) fn column_by_call(&self) -> Option<QueryError> {
        let open = self.stopped().filter(|token| token.is(self.source, "("))?;
        let name = self.previous()?;
        let takes_names = is_one_of(self.text(self.segment.start), &["pivot", "fill", "drop"]);
        if !takes_names || name.kind != TokenKind::Word || self.at < self.segment.start + 2 {
            return None;
        }
        let mut later = self.at + 1..self.piece.end;
        let close = later.find(|index| {
            let token = self.tokens[*index];
            token.kind == TokenKind::Close && token.depth == open.depth
        })?;
        let stage = self.tokens[self.segment.start].span.join(name.span);
        let call = name.span.join(self.tokens[close].span);
        let kind = QueryErrorKind::Unexpected {
            found: call.of(self.source).to_owned(),
            expected: Vec::new(),
            similar: Some(stage.of(self.source).to_owned()),
        };
        Some(QueryError::new(kind, call))
    }

    /// `by all of ("Russia", "Iran")`, `with both ("Russia", "Iran")`.
    pub(super) fn quantified_names(&self) -> Option<QueryError> {
        let open = (self.at..self.segment.end.min(self.at + 3))
            .find(|index| self.tokens[*index].kind == TokenKind::Open)?;
        let words = ["all", "any", "both", "either", "each", "of"];
        let clause = (self.segment.start..open)
            .rev()
            .find(|index| !is_one_of(self.text(*index), &words))
            .filter(|index| is_one_of(self.text(*index), &NAMING) && index + 1 < open)?;
        let joint = self.text(clause + 1);
        let all = if is_one_of(joint, &["any", "either", "of"]) {
            ""
        } else {
            "all "
        };
        let is_close = |index: &usize| {
            let token = self.tokens[*index];
            token.kind == TokenKind::Close && token.depth == self.tokens[open].depth
        };
        let close = (open..self.piece.end).find(is_close)?;
        let names = self.tokens[open].span.join(self.tokens[close].span);
        let span = self.tokens[clause].span.join(self.tokens[open - 1].span);
        let kind = QueryErrorKind::Unexpected {
            found: span.of(self.source).to_owned(),
            expected: Vec::new(),
            similar: Some(format!(
                "{} {all}{}",
                self.text(clause),
                names.of(self.source)
            )),
        };
        Some(QueryError::new(kind, span))
    }

    /// `about Syria`: words are looked for in quotes.
    pub(super) fn bare_text(&self) -> Option<QueryError> {
        let stopped = self.stopped()?;
        let clause = self
            .previous()
            .filter(|token| token.is(self.source, "about") || token.is(self.source, "matching"))?;
        let is_text = |index: &usize| {
            let token = self.tokens[*index];
            token.kind == TokenKind::Word && !is_clause(token.text(self.source))
        };
        let end = (self.at..self.segment.end).find(|index| !is_text(index));
        let end = end.unwrap_or(self.segment.end);
        let last = (end > self.at).then(|| self.tokens[end - 1])?;
        let span = stopped.span.join(last.span);
        let kind = QueryErrorKind::Unexpected {
            found: span.of(self.source).to_owned(),
            expected: Vec::new(),
            similar: Some(format!(
                "{} \"{}\"",
                clause.text(self.source),
                span.of(self.source)
            )),
        };
        Some(QueryError::new(kind, span))
    }

    /// `| sum(high)`: an aggregate is a column of `summarize`.
    pub(super) fn aggregate_as_stage(&self) -> Option<String> {
        let word = self.stopped()?;
        let open = self.tokens.get(self.at + 1)?;
        let is_call = open.is(self.source, "(") && open.span.start == word.span.end;
        let stage = self.segment_span()?;
        (is_call && is_one_of(word.text(self.source), &AGGREGATES))
            .then(|| format!("summarize {}", stage.of(self.source)))
    }

    /// The whole stage put right, where what follows its word is said otherwise elsewhere:
    /// `sort date desc`, `select title as headline`, `count actor`.
    pub(super) fn in_other_words(&self) -> Option<String> {
        let stage = self.text(self.segment.start).to_ascii_lowercase();
        let rest = (self.at > self.segment.start)
            .then(|| self.tokens[self.segment.start].span.end)
            .map(|end| &self.source[end..self.segment_span().map_or(end, |span| span.end)])?;
        let fix = stage_in_other_words(&stage, rest.trim())?;
        QueryParser::parse(Rule::stage_only, &fix)
            .is_ok()
            .then_some(fix)
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
            .filter(|index| is_name(*index + 1))?;
        if self.text(clause).eq_ignore_ascii_case("about") && is_name(next) {
            return Some(self.joined_texts(clause, &joint));
        }
        if !is_one_of(self.text(clause), &NAMING) {
            return None;
        }
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

    /// `chart column`: a kind of chart that has another name, or none here.
    pub(super) fn unknown_chart(&self) -> Option<QueryError> {
        let stopped = self.stopped()?;
        let is_chart = self.at == self.segment.start + 1
            && self.text(self.segment.start).eq_ignore_ascii_case("chart");
        is_chart.then(|| {
            let found = stopped.text(self.source);
            let kinds = || ChartKind::ALL.into_iter().map(ChartKind::word);
            let meant = ChartKind::meant(found).map(ChartKind::word);
            let kind = QueryErrorKind::Unexpected {
                found: found.to_owned(),
                expected: kinds().map(|kind| format!("`{kind}`")).collect(),
                similar: meant.or_else(|| nearest(found, kinds())).map(str::to_owned),
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

    /// `about "gas" and "Aleppo"`
    fn joined_texts(&self, clause: usize, joint: &str) -> QueryError {
        let texts = [self.at - 1, self.at + 1].map(|index| self.text(index));
        let fix = match joint {
            "or" => format!("matching {}", texts.join(" or ")),
            _ => format!("about {}", texts.join(" about ")),
        };
        let kind = QueryErrorKind::Unexpected {
            found: joint.to_owned(),
            expected: Vec::new(),
            similar: Some(fix),
        };
        let span = self.tokens[clause].span.join(self.tokens[self.at + 1].span);
        QueryError::new(kind, span)
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
        Some(QueryError::new(kind, Span::new(start, segment.end)))
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
        let straight = self.source.replace(['“', '”', '„', '«', '»'], "\"");
        let is_whole = QueryParser::parse(Rule::script, &straight).is_ok();
        let similar = if is_whole && !self.source.contains('\n') {
            straight.trim().to_owned()
        } else {
            format!("\"{inside}\"")
        };
        let kind = QueryErrorKind::Unexpected {
            found: span.of(self.source).to_owned(),
            expected: Vec::new(),
            similar: Some(similar),
        };
        Some(QueryError::new(kind, span))
    }
}
